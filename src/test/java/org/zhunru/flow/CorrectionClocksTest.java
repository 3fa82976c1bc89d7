package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.calendar.CalendarRow;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Actor;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Matter;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notice;
import org.zhunru.notices.Notices;
import org.zhunru.review.OpinionDraft;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.supervision.TriggerSweep;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No law says in what time an applicant corrects: who asks does, and nothing follows from it. */
@IntegrationTest
class CorrectionClocksTest {
  private static final List<Correction.Item> POINTS =
      List.of(new Correction.Item(Correction.Kind.FIELD, "purpose", "INCOMPLETE", "请说明用途"));

  @Autowired City city;
  @Autowired Clocks clocks;
  @Autowired ClockChanges changes;
  @Autowired DueSweep sweep;
  @Autowired TriggerSweep triggers;
  @Autowired Notices notices;
  @Autowired Invariants invariants;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  @Autowired PlatformTransactionManager transactions;
  @LocalServerPort int port;

  @Test
  void before_acceptance_it_runs_as_long_as_the_lead_office_has_stated() {
    var id = city.submitted("yjj");
    for (var days : new Integer[] {null, 0, Period.MOST_STATED + 1}) {
      assertThat(codes(() -> ask(id, days))).containsExactly("intake.correctionDaysMissing");
    }
    ask(id, 12);

    var own = one(id, "lhsp");
    assertThat(own.dueOn()).isEqualTo(clocks.calendar().addWorkingDays(today(), 12));
    assertThat(own.startedBy()).isEqualTo(CaseClock.Start.CORRECTION_REQUESTED);
    assertThat(own.sheet().days().stream().filter(d -> d.counted())).hasSize(12);
    assertThat(changes.causes(own)).as("the law leaves nothing out of it").isEmpty();
    assertThat(changes.mayChange(city.lead(), own)).isFalse();
    assertThat(due(id, "CORRECT")).isEqualTo(own.dueAt());
    assertThat(toldApplicant(id)).containsExactly(Kind.CORRECTION);
    var pages = applicant();
    assertThat(pages.get("/cases/" + id + "/clocks").body())
        .contains("补正期限", "法律没有规定申请人补正的期限", "12 个工作日")
        .doesNotContain("TL-GL-08");
    assertThat(pages.get("/cases/" + id).body()).contains("补正期限", own.dueOn().toString());
    assertThat(pages.get("/my").body()).contains(own.dueOn().toString());
    assertThat(pages.get("/cases/" + id + "/edit/project").body())
        .contains("要求在12个工作日内补正", own.dueOn().toString(), "受理期限重新起算");
    assertThat(paper(id)).contains("12个工作日", "法律没有规定申请人补正的期限");

    city.write(id, "purpose", "液氯储存");
    city.dossiers.submit(city.applicant(), id);
    var over = one(id, "lhsp");
    assertThat(over.ended().by()).isEqualTo(CaseClock.End.CORRECTED);
    assertThat(over.light()).isEqualTo(CaseClock.Light.MET);
    ask(id, 3);
    assertThat(one(id, "lhsp").dueOn()).as("each request anew").isEqualTo(in(3));
    invariants.hold(id);
  }

