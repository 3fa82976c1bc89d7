package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.common.Ids;

/**
 * The days of a supervision letter, urged as the law's own are: the head who has to reply, then the
 * supervisors. Each thing is said once.
 */
@Component
class LetterUrging {
  private final JdbcClient db;
  private final Clocks clocks;
  private final ClockSettings settings;
  private final AuditLog log;

  LetterUrging(JdbcClient db, Clocks clocks, ClockSettings settings, AuditLog log) {
    this.db = db;
    this.clocks = clocks;
    this.settings = settings;
    this.log = log;
  }

  /**
   * @param told rungs told so far
   */
  private record Open(
      UUID id,
      String number,
      UUID caseId,
      String department,
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

  /** Few at any time. */
  private List<Open> open() {
    return db.sql(
            """
            select l.id, l.number, l.case_id, l.department, l.reply_by,
              array(select rung from clock_notice n where n.letter_id = l.id) told
            from supervision_letter l where l.state = 'ISSUED'
            """)
        .query(LetterUrging::read)
        .list();
  }

  private int climb(Open open, WorkingCalendar calendar, Instant now) {
    var ladder = Ladder.ofLetter(open.department(), settings);
    int told = 0;
    for (int no : Ladder.passed(ladder, open.dueOn(), calendar, now)) {
      if (!open.told().contains(no)) {
        told += tell(open, no, ladder.get(no), now);
      }
    }
    return told;
  }

  private int tell(Open open, int no, Ladder.Rung rung, Instant now) {
    int told =
        db.sql(
                """
                insert into clock_notice (id, letter_id, due_on, rung, kind, case_id, to_department,
                  to_seat, to_role, at)
                values (:id, :of, :due, :rung, :kind, :case, :department, :seat, :role, :at)
                on conflict do nothing
                """)
            .param("id", Ids.next())
            .param("of", open.id())
            .param("due", open.dueOn())
            .param("rung", no)
            .param("kind", rung.near() ? "NEAR" : "LATE")
            .param("case", open.caseId())
            .param("department", rung.department())
            .param("seat", rung.seat() == null ? null : rung.seat().name())
            .param("role", rung.role())
            .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update();
    if (told > 0) {
      log.record(
          null,
          (rung.near() ? "letter.near." : "letter.urged.")
              + rung.to().name().toLowerCase(Locale.ROOT),
          Who.PROGRAM,
          Audience.OFFICERS,
          Map.of(
              "letter", open.id().toString(),
              "department", open.department(),
              "case", open.caseId().toString(),
              "number", open.number(),
              "due", open.dueOn().toString()));
    }
    return told;
  }

  private static Open read(ResultSet row, int n) throws SQLException {
    return new Open(
        row.getObject("id", UUID.class),
        row.getString("number"),
        row.getObject("case_id", UUID.class),
        row.getString("department"),
        row.getObject("reply_by", LocalDate.class),
        List.of((Integer[]) row.getArray("told").getArray()));
  }
}
