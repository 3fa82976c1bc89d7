package org.zhunru.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The record of who did what; only added to. */
@Component
public class AuditLog {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private final JdbcClient db;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  AuditLog(JdbcClient db, Clock clock, ApplicationEventPublisher events) {
    this.db = db;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Adds a line, in the transaction of the act itself: both are there or neither is. Publishes
   * {@link Recorded}.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(
      @Nullable UUID caseId, String act, Who who, Audience audience, Map<String, String> details) {
    long id =
        db.sql(
                """
            insert into audit_entry (at, case_id, act, actor, actor_name, on_behalf_of,
              on_behalf_name, department, seat, audience, details)
            values (:at, :case, :act, :actor, :name, :behalf, :behalfName, :department, :seat,
              :audience, cast(:details as jsonb))
            returning id
            """)
            .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .param("case", caseId)
            .param("act", act)
            .param("actor", who.id())
            .param("name", who.name())
            .param("behalf", who.onBehalfOf())
            .param("behalfName", who.onBehalfName())
            .param("department", who.department())
            .param("seat", who.seat())
            .param("audience", audience.name())
            .param("details", JSON.writeValueAsString(details))
            .query(Long.class)
            .single();
    events.publishEvent(new Recorded(id, caseId, act, who, audience, details));
  }

  /**
   * A line of many.
   *
   * @param caseId null if it is about no case
   */
  public record Line(
      @Nullable UUID caseId, String act, Audience audience, Map<String, String> details) {}

  /**
   * Adds lines of one who acted, in their order, as {@link #record(UUID, String, Who, Audience,
   * Map)} adds one; publishes them together.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Who who, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    var ids =
        db.sql(
                """
            insert into audit_entry (at, case_id, act, actor, actor_name, on_behalf_of,
              on_behalf_name, department, seat, audience, details)
            select :at, case_id, act, :actor, :name, :behalf, :behalfName, :department, :seat,
              audience, cast(details as jsonb)
            from unnest(cast(:cases as uuid[]), cast(:acts as text[]), cast(:audiences as text[]),
              cast(:details as text[])) with ordinality as l (case_id, act, audience, details, no)
            order by no
            returning id
            """)
            .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .param("actor", who.id(), Types.OTHER)
            .param("name", who.name())
            .param("behalf", who.onBehalfOf(), Types.OTHER)
            .param("behalfName", who.onBehalfName(), Types.VARCHAR)
            .param("department", who.department(), Types.VARCHAR)
            .param("seat", who.seat(), Types.VARCHAR)
            .param(
                "cases",
                lines.stream()
                    .map(l -> l.caseId() == null ? null : l.caseId().toString())
                    .toArray(String[]::new))
            .param("acts", lines.stream().map(Line::act).toArray(String[]::new))
            .param("audiences", lines.stream().map(l -> l.audience().name()).toArray(String[]::new))
            .param(
                "details",
                lines.stream()
                    .map(l -> JSON.writeValueAsString(l.details()))
                    .toArray(String[]::new))
            .query(Long.class)
            .list();
    var recorded = new ArrayList<Recorded>();
    for (int n = 0; n < lines.size(); n++) {
      var line = lines.get(n);
      recorded.add(
          new Recorded(
              ids.get(n), line.caseId(), line.act(), who, line.audience(), line.details()));
    }
    events.publishEvent(new Recorded.Together(recorded));
  }

  /**
   * What happened to a case, oldest first.
   *
   * @param officers whether lines for officers alone are among them
   */
  @Transactional(readOnly = true)
  public List<AuditEntry> ofCase(UUID caseId, boolean officers) {
    return db.sql(
            """
            select id, at, case_id, act, actor, actor_name, on_behalf_of, on_behalf_name,
              department, seat, audience, details
            from audit_entry
            where case_id = :case and (:officers or audience = 'EVERYBODY')
            order by id
            """)
        .param("case", caseId)
        .param("officers", officers)
        .query(AuditLog::entry)
        .list();
  }

  private static AuditEntry entry(ResultSet row, int n) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("case_id", UUID.class),
        row.getString("act"),
        new Who(
            row.getObject("actor", UUID.class),
            row.getString("actor_name"),
            row.getObject("on_behalf_of", UUID.class),
            row.getString("on_behalf_name"),
            row.getString("department"),
            row.getString("seat")),
        Audience.valueOf(row.getString("audience")),
        JSON.readValue(row.getString("details"), DETAILS));
  }
}
