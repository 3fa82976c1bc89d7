package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.Deliveries;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notice;
import org.zhunru.notices.Notices;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.web.Visitor;

/**
 * What is said of time limits that come near and are over: each thing once, and nothing decided.
 */
@IntegrationTest
class DueSweepTest {
  @Autowired City city;
  @Autowired Invariants invariants;
  @Autowired DueSweep sweep;
  @Autowired Clocks clocks;
  @Autowired Notices notices;
  @Autowired Deliveries deliveries;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Clock clock;
  @LocalServerPort int port;

  @Test
  void lateness_climbs_from_handler_to_supervisor_in_working_days_and_decides_nothing() {
    var id = city.inReview("yjj");
    var climbed = new ArrayList<Integer>();
    for (int late = -1; late <= 5; late++) {
      due(id, "REVIEW", workingDaysAgo(late));
      sweep.sweep(clock.instant());
      climbed.add(told(id, "REVIEW").size());
    }

    assertThat(climbed).containsExactly(1, 2, 3, 4, 5, 6, 6);
    assertThat(told(id, "REVIEW"))
        .containsExactly(
            "NEAR yjj HANDLER",
            "LATE yjj HANDLER",
            "LATE yjj REVIEWER",
            "LATE yjj HEAD",
            "LATE lhsp HEAD",
            "LATE supervisor");
    assertThat(acts(id))
        .containsExactly(
            "clock.near.handler",
            "clock.late",
            "clock.urged.handler",
            "clock.urged.reviewer",
            "clock.urged.head",
            "clock.urged.lead",
            "clock.urged.supervisor");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
    assertThat(city.effective(id)).isEmpty();
    invariants.hold(id);
  }

  @Test
  void after_a_downtime_all_rungs_that_passed_are_told_but_not_that_it_was_near() {
    var id = city.inReview("yjj");
    due(id, "REVIEW", workingDaysAgo(20));
    due(id, "WHOLE", workingDaysAgo(20));
    sweep.sweep(clock.instant());

    assertThat(told(id, "REVIEW")).hasSize(5).noneMatch(t -> t.startsWith("NEAR"));
    assertThat(told(id, "WHOLE")).containsExactly("LATE lhsp HEAD", "LATE supervisor");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
  }

  @Test
  void a_clock_set_back_tells_nothing_twice_and_nothing_early() {
    var id = city.inReview("yjj");
    due(id, "REVIEW", workingDaysAgo(-1));
    var over = dueAt(id);
    sweep.sweep(over.minusNanos(1000));
    assertThat(told(id, "REVIEW")).containsExactly("NEAR yjj HANDLER");
    sweep.sweep(over);
    assertThat(told(id, "REVIEW")).hasSize(2);
    sweep.sweep(over.minus(Duration.ofHours(1)));
    sweep.sweep(over);

    assertThat(told(id, "REVIEW")).filteredOn(t -> t.startsWith("LATE")).hasSize(1);
    assertThat(acts(id)).containsOnlyOnce("clock.late", "clock.urged.handler");
  }

