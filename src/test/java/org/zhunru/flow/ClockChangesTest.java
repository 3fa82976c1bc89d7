package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notice;
import org.zhunru.notices.Notices;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.ClockChanges.Stop;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.web.Visitor;

/** Time limits that stand still, and ones that are extended: only as the law says, and told. */
@IntegrationTest
class ClockChangesTest {
  private static final String EXPERTS = "TL-GL-08";

  @Autowired City city;
  @Autowired Clocks clocks;
  @Autowired ClockChanges changes;
  @Autowired Notices notices;
  @Autowired DueSweep sweep;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  @LocalServerPort int port;

  @Test
  void told_in_writing_it_stands_still_and_goes_on_afterwards() {
    var id = started(3);
    var was = review(id);
    changes.suspend(head(), id, was.id(), new Stop(today(), null, EXPERTS, "专家评审", 15));

    var still = review(id);
    var moved = working(today()) ? next(was.dueOn()) : was.dueOn();
    assertThat(still.dueOn()).isEqualTo(moved);
    assertThat(still.light()).isEqualTo(CaseClock.Light.PAUSED);
    assertThat(nextAt(id)).isNull();
    assertThat(city.papers(id)).contains("suspension");
    assertThat(trail(id, "clock.suspended"))
        .containsExactly(Map.of("from", was.dueOn().toString(), "to", moved.toString()));
    assertThat(workDue(id)).isEqualTo(still.dueAt().toString());
    assertThat(toldApplicant(id)).containsExactly(Kind.SUSPENDED);

    changes.resume(head(), id, was.id(), today());
    assertThat(toldApplicant(id)).containsExactly(Kind.RESUMED, Kind.SUSPENDED);
    var on = review(id);
    assertThat(on.dueOn()).isEqualTo(moved);
    assertThat(nextAt(id)).isNotNull();
    assertThat(on.value().suspensions()).hasSize(1);
  }

  @Test
  void without_the_notice_the_limit_runs_on() {
    var id = started(3);
    var was = review(id);
    changes.suspend(head(), id, was.id(), new Stop(today(), null, EXPERTS, "专家评审", null));
    assertThat(review(id).dueOn()).isEqualTo(was.dueOn());
    assertThat(review(id).light()).isNotEqualTo(CaseClock.Light.PAUSED);
    assertThat(nextAt(id)).isNotNull();
    assertThat(city.papers(id)).doesNotContain("suspension");
    assertThat(toldApplicant(id)).as("there is no letter").isEmpty();

    refused("clock.expectedMissing", () -> changes.tell(head(), id, was.id(), null));
    changes.tell(head(), id, was.id(), 10);
    assertThat(city.papers(id)).containsOnlyOnce("suspension");
    assertThat(toldApplicant(id)).containsExactly(Kind.SUSPENDED);
    refused("calendar.noticeTwice", () -> changes.tell(head(), id, was.id(), 10));

    var other = started(3);
    changes.suspend(
        head(), other, review(other).id(), new Stop(today(), null, EXPERTS, "专家评审", null));
    changes.resume(head(), other, review(other).id(), today());
    assertThat(toldApplicant(other)).as("nothing had stood still").isEmpty();
  }

  @Test
  void what_stands_still_is_not_urged_and_its_last_day_moves_on_with_every_day() {
    var id = started(4);
    var was = review(id);
    changes.suspend(head(), id, was.id(), new Stop(today(), null, EXPERTS, "专家评审", 15));
    // As if nothing had looked at it for some days.
    db.sql("update clock_suspension set from_on = :day, notice_on = :day where clock_id = :id")
        .param("day", clocks.calendar().addWorkingDays(today(), -2))
        .param("id", was.id())
        .update();
    sweep.sweep(clock.instant());

    var days = working(today()) ? 3 : 2;
    assertThat(review(id).dueOn()).isEqualTo(clocks.calendar().addWorkingDays(was.dueOn(), days));
    assertThat(nextAt(id)).isNull();
    assertThat(trail(id, "clock.late")).isEmpty();
  }

