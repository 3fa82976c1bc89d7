package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Accounts;
import org.zhunru.identity.Actor;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.review.Consultations;
import org.zhunru.review.ExpertReviews;

/** Whom one can ask, who answers, and what a conclusion has to say. */
@IntegrationTest
class AdviceTest {
  @Autowired City city;
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired ConflictOfInterest conflicts;
  @Autowired Consultations consultations;
  @Autowired ExpertReviews experts;

  private Actor handler() {
    return city.seat("yjj", SeatKind.HANDLER);
  }

  private static void refused(ThrowingCallable act, String code) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  @Test
  void nobody_is_asked_whose_account_was_stopped_or_who_has_an_interest_in_the_applicant() {
    var id = city.inReview("yjj");
    var of = city.of(id);
    var free = people.officer("nyj", SeatKind.HANDLER);
    var gone = people.officer("nyj", SeatKind.HANDLER);
    var interested = people.officer("nyj", SeatKind.HANDLER);
    accounts.stop(people.having("sysadmin"), gone.accountId(), "离职");
    conflicts.declare(interested, of.enterpriseId(), "配偶在该公司任职");

    assertThat(consultations.colleagues(handler(), of))
        .extracting(Actor::accountId)
        .contains(free.accountId())
        .doesNotContain(
            gone.accountId(), interested.accountId(), handler().accountId(), applicant());
    for (var nobody : new UUID[] {gone.accountId(), interested.accountId(), applicant(), null}) {
      refused(
          () -> consultations.ask(handler(), id, "yjj", nobody, "是否属实？"), "review.noSuchColleague");
    }
    assertThat(consultations.of(id)).isEmpty();
  }

  private UUID applicant() {
    return city.applicant().accountId();
  }

  @Test
  void only_who_was_asked_answers_and_only_once() {
    var id = city.inReview("yjj");
    var colleague = people.officer("nyj", SeatKind.HANDLER);
    var other = people.officer("nyj", SeatKind.HANDLER);
    assertThat(city.cases.maySee(colleague, city.of(id))).isFalse();
    var asked = consultations.ask(handler(), id, "yjj", colleague.accountId(), "是否属实？");

    assertThat(city.cases.maySee(colleague, city.of(id))).isTrue();
    refused(() -> consultations.answer(other, id, asked, "属实。"), "review.noConsultation");
    consultations.answer(colleague, id, asked, "属实。");
    refused(() -> consultations.answer(colleague, id, asked, "不属实。"), "review.noConsultation");
    assertThat(consultations.of(id)).extracting(c -> c.answer()).containsExactly("属实。");
  }

  @Test
  void nothing_waits_for_an_answer_and_after_the_decision_none_is_taken() {
    var id = city.inReview("yjj");
    var colleague = city.seat("sthj", SeatKind.REVIEWER);
    var asked = consultations.ask(handler(), id, "yjj", colleague.accountId(), "是否属实？");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);

    refused(() -> consultations.answer(colleague, id, asked, "属实。"), "intake.wrongState");
    assertThat(city.work(id)).isEmpty();
  }

  @Test
  void all_that_a_conclusion_lacks_is_told_at_once() {
    var id = city.inReview("yjj");
    var review = experts.ask(handler(), id, "yjj", "爆炸影响范围", 15);

    assertThatThrownBy(() -> experts.conclude(city.lead(), id, review, "", " ", "", null))
        .isInstanceOfSatisfying(
            Refusals.class,
            all ->
                assertThat(all.all())
                    .extracting(Refusal::code)
                    .containsExactly(
                        "review.heldMissing", "review.expertsMissing", "review.conclusionMissing"));
    refused(
        () -> experts.conclude(handler(), id, review, "王工", "可行", "", LocalDate.of(2026, 1, 5)),
        "review.notLead");
    assertThat(experts.open(id, "yjj")).isTrue();
  }
}
