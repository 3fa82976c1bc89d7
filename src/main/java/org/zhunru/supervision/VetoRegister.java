package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Sight;
import org.zhunru.review.Opinion;

/**
 * Every veto ever signed, newest first, read by keyset out of the tables themselves. Supervisors
 * and the joint-review office see all; a department its own; applicants those of their enterprises.
 */
@Component
@Transactional(readOnly = true)
public class VetoRegister {
  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Rows of an export. */
  public static final int MOST = 20_000;

  private static final int AT_ONCE = 1000;

  /** What has become of each, out of its opinion and its case. */
  private static final String VETOES =
      """
      select o.id, o.case_id, o.department, o.signed_at, o.ground_id, o.ground, o.fact, o.remedy,
        o.end_reason, c.number, c.state case_state, c.enterprise_id, p.name project,
        e.name enterprise, r.case_id refiled, r.number refiled_number, r.state refiled_state,
        m.items, m.met,
        k.id reconsideration, k.state reconsideration_state,
        case when o.status in ('LIFTED', 'OVERTURNED') then o.status
             when o.status = 'SUPERSEDED' then 'REVIEWED_AGAIN'
             when r.case_id is not null then 'REFILED'
             when c.state = 'WITHDRAWN' then 'WITHDRAWN'
             when k.state = 'UPHELD' then 'UPHELD'
             else 'STANDING' end became,
        case when o.ended_at is not null then o.ended_at
             when r.case_id is not null then r.first_at
             when c.state = 'WITHDRAWN' then c.closed_at end ended
      from opinion o join case_file c on c.id = o.case_id join project p on p.id = c.project_id
        join enterprise e on e.id = c.enterprise_id
        left join lateral (
          select f.case_id, n.number, n.state, min(f.chosen_at) over () first_at
          from refiling f join case_file n on n.id = f.case_id
          where f.of_case = c.id and o.status = 'EFFECTIVE'
          order by f.chosen_at desc, f.case_id limit 1) r on true
        left join lateral (
          select count(*) items, count(*) filter (where coalesce((select k.met from remedy_check k
            where k.item_id = i.id order by k.no desc limit 1), false)) met
          from remedy_item i where i.case_id = r.case_id and i.opinion_id = o.id) m on true
        left join lateral (
          select id, state from reconsideration where opinion_id = o.id
          order by asked_at desc, id limit 1) k on true
      where o.kind = 'VETO'
      """;

  private final JdbcClient db;
  private final Clock clock;

