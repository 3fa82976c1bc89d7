package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
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
import org.zhunru.calendar.Deadline;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.Deliveries;
import org.zhunru.decision.Delivery;
import org.zhunru.identity.Actor;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Matter;
import org.zhunru.review.OpinionDraft;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.Steps;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.TriggerKind;
import org.zhunru.supervision.TriggerSweep;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The periods of the law that run in a case, from filing to decision. */
@IntegrationTest
class ClocksTest {
  @Autowired City city;
  @Autowired Clocks clocks;
  @Autowired ClockChanges changes;
  @Autowired Deliveries deliveries;
  @Autowired Steps steps;
  @Autowired SupervisionLights lights;
  @Autowired TriggerSweep triggers;
  @Autowired Clock clock;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;
  @LocalServerPort int port;

  @Test
  void the_clocks_of_a_case_follow_it_from_filing_to_decision() {
    var id = city.submitted("yjj", "sthj");
    var calendar = clocks.calendar();
    var today = one(id, Matter.Term.ACCEPTANCE, null).startedOn();
    assertThat(all(id)).containsExactly("ACCEPTANCE null RECEIVED runs");
    assertThat(one(id, Matter.Term.ACCEPTANCE, null).dueOn())
        .isEqualTo(calendar.addWorkingDays(today, 5));
    assertThat(due(id, "ACCEPT")).isEqualTo(one(id, Matter.Term.ACCEPTANCE, null).dueAt());

    city.acceptance.accept(city.lead(), id, "");
    assertThat(all(id))
        .containsExactlyInAnyOrder(
            "ACCEPTANCE null RECEIVED ACCEPTED",
            "WHOLE null ACCEPTED runs",
            "REVIEW yjj CALLED runs",
            "REVIEW sthj CALLED runs");
    var whole = one(id, Matter.Term.WHOLE, null);
    assertThat(whole.dueOn()).isEqualTo(calendar.addWorkingDays(today, 45));
    assertThat(whole.sheet().due()).isEqualTo(whole.dueOn());
    var list = "/cases?words=" + city.of(id).number();
    var lead = Visitor.signedIn(port, city.lead().username(), DemoPeople.PASSWORD);
    assertThat(lead.get(list).body())
        .contains(whole.dueOn().toString())
        .matches(page -> page.contains("（暂定）") == whole.provisional());
    assertThat(due(id, "DRAFT")).isEqualTo(one(id, Matter.Term.REVIEW, "yjj").dueAt());

    city.agree(id, "yjj");
    assertThat(all(id)).contains("REVIEW yjj CALLED OPINION", "REVIEW sthj CALLED runs");
    city.agree(id, "sthj");
    assertThat(due(id, "DECIDE")).isEqualTo(whole.dueAt());
    assertThat(lead.get("/worklist?words=" + city.of(id).number()).body())
        .contains(whole.dueOn().toString())
        .matches(page -> page.contains("（暂定）") == whole.provisional());
    city.decide(id, DecisionOutcome.APPROVED);
    assertThat(clocks.ofCase(id))
        .filteredOn(c -> c.term() != Matter.Term.DELIVERY)
        .hasSize(4)
        .allMatch(c -> c.light() == CaseClock.Light.MET);
    assertThat(all(id)).contains("WHOLE null ACCEPTED DECIDED", "DELIVERY null DECIDED runs");
    var delivery = one(id, Matter.Term.DELIVERY, null);
    assertThat(delivery.limit().id()).isEqualTo("TL-GL-07");
    assertThat(delivery.dueOn()).isEqualTo(calendar.addWorkingDays(today, 10));
    assertThat(
            db.sql("select valid_until from decision where case_id = :id")
                .param("id", id.value())
                .query(LocalDate.class)
                .single())
        .isEqualTo(Deadline.of(calendar, today, new Period(2, Period.Unit.YEAR)).due());
    assertThat(lead.get(list).body()).contains("<span class=\"none\">无在计时限</span>");
    assertThat(lead.get(list + "&light=ok").body())
        .as("its delivery is no limit of an open case")
        .doesNotContain("/cases/" + id);
  }

