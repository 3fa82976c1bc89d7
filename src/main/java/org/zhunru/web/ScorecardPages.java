package org.zhunru.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.policy.MarkingRule;
import org.zhunru.policy.RevisionText;
import org.zhunru.supervision.Quarter;
import org.zhunru.supervision.Reports;
import org.zhunru.supervision.Scorecard;
import org.zhunru.supervision.Scorecards;

/** {@code /scorecards}: how the quarters of departments were marked, and out of what. */
@Controller
class ScorecardPages {
  private static final int TREND = 8;
  private static final int COLUMNS = 4;

  /** Rows of a figure on a page; files have all. */
  private static final int MOST = 200;

  private final Scorecards cards;
  private final Reports reports;
  private final MarkingRule rule;
  private final Documents documents;
  private final Departments departments;
  private final ScorecardWords say;
  private final TableFiles tables;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;

  ScorecardPages(
      Scorecards cards,
      Reports reports,
      MarkingRule rule,
      Documents documents,
      Departments departments,
      ScorecardWords say,
      TableFiles tables,
      PeopleWords people,
      RefusalWords refusals,
      Words words) {
    this.cards = cards;
    this.reports = reports;
    this.rule = rule;
    this.documents = documents;
    this.departments = departments;
    this.say = say;
    this.tables = tables;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
  }

  /**
   * One quarter of one department.
   *
   * @param href empty if there is nothing to see
   */
  public record Cell(String text, String note, String href) {}

  /** A department, its last quarters and how far the newest of them is. */
  public record Line(String department, List<Cell> cells, String state) {}

  /** A row of the rule. */
  public record RuleLine(String name, String weight, String how, String source) {}

  /**
   * @param later the next quarter; empty if that has not begun
   * @param export empty if there is no card to take along
   * @param reports how the city's reports of the quarter were sent
   * @param reportsHref empty if the reader may not see them
   */
  public record All(
      String quarter,
      String earlier,
      String later,
      List<String> columns,
      List<Line> lines,
      String export,
      String reports,
      String reportsHref,
      List<RuleLine> rule,
      String borders) {}

  /** A label and what stands behind it. */
  public record Fact(String label, String value) {}

  /**
   * A figure.
   *
   * @param href of the rows behind it; empty if there is none
   * @param corrected empty if nothing was struck
   * @param objection how far an objection is; empty if there is none
   */
  public record Figure(
      String name,
      long rows,
      String href,
      String value,
      String weight,
      String mark,
      String corrected,
      String objection) {}

  /**
   * @param state RUNNING, NONE or that of the card; HEARD once a draft can't be objected to
   * @param mark empty if there is none
   */
  public record One(
      String quarter,
      String department,
      String here,
      String state,
      String mark,
      String computed,
      List<Fact> facts,
      List<Figure> figures,
      String returned,
      boolean mayObject,
      boolean mayCheck,
      String waits,
      boolean maySign,
      boolean hasPaper,
      int revision,
      List<Cell> trend,
      List<String> trendColumns,
      String borders,
      String why,
      List<FieldError> errors) {}

  /** A case behind a figure. */
  public record RowLine(
      int no,
      String number,
      String project,
      String href,
      String what,
      @Nullable LocalDate started,
      @Nullable LocalDate due,
      @Nullable LocalDate ended,
      String counts,
      boolean struck) {}

  /** What was said against a figure, and what was answered. */
  public record Said(
      String by, String at, String reason, String evidence, String rows, List<Fact> answer) {}

  /**
   * @param lost what was typed and can't be sent any more; empty if nothing
   */
  public record Behind(
      String title,
      String quarter,
      String card,
      String here,
      String how,
      boolean kept,
      List<Fact> facts,
      List<RowLine> rows,
      long more,
      @Nullable Said said,
      boolean mayObject,
      LocalDate objectBy,
      boolean mayAnswer,
      int revision,
      List<ListFilters.Option> choices,
      List<String> chosen,
      Map<String, String> form,
      String lost,
      List<FieldError> errors) {}