  VetoRegister(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** What has become of a veto. */
  public enum State {
    /** It stands; the case may have been refused because of it. */
    STANDING,
    /** It stands, and stood when it was reconsidered. */
    UPHELD,
    /** It did not hold when it was reconsidered. */
    OVERTURNED,
    /** Its own head has taken it back. */
    LIFTED,
    /** Facts changed or the case was sent back: the department speaks anew. */
    REVIEWED_AGAIN,
    /** The applicant has withdrawn the case. */
    WITHDRAWN,
    /** It stands in its case, and the applicant has answered it with another. */
    REFILED
  }

  /**
   * Which vetoes; {@link #NONE} for all.
   *
   * @param words each must stand in number, project or enterprise; null or blank for any
   * @param state null for any
   * @param department code of the one that vetoed; null or blank for any
   * @param ground id of the row of the register; null or blank for any
   * @param enterprise of the case; null for any
   * @param from first day of signing that counts; null for any
   * @param to last day of signing that counts; null for any
   * @param reconsidered where a reconsideration of it stands or ended; null for any
   */
  public record Filter(
      @Nullable String words,
      @Nullable State state,
      @Nullable String department,
      @Nullable String ground,
      @Nullable UUID enterprise,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable Reconsidered reconsidered) {
    public static final Filter NONE = new Filter(null, null, null, null, null, null, null);

    public Filter(
        @Nullable String words,
        @Nullable State state,
        @Nullable String department,
        @Nullable String ground,
        @Nullable UUID enterprise,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
      this(words, state, department, ground, enterprise, from, to, null);
    }

    public Filter {
      words = CaseRegister.Filter.blank(words);
      department = CaseRegister.Filter.blank(department);
      ground = CaseRegister.Filter.blank(ground);
    }
  }

  /** What came of asking for a reconsideration, whatever became of the veto since. */
  public enum Reconsidered {
    /** Nothing yet. */
    OPEN("closed_at is null"),
    UPHELD("state = 'UPHELD'"),
    OVERTURNED("state = 'OVERTURNED'");

    private final String condition;

    Reconsidered(String condition) {
      this.condition = condition;
    }
  }

  /**
   * A veto.
   *
   * @param id of the opinion
   * @param ground as it was that day
   * @param ended when it no longer stood; null while it does
   * @param endReason why, as its head or the program recorded it; null if nobody said
   * @param refiled the newest case that answers it; null unless {@link State#REFILED}
   * @param reconsideration the newest; null if nobody asked for one
   * @param reconsidered where that stands
   * @param daysOpen calendar days from signing until then, or until today
   */
  public record Row(
      UUID id,
      CaseId caseId,
      String number,
      String project,
      UUID enterpriseId,
      String enterprise,
      CaseState caseState,
      String department,
      Instant signedAt,
      Opinion.GroundAsOf ground,
      String fact,
      String remedy,
      State state,
      @Nullable Instant ended,
      @Nullable String endReason,
      @Nullable Refiled refiled,
      @Nullable UUID reconsideration,
      Reconsideration.@Nullable State reconsidered,
      long daysOpen) {}

  /**
   * The case that answers a veto.
   *
   * @param met how many of the items of its remedy were done
   */
  public record Refiled(CaseId id, String number, CaseState state, int met, int items) {}

  /** A ground on which somebody vetoed. */
  public record GroundUsed(String id, String text) {}

  /**
   * A page of the register.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code supervision.badCursor}
   */
  public Page<Row> list(Actor actor, Filter filter, @Nullable String cursor) {
    return list(actor, filter, cursor, PAGE);
  }

  Page<Row> list(Actor actor, Filter filter, @Nullable String cursor, int size) {
    var after = Cursor.read(cursor, "supervision.badCursor");
    var params = new HashMap<String, Object>();
    var sql = new StringBuilder("select * from (").append(VETOES);
    sql.append(" and ").append(seen(actor, params));
    filters(filter, sql, params);
    if (after != null) {
      sql.append(" and (o.signed_at, o.id) < (:at, :after)");
      params.put("at", after.at().atOffset(ZoneOffset.UTC));
      params.put("after", after.id());
    }
    sql.append(") v");
    if (filter.state() != null) {
      sql.append(" where became = :state");
      params.put("state", filter.state().name());
    }
    params.put("limit", size + 1);
    var found =
        db.sql(sql.append(" order by signed_at desc, id desc limit :limit").toString())
            .params(params)
            .query((row, n) -> row(row))
            .list();
    return Page.of(found, size, last -> new Cursor(last.signedAt(), last.id()));
  }

  /**
   * All that fit, for an export.
   *
   * @throws Refusal {@code supervision.tooManyRows} (argument: {@link #MOST}): an export is whole
   *     or it is none
   */
  public List<Row> all(Actor actor, Filter filter) {
    return Page.all(
        cursor -> list(actor, filter, cursor, AT_ONCE), MOST, "supervision.tooManyRows");
  }

  /** Grounds of the vetoes that the person may see, by id. */
  public List<GroundUsed> grounds(Actor actor) {
    var params = new HashMap<String, Object>();
    // From ground to ground along the index: vetoes grow, grounds hardly do.
    return db.sql(
            """
            with recursive used (ground_id) as (
              select min(ground_id) from opinion where kind = 'VETO'
              union all
              select (select min(o.ground_id) from opinion o where o.kind = 'VETO' and o.ground_id > u.ground_id)
              from used u where u.ground_id is not null)
            select newest.ground_id, newest.ground from used u cross join lateral (
              select o.ground_id, o.ground from opinion o join case_file c on c.id = o.case_id
              where o.kind = 'VETO' and o.ground is not null and o.ground_id = u.ground_id and %s
              order by o.signed_at desc limit 1) newest
            where u.ground_id is not null
            order by newest.ground_id
            """
                .formatted(seen(actor, params)))
        .params(params)
        .query(
            (row, n) ->
                new GroundUsed(
                    row.getString("ground_id"),
                    Opinion.GroundAsOf.of(row.getString("ground")).text()))
        .list();
  }

  /** The name of an enterprise; empty unless the person may see a veto of one of its cases. */
  public Optional<String> enterprise(Actor actor, UUID id) {
    var params = new HashMap<String, Object>();
    params.put("enterprise", id);
    return db.sql(
            """
            select e.name from enterprise e where e.id = :enterprise and exists (
              select from case_file c join opinion o on o.case_id = c.id and o.kind = 'VETO'
              where c.enterprise_id = e.id and %s)
            """
                .formatted(seen(actor, params)))
        .params(params)
        .query(String.class)
        .optional();
  }

  /**
   * Vetoes of one applicant on one ground.
   *
   * @param n how often, over all time; at least twice
   * @param last when last
   */
  public record Repeated(UUID enterprise, String name, String ground, int n, Instant last) {}

  /** The most frequent first, {@link #PAGE} at most; for who sees every veto. */
  public List<Repeated> repeated(Actor actor) {
    return !Sight.of(actor).everyFiled()
        ? List.of()
        : db.sql(
                """
                select v.*, (select e.name from enterprise e where e.id = v.enterprise_id) as name
                from (
                  select * from veto_of_applicant where n > 1
                  order by n desc, last_at desc limit :limit) v
                order by v.n desc, v.last_at desc, v.enterprise_id, v.ground_id
                """)
            .param("limit", PAGE)
            .query(
                (row, n) ->
                    new Repeated(
                        row.getObject("enterprise_id", UUID.class),
                        row.getString("name"),
                        row.getString("ground_id"),
                        row.getInt("n"),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
            .list();
  }

  /** Whose vetoes a person sees, as a condition on the opinion and its case. */
  private static String seen(Actor actor, Map<String, Object> params) {
    var sight = Sight.of(actor);
    if (sight.everyFiled()) {
      return "true";
    }
    var either = new ArrayList<String>();
    if (!sight.departments().isEmpty()) {
      either.add("o.department in (:seeing)");
      params.put("seeing", sight.departments());
    }
    if (!sight.enterprises().isEmpty()) {
      either.add("c.enterprise_id in (:own)");
      params.put("own", sight.enterprises());
    }
    return either.isEmpty() ? "false" : "(" + String.join(" or ", either) + ")";
  }

  private void filters(Filter filter, StringBuilder sql, Map<String, Object> params) {
    if (filter.department() != null) {
      sql.append(" and o.department = :department");
      params.put("department", filter.department());
    }
    if (filter.ground() != null) {
      sql.append(" and o.ground_id = :ground");
      params.put("ground", filter.ground());
    }
    if (filter.enterprise() != null) {
      sql.append(" and c.enterprise_id = :enterprise");
      params.put("enterprise", filter.enterprise());
    }
    if (filter.reconsidered() != null) {
      sql.append(
          " and o.id in (select opinion_id from reconsideration where %s)"
              .formatted(filter.reconsidered().condition));
    }
    if (filter.from() != null) {
      sql.append(" and o.signed_at >= :since");
      params.put("since", midnight(filter.from()));
    }
    if (filter.to() != null) {
      sql.append(" and o.signed_at < :until");
      params.put("until", midnight(filter.to().plusDays(1)));
    }
    CaseRegister.byWords(filter.words(), "o.case_id", sql, params);
  }

  private Row row(ResultSet row) throws SQLException {
    var signed = row.getObject("signed_at", OffsetDateTime.class).toInstant();
    @Nullable OffsetDateTime ended = row.getObject("ended", OffsetDateTime.class);
    @Nullable String ground = row.getString("ground");
    @Nullable String reconsidered = row.getString("reconsideration_state");
    return new Row(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("number"),
        row.getString("project"),
        row.getObject("enterprise_id", UUID.class),
        row.getString("enterprise"),
        CaseState.valueOf(row.getString("case_state")),
        row.getString("department"),
        signed,
        ground == null
            ? new Opinion.GroundAsOf(row.getString("ground_id"), "", "", "", null)
            : Opinion.GroundAsOf.of(ground),
        row.getString("fact"),
        row.getString("remedy"),
        State.valueOf(row.getString("became")),
        ended == null ? null : ended.toInstant(),
        row.getString("end_reason"),
        refiled(row),
        row.getObject("reconsideration", UUID.class),
        reconsidered == null ? null : Reconsideration.State.valueOf(reconsidered),
        ChronoUnit.DAYS.between(
            day(signed), day(ended == null ? clock.instant() : ended.toInstant())));
  }

  private static @Nullable Refiled refiled(ResultSet row) throws SQLException {
    @Nullable UUID id = row.getObject("refiled", UUID.class);
    return id == null
        ? null
        : new Refiled(
            new CaseId(id),
            row.getString("refiled_number"),
            CaseState.valueOf(row.getString("refiled_state")),
            row.getInt("met"),
            row.getInt("items"));
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, clock.getZone());
  }

  private OffsetDateTime midnight(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
  }
}