  @Test
  void in_review_each_department_has_a_clock_of_its_own_and_one_version_ends_them_all() {
    var id = city.inReview("yjj", "sthj");
    var review = review(id, "yjj");
    refused(id, "yjj", null);
    refused(id, "yjj", 0);
    refused(id, "yjj", 251);
    city.reviews.save(city.seat("yjj", SeatKind.HANDLER), id, "yjj", correction(null));
    city.speak(id, "yjj", correction(5));
    city.speak(id, "sthj", correction(8));

    assertThat(one(id, "yjj").dueOn()).isEqualTo(in(5));
    assertThat(one(id, "sthj").dueOn()).isEqualTo(in(8));
    assertThat(dues(id)).containsExactly(one(id, "yjj").dueAt(), one(id, "sthj").dueAt());
    assertThat(review(id, "yjj").dueOn())
        .as("the department's own limit runs on")
        .isEqualTo(review.dueOn());
    assertThat(review(id, "yjj").ended()).isNull();
    assertThat(applicant().get("/my").body()).as("the first of them").contains(in(5).toString());
    assertThat(applicant().get("/cases/" + id + "/edit/project").body())
        .contains("要求在5个工作日内补正", "要求在8个工作日内补正", "部门的意见期限和办件的总期限照常计算");

    city.write(id, "purpose", "液氯储存");
    city.dossiers.submit(city.applicant(), id);
    assertThat(List.of(one(id, "yjj"), one(id, "sthj")))
        .allMatch(c -> c.ended().by() == CaseClock.End.CORRECTED);
    city.agree(id, "yjj", "sthj");
    city.decide(id, DecisionOutcome.APPROVED);
    assertThat(
            db.sql(
                    """
                    select count(*) from legal_clock k
                    where case_id = :id and term = 'CORRECTION' and finished(k)
                    """)
                .param("id", id.value())
                .query(Integer.class)
                .single())
        .as("it measures nobody")
        .isZero();
    invariants.hold(id);
  }

  private void refused(CaseId id, String department, @Nullable Integer days) {
    var handler = city.seat(department, SeatKind.HANDLER);
    assertThat(codes(() -> city.reviews.forward(handler, id, department, correction(days), "")))
        .containsExactly("intake.correctionDaysMissing");
  }

  @Test
  void near_and_late_the_applicant_is_told_and_who_asked_is_told_once_and_nobody_above() {
    var id = city.inReview("yjj");
    city.speak(id, "yjj", correction(3));
    startedDaysAgo(id, 2, 3);
    sweep.sweep(clock.instant());
    assertThat(toldApplicant(id)).contains(Kind.CLOCK_NEAR).doesNotContain(Kind.CLOCK_LATE);
    startedDaysAgo(id, 30, 3);
    sweep.sweep(clock.instant());
    sweep.sweep(clock.instant());
    triggers.sweep(clock.instant());

    assertThat(one(id, "yjj").light()).isEqualTo(CaseClock.Light.LATE);
    assertThat(toldApplicant(id)).containsOnlyOnce(Kind.CLOCK_LATE);
    assertThat(told(city.seat("yjj", SeatKind.HEAD), id)).containsExactly(Kind.CORRECTION_LATE);
    for (var other :
        List.of(city.seat("yjj", SeatKind.REVIEWER), city.lead(), city.person("demo-supervisor"))) {
      assertThat(told(other, id)).isEmpty();
    }
    assertThat(
            db.sql("select count(*) from supervision_light where case_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(city.of(id).state()).as("nothing follows from it").isEqualTo(CaseState.IN_REVIEW);
    assertThat(city.work(id)).containsExactly("CORRECT_IN_REVIEW");
    assertThat(line(id).path("light").asString()).isEqualTo("late");
    city.dossiers.submit(city.applicant(), id);
    assertThat(one(id, "yjj").ended().by()).isEqualTo(CaseClock.End.CORRECTED);
    assertThat(one(id, "yjj").light()).isEqualTo(CaseClock.Light.LATE);
    invariants.hold(id);
  }

  @Test
  void a_withdrawal_ends_it_and_so_does_a_round_that_waits_for_nobody_any_more() {
    var id = city.inReview("yjj");
    city.speak(id, "yjj", correction(5));
    city.cases.withdraw(city.applicant(), id, "不建了");
    assertThat(one(id, "yjj").ended().by()).isEqualTo(CaseClock.End.WITHDRAWN);
    invariants.hold(id);

    var stopped = city.inReview("yjj", "sthj");
    db.sql("update joint_review set on_veto = 'STOP_AT_ONCE' where case_id = :id")
        .param("id", stopped.value())
        .update();
    city.speak(stopped, "yjj", correction(5));
    city.veto(stopped, "sthj");
    assertThat(one(stopped, "yjj").ended().by()).isEqualTo(CaseClock.End.ROUND_CLOSED);
    assertThat(city.work(stopped)).containsExactly("DECIDE lhsp");
    invariants.hold(stopped);
  }

  @Test
  void a_holiday_moves_what_it_falls_into_and_the_applicant_is_told() {
    var id = city.inReview("yjj", "sthj");
    city.speak(id, "yjj", correction(5));
    city.speak(id, "sthj", correction(4));
    db.sql(
            """
            update legal_clock set started_on = started_on + 1, due_on = :due, due_at = :at
            where case_id = :id and department = 'sthj' and term = 'CORRECTION'
            """)
        .param("due", one(id, "yjj").dueOn())
        .param("at", OffsetDateTime.ofInstant(one(id, "yjj").dueAt(), clock.getZone()))
        .param("id", id.value())
        .update();
    // Only the first of the two, which are due on the same day, has that day before it.
    var day = clocks.calendar().addWorkingDays(today(), 5);
    var announced =
        new WorkingCalendar(
            clocks.calendar().zone(),
            List.of(new CalendarRow(day, false, "放假", "通知", false)),
            List.of());
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              db.sql("update legal_clock set calendar_edition = -1 where case_id = :id")
                  .param("id", id.value())
                  .update();
              clocks.recompute(id, announced);
              assertThat(one(id, "yjj").dueOn()).isAfter(day);
              assertThat(dues(id)).contains(one(id, "yjj").dueAt());
              assertThat(
                      db.sql(
                              """
                              select count(*) from audit_entry where case_id = :id
                                and act = 'clock.moved' and details ->> 'term' = 'CORRECTION'
                              """)
                          .param("id", id.value())
                          .query(Integer.class)
                          .single())
                  .isPositive();
              status.setRollbackOnly();
            });
  }