  @GetMapping("/scorecards")
  ModelAndView all(@RequestParam(defaultValue = "") String quarter, Actor actor) {
    var now = cards.running();
    var of = Quarter.read(quarter).filter(q -> q.compareTo(now) <= 0).orElse(null);
    if (of == null) {
      of = cards.of(actor, now.plus(-1)).isEmpty() ? now : now.plus(-1);
    }
    var first = of.plus(1 - COLUMNS);
    var columns = new ArrayList<String>();
    for (int i = 0; i < COLUMNS; i++) {
      columns.add(say.quarter(first.plus(i)));
    }
    var found = cards.between(actor, first, of);
    boolean running = of.equals(now);
    var owed = reports.owed(of.from(), of.to());
    var page = new ModelAndView("scorecards");
    page.addObject(
        "page",
        new All(
            say.quarter(of),
            "/scorecards?quarter=" + of.plus(-1),
            running ? "" : "/scorecards?quarter=" + of.plus(1),
            columns,
            lines(actor, first, of, found, running ? cards.busy(actor) : Set.of()),
            found.isEmpty() ? "" : "/scorecards/export?quarter=" + of + "&format=",
            words.say("scorecards.reports", owed.owed(), owed.late()),
            actor.hasRole(Role.SUPERVISOR) ? "/reports?year=" + of.year() : "",
            ruleLines(rule.measures()),
            borders(rule.grades())));
    return page;
  }

  private List<Line> lines(
      Actor actor, Quarter first, Quarter of, List<Scorecard.Line> found, Set<String> busy) {
    var lines = new ArrayList<Line>();
    for (var department : departments.all()) {
      var code = department.code();
      if (!Scorecards.maySee(actor, code)) {
        continue;
      }
      var own = found.stream().filter(l -> l.department().equals(code)).toList();
      var cells = new ArrayList<Cell>();
      for (int i = 0; i < COLUMNS; i++) {
        cells.add(cell(first.plus(i), code, own, busy));
      }
      var newest = own.stream().filter(l -> l.quarter().equals(of)).findFirst();
      lines.add(
          new Line(
              people.department(code),
              cells,
              newest.map(this::state).orElse(words.say(stateKey(of, code, busy)))));
    }
    return lines;
  }

  private String stateKey(Quarter of, String department, Set<String> busy) {
    return busy.contains(department)
        ? "scorecards.state.RUNNING"
        : of.equals(cards.running()) ? "scorecards.state.QUIET" : "scorecards.state.NONE";
  }

  private String state(Scorecard.Line line) {
    return line.unanswered() > 0
        ? words.say("scorecards.unanswered", line.unanswered())
        : words.say("scorecards.state." + state(line.state(), line.objectBy()));
  }

  /** A draft says whether it can still be objected to. */
  private String state(Scorecard.State state, LocalDate objectBy) {
    return state == Scorecard.State.DRAFT && cards.today().isAfter(objectBy)
        ? "HEARD"
        : state.name();
  }

  private Cell cell(
      Quarter quarter, String department, List<Scorecard.Line> own, Set<String> busy) {
    var found = own.stream().filter(l -> l.quarter().equals(quarter)).findFirst();
    if (found.isEmpty()) {
      return quarter.equals(cards.running()) && busy.contains(department)
          ? new Cell(words.say("scorecards.soFar"), "", address(quarter, department))
          : new Cell(words.say("scorecards.noNumber"), "", "");
    }
    var line = found.get();
    var shown = line.shown();
    return new Cell(
        shown == null
            ? words.say("scorecards.noGrade")
            : words.say(
                "scorecards.markAndGrade",
                say.plain(shown),
                say.grade(rule.grades(), line.grade())),
        line.state() == Scorecard.State.PUBLISHED ? "" : words.say("scorecards.draft"),
        address(quarter, department));
  }

  private static String address(Quarter quarter, String department) {
    return "/scorecards/" + quarter + "/" + department;
  }

  private List<RuleLine> ruleLines(List<MarkingRule.Measure> measures) {
    return measures.stream()
        .map(
            m ->
                new RuleLine(
                    say.measure(m),
                    m.weight() == 0 ? words.say("scorecards.noNumber") : String.valueOf(m.weight()),
                    how(m),
                    m.confidence().equals("recalled")
                        ? words.say("scorecards.doubtful", m.source())
                        : m.source()))
        .toList();
  }

