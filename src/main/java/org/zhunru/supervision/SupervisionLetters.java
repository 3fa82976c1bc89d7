package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.zhunru.common.Ids;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matters;
import org.zhunru.intake.NumberSeries;
import org.zhunru.intake.Projects;
import org.zhunru.policy.TriggerRules;

/**
 * Supervision letters (督办函): a supervisor writes one to a department, about a light or a case; its
 * head replies within days that a person set; a supervisor closes it. Supervisors see all,
 * departments those to them, nobody else any.
 */
@Component
@Transactional
public class SupervisionLetters {
  /** Name of the template, and of the paper among those of a case. */
  static final String PAPER = "supervision-letter";

  /** Row of the rules with the usual days. */
  static final String DAYS = "LETTER";

  /** Most working days for a reply. */
  public static final int MOST_DAYS = 60;

  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Rows of an export. */
  public static final int MOST = 20_000;

  private static final int LONGEST = 4000;
  private static final int AT_ONCE = 1000;

  private static final String LETTERS =
      """
      select l.*, c.number case_number, c.enterprise_id, p.name project from supervision_letter l
        join case_file c on c.id = l.case_id join project p on p.id = c.project_id
      """;

  private final JdbcClient db;
  private final Cases cases;
  private final Projects projects;
  private final Enterprises enterprises;
  private final Matters matters;
  private final Departments departments;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final Documents documents;
  private final NumberSeries series;
  private final Clocks clocks;
  private final TriggerRules rules;
  private final LetterSettings settings;
  private final AuditLog log;
  private final Clock clock;

  SupervisionLetters(
      JdbcClient db,
      Cases cases,
      Projects projects,
      Enterprises enterprises,
      Matters matters,
      Departments departments,
      Actors actors,
      ConflictOfInterest conflicts,
      Documents documents,
      NumberSeries series,
      Clocks clocks,
      TriggerRules rules,
      LetterSettings settings,
      AuditLog log,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.projects = projects;
    this.enterprises = enterprises;
    this.matters = matters;
    this.departments = departments;
    this.actors = actors;
    this.conflicts = conflicts;
    this.documents = documents;
    this.series = series;
    this.clocks = clocks;
    this.rules = rules;
    this.settings = settings;
    this.log = log;
    this.clock = clock;
    rules.of(DAYS);
  }

  /**
   * What is to be written.
   *
   * @param light it is about; null if about the case itself
   * @param about why, as it stands on the paper
   * @param records what it rests on, a line each; may be empty
   * @param days working days for the reply; null if none were given
   */
  public record Draft(
      @Nullable UUID light,
      String department,
      String about,
      List<String> records,
      String demands,
      @Nullable Integer days) {}

  /**
   * Which; {@link #NONE} for all.
   *
   * @param department code of the addressee; null for any
   * @param state null for any
   * @param late only those whose reply is late, or was
   */
  public record Filter(
      @Nullable String department, SupervisionLetter.@Nullable State state, boolean late) {
    public static final Filter NONE = new Filter(null, null, false);
  }

  /** Working days that a reply usually has. */
  public int usualDays() {
    return rules.of(DAYS).number();
  }

  /** Whom a letter about a case can be written to: those that take part, and the lead office. */
  @Transactional(readOnly = true)
  public List<String> addressees(CaseId id) {
    return db.sql(
            """
            select d.code from department d where d.code = :lead
              or exists (select from case_department c where c.case_id = :case and c.department = d.code)
            order by d.position
            """)
        .param("lead", Actor.LEAD_OFFICE)
        .param("case", id.value())
        .query(String.class)
        .list();
  }

  /** Whether the person is a supervisor who may write about that case. */
  @Transactional(readOnly = true)
  public boolean mayIssue(Actor actor, Case of) {
    return actor.hasRole(Role.SUPERVISOR)
        && of.state() != CaseState.DRAFT
        && !conflicts.hasInterest(actor, of.enterpriseId());
  }

  /** Whether the person is a supervisor who may write about that light. */
  public boolean mayIssue(Actor actor, SupervisionLight about) {
    return actor.hasRole(Role.SUPERVISOR)
        && !actor.belongsTo(about.department())
        && !conflicts.hasInterest(actor, about.enterpriseId());
  }

