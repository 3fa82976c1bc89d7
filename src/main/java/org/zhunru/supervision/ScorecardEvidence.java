package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.Period;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;

/**
 * The rows behind a department's quarter, out of what is recorded. A step counts in the quarter in
 * which it was finished; one that is over its day and not finished counts, too, so that nobody does
 * better by leaving it. Days late are working days after the last day.
 */
@Component
class ScorecardEvidence {
  /** What a row is of if it is of no time limit. */
  static final String RECONSIDERATION = "RECONSIDERATION";

  private static final String STEPS =
      """
      select k.case_id, c.number, p.name project, k.limit_id, k.started_on, k.due_on, k.ended_at,
        k.took, coalesce(x.amount, 0) longer,
        k.ended_at is not null and k.ended_at < :end done,
        case when k.ended_at < :end then k.ended_at >= k.due_at else true end late
      from legal_clock k join case_file c on c.id = k.case_id join project p on p.id = c.project_id
        left join clock_extension x on x.clock_id = k.id
      where coalesce(k.department, :lead) = :department and %s
      """;

  /** What a department is measured by; how long others need isn't. */
  private static final String MEASURED = "k.term in " + Terms.in(Matter.Term::isMeasured);

  private static final String FINISHED =
      "k.ended_at >= :begin and k.ended_at < :end and finished(k)";
  private static final String OPEN = "k.ended_at is null and k.due_at <= :end and " + MEASURED;
  private static final String ENDED_LATER =
      "k.ended_at >= :end and k.due_at <= :end and " + MEASURED;

  private final JdbcClient db;
  private final Clocks clocks;
  private final LimitsInForce limits;

  ScorecardEvidence(JdbcClient db, Clocks clocks, LimitsInForce limits) {
    this.db = db;
    this.clocks = clocks;
    this.limits = limits;
  }

  private record Step(
      UUID caseId,
      String number,
      String project,
      String limit,
      LocalDate started,
      LocalDate due,
      @Nullable LocalDate ended,
      int took,
      int longer,
      boolean done,
      boolean late) {}

  /** Departments of which there is anything in the quarter; the lead office is one. */
  Set<String> departments(Quarter quarter, Instant now) {
    return new TreeSet<>(
        db.sql(
                """
                select coalesce(k.department, :lead) from legal_clock k
                  where (%s) or (%s) or (%s)
                union select department from reconsideration r where %s
                union select department from reconsideration r where %s
                """
                    .formatted(FINISHED, OPEN, ENDED_LATER, CONCLUDED, ANSWER_DUE))
            .params(days(quarter, now))
            .query(String.class)
            .list());
  }

  /**
   * The rows of each measure.
   *
   * @param now until when it is counted, if the quarter is not over by then; what is open over its
   *     day is as at that moment
   */
  Map<String, List<Scorecard.Row>> of(String department, Quarter quarter, Instant now) {
    var params = days(quarter, now);
    params.put("department", department);
    var to = (LocalDate) params.get("last");
    var rows = new LinkedHashMap<String, List<Scorecard.Row>>();
    for (var step : steps(params)) {
      add(rows, step, to);
    }
    concluded(params).forEach(r -> add(rows, "OVERTURNED", r));
    answers(params).forEach(r -> add(rows, "ANSWERS_LATE", r));
    return rows;
  }

  private Map<String, Object> days(Quarter quarter, Instant now) {
    var zone = clocks.calendar().zone();
    var over = quarter.to().plusDays(1).atStartOfDay(zone).toInstant();
    var end = now.isBefore(over) ? now : over;
    var params = new LinkedHashMap<String, Object>();
    params.put("from", quarter.from());
    params.put("to", quarter.to());
    params.put("last", LocalDate.ofInstant(end.minusNanos(1), zone));
    params.put("begin", quarter.from().atStartOfDay(zone).toOffsetDateTime());
    params.put("end", end.atOffset(ZoneOffset.UTC));
    params.put("asOf", LocalDate.ofInstant(end, zone));
    params.put("lead", Actor.LEAD_OFFICE);
    params.put("zone", zone.getId());
    return params;
  }

  private List<Step> steps(Map<String, Object> params) {
    return db.sql(
            STEPS.formatted(FINISHED)
                + " union all "
                + STEPS.formatted(OPEN)
                + " union all "
                + STEPS.formatted(ENDED_LATER)
                + " order by due_on, number, limit_id, started_on")
        .params(params)
        .query(this::step)
        .list();
  }