  private String how(MarkingRule.Measure measure) {
    return measure.weight() == 0
        ? words.say("scorecards.how.none")
        : words.say(
            "scorecards.how",
            say.plain(measure.full()),
            say.plain(measure.free()),
            say.plain(measure.per()),
            say.plain(measure.deduct()),
            say.plain(measure.floor()));
  }

  private String borders(List<MarkingRule.Grade> grades) {
    return grades.stream()
        .map(g -> words.say("scorecards.border", say.grade(g), say.plain(g.atLeast())))
        .collect(java.util.stream.Collectors.joining(words.say("scorecards.and")));
  }

  /**
   * The cards of a quarter as a table.
   *
   * @param format xlsx, csv or json
   */
  @GetMapping("/scorecards/export")
  ResponseEntity<byte[]> export(
      @RequestParam(defaultValue = "") String quarter,
      @RequestParam(defaultValue = "xlsx") String format,
      Actor actor) {
    var of = quarter(quarter);
    var lines = new ArrayList<List<String>>();
    for (var line : cards.of(actor, of)) {
      cards.find(actor, of, line.department()).ifPresent(c -> lines.addAll(table(c)));
    }
    return tables.of(
        new RevisionText(header(), lines.stream().map(ScorecardPages::harmless).toList()),
        "scorecards-" + of,
        format);
  }

  private List<String> header() {
    return Stream.of(
            "quarter",
            "department",
            "state",
            "measure",
            "weight",
            "rows",
            "value",
            "mark",
            "correctedRows",
            "correctedValue",
            "correctedMark")
        .map(key -> words.say("scorecards." + key))
        .toList();
  }

  private List<List<String>> table(Scorecard card) {
    var lines = new ArrayList<List<String>>();
    var head =
        List.of(
            say.quarter(card.quarter()),
            people.department(card.department()),
            words.say("scorecards.state." + state(card.state(), card.objectBy())));
    for (var item : card.items()) {
      var line = new ArrayList<>(head);
      line.add(say.measure(item.measure()));
      line.add(String.valueOf(item.measure().weight()));
      line.add(String.valueOf(item.rows()));
      line.add(exact(item.value()));
      line.add(exact(item.mark()));
      line.add(String.valueOf(item.correctedRows()));
      line.add(exact(item.correctedValue()));
      line.add(exact(item.correctedMark()));
      lines.add(line);
    }
    var whole = new ArrayList<>(head);
    whole.addAll(List.of(words.say("scorecards.whole"), "100", ""));
    whole.add(say.grade(card.grades(), card.computed().grade()));
    whole.add(exact(card.computed().mark()));
    whole.add("");
    whole.add(say.grade(card.grades(), card.corrected().grade()));
    whole.add(exact(card.corrected().mark()));
    lines.add(whole);
    return lines;
  }

  private static String exact(MarkingRule.@Nullable Exact number) {
    return number == null ? "" : number.exact();
  }

  private static List<String> harmless(List<String> line) {
    return line.stream().map(SafeCells::harmless).toList();
  }

  private static Quarter quarter(String written) {
    return Quarter.read(written).orElseThrow(() -> Refusal.unknown("scorecards.noSuchCard"));
  }

  /** Only of departments that there are. */
  private String known(String department) {
    if (departments.all().stream().noneMatch(d -> d.code().equals(department))) {
      throw Refusal.unknown("scorecards.noSuchCard");
    }
    return department;
  }

  @GetMapping("/scorecards/{quarter}/{department}")
  ModelAndView one(@PathVariable String quarter, @PathVariable String department, Actor actor) {
    return one(HttpStatus.OK, quarter(quarter), known(department), actor, "", List.of());
  }

  private ModelAndView one(
      HttpStatus status,
      Quarter quarter,
      String department,
      Actor actor,
      String why,
      List<FieldError> errors) {
    var card = cards.find(actor, quarter, department);
    var page = new ModelAndView("scorecard", status);
    page.addObject(
        "page",
        card.isPresent()
            ? one(card.get(), actor, why, errors)
            : noCard(quarter, department, actor));
    return page;
  }