  @Test
  void days_that_can_not_be_are_refused_and_change_nothing() {
    var id = started(4);
    var was = review(id);
    var start = was.startedOn();
    refused("calendar.suspensionInFuture", () -> stop(id, today().plusDays(1), null));
    refused("calendar.suspensionInFuture", () -> stop(id, today(), today().plusDays(1)));
    refused("calendar.suspensionReversed", () -> stop(id, today(), today().minusDays(1)));
    refused("calendar.suspensionBeforeStart", () -> stop(id, start.minusDays(1), null));
    refused("clock.dayMissing", () -> stop(id, null, null));
    refused("calendar.notSuspended", () -> changes.resume(head(), id, was.id(), today()));
    refused(
        "calendar.suspensionNotByLaw",
        () -> changes.suspend(head(), id, was.id(), new Stop(today(), null, "TL-GL-02", "x", 5)));
    refused(
        "calendar.suspensionWithoutReason",
        () -> changes.suspend(head(), id, was.id(), new Stop(today(), null, EXPERTS, " ", 5)));
    refused(
        "clock.textTooLong",
        () ->
            changes.suspend(
                head(), id, was.id(), new Stop(today(), null, EXPERTS, "长".repeat(1001), 5)));
    assertThat(review(id).value()).isEqualTo(was.value());

    stop(id, start.plusDays(1), start.plusDays(2));
    refused("calendar.suspensionOverlaps", () -> stop(id, start.plusDays(2), today()));
    stop(id, today(), null);
    refused("calendar.suspensionOverlaps", () -> stop(id, today(), null));
    refused(
        "calendar.suspensionReversed",
        () -> changes.resume(head(), id, was.id(), today().minusDays(1)));
    assertThat(review(id).value().suspensions()).hasSize(2);
  }

  @Test
  void the_time_to_say_what_a_filing_lacks_never_stands_still() {
    var id = city.submitted("yjj");
    var acceptance = clocks.ofCase(id).get(0);
    assertThat(changes.causes(acceptance)).isEmpty();
    refused(
        "calendar.suspensionNotByLaw",
        () ->
            changes.suspend(
                city.lead(), id, acceptance.id(), new Stop(today(), null, EXPERTS, "x", 5)));
  }

  @Test
  void twenty_days_are_extended_by_ten_once_by_the_head_with_a_reason_the_applicant_is_told() {
    var id = started(3, "TL-GL-02");
    var was = review(id);
    refused("calendar.extensionOutOfRange", () -> extend(head(), id, 11, "需要实地核查"));
    refused("calendar.extensionOutOfRange", () -> extend(head(), id, 0, "需要实地核查"));
    refused("calendar.extensionWithoutReason", () -> extend(head(), id, 10, " "));
    refused("clock.daysMissing", () -> extend(head(), id, null, "需要实地核查"));
    refused("clock.notYours", () -> extend(seat(SeatKind.REVIEWER), id, 10, "需要实地核查"));
    refused("clock.notYours", () -> extend(city.lead(), id, 10, "需要实地核查"));
    assertThat(city.papers(id)).doesNotContain("extension");

    extend(head(), id, 10, "需要实地核查");
    assertThat(review(id).dueOn()).isEqualTo(clocks.calendar().addWorkingDays(was.startedOn(), 30));
    assertThat(city.papers(id)).containsOnlyOnce("extension");
    assertThat(trail(id, "clock.extended")).hasSize(1);
    refused("calendar.extensionTwice", () -> extend(head(), id, 1, "需要实地核查"));
  }

  @Test
  void a_limit_that_is_over_is_not_extended_and_one_without_a_rule_never() {
    var late = started(25, "TL-GL-02");
    refused("calendar.extensionTooLate", () -> extend(head(), late, 10, "需要实地核查"));

    var five = started(1);
    refused("calendar.extensionUnknown", () -> extend(head(), five, 1, "需要实地核查"));
  }

  @Test
  void joint_handling_is_extended_by_the_head_of_the_government_alone() {
    var id = started(3);
    var whole = one(id, Matter.Term.WHOLE);
    refused(
        "clock.approvalMissing",
        () -> changes.extend(city.lead(), id, whole.id(), 15, "涉及多部门核查", " "));
    changes.extend(city.lead(), id, whole.id(), 15, "涉及多部门核查", "市长王某，七政批〔2026〕9号");

    assertThat(one(id, Matter.Term.WHOLE).dueOn())
        .isEqualTo(clocks.calendar().addWorkingDays(whole.startedOn(), 60));
  }

