package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.common.Cursor;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lights of supervision: answered by the head of the department, closed by a supervisor who has
 * no part in it. Supervisors see all, departments those on themselves, applicants none.
 */
@Component
@Transactional
public class SupervisionLights {
  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Rows of an export. */
  public static final int MOST = 20_000;

  /** Longest answer and longest finding, in characters. */
  public static final int LONGEST = 4000;

  /** Row of the rules that says how many working days a department has to answer. */
  static final String ANSWER = "ANSWER";

  private static final int AT_ONCE = 1000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String LIGHTS =
      """
      select l.*, c.number, c.enterprise_id, p.name project from supervision_light l
        join case_file c on c.id = l.case_id join project p on p.id = c.project_id
      """;

  private final JdbcClient db;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final AuditLog log;
  private final Clock clock;

  SupervisionLights(
      JdbcClient db, Actors actors, ConflictOfInterest conflicts, AuditLog log, Clock clock) {
    this.db = db;
    this.actors = actors;
    this.conflicts = conflicts;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Which; {@link #NONE} for all.
   *
   * @param kind null for any
   * @param department code of the one that answers; null for any
   * @param state null for any
   * @param late only those whose answer is late
   */
  public record Filter(
      @Nullable TriggerKind kind,
      @Nullable String department,
      SupervisionLight.@Nullable State state,
      boolean late) {
    public static final Filter NONE = new Filter(null, null, null, false);
  }

  /**
   * The newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code supervision.badCursor}
   */
  @Transactional(readOnly = true)
  public Page<SupervisionLight> list(Actor actor, Filter filter, @Nullable String cursor) {
    return list(actor, filter, cursor, PAGE);
  }

  /**
   * All that fit, for an export.
   *
   * @throws Refusal {@code supervision.tooManyRows} (argument: {@link #MOST})
   */
  @Transactional(readOnly = true)
  public List<SupervisionLight> all(Actor actor, Filter filter) {
    return Page.all(
        cursor -> list(actor, filter, cursor, AT_ONCE), MOST, "supervision.tooManyRows");
  }

  Page<SupervisionLight> list(Actor actor, Filter filter, @Nullable String cursor, int size) {
    var after = Cursor.read(cursor, "supervision.badCursor");
    var params = new HashMap<String, Object>();
    var sql = new StringBuilder(LIGHTS).append(" where ").append(seen(actor, params));
    if (filter.kind() != null) {
      sql.append(" and l.kind = :kind");
      params.put("kind", filter.kind().name());
    }
    if (filter.department() != null) {
      sql.append(" and l.department = :department");
      params.put("department", filter.department());
    }
    if (filter.state() != null) {
      sql.append(" and l.state = :state");
      params.put("state", filter.state().name());
    }
    if (filter.late()) {
      sql.append(" and l.state = 'OPEN' and l.answer_by < :today");
      params.put("today", today());
    }
    if (after != null) {
      sql.append(" and (l.raised_at, l.id) < (:at, :after)");
      params.put("at", after.at().atOffset(ZoneOffset.UTC));
      params.put("after", after.id());
    }
    params.put("limit", size + 1);
    var found =
        read(sql.append(" order by l.raised_at desc, l.id desc limit :limit").toString(), params);
    return Page.of(found, size, last -> new Cursor(last.raisedAt(), last.id()));
  }

  /** Those of a case that the person may see, oldest first. */
  @Transactional(readOnly = true)
  public List<SupervisionLight> ofCase(Actor actor, CaseId id) {
    var params = new HashMap<String, Object>();
    params.put("case", id.value());
    return read(
        LIGHTS
            + " where l.case_id = :case and "
            + seen(actor, params)
            + " order by l.raised_at, l.id",
        params);
  }

  /**
   * @throws Refusal {@code light.unknown}, also where the person may not see it
   */
  @Transactional(readOnly = true)
  public SupervisionLight byId(Actor actor, UUID id) {
    var params = new HashMap<String, Object>();
    params.put("id", id);
    return read(LIGHTS + " where l.id = :id and " + seen(actor, params), params).stream()
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("light.unknown"));
  }

  /** How many are in a state, of those that the person may see. */
  @Transactional(readOnly = true)
  public long count(Actor actor, SupervisionLight.State state) {
    var params = new HashMap<String, Object>();
    params.put("state", state.name());
    return db.sql(
            "select count(*) from supervision_light l where l.state = :state and "
                + seen(actor, params))
        .params(params)
        .query(Long.class)
        .single();
  }

  /** Today, by which lateness is told. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), clock.getZone());
  }

  /** Whether the person answers for the department, and it is not closed. */
  public boolean mayAnswer(Actor actor, SupervisionLight light) {
    return !light.state().isClosed() && actor.holds(light.department(), SeatKind.HEAD);
  }

  /** Whether the person is a supervisor without any part in it, and it is not closed. */
  public boolean mayClose(Actor actor, SupervisionLight light) {
    return !light.state().isClosed()
        && actor.hasRole(Role.SUPERVISOR)
        && !isParty(actor, light)
        && !conflicts.hasInterest(actor, light.enterpriseId());
  }

  /** Whether the department was heard, or has let its days pass. */
  public boolean isHeard(SupervisionLight light) {
    return light.state() == SupervisionLight.State.ANSWERED || light.isLate(today());
  }

  /**
   * The head of the department answers; as often as there is something to add.
   *
   * @throws Refusal {@code light.unknown}, {@code light.notYourSeat}, {@code
   *     identity.conflictOfInterest}, {@code light.closed}, {@code light.answerMissing}
   */
  public void answer(Actor by, UUID id, String answer) {
    var light = lock(by, id);
    var actor = actors.acting(by, light.department(), SeatKind.HEAD, "light.notYourSeat");
    conflicts.refuse(actor, light.enterpriseId());
    mustBeOpen(light);
    var said = words(answer, "light.answerMissing", "answer");
    become(light, SupervisionLight.State.ANSWERED, said, actor, light.department());
  }

  /**
   * A supervisor closes it. Founded only once the department was heard or has let its days pass.
   *
   * @param found FOUNDED or UNFOUNDED; null if it was not said
   * @throws Refusal {@code light.unknown}, {@code light.notSupervisor}, {@code light.ownMatter} to
   *     who belongs to the department or has answered, {@code identity.conflictOfInterest}, {@code
   *     light.closed}, {@code light.noFinding}, {@code light.notHeard}, {@code
   *     light.findingMissing}
   */
  public void close(Actor by, UUID id, SupervisionLight.@Nullable State found, String finding) {
    var light = lock(by, id);
    if (!by.hasRole(Role.SUPERVISOR)) {
      throw Refusal.forbidden("light.notSupervisor");
    }
    if (isParty(by, light)) {
      throw Refusal.forbidden("light.ownMatter");
    }
    conflicts.refuse(by, light.enterpriseId());
    mustBeOpen(light);
    if (found == null || !found.isClosed()) {
      throw Refusal.invalid("light.noFinding", "finding");
    }
    if (found == SupervisionLight.State.FOUNDED && !isHeard(light)) {
      throw Refusal.conflict("light.notHeard", light.answerBy());
    }
    var said = words(finding, "light.findingMissing", "finding");
    become(light, found, said, by, null);
  }

  private static boolean isParty(Actor actor, SupervisionLight light) {
    return actor.belongsTo(light.department())
        || light.acts().stream()
            .filter(a -> a.state() == SupervisionLight.State.ANSWERED)
            .anyMatch(
                a -> a.by().equals(actor.accountId()) || actor.accountId().equals(a.onBehalfOf()));
  }

  private SupervisionLight lock(Actor actor, UUID id) {
    db.sql("select id from supervision_light where id = :id for update")
        .param("id", id)
        .query()
        .listOfRows();
    return byId(actor, id);
  }

  private static void mustBeOpen(SupervisionLight light) {
    if (light.state().isClosed()) {
      throw Refusal.conflict("light.closed");
    }
  }

  private static String words(String text, String missing, String field) {
    var words = text.strip();
    if (words.isEmpty() || words.length() > LONGEST) {
      throw Refusal.invalid(missing, field, LONGEST);
    }
    return words;
  }

  private void become(
      SupervisionLight light,
      SupervisionLight.State state,
      String text,
      Actor by,
      @Nullable String department) {
    var behalf = by.onBehalfOf();
    db.sql(
            """
            update supervision_light set state = :state, closed_at = cast(:closed as timestamptz)
            where id = :id
            """)
        .param("state", state.name())
        .param("closed", state.isClosed() ? now() : null)
        .param("id", light.id())
        .update();
    db.sql(
            """
            insert into supervision_light_act (light_id, no, act, text, by_id, by_name, on_behalf_of,
              on_behalf_name, at)
            values (:id, :no, :act, :text, :by, :name, cast(:behalf as uuid), :behalfName, :now)
            """)
        .param("id", light.id())
        .param("no", light.acts().size() + 1)
        .param("act", state.name())
        .param("text", text)
        .param("by", by.accountId())
        .param("name", by.name())
        .param("behalf", behalf == null ? null : behalf.accountId())
        .param("behalfName", behalf == null ? null : behalf.name())
        .param("now", now())
        .update();
    // Of no case: other departments of it are told nothing.
    log.record(
        null,
        switch (state) {
          case FOUNDED -> "light.founded";
          case UNFOUNDED -> "light.unfounded";
          default -> "light.answered";
        },
        new Who(
            by.accountId(),
            by.name(),
            behalf == null ? null : behalf.accountId(),
            behalf == null ? null : behalf.name(),
            department,
            department == null ? null : SeatKind.HEAD.code()),
        Audience.OFFICERS,
        Map.of(
            "light", light.id().toString(),
            "trigger", light.kind().name(),
            "department", light.department(),
            "case", light.caseId().toString(),
            "number", light.number()));
  }

  /** Whose lights a person sees. */
  private static String seen(Actor actor, Map<String, Object> params) {
    if (actor.hasRole(Role.SUPERVISOR)) {
      return "true";
    }
    if (!actor.isOfficer()) {
      return "false";
    }
    params.put("seeing", actor.departments());
    return "l.department in (:seeing)";
  }

  private List<SupervisionLight> read(String sql, Map<String, Object> params) {
    record Row(UUID id, SupervisionLight light) {}
    var rows =
        db.sql(sql)
            .params(params)
            .query((row, n) -> new Row(row.getObject("id", UUID.class), row(row)))
            .list();
    if (rows.isEmpty()) {
      return List.of();
    }
    var acts = new HashMap<UUID, List<SupervisionLight.Act>>();
    db.sql("select * from supervision_light_act where light_id in (:ids) order by light_id, no")
        .param("ids", rows.stream().map(Row::id).toList())
        .query(
            row -> {
              acts.computeIfAbsent(row.getObject("light_id", UUID.class), l -> new ArrayList<>())
                  .add(act(row));
            });
    return rows.stream().map(r -> acted(r.light(), acts.getOrDefault(r.id(), List.of()))).toList();
  }

  private static SupervisionLight acted(SupervisionLight l, List<SupervisionLight.Act> acts) {
    return new SupervisionLight(
        l.id(),
        l.kind(),
        l.caseId(),
        l.number(),
        l.project(),
        l.enterpriseId(),
        l.department(),
        l.happenedAt(),
        l.raisedAt(),
        l.threshold(),
        l.legalBasis(),
        l.evidence(),
        l.answerBy(),
        l.state(),
        l.closedAt(),
        acts);
  }

  private static SupervisionLight.Act act(ResultSet row) throws SQLException {
    var act = row.getString("act");
    return new SupervisionLight.Act(
        SupervisionLight.State.valueOf(act),
        row.getString("text"),
        row.getObject("by_id", UUID.class),
        row.getString("by_name"),
        row.getObject("on_behalf_of", UUID.class),
        row.getString("on_behalf_name"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  private static SupervisionLight row(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
    return new SupervisionLight(
        row.getObject("id", UUID.class),
        TriggerKind.valueOf(row.getString("kind")),
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("number"),
        row.getString("project"),
        row.getObject("enterprise_id", UUID.class),
        row.getString("department"),
        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
        row.getObject("threshold", Integer.class),
        row.getString("legal_basis"),
        evidence(row.getString("evidence")),
        row.getObject("answer_by", LocalDate.class),
        SupervisionLight.State.valueOf(row.getString("state")),
        closed == null ? null : closed.toInstant(),
        List.of());
  }

  private static List<SupervisionLight.Evidence> evidence(String json) {
    var facts = new ArrayList<SupervisionLight.Evidence>();
    for (var fact : JSON.readTree(json)) {
      var args = new ArrayList<String>();
      fact.path("args").forEach(a -> args.add(a.asString("")));
      facts.add(
          new SupervisionLight.Evidence(
              fact.path("what").asString(""),
              new CaseId(UUID.fromString(fact.path("case").asString(""))),
              fact.path("place").asString(""),
              args));
    }
    return facts;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