  @Test
  void sweepers_at_once_tell_each_thing_once() throws Exception {
    var ids = new ArrayList<CaseId>();
    for (int i = 0; i < 6; i++) {
      var id = city.inReview("yjj", "sthj");
      due(id, "REVIEW", workingDaysAgo(10));
      due(id, "WHOLE", workingDaysAgo(10));
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
    // Rows that another held were left to it, the program's own sweeper maybe: it commits first.
    for (var id : ids) {
      new TransactionTemplate(transactions)
          .executeWithoutResult(
              status ->
                  db.sql("select id from legal_clock where case_id = :id for update")
                      .param("id", id.value())
                      .query()
                      .listOfRows());
    }
    for (var id : ids) {
      assertThat(told(id, "REVIEW")).hasSize(10);
      assertThat(told(id, "WHOLE")).hasSize(2);
      assertThat(acts(id)).filteredOn(a -> a.equals("clock.late")).hasSize(3);
    }
  }

  /** More than two batches, of which several are told at once. */
  @Test
  void a_backlog_is_told_whole_and_each_thing_once() {
    var due = workingDaysAgo(1);
    db.sql(
            """
            insert into legal_clock (id, case_id, term, department, limit_id, started_on, started_by,
              due_on, due_at, provisional, next_at, rung, calendar_edition)
            select next_id(), next_id(), 'REVIEW', 'qxj', 'TL-JP-14', cast(:due as date) - 7, 'CALLED',
              :due, :end, false, :end, 1, (select coalesce(max(edition), 0) from holiday_notice)
            from generate_series(1, 1700)
            """)
        .param("due", due)
        .param("end", due.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
        .update();
    var backlog =
        " (select id from legal_clock where department = 'qxj' and not exists"
            + " (select from case_file c where c.id = legal_clock.case_id))";
    try {
      sweep.sweep(clock.instant());
      sweep.sweep(clock.instant());

      assertThat(
              db.sql(
                      "select count(*) || ' ' || count(distinct clock_id) from clock_notice"
                          + " where kind = 'LATE' and rung = 1 and clock_id in"
                          + backlog)
                  .query(String.class)
                  .single())
          .isEqualTo("1700 1700");
      assertThat(
              db.sql(
                      "select count(*) from audit_entry where act = 'clock.late' and case_id in"
                          + " (select case_id from legal_clock where id in"
                          + backlog
                          + ")")
                  .query(Integer.class)
                  .single())
          .isEqualTo(1700);
    } finally {
      db.sql(
              "delete from notice where case_id in (select case_id from legal_clock where id in"
                  + backlog
                  + ")")
          .update();
      db.sql("delete from clock_notice where clock_id in" + backlog).update();
      db.sql("delete from legal_clock where id in" + backlog).update();
    }
  }

  @Test
  void a_sweeper_that_is_killed_before_its_commit_has_told_nothing_and_the_next_tells_all() {
    var id = city.inReview("yjj");
    due(id, "REVIEW", workingDaysAgo(1));
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              sweep.sweep(clock.instant());
              status.setRollbackOnly();
            });
    sweep.sweep(clock.instant());
    sweep.sweep(clock.instant());

    assertThat(told(id, "REVIEW")).containsExactly("LATE yjj HANDLER", "LATE yjj REVIEWER");
    assertThat(acts(id)).filteredOn(a -> a.equals("clock.late")).hasSize(1);
  }

  @Test
  void what_has_ended_is_not_urged() {
    var id = city.inReview("yjj");
    due(id, "REVIEW", workingDaysAgo(3));
    due(id, "WHOLE", workingDaysAgo(3));
    db.sql("update legal_clock set next_at = null where case_id = :id")
        .param("id", id.value())
        .update();
    city.agree(id, "yjj");
    db.sql("update legal_clock set next_at = due_at where case_id = :id and term = 'REVIEW'")
        .param("id", id.value())
        .update();
    sweep.sweep(clock.instant());

    assertThat(told(id, "REVIEW")).isEmpty();
  }

  @Test
  void a_delivery_that_is_near_or_late_is_told_to_the_lead_office_then_to_supervisors_once() {
    var id = city.inReview("yjj");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);
    sweep.sweep(clock.instant());
    assertThat(told(id, "DELIVERY")).isEmpty();

    var climbed = new ArrayList<Integer>();
    for (int late = -1; late <= 2; late++) {
      due(id, "DELIVERY", workingDaysAgo(late));
      sweep.sweep(clock.instant());
      sweep.sweep(clock.instant());
      climbed.add(told(id, "DELIVERY").size());
    }