  @Test
  void the_head_does_it_on_the_page_and_the_applicant_reads_why() {
    var id = started(3);
    var page = "/cases/" + id + "/clocks/" + review(id).id();
    var head = Visitor.signedIn(port, head().username(), DemoPeople.PASSWORD);
    assertThat(head.get("/cases/" + id + "/clocks").body()).contains(page);
    assertThat(head.get(page).body()).contains("中止计算", "没有书面告知的，期限照常计算");
    var wrong =
        head.post(
            page,
            "act",
            "suspend",
            "cause",
            EXPERTS,
            "reason",
            "爆炸影响论证",
            "from",
            today().plusDays(3).toString(),
            "told",
            "true",
            "expected",
            "15");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("爆炸影响论证", "id=\"f-from-error\"");
    var done =
        head.post(
            page,
            "act",
            "suspend",
            "cause",
            EXPERTS,
            "reason",
            "爆炸影响论证",
            "from",
            today().toString(),
            "told",
            "true",
            "expected",
            "15");
    assertThat(done.statusCode()).isBetween(302, 303);
    assertThat(head.get(page).body()).contains("‖", "暂停", "爆炸影响论证", "预计 15", "恢复计算");
    assertThat(head.get(page + "?lang=en").body()).contains("still lasting", "Go on counting");

    var applicant = Visitor.signedIn(port, city.applicant().username(), DemoPeople.PASSWORD);
    assertThat(applicant.get("/cases/" + id).body()).contains("期限中止告知书");
    assertThat(applicant.get("/cases/" + id + "?tab=timeline").body()).contains("爆炸影响论证");
  }

  private List<Kind> toldApplicant(CaseId id) {
    return notices.of(city.applicant(), null).rows().stream()
        .filter(n -> id.equals(n.caseId()))
        .map(Notice::kind)
        .filter(k -> k != Kind.ACCEPTED)
        .toList();
  }

  private void stop(CaseId id, LocalDate from, LocalDate to) {
    changes.suspend(head(), id, review(id).id(), new Stop(from, to, EXPERTS, "专家评审", 5));
  }

  private void extend(Actor by, CaseId id, Integer days, String reason) {
    changes.extend(by, id, review(id).id(), days, reason, "");
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  private CaseId started(int workingDaysAgo) {
    return started(workingDaysAgo, "TL-JP-14");
  }

  /** In review, the department called so many working days ago within that limit. */
  private CaseId started(int workingDaysAgo, String limit) {
    var id = city.inReview("yjj");
    var start = clocks.calendar().addWorkingDays(today(), -workingDaysAgo);
    var days = limit.equals("TL-JP-14") ? 5 : 20;
    db.sql(
            """
            update legal_clock set started_on = :on, limit_id = :limit, due_on = :due,
              due_at = (cast(:due as date) + 1)::timestamp at time zone 'Asia/Shanghai'
            where case_id = :id and term = 'REVIEW'
            """)
        .param("on", start)
        .param("limit", limit)
        .param("due", clocks.calendar().addWorkingDays(start, days))
        .param("id", id.value())
        .update();
    db.sql(
            """
            update work_item w set due_at = l.due_at from legal_clock l
            where l.case_id = w.case_id and l.department = w.department and w.case_id = :id
            """)
        .param("id", id.value())
        .update();
    return id;
  }

  private CaseClock review(CaseId id) {
    return one(id, Matter.Term.REVIEW);
  }

  private CaseClock one(CaseId id, Matter.Term term) {
    return clocks.ofCase(id).stream().filter(c -> c.term() == term).findFirst().orElseThrow();
  }

  private Actor head() {
    return seat(SeatKind.HEAD);
  }

  private Actor seat(SeatKind kind) {
    return city.seat("yjj", kind);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private boolean working(LocalDate day) {
    return clocks.calendar().isWorkingDay(day);
  }

  private LocalDate next(LocalDate day) {
    return clocks.calendar().nextWorkingDay(day);
  }

  private Object nextAt(CaseId id) {
    return db.sql("select next_at from legal_clock where case_id = :id and term = 'REVIEW'")
        .param("id", id.value())
        .query()
        .singleRow()
        .get("next_at");
  }

  private String workDue(CaseId id) {
    return db.sql("select due_at from work_item where case_id = :id and kind = 'DRAFT'")
        .param("id", id.value())
        .query(java.time.OffsetDateTime.class)
        .single()
        .toInstant()
        .toString();
  }

  private List<Map<String, String>> trail(CaseId id, String act) {
    return db.sql(
            """
            select details ->> 'from' a, details ->> 'to' b from audit_entry
            where case_id = :id and act = :act order by id
            """)
        .param("id", id.value())
        .param("act", act)
        .query((row, n) -> Map.of("from", row.getString(1), "to", row.getString(2)))
        .list();
  }
}
