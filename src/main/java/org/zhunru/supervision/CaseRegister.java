package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

/**
 * Filed cases, as far as {@link Sight} lets a person see them: newest filing first, read by keyset,
 * out of the tables themselves. Drafts never stand here: they are nobody's but their applicant's.
 */
@Component
@Transactional(readOnly = true)
public class CaseRegister {
  /** Region of projects that have none. */
  public static final String NO_REGION = "none";

  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Counts end here: one more than is shown. */
  public static final int MANY = 1000;

  private static final int MOST_WORDS = 5;

  private final JdbcClient db;
  private final Lights lights;
  private final Clock clock;

  CaseRegister(JdbcClient db, Lights lights, Clock clock) {
    this.db = db;
    this.lights = lights;
    this.clock = clock;
  }

  /** States that one looks at together; the first four are all there are, none twice. */
  public enum Group {
    /** 申报中: the lead office looks, or the applicant corrects. */
    FILED(CaseState.SUBMITTED, CaseState.CORRECTING),
    /** 会审中. */
    REVIEW(CaseState.IN_REVIEW),
    /** 待决定. */
    DECIDING(CaseState.DECIDING),
    /** 已办结, however it ended. */
    CLOSED(
        CaseState.APPROVED,
        CaseState.APPROVED_WITH_CONDITIONS,
        CaseState.REFUSED,
        CaseState.NOT_ACCEPTED,
        CaseState.WITHDRAWN),
    /** Of those filed, the ones being corrected. */
    CORRECTING(CaseState.CORRECTING),
    /** Closed with an approval, with or without conditions. */
    APPROVED(CaseState.APPROVED, CaseState.APPROVED_WITH_CONDITIONS),
    /** Closed with a refusal, of the matter itself or of its acceptance. */
    REFUSED(CaseState.REFUSED, CaseState.NOT_ACCEPTED),
    /** Closed by the applicant. */
    WITHDRAWN(CaseState.WITHDRAWN),
    /** Of those filed, the ones that wait for acceptance. */
    SUBMITTED(CaseState.SUBMITTED),
    /** Filed and not closed. */
    OPEN(CaseState.SUBMITTED, CaseState.CORRECTING, CaseState.IN_REVIEW, CaseState.DECIDING);

    /** The groups that together hold every filed case once. */
    public static final Set<Group> WHOLE = EnumSet.range(FILED, CLOSED);

    private final Set<CaseState> states;

    Group(CaseState first, CaseState... others) {
      this.states = EnumSet.of(first, others);
    }

    public boolean holds(CaseState state) {
      return states.contains(state);
    }
  }