  /** The quarter runs, or there was nothing in it. */
  private One noCard(Quarter quarter, String department, Actor actor) {
    if (quarter.compareTo(cards.running()) > 0) {
      throw Refusal.unknown("scorecards.noSuchCard");
    }
    boolean running = quarter.equals(cards.running());
    var here = address(quarter, department);
    var figures = new ArrayList<Figure>();
    if (running) {
      for (var taken : cards.interim(actor, department).whole().taken()) {
        figures.add(
            new Figure(
                say.measure(taken.measure()),
                taken.rows(),
                taken.rows() == 0 ? "" : here + "/" + taken.measure().id(),
                say.number(taken.value()),
                weight(taken.measure()),
                "",
                "",
                ""));
      }
    }
    return new One(
        say.quarter(quarter),
        people.department(department),
        here,
        running ? "RUNNING" : "NONE",
        "",
        "",
        List.of(),
        figures,
        "",
        false,
        false,
        "",
        false,
        false,
        0,
        trend(actor, quarter, department),
        trendColumns(quarter),
        borders(rule.grades()),
        "",
        List.of());
  }

  private String weight(MarkingRule.Measure measure) {
    return measure.weight() == 0
        ? words.say("scorecards.noNumber")
        : String.valueOf(measure.weight());
  }

  private One one(Scorecard card, Actor actor, String why, List<FieldError> errors) {
    boolean above = Scorecards.isAbove(actor, card.department());
    boolean over = cards.today().isAfter(card.objectBy());
    boolean draft = card.state() == Scorecard.State.DRAFT;
    var returned = card.returned();
    return new One(
        say.quarter(card.quarter()),
        people.department(card.department()),
        address(card.quarter(), card.department()),
        state(card.state(), card.objectBy()),
        mark(card, card.corrected()),
        card.computed().equals(card.corrected()) ? "" : mark(card, card.computed()),
        facts(card),
        card.items().stream().map(i -> figure(card, i)).toList(),
        returned == null ? "" : words.say("scorecards.returned", returned.name(), returned.why()),
        card.mayObject(cards.today()) && actor.holds(card.department(), SeatKind.HEAD),
        above && draft && over && card.unanswered() == 0,
        above && draft
            ? card.unanswered() > 0
                ? words.say("scorecards.waits.answers", card.unanswered())
                : over ? "" : words.say("scorecards.waits.days", card.objectBy())
            : "",
        card.state() == Scorecard.State.CHECKED && Scorecards.maySign(actor, card),
        card.document() != null,
        card.revision(),
        trend(actor, card.quarter(), card.department()),
        trendColumns(card.quarter()),
        borders(card.grades()),
        why,
        errors);
  }

  private String mark(Scorecard card, Scorecard.Mark mark) {
    return mark.mark() == null
        ? words.say("scorecards.noGrade")
        : words.say(
            "scorecards.markAndGrade",
            say.number(mark.mark()),
            say.grade(card.grades(), mark.grade()));
  }

  private List<Fact> facts(Scorecard card) {
    var facts = new ArrayList<Fact>();
    add(facts, "days", words.say("scorecards.fromTo", card.quarter().from(), card.quarter().to()));
    add(facts, "computedOn", words.say("reports.plain", card.computedAt()));
    add(facts, "objectBy", words.say("reports.plain", card.objectBy()));
    act(facts, "checked", card.checked());
    act(facts, "published", card.published());
    add(facts, "ruleSha256", card.ruleSha256());
    return facts;
  }

  private void add(List<Fact> facts, String key, String value) {
    facts.add(new Fact(words.say("scorecards." + key), value));
  }

  private void act(List<Fact> facts, String key, Scorecard.@Nullable Act act) {
    if (act != null) {
      add(facts, key, act.name() + " " + words.say("reports.plain", act.at()));
    }
  }

  private Figure figure(Scorecard card, Scorecard.Item item) {
    var id = item.measure().id();
    return new Figure(
        say.measure(item.measure()),
        item.rows(),
        item.rows() == 0 ? "" : address(card.quarter(), card.department()) + "/" + id,
        say.number(item.value()),
        weight(item.measure()),
        say.number(item.mark()),
        item.isCorrected()
            ? words.say(
                "scorecards.correctedTo",
                String.valueOf(item.correctedRows()),
                say.number(item.correctedValue()),
                say.number(item.correctedMark()))
            : "",
        card.objection(id).map(o -> words.say("scorecards.objection." + answered(o))).orElse(""));
  }

  private static String answered(Scorecard.Objection objection) {
    var accepted = objection.accepted();
    return accepted == null ? "OPEN" : accepted ? "ACCEPTED" : "REJECTED";
  }