  /**
   * Issues a letter: a numbered paper, and a day for the reply.
   *
   * @return its id
   * @throws Refusal {@code intake.noSuchCase}, {@code letter.notSupervisor}, {@code
   *     identity.conflictOfInterest}, {@code letter.ownDepartment}, or all that is wrong: {@code
   *     letter.addressee}, {@code letter.demandsMissing}, {@code letter.days}
   */
  public UUID issue(Actor by, CaseId caseId, Draft draft) {
    var of = cases.see(by, caseId);
    if (!by.hasRole(Role.SUPERVISOR)) {
      throw Refusal.forbidden("letter.notSupervisor");
    }
    conflicts.refuse(by, of.enterpriseId());
    if (by.belongsTo(draft.department())) {
      throw Refusal.forbidden("letter.ownDepartment");
    }
    var faults = new ArrayList<Refusal>();
    if (!addressees(caseId).contains(draft.department())) {
      faults.add(Refusal.invalid("letter.addressee", "department"));
    }
    if (missing(draft.demands())) {
      faults.add(Refusal.invalid("letter.demandsMissing", "demands", LONGEST));
    }
    var days = draft.days();
    if (days == null || days < 1 || days > MOST_DAYS) {
      faults.add(Refusal.invalid("letter.days", "days", MOST_DAYS));
    }
    Refusals.throwIfAny(faults);
    int given = java.util.Objects.requireNonNull(days);
    var today = today();
    var id = Ids.next();
    var number =
        settings
            .number()
            .replace("{year}", Integer.toString(today.getYear()))
            .replace("{seq}", Long.toString(series.next("supervision-letter/" + today.getYear())));
    var replyBy = clocks.calendar().addWorkingDays(today, given);
    db.sql(
            """
            insert into supervision_letter (id, number, light_id, case_id, department, demands, days,
              reply_by, document_id, issued_by, issued_by_name, issued_at)
            values (:id, :number, cast(:light as uuid), :case, :department, :demands, :days,
              :replyBy, :document, :by, :name, :now)
            """)
        .param("id", id)
        .param("number", number)
        .param("light", draft.light())
        .param("case", caseId.value())
        .param("department", draft.department())
        .param("demands", draft.demands().strip())
        .param("days", given)
        .param("replyBy", replyBy)
        .param("document", paper(of, draft, number, given, replyBy))
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .update();
    record("letter.issued", byId(by, id), by, null);
    return id;
  }

  private UUID paper(Case of, Draft draft, String number, int days, LocalDate replyBy) {
    var matter = matters.byId(of.matter());
    var values = new LinkedHashMap<String, Object>();
    values.put("office", settings.office());
    values.put("date", today());
    values.put("matterName", matter.name().zh());
    values.put("applicant", enterprises.byId(of.enterpriseId()).name());
    values.put("project", projects.byId(of.projectId()).name());
    values.put("caseNumber", String.valueOf(of.number()));
    values.put("department", departments.byCode(draft.department()).officialName());
    values.put("about", draft.about());
    if (!draft.records().isEmpty()) {
      values.put("records", draft.records());
    }
    values.put("demands", draft.demands().strip());
    values.put("days", days);
    values.put("replyBy", replyBy);
    return documents.issue(
        of.id().value(),
        matter.id(),
        PAPER,
        matter.papers().get(PAPER),
        number,
        values,
        org.zhunru.decision.Audience.OFFICERS,
        Map.of(
            "office", settings.office(),
            "date", today().toString(),
            "matter", matter.name().zh()));
  }

  /**
   * The head of the department replies, late or not.
   *
   * @throws Refusal {@code letter.unknown}, {@code letter.notYourSeat}, {@code
   *     identity.conflictOfInterest}, {@code letter.notNow}, {@code letter.replyMissing}
   */
  public void reply(Actor by, UUID id, String reply) {
    var letter = lock(by, id);
    var actor = actors.acting(by, letter.department(), SeatKind.HEAD, "letter.notYourSeat");
    conflicts.refuse(actor, letter.enterpriseId());
    if (letter.state() != SupervisionLetter.State.ISSUED) {
      throw Refusal.conflict("letter.notNow");
    }
    if (missing(reply)) {
      throw Refusal.invalid("letter.replyMissing", "reply", LONGEST);
    }
    var behalf = actor.onBehalfOf();
    db.sql(
            """
            update supervision_letter set state = 'REPLIED', reply = :reply, replied_by = :by,
              replied_by_name = :name, replied_for = cast(:behalf as uuid),
              replied_for_name = :behalfName, replied_at = :now
            where id = :id
            """)
        .param("reply", reply.strip())
        .param("by", actor.accountId())
        .param("name", actor.name())
        .param("behalf", behalf == null ? null : behalf.accountId())
        .param("behalfName", behalf == null ? null : behalf.name())
        .param("now", now())
        .param("id", id)
        .update();
    record("letter.replied", letter, actor, letter.department());
  }