  private Step step(ResultSet row, int n) throws SQLException {
    boolean done = row.getBoolean("done");
    return new Step(
        row.getObject("case_id", UUID.class),
        row.getString("number"),
        row.getString("project"),
        row.getString("limit_id"),
        row.getObject("started_on", LocalDate.class),
        row.getObject("due_on", LocalDate.class),
        done ? day(row.getObject("ended_at", OffsetDateTime.class)) : null,
        row.getInt("took"),
        row.getInt("longer"),
        done,
        row.getBoolean("late"));
  }

  private void add(Map<String, List<Scorecard.Row>> rows, Step step, LocalDate to) {
    if (step.done()) {
      add(rows, "CLOSED", row(step, 1, 1));
      var period = limits.byId(step.limit(), step.started()).period();
      if (period != null
          && (period.unit() == Period.Unit.WORKING || period.unit() == Period.Unit.CALENDAR)) {
        add(rows, "MEDIAN", row(step, step.took(), period.amount() + step.longer()));
      }
    }
    var until = step.ended() == null ? to : step.ended();
    int days =
        !step.late() || until.isBefore(step.due())
            ? 0
            : clocks.calendar().workingDaysBetween(step.due(), until);
    add(rows, "ON_TIME", row(step, step.late() ? 1 : 0, 1));
    add(rows, "LATE_DAYS", row(step, days, 1));
    add(rows, "OVERDUE", row(step, step.done() ? 0 : 1, 1));
  }

  private static void add(
      Map<String, List<Scorecard.Row>> rows, String measure, Scorecard.Row row) {
    var of = rows.computeIfAbsent(measure, m -> new ArrayList<>());
    of.add(row.numbered(of.size() + 1));
  }

  private static Scorecard.Row row(Step step, long n, long d) {
    return new Scorecard.Row(
        0,
        new CaseId(step.caseId()),
        step.number(),
        step.project(),
        step.limit(),
        step.started(),
        step.due(),
        step.ended(),
        n,
        d,
        false);
  }

  private static final String CONCLUDED =
      "r.state in ('UPHELD', 'OVERTURNED') and r.closed_at >= :begin and r.closed_at < :end";

  private List<Scorecard.Row> concluded(Map<String, Object> params) {
    return db.sql(
            """
            select r.case_id, c.number, p.name project, r.asked_at, r.closed_at,
              r.state = 'OVERTURNED' counts
            from reconsideration r join case_file c on c.id = r.case_id
              join project p on p.id = c.project_id
            where r.department = :department and %s
            order by r.closed_at, r.id
            """
                .formatted(CONCLUDED))
        .params(params)
        .query(
            (row, n) ->
                reconsideration(
                    row,
                    day(row.getObject("asked_at", OffsetDateTime.class)),
                    null,
                    day(row.getObject("closed_at", OffsetDateTime.class))))
        .list();
  }

  /** An answer is due on the day the lead office set, unless the matter ended before it. */
  private static final String ANSWER_DUE =
      """
      r.answer_by >= :from and r.answer_by <= :to
        and (r.answer_by < :asOf
            and (r.closed_at is null or (r.closed_at at time zone :zone)::date > r.answer_by)
          or exists (select from reconsideration_act a
            where a.reconsideration_id = r.id and a.act = 'ANSWERED'))
      """;

  private List<Scorecard.Row> answers(Map<String, Object> params) {
    return db.sql(
            """
            select * from (
              select r.id, r.case_id, c.number, p.name project, r.asked_at, r.answer_by,
                (select min(a.at) from reconsideration_act a
                 where a.reconsideration_id = r.id and a.act = 'ANSWERED') answered
              from reconsideration r join case_file c on c.id = r.case_id
                join project p on p.id = c.project_id
              where r.department = :department and %s) found,
              lateral (select answered is null
                or (answered at time zone :zone)::date > answer_by counts) late
            order by answer_by, id
            """
                .formatted(ANSWER_DUE))
        .params(params)
        .query(
            (row, n) -> {
              @Nullable OffsetDateTime answered = row.getObject("answered", OffsetDateTime.class);
              return reconsideration(
                  row,
                  day(row.getObject("asked_at", OffsetDateTime.class)),
                  row.getObject("answer_by", LocalDate.class),
                  answered == null ? null : day(answered));
            })
        .list();
  }

  private static Scorecard.Row reconsideration(
      ResultSet row, LocalDate started, @Nullable LocalDate due, @Nullable LocalDate ended)
      throws SQLException {
    return new Scorecard.Row(
        0,
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("number"),
        row.getString("project"),
        RECONSIDERATION,
        started,
        due,
        ended,
        row.getBoolean("counts") ? 1 : 0,
        1,
        false);
  }

  private LocalDate day(OffsetDateTime at) {
    return LocalDate.ofInstant(at.toInstant(), clocks.calendar().zone());
  }
}
