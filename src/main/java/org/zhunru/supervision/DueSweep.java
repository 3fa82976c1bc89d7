package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.audit.Audience;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Role;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Trail;

/**
 * Looks for time limits that have come near or are over, and tells who has to know. Any number of
 * nodes may do so at once: each takes rows that no other holds, and what has been said of a due
 * date is in the row itself, so that nothing is said twice, whatever the clock does. Nothing else
 * follows from being late. Of a date that a new calendar has not reached yet nothing is said: it
 * may not be due any more.
 */
@Component
public class DueSweep {
  private static final Logger log = LoggerFactory.getLogger(DueSweep.class);
  private static final int BATCH = 200;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clocks clocks;
  private final Recomputation recomputation;
  private final ReconsiderationUrging reconsiderations;
  private final LetterUrging letters;
  private final VacantSeats seats;
  private final ClockSettings settings;
  private final LimitsInForce limits;
  private final Actors actors;
  private final Trail trail;
  private final Clock clock;

  DueSweep(
      JdbcClient db,
      TransactionTemplate transaction,
      Clocks clocks,
      Recomputation recomputation,
      ReconsiderationUrging reconsiderations,
      LetterUrging letters,
      VacantSeats seats,
      ClockSettings settings,
      LimitsInForce limits,
      Actors actors,
      Trail trail,
      Clock clock) {
    this.db = db;
    this.transaction = transaction;
    this.clocks = clocks;
    this.recomputation = recomputation;
    this.reconsiderations = reconsiderations;
    this.letters = letters;
    this.seats = seats;
    this.settings = settings;
    this.limits = limits;
    this.actors = actors;
    this.trail = trail;
    this.clock = clock;
  }

  @Scheduled(cron = "15 * * * * *", zone = "Asia/Shanghai")
  void everyMinute() {
    int told = sweep(clock.instant());
    if (told > 0) {
      log.info("Time limits: {} notices", told);
    }
  }

  /**
   * Says all that is to be said at {@code now}, in batches of a transaction each.
   *
   * @return how many notices were written
   */
  public int sweep(Instant now) {
    recomputation.catchUp(Integer.MAX_VALUE);
    clocks.standingStill().forEach(clocks::moveOn);
    int told = 0;
    Batch batch;
    do {
      batch = transaction.execute(status -> batch(now));
      told += batch.told();
    } while (batch.rows() == BATCH);
    return told + reconsiderations.sweep(now) + letters.sweep(now) + seats.sweep(now);
  }

  private record Batch(int rows, int told) {}

  private record Due(
      UUID id,
      CaseId caseId,
      @Nullable String department,
      String term,
      String limit,
      LocalDate startedOn,
      LocalDate dueOn,
      int rung) {}

  private Batch batch(Instant now) {
    var calendar = clocks.calendar();
    var rows =
        db.sql(
                """
                select id, case_id, department, term, limit_id, started_on, due_on, rung
                from legal_clock
                where ended_at is null and next_at <= :now and calendar_edition >= :edition
                order by next_at, id limit :batch for update skip locked
                """)
            .param("now", utc(now))
            .param("edition", calendar.edition())
            .param("batch", BATCH)
            .query(DueSweep::due)
            .list();
    int told = 0;
    for (var row : rows) {
      told += climb(row, calendar, now);
    }
    return new Batch(rows.size(), told);
  }

  /** After a downtime several rungs may have passed: all are told, but not that it was near. */
  private int climb(Due due, WorkingCalendar calendar, Instant now) {
    var ladder = Ladder.of(due.department(), settings);
    int told = 0;
    int next = due.rung();
    while (next < ladder.size() && !ladder.get(next).at(due.dueOn(), calendar).isAfter(now)) {
      var rung = ladder.get(next);
      boolean overtaken =
          rung.near()
              && next + 1 < ladder.size()
              && !ladder.get(next + 1).at(due.dueOn(), calendar).isAfter(now);
      if (!overtaken) {
        told += tell(due, next, rung, now);
      }
      next++;
    }
    db.sql("update legal_clock set rung = :rung, next_at = :next where id = :id")
        .param("rung", next)
        .param(
            "next", next < ladder.size() ? utc(ladder.get(next).at(due.dueOn(), calendar)) : null)
        .param("id", due.id())
        .update();
    return told;
  }

  private int tell(Due due, int no, Ladder.Rung rung, Instant now) {
    int told =
        db.sql(
                """
                insert into clock_notice (id, clock_id, due_on, rung, kind, case_id, to_department,
                  to_seat, to_role, at)
                values (:id, :clock, :due, :rung, :kind, :case, :department, :seat, :role, :at)
                on conflict do nothing
                """)
            .param("id", UUID.randomUUID())
            .param("clock", due.id())
            .param("due", due.dueOn())
            .param("rung", no)
            .param("kind", rung.near() ? "NEAR" : "LATE")
            .param("case", due.caseId().value())
            .param("department", rung.department())
            .param("seat", rung.seat() == null ? null : rung.seat().name())
            .param("role", rung.role())
            .param("at", utc(now))
            .update();
    if (told == 0) {
      return 0;
    }
    if (!rung.near() && no == 1) {
      record(due, "clock.late");
    }
    record(
        due,
        (rung.near() ? "clock.near." : "clock.urged.") + rung.to().name().toLowerCase(Locale.ROOT));
    return told + emptySeat(due, no, rung, now);
  }

  /** A seat that nobody can fill is an alarm to the supervisors. */
  private int emptySeat(Due due, int no, Ladder.Rung rung, Instant now) {
    var department = rung.department();
    var seat = rung.seat();
    if (department == null || seat == null || !actors.holders(department, seat).isEmpty()) {
      return 0;
    }
    record(due, "clock.emptySeat");
    return db.sql(
            """
            insert into clock_notice (id, clock_id, due_on, rung, kind, case_id, to_role, at)
            values (:id, :clock, :due, :rung, 'EMPTY_SEAT', :case, :role, :at)
            on conflict do nothing
            """)
        .param("id", UUID.randomUUID())
        .param("clock", due.id())
        .param("due", due.dueOn())
        .param("rung", no)
        .param("case", due.caseId().value())
        .param("role", Role.SUPERVISOR)
        .param("at", utc(now))
        .update();
  }

  private void record(Due due, String act) {
    trail.program(
        due.caseId(),
        act,
        due.department() == null && act.equals("clock.late")
            ? Audience.EVERYBODY
            : Audience.OFFICERS,
        "limit",
        due.limit(),
        "text",
        limits.byId(due.limit(), due.startedOn()).step() + " " + due.dueOn(),
        "department",
        due.department() == null ? "" : due.department(),
        "term",
        due.term(),
        "due",
        due.dueOn().toString());
  }

  private static Due due(ResultSet row, int n) throws SQLException {
    return new Due(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("department"),
        row.getString("term"),
        row.getString("limit_id"),
        row.getObject("started_on", LocalDate.class),
        row.getObject("due_on", LocalDate.class),
        row.getInt("rung"));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