  /**
   * A supervisor closes it, once there is a reply or its days are over.
   *
   * @throws Refusal {@code letter.unknown}, {@code letter.notSupervisor}, {@code
   *     letter.ownDepartment} to who belongs to the department or has replied, {@code
   *     identity.conflictOfInterest}, {@code letter.notNow}, {@code letter.notReplied}, {@code
   *     letter.remarkMissing}
   */
  public void close(Actor by, UUID id, String remark) {
    var letter = lock(by, id);
    if (!by.hasRole(Role.SUPERVISOR)) {
      throw Refusal.forbidden("letter.notSupervisor");
    }
    if (isParty(by, letter)) {
      throw Refusal.forbidden("letter.ownDepartment");
    }
    conflicts.refuse(by, letter.enterpriseId());
    if (letter.state() == SupervisionLetter.State.CLOSED) {
      throw Refusal.conflict("letter.notNow");
    }
    if (letter.state() == SupervisionLetter.State.ISSUED && !isLate(letter)) {
      throw Refusal.conflict("letter.notReplied", letter.replyBy());
    }
    if (missing(remark)) {
      throw Refusal.invalid("letter.remarkMissing", "remark", LONGEST);
    }
    db.sql(
            """
            update supervision_letter set state = 'CLOSED', remark = :remark, closed_by = :by,
              closed_by_name = :name, closed_at = :now
            where id = :id
            """)
        .param("remark", remark.strip())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .param("id", id)
        .update();
    record("letter.closed", letter, by, null);
  }

  private static boolean isParty(Actor actor, SupervisionLetter letter) {
    return actor.belongsTo(letter.department())
        || actor.accountId().equals(letter.repliedBy())
        || actor.accountId().equals(letter.repliedFor());
  }

  /** Whether the person replies for the department, and there is no reply yet. */
  public boolean mayReply(Actor actor, SupervisionLetter letter) {
    return letter.state() == SupervisionLetter.State.ISSUED
        && actor.holds(letter.department(), SeatKind.HEAD);
  }

  /** Whether the person can close it now. */
  public boolean mayClose(Actor actor, SupervisionLetter letter) {
    return letter.state() != SupervisionLetter.State.CLOSED
        && (letter.state() == SupervisionLetter.State.REPLIED || isLate(letter))
        && actor.hasRole(Role.SUPERVISOR)
        && !isParty(actor, letter)
        && !conflicts.hasInterest(actor, letter.enterpriseId());
  }