    assertThat(climbed).containsExactly(1, 2, 3, 3);
    assertThat(told(id, "DELIVERY"))
        .containsExactly("NEAR lhsp HEAD", "LATE lhsp HEAD", "LATE supervisor");
    assertThat(acts(id))
        .containsExactly(
            "clock.near.lead", "clock.late", "clock.urged.lead", "clock.urged.supervisor");
    assertThat(of(notices.of(city.lead(), null).rows(), id))
        .extracting(Notice::kind)
        .containsExactlyInAnyOrder(Kind.CLOCK_NEAR, Kind.CLOCK_LATE);
    assertThat(of(notices.of(city.person("demo-supervisor"), null).rows(), id))
        .extracting(Notice::kind)
        .containsExactly(Kind.CLOCK_LATE);
    for (var other : List.of(city.applicant(), city.seat("yjj", SeatKind.HANDLER))) {
      assertThat(of(notices.of(other, null).rows(), id)).isEmpty();
    }
    assertThat(city.of(id).state()).isEqualTo(CaseState.APPROVED);
    invariants.hold(id);
  }

  @Test
  void what_was_delivered_is_not_urged() {
    var id = city.inReview("yjj");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);
    deliveries.confirm(city.applicant(), id);
    due(id, "DELIVERY", workingDaysAgo(3));
    db.sql("update legal_clock set next_at = due_at where case_id = :id and term = 'DELIVERY'")
        .param("id", id.value())
        .update();
    sweep.sweep(clock.instant());

    assertThat(told(id, "DELIVERY")).isEmpty();
  }

  @Test
  void who_was_told_sees_it_and_can_put_it_away() {
    var id = city.inReview("yjj");
    due(id, "REVIEW", workingDaysAgo(0));
    sweep.sweep(clock.instant());
    var handler = city.seat("yjj", SeatKind.HANDLER);
    assertThat(notices.unreadOfClocks(handler)).isPositive();
    var mine = of(notices.of(handler, null).rows(), id);
    assertThat(mine).hasSize(1);
    assertThat(mine.get(0).kind()).isEqualTo(Kind.CLOCK_LATE);
    assertThat(mine.get(0).read()).isFalse();
    assertThat(of(notices.of(city.seat("yjj", SeatKind.HEAD), null).rows(), id)).isEmpty();
    assertThat(of(notices.of(city.applicant(), null).rows(), id)).isEmpty();

    var visitor = Visitor.signedIn(port, handler.username(), DemoPeople.PASSWORD);
    assertThat(visitor.get("/worklist").body()).contains("/me/notices");
    assertThat(visitor.get("/me/notices").body())
        .contains("部门意见期限（", "已逾期，请尽快办理", city.of(id).number());
    assertThat(visitor.get("/me/notices?lang=en").body()).contains("is late; please see to it");

    notices.read(handler, clock.instant());
    assertThat(of(notices.of(handler, null).rows(), id)).allMatch(Notice::read);
  }

  private static List<Notice> of(List<Notice> all, CaseId id) {
    return all.stream().filter(n -> n.kind().ofClock() && id.equals(n.caseId())).toList();
  }

  /** A last day that was over so many whole working days ago; one working day ahead if -1. */
  private LocalDate workingDaysAgo(int days) {
    var today = LocalDate.now(clock);
    return clocks.calendar().addWorkingDays(today, -days - 1 + (days < 0 ? 1 : 0));
  }

  /** As if those clocks had that last day; the ladder goes on from where it is. */
  private void due(CaseId id, String term, LocalDate day) {
    var ends = day.plusDays(1).atStartOfDay(clocks.calendar().zone()).toInstant();
    db.sql(
            """
            update clock_notice n set due_on = :day from legal_clock l
            where l.id = n.clock_id and l.case_id = :id and l.term = :term
            """)
        .param("day", day)
        .param("id", id.value())
        .param("term", term)
        .update();
    db.sql(
            """
            update legal_clock set due_on = :day, due_at = :at, next_at = :early
            where case_id = :id and term = :term and ended_at is null
            """)
        .param("day", day)
        .param("at", utc(ends))
        .param("early", utc(ends.minus(Duration.ofDays(10))))
        .param("id", id.value())
        .param("term", term)
        .update();
  }

  private Instant dueAt(CaseId id) {
    return db.sql("select due_at from legal_clock where case_id = :id and term = 'REVIEW'")
        .param("id", id.value())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private List<String> told(CaseId id, String term) {
    return db.sql(
            """
            select n.kind || ' ' || coalesce(n.to_department || ' ' || n.to_seat, n.to_role)
            from clock_notice n join legal_clock l on l.id = n.clock_id
            where n.case_id = :id and l.term = :term order by n.clock_id, n.rung
            """)
        .param("id", id.value())
        .param("term", term)
        .query(String.class)
        .list();
  }

  private List<String> acts(CaseId id) {
    return db.sql(
            "select act from audit_entry where case_id = :id and act like 'clock.%' order by id")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
