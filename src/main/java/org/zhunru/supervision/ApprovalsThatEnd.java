package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Trail;

/**
 * Approvals whose validity ends soon: the applicant is told once, early enough to begin building or
 * to file again. Nothing ends by being told.
 */
@Component
class ApprovalsThatEnd {
  private static final int AT_ONCE = 500;

  private final JdbcClient db;
  private final Clocks clocks;
  private final ClockSettings settings;
  private final Trail trail;

  ApprovalsThatEnd(JdbcClient db, Clocks clocks, ClockSettings settings, Trail trail) {
    this.db = db;
    this.clocks = clocks;
    this.settings = settings;
    this.trail = trail;
  }

  /**
   * @return of how many it was told, 500 at most; the others follow with the next sweep
   */
  @Transactional
  int sweep(Instant now) {
    var today = LocalDate.ofInstant(now, clocks.calendar().zone());
    var told =
        db.sql(
                """
                insert into approval_ending_told
                select d.case_id, d.valid_until, :now from decision d
                where d.valid_until between :today and :soon
                  and not exists (select from approval_ending_told t
                    where t.case_id = d.case_id and t.valid_until = d.valid_until)
                order by d.valid_until, d.case_id limit :most
                on conflict do nothing
                returning case_id, valid_until
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("today", today)
            .param("soon", today.plusDays(settings.approvalEndsDays()))
            .param("most", AT_ONCE)
            .query(
                (row, n) ->
                    Trail.line(
                        new CaseId(row.getObject(1, UUID.class)),
                        "decision.ending",
                        Audience.EVERYBODY,
                        "due",
                        row.getObject(2, LocalDate.class).toString()))
            .list();
    if (!told.isEmpty()) {
      trail.program(told);
    }
    return told.size();
  }
}
