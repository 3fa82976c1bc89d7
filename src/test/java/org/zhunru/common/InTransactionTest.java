package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class InTransactionTest {
  private final AtomicInteger looked = new AtomicInteger();
  private final InTransaction<String, Integer> answer =
      new InTransaction<>(key -> looked.incrementAndGet());
  private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());

  @Test
  void a_transaction_looks_once_for_each_key_and_the_next_one_looks_again() {
    transaction.executeWithoutResult(
        status -> {
          assertThat(answer.get("a")).isEqualTo(1);
          assertThat(answer.get("a")).isEqualTo(1);
          assertThat(answer.get("b")).isEqualTo(2);
        });
    transaction.executeWithoutResult(status -> assertThat(answer.get("a")).isEqualTo(3));
  }

  @Test
  void a_transaction_in_between_looks_for_itself_and_takes_nothing_away() {
    var between = new TransactionTemplate(transaction.getTransactionManager());
    between.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(
        status -> {
          assertThat(answer.get("a")).isEqualTo(1);
          between.executeWithoutResult(inner -> assertThat(answer.get("a")).isEqualTo(2));
          assertThat(answer.get("a")).isEqualTo(1);
        });
  }

  @Test
  void who_changed_it_looks_again() {
    transaction.executeWithoutResult(
        status -> {
          answer.get("a");
          answer.forget();
          assertThat(answer.get("a")).isEqualTo(2);
        });
  }

  @Test
  void what_was_rolled_back_is_forgotten_too() {
    transaction.executeWithoutResult(
        status -> {
          answer.get("a");
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(status -> assertThat(answer.get("a")).isEqualTo(2));
  }

  @Test
  void outside_a_transaction_every_look_up_is_made() {
    assertThat(answer.get("a")).isEqualTo(1);
    assertThat(answer.get("a")).isEqualTo(2);
  }

  private static final class NoDatabase extends AbstractPlatformTransactionManager {
    private boolean open;

    @Override
    protected Object doGetTransaction() {
      return new Object();
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
      return open;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      open = true;
    }

    @Override
    protected Object doSuspend(Object transaction) {
      open = false;
      return transaction;
    }

    @Override
    protected void doResume(Object transaction, Object suspended) {
      open = true;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
      open = false;
    }
  }
}
