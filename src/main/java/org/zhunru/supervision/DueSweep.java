package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Role;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;
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
  private static final int BATCH = 500;
  private static final int HANDS = 2;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clocks clocks;
  private final Recomputation recomputation;
  private final ReconsiderationUrging reconsiderations;
  private final LetterUrging letters;
  private final VacantSeats seats;
  private final ApprovalsThatEnd approvals;
  private final UnaskedHearings hearings;
  private final ClockSettings settings;
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
      ApprovalsThatEnd approvals,
      UnaskedHearings hearings,
      ClockSettings settings,
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
    this.approvals = approvals;
    this.hearings = hearings;
    this.settings = settings;
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
    var first = transaction.execute(status -> batch(now));
    int told = first.told();
    if (first.rows() == BATCH) {
      // After a downtime: while the database writes one batch, the next is prepared.
      told += IntStream.range(0, HANDS).parallel().map(hand -> drain(now)).sum();
    }
    return told
        + reconsiderations.sweep(now)
        + letters.sweep(now)
        + seats.sweep(now)
        + approvals.sweep(now)
        + hearings.sweep(now);
  }

  private int drain(Instant now) {
    int told = 0;
    Batch batch;
    do {
      batch = transaction.execute(status -> batch(now));
      told += batch.told();
    } while (batch.rows() == BATCH);
    return told;
  }

  private record Batch(int rows, int told) {}

  private record Due(
      UUID id,
      CaseId caseId,
      @Nullable String department,
      Matter.Term term,
      @Nullable String limit,
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
    if (rows.isEmpty()) {
      return new Batch(0, 0);
    }
    var climbs = rows.stream().map(row -> climb(row, calendar, now)).toList();
    int told = tell(climbs.stream().flatMap(c -> c.passed().stream()).toList(), now);
    db.sql(
            """
            update legal_clock c set rung = n.rung, next_at = n.next_at
            from unnest(cast(:ids as uuid[]), cast(:rungs as int[]), cast(:nexts as timestamptz[]))
              as n (id, rung, next_at)
            where c.id = n.id
            """)
        .param("ids", column(climbs, c -> c.due().id()))
        .param("rungs", column(climbs, Climb::next))
        .param("nexts", column(climbs, c -> c.nextAt() == null ? null : utc(c.nextAt())))
        .update();
    return new Batch(rows.size(), told);
  }

  /** A rung that somebody is told of. */
  private record Told(Due due, int no, Ladder.Rung rung) {}

  /**
   * @param next the rung to come; the ladder's length if there is none
   */
  private record Climb(Due due, List<Told> passed, int next, @Nullable Instant nextAt) {}

  /** After a downtime several rungs may have passed: all are told, but not that it was near. */
  private Climb climb(Due due, WorkingCalendar calendar, Instant now) {
    var ladder = Ladder.of(due.term(), due.department(), settings);
    var passed = new ArrayList<Told>();
    int next = due.rung();
    while (next < ladder.size() && !ladder.get(next).at(due.dueOn(), calendar).isAfter(now)) {
      var rung = ladder.get(next);
      boolean overtaken =
          rung.near()
              && next + 1 < ladder.size()
              && !ladder.get(next + 1).at(due.dueOn(), calendar).isAfter(now);
      if (!overtaken) {
        passed.add(new Told(due, next, rung));
      }
      next++;
    }
    return new Climb(
        due,
        passed,
        next,
        next < ladder.size() ? ladder.get(next).at(due.dueOn(), calendar) : null);
  }

  private int tell(List<Told> passed, Instant now) {
    var told = notices(passed, now);
    var lines = new ArrayList<AuditLog.Line>();
    var empty = new ArrayList<Told>();
    var filled = new HashMap<Ladder.Rung, Boolean>();
    for (var one : told) {
      var rung = one.rung();
      if (!rung.near() && one.no() == 1) {
        lines.add(line(one.due(), "clock.late"));
      }
      lines.add(
          line(
              one.due(),
              (rung.near() ? "clock.near." : "clock.urged.")
                  + rung.to().name().toLowerCase(Locale.ROOT)));
      if (!filled.computeIfAbsent(rung, this::canBeFilled)) {
        lines.add(line(one.due(), "clock.emptySeat"));
        empty.add(one);
      }
    }
    trail.program(lines);
    return told.size() + alarms(empty, now);
  }

  private boolean canBeFilled(Ladder.Rung rung) {
    var department = rung.department();
    var seat = rung.seat();
    return department == null || seat == null || !actors.holders(department, seat).isEmpty();
  }

  /**
   * @return those that had not been written before
   */
  private List<Told> notices(List<Told> passed, Instant now) {
    record Key(UUID clock, int rung) {}
    var written =
        Set.copyOf(
            db.sql(
                    """
                    insert into clock_notice (id, clock_id, due_on, rung, kind, case_id,
                      to_department, to_seat, to_role, to_applicant, at)
                    select next_id(), clock, due, rung, kind, case_id, department, seat, role,
                      applicant, :at
                    from unnest(cast(:clocks as uuid[]), cast(:dues as date[]), cast(:rungs as int[]),
                      cast(:kinds as text[]), cast(:cases as uuid[]), cast(:departments as text[]),
                      cast(:seats as text[]), cast(:roles as text[]), cast(:applicants as boolean[]))
                      as n (clock, due, rung, kind, case_id, department, seat, role, applicant)
                    on conflict do nothing
                    returning clock_id, rung
                    """)
                .param("clocks", column(passed, t -> t.due().id()))
                .param("dues", column(passed, t -> t.due().dueOn()))
                .param("rungs", column(passed, Told::no))
                .param("kinds", column(passed, t -> t.rung().near() ? "NEAR" : "LATE"))
                .param("cases", column(passed, t -> t.due().caseId().value()))
                .param("departments", column(passed, t -> t.rung().department()))
                .param("seats", column(passed, t -> t.rung().seat()))
                .param("roles", column(passed, t -> t.rung().role()))
                .param("applicants", column(passed, t -> t.rung().to() == Ladder.To.APPLICANT))
                .param("at", utc(now))
                .query((row, n) -> new Key(row.getObject(1, UUID.class), row.getInt(2)))
                .list());
    return passed.stream().filter(t -> written.contains(new Key(t.due().id(), t.no()))).toList();
  }

  /** A seat that nobody can fill is an alarm to the supervisors. */
  private int alarms(List<Told> empty, Instant now) {
    if (empty.isEmpty()) {
      return 0;
    }
    return db.sql(
            """
            insert into clock_notice (id, clock_id, due_on, rung, kind, case_id, to_role, at)
            select next_id(), clock, due, rung, 'EMPTY_SEAT', case_id, :role, :at
            from unnest(cast(:clocks as uuid[]), cast(:dues as date[]), cast(:rungs as int[]),
              cast(:cases as uuid[])) as n (clock, due, rung, case_id)
            on conflict do nothing
            """)
        .param("clocks", column(empty, t -> t.due().id()))
        .param("dues", column(empty, t -> t.due().dueOn()))
        .param("rungs", column(empty, Told::no))
        .param("cases", column(empty, t -> t.due().caseId().value()))
        .param("role", Role.SUPERVISOR)
        .param("at", utc(now))
        .update();
  }

  private AuditLog.Line line(Due due, String act) {
    boolean forAll =
        due.term().isApplicants()
            ? !act.equals("clock.urged.asker") && !act.equals("clock.emptySeat")
            : due.department() == null && act.equals("clock.late");
    return Trail.line(
        due.caseId(),
        act,
        forAll ? Audience.EVERYBODY : Audience.OFFICERS,
        "limit",
        due.limit() == null ? "" : due.limit(),
        "text",
        clocks.limit(due.limit(), due.startedOn()).step() + " " + due.dueOn(),
        "department",
        due.department() == null ? "" : due.department(),
        "term",
        due.term().name(),
        "due",
        due.dueOn().toString());
  }

  /** One column of many rows; as text, which the statement casts. */
  private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
    return rows.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
  }

  private static Due due(ResultSet row, int n) throws SQLException {
    return new Due(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("department"),
        Matter.Term.valueOf(row.getString("term")),
        row.getString("limit_id"),
        row.getObject("started_on", LocalDate.class),
        row.getObject("due_on", LocalDate.class),
        row.getInt("rung"));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
