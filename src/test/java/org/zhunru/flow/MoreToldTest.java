package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Accounts;
import org.zhunru.identity.Actor;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.People;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notice;
import org.zhunru.notices.Notices;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.supervision.Reconsiderations;
import org.zhunru.supervision.Urging;
import org.zhunru.web.Visitor;

/** What is told beside the time limits of the law: empty seats, and days of reconsiderations. */
@IntegrationTest
class MoreToldTest {
  @Autowired City city;
  @Autowired DueSweep sweep;
  @Autowired Clocks clocks;
  @Autowired Notices notices;
  @Autowired Reconsiderations reconsiderations;
  @Autowired Urging urging;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Clock clock;
  @Autowired Accounts accounts;
  @Autowired People people;
  @LocalServerPort int port;

  @Test
  void a_seat_that_nobody_can_fill_is_an_alarm_once_a_day_while_work_waits_for_it() {
    var id = city.inReview("qxj");
    rolledBack(
        () -> {
          var now = clock.instant();
          sweep.sweep(now);
          assertThat(alarms("qxj")).isEmpty();
          assertThat(alarms("gaj")).isEmpty();

          stop("qxj", SeatKind.HANDLER);
          stop("qxj", SeatKind.HEAD);
          sweep.sweep(now);
          sweep.sweep(now);
          sweep.sweep(now.minus(Duration.ofHours(1)));
          // Nothing waits for the head yet.
          assertThat(alarms("qxj"))
              .hasSizeBetween(1, 2) // an hour ago may have been yesterday
              .allMatch("HANDLER supervisor"::equals);
          int once = alarms("qxj").size();
          sweep.sweep(now.plus(Duration.ofDays(1)));
          assertThat(alarms("qxj")).hasSize(once + 1);
          assertThat(mine(city.person("demo-supervisor")))
              .anyMatch(
                  n ->
                      n.kind() == Kind.VACANT
                          && "handler".equals(n.details().get("seat"))
                          && "qxj".equals(n.details().get("department")));
          assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
          assertThat(city.effective(id)).isEmpty();
        });
  }

  @Test
  void who_takes_over_a_seat_is_told_once_how_much_lies_there() {
    var seat = new Seat("qxj", SeatKind.HANDLER);
    city.inReview("qxj");
    db.sql(
            """
            update work_item set due_at = now() - interval '1 day'
            where id in (select id from work_item where department = 'qxj' and seat = 'HANDLER'
                         and done_at is null limit 1)
            """)
        .update();
    var open =
        db.sql(
                "select count(*) from work_item where department = 'qxj' and seat = 'HANDLER'"
                    + " and done_at is null")
            .query(Integer.class)
            .single();
    var comer = people.officer("qxj", SeatKind.REVIEWER);
    rolledBack(
        () -> {
          accounts.assign(people.having("secadmin"), comer.accountId(), Set.of(), Set.of(seat));
          accounts.assign(people.having("secadmin"), comer.accountId(), Set.of(), Set.of(seat));

          assertThat(mine(comer))
              .singleElement()
              .matches(n -> n.kind() == Kind.SEAT_TAKEN && n.href().equals("/worklist"))
              .extracting(Notice::details)
              .satisfies(
                  told ->
                      assertThat(told)
                          .containsEntry("open", open.toString())
                          .doesNotContainEntry("late", "0"));
        });
  }

  @Test
  void an_applicant_is_told_once_sixty_days_before_an_approval_ends() {
    var soon = approved();
    var later = approved();
    rolledBack(
        () -> {
          var now = clock.instant();
          ends(soon, 60);
          ends(later, 61);
          sweep.sweep(now);
          sweep.sweep(now);

          assertThat(mine(city.applicant()).stream().filter(n -> n.kind() == Kind.APPROVAL_ENDS))
              .singleElement()
              .matches(n -> soon.equals(n.caseId()))
              .extracting(n -> n.details().get("due"))
              .isEqualTo(LocalDate.now(clock).plusDays(60).toString());
          // A last day that was moved is another.
          ends(soon, 30);
          sweep.sweep(now);
          assertThat(mine(city.applicant()).stream().filter(n -> n.kind() == Kind.APPROVAL_ENDS))
              .hasSize(2);
        });
  }

