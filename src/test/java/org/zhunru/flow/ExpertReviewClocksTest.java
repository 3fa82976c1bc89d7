package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import org.zhunru.identity.Actor;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notice;
import org.zhunru.notices.Notices;
import org.zhunru.review.ExpertReviews;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.supervision.Stops;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TL-GL-08: an expert review has a time of its own, and is left out only of what was told so. */
@IntegrationTest
class ExpertReviewClocksTest {
  @Autowired City city;
  @Autowired ExpertReviews experts;
  @Autowired Stops stops;
  @Autowired Clocks clocks;
  @Autowired ClockChanges changes;
  @Autowired DueSweep sweep;
  @Autowired Notices notices;
  @Autowired Invariants invariants;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  @Autowired PlatformTransactionManager transactions;
  @LocalServerPort int port;

  @Test
  void it_runs_as_long_as_was_stated_and_ends_with_the_conclusion() {
    var id = city.inReview("yjj");
    refused("review.daysMissing", () -> ask(handler(), id, null));
    refused("review.daysMissing", () -> ask(handler(), id, 0));
    refused("review.daysMissing", () -> ask(handler(), id, Period.MOST_STATED + 1));
    var was = one(id, Matter.Term.REVIEW);
    var review = ask(handler(), id, 12);

    var own = one(id, Matter.Term.EXPERTS);
    assertThat(own.limit().id()).isEqualTo("TL-GL-08");
    assertThat(own.department()).isEqualTo("yjj");
    assertThat(own.dueOn()).isEqualTo(clocks.calendar().addWorkingDays(today(), 12));
    assertThat(own.sheet().days().stream().filter(d -> d.counted())).hasSize(12);
    assertThat(changes.causes(own)).as("it doesn't stand still for itself").isEmpty();
    assertThat(changes.mayChange(head(), own)).isFalse();
    assertThat(one(id, Matter.Term.REVIEW).dueOn())
        .as("without a notice the department's limit runs on")
        .isEqualTo(was.dueOn());
    assertThat(one(id, Matter.Term.REVIEW).value().suspensions()).isEmpty();
    assertThat(city.papers(id)).doesNotContain("suspension");

    conclude(id, review);
    assertThat(one(id, Matter.Term.EXPERTS).ended().by())
        .isEqualTo(CaseClock.End.EXPERTS_CONCLUDED);
    invariants.hold(id);
  }

  @Test
  void its_head_suspends_the_limit_at_once_and_tells_the_applicant_until_it_ends() {
    var id = city.inReview("yjj");
    toHead(id);
    var review = ask(head(), id, 15);
    stops.want(head(), id, review);

    var still = one(id, Matter.Term.REVIEW);
    assertThat(still.light()).isEqualTo(CaseClock.Light.PAUSED);
    assertThat(still.value().suspensions())
        .singleElement()
        .satisfies(s -> assertThat(s.notice().expected().amount()).isEqualTo(15));
    assertThat(city.papers(id)).containsOnlyOnce("suspension");
    refused("clock.noLimitRuns", () -> stops.sign(head(), id, review, 15));

    conclude(id, review);
    assertThat(one(id, Matter.Term.REVIEW).value().suspensions())
        .singleElement()
        .satisfies(s -> assertThat(s.to()).isEqualTo(today()));
    assertThat(toldApplicant(id)).containsExactly(Kind.RESUMED, Kind.SUSPENDED);
    refused("clock.noProcedure", () -> stops.sign(head(), id, review, 15));
    var second = ask(head(), id, 5);
    refused("clock.stoppedToday", () -> stops.sign(head(), id, second, 5));
  }

