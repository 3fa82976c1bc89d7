package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.common.Ids;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Trail;

/**
 * The days a person set for a reconsideration, as urged as the law's own: the department's head, or
 * who concludes in the lead office, then those above. Lateness decides nothing; the veto stands.
 */
@Component
class ReconsiderationUrging {
  private final JdbcClient db;
  private final Clocks clocks;
  private final ClockSettings settings;
  private final Trail trail;

  ReconsiderationUrging(JdbcClient db, Clocks clocks, ClockSettings settings, Trail trail) {
    this.db = db;
    this.clocks = clocks;
    this.settings = settings;
    this.trail = trail;
  }

  /**
   * @param answering whether the department has to answer; else the lead office has to conclude
   * @param told rungs told of that day so far
   */
  private record Open(
      UUID id,
      CaseId caseId,
      String department,
      boolean answering,
      LocalDate dueOn,
      List<Integer> told) {}

  /**
   * @return how many notices were written
   */
  @Transactional
  int sweep(Instant now) {
    var calendar = clocks.calendar();
    int told = 0;
    for (var open : open()) {
      told += climb(open, calendar, now);
    }
    return told;
  }

  /** Few at any time: one for a veto, and only while it is being reconsidered. */
  private List<Open> open() {
    return db.sql(
            """
            select r.id, r.case_id, r.department, r.state = 'ANSWERING' answering,
              case when r.state = 'ANSWERING' then r.answer_by else r.decide_by end due_on,
              array(select rung from clock_notice n where n.reconsideration_id = r.id
                and n.due_on = case when r.state = 'ANSWERING' then r.answer_by else r.decide_by end) told
            from reconsideration r
            where r.closed_at is null and r.state in ('ANSWERING', 'DECIDING', 'CONFIRMING')
              and r.decide_by is not null
            """)
        .query(ReconsiderationUrging::read)
        .list();
  }

  private int climb(Open open, WorkingCalendar calendar, Instant now) {
    var ladder =
        open.answering() ? Ladder.ofAnswer(open.department(), settings) : Ladder.of(null, settings);
    int told = 0;
    for (int no : Ladder.passed(ladder, open.dueOn(), calendar, now)) {
      if (!open.told().contains(number(open, no))) {
        told += tell(open, number(open, no), ladder.get(no), now);
      }
    }
    return told;
  }

  /** Both steps may end on the same day. */
  private static int number(Open open, int no) {
    return open.answering() ? no : no + 10;
  }

  private int tell(Open open, int no, Ladder.Rung rung, Instant now) {
    int told =
        db.sql(
                """
                insert into clock_notice (id, reconsideration_id, due_on, rung, kind, case_id,
                  to_department, to_seat, to_role, at)
                values (:id, :of, :due, :rung, :kind, :case, :department, :seat, :role, :at)
                on conflict do nothing
                """)
            .param("id", Ids.next())
            .param("of", open.id())
            .param("due", open.dueOn())
            .param("rung", no)
            .param("kind", rung.near() ? "NEAR" : "LATE")
            .param("case", open.caseId().value())
            .param("department", rung.department())
            .param("seat", rung.seat() == null ? null : rung.seat().name())
            .param("role", rung.role())
            .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update();
    if (told > 0) {
      trail.program(
          open.caseId(),
          (rung.near() ? "reconsideration.near." : "reconsideration.urged.")
              + rung.to().name().toLowerCase(Locale.ROOT),
          Audience.OFFICERS,
          "text",
          open.dueOn().toString(),
          "department",
          open.department(),
          "due",
          open.dueOn().toString(),
          "reconsideration",
          open.id().toString());
    }
    return told;
  }

  private static Open read(ResultSet row, int n) throws SQLException {
    return new Open(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("department"),
        row.getBoolean("answering"),
        row.getObject("due_on", LocalDate.class),
        List.of((Integer[]) row.getArray("told").getArray()));
  }
}
