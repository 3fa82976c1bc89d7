package org.zhunru.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditEntry;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;

/**
 * A person of the lead office or a supervisor urges a seat that work waits for (催办), beside what
 * the program says by itself: once a day for each seat and case, so that it stays worth reading.
 * Nothing else follows.
 */
@Component
@Transactional
public class Urging {
  private static final String ACT = "urged.";

  private final JdbcClient db;
  private final Cases cases;
  private final AuditLog log;
  private final Clock clock;

  Urging(JdbcClient db, Cases cases, AuditLog log, Clock clock) {
    this.db = db;
    this.cases = cases;
    this.log = log;
    this.clock = clock;
  }

  /** Whether the person is one who urges. */
  public boolean mayUrge(Actor actor) {
    return actor.isLead() || actor.hasRole(Role.SUPERVISOR);
  }

  /** How a seat was urged today in a case; empty if it was not. */
  @Transactional(readOnly = true)
  public Optional<AuditEntry> today(CaseId id, String department, SeatKind seat) {
    var today = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
    return log.ofCase(id.value(), true).stream()
        .filter(
            e ->
                e.act().equals(ACT + seat.code())
                    && department.equals(e.details().get("department"))
                    && !e.at().isBefore(today))
        .findFirst();
  }

  /**
   * @throws Refusal {@code clock.notForYouToUrge}, {@code clock.nothingWaits}, {@code
   *     clock.urgedToday}
   */
  public void urge(Actor actor, CaseId id, String department, SeatKind seat) {
    cases.lock(id);
    cases.see(actor, id);
    if (!mayUrge(actor)) {
      throw Refusal.forbidden("clock.notForYouToUrge");
    }
    boolean waits =
        db.sql(
                """
                select exists (select from work_item where case_id = :case
                  and department = :department and seat = :seat and done_at is null)
                """)
            .param("case", id.value())
            .param("department", department)
            .param("seat", seat.name())
            .query(Boolean.class)
            .single();
    if (!waits) {
      throw Refusal.conflict("clock.nothingWaits");
    }
    today(id, department, seat)
        .ifPresent(
            before -> {
              throw Refusal.conflict("clock.urgedToday", before.who().name(), before.at());
            });
    log.record(
        id.value(),
        ACT + seat.code(),
        new Who(actor.accountId(), actor.name(), null, null, null, null),
        Audience.OFFICERS,
        Map.of("department", department, "seat", seat.code()));
  }
}
