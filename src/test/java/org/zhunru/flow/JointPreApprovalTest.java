package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Correction;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.OpinionKind;
import org.zhunru.review.ReviewState;

@IntegrationTest
class JointPreApprovalTest {
  @Autowired City city;

  @Test
  void a_filed_case_waits_for_the_lead_office_and_has_a_number() {
    var id = city.submitted("yjj");

    assertThat(city.of(id).state()).isEqualTo(CaseState.SUBMITTED);
    assertThat(city.of(id).number()).matches("\\d{4}-QTH-\\d{6}");
    assertThat(city.work(id)).containsExactly("ACCEPT lhsp");
    assertThat(city.tasks(id)).containsExactly("Task_Accept");
  }

  @Test
  void when_all_agree_the_lead_office_approves() {
    var id = city.inReview("yjj", "sthj", "xfj");
    assertThat(city.work(id)).containsExactly("DRAFT sthj", "DRAFT xfj", "DRAFT yjj");

    city.agree(id, "yjj", "sthj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
    city.agree(id, "xfj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
    assertThat(city.work(id)).containsExactly("DECIDE lhsp");

    city.decide(id, DecisionOutcome.APPROVED);
    assertThat(city.of(id).state()).isEqualTo(CaseState.APPROVED);
    assertThat(city.work(id)).isEmpty();
    assertThat(city.tasks(id)).isEmpty();
  }

  @Test
  void conditions_lead_to_an_approval_with_conditions_and_to_no_other() {
    var id = city.inReview("yjj", "sthj");
    city.agree(id, "yjj");
    city.speak(
        id,
        "sthj",
        OpinionDraft.conditions(
            1,
            "",
            new OpinionDraft.Condition(
                "罐区设围堰", org.zhunru.review.Stage.DESIGN, null, null, null, "")));

    assertThatThrownBy(() -> city.decide(id, DecisionOutcome.APPROVED))
        .hasMessageContaining("decision.conditionsLeft");
    city.decide(id, DecisionOutcome.APPROVED_WITH_CONDITIONS);
    assertThat(city.of(id).state()).isEqualTo(CaseState.APPROVED_WITH_CONDITIONS);
  }

  @Test
  void after_a_veto_the_others_may_finish_and_nothing_can_be_approved() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "yjj");
    assertThat(city.work(id)).containsExactly("DRAFT sthj");
    city.agree(id, "sthj");

    assertThatThrownBy(() -> city.decide(id, DecisionOutcome.APPROVED))
        .hasMessageContaining("decision.vetoStands");
    city.decide(id, DecisionOutcome.REFUSED);
    assertThat(city.of(id).state()).isEqualTo(CaseState.REFUSED);
  }

  @Test
  void a_veto_without_ground_fact_and_remedy_is_refused() {
    var id = city.inReview("yjj");
    var bare = OpinionDraft.veto(1, "不同意", "", "", "");
    assertThatThrownBy(
            () -> city.reviews.forward(city.seat("yjj", SeatKind.HANDLER), id, "yjj", bare, ""))
        .isInstanceOfSatisfying(
            org.zhunru.common.Refusals.class,
            all ->
                assertThat(all.all().stream().map(Refusal::field))
                    .containsExactly("groundId", "fact", "remedy"));
  }

