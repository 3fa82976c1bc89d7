package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

/** The days of supervision letters: the head who has to reply is told, then the supervisors. */
@Component
class LetterUrging {
  private final JdbcClient db;
  private final SetDays days;
  private final ClockSettings settings;
  private final AuditLog log;

  LetterUrging(JdbcClient db, SetDays days, ClockSettings settings, AuditLog log) {
    this.db = db;
    this.days = days;
    this.settings = settings;
    this.log = log;
  }

  private record Open(String number, String department, SetDays.Day day) {}

  /**
   * @return how many notices were written
   */
  @Transactional
  int sweep(Instant now) {
    return open().stream()
        .mapToInt(open -> days.climb(open.day(), now, rung -> record(open, rung)))
        .sum();
  }

  /** Few at any time. */
  private List<Open> open() {
    return db.sql(
            """
            select l.id, l.number, l.case_id, l.department, l.reply_by,
              array(select rung from clock_notice n where n.letter_id = l.id) told
            from supervision_letter l where l.state = 'ISSUED'
            """)
        .query((row, n) -> read(row))
        .list();
  }

  private void record(Open open, Ladder.Rung rung) {
    log.record(
        null,
        (rung.near() ? "letter.near." : "letter.urged.")
            + rung.to().name().toLowerCase(Locale.ROOT),
        Who.PROGRAM,
        Audience.OFFICERS,
        Map.of(
            "letter", open.day().id().toString(),
            "department", open.department(),
            "case", open.day().caseId().toString(),
            "number", open.number(),
            "due", open.day().on().toString()));
  }

  private Open read(ResultSet row) throws SQLException {
    var department = row.getString("department");
    return new Open(
        row.getString("number"),
        department,
        new SetDays.Day(
            "letter_id",
            row.getObject("id", UUID.class),
            row.getObject("case_id", UUID.class),
            row.getObject("reply_by", LocalDate.class),
            Ladder.ofHead(department, settings),
            0,
            List.of((Integer[]) row.getArray("told").getArray())));
  }
}
