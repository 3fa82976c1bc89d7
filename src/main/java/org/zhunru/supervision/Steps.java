package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Cursor;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Sight;

/**
 * Steps that were finished within a time limit or after it: an opinion, an acceptance, a decision,
 * its delivery. The rows behind throughput and medians. Supervisors and the lead office see all, a
 * department its own.
 */
@Component
@Transactional(readOnly = true)
public class Steps {
  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Rows of an export. */
  public static final int MOST = 20_000;

  private static final int AT_ONCE = 1000;

  private final JdbcClient db;
  private final Clock clock;

  Steps(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * Which; {@link #NONE} for all.
   *
   * @param department code of who finished it; null for any
   * @param limit id of the time limit; null for any
   * @param late only those finished after the last day
   * @param from first day of finishing that counts; null for any
   * @param to last day of finishing that counts; null for any
   */
  public record Filter(
      @Nullable String department,
      @Nullable String limit,
      boolean late,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    public static final Filter NONE = new Filter(null, null, false, null, null);
  }

  /**
   * A finished step.
   *
   * @param department who finished it
   * @param limit id of the time limit
   * @param started day of the event that started it
   * @param due last day
   * @param took counted days
   */
  public record Row(
      CaseId caseId,
      String number,
      String project,
      String department,
      String limit,
      LocalDate started,
      LocalDate due,
      Instant ended,
      boolean late,
      int took) {}

  /**
   * The newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code supervision.badCursor}
   */
  public Page<Row> list(Actor actor, Filter filter, @Nullable String cursor) {
    return list(actor, filter, cursor, PAGE);
  }

  /**
   * All that fit, for an export.
   *
   * @throws Refusal {@code supervision.tooManyRows} (argument: {@link #MOST})
   */
  public List<Row> all(Actor actor, Filter filter) {
    return Page.all(
        cursor -> list(actor, filter, cursor, AT_ONCE), MOST, "supervision.tooManyRows");
  }

  Page<Row> list(Actor actor, Filter filter, @Nullable String cursor, int size) {
    var after = Cursor.read(cursor, "supervision.badCursor");
    var sight = Sight.of(actor);
    var params = new HashMap<String, Object>();
    var sql =
        new StringBuilder(
            """
            select k.*, c.number, p.name project from legal_clock k
              join case_file c on c.id = k.case_id join project p on p.id = c.project_id
            where k.ended_at is not null and finished(k)
            """);
    if (!sight.everyFiled()) {
      sql.append(" and k.department in (:seeing)");
      params.put("seeing", sight.departments().isEmpty() ? Set.of("") : sight.departments());
    }
    if (filter.department() != null) {
      sql.append(
          filter.department().equals(Actor.LEAD_OFFICE)
              ? " and (k.department is null or k.department = :department)"
              : " and k.department = :department");
      params.put("department", filter.department());
    }
    if (filter.limit() != null) {
      sql.append(" and k.limit_id = :limitId");
      params.put("limitId", filter.limit());
    }
    if (filter.late()) {
      sql.append(" and k.ended_at >= k.due_at");
    }
    if (filter.from() != null) {
      sql.append(" and k.ended_at >= :since");
      params.put("since", midnight(filter.from()));
    }
    if (filter.to() != null) {
      sql.append(" and k.ended_at < :until");
      params.put("until", midnight(filter.to().plusDays(1)));
    }
    if (after != null) {
      sql.append(" and (k.ended_at, k.id) < (:at, :after)");
      params.put("at", after.at().atOffset(ZoneOffset.UTC));
      params.put("after", after.id());
    }
    params.put("limit", size + 1);
    record Found(UUID id, Row row) {}
    var found =
        db.sql(sql.append(" order by k.ended_at desc, k.id desc limit :limit").toString())
            .params(params)
            .query((row, n) -> new Found(row.getObject("id", UUID.class), row(row)))
            .list();
    var rows = found.stream().map(Found::row).toList();
    if (found.size() <= size) {
      return new Page<>(rows, null);
    }
    var last = found.get(size - 1);
    return new Page<>(rows.subList(0, size), new Cursor(last.row().ended(), last.id()).toString());
  }

  private static Row row(ResultSet row) throws SQLException {
    @Nullable String department = row.getString("department");
    var ended = row.getObject("ended_at", OffsetDateTime.class).toInstant();
    return new Row(
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("number"),
        row.getString("project"),
        department == null ? Actor.LEAD_OFFICE : department,
        row.getString("limit_id"),
        row.getObject("started_on", LocalDate.class),
        row.getObject("due_on", LocalDate.class),
        ended,
        !ended.isBefore(row.getObject("due_at", OffsetDateTime.class).toInstant()),
        row.getInt("took"));
  }

  private OffsetDateTime midnight(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
  }
}
