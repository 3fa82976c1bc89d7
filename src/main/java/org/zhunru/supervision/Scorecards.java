package org.zhunru.supervision;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.policy.MarkingRule;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cards of departments, one a quarter: reckoned by the program once the quarter is over, shown to
 * the department, which may object to each figure; supervisors answer, one closes the matter and
 * another one signs. Rule and rows are kept with the card, so that its mark can be reckoned again
 * at any time. Supervisors and the lead office see all, a department its own.
 */
@Component
@Transactional
public class Scorecards {
  /** Longest reason, evidence or answer, in characters. */
  public static final int LONGEST = 4000;

  private static final Logger log = LoggerFactory.getLogger(Scorecards.class);

  /** So many quarters that are over are looked at again, in case nobody was there to do it. */
  private static final int BACK = 4;

  private static final TypeReference<List<MarkingRule.Grade>> GRADES = new TypeReference<>() {};

  private final JdbcClient db;
  private final ScorecardEvidence evidence;
  private final ScorecardPapers papers;
  private final MarkingRule rule;
  private final Clocks clocks;
  private final Actors actors;
  private final AuditLog audit;
  private final Clock clock;

  Scorecards(
      JdbcClient db,
      ScorecardEvidence evidence,
      ScorecardPapers papers,
      MarkingRule rule,
      Clocks clocks,
      Actors actors,
      AuditLog audit,
      Clock clock) {
    this.db = db;
    this.evidence = evidence;
    this.papers = papers;
    this.rule = rule;
    this.clocks = clocks;
    this.actors = actors;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A quarter that is not over, as of now; nothing of it is kept.
   *
   * @param rows by measure
   */
  public record Interim(MarkingRule.Whole whole, Map<String, List<Scorecard.Row>> rows) {}

  /** Today, by which days of objections are told. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), clocks.calendar().zone());
  }

  /** The quarter that runs. */
  public Quarter running() {
    return Quarter.of(today());
  }

  @Scheduled(cron = "35 10 * * * *", zone = "Asia/Shanghai")
  void everyHour() {
    int made = 0;
    for (int back = 1; back <= BACK; back++) {
      made += compute(running().plus(-back));
    }
    if (made > 0) {
      log.info("Scorecards: {} new", made);
    }
  }

  /**
   * Makes the cards of a quarter that is over, of each department of which there is a row. A card
   * that is there stays; any number of nodes may do so at once.
   *
   * @return how many were made
   * @throws Refusal {@code scorecards.notOver}
   */
  public int compute(Quarter quarter) {
    if (!running().from().isAfter(quarter.to())) {
      throw Refusal.conflict("scorecards.notOver", quarter.to());
    }
    var missing = evidence.departments(quarter, clock.instant());
    missing.removeAll(
        db.sql("select department from scorecard where quarter = :quarter")
            .param("quarter", quarter.toString())
            .query(String.class)
            .list());
    int made = 0;
    for (var department : missing) {
      made += compute(quarter, department);
    }
    return made;
  }

  private int compute(Quarter quarter, String department) {
    var rows = evidence.of(department, quarter, clock.instant());
    var whole = rule.judge(counted(rows));
    var id = Ids.next();
    int made =
        db.sql(
                """
                insert into scorecard (id, quarter, department, from_on, to_on, computed_at, object_by,
                  rule_sha256, grades, mark, mark_shown, grade, corrected_mark, corrected_shown,
                  corrected_grade, state)
                values (:id, :quarter, :department, :from, :to, :now, :objectBy, :sha256,
                  cast(:grades as jsonb), :mark, :shown, :grade, :mark, :shown, :grade, 'DRAFT')
                on conflict (quarter, department) do nothing
                """)
            .param("id", id)
            .param("quarter", quarter.toString())
            .param("department", department)
            .param("from", quarter.from())
            .param("to", quarter.to())
            .param("now", now())
            .param("objectBy", clocks.calendar().addWorkingDays(today(), rule.objectionDays()))
            .param("sha256", rule.sha256())
            .param("grades", JsonMapper.shared().writeValueAsString(rule.grades()))
            .param("mark", exact(whole.mark()))
            .param("shown", shown(whole.mark()))
            .param("grade", whole.grade() == null ? null : whole.grade().id())
            .update();
    if (made == 0) {
      return 0;
    }
    keep(id, whole);
    rows.forEach((measure, of) -> keep(id, measure, of));
    record("scorecard.computed", Who.PROGRAM, quarter, department, Map.of());
    return 1;
  }

  private void keep(UUID id, MarkingRule.Whole whole) {
    int no = 0;
    for (var taken : whole.taken()) {
      var measure = taken.measure();
      db.sql(
              """
              insert into scorecard_item values (:id, :measure, :no, :zh, :en, :how, :weight, :full,
                :free, :per, :deduct, :floor, :source, :confidence, :rows, :value, :valueShown,
                :mark, :markShown, :rows, :value, :valueShown, :mark, :markShown)
              """)
          .param("id", id)
          .param("measure", measure.id())
          .param("no", ++no)
          .param("zh", measure.nameZh())
          .param("en", measure.nameEn())
          .param("how", measure.value().name())
          .param("weight", measure.weight())
          .param("full", measure.full())
          .param("free", measure.free())
          .param("per", measure.per())
          .param("deduct", measure.deduct())
          .param("floor", measure.floor())
          .param("source", measure.source())
          .param("confidence", measure.confidence())
          .param("rows", taken.rows())
          .param("value", exact(taken.value()))
          .param("valueShown", shown(taken.value()))
          .param("mark", exact(taken.mark()))
          .param("markShown", shown(taken.mark()))
          .update();
    }
  }

  private void keep(UUID id, String measure, List<Scorecard.Row> rows) {
    var told =
        rows.stream()
            .map(
                r -> {
                  var all = new LinkedHashMap<String, @Nullable Object>();
                  all.put("no", r.no());
                  all.put("case_id", r.caseId().value().toString());
                  all.put("number", r.number());
                  all.put("project", r.project());
                  all.put("what", r.what());
                  all.put("started_on", text(r.started()));
                  all.put("due_on", text(r.due()));
                  all.put("ended_on", text(r.ended()));
                  all.put("n", r.n());
                  all.put("d", r.d());
                  return all;
                })
            .toList();
    db.sql(
            """
            insert into scorecard_row (scorecard_id, measure, no, case_id, number, project, what,
              started_on, due_on, ended_on, n, d)
            select :id, :measure, r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(no int,
              case_id uuid, number text, project text, what text, started_on date, due_on date,
              ended_on date, n bigint, d bigint)
            """)
        .param("id", id)
        .param("measure", measure)
        .param("rows", JsonMapper.shared().writeValueAsString(told))
        .update();
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  /** Rows that count alike, together; those that were struck are left out. */
  private static Map<String, List<MarkingRule.Rows>> counted(
      Map<String, List<Scorecard.Row>> rows) {
    var counted = new HashMap<String, List<MarkingRule.Rows>>();
    rows.forEach(
        (measure, of) ->
            counted.put(
                measure,
                of.stream()
                    .filter(r -> !r.struck())
                    .map(r -> new MarkingRule.Rows(r.n(), r.d(), 1))
                    .toList()));
    return counted;
  }

  /** Whether the person sees cards of that department. */
  public static boolean maySee(Actor actor, String department) {
    return actor.hasRole(Role.SUPERVISOR) || actor.isLead() || actor.belongsTo(department);
  }

  /** The cards of a quarter that the person may see, by department. */
  @Transactional(readOnly = true)
  public List<Scorecard.Line> of(Actor actor, Quarter quarter) {
    return lines(actor, "quarter = :quarter", Map.of("quarter", quarter.toString()));
  }

  /** The cards of quarters, both included, that the person may see: how it went. */
  @Transactional(readOnly = true)
  public List<Scorecard.Line> between(Actor actor, Quarter from, Quarter to) {
    return lines(
        actor,
        "quarter between :from and :to",
        Map.of("from", from.toString(), "to", to.toString()));
  }

  private List<Scorecard.Line> lines(Actor actor, String which, Map<String, Object> params) {
    return db
        .sql(
            """
            select quarter, department, state, corrected_shown, corrected_grade, object_by,
              (select count(*) from scorecard_objection o
               where o.scorecard_id = s.id and o.answer is null) unanswered
            from scorecard s where %s order by quarter, department
            """
                .formatted(which))
        .params(params)
        .query(
            (row, n) ->
                new Scorecard.Line(
                    Quarter.read(row.getString("quarter")).orElseThrow(),
                    row.getString("department"),
                    Scorecard.State.valueOf(row.getString("state")),
                    row.getBigDecimal("corrected_shown"),
                    row.getString("corrected_grade"),
                    row.getObject("object_by", LocalDate.class),
                    row.getInt("unanswered")))
        .list()
        .stream()
        .filter(l -> maySee(actor, l.department()))
        .toList();
  }

  /**
   * A card; empty if there is none.
   *
   * @throws Refusal {@code scorecards.noSuchCard} if the person sees none of that department
   */
  @Transactional(readOnly = true)
  public Optional<Scorecard> find(Actor actor, Quarter quarter, String department) {
    if (!maySee(actor, department)) {
      throw Refusal.unknown("scorecards.noSuchCard");
    }
    return find(quarter, department, "");
  }

  /**
   * The quarter that runs, as of now.
   *
   * @throws Refusal {@code scorecards.noSuchCard} if the person sees none of that department
   */
  @Transactional(readOnly = true)
  public Interim interim(Actor actor, String department) {
    if (!maySee(actor, department)) {
      throw Refusal.unknown("scorecards.noSuchCard");
    }
    var rows = evidence.of(department, running(), clock.instant());
    return new Interim(rule.judge(counted(rows)), rows);
  }

  /** Departments that have something in the quarter that runs, and that the person may see. */
  @Transactional(readOnly = true)
  public Set<String> busy(Actor actor) {
    var all = new TreeSet<>(evidence.departments(running(), clock.instant()));
    all.removeIf(d -> !maySee(actor, d));
    return all;
  }

  /** The rows behind a figure of a card, as they were. */
  @Transactional(readOnly = true)
  public List<Scorecard.Row> rows(Scorecard card, String measure) {
    return db.sql(
            """
            select * from scorecard_row where scorecard_id = :id and measure = :measure order by no
            """)
        .param("id", card.id())
        .param("measure", measure)
        .query((row, n) -> readRow(row))
        .list();
  }

  private Map<String, List<Scorecard.Row>> rows(UUID id) {
    var rows = new LinkedHashMap<String, List<Scorecard.Row>>();
    db.sql("select * from scorecard_row where scorecard_id = :id order by measure, no")
        .param("id", id)
        .query(
            row -> {
              rows.computeIfAbsent(row.getString("measure"), m -> new ArrayList<>())
                  .add(readRow(row));
            });
    return rows;
  }

  /**
   * The mark reckoned anew from what is kept with the card: rule and rows.
   *
   * @param struck whether rows that were struck are left out
   */
  @Transactional(readOnly = true)
  public MarkingRule.Whole again(Scorecard card, boolean struck) {
    var rows = rows(card.id());
    if (!struck) {
      rows.replaceAll(
          (measure, of) ->
              of.stream()
                  .map(
                      r ->
                          new Scorecard.Row(
                              r.no(),
                              r.caseId(),
                              r.number(),
                              r.project(),
                              r.what(),
                              r.started(),
                              r.due(),
                              r.ended(),
                              r.n(),
                              r.d(),
                              false))
                  .toList());
    }
    return MarkingRule.judge(
        card.items().stream().map(Scorecard.Item::measure).toList(), card.grades(), counted(rows));
  }

  /**
   * The department's head objects to a figure. As long as nobody has answered, the newest counts.
   *
   * @param rows numbers of the rows it speaks of; empty if of the figure as a whole
   * @throws Refusal {@code scorecards.noSuchCard}, {@code scorecards.notHead}, {@code
   *     scorecards.state}, {@code scorecards.answered}, or all that is wrong: {@code
   *     scorecards.objectionLate}, {@code scorecards.noSuchFigure}, {@code
   *     scorecards.reasonMissing}, {@code scorecards.evidenceMissing}, {@code scorecards.noSuchRow}
   */
  public void object(
      Actor by,
      Quarter quarter,
      String department,
      String measure,
      String reason,
      String proof,
      List<Integer> rows) {
    var card = lock(by, quarter, department);
    var actor = actors.acting(by, department, SeatKind.HEAD, "scorecards.notHead");
    mustBe(card, Scorecard.State.DRAFT);
    if (card.objection(measure).filter(o -> o.accepted() != null).isPresent()) {
      throw Refusal.conflict("scorecards.answered");
    }
    var faults = new ArrayList<Refusal>();
    if (today().isAfter(card.objectBy())) {
      faults.add(Refusal.invalid("scorecards.objectionLate", "reason", card.objectBy()));
    }
    figure(card, measure, faults);
    words(reason, "scorecards.reasonMissing", "reason", faults);
    words(proof, "scorecards.evidenceMissing", "evidence", faults);
    mustHave(card, measure, rows, faults);
    Refusals.throwIfAny(faults);
    var behalf = actor.onBehalfOf();
    db.sql(
            """
            insert into scorecard_objection (scorecard_id, measure, reason, evidence, rows, by_id,
              by_name, on_behalf_of, on_behalf_name, at)
            values (:id, :measure, :reason, :evidence, :rows, :by, :name, :behalf, :behalfName, :now)
            on conflict (scorecard_id, measure) do update set reason = excluded.reason,
              evidence = excluded.evidence, rows = excluded.rows, by_id = excluded.by_id,
              by_name = excluded.by_name, on_behalf_of = excluded.on_behalf_of,
              on_behalf_name = excluded.on_behalf_name, at = excluded.at
            """)
        .param("id", card.id())
        .param("measure", measure)
        .param("reason", reason.strip())
        .param("evidence", proof.strip())
        .param("rows", rows.stream().distinct().toArray(Integer[]::new))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .param("behalf", behalf == null ? null : behalf.accountId())
        .param("behalfName", behalf == null ? null : behalf.name())
        .param("now", now())
        .update();
    step(card);
    record(
        "scorecard.objected",
        new Who(
            actor.accountId(),
            actor.name(),
            behalf == null ? null : behalf.accountId(),
            behalf == null ? null : behalf.name(),
            department,
            SeatKind.HEAD.code()),
        quarter,
        department,
        Map.of("measure", measure, "reason", reason.strip(), "evidence", proof.strip()));
  }

  /**
   * A supervisor answers an objection, or answers it anew while the card is not closed.
   *
   * @param rows numbers of the rows that are struck; only where it is accepted
   * @throws Refusal {@code scorecards.noSuchCard}, {@code scorecards.notSupervisor}, {@code
   *     scorecards.ownMatter}, {@code scorecards.state}, {@code scorecards.overtaken}, {@code
   *     scorecards.noObjection}, or all that is wrong: {@code scorecards.decisionMissing}, {@code
   *     scorecards.reasonMissing}, {@code scorecards.rowsMissing}, {@code scorecards.noSuchRow}
   */
  public void answer(
      Actor by,
      Quarter quarter,
      String department,
      String measure,
      int seen,
      @Nullable Boolean accepted,
      String reason,
      List<Integer> rows) {
    var card = supervised(by, quarter, department, Scorecard.State.DRAFT, seen);
    if (card.objection(measure).isEmpty()) {
      throw Refusal.unknown("scorecards.noObjection");
    }
    var faults = new ArrayList<Refusal>();
    if (accepted == null) {
      faults.add(Refusal.invalid("scorecards.decisionMissing", "decision"));
    }
    words(reason, "scorecards.reasonMissing", "answer", faults);
    if (Boolean.TRUE.equals(accepted) && rows.isEmpty()) {
      faults.add(Refusal.invalid("scorecards.rowsMissing", "rows"));
    }
    mustHave(card, measure, rows, faults);
    Refusals.throwIfAny(faults);
    boolean struck = Boolean.TRUE.equals(accepted);
    db.sql(
            """
            update scorecard_objection set answer = :answer, answer_reason = :reason,
              answered_by = :by, answered_by_name = :name, answered_at = :now
            where scorecard_id = :id and measure = :measure
            """)
        .param("answer", struck ? "ACCEPTED" : "REJECTED")
        .param("reason", reason.strip())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .param("id", card.id())
        .param("measure", measure)
        .update();
    db.sql(
            """
            update scorecard_row set struck = :struck and no = any(:rows)
            where scorecard_id = :id and measure = :measure
              and struck is distinct from (:struck and no = any(:rows))
            """)
        .param("struck", struck)
        .param("rows", rows.toArray(Integer[]::new))
        .param("id", card.id())
        .param("measure", measure)
        .update();
    correct(card);
    step(card);
    record(
        "scorecard.answered",
        who(by),
        quarter,
        department,
        Map.of(
            "measure",
            measure,
            "answer",
            struck ? "ACCEPTED" : "REJECTED",
            "reason",
            reason.strip(),
            "rows",
            struck ? rows.toString() : ""));
  }

  private void correct(Scorecard card) {
    var whole = again(card, true);
    for (var taken : whole.taken()) {
      db.sql(
              """
              update scorecard_item set corrected_rows = :rows, corrected_value = :value,
                corrected_value_shown = :valueShown, corrected_mark = :mark,
                corrected_mark_shown = :markShown
              where scorecard_id = :id and measure = :measure
              """)
          .param("rows", taken.rows())
          .param("value", exact(taken.value()))
          .param("valueShown", shown(taken.value()))
          .param("mark", exact(taken.mark()))
          .param("markShown", shown(taken.mark()))
          .param("id", card.id())
          .param("measure", taken.measure().id())
          .update();
    }
    db.sql(
            """
            update scorecard set corrected_mark = :mark, corrected_shown = :shown,
              corrected_grade = :grade where id = :id
            """)
        .param("mark", exact(whole.mark()))
        .param("shown", shown(whole.mark()))
        .param("grade", whole.grade() == null ? null : whole.grade().id())
        .param("id", card.id())
        .update();
  }

  /**
   * A supervisor closes the matter: the days of objecting are over and every objection is answered.
   *
   * @param seen revision the person has read
   * @throws Refusal {@code scorecards.noSuchCard}, {@code scorecards.notSupervisor}, {@code
   *     scorecards.ownMatter}, {@code scorecards.state}, {@code scorecards.overtaken}, {@code
   *     scorecards.daysRun}, {@code scorecards.unanswered}
   */
  public void check(Actor by, Quarter quarter, String department, int seen) {
    var card = supervised(by, quarter, department, Scorecard.State.DRAFT, seen);
    if (!today().isAfter(card.objectBy())) {
      throw Refusal.conflict("scorecards.daysRun", card.objectBy());
    }
    if (card.unanswered() > 0) {
      throw Refusal.conflict("scorecards.unanswered", card.unanswered());
    }
    db.sql(
            """
            update scorecard set state = 'CHECKED', checked_by = :by, checked_by_name = :name,
              checked_at = :now, returned_by_name = null, returned_why = null,
              revision = revision + 1
            where id = :id
            """)
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .param("id", card.id())
        .update();
    record("scorecard.checked", who(by), quarter, department, Map.of());
  }

  /**
   * Who should sign gives it back: objections are answered anew.
   *
   * @throws Refusal as {@link #publish}; {@code scorecards.reasonMissing}
   */
  public void giveBack(Actor by, Quarter quarter, String department, int seen, String why) {
    var card = second(by, quarter, department, seen);
    var faults = new ArrayList<Refusal>();
    words(why, "scorecards.reasonMissing", "why", faults);
    Refusals.throwIfAny(faults);
    db.sql(
            """
            update scorecard set state = 'DRAFT', checked_by = null, checked_by_name = null,
              checked_at = null, returned_by_name = :name, returned_why = :why,
              revision = revision + 1
            where id = :id
            """)
        .param("name", by.name())
        .param("why", why.strip())
        .param("id", card.id())
        .update();
    record("scorecard.returned", who(by), quarter, department, Map.of("reason", why.strip()));
  }

  /**
   * Another supervisor signs; the paper is issued and nothing changes after that.
   *
   * @param seen revision the person has read
   * @throws Refusal {@code scorecards.noSuchCard}, {@code scorecards.notSupervisor}, {@code
   *     scorecards.ownMatter}, {@code scorecards.state}, {@code scorecards.overtaken}, {@code
   *     scorecards.samePerson} to who closed it or answered an objection
   */
  public void publish(Actor by, Quarter quarter, String department, int seen) {
    var card = second(by, quarter, department, seen);
    var document = papers.issue(card, by);
    db.sql(
            """
            update scorecard set state = 'PUBLISHED', published_by = :by, published_by_name = :name,
              published_at = :now, document_id = :document, revision = revision + 1
            where id = :id
            """)
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .param("document", document)
        .param("id", card.id())
        .update();
    record("scorecard.published", who(by), quarter, department, Map.of());
  }

  private Scorecard second(Actor by, Quarter quarter, String department, int seen) {
    var card = supervised(by, quarter, department, Scorecard.State.CHECKED, seen);
    if (!maySign(by, card)) {
      throw Refusal.forbidden("scorecards.samePerson");
    }
    return card;
  }

  /** Whether the person is another one than those who closed it and answered objections. */
  public static boolean maySign(Actor by, Scorecard card) {
    var checked = card.checked();
    return isAbove(by, card.department())
        && (checked == null || !checked.by().equals(by.accountId()))
        && card.objections().stream().noneMatch(o -> by.accountId().equals(o.answeredBy()));
  }

  /** Whether the person is a supervisor and not of that department. */
  public static boolean isAbove(Actor by, String department) {
    return by.hasRole(Role.SUPERVISOR) && !by.belongsTo(department);
  }

  private Scorecard supervised(
      Actor by, Quarter quarter, String department, Scorecard.State state, int seen) {
    var card = lock(by, quarter, department);
    if (!by.hasRole(Role.SUPERVISOR)) {
      throw Refusal.forbidden("scorecards.notSupervisor");
    }
    if (!isAbove(by, department)) {
      throw Refusal.forbidden("scorecards.ownMatter");
    }
    mustBe(card, state);
    if (card.revision() != seen) {
      throw Refusal.conflict("scorecards.overtaken");
    }
    return card;
  }

  private Scorecard lock(Actor by, Quarter quarter, String department) {
    if (!maySee(by, department)) {
      throw Refusal.unknown("scorecards.noSuchCard");
    }
    return find(quarter, department, "for update")
        .orElseThrow(() -> Refusal.unknown("scorecards.noSuchCard"));
  }

  private static void mustBe(Scorecard card, Scorecard.State state) {
    if (card.state() != state) {
      throw Refusal.conflict("scorecards.state");
    }
  }

  private static void figure(Scorecard card, String measure, List<Refusal> faults) {
    if (card.item(measure).filter(i -> i.rows() > 0).isEmpty()) {
      faults.add(Refusal.invalid("scorecards.noSuchFigure", "measure"));
    }
  }

  private static void words(String typed, String code, String field, List<Refusal> faults) {
    if (typed.isBlank() || typed.length() > LONGEST) {
      faults.add(Refusal.invalid(code, field, LONGEST));
    }
  }

  private static void mustHave(
      Scorecard card, String measure, List<Integer> rows, List<Refusal> faults) {
    long most = card.item(measure).map(Scorecard.Item::rows).orElse(0L);
    if (rows.stream().anyMatch(no -> no < 1 || no > most)) {
      faults.add(Refusal.invalid("scorecards.noSuchRow", "rows"));
    }
  }

  private void step(Scorecard card) {
    db.sql("update scorecard set revision = revision + 1 where id = :id")
        .param("id", card.id())
        .update();
  }

  private Optional<Scorecard> find(Quarter quarter, String department, String how) {
    return db.sql(
            "select * from scorecard where quarter = :quarter and department = :department " + how)
        .param("quarter", quarter.toString())
        .param("department", department)
        .query((row, n) -> read(row))
        .optional();
  }

  private Scorecard read(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    @Nullable String why = row.getString("returned_why");
    return new Scorecard(
        id,
        Quarter.read(row.getString("quarter")).orElseThrow(),
        row.getString("department"),
        row.getObject("computed_at", OffsetDateTime.class).toInstant(),
        row.getObject("object_by", LocalDate.class),
        row.getString("rule_sha256"),
        JsonMapper.shared().readValue(row.getString("grades"), GRADES),
        new Scorecard.Mark(exact(row, "mark", "mark_shown"), row.getString("grade")),
        new Scorecard.Mark(
            exact(row, "corrected_mark", "corrected_shown"), row.getString("corrected_grade")),
        Scorecard.State.valueOf(row.getString("state")),
        row.getInt("revision"),
        act(row, "checked"),
        why == null ? null : new Scorecard.Returned(row.getString("returned_by_name"), why),
        act(row, "published"),
        row.getObject("document_id", UUID.class),
        items(id),
        objections(id));
  }

  private static Scorecard.@Nullable Act act(ResultSet row, String what) throws SQLException {
    @Nullable UUID by = row.getObject(what + "_by", UUID.class);
    return by == null
        ? null
        : new Scorecard.Act(
            by,
            row.getString(what + "_by_name"),
            row.getObject(what + "_at", OffsetDateTime.class).toInstant());
  }

  private List<Scorecard.Item> items(UUID id) {
    return db.sql("select * from scorecard_item where scorecard_id = :id order by no")
        .param("id", id)
        .query(
            (row, n) ->
                new Scorecard.Item(
                    new MarkingRule.Measure(
                        row.getString("measure"),
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        MarkingRule.Value.valueOf(row.getString("how")),
                        row.getInt("weight"),
                        row.getBigDecimal("full_mark"),
                        row.getBigDecimal("free"),
                        row.getBigDecimal("per"),
                        row.getBigDecimal("deduct"),
                        row.getBigDecimal("floor"),
                        row.getString("source"),
                        row.getString("confidence")),
                    row.getLong("rows"),
                    exact(row, "value", "value_shown"),
                    exact(row, "mark", "mark_shown"),
                    row.getLong("corrected_rows"),
                    exact(row, "corrected_value", "corrected_value_shown"),
                    exact(row, "corrected_mark", "corrected_mark_shown")))
        .list();
  }

  private List<Scorecard.Objection> objections(UUID id) {
    return db.sql("select * from scorecard_objection where scorecard_id = :id order by at, measure")
        .param("id", id)
        .query((row, n) -> objection(row))
        .list();
  }

  private static Scorecard.Objection objection(ResultSet row) throws SQLException {
    @Nullable String answer = row.getString("answer");
    @Nullable OffsetDateTime answered = row.getObject("answered_at", OffsetDateTime.class);
    return new Scorecard.Objection(
        row.getString("measure"),
        row.getString("reason"),
        row.getString("evidence"),
        Arrays.asList((Integer[]) row.getArray("rows").getArray()),
        row.getString("by_name"),
        row.getString("on_behalf_name"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        answer == null ? null : answer.equals("ACCEPTED"),
        row.getString("answer_reason"),
        row.getObject("answered_by", UUID.class),
        row.getString("answered_by_name"),
        answered == null ? null : answered.toInstant());
  }

  private static Scorecard.Row readRow(ResultSet row) throws SQLException {
    return new Scorecard.Row(
        row.getInt("no"),
        new org.zhunru.intake.CaseId(row.getObject("case_id", UUID.class)),
        row.getString("number"),
        row.getString("project"),
        row.getString("what"),
        row.getObject("started_on", LocalDate.class),
        row.getObject("due_on", LocalDate.class),
        row.getObject("ended_on", LocalDate.class),
        row.getLong("n"),
        row.getLong("d"),
        row.getBoolean("struck"));
  }

  private static MarkingRule.@Nullable Exact exact(ResultSet row, String exact, String shown)
      throws SQLException {
    @Nullable String number = row.getString(exact);
    return number == null ? null : new MarkingRule.Exact(number, row.getBigDecimal(shown));
  }

  private static @Nullable String exact(MarkingRule.@Nullable Exact number) {
    return number == null ? null : number.exact();
  }

  private static @Nullable BigDecimal shown(MarkingRule.@Nullable Exact number) {
    return number == null ? null : number.shown();
  }

  private static Who who(Actor by) {
    return new Who(by.accountId(), by.name(), null, null, null, null);
  }

  private void record(
      String act, Who who, Quarter quarter, String department, Map<String, String> more) {
    var details = new LinkedHashMap<String, String>(more);
    details.put("department", department);
    details.put("scorecard", quarter + "/" + department);
    audit.record(null, act, who, Audience.OFFICERS, Map.copyOf(details));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
