package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Correction;
import org.zhunru.review.DepartmentReview;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.ReviewState;
import org.zhunru.review.Stage;

/**
 * Random walks over all that people may lawfully do with a case, returns inside the parallel review
 * included. After every step the invariants hold: above all, somebody can act or the case is over,
 * and nothing is approved under a standing veto.
 */
@IntegrationTest
class WalkProperties {
  @Autowired City city;
  @Autowired Invariants invariants;

  @BeforeProperty
  void inTheCity() throws Exception {
    new TestContextManager(getClass()).prepareTestInstance(this);
  }

  /** Something somebody may do now. */
  private record Act(String name, Runnable run) {}

  @Property(tries = 30, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void from_every_state_somebody_goes_on_or_it_is_over(
      @ForAll @Size(min = 10, max = 40) List<@IntRange(max = 9999) Integer> choices) {
    var id = city.submitted("yjj", "sthj", "xfj");
    var walked = new ArrayList<String>();
    for (int choice : choices) {
      var acts = acts(id, choice);
      if (acts.isEmpty()) {
        break;
      }
      var act = acts.get(choice % acts.size());
      walked.add(act.name());
      try {
        act.run().run();
        invariants.hold(id);
      } catch (RuntimeException | AssertionError fault) {
        throw new AssertionError("after " + walked, fault);
      }
    }
    var last = city.of(id).state();
    assertThat(last.isFinal() || !acts(id, 0).isEmpty()).as("stuck after " + walked).isTrue();
  }

  private List<Act> acts(CaseId id, int choice) {
    var acts = new ArrayList<Act>();
    switch (city.of(id).state()) {
      case SUBMITTED:
        add(acts, 4, "accept", () -> city.acceptance.accept(city.lead(), id, ""));
        add(
            acts,
            2,
            "ask for correction",
            () ->
                city.acceptance.correct(
                    city.lead(),
                    id,
                    List.of(
                        new Correction.Item(Correction.Kind.FIELD, "purpose", "INCOMPLETE", "请补充")),
                    "",
                    10));
        if (choice % 10 == 0) {
          add(
              acts,
              1,
              "not accept",
              () -> city.acceptance.refuse(city.lead(), id, "NOT_OURS", "不属本机关"));
        }
        break;
      case CORRECTING:
        add(acts, 1, "correct", () -> city.dossiers.submit(city.applicant(), id));
        break;
      case IN_REVIEW:
        review(acts, id, choice);
        break;
      case DECIDING:
        decide(acts, id, choice);
        break;
      default:
        return List.of();
    }
    if (choice % 50 == 0) {
      add(acts, 1, "withdraw", () -> city.cases.withdraw(city.applicant(), id, "改变计划"));
    }
    return acts;
  }

  private static void add(List<Act> acts, int weight, String name, Runnable run) {
    for (int i = 0; i < weight; i++) {
      acts.add(new Act(name, run));
    }
  }

  private void review(List<Act> acts, CaseId id, int choice) {
    var joint = city.joint.of(id).orElseThrow();
    boolean corrects = false;
    for (var department : joint.departments()) {
      var code = department.department();
      switch (department.state()) {
        case DRAFTING:
          add(
              acts,
              3,
              code + " forwards",
              () ->
                  city.reviews.forward(
                      city.seat(code, SeatKind.HANDLER),
                      id,
                      code,
                      draft(id, department, choice),
                      ""));
          break;
        case REVIEWING:
          add(
              acts,
              3,
              code + " checks",
              () ->
                  city.reviews.forward(
                      city.seat(code, SeatKind.REVIEWER),
                      id,
                      code,
                      draft(id, department, choice),
                      ""));
          add(acts, 1, code + " gives back", () -> back(id, department, SeatKind.REVIEWER));
          break;
        case SIGNING:
          add(
              acts,
              3,
              code + " signs " + choice % 6,
              () ->
                  city.reviews.sign(
                      city.seat(code, SeatKind.HEAD), id, code, draft(id, department, choice)));
          add(acts, 1, code + " gives back", () -> back(id, department, SeatKind.HEAD));
          break;
        case CORRECTING:
          corrects = true;
          break;
        default:
          break;
      }
    }
    if (corrects) {
      add(
          acts,
          3,
          "corrects in review",
          () -> {
            city.write(id, "purpose", choice % 2 == 0 ? "sthj xfj" : "无关");
            city.dossiers.submit(city.applicant(), id);
          });
    }
    lift(acts, id);
  }

  private void back(CaseId id, DepartmentReview department, SeatKind from) {
    city.reviews.giveBack(
        city.seat(department.department(), from),
        id,
        department.department(),
        SeatKind.HANDLER,
        department.draft(),
        "请再核");
  }

  private OpinionDraft draft(CaseId id, DepartmentReview department, int choice) {
    int version = department.dossierVersion();
    switch (choice % 6) {
      case 0:
        return OpinionDraft.veto(version, "不同意。", City.GROUND, "距离不足", "调整选址");
      case 1:
        return OpinionDraft.conditions(
            version, "", new OpinionDraft.Condition("设围堰", Stage.DESIGN, null, null, null, ""));
      case 2:
        return OpinionDraft.correction(
            version,
            "",
            5,
            new Correction.Item(Correction.Kind.FIELD, "purpose", "INCOMPLETE", "请补充"));
      case 3:
        var competent = List.of("gaj", "swj", "wjw", "sthj", "yjj").get(choice / 6 % 5);
        boolean back =
            city.joint
                    .of(id)
                    .orElseThrow()
                    .of(competent)
                    .map(DepartmentReview::state)
                    .orElse(ReviewState.DRAFTING)
                == ReviewState.TRANSFERRED;
        return back || competent.equals(department.department())
            ? OpinionDraft.agree(version, "同意。")
            : OpinionDraft.transfer(version, "属其职权", competent);
      default:
        return OpinionDraft.agree(version, "同意。");
    }
  }

  private void lift(List<Act> acts, CaseId id) {
    for (var opinion : city.joint.effective(id)) {
      if (opinion.isStandingVeto()) {
        var code = opinion.department();
        add(
            acts,
            1,
            code + " lifts its veto",
            () -> city.reviews.liftVeto(city.seat(code, SeatKind.HEAD), id, code, "已整改"));
      }
    }
  }

  private void decide(List<Act> acts, CaseId id, int choice) {
    boolean vetoed = city.joint.vetoed(id);
    boolean conditions = city.joint.effective(id).stream().anyMatch(o -> !o.conditions().isEmpty());
    var approval = conditions ? DecisionOutcome.APPROVED_WITH_CONDITIONS : DecisionOutcome.APPROVED;
    if (vetoed) {
      add(
          acts,
          2,
          "an approval under a veto is refused",
          () -> assertThatThrownBy(() -> city.decide(id, approval)).isInstanceOf(Refusal.class));
    } else {
      add(acts, 1, "approve", () -> city.decide(id, approval));
    }
    if (choice % 4 == 0) {
      add(acts, 1, "refuse", () -> city.decide(id, DecisionOutcome.REFUSED));
    }
    add(
        acts,
        2,
        "send back",
        () -> {
          var spoken = city.joint.effective(id);
          city.reviews.sendBack(
              city.lead(), id, Set.of(spoken.get(choice % spoken.size()).department()), "再核");
        });
    lift(acts, id);
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
  }
}
