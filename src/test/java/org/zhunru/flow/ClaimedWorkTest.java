package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.CaseState;
import org.zhunru.review.OpinionDraft;

/** Work that somebody has taken on, while other things happen to its case. */
@IntegrationTest
class ClaimedWorkTest {
  @Autowired City city;
  @Autowired Claims claims;
  @Autowired Invariants invariants;
  @Autowired PlatformTransactionManager transactions;

  @RepeatedTest(3)
  void who_acts_on_work_and_who_cancels_it_never_wait_for_each_other() throws Exception {
    var id = city.inReview("yjj");
    var handler = city.seat("yjj", SeatKind.HANDLER);
    var barrier = new CyclicBarrier(2);

    var answers =
        together(
            () -> {
              claims.ensureMine(handler, id.value(), "DRAFT", "yjj");
              meet(barrier);
              city.reviews.save(handler, id, "yjj", OpinionDraft.agree(1, "同意。"));
            },
            () -> {
              city.cases.lock(id);
              meet(barrier);
              city.cases.withdraw(city.applicant(), id, "改变计划");
            });

    assertThat(answers).allMatch(a -> a.equals("done") || a instanceof Refusal);
    assertThat(city.of(id).state()).isEqualTo(CaseState.WITHDRAWN);
    assertThat(city.work(id)).isEmpty();
    invariants.hold(id);
  }

  /** Both are here at once, unless one already waits for the other. */
  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.SECONDS);
    } catch (TimeoutException | BrokenBarrierException waiting) {
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Object> together(Runnable... acts) throws Exception {
    var threads = Executors.newFixedThreadPool(acts.length);
    try {
      var running = new ArrayList<Future<Object>>();
      for (var act : acts) {
        running.add(threads.submit(inTransaction(act)));
      }
      var answers = new ArrayList<Object>();
      for (var future : running) {
        answers.add(future.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Object> inTransaction(Runnable act) {
    return () -> {
      try {
        new TransactionTemplate(transactions).executeWithoutResult(status -> act.run());
        return "done";
      } catch (RuntimeException failed) {
        return failed;
      }
    };
  }
}