  @Test
  void an_approval_is_delivered_once_its_applicant_confirms_it() {
    var id = approved();
    var stranger = city.actors.byUsername("demo-applicant2");
    assertThat(refused(() -> deliveries.confirm(stranger, id))).isEqualTo("intake.noSuchCase");
    assertThat(refused(() -> deliveries.confirm(city.lead(), id))).isEqualTo("intake.noSuchCase");

    deliveries.confirm(city.applicant(), id);
    assertThat(all(id)).contains("DELIVERY null DECIDED DELIVERED");
    assertThat(one(id, Matter.Term.DELIVERY, null).light()).isEqualTo(CaseClock.Light.MET);
    assertThat(delivered(id)).containsExactly("decision.delivered.receipt " + LocalDate.now(clock));
    assertThat(refused(() -> deliveries.confirm(city.applicant(), id)))
        .isEqualTo("decision.delivered");
    assertThat(refused(() -> record(city.lead(), id, LocalDate.now(clock))))
        .isEqualTo("decision.delivered");
  }

  @Test
  void or_once_the_lead_office_says_when_and_how_it_was_and_late_if_that_was_late() {
    var id = approved();
    var today = LocalDate.now(clock);
    assertThat(refused(() -> record(city.seat("yjj", SeatKind.HEAD), id, today)))
        .isEqualTo("decision.notYoursToDeliver");
    assertThat(refused(() -> record(city.lead(), id, null)))
        .isEqualTo("decision.deliveryDayMissing");
    assertThat(refused(() -> record(city.lead(), id, today.minusDays(1))))
        .isEqualTo("decision.deliveryBeforeDecision");
    assertThat(refused(() -> record(city.lead(), id, today.plusDays(1))))
        .isEqualTo("decision.deliveryInFuture");
    var noWay = new Deliveries.Recorded(today, Delivery.Way.RECEIPT, "");
    assertThat(refused(() -> deliveries.record(city.lead(), id, noWay)))
        .isEqualTo("decision.deliveryWayMissing");
    var tooLong = new Deliveries.Recorded(today, Delivery.Way.POST, "字".repeat(501));
    assertThat(refused(() -> deliveries.record(city.lead(), id, tooLong)))
        .isEqualTo("decision.deliveryRemarkTooLong");

    decidedDaysAgo(id, 30);
    record(city.lead(), id, today.minusDays(2));
    assertThat(delivered(id))
        .containsExactly("decision.delivered.post " + today.minusDays(2) + " EMS 1");
    var over = one(id, Matter.Term.DELIVERY, null);
    assertThat(over.light()).isEqualTo(CaseClock.Light.LATE);
    assertThat(LocalDate.ofInstant(over.ended().at(), clock.getZone()))
        .isEqualTo(today.minusDays(2));
    assertThat(steps.list(city.lead(), lateDeliveries(), null).rows())
        .anyMatch(r -> r.caseId().equals(id) && r.department().equals("lhsp") && r.late());
    triggers.sweep(clock.instant());
    assertThat(lights.ofCase(city.lead(), id))
        .anyMatch(l -> l.kind() == TriggerKind.STEP_LATE && l.department().equals("lhsp"));
    assertThat(refused(() -> record(city.lead(), id, today))).isEqualTo("decision.delivered");
    assertThat(refused(() -> deliveries.confirm(city.applicant(), id)))
        .isEqualTo("decision.delivered");
  }

  @Test
  void what_is_refused_has_no_time_to_be_delivered() {
    var id = city.inReview("yjj");
    city.veto(id, "yjj");
    city.decide(id, DecisionOutcome.REFUSED);

    assertThat(all(id)).noneMatch(c -> c.startsWith("DELIVERY"));
    assertThat(refused(() -> deliveries.confirm(city.applicant(), id)))
        .isEqualTo("decision.nothingToDeliver");
  }

