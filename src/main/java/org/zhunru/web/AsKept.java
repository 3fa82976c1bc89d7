package org.zhunru.web;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is kept, for the page that comes back with a refusal. An act of several steps may have done
 * the first of them; that is undone, but only once the whole request is over ({@link OnlyOnce}).
 */
@Component
class AsKept {
  private final TransactionTemplate apart;

  AsKept(PlatformTransactionManager transactions) {
    apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    apart.setReadOnly(true);
  }

  /** What is read as if the request had done nothing; it must not lock or write. */
  <T> T read(Supplier<T> page) {
    return Objects.requireNonNull(apart.execute(status -> page.get()));
  }
}