  private CaseId approved() {
    var id = city.inReview("yjj");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);
    return id;
  }

  private void ends(CaseId id, int inDays) {
    db.sql("update decision set valid_until = :day where case_id = :id")
        .param("day", LocalDate.now(clock).plusDays(inDays))
        .param("id", id.value())
        .update();
  }

  @Test
  void the_days_of_a_reconsideration_are_urged_from_the_head_to_the_supervisor() {
    var id = city.inReview("yjj", "sthj");
    city.agree(id, "yjj");
    city.veto(id, "sthj");
    var one = reconsiderations.ask(city.applicant(), id, "sthj", "测距起点有误");
    var today = LocalDate.now(clock);
    reconsiderations.setDays(city.lead(), id, one, today.plusDays(30), today.plusDays(60), "");
    sweep.sweep(clock.instant());
    assertThat(told(one)).isEmpty();

    days(one, -1, 5);
    sweep.sweep(clock.instant());
    assertThat(told(one)).containsExactly("NEAR sthj HEAD");
    days(one, 0, 5);
    sweep.sweep(clock.instant());
    sweep.sweep(clock.instant());
    assertThat(told(one)).containsExactly("NEAR sthj HEAD", "LATE sthj HEAD");
    days(one, 9, -5);
    sweep.sweep(clock.instant());
    sweep.sweep(clock.instant());
    assertThat(told(one))
        .containsExactly(
            "NEAR sthj HEAD",
            "LATE sthj HEAD",
            "LATE sthj HEAD",
            "LATE lhsp HEAD",
            "LATE supervisor");
    assertThat(acts(id))
        .contains(
            "reconsideration.near.head",
            "reconsideration.urged.head",
            "reconsideration.urged.lead",
            "reconsideration.urged.supervisor");

    var visitor =
        Visitor.signedIn(port, city.seat("sthj", SeatKind.HEAD).username(), DemoPeople.PASSWORD);
    assertThat(visitor.get("/me/notices").body())
        .contains("否决复核日期（", "/cases/" + id + "/reconsiderations/" + one);

    reconsiderations.answer(city.seat("sthj", SeatKind.HEAD), id, one, "测距符合规范");
    days(one, 9, 0);
    sweep.sweep(clock.instant());
    assertThat(told(one)).hasSize(6).last().isEqualTo("LATE yjj HEAD");
    assertThat(city.effective(id)).isNotEmpty();
  }

  @Test
  void the_lead_office_and_supervisors_urge_whom_work_waits_for_once_a_day() {
    var id = city.inReview("qxj");
    var handler = city.seat("qxj", SeatKind.HANDLER);
    refused("clock.notForYouToUrge", () -> urging.urge(handler, id, "qxj", SeatKind.HANDLER));
    refused("clock.nothingWaits", () -> urging.urge(city.lead(), id, "qxj", SeatKind.HEAD));
    refused("clock.nothingWaits", () -> urging.urge(city.lead(), id, "gaj", SeatKind.HANDLER));

    var page = "/cases/" + id;
    var lead = Visitor.signedIn(port, city.lead().username(), DemoPeople.PASSWORD);
    assertThat(lead.get(page).body()).contains("催办", "value=\"qxj handler\"");
    assertThat(lead.post(page + "/urge", "seat", "qxj handler").statusCode()).isBetween(302, 303);
    assertThat(lead.get(page).body()).contains("已于").doesNotContain("value=\"qxj handler\"");
    assertThat(lead.get(page + "?tab=timeline").body()).contains("催办经办人：气象局");
    var again = lead.post(page + "/urge", "seat", "qxj handler");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("今天已经催办过");
    refused(
        "clock.urgedToday",
        () -> urging.urge(city.person("demo-supervisor"), id, "qxj", SeatKind.HANDLER));

    assertThat(mine(handler))
        .anyMatch(n -> n.kind() == Kind.URGED && id.equals(n.caseId()))
        .filteredOn(n -> n.kind() == Kind.URGED && id.equals(n.caseId()))
        .hasSize(1);
    var told = Visitor.signedIn(port, handler.username(), DemoPeople.PASSWORD);
    assertThat(told.get("/me/notices").body()).contains("催办，请尽快办理");
    assertThat(told.get(page).body()).doesNotContain("value=\"qxj handler\"");
    assertThat(acts(id)).containsOnlyOnce("urged.handler");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  private void rolledBack(Runnable act) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              status.setRollbackOnly();
              act.run();
            });
  }

  private void stop(String department, SeatKind seat) {
    db.sql(
            """
            update account set stopped = true where id in
              (select account_id from account_seat where department = :d and kind = :k)
            """)
        .param("d", department)
        .param("k", seat.name())
        .update();
  }

  /** As if the days had been set so that they are over for so many whole working days. */
  private void days(UUID one, int answer, int decide) {
    db.sql("update reconsideration set answer_by = :a, decide_by = :d where id = :id")
        .param("a", ago(answer))
        .param("d", max(ago(answer), ago(decide)))
        .param("id", one)
        .update();
  }

  private static LocalDate max(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  private LocalDate ago(int days) {
    var today = LocalDate.now(clock);
    return clocks.calendar().addWorkingDays(today, -days - 1 + (days < 0 ? 1 : 0));
  }

  private List<Notice> mine(Actor actor) {
    return notices.of(actor, null).rows();
  }

  private List<String> alarms(String department) {
    return db.sql(
            """
            select vacant_seat || ' ' || to_role from clock_notice
            where vacant_department = :d order by vacant_on
            """)
        .param("d", department)
        .query(String.class)
        .list();
  }

  private List<String> told(UUID one) {
    return db.sql(
            """
            select kind || ' ' || coalesce(to_department || ' ' || to_seat, to_role)
            from clock_notice where reconsideration_id = :id order by at, rung
            """)
        .param("id", one)
        .query(String.class)
        .list();
  }

  private List<String> acts(CaseId id) {
    return db.sql("select act from audit_entry where case_id = :id order by id")
        .param("id", id.value())
        .query(String.class)
        .list();
  }
}