  private List<Cell> trend(Actor actor, Quarter until, String department) {
    var own =
        cards.between(actor, until.plus(1 - TREND), until).stream()
            .filter(l -> l.department().equals(department))
            .toList();
    var cells = new ArrayList<Cell>();
    for (int i = TREND - 1; i >= 0; i--) {
      cells.add(cell(until.plus(-i), department, own, Set.of()));
    }
    return cells;
  }

  private List<String> trendColumns(Quarter until) {
    var columns = new ArrayList<String>();
    for (int i = TREND - 1; i >= 0; i--) {
      columns.add(until.plus(-i).toString());
    }
    return columns;
  }

  /** The cases behind a figure; what is said against it. */
  @GetMapping("/scorecards/{quarter}/{department}/{measure}")
  ModelAndView behind(
      @PathVariable String quarter,
      @PathVariable String department,
      @PathVariable String measure,
      Actor actor) {
    return behind(
        HttpStatus.OK, quarter, department, measure, actor, Map.of(), List.of(), List.of());
  }

  private record Found(
      MarkingRule.Measure measure,
      List<Scorecard.Row> rows,
      String value,
      Optional<Scorecard> card) {}

  private Found found(Actor actor, Quarter quarter, String department, String measure) {
    var card = cards.find(actor, quarter, department);
    if (card.isPresent()) {
      var item =
          card.get().item(measure).orElseThrow(() -> Refusal.unknown("scorecards.noSuchCard"));
      return new Found(
          item.measure(), cards.rows(card.get(), measure), say.number(item.value()), card);
    }
    if (!quarter.equals(cards.running())) {
      throw Refusal.unknown("scorecards.noSuchCard");
    }
    var interim = cards.interim(actor, department);
    var taken =
        interim.whole().taken().stream()
            .filter(t -> t.measure().id().equals(measure))
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("scorecards.noSuchCard"));
    return new Found(
        taken.measure(),
        interim.rows().getOrDefault(measure, List.of()),
        say.number(taken.value()),
        card);
  }

  private ModelAndView behind(
      HttpStatus status,
      String written,
      String department,
      String measure,
      Actor actor,
      Map<String, String> typed,
      List<String> chosen,
      List<FieldError> errors) {
    var quarter = quarter(written);
    var found = found(actor, quarter, known(department), measure);
    var card = found.card().orElse(null);
    var shown =
        found.rows().stream()
            .sorted(
                Comparator.comparingDouble((Scorecard.Row r) -> -(double) r.n() / r.d())
                    .thenComparingInt(Scorecard.Row::no))
            .limit(MOST)
            .toList();
    var objection = card == null ? null : card.objection(measure).orElse(null);
    boolean mayObject =
        card != null
            && !found.rows().isEmpty()
            && card.mayObject(cards.today())
            && actor.holds(department, SeatKind.HEAD)
            && (objection == null || objection.accepted() == null);
    boolean mayAnswer =
        objection != null
            && card != null
            && card.state() == Scorecard.State.DRAFT
            && Scorecards.isAbove(actor, department);
    var form = new HashMap<String, String>();
    form.put("reason", objection == null ? "" : objection.reason());
    form.put("evidence", objection == null ? "" : objection.evidence());
    form.put("decision", objection == null ? "" : decision(objection));
    form.put("answer", objection == null || objection.answer() == null ? "" : objection.answer());
    form.putAll(typed);
    var lost =
        mayObject || mayAnswer ? "" : String.join("\n", new TreeSet<>(typed.values())).strip();
    var page = new ModelAndView("scorecard-figure", status);
    page.addObject(
        "page",
        new Behind(
            say.measure(found.measure()),
            words.say("scorecards.of", people.department(department), say.quarter(quarter)),
            address(quarter, department),
            address(quarter, department) + "/" + measure,
            how(found.measure()),
            card != null,
            figureFacts(found, measure),
            shown.stream().map(this::line).toList(),
            found.rows().size() - shown.size(),
            objection == null ? null : said(objection),
            mayObject,
            card == null ? quarter.to() : card.objectBy(),
            mayAnswer,
            card == null ? 0 : card.revision(),
            shown.stream().map(this::choice).toList(),
            errors.isEmpty() ? ticked(objection, found.rows(), mayAnswer) : chosen,
            Map.copyOf(form),
            lost,
            errors));
    return page;
  }

  private static String decision(Scorecard.Objection objection) {
    var accepted = objection.accepted();
    return accepted == null ? "" : accepted ? "accept" : "reject";
  }

  /** What was struck; before an answer, what the department named. */
  private static List<String> ticked(
      Scorecard.@Nullable Objection objection, List<Scorecard.Row> rows, boolean answering) {
    if (objection == null) {
      return List.of();
    }
    return answering && objection.accepted() != null
        ? rows.stream().filter(Scorecard.Row::struck).map(r -> String.valueOf(r.no())).toList()
        : objection.rows().stream().map(String::valueOf).toList();
  }

  private List<Fact> figureFacts(Found found, String measure) {
    var facts = new ArrayList<Fact>();
    add(facts, "rows", String.valueOf(found.rows().size()));
    add(facts, "value", found.value());
    found
        .card()
        .flatMap(c -> c.item(measure))
        .ifPresent(
            item -> {
              add(facts, "mark", say.number(item.mark()));
              if (item.isCorrected()) {
                add(facts, "correctedRows", String.valueOf(item.correctedRows()));
                add(facts, "correctedValue", say.number(item.correctedValue()));
                add(facts, "correctedMark", say.number(item.correctedMark()));
              }
            });
    return facts;
  }

  private RowLine line(Scorecard.Row row) {
    return new RowLine(
        row.no(),
        row.number(),
        row.project(),
        "/cases/" + row.caseId() + "/clocks",
        say.what(row),
        row.started(),
        row.due(),
        row.ended(),
        say.counts(row),
        row.struck());
  }

  private ListFilters.Option choice(Scorecard.Row row) {
    var due = row.due();
    return new ListFilters.Option(
        String.valueOf(row.no()),
        words.say(
            "scorecards.choice",
            row.number(),
            say.what(row),
            say.counts(row),
            due == null ? words.say("scorecards.noNumber") : due));
  }

  private Said said(Scorecard.Objection objection) {
    var answer = new ArrayList<Fact>();
    var accepted = objection.accepted();
    if (accepted != null) {
      add(answer, "decision", words.say("scorecards.objection." + answered(objection)));
      add(answer, "answerReason", String.valueOf(objection.answer()));
      add(
          answer,
          "answeredBy",
          objection.answeredByName()
              + " "
              + words.say(
                  "reports.plain", java.util.Objects.requireNonNull(objection.answeredAt())));
    }
    var behalf = objection.onBehalfName();
    return new Said(
        behalf == null
            ? objection.byName()
            : words.say("scorecards.onBehalf", objection.byName(), behalf),
        words.say("reports.plain", objection.at()),
        objection.reason(),
        objection.evidence(),
        objection.rows().isEmpty()
            ? words.say("scorecards.rows.all")
            : words.say("scorecards.rows.some", objection.rows().size()),
        answer);
  }

  /**
   * All rows behind a figure.
   *
   * @param format xlsx, csv or json
   */
  @GetMapping("/scorecards/{quarter}/{department}/{measure}/file")
  ResponseEntity<byte[]> file(
      @PathVariable String quarter,
      @PathVariable String department,
      @PathVariable String measure,
      @RequestParam(defaultValue = "xlsx") String format,
      Actor actor) {
    var of = quarter(quarter);
    var found = found(actor, of, known(department), measure);
    var header =
        Stream.of(
                "steps.number",
                "steps.project",
                "steps.step",
                "steps.started",
                "steps.due",
                "steps.ended",
                "scorecards.counting",
                "scorecards.struck")
            .map(words::say)
            .toList();
    var lines =
        found.rows().stream()
            .map(
                r ->
                    List.of(
                        r.number(),
                        r.project(),
                        say.what(r),
                        text(r.started()),
                        text(r.due()),
                        text(r.ended()),
                        say.counts(r),
                        r.struck() ? words.say("scorecards.yes") : ""))
            .map(ScorecardPages::harmless)
            .toList();
    return tables.of(new RevisionText(header, lines), "scorecard-" + of + "-" + department, format);
  }

  private static String text(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  @PostMapping("/scorecards/{quarter}/{department}/{measure}/objection")
  Object object(
      @PathVariable String quarter,
      @PathVariable String department,
      @PathVariable String measure,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String evidence,
      @RequestParam(defaultValue = "") List<String> rows,
      Actor actor) {
    try {
      cards.object(actor, quarter(quarter), department, measure, reason, evidence, numbers(rows));
      return "redirect:" + address(quarter(quarter), department) + "/" + measure;
    } catch (Refusal refused) {
      return behind(
          HttpStatus.UNPROCESSABLE_CONTENT,
          quarter,
          department,
          measure,
          actor,
          Map.of("reason", reason, "evidence", evidence),
          rows,
          errors(refused));
    }
  }

  @PostMapping("/scorecards/{quarter}/{department}/{measure}/answer")
  Object answer(
      @PathVariable String quarter,
      @PathVariable String department,
      @PathVariable String measure,
      @RequestParam(defaultValue = "-1") int seen,
      @RequestParam(defaultValue = "") String decision,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") List<String> rows,
      Actor actor) {
    try {
      cards.answer(
          actor,
          quarter(quarter),
          department,
          measure,
          seen,
          decision.equals("accept") ? Boolean.TRUE : decision.equals("reject") ? false : null,
          answer,
          numbers(rows));
      return "redirect:" + address(quarter(quarter), department) + "/" + measure;
    } catch (Refusal refused) {
      return behind(
          HttpStatus.UNPROCESSABLE_CONTENT,
          quarter,
          department,
          measure,
          actor,
          Map.of("decision", decision, "answer", answer),
          rows,
          errors(refused));
    }
  }

  /** A number that is none is one of no row. */
  private static List<Integer> numbers(List<String> typed) {
    return typed.stream()
        .filter(t -> !t.isBlank())
        .map(t -> t.matches("\\d{1,9}") ? Integer.parseInt(t) : 0)
        .toList();
  }

  @PostMapping("/scorecards/{quarter}/{department}/check")
  String check(
      @PathVariable String quarter,
      @PathVariable String department,
      @RequestParam(defaultValue = "-1") int seen,
      Actor actor) {
    cards.check(actor, quarter(quarter), department, seen);
    return "redirect:" + address(quarter(quarter), department);
  }

  @PostMapping("/scorecards/{quarter}/{department}/publish")
  String publish(
      @PathVariable String quarter,
      @PathVariable String department,
      @RequestParam(defaultValue = "-1") int seen,
      Actor actor) {
    cards.publish(actor, quarter(quarter), department, seen);
    return "redirect:" + address(quarter(quarter), department);
  }

  @PostMapping("/scorecards/{quarter}/{department}/return")
  Object giveBack(
      @PathVariable String quarter,
      @PathVariable String department,
      @RequestParam(defaultValue = "-1") int seen,
      @RequestParam(defaultValue = "") String why,
      Actor actor) {
    try {
      cards.giveBack(actor, quarter(quarter), department, seen, why);
      return "redirect:" + address(quarter(quarter), department);
    } catch (Refusal refused) {
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT,
          quarter(quarter),
          department,
          actor,
          why,
          errors(refused));
    }
  }

  /** The paper of a published card. */
  @GetMapping("/scorecards/{quarter}/{department}/paper")
  ResponseEntity<byte[]> paper(
      @PathVariable String quarter, @PathVariable String department, Actor actor) {
    var card =
        cards
            .find(actor, quarter(quarter), known(department))
            .filter(c -> c.document() != null)
            .orElseThrow(() -> Refusal.unknown("scorecards.noSuchCard"));
    var document = documents.byId(java.util.Objects.requireNonNull(card.document()));
    return ResponseEntity.ok()
        .header("Content-Type", "application/pdf")
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(DocumentPages.fileName(document), StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("Cache-Control", "no-store")
        .body(documents.content(document.id()));
  }

  /** What can be mended on the page is told there, with what was typed; anything else is not. */
  private List<FieldError> errors(Refusal refused) {
    if (refused.kind() == Refusal.Kind.CONFLICT) {
      return List.of(refusals.at(refused));
    }
    if (refused.field() == null) {
      throw refused;
    }
    return (refused instanceof Refusals several ? several.all().stream() : Stream.of(refused))
        .map(refusals::at)
        .toList();
  }
}
