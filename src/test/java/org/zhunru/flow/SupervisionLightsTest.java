package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Actor;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Correction;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notices;
import org.zhunru.review.ExpertReviews;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Refilings;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.SupervisionLight;
import org.zhunru.supervision.SupervisionLight.State;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.SupervisionLights.Filter;
import org.zhunru.supervision.TriggerKind;
import org.zhunru.supervision.TriggerSweep;

/** What supervision finds in what is recorded, each with a twin just outside of its rule. */
@IntegrationTest
class SupervisionLightsTest {
  @Autowired City city;
  @Autowired TriggerSweep sweep;
  @Autowired SupervisionLights lights;
  @Autowired Clocks clocks;
  @Autowired ClockChanges changes;
  @Autowired ExpertReviews experts;
  @Autowired Refilings refilings;
  @Autowired ConflictOfInterest conflicts;
  @Autowired People people;
  @Autowired Notices notices;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  private Actor supervisor() {
    return city.person("demo-supervisor");
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private List<SupervisionLight> raised(CaseId id) {
    sweep.sweep(clock.instant());
    return lights.ofCase(supervisor(), id);
  }

  private List<String> found(CaseId id) {
    return raised(id).stream().map(l -> l.kind() + " " + l.department()).toList();
  }

  private static List<String> what(SupervisionLight light) {
    return light.evidence().stream().map(SupervisionLight.Evidence::what).toList();
  }

  private void due(CaseId id, String term, LocalDate day) {
    db.sql(
            """
            update legal_clock set due_on = :day, due_at = :at
            where case_id = :id and term = :term and ended_at is null
            """)
        .param("day", day)
        .param("at", day.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
        .param("id", id.value())
        .param("term", term)
        .update();
  }

  @Test
  void a_step_is_late_after_its_last_day_and_not_on_it() {
    var late = city.inReview("yjj", "sthj");
    due(late, "REVIEW", today().minusDays(1));
    var onTime = city.inReview("yjj");
    due(onTime, "REVIEW", today());
    assertThat(found(late)).containsExactlyInAnyOrder("STEP_LATE yjj", "STEP_LATE sthj");
    assertThat(found(onTime)).isEmpty();

    city.agree(late, "yjj");
    assertThat(found(late)).as("ended: still the same light").hasSize(2);
    var light = lights.ofCase(supervisor(), late).get(0);
    assertThat(what(light)).as("as it was recorded").containsExactly("late.running");
    assertThat(light.evidence().get(0).args())
        .contains("limit:TL-JP-14", "day:" + today().minusDays(1));

    var finished = city.inReview("yjj");
    due(finished, "REVIEW", today().minusDays(1));
    city.agree(finished, "yjj");
    assertThat(found(finished)).containsExactly("STEP_LATE yjj");
    assertThat(what(lights.ofCase(supervisor(), finished).get(0))).containsExactly("late.ended");
  }

  @Test
  void the_whole_is_late_after_its_last_day_and_not_on_it() {
    var late = city.inReview("yjj");
    due(late, "WHOLE", today().minusDays(1));
    var onTime = city.inReview("yjj");
    due(onTime, "WHOLE", today());
    assertThat(found(late)).containsExactly("WHOLE_LATE lhsp");
    assertThat(found(onTime)).isEmpty();
  }

  @Test
  void a_refusal_must_say_why() {
    var veto = city.inReview("yjj");
    city.speak(veto, "yjj", OpinionDraft.veto(1, "不同意。", City.GROUND, "距离过近。", "调整选址"));
    assertThat(found(veto)).containsExactly("NO_REASON yjj");
    var said = city.inReview("yjj");
    city.veto(said, "yjj");
    assertThat(found(said)).as("six characters").isEmpty();
    city.decide(said, DecisionOutcome.REFUSED);
    assertThat(found(said)).isEmpty();

    var noVeto = city.inReview("yjj");
    city.agree(noVeto, "yjj");
    city.decide(noVeto, DecisionOutcome.REFUSED);
    assertThat(found(noVeto)).containsExactly("NO_REASON lhsp");
    assertThat(what(raised(noVeto).get(0))).containsExactly("refused.noVeto");

    var agreed = city.inReview("yjj");
    city.agree(agreed, "yjj");
    city.decide(agreed, DecisionOutcome.APPROVED);
    assertThat(found(agreed)).isEmpty();
  }

  @Test
  void a_filing_that_the_check_found_needed_and_complete_must_be_accepted() {
    var valid = city.submitted("yjj");
    city.acceptance.refuse(city.lead(), valid, "NOT_OURS", "不属于本机关的职权。");
    assertThat(found(valid)).containsExactly("VALID_NOT_ACCEPTED lhsp");
    assertThat(what(raised(valid).get(0))).containsExactly("check.complete", "notAccepted");

    var open = city.draft("yjj");
    var draft = city.drafts.of(city.applicant(), open);
    city.drafts.save(
        city.applicant(),
        open,
        CompleteFacts.named("测试" + UUID.randomUUID(), "|yjj")
            .replace("氯化工艺", "包装")
            .replace("\"液氯\",\"cas\":\"7782-50-5\"", "\"神秘液体\""),
        draft.revision());
    city.dossiers.submit(city.applicant(), open);
    city.acceptance.refuse(city.lead(), open, "NOT_OURS", "不属于本机关的职权。");
    assertThat(found(open)).as("the check left open whether it is needed").isEmpty();
  }

  @Test
  void an_opinion_goes_through_three_hands_in_their_order() {
    var both = people.officer("yjj", SeatKind.HANDLER);
    db.sql(
            "insert into account_seat (account_id, department, kind) values (:who, 'yjj', 'REVIEWER')")
        .param("who", both.accountId())
        .update();
    both = city.actors.byId(both.accountId());
    var alone = city.inReview("yjj");
    var draft = OpinionDraft.agree(1, "同意。");
    city.reviews.forward(both, alone, "yjj", draft, "");
    city.reviews.forward(both, alone, "yjj", draft, "");
    city.reviews.sign(city.seat("yjj", SeatKind.HEAD), alone, "yjj", draft);
    assertThat(found(alone)).containsExactly("STEPS_SKIPPED yjj");
    assertThat(what(raised(alone).get(0)))
        .containsExactly("opinion.signed", "hand", "hand", "hand", "sameHand");

    var three = city.inReview("yjj");
    city.toHead(three, "yjj", draft);
    city.reviews.giveBack(
        city.seat("yjj", SeatKind.HEAD), three, "yjj", SeatKind.HANDLER, draft, "请补充");
    city.agree(three, "yjj");
    assertThat(found(three)).as("handed back and through all hands again").isEmpty();

    var skipped = city.inReview("yjj");
    city.agree(skipped, "yjj");
    db.sql(
            """
            delete from draft_step where seat = 'REVIEWER' and review_id in
              (select id from department_review where case_id = :id)
            """)
        .param("id", skipped.value())
        .update();
    assertThat(found(skipped)).containsExactly("STEPS_SKIPPED yjj");

    var early = city.inReview("yjj", "sthj");
    city.agree(early, "yjj", "sthj");
    city.decide(early, DecisionOutcome.APPROVED);
    db.sql(
            "update department_review set state = 'SIGNING' where case_id = :id and department = 'sthj'")
        .param("id", early.value())
        .update();
    assertThat(found(early)).containsExactly("STEPS_SKIPPED lhsp");
  }

  @Test
  void experts_are_not_heard_before_they_are_asked_for() {
    var early = concluded(today().minusDays(1));
    assertThat(found(early)).containsExactly("OUTSIDE_PLATFORM yjj");
    assertThat(found(concluded(today()))).isEmpty();

    var opinion = city.inReview("yjj");
    city.agree(opinion, "yjj");
    db.sql("update opinion set signed_at = signed_at - interval '1 day' where case_id = :id")
        .param("id", opinion.value())
        .update();
    assertThat(found(opinion)).containsExactly("OUTSIDE_PLATFORM yjj");
  }

  private CaseId concluded(LocalDate heldOn) {
    var id = city.inReview("yjj");
    var asked = experts.ask(city.seat("yjj", SeatKind.HANDLER), id, "yjj", "工艺是否成熟", 15);
    experts.conclude(city.lead(), id, asked, "张三 某大学", "成熟", "", heldOn);
    return id;
  }

  @Test
  void all_defects_are_told_at_once() {
    var once = city.submitted("yjj");
    correct(once);
    assertThat(found(once)).isEmpty();
    city.dossiers.submit(city.applicant(), once);
    assertThat(found(once)).isEmpty();
    correct(once);
    assertThat(found(once)).containsExactly("REPEATED_CORRECTION lhsp");
    assertThat(what(raised(once).get(0))).containsExactly("correction", "correction.open");
    city.dossiers.submit(city.applicant(), once);
    correct(once);
    assertThat(found(once)).as("told once of a case").hasSize(1);
  }

  private void correct(CaseId id) {
    city.acceptance.correct(
        city.lead(),
        id,
        List.of(new Correction.Item(Correction.Kind.FIELD, "purpose", "INCOMPLETE", "请说明用途")),
        "",
        10);
  }

  @Test
  void a_suspension_is_told_in_writing() {
    var untold = suspended(null);
    assertThat(found(untold)).as("its day is not over").isEmpty();
    began(untold, clocks.calendar().addWorkingDays(today(), -1));
    assertThat(found(untold)).as("one working day is not over").isEmpty();
    began(untold, clocks.calendar().addWorkingDays(today(), -2).minusDays(3));
    assertThat(found(untold)).containsExactly("UNTOLD_SUSPENSION yjj");

    var told = suspended(10);
    began(told, clocks.calendar().addWorkingDays(today(), -2).minusDays(3));
    assertThat(found(told)).isEmpty();
  }

  private CaseId suspended(Integer expected) {
    var id = city.inReview("yjj");
    var which = clocks.ofCase(id).stream().filter(c -> "yjj".equals(c.department())).findFirst();
    changes.suspend(
        city.seat("yjj", SeatKind.HEAD),
        id,
        which.orElseThrow().id(),
        new ClockChanges.Stop(today(), null, "TL-GL-08", "专家评审", expected));
    return id;
  }

  private void began(CaseId id, LocalDate day) {
    db.sql(
            """
            update clock_suspension set from_on = :day
            where clock_id in (select id from legal_clock where case_id = :id)
            """)
        .param("day", day)
        .param("id", id.value())
        .update();
  }

  @Test
  void a_project_is_not_withdrawn_and_filed_again_and_again() {
    var first = city.submitted("yjj");
    var second = again(first, null);
    assertThat(found(second)).as("withdrawn once").isEmpty();
    var third = again(second, null);
    assertThat(found(third)).containsExactly("WITHDRAWN_AND_REFILED lhsp");
    assertThat(what(raised(third).get(0))).containsExactly("withdrawn", "withdrawn", "filedAgain");

    var vetoed = again(city.submitted("yjj"), null);
    city.acceptance.accept(city.lead(), vetoed, "");
    city.veto(vetoed, "yjj");
    assertThat(found(again(vetoed, vetoed))).as("it answers a veto, and says so").isEmpty();
  }

  private CaseId again(CaseId withdrawn, CaseId answers) {
    city.cases.withdraw(city.applicant(), withdrawn, "重新申报");
    var opened =
        city.cases
            .open(city.applicant(), city.of(withdrawn).projectId(), "joint-pre-approval")
            .id();
    refilings.file(city.applicant(), opened, answers);
    return opened;
  }

  @Test
  void sweepers_at_once_raise_and_tell_each_light_once() throws Exception {
    var head = people.officer("qxj", SeatKind.HEAD);
    var ids = new java.util.ArrayList<CaseId>();
    for (int i = 0; i < 4; i++) {
      var id = city.inReview("qxj");
      due(id, "REVIEW", today().minusDays(1));
      ids.add(id);
    }
    var together = new CyclicBarrier(3);
    Callable<Integer> node =
        () -> {
          together.await();
          return sweep.sweep(clock.instant());
        };
    var nodes = Executors.newFixedThreadPool(3);
    try {
      for (var result : nodes.invokeAll(Collections.nCopies(3, node))) {
        result.get();
      }
    } finally {
      nodes.shutdown();
    }
    db.sql("update supervision_sweep set position = first").update();
    for (var id : ids) {
      var light = raised(id);
      assertThat(light).hasSize(1);
      assertThat(recorded(light.get(0))).containsExactly("light.raised");
      assertThat(
              notices.of(head, null).rows().stream()
                  .filter(n -> n.kind() == Kind.LIGHT)
                  .filter(n -> n.href().equals("/lights/" + light.get(0).id())))
          .hasSize(1);
    }
  }

  /** Acts of a light, apart from those of its case. */
  private List<String> recorded(SupervisionLight light) {
    return db.sql(
            """
            select act from audit_entry where case_id is null and details ->> 'light' = :id
            order by id
            """)
        .param("id", light.id().toString())
        .query(String.class)
        .list();
  }

  private SupervisionLight light() {
    var id = city.inReview("yjj", "sthj");
    city.speak(id, "yjj", OpinionDraft.veto(1, "不同意。", City.GROUND, "过近", "调整选址"));
    return raised(id).get(0);
  }

  @Test
  void the_head_answers_and_a_supervisor_without_part_in_it_closes() {
    var light = light();
    var head = city.seat("yjj", SeatKind.HEAD);
    refused("light.notHeard", () -> lights.close(supervisor(), light.id(), State.FOUNDED, "属实"));
    refused(
        "light.notYourSeat",
        () -> lights.answer(city.seat("yjj", SeatKind.REVIEWER), light.id(), "已说明"));
    refused(
        "light.unknown", () -> lights.answer(city.seat("sthj", SeatKind.HEAD), light.id(), "与我无关"));
    refused("light.unknown", () -> lights.answer(city.applicant(), light.id(), "说明"));
    refused("light.answerMissing", () -> lights.answer(head, light.id(), " "));
    lights.answer(head, light.id(), "经办人疏忽，已补充说明。");
    lights.answer(head, light.id(), "补充：已培训。");
    refused("light.notSupervisor", () -> lights.close(head, light.id(), State.UNFOUNDED, "没有问题"));

    var both = people.having("supervisor");
    db.sql("insert into account_seat (account_id, department, kind) values (:who, 'yjj', 'HEAD')")
        .param("who", both.accountId())
        .update();
    var answering = city.actors.byId(both.accountId());
    refused("light.ownMatter", () -> lights.close(answering, light.id(), State.UNFOUNDED, "没有问题"));
    lights.answer(answering, light.id(), "再补充。");
    db.sql("delete from account_seat where account_id = :who")
        .param("who", both.accountId())
        .update();
    var answered = city.actors.byId(both.accountId());
    refused("light.ownMatter", () -> lights.close(answered, light.id(), State.UNFOUNDED, "没有问题"));
    var interested = people.having("supervisor");
    conflicts.declare(interested, light.enterpriseId(), "亲属任职");
    refused(
        "identity.conflictOfInterest",
        () -> lights.close(interested, light.id(), State.FOUNDED, "属实"));
    refused(
        "light.findingMissing", () -> lights.close(supervisor(), light.id(), State.FOUNDED, ""));
    lights.close(supervisor(), light.id(), State.FOUNDED, "理由过于简单，属实。");
    refused("light.closed", () -> lights.close(supervisor(), light.id(), State.UNFOUNDED, "改判"));
    refused("light.closed", () -> lights.answer(head, light.id(), "再说明"));

    var now = lights.byId(supervisor(), light.id());
    assertThat(now.state()).isEqualTo(State.FOUNDED);
    assertThat(now.acts())
        .extracting(SupervisionLight.Act::state)
        .containsExactly(State.ANSWERED, State.ANSWERED, State.ANSWERED, State.FOUNDED);
    assertThat(recorded(now))
        .containsExactly(
            "light.raised", "light.answered", "light.answered", "light.answered", "light.founded");
    assertThatThrownBy(
            () ->
                db.sql("update supervision_light set evidence = '[{}]' where id = :id")
                    .param("id", light.id())
                    .update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void who_lets_the_days_pass_is_not_waited_for_and_nothing_is_found_without_it() {
    var light = light();
    lights.close(supervisor(), light.id(), State.UNFOUNDED, "理由见意见全文。");
    assertThat(lights.byId(supervisor(), light.id()).state()).isEqualTo(State.UNFOUNDED);

    var id = city.inReview("yjj");
    due(id, "REVIEW", today().minusDays(30));
    sweep.sweep(clock.instant().minus(java.time.Duration.ofDays(20)));
    var silent = lights.ofCase(supervisor(), id).get(0);
    assertThat(lights.isHeard(silent)).isTrue();
    assertThat(lights.list(supervisor(), new Filter(null, "yjj", State.OPEN, true), null).rows())
        .extracting(SupervisionLight::id)
        .contains(silent.id());
    lights.close(supervisor(), silent.id(), State.FOUNDED, "逾期未答复，记录属实。");
    assertThat(lights.byId(supervisor(), silent.id()).state()).isEqualTo(State.FOUNDED);
  }

  @Test
  void departments_see_lights_on_themselves_and_applicants_none() {
    var light = light();
    assertThat(lights.ofCase(city.seat("yjj", SeatKind.HANDLER), light.caseId())).hasSize(1);
    assertThat(lights.ofCase(city.seat("sthj", SeatKind.HEAD), light.caseId())).isEmpty();
    assertThat(lights.ofCase(city.lead(), light.caseId())).isEmpty();
    assertThat(lights.ofCase(city.applicant(), light.caseId())).isEmpty();
    assertThat(lights.list(city.applicant(), Filter.NONE, null).rows()).isEmpty();
    assertThat(lights.list(city.seat("sthj", SeatKind.HEAD), Filter.NONE, null).rows())
        .allMatch(l -> l.department().equals("sthj"));
    assertThat(
            lights.all(supervisor(), new Filter(TriggerKind.NO_REASON, "yjj", State.OPEN, false)))
        .extracting(SupervisionLight::id)
        .contains(light.id());
    refused("light.unknown", () -> lights.byId(city.lead(), light.id()));
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act).satisfies(e -> assertThat(e.toString()).contains(code));
  }
}