  @Test
  void the_applicant_confirms_it_over_rest_and_is_told_the_clock() {
    var id = approved();
    assertThat(line(ask(id, "demo-applicant"), "DELIVERY").get("startedBy").asString())
        .isEqualTo("DECIDED");
    var answer =
        new Visitor(port)
            .basic("demo-applicant", DemoPeople.PASSWORD)
            .send("POST", "/api/v1/cases/" + id + "/receipt", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(line(ask(id, "demo-applicant"), "DELIVERY").get("ended").get("by").asString())
        .isEqualTo("DELIVERED");
  }

  private CaseId approved() {
    var id = city.inReview("yjj");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);
    return id;
  }

  private void record(Actor by, CaseId id, @Nullable LocalDate day) {
    deliveries.record(by, id, new Deliveries.Recorded(day, Delivery.Way.POST, " EMS 1 "));
  }

  private Steps.Filter lateDeliveries() {
    return new Steps.Filter("lhsp", "TL-GL-07", true, null, null);
  }

  private static String refused(ThrowingCallable act) {
    return catchThrowableOfType(Refusal.class, act).code();
  }

  private List<String> delivered(CaseId id) {
    return db.sql(
            """
            select act || ' ' || (details ->> 'text') from audit_entry
            where case_id = :id and act like 'decision.delivered.%'
            """)
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  /** As if it had been approved then. */
  private void decidedDaysAgo(CaseId id, int days) {
    db.sql(
            "update decision set decided_at = decided_at - :days * interval '1 day' where case_id = :id")
        .param("days", days)
        .param("id", id.value())
        .update();
    var on = LocalDate.now(clock).minusDays(days);
    db.sql(
            """
            update legal_clock set started_on = :on, due_on = :due,
              due_at = cast(:due as timestamp) at time zone 'Asia/Shanghai' + interval '1 day'
            where case_id = :id and term = 'DELIVERY'
            """)
        .param("on", on)
        .param("due", clocks.calendar().addWorkingDays(on, 10))
        .param("id", id.value())
        .update();
  }

  @Test
  void a_correction_before_acceptance_ends_the_clock_and_its_answer_starts_a_new_one() {
    var id = city.submitted("yjj");
    correct(id);
    assertThat(all(id))
        .containsExactly(
            "ACCEPTANCE null RECEIVED CORRECTION", "CORRECTION lhsp CORRECTION_REQUESTED runs");

    city.write(id, "purpose", "生产");
    city.dossiers.submit(city.applicant(), id);
    assertThat(all(id))
        .containsExactlyInAnyOrder(
            "ACCEPTANCE null RECEIVED CORRECTION",
            "CORRECTION lhsp CORRECTION_REQUESTED CORRECTED",
            "ACCEPTANCE null RECEIVED runs");
  }

  @Test
  void a_correction_during_review_stops_and_restarts_nothing() {
    var id = city.inReview("yjj", "sthj");
    var before = clocks.ofCase(id).stream().map(CaseClock::id).toList();
    city.speak(id, "yjj", city.correction(id));
    assertThat(all(id)).contains("REVIEW yjj CALLED runs", "WHOLE null ACCEPTED runs");

    city.write(id, "purpose", "yjj");
    city.dossiers.submit(city.applicant(), id);
    assertThat(clocks.ofCase(id))
        .filteredOn(c -> c.term() != Matter.Term.CORRECTION)
        .extracting(CaseClock::id)
        .containsExactlyElementsOf(before);
  }

  @Test
  void who_is_called_instead_has_the_time_and_who_transferred_has_none() {
    var id = city.inReview("yjj", "sthj");
    city.speak(id, "yjj", OpinionDraft.transfer(1, "属公安职权", "gaj"));

    assertThat(all(id)).contains("REVIEW yjj CALLED TRANSFERRED", "REVIEW gaj CALLED runs");
  }

  @Test
  void withdrawing_and_not_accepting_end_every_clock() {
    var withdrawn = city.inReview("yjj");
    city.cases.withdraw(city.applicant(), withdrawn, "计划调整");
    assertThat(all(withdrawn)).noneMatch(c -> c.endsWith("runs"));

    var refused = city.submitted("yjj");
    city.acceptance.refuse(city.lead(), refused, "NOT_OURS", "请向省应急管理厅申请");
    assertThat(all(refused)).containsExactly("ACCEPTANCE null RECEIVED NOT_ACCEPTED");
  }

  @Test
  void after_silence_the_time_to_decide_has_run_since_receipt() {
    var id = city.submitted("yjj");
    var received = receivedDaysAgo(id, 30);
    assertThat(one(id, Matter.Term.ACCEPTANCE, null).light()).isEqualTo(CaseClock.Light.LATE);

    city.acceptance.accept(city.lead(), id, "");
    var whole = one(id, Matter.Term.WHOLE, null);
    assertThat(whole.startedBy()).isEqualTo(CaseClock.Start.SILENCE);
    assertThat(whole.startedOn()).isEqualTo(received);
    assertThat(all(id)).contains("ACCEPTANCE null RECEIVED ACCEPTED");
    assertThat(one(id, Matter.Term.ACCEPTANCE, null).light()).isEqualTo(CaseClock.Light.LATE);
  }

  @Test
  void after_silence_corrections_can_not_be_asked_for_any_more() {
    var id = city.submitted("yjj");
    receivedDaysAgo(id, 30);

    assertThatThrownBy(() -> correct(id))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo("calendar.correctionTooLate"));
    assertThat(city.work(id)).containsExactly("ACCEPT lhsp");
  }

