package org.zhunru.review;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseId;

/** What a department awaits before it speaks: experts it has asked, a hearing it has to hold. */
@Component
class AwaitedProcedures {
  private final JdbcClient db;

  AwaitedProcedures(JdbcClient db) {
    this.db = db;
  }

  /**
   * Asked once for each signature, of both in one look.
   *
   * @throws Refusal {@code review.expertsOpen}, {@code review.hearingOwed}
   */
  void mustBeOver(CaseId id, String department) {
    var awaited =
        db.sql(
                """
                select
                  exists (select from expert_review
                    where case_id = :case and department = :department
                      and concluded_at is null and cancelled_at is null),
                  exists (select from hearing
                    where case_id = :case and department = :department and state = 'ASKED')
                """)
            .param("case", id.value())
            .param("department", department)
            .query((row, n) -> new Awaited(row.getBoolean(1), row.getBoolean(2)))
            .single();
    if (awaited.experts()) {
      throw Refusal.conflict("review.expertsOpen");
    }
    if (awaited.hearing()) {
      throw Refusal.conflict("review.hearingOwed");
    }
  }

  private record Awaited(boolean experts, boolean hearing) {}
}