  @Test
  void typed_text_survives_days_that_make_no_sense_and_what_was_asked_before_has_no_clock() {
    var id = city.submitted("yjj");
    var lead = Visitor.signedIn(port, "demo-lead", DemoPeople.PASSWORD);
    for (var days : List.of("", "0", "251", "一周")) {
      var answer =
          lead.post(
              "/cases/" + id + "/acceptance",
              "act",
              "correct",
              "confirmed",
              "true",
              "items[0].subject",
              "purpose",
              "items[0].reason",
              "INCOMPLETE",
              "items[0].text",
              "请说明产品去向",
              "days",
              days);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("请说明产品去向", "f-days", "value=\"" + days + "\"");
    }
    ask(id, 5);
    db.sql("update correction set expected_days = null where case_id = :id")
        .param("id", id.value())
        .update();
    db.sql("delete from legal_clock where case_id = :id and term = 'CORRECTION'")
        .param("id", id.value())
        .update();
    assertThat(applicant().get("/my").statusCode()).isEqualTo(200);
    assertThat(applicant().get("/cases/" + id + "/edit/project").body())
        .contains("请说明用途")
        .doesNotContain("个工作日内补正");
    sweep.sweep(clock.instant());
    city.dossiers.submit(city.applicant(), id);
    invariants.hold(id);
  }

  @Test
  void all_of_it_is_done_by_rest_too() {
    var id = city.submitted("yjj");
    var body =
        "{\"items\":[{\"kind\":\"FIELD\",\"subject\":\"purpose\",\"reason\":\"INCOMPLETE\",\"text\":\"x\"}]%s}";
    assertThat(act("demo-lead", city.item(id, "ACCEPT"), body.formatted(""))).isEqualTo(422);
    assertThat(act("demo-lead", city.item(id, "ACCEPT"), body.formatted(",\"days\":251")))
        .isEqualTo(422);
    assertThat(act("demo-lead", city.item(id, "ACCEPT"), body.formatted(",\"days\":7")))
        .isEqualTo(200);
    var line = line(id);
    assertThat(line.path("department").asString()).isEqualTo("lhsp");
    assertThat(line.path("due").asString()).isEqualTo(in(7).toString());
    assertThat(line.path("limit").isNull()).as("no row says it").isTrue();
    assertThat(line.path("legalBasis").isNull()).isTrue();

    var other = city.inReview("yjj");
    assertThat(act("demo-yjj-handler", city.item(other, "DRAFT"), body.formatted("")))
        .isEqualTo(422);
    assertThat(act("demo-yjj-handler", city.item(other, "DRAFT"), body.formatted(",\"days\":7")))
        .isEqualTo(200);
  }