  @Test
  void others_propose_it_and_the_head_signs_or_lets_the_limit_run_on() {
    var id = city.inReview("yjj");
    var was = one(id, Matter.Term.REVIEW);
    var review = ask(handler(), id, 15);
    stops.want(handler(), id, review);
    assertThat(city.work(id)).containsExactly("DRAFT yjj", "EXPERT_REVIEW lhsp", "SUSPEND yjj");
    assertThat(one(id, Matter.Term.REVIEW).dueOn()).isEqualTo(was.dueOn());
    refused("clock.notYours", () -> stops.sign(handler(), id, review, 15));
    refused("clock.notYours", () -> stops.decline(handler(), id, review));
    refused("intake.noSuchCase", () -> stops.sign(city.seat("sthj", SeatKind.HEAD), id, review, 9));
    refused("clock.expectedMissing", () -> stops.sign(head(), id, review, null));
    invariants.hold(id);

    stops.decline(head(), id, review);
    assertThat(city.work(id)).containsExactly("DRAFT yjj", "EXPERT_REVIEW lhsp");
    assertThat(one(id, Matter.Term.REVIEW).value().suspensions()).isEmpty();
    refused("clock.noProcedure", () -> stops.decline(head(), id, review));
    experts.cancel(head(), id, review, "不需要了");
    assertThat(one(id, Matter.Term.EXPERTS).ended().by())
        .isEqualTo(CaseClock.End.EXPERTS_CANCELLED);

    var again = ask(handler(), id, 10);
    stops.want(handler(), id, again);
    stops.sign(head(), id, again, 9);
    assertThat(city.work(id)).containsExactly("DRAFT yjj", "EXPERT_REVIEW lhsp");
    assertThat(one(id, Matter.Term.REVIEW).light()).isEqualTo(CaseClock.Light.PAUSED);
    experts.cancel(head(), id, again, "不需要了");
    assertThat(one(id, Matter.Term.REVIEW).value().suspensions())
        .singleElement()
        .satisfies(s -> assertThat(s.to()).isEqualTo(today()));

    var third = ask(handler(), id, 10);
    stops.want(handler(), id, third);
    conclude(id, third);
    assertThat(city.work(id)).as("nothing is left to sign for").containsExactly("DRAFT yjj");
    invariants.hold(id);
  }

  @Test
  void late_it_is_urged_by_itself_and_what_it_takes_longer_than_was_told_is_said() {
    var id = city.inReview("yjj");
    toHead(id);
    var review = ask(head(), id, 2);
    stops.want(head(), id, review);
    var day = clocks.calendar().addWorkingDays(today(), -5);
    db.sql(
            """
            update legal_clock set started_on = :day, due_on = :due, next_at = now(),
              due_at = (cast(:due as date) + 1)::timestamp at time zone 'Asia/Shanghai'
            where case_id = :id and term = 'EXPERTS'
            """)
        .param("day", day)
        .param("due", clocks.calendar().addWorkingDays(day, 2))
        .param("id", id.value())
        .update();
    db.sql(
            """
            update clock_suspension set from_on = :day, notice_on = :day where clock_id in
              (select id from legal_clock where case_id = :id)
            """)
        .param("day", day)
        .param("id", id.value())
        .update();
    sweep.sweep(clock.instant());

    assertThat(one(id, Matter.Term.EXPERTS).light()).isEqualTo(CaseClock.Light.LATE);
    assertThat(notices.of(handler(), null).rows())
        .filteredOn(n -> id.equals(n.caseId()) && n.kind() == Kind.CLOCK_LATE)
        .extracting(n -> n.details().get("term"))
        .containsExactly("EXPERTS");
    assertThat(one(id, Matter.Term.REVIEW).light())
        .as("it stands still as long as it lasts")
        .isEqualTo(CaseClock.Light.PAUSED);
    var pages = Visitor.signedIn(port, head().username(), DemoPeople.PASSWORD);
    var more = clocks.calendar().workingDaysBetween(day, today()) - 2;
    assertThat(pages.get("/cases/" + id + "/clocks").body())
        .contains("已比告知的时间多用 " + more + " 个工作日");
    assertThat(line(id, "REVIEW").at("/suspensions/0/beyondDays").asInt()).isEqualTo(more);
    assertThat(line(id, "EXPERTS").path("light").asString()).isEqualTo("late");
  }

