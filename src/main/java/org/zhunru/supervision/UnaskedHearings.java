package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;
import org.zhunru.review.Hearings;

/** Hearings that nobody has asked for in time: said once. Nothing is approved by it. */
@Component
class UnaskedHearings {
  private static final int AT_ONCE = 500;

  private final JdbcClient db;
  private final Clocks clocks;
  private final Hearings hearings;

  UnaskedHearings(JdbcClient db, Clocks clocks, Hearings hearings) {
    this.db = db;
    this.clocks = clocks;
    this.hearings = hearings;
  }

  private record Over(CaseId caseId, String department, LocalDate last) {}

  /**
   * @return how many, {@value #AT_ONCE} at most; the others follow with the next sweep
   */
  int sweep(Instant now) {
    var over =
        db.sql(
                """
                select case_id, department, due_on from legal_clock
                where term = 'HEARING_REQUEST' and ended_at is null and due_at <= :now
                  and calendar_edition >= :edition
                order by due_at, id limit :most
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("edition", clocks.calendar().edition())
            .param("most", AT_ONCE)
            .query(
                (row, n) ->
                    new Over(
                        new CaseId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getObject(3, LocalDate.class)))
            .list();
    return (int)
        over.stream().filter(o -> hearings.unasked(o.caseId(), o.department(), o.last())).count();
  }
}
