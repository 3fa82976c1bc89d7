package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.review.OpinionDraft;

/** People who act in the same moment. */
@IntegrationTest
class AtOnceTest {
  private static final String[] TWELVE = {
    "fgw", "gxj", "yjj", "zrzy", "sthj", "zjj", "gaj", "xfj", "qxj", "jtj", "swj", "wjw"
  };
  private static final int ROUNDS = 100;

  /** The record of a case grows with its rounds, and so does the time of the next. */
  private static final int CASES = 10;

  @Autowired City city;
  @Autowired Invariants invariants;

  @Test
  void twelve_departments_that_sign_at_once_are_all_recorded_and_one_decision_is_due()
      throws Exception {
    for (int cases = 0; cases < CASES; cases++) {
      var id = city.inReview(TWELVE);
      for (int round = 0; round < ROUNDS / CASES; round++) {
        if (round > 0) {
          city.reviews.sendBack(city.lead(), id, java.util.Set.of(TWELVE), "再审一轮");
        }
        roundOfTwelve(id);
      }
    }
  }

  private void roundOfTwelve(CaseId id) throws Exception {
    var draft = OpinionDraft.agree(city.version(id), "同意。");
    var signings = new ArrayList<Callable<Object>>();
    for (var department : TWELVE) {
      city.toHead(id, department, draft);
      signings.add(() -> sign(id, department, draft));
    }
    assertThat(together(signings)).containsOnly("signed");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
    assertThat(city.work(id)).containsExactly("DECIDE lhsp");
    assertThat(city.effective(id)).hasSize(12);
    invariants.hold(id);
  }

  @RepeatedTest(10)
  void of_an_approval_and_a_veto_of_one_department_one_wins_and_the_other_is_told_who_and_what()
      throws Exception {
    var id = city.inReview("yjj", "sthj");
    var agree = OpinionDraft.agree(1, "同意。");
    var veto = city.veto(id);
    city.toHead(id, "yjj", agree);

    var answers = together(List.of(() -> sign(id, "yjj", agree), () -> sign(id, "yjj", veto)));

    assertThat(answers).containsOnlyOnce("signed");
    var told =
        (Refusal) answers.stream().filter(a -> a instanceof Refusal).findFirst().orElseThrow();
    var won = city.joint.effective(id).get(0);
    assertThat(told.code()).isEqualTo("review.signedAlready");
    assertThat(told.arguments().stream().limit(2).map(Object::toString))
        .containsExactly(city.seat("yjj", SeatKind.HEAD).name(), won.kind().name());
    invariants.hold(id);
  }

  @RepeatedTest(5)
  void a_withdrawal_and_the_last_signature_leave_one_or_the_other() throws Exception {
    var id = city.inReview("yjj");
    var agree = OpinionDraft.agree(1, "同意。");
    city.toHead(id, "yjj", agree);
    together(
        List.of(
            () -> sign(id, "yjj", agree),
            () -> {
              try {
                city.cases.withdraw(city.applicant(), id, "改变计划");
                return "withdrawn";
              } catch (Refusal refused) {
                return refused;
              }
            }));
    assertThat(city.of(id).state()).isIn(CaseState.WITHDRAWN);
    invariants.hold(id);
  }

  private Object sign(CaseId id, String department, OpinionDraft draft) {
    try {
      city.reviews.sign(city.seat(department, SeatKind.HEAD), id, department, draft);
      return "signed";
    } catch (Refusal refused) {
      return refused;
    }
  }

  private static List<Object> together(List<Callable<Object>> acts) throws Exception {
    var barrier = new CyclicBarrier(acts.size());
    var threads = Executors.newFixedThreadPool(acts.size());
    try {
      var running = new ArrayList<Future<Object>>();
      for (var act : acts) {
        running.add(
            threads.submit(
                () -> {
                  barrier.await();
                  return act.call();
                }));
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
}