  @Test
  void a_lifted_veto_is_reviewed_anew_and_both_stay_in_the_record() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "yjj");
    city.agree(id, "sthj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);

    city.reviews.liftVeto(city.seat("yjj", SeatKind.HEAD), id, "yjj", "申请人已调整");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
    assertThat(city.work(id)).containsExactly("DRAFT yjj");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);

    assertThat(city.joint.opinions(id).stream().map(o -> o.kind() + " " + o.status()))
        .containsExactly("VETO LIFTED", "AGREE EFFECTIVE", "AGREE EFFECTIVE");
  }

  @Test
  void a_veto_lifted_while_others_review_does_not_end_the_round() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "yjj");
    city.reviews.liftVeto(city.seat("yjj", SeatKind.HEAD), id, "yjj", "申请人已调整");
    assertThat(city.work(id)).containsExactly("DRAFT sthj", "DRAFT yjj");
    city.agree(id, "sthj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
    city.agree(id, "yjj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
  }

  @Test
  void corrected_before_acceptance_the_lead_office_looks_again() {
    var id = city.submitted("yjj");
    city.acceptance.correct(
        city.lead(),
        id,
        List.of(new Correction.Item(Correction.Kind.FIELD, "purpose", "MISSING", "请填写用途")),
        "",
        10);
    assertThat(city.work(id)).containsExactly("CORRECT");

    city.write(id, "purpose", "生产");
    city.dossiers.submit(city.applicant(), id);
    assertThat(city.of(id).dossierVersion()).isEqualTo(2);
    assertThat(city.work(id)).containsExactly("ACCEPT lhsp");
  }

  @Test
  void what_is_not_accepted_is_over() {
    var id = city.submitted("yjj");
    city.acceptance.refuse(city.lead(), id, "NOT_OURS", "请向省应急管理厅申请");
    assertThat(city.of(id).state()).isEqualTo(CaseState.NOT_ACCEPTED);
    assertThat(city.work(id)).isEmpty();
    assertThat(city.tasks(id)).isEmpty();
  }

  @Test
  void a_correction_in_review_reopens_only_those_whom_the_change_concerns() {
    var id = city.inReview("yjj", "sthj", "xfj");
    city.agree(id, "sthj", "xfj");
    city.speak(id, "yjj", city.correction(id));
    assertThat(city.work(id)).containsExactly("CORRECT_IN_REVIEW");
    assertThat(city.joint.of(id).orElseThrow().of("yjj").orElseThrow().state())
        .isEqualTo(ReviewState.CORRECTING);

    city.write(id, "purpose", "sthj");
    city.write(id, "departments", "yjj sthj xfj wjw");
    city.dossiers.submit(city.applicant(), id);

    assertThat(city.work(id)).containsExactly("DRAFT sthj", "DRAFT wjw", "DRAFT yjj");
    assertThat(city.effective(id)).containsExactly(OpinionKind.AGREE);
    city.agree(id, "sthj", "wjw", "yjj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
    assertThat(city.effective(id)).hasSize(4);
  }

  @Test
  void a_transfer_calls_the_competent_department_instead() {
    var id = city.inReview("yjj", "sthj");
    city.agree(id, "sthj");
    city.speak(id, "yjj", OpinionDraft.transfer(1, "属公安职权", "gaj"));
    assertThat(city.work(id)).containsExactly("DRAFT gaj");
    city.agree(id, "gaj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
    city.decide(id, DecisionOutcome.APPROVED);
  }

  @Test
  void drafts_go_back_and_forth_inside_a_department() {
    var id = city.inReview("yjj");
    var draft = OpinionDraft.agree(1, "同意。");
    city.toHead(id, "yjj", draft);
    city.reviews.giveBack(
        city.seat("yjj", SeatKind.HEAD), id, "yjj", SeatKind.HANDLER, draft, "请补充");
    assertThat(city.work(id)).containsExactly("DRAFT yjj");
    city.toHead(id, "yjj", draft);
    city.reviews.giveBack(
        city.seat("yjj", SeatKind.HEAD), id, "yjj", SeatKind.REVIEWER, draft, "请核对");
    assertThat(city.work(id)).containsExactly("REVIEW yjj");
    city.reviews.giveBack(
        city.seat("yjj", SeatKind.REVIEWER), id, "yjj", SeatKind.HANDLER, draft, "请核对");
    city.agree(id, "yjj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
  }

  @Test
  void the_lead_office_sends_a_case_back_before_it_decides() {
    var id = city.inReview("yjj", "sthj");
    city.agree(id, "yjj", "sthj");
    city.reviews.sendBack(city.lead(), id, Set.of("sthj"), "两部门意见不一致");
    assertThat(city.work(id)).containsExactly("DRAFT sthj");
    city.agree(id, "sthj");
    city.decide(id, DecisionOutcome.APPROVED);
    assertThat(city.joint.of(id).orElseThrow().round()).isEqualTo(2);
  }

  @Test
  void every_act_outward_leaves_its_paper() {
    var id = city.submitted("yjj", "sthj");
    city.acceptance.correct(
        city.lead(),
        id,
        List.of(new Correction.Item(Correction.Kind.FIELD, "purpose", "MISSING", "请填写用途")),
        "",
        10);
    city.write(id, "purpose", "生产");
    city.dossiers.submit(city.applicant(), id);
    city.acceptance.accept(city.lead(), id, "");
    city.agree(id, "sthj");
    city.veto(id, "yjj");
    city.decide(id, DecisionOutcome.REFUSED);

    assertThat(city.papers(id))
        .containsExactly(
            "receipt",
            "correction",
            "receipt",
            "acceptance",
            "opinion",
            "opinion",
            "decision-refused");
  }

  @Test
  void a_case_can_be_withdrawn_in_the_middle_of_review() {
    var id = city.inReview("yjj", "sthj");
    city.cases.withdraw(city.applicant(), id, "改变投资计划");
    assertThat(city.of(id).state()).isEqualTo(CaseState.WITHDRAWN);
    assertThat(city.work(id)).isEmpty();
    assertThat(city.tasks(id)).isEmpty();
  }
}