  private int act(String username, UUID item, String body) {
    return new Visitor(port)
        .basic(username, DemoPeople.PASSWORD)
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .send("POST", "/api/v1/work-items/" + item + "/actions/correct", body)
        .statusCode();
  }

  private JsonNode line(CaseId id) {
    var answer =
        new Visitor(port)
            .basic("demo-applicant", DemoPeople.PASSWORD)
            .get("/api/v1/cases/" + id + "/clocks");
    for (var line : JsonMapper.shared().readTree(answer.body()).path("clocks")) {
      if (line.path("term").asString().equals("CORRECTION")) {
        return line;
      }
    }
    throw new AssertionError(answer.body());
  }

  private String paper(CaseId id) {
    return db.sql(
            """
            select text from document where case_id = :id and kind = 'correction'
            """)
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  private Visitor applicant() {
    return Visitor.signedIn(port, "demo-applicant", DemoPeople.PASSWORD);
  }

  private void ask(CaseId id, @Nullable Integer days) {
    city.acceptance.correct(city.lead(), id, POINTS, "", days);
  }

  private OpinionDraft correction(@Nullable Integer days) {
    return OpinionDraft.correction(1, "", days, POINTS.get(0));
  }

  private void startedDaysAgo(CaseId id, int ago, int days) {
    var day = clocks.calendar().addWorkingDays(today(), -ago);
    db.sql(
            """
            update legal_clock set started_on = :day, due_on = :due, next_at = now(), rung = 0,
              due_at = (cast(:due as date) + 1)::timestamp at time zone 'Asia/Shanghai'
            where case_id = :id and term = 'CORRECTION'
            """)
        .param("day", day)
        .param("due", clocks.calendar().addWorkingDays(day, days))
        .param("id", id.value())
        .update();
  }

  private CaseClock one(CaseId id, String department) {
    return last(id, Matter.Term.CORRECTION, department);
  }

  private CaseClock review(CaseId id, String department) {
    return last(id, Matter.Term.REVIEW, department);
  }

  private CaseClock last(CaseId id, Matter.Term term, String department) {
    return clocks.ofCase(id).stream()
        .filter(c -> c.term() == term && department.equals(c.department()))
        .reduce((first, last) -> last.ended() == null || first.ended() != null ? last : first)
        .orElseThrow();
  }

  private Instant due(CaseId id, String kind) {
    return dues(id, kind).get(0);
  }

  private List<Instant> dues(CaseId id) {
    return dues(id, "CORRECT_IN_REVIEW");
  }

  private List<Instant> dues(CaseId id, String kind) {
    return db.sql(
            """
            select due_at from work_item
            where case_id = :id and kind = :kind and done_at is null order by 1
            """)
        .param("id", id.value())
        .param("kind", kind)
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .list();
  }

  private List<Kind> toldApplicant(CaseId id) {
    return notices.of(city.applicant(), null).rows().stream()
        .filter(n -> id.equals(n.caseId()))
        .map(Notice::kind)
        .filter(k -> k != Kind.ACCEPTED)
        .toList();
  }

  /** What the person was told of it, other than that there is work. */
  private List<Kind> told(Actor who, CaseId id) {
    return notices.of(who, null).rows().stream()
        .filter(n -> id.equals(n.caseId()))
        .map(Notice::kind)
        .filter(k -> k != Kind.WORK)
        .toList();
  }

  private LocalDate in(int days) {
    return clocks.calendar().addWorkingDays(today(), days);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static List<String> codes(ThrowingCallable act) {
    var thrown = catchThrowable(act);
    return thrown instanceof Refusals several
        ? several.all().stream().map(Refusal::code).toList()
        : List.of(((Refusal) thrown).code());
  }
}