  @Test
  void a_holiday_announced_for_one_of_its_days_moves_a_clock_and_its_work_and_is_recorded() {
    var id = city.inReview("yjj");
    var was = one(id, Matter.Term.REVIEW, "yjj");
    var whole = one(id, Matter.Term.WHOLE, null);
    var day = was.dueOn();
    var announced =
        new WorkingCalendar(
            clocks.calendar().zone(),
            List.of(new CalendarRow(day, false, "放假", "通知", false)),
            List.of());
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              assertThat(clocks.recompute(id, announced)).isPositive();
              var now = row(id, "REVIEW");
              assertThat(now).isEqualTo(announced.addWorkingDays(was.startedOn(), 5));
              assertThat(now).isAfter(day);
              assertThat(due(id, "DRAFT")).isAfter(was.dueAt());
              assertThat(moved(id)).contains(day + " " + now);
              status.setRollbackOnly();
            });
    assertThat(row(id, "REVIEW")).isEqualTo(day);
    assertThat(row(id, "WHOLE")).isEqualTo(whole.dueOn());
  }

  @Test
  void clocks_are_told_over_rest_those_of_departments_to_officers_alone() {
    var id = city.inReview("yjj");

    var applicant = ask(id, "demo-applicant");
    assertThat(terms(applicant)).containsExactlyInAnyOrder("ACCEPTANCE", "WHOLE");
    var officer = ask(id, "demo-yjj-" + SeatKind.HANDLER.code());
    assertThat(terms(officer)).containsExactlyInAnyOrder("ACCEPTANCE", "WHOLE", "REVIEW");
    var review = line(officer, "REVIEW");
    assertThat(review.get("department").asString()).isEqualTo("yjj");
    assertThat(review.get("limit").asString()).isEqualTo("TL-JP-14");
    assertThat(review.get("remaining").get("days").asInt()).isEqualTo(5);
    assertThat(review.get("remaining").get("text").asString()).contains("还剩", "个工作日");
    assertThat(review.get("light").asString()).isEqualTo("ok");
    assertThat(review.get("days").valueStream().filter(d -> d.get("counted").asBoolean()))
        .hasSize(5);
    assertThat(line(officer, "ACCEPTANCE").get("ended").get("by").asString()).isEqualTo("ACCEPTED");
    assertThat(line(officer, "ACCEPTANCE").get("remaining").isNull()).isTrue();
    assertThat(review.get("suspensions").isEmpty()).isTrue();
    assertThat(review.get("extension").isNull()).isTrue();

    var today = LocalDate.now(clock);
    changes.suspend(
        city.seat("yjj", SeatKind.HEAD),
        id,
        one(id, Matter.Term.REVIEW, "yjj").id(),
        new ClockChanges.Stop(today, null, "TL-GL-08", "专家评审", 15));
    changes.extend(
        city.lead(), id, one(id, Matter.Term.WHOLE, null).id(), 10, "涉及多部门核查", "七政批〔2026〕9号");
    officer = ask(id, "demo-yjj-" + SeatKind.HANDLER.code());
    var stopped = line(officer, "REVIEW").get("suspensions").get(0);
    assertThat(stopped.get("cause").asString()).isEqualTo("TL-GL-08");
    assertThat(stopped.get("to").isNull()).isTrue();
    assertThat(stopped.get("toldOn").asString()).isEqualTo(today.toString());
    assertThat(stopped.get("expectedDays").asInt()).isEqualTo(15);
    var extended = line(officer, "WHOLE").get("extension");
    assertThat(extended.get("days").asInt()).isEqualTo(10);
    assertThat(extended.get("by").asString()).isEqualTo("GOVERNMENT_HEAD");
  }

  private void correct(CaseId id) {
    city.acceptance.correct(
        city.lead(),
        id,
        List.of(new Correction.Item(Correction.Kind.FIELD, "purpose", "MISSING", "请填写用途")),
        "",
        10);
  }

  /** As if it had been filed then. */
  private LocalDate receivedDaysAgo(CaseId id, int days) {
    var received = one(id, Matter.Term.ACCEPTANCE, null).startedOn().minusDays(days);
    var due = clocks.calendar().addWorkingDays(received, 5);
    db.sql(
            """
            update legal_clock set started_on = :on, due_on = :due,
              due_at = cast(:due as timestamp) at time zone 'Asia/Shanghai' + interval '1 day'
            where case_id = :id
            """)
        .param("on", received)
        .param("due", due)
        .param("id", id.value())
        .update();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              db.sql("alter table dossier_version disable trigger user").update();
              db.sql(
                      """
                      update dossier_version set submitted_at = submitted_at - :days * interval '1 day'
                      where case_id = :id
                      """)
                  .param("days", days)
                  .param("id", id.value())
                  .update();
              db.sql("alter table dossier_version enable trigger user").update();
            });
    return received;
  }

  private List<String> all(CaseId id) {
    return clocks.ofCase(id).stream()
        .map(
            c ->
                c.term()
                    + " "
                    + c.department()
                    + " "
                    + c.startedBy()
                    + " "
                    + (c.ended() == null ? "runs" : c.ended().by()))
        .toList();
  }

  private CaseClock one(CaseId id, Matter.Term term, String department) {
    var found =
        clocks.ofCase(id).stream()
            .filter(c -> c.term() == term && java.util.Objects.equals(c.department(), department))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private Instant due(CaseId id, String kind) {
    return db.sql(
            """
            select due_at from work_item
            where case_id = :id and kind = :kind and done_at is null limit 1
            """)
        .param("id", id.value())
        .param("kind", kind)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private LocalDate row(CaseId id, String term) {
    return db.sql("select due_on from legal_clock where case_id = :id and term = :term")
        .param("id", id.value())
        .param("term", term)
        .query(LocalDate.class)
        .single();
  }

  private Set<String> moved(CaseId id) {
    return db.sql(
            """
            select (details ->> 'from') || ' ' || (details ->> 'to') from audit_entry
            where case_id = :id and act like 'clock.moved%'
            """)
        .param("id", id.value())
        .query(String.class)
        .set();
  }

  private JsonNode ask(CaseId id, String username) {
    var answer =
        new Visitor(port)
            .basic(username, DemoPeople.PASSWORD)
            .get("/api/v1/cases/" + id + "/clocks");
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body()).get("clocks");
  }

  private static List<String> terms(JsonNode clocks) {
    return clocks.valueStream().map(c -> c.get("term").asString()).toList();
  }

  private static JsonNode line(JsonNode clocks, String term) {
    return clocks
        .valueStream()
        .filter(c -> c.get("term").asString().equals(term))
        .findFirst()
        .orElseThrow();
  }
}