  @Test
  void all_of_it_is_done_by_rest_too() {
    var id = city.inReview("yjj");
    assertThat(
            act(
                "demo-yjj-handler",
                city.item(id, "DRAFT"),
                "expert-review",
                "{\"question\":\"x\"}"))
        .isEqualTo(422);
    assertThat(
            act(
                "demo-yjj-handler",
                city.item(id, "DRAFT"),
                "expert-review",
                "{\"question\":\"爆炸影响范围\",\"days\":15,\"suspend\":true}"))
        .isEqualTo(200);
    assertThat(line(id, "EXPERTS").path("limit").asString()).isEqualTo("TL-GL-08");
    assertThat(city.work(id)).contains("SUSPEND yjj");
    assertThat(act("demo-yjj-head", city.item(id, "SUSPEND"), "suspend", "{\"days\":15}"))
        .isEqualTo(200);
    assertThat(line(id, "REVIEW").path("light").asString()).isEqualTo("paused");
    assertThat(city.work(id)).doesNotContain("SUSPEND yjj");

    var other = city.inReview("yjj");
    var review = ask(handler(), other, 15);
    stops.want(handler(), other, review);
    assertThat(act("demo-yjj-head", city.item(other, "SUSPEND"), "decline-suspension", ""))
        .isEqualTo(200);
    assertThat(line(other, "REVIEW").path("suspensions")).isEmpty();
  }

  private int act(String username, UUID item, String action, String body) {
    return new Visitor(port)
        .basic(username, DemoPeople.PASSWORD)
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .send("POST", "/api/v1/work-items/" + item + "/actions/" + action, body)
        .statusCode();
  }

  @Test
  void the_case_may_be_withdrawn_meanwhile() {
    var id = city.inReview("yjj");
    var review = ask(handler(), id, 15);
    stops.want(handler(), id, review);
    city.cases.withdraw(city.applicant(), id, "不建了");
    assertThat(one(id, Matter.Term.EXPERTS).ended().by()).isEqualTo(CaseClock.End.WITHDRAWN);
    assertThat(city.work(id)).isEmpty();
    invariants.hold(id);
  }

  private JsonNode line(CaseId id, String term) {
    var answer =
        new Visitor(port)
            .basic("demo-yjj-head", DemoPeople.PASSWORD)
            .get("/api/v1/cases/" + id + "/clocks");
    for (var line : JsonMapper.shared().readTree(answer.body()).path("clocks")) {
      if (line.path("term").asString().equals(term)) {
        return line;
      }
    }
    throw new AssertionError(term);
  }

  private List<Kind> toldApplicant(CaseId id) {
    return notices.of(city.applicant(), null).rows().stream()
        .filter(n -> id.equals(n.caseId()))
        .map(Notice::kind)
        .filter(k -> k != Kind.ACCEPTED)
        .toList();
  }

  @Test
  void its_work_is_due_with_it_and_a_holiday_moves_that_apart_from_the_opinion_of_the_same_day() {
    var id = city.inReview("yjj");
    var was = one(id, Matter.Term.REVIEW);
    ask(handler(), id, 5);
    assertThat(due(id, "EXPERT_REVIEW")).isEqualTo(was.dueAt()).isEqualTo(due(id, "DRAFT"));
    db.sql(
            """
            update legal_clock set started_on = started_on + 1 where case_id = :id and term = 'EXPERTS'
            """)
        .param("id", id.value())
        .update();

    var announced =
        new WorkingCalendar(
            clocks.calendar().zone(),
            List.of(new CalendarRow(was.dueOn(), false, "放假", "通知", false)),
            List.of());
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              clocks.recompute(id, announced);
              assertThat(due(id, "DRAFT")).isEqualTo(one(id, Matter.Term.REVIEW).dueAt());
              assertThat(due(id, "EXPERT_REVIEW"))
                  .isEqualTo(one(id, Matter.Term.EXPERTS).dueAt())
                  .isAfter(due(id, "DRAFT"));
              status.setRollbackOnly();
            });
  }

  private Instant due(CaseId id, String kind) {
    return db.sql("select due_at from work_item where case_id = :id and kind = :kind")
        .param("id", id.value())
        .param("kind", kind)
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  private UUID ask(Actor by, CaseId id, Integer days) {
    return experts.ask(by, id, "yjj", "爆炸影响范围", days);
  }

  private void conclude(CaseId id, UUID review) {
    experts.conclude(city.lead(), id, review, "王工", "可行", "", LocalDate.of(2026, 1, 5));
  }

  private void toHead(CaseId id) {
    city.toHead(id, "yjj", org.zhunru.review.OpinionDraft.agree(1, "同意。"));
  }

  private CaseClock one(CaseId id, Matter.Term term) {
    return clocks.ofCase(id).stream()
        .filter(c -> c.term() == term)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private Actor handler() {
    return city.seat("yjj", SeatKind.HANDLER);
  }

  private Actor head() {
    return city.seat("yjj", SeatKind.HEAD);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
