package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Ids;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Trail;

/**
 * Seats of departments that nobody can fill, neither holder nor deputy, while work waits for them:
 * an alarm to the supervisors, once a day for each seat, with the most urgent case that waits.
 * Nothing else follows: an empty seat agrees to nothing.
 */
@Component
class VacantSeats {
  private final JdbcClient db;
  private final Clocks clocks;
  private final Actors actors;
  private final Trail trail;

  VacantSeats(JdbcClient db, Clocks clocks, Actors actors, Trail trail) {
    this.db = db;
    this.clocks = clocks;
    this.actors = actors;
    this.trail = trail;
  }

  private record Waiting(String department, SeatKind seat, UUID caseId) {}

  /**
   * @return how many alarms were given
   */
  @Transactional
  int sweep(Instant now) {
    var today = LocalDate.ofInstant(now, clocks.calendar().zone());
    int told = 0;
    for (var waiting : waiting(today)) {
      if (actors.holders(waiting.department(), waiting.seat()).isEmpty()) {
        told += tell(waiting, today, now);
      }
    }
    return told;
  }

  /** Seats that work waits for and that no alarm was given of today. */
  private List<Waiting> waiting(LocalDate today) {
    return db.sql(
            """
            select d.code, k.seat, w.case_id
            from department d
            cross join unnest(cast(:seats as text[])) k(seat)
            cross join lateral (
              select case_id from work_item
              where department = d.code and seat = k.seat and done_at is null
              order by sort_at, id limit 1) w
            where not exists (select from clock_notice n
              where n.vacant_department = d.code and n.vacant_seat = k.seat and n.vacant_on = :today)
            order by 1, 2
            """)
        .param("seats", List.of(SeatKind.values()).stream().map(Enum::name).toArray(String[]::new))
        .param("today", today)
        .query(
            (row, n) ->
                new Waiting(
                    row.getString(1),
                    SeatKind.valueOf(row.getString(2)),
                    row.getObject(3, UUID.class)))
        .list();
  }

  private int tell(Waiting waiting, LocalDate today, Instant now) {
    int told =
        db.sql(
                """
                insert into clock_notice (id, rung, kind, case_id, vacant_department, vacant_seat,
                  vacant_on, to_role, at)
                values (:id, 0, 'VACANT', :case, :department, :seat, :today, :role, :at)
                on conflict do nothing
                """)
            .param("id", Ids.next())
            .param("case", waiting.caseId())
            .param("department", waiting.department())
            .param("seat", waiting.seat().name())
            .param("today", today)
            .param("role", Role.SUPERVISOR)
            .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update();
    if (told > 0) {
      trail.program(
          new CaseId(waiting.caseId()),
          "seat.vacant",
          Audience.OFFICERS,
          "department",
          waiting.department(),
          "seat",
          waiting.seat().code());
    }
    return told;
  }
}