  /** Whether the reply came after its last day, or is overdue. */
  public boolean isLate(SupervisionLetter letter) {
    return letter.isLate(today(), clock.getZone());
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), clock.getZone());
  }

  /**
   * The newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code supervision.badCursor}
   */
  @Transactional(readOnly = true)
  public Page<SupervisionLetter> list(Actor actor, Filter filter, @Nullable String cursor) {
    return list(actor, filter, cursor, PAGE);
  }

  /**
   * All that fit, for an export.
   *
   * @throws Refusal {@code supervision.tooManyRows} (argument: {@link #MOST})
   */
  @Transactional(readOnly = true)
  public List<SupervisionLetter> all(Actor actor, Filter filter) {
    return Page.all(
        cursor -> list(actor, filter, cursor, AT_ONCE), MOST, "supervision.tooManyRows");
  }

  private Page<SupervisionLetter> list(
      Actor actor, Filter filter, @Nullable String cursor, int size) {
    var after = Cursor.read(cursor, "supervision.badCursor");
    var params = new HashMap<String, Object>();
    var sql = new StringBuilder(LETTERS).append(" where ").append(seen(actor, params));
    if (filter.department() != null) {
      sql.append(" and l.department = :department");
      params.put("department", filter.department());
    }
    if (filter.state() != null) {
      sql.append(" and l.state = :state");
      params.put("state", filter.state().name());
    }
    if (filter.late()) {
      sql.append(
          " and l.reply_by < cast(coalesce(l.replied_at, l.closed_at, :now) at time zone :zone as date)");
      params.put("now", now());
      params.put("zone", clock.getZone().getId());
    }
    if (after != null) {
      sql.append(" and (l.issued_at, l.id) < (:at, :after)");
      params.put("at", after.at().atOffset(ZoneOffset.UTC));
      params.put("after", after.id());
    }
    params.put("limit", size + 1);
    var found =
        read(sql.append(" order by l.issued_at desc, l.id desc limit :limit").toString(), params);
    return Page.of(found, size, last -> new Cursor(last.issuedAt(), last.id()));
  }

  /** Those of a case that the person may see, oldest first. */
  @Transactional(readOnly = true)
  public List<SupervisionLetter> ofCase(Actor actor, CaseId id) {
    var params = new HashMap<String, Object>();
    params.put("case", id.value());
    return read(
        LETTERS + " where l.case_id = :case and " + seen(actor, params) + " order by l.issued_at",
        params);
  }

  /**
   * @throws Refusal {@code letter.unknown}, also where the person may not see it
   */
  @Transactional(readOnly = true)
  public SupervisionLetter byId(Actor actor, UUID id) {
    var params = new HashMap<String, Object>();
    params.put("id", id);
    return read(LETTERS + " where l.id = :id and " + seen(actor, params), params).stream()
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("letter.unknown"));
  }

  /** How many await a reply whose last day is over, of those that the person may see. */
  @Transactional(readOnly = true)
  public long overdue(Actor actor) {
    var params = new HashMap<String, Object>();
    params.put("today", today());
    return db.sql(
            "select count(*) from supervision_letter l where l.state = 'ISSUED' and l.reply_by < :today and "
                + seen(actor, params))
        .params(params)
        .query(Long.class)
        .single();
  }

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

  private SupervisionLetter lock(Actor actor, UUID id) {
    db.sql("select id from supervision_letter where id = :id for update")
        .param("id", id)
        .query()
        .listOfRows();
    return byId(actor, id);
  }

  private static boolean missing(String text) {
    return text.isBlank() || text.strip().length() > LONGEST;
  }

  /** Of no case: other departments of it are told nothing. */
  private void record(String act, SupervisionLetter letter, Actor by, @Nullable String department) {
    var behalf = by.onBehalfOf();
    log.record(
        null,
        act,
        new Who(
            by.accountId(),
            by.name(),
            behalf == null ? null : behalf.accountId(),
            behalf == null ? null : behalf.name(),
            department,
            department == null ? null : SeatKind.HEAD.code()),
        Audience.OFFICERS,
        Map.of(
            "letter", letter.id().toString(),
            "department", letter.department(),
            "case", letter.caseId().toString(),
            "number", letter.number(),
            "due", letter.replyBy().toString()));
  }

  private List<SupervisionLetter> read(String sql, Map<String, Object> params) {
    return db.sql(sql).params(params).query((row, n) -> row(row)).list();
  }

  private static SupervisionLetter row(ResultSet row) throws SQLException {
    return new SupervisionLetter(
        row.getObject("id", UUID.class),
        row.getString("number"),
        row.getObject("light_id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("case_number"),
        row.getString("project"),
        row.getObject("enterprise_id", UUID.class),
        row.getString("department"),
        row.getString("demands"),
        row.getInt("days"),
        row.getObject("reply_by", LocalDate.class),
        row.getObject("document_id", UUID.class),
        row.getString("issued_by_name"),
        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
        SupervisionLetter.State.valueOf(row.getString("state")),
        row.getString("reply"),
        row.getObject("replied_by", UUID.class),
        row.getObject("replied_for", UUID.class),
        row.getString("replied_by_name"),
        row.getString("replied_for_name"),
        instant(row, "replied_at"),
        row.getString("remark"),
        row.getString("closed_by_name"),
        instant(row, "closed_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