  /**
   * Which cases; {@link #NONE} for all.
   *
   * @param words each must stand in number, project or enterprise; null or blank for any
   * @param group null for any
   * @param department code of one that takes part; null or blank for any
   * @param vetoed only cases with a standing veto
   * @param region code of the project's region, exactly, or {@link #NO_REGION}; null or blank for
   *     any
   * @param from first day of filing that counts; null for any
   * @param to last day of filing that counts; null for any
   * @param more what a figure of the city asks besides
   */
  public record Filter(
      @Nullable String words,
      @Nullable Group group,
      @Nullable String department,
      boolean vetoed,
      @Nullable String region,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      More more) {
    public static final Filter NONE = new Filter(null, null, null, false, null, null, null);

    public Filter(
        @Nullable String words,
        @Nullable Group group,
        @Nullable String department,
        boolean vetoed,
        @Nullable String region,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
      this(words, group, department, vetoed, region, from, to, More.NONE);
    }

    public Filter {
      words = blank(words);
      department = blank(department);
      region = blank(region);
    }

    static @Nullable String blank(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  /** The light of a running time limit, or that none runs. */
  public enum Light {
    LATE,
    NEAR,
    OK,
    PAUSED,
    /** No limit runs in the open case. */
    NONE
  }

  /**
   * Further conditions.
   *
   * @param light of the limit of the department, if the filter names one, else of the case as a
   *     whole; null for any
   * @param closedFrom first day of closing that counts; null for any
   * @param closedTo last day of closing that counts; null for any
   * @param hit rule of an entry of a catalogue that the newest version hits; null for any
   * @param hazard of the project, whose newest filed case this has to be; null for any
   */
  public record More(
      @Nullable Light light,
      @Nullable LocalDate closedFrom,
      @Nullable LocalDate closedTo,
      @Nullable String hit,
      ProjectSites.@Nullable Hazard hazard) {
    public static final More NONE = new More(null, null, null, null, null);

    public More {
      hit = Filter.blank(hit);
    }
  }

  /**
   * A case in the register.
   *
   * @param number acceptance number
   * @param matter id of the matter
   * @param filedAt when its first version was filed
   * @param vetoes codes of the departments whose veto stands
   */
  public record Row(
      CaseId id,
      String number,
      String matter,
      String project,
      String enterprise,
      CaseState state,
      Instant filedAt,
      List<String> vetoes) {
    public Row {
      vetoes = List.copyOf(vetoes);
    }
  }

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
    var sight = Sight.of(actor);
    if (sight.isBlind()) {
      return new Page<>(List.of(), null);
    }
    var query = listing(sight, filter, after, size + 1);
    var found = db.sql(query.sql).params(query.params).query((row, n) -> row(row)).list();
    var more = found.size() > size;
    var page = withVetoes(more ? found.subList(0, size) : found);
    var last = more ? page.get(size - 1) : null;
    return new Page<>(
        page, last == null ? null : new Cursor(last.filedAt(), last.id().value()).toString());
  }

  /** How many cases of each group the person may see, {@link #MANY} at most. */
  public Map<Group, Integer> counts(Actor actor) {
    var counts = new EnumMap<Group, Integer>(Group.class);
    var sight = Sight.of(actor);
    if (sight.isBlind()) {
      Arrays.stream(Group.values()).forEach(g -> counts.put(g, 0));
      return counts;
    }
    var query = counting(sight);
    var each =
        db.sql(query.sql)
            .params(query.params)
            .query(
                (row, n) -> {
                  var states = new EnumMap<CaseState, Integer>(CaseState.class);
                  for (var state : CaseState.values()) {
                    states.put(state, row.getInt(state.ordinal() + 1));
                  }
                  return states;
                })
            .single();
    for (var group : Group.values()) {
      var sum = group.states.stream().mapToInt(s -> each.getOrDefault(s, 0)).sum();
      counts.put(group, Math.min(sum, MANY));
    }
    return counts;
  }

  /** A statement and its parameters. */
  record Query(String sql, Map<String, Object> params) {}

  /** Where the rows of a branch come from, and the columns that its index orders them by. */
  private record Branch(String from, String where, String id, String at) {}

  /**
   * Branches, each a range of an index already in the order of the list: for who sees all, one for
   * each state asked for; else one for each department or enterprise. Who sees all and asks for a
   * department reads that department's. Names are looked up for the rows of the page alone, so that
   * it costs the same beside a thousand firms and beside a million.
   */
  Query listing(Sight sight, Filter filter, @Nullable Cursor after, int limit) {
    var params = new HashMap<String, Object>();
    params.put("limit", limit);
    var rows =
        branches(sight, filter, params).stream()
            .map(branch -> ordered(branch, filter, after, params))
            .collect(Collectors.joining(" union "));
    return new Query(
        """
        select c.id, c.number, c.matter, c.state, c.submitted_at,
          (select p.name from project p where p.id = c.project_id) project,
          (select e.name from enterprise e where e.id = c.enterprise_id) enterprise
        from (select * from (%s) r order by submitted_at desc, id desc limit :limit) c
        order by c.submitted_at desc, c.id desc
        """
            .formatted(rows),
        params);
  }

  private static List<Branch> branches(Sight sight, Filter filter, Map<String, Object> params) {
    var states = filter.group() == null ? Set.<CaseState>of() : filter.group().states;
    var branches = new ArrayList<Branch>();
    if (sight.everyFiled() && filter.department() == null) {
      var filed = "c.submitted_at is not null";
      if (states.isEmpty()) {
        branches.add(new Branch("case_file c", filed, "c.id", "c.submitted_at"));
      }
      for (var state : states) {
        branches.add(
            new Branch(
                "case_file c", filed + " and c.state = '" + state + "'", "c.id", "c.submitted_at"));
      }
      return branches;
    }
    var among =
        states.isEmpty()
            ? ""
            : states.stream()
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", ", " and c.state in (", ")"));
    int n = 0;
    for (var department : sight.everyFiled() ? Set.of(filter.department()) : sight.departments()) {
      // "limit 1" keeps the planner to one look-up a row: never the whole table for a rare filter.
      branches.add(
          new Branch(
              "case_department s cross join lateral"
                  + " (select * from case_file k where k.id = s.case_id limit 1) c",
              "s.department = :seeing" + n + among,
              "s.case_id",
              "s.filed_at"));
      params.put("seeing" + n++, department);
    }
    if (!sight.everyFiled() && !sight.enterprises().isEmpty()) {
      branches.add(
          new Branch(
              "case_file c",
              "c.submitted_at is not null and c.enterprise_id in (:own)" + among,
              "c.id",
              "c.submitted_at"));
      params.put("own", sight.enterprises());
    }
    return branches;
  }

  private String ordered(
      Branch branch, Filter filter, @Nullable Cursor after, Map<String, Object> params) {
    var sql = new StringBuilder("(select c.* from ").append(branch.from);
    sql.append(" where ").append(branch.where);
    filters(filter, branch, sql, params);
    if (after != null) {
      sql.append(" and (%s, %s) < (:at, :after)".formatted(branch.at, branch.id));
      params.put("at", utc(after.at()));
      params.put("after", after.id());
    }
    return sql.append(" order by %s desc, %s desc limit :limit)".formatted(branch.at, branch.id))
        .toString();
  }

  Query counting(Sight sight) {
    var params = new HashMap<String, Object>();
    var seen = seen(sight, params);
    params.put("many", MANY);
    return new Query(
        Arrays.stream(CaseState.values())
            .map(
                state ->
                    "(select count(*) from (select from case_file c where c.submitted_at is not null"
                        + " and c.state = '"
                        + state
                        + "'"
                        + seen
                        + " order by c.submitted_at limit :many) x)")
            .collect(Collectors.joining(", ", "select ", "")),
        params);
  }

  /** {@link Sight} as a condition; that the case is filed is said by its {@code submitted_at}. */
  private static String seen(Sight sight, Map<String, Object> params) {
    if (sight.everyFiled()) {
      return "";
    }
    var either = new ArrayList<String>();
    if (!sight.departments().isEmpty()) {
      either.add(
          "exists (select from case_department d where d.case_id = c.id"
              + " and d.department in (:seeing))");
      params.put("seeing", sight.departments());
    }
    if (!sight.enterprises().isEmpty()) {
      either.add("c.enterprise_id in (:own)");
      params.put("own", sight.enterprises());
    }
    return " and (" + String.join(" or ", either) + ")";
  }

  private void filters(
      Filter filter, Branch branch, StringBuilder sql, Map<String, Object> params) {
    if (filter.department() != null) {
      sql.append(
          " and exists (select from case_department t where t.department = :department"
              + " and t.case_id = %s)".formatted(branch.id));
      params.put("department", filter.department());
    }
    if (filter.vetoed()) {
      sql.append(
          " and exists (select from opinion o where o.kind = 'VETO' and o.status = 'EFFECTIVE'"
              + " and o.case_id = %s)".formatted(branch.id));
    }
    if (NO_REGION.equals(filter.region())) {
      sql.append(
          " and exists (select from project r where r.id = c.project_id and r.region is null)");
    } else if (filter.region() != null) {
      sql.append(
          " and exists (select from project r where r.id = c.project_id and r.region = :region)");
      params.put("region", filter.region());
    }
    if (filter.from() != null) {
      sql.append(" and %s >= :since".formatted(branch.at));
      params.put("since", midnight(filter.from()));
    }
    if (filter.to() != null) {
      sql.append(" and %s < :until".formatted(branch.at));
      params.put("until", midnight(filter.to().plusDays(1)));
    }
    more(filter.more(), filter.department(), branch, sql, params);
    byWords(filter.words(), branch.id, sql, params);
  }

  private void more(
      More more,
      @Nullable String department,
      Branch branch,
      StringBuilder sql,
      Map<String, Object> params) {
    if (more.light() != null) {
      light(more.light(), department, branch, sql, params);
    }
    if (more.closedFrom() != null || more.closedTo() != null) {
      // Few are closed in a month: they are looked up, and not all cases looked through for them.
      sql.append(" and %s in (select x.id from case_file x where true".formatted(branch.id));
      if (more.closedFrom() != null) {
        sql.append(" and x.closed_at >= :closedSince");
        params.put("closedSince", midnight(more.closedFrom()));
      }
      if (more.closedTo() != null) {
        sql.append(" and x.closed_at < :closedUntil");
        params.put("closedUntil", midnight(more.closedTo().plusDays(1)));
      }
      sql.append(" offset 0)");
    }
    if (more.hit() != null) {
      sql.append(
          " and %s in (select h.case_id from case_hit h where h.rule = :hit)".formatted(branch.id));
      params.put("hit", more.hit());
    }
    if (more.hazard() != null) {
      sql.append(
          " and %s in (select s.case_id from project_site s where s.hazard = :hazard)"
              .formatted(branch.id));
      params.put("hazard", more.hazard().code());
    }
  }

  private void light(
      Light light,
      @Nullable String department,
      Branch branch,
      StringBuilder sql,
      Map<String, Object> params) {
    var own =
        department == null
            ? "k.department is null"
            : "k.term = 'REVIEW' and k.department = :department";
    if (light == Light.NONE) {
      sql.append(
          " and c.state in ('SUBMITTED', 'CORRECTING', 'IN_REVIEW', 'DECIDING') and not exists"
              + " (select from legal_clock k where k.case_id = %s and k.ended_at is null and %s)"
                  .formatted(branch.id, own));
      return;
    }
    lights.put(params);
    params.put("light", light.name());
    sql.append(
        " and %s in (select k.case_id from %s where %s and (%s) = :light)"
            .formatted(
                branch.id,
                department == null ? Lights.OF_CASES : "legal_clock k",
                department == null ? "true" : "k.ended_at is null and " + own,
                Lights.LIGHT));
  }

  /**
   * Each word must stand in the number, project or enterprise of a case.
   *
   * @param id the expression for the id of the case
   */
  static void byWords(
      @Nullable String typed, String id, StringBuilder sql, Map<String, Object> params) {
    int n = 0;
    for (var word : words(typed)) {
      sql.append(
          """
           and @id in (
            select x.id from case_file x
              where grams(x.number) @> grams_wanted(:w#) and x.number ilike :q#
            union all
            select x.id from project y join case_file x on x.project_id = y.id
              where grams(y.name) @> grams_wanted(:w#) and y.name ilike :q#
            union all
            select x.id from enterprise z join case_file x on x.enterprise_id = z.id
              where grams(z.name) @> grams_wanted(:w#) and z.name ilike :q#)
          """
              .replace("@id", id)
              .replace("#", "" + n));
      params.put("w" + n, word);
      params.put("q" + n++, "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
  }

  private static Set<String> words(@Nullable String typed) {
    return typed == null
        ? Set.of()
        : Arrays.stream(typed.split("[\\s\\u3000\\p{Cntrl}]+"))
            .filter(w -> !w.isEmpty())
            .limit(MOST_WORDS)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Row> withVetoes(List<Row> rows) {
    var asked = rows.stream().filter(r -> r.state.admitsVeto()).map(r -> r.id().value()).toList();
    if (asked.isEmpty()) {
      return rows;
    }
    var vetoes = new HashMap<UUID, List<String>>();
    db.sql(
            """
            select o.case_id, o.department from opinion o join department d on d.code = o.department
            where o.case_id in (:cases) and o.kind = 'VETO' and o.status = 'EFFECTIVE'
            order by d.position
            """)
        .param("cases", asked)
        .query(
            row -> {
              vetoes
                  .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                  .add(row.getString(2));
            });
    return rows.stream()
        .map(
            r ->
                new Row(
                    r.id,
                    r.number,
                    r.matter,
                    r.project,
                    r.enterprise,
                    r.state,
                    r.filedAt,
                    vetoes.getOrDefault(r.id.value(), List.of())))
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new CaseId(row.getObject("id", UUID.class)),
        row.getString("number"),
        row.getString("matter"),
        row.getString("project"),
        row.getString("enterprise"),
        CaseState.valueOf(row.getString("state")),
        row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
        List.of());
  }

  private OffsetDateTime midnight(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
