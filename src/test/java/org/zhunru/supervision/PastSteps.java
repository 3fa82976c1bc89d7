package org.zhunru.supervision;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;

/** Opinions of quarters long past, written as rows: nobody can work in the past. */
@Component
public class PastSteps {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final JdbcClient db;

  PastSteps(JdbcClient db) {
    this.db = db;
  }

  /** Any case that was filed. */
  public CaseId someCase() {
    return new CaseId(
        db.sql("select id from case_file where number is not null order by submitted_at limit 1")
            .query(UUID.class)
            .single());
  }

  /**
   * An opinion due on a day, within five working days.
   *
   * @param ended null if it was never given
   * @param took counted days
   */
  public void opinion(
      CaseId of, String department, LocalDate due, @Nullable LocalDate ended, int took) {
    db.sql(
            """
            insert into legal_clock (id, case_id, term, department, limit_id, started_on, started_by,
              due_on, due_at, provisional, ended_at, ended_by, took)
            values (gen_random_uuid(), :case, 'REVIEW', :department, 'TL-GL-01', :started, 'CALLED',
              :due, :dueAt, false, :ended, :by, :took)
            """)
        .param("case", of.value())
        .param("department", department)
        .param("started", due.minusDays(7))
        .param("due", due)
        .param("dueAt", due.plusDays(1).atStartOfDay(ZONE).toOffsetDateTime())
        .param(
            "ended",
            ended == null
                ? null
                : ended
                    .atTime(10, 0)
                    .atZone(ZONE)
                    .toOffsetDateTime()
                    .withOffsetSameInstant(ZoneOffset.UTC))
        .param("by", ended == null ? null : "OPINION")
        .param("took", ended == null ? null : took)
        .update();
  }

  /** What was never given is not waited for any more: lists of today must not show it. */
  public void closeOpen() {
    db.sql(
            """
            update legal_clock set ended_at = now(), ended_by = 'ROUND_CLOSED'
            where ended_at is null and started_by = 'CALLED' and due_on < '2020-01-01'
              and limit_id = 'TL-GL-01'
            """)
        .update();
  }

  /** The days of objecting are over since yesterday. */
  public void objectionsOver(Quarter quarter, String department) {
    db.sql(
            """
            update scorecard set object_by = current_date - 2
            where quarter = :quarter and department = :department
            """)
        .param("quarter", quarter.toString())
        .param("department", department)
        .update();
  }
}
