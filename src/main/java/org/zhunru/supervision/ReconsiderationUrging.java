package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Trail;

/**
 * The days of reconsiderations: the department's head, or who concludes, is told, then those above.
 * Lateness decides nothing; the veto stands.
 */
@Component
class ReconsiderationUrging {
  private final JdbcClient db;
  private final SetDays days;
  private final ClockSettings settings;
  private final Trail trail;

  ReconsiderationUrging(JdbcClient db, SetDays days, ClockSettings settings, Trail trail) {
    this.db = db;
    this.days = days;
    this.settings = settings;
    this.trail = trail;
  }

  private record Open(String department, SetDays.Day day) {}

  /**
   * @return how many notices were written
   */
  @Transactional
  int sweep(Instant now) {
    return open().stream()
        .mapToInt(open -> days.climb(open.day(), now, rung -> record(open, rung)))
        .sum();
  }

  /** Few at any time: one for a veto, and only while it is being reconsidered. */
  private List<Open> open() {
    return db.sql(
            """
            select r.id, r.case_id, r.department, r.state, r.decider,
              case when r.state = 'ANSWERING' then r.answer_by else r.decide_by end due_on,
              array(select rung from clock_notice n where n.reconsideration_id = r.id
                and n.due_on = case when r.state = 'ANSWERING' then r.answer_by else r.decide_by end) told
            from reconsideration r
            where r.closed_at is null and r.state in ('ANSWERING', 'DECIDING', 'CONFIRMING')
              and r.decide_by is not null
            """)
        .query((row, n) -> read(row))
        .list();
  }

  private List<Ladder.Rung> ladder(Reconsideration.State state, String department, String decider) {
    if (state == Reconsideration.State.ANSWERING) {
      return Ladder.ofAnswer(department, settings);
    }
    return state == Reconsideration.State.CONFIRMING || decider.equals(Actor.LEAD_OFFICE)
        ? Ladder.of(null, settings)
        : Ladder.ofHead(decider, settings);
  }

  private void record(Open open, Ladder.Rung rung) {
    trail.program(
        new CaseId(open.day().caseId()),
        (rung.near() ? "reconsideration.near." : "reconsideration.urged.")
            + rung.to().name().toLowerCase(Locale.ROOT),
        Audience.OFFICERS,
        "text",
        open.day().on().toString(),
        "department",
        open.department(),
        "due",
        open.day().on().toString(),
        "reconsideration",
        open.day().id().toString());
  }

  private Open read(ResultSet row) throws SQLException {
    var state = Reconsideration.State.valueOf(row.getString("state"));
    var department = row.getString("department");
    return new Open(
        department,
        new SetDays.Day(
            "reconsideration_id",
            row.getObject("id", UUID.class),
            row.getObject("case_id", UUID.class),
            row.getObject("due_on", LocalDate.class),
            ladder(state, department, row.getString("decider")),
            // The steps may end on the same day.
            10 * (state.ordinal() - Reconsideration.State.ANSWERING.ordinal()),
            List.of((Integer[]) row.getArray("told").getArray())));
  }
}
