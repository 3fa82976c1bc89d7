package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.policy.DepartmentReads;
import org.zhunru.policy.FactsDiff;
import org.zhunru.policy.Grounds;
import org.zhunru.review.DepartmentReview;
import org.zhunru.review.DraftKind;
import org.zhunru.review.DraftSteps;
import org.zhunru.review.ExpertReviews;
import org.zhunru.review.Hearings;
import org.zhunru.review.JointReviews;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Reviews;
import org.zhunru.review.Stage;

/** {@code /cases/{id}/opinion}: a department's opinion, from the first draft to the signature. */
@Controller
class OpinionPages {
  private static final int ROWS = 3;
  private static final int MOST_ROWS = 20;

  private final Cases cases;
  private final Projects projects;
  private final Matters matters;
  private final Dossiers dossiers;
  private final JointReviews joint;
  private final Reviews reviews;
  private final Corrections corrections;
  private final DraftSteps steps;
  private final ExpertReviews experts;
  private final Hearings hearings;
  private final Departments departments;
  private final Grounds grounds;
  private final DepartmentReads reads;
  private final Claims claims;
  private final FactLines facts;
  private final CitedFindings findings;
  private final LawOfCase law;
  private final AdviceLines advice;
  private final PeopleWords people;
  private final Words words;
  private final RefusalWords refusals;
  private final TransactionTemplate transaction;
  private final Clock clock;

  OpinionPages(
      Cases cases,
      Projects projects,
      Matters matters,
      Dossiers dossiers,
      JointReviews joint,
      Reviews reviews,
      Corrections corrections,
      DraftSteps steps,
      ExpertReviews experts,
      Hearings hearings,
      Departments departments,
      Grounds grounds,
      DepartmentReads reads,
      Claims claims,
      FactLines facts,
      CitedFindings findings,
      LawOfCase law,
      AdviceLines advice,
      PeopleWords people,
      Words words,
      RefusalWords refusals,
      TransactionTemplate transaction,
      Clock clock) {
    this.cases = cases;
    this.projects = projects;
    this.matters = matters;
    this.dossiers = dossiers;
    this.joint = joint;
    this.reviews = reviews;
    this.corrections = corrections;
    this.steps = steps;
    this.experts = experts;
    this.hearings = hearings;
    this.departments = departments;
    this.grounds = grounds;
    this.reads = reads;
    this.claims = claims;
    this.facts = facts;
    this.findings = findings;
    this.law = law;
    this.advice = advice;
    this.people = people;
    this.words = words;
    this.refusals = refusals;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param seat handler, reviewer or head: whose turn it is
   * @param otherLaw why the check would say something else today than was kept; empty if not
   * @param concerning facts that this department's rules read
   * @param others the rest of the dossier
   * @param findings what the check of the version found and a veto may rest on
   * @param cited the one it rests on
   * @param changed what changed since the version before
   * @param advice what colleagues and experts told the department
   * @param expertsOpen whether the department awaits the conclusion of experts
   * @param hearingOwed whether the department has a hearing still to hold
   * @param hands every hand the draft went through
   * @param earlier seats it can be given back to, as options
   */
  public record View(
      String id,
      String number,
      String project,
      String department,
      String departmentName,
      String seat,
      String seatName,
      int version,
      boolean changedSince,
      String returnedWhy,
      String otherLaw,
      List<FactLines.Line> concerning,
      List<FactLines.Line> others,
      List<CitedFindings.Line> findings,
      CitedFindings.@Nullable Line cited,
      List<Change> changed,
      AdviceLines.Advice advice,
      boolean expertsOpen,
      boolean hearingOwed,
      List<Hand> hands,
      List<Option> kinds,
      List<Option> grounds,
      List<Option> stages,
      List<Option> operators,
      List<Option> reasons,
      List<Option> subjects,
      List<Option> departments,
      List<Option> earlier,
      Map<String, String> typed,
      int conditionRows,
      int correctionRows,
      List<FieldError> errors) {}

  public record Option(String value, String label) {}

  public record Change(String label, String before, String after) {}

  /**
   * @param before what the hand before had written; equal to text if nothing was changed
   */
  public record Hand(
      Instant at, String who, String act, String kind, String before, String text, String note) {}

  /** What follows from signing. */
  public record Confirm(
      String id,
      String number,
      String project,
      List<String> consequences,
      Map<String, String> fields,
      boolean veto) {}

  /** One transaction for all that the page asks, and for noting that it was read. */
  @GetMapping("/cases/{id}/opinion")
  @Transactional
  ModelAndView opinion(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String cite) {
    var of = cases.see(actor, CaseId.parse(id));
    var review = review(actor, of, department);
    var typed = typed(review.draft());
    return cite.isEmpty()
        ? page(HttpStatus.OK, of, review, typed, List.of())
        : citing(of, review, typed, cite);
  }

  /** With a finding taken over; kept only when the draft is. */
  private ModelAndView citing(
      Case of, DepartmentReview review, Map<String, String> typed, String key) {
    var version = review.dossierVersion();
    var lines = facts.of(dossiers.version(of.id(), version).facts(), false);
    findings.cite(typed, key, of.id(), version, review.department(), lines);
    return page(HttpStatus.OK, of, review, typed, List.of());
  }

  private DepartmentReview review(Actor actor, Case of, String department) {
    var all = joint.of(of.id()).orElseThrow(() -> Refusal.conflict("review.notOpen")).departments();
    return all.stream()
        .filter(d -> actor.belongsTo(d.department()))
        .filter(d -> department.isBlank() || d.department().equals(department))
        .findFirst()
        .orElseThrow(() -> Refusal.forbidden("review.notYourSeat", department, ""));
  }

  private ModelAndView page(
      HttpStatus status,
      Case of,
      DepartmentReview review,
      Map<String, String> typed,
      List<FieldError> errors) {
    var code = review.department();
    var seat = review.state().seat();
    var version = dossiers.version(of.id(), of.dossierVersion());
    var lines = facts.of(version.facts(), false);
    var matter = matters.byId(of.matter());
    var found = findings.of(of.id(), review.dossierVersion(), code);
    var today = LocalDate.now(clock);
    var filed = LocalDate.ofInstant(version.submittedAt(), clock.getZone());
    var reading = reads.of(code, filed);
    var own = lines.stream().collect(Collectors.partitioningBy(l -> reading.test(l.path())));
    var page = new ModelAndView("opinion", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            code,
            people.department(code),
            seat == null ? "" : seat.code(),
            seat == null ? "" : people.seat(seat),
            review.dossierVersion(),
            !typed.getOrDefault("dossierVersion", "").equals("" + review.dossierVersion()),
            review.returnedWhy() == null ? "" : review.returnedWhy(),
            law.otherwise(of),
            own.get(true),
            own.get(false),
            found,
            CitedFindings.among(found, typed),
            changed(of),
            advice.given(of, code),
            experts.open(of.id(), code),
            hearings.owes(of.id(), code),
            hands(review),
            options(DraftKind.values(), "review.kind."),
            grounds.forDepartment(code, today).stream()
                .map(
                    g ->
                        new Option(
                            g.id(),
                            words.say(
                                g.toBeConfirmed() ? "review.ground.recalled" : "review.ground",
                                g.id(),
                                g.text(),
                                g.legalBasis())))
                .toList(),
            options(Stage.values(), "review.stage."),
            java.util.Arrays.stream(OpinionDraft.Operator.values())
                .map(o -> new Option(o.name(), o.sign()))
                .toList(),
            matter.correctionReasons().entrySet().stream()
                .map(r -> new Option(r.getKey(), r.getValue().in(locale())))
                .toList(),
            lines.stream()
                .map(
                    l ->
                        new Option(
                            l.path(),
                            l.group().isEmpty() ? l.label() : l.group() + " " + l.label()))
                .toList(),
            departments.all().stream()
                .filter(d -> !d.code().equals(Actor.LEAD_OFFICE) && !d.code().equals(code))
                .map(d -> new Option(d.code(), people.department(d.code())))
                .toList(),
            earlier(code, seat),
            typed,
            rows(typed, "conditions"),
            rows(typed, "corrections"),
            with(errors, ended(typed, today))));
    return page;
  }

  /** A ground that the draft relies on and a newer edition of the register no longer has. */
  private Optional<FieldError> ended(Map<String, String> typed, LocalDate today) {
    return DraftKind.VETO.name().equals(typed.get("kind"))
        ? grounds
            .ended(typed.getOrDefault("groundId", ""), today)
            .map(e -> refusals.at(e.refusal()))
        : Optional.empty();
  }

  private static List<FieldError> with(List<FieldError> errors, Optional<FieldError> more) {
    return more.isEmpty() || errors.stream().anyMatch(e -> e.field().equals(more.get().field()))
        ? errors
        : Stream.concat(errors.stream(), more.stream()).toList();
  }

  private List<Option> earlier(String code, @Nullable SeatKind seat) {
    var earlier = new ArrayList<Option>();
    if (seat != null) {
      for (var kind : SeatKind.values()) {
        if (kind.ordinal() < seat.ordinal() && departments.byCode(code).has(kind)) {
          earlier.add(new Option(kind.code(), people.seat(kind)));
        }
      }
    }
    return earlier;
  }

  private <E extends Enum<E>> List<Option> options(E[] values, String prefix) {
    return java.util.Arrays.stream(values)
        .map(v -> new Option(v.name(), words.say(prefix + v.name())))
        .toList();
  }

  private List<Change> changed(Case of) {
    if (of.dossierVersion() < 2) {
      return List.of();
    }
    var before = dossiers.version(of.id(), of.dossierVersion() - 1).facts();
    var after = dossiers.version(of.id(), of.dossierVersion()).facts();
    var labels = new LinkedHashMap<String, String>();
    for (var json : List.of(before, after)) {
      facts.of(json, false).forEach(l -> labels.put(l.path(), l.group() + " " + l.label()));
    }
    return FactsDiff.between(before, after).stream()
        .map(
            c ->
                new Change(
                    labels.getOrDefault(c.path(), c.path()).strip(),
                    c.before() == null ? "" : c.before(),
                    c.after() == null ? "" : c.after()))
        .toList();
  }

  private List<Hand> hands(DepartmentReview review) {
    var hands = new ArrayList<Hand>();
    var before = "";
    for (var step : steps.of(review.id())) {
      var kind = step.draft().kind();
      var text = summary(step.draft());
      hands.add(
          new Hand(
              step.at(),
              step.onBehalfName() == null
                  ? words.say("review.hand", step.byName(), people.seat(step.seat()))
                  : words.say(
                      "review.hand.deputy",
                      step.byName(),
                      people.seat(step.seat()),
                      step.onBehalfName()),
              words.say("review.act." + step.act().name()),
              kind == null ? "" : words.say("review.kind." + kind.name()),
              before.isEmpty() ? text : before,
              text,
              step.note()));
      before = text;
    }
    return hands;
  }

  /** What counts of a draft: what was typed for another kind of opinion does not. */
  private String summary(OpinionDraft draft) {
    var parts = new ArrayList<String>();
    var kind = draft.kind();
    parts.add(draft.text());
    if (kind == null || kind == DraftKind.VETO) {
      parts.add(draft.fact());
      parts.add(draft.remedy());
    }
    if (kind == null || kind == DraftKind.CONDITIONS) {
      draft.conditions().forEach(c -> parts.add(c.text()));
    }
    if (kind == null || kind == DraftKind.CORRECTION) {
      draft.corrections().forEach(c -> parts.add(c.text()));
      if (draft.days() != null) {
        parts.add(words.say("calendar.amount.working", draft.days()));
      }
    }
    parts.removeIf(String::isBlank);
    return String.join(" / ", parts);
  }

  @PostMapping("/cases/{id}/opinion")
  Object act(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "save") String act,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "") String cite,
      @RequestParam(defaultValue = "false") boolean confirmed,
      HttpServletRequest request) {
    var of = cases.see(actor, CaseId.parse(id));
    var review = review(actor, of, department);
    var typed = typed(request);
    if (!cite.isEmpty()) {
      return citing(of, review, typed, cite);
    }
    if (act.equals("more")) {
      return page(HttpStatus.OK, of, review, typed, List.of());
    }
    try {
      var draft = draft(typed);
      if (act.equals("sign") && !confirmed) {
        reviews.checkSigning(actor, of.id(), review.department(), draft);
        return confirm(of, review, draft, typed);
      }
      transaction.executeWithoutResult(
          status -> perform(actor, of, review, act, draft, note, to, why));
      if (act.equals("advice")) {
        return "redirect:/cases/" + of.id() + "/advice?department=" + review.department();
      }
      return act.equals("save")
          ? "redirect:/cases/" + of.id() + "/opinion?department=" + review.department()
          : "redirect:/cases/" + of.id() + "?tab=opinions";
    } catch (Refusals several) {
      return again(of, review, typed, several.all());
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.FORBIDDEN || refused.kind() == Refusal.Kind.UNKNOWN) {
        throw refused;
      }
      return again(of, review, typed, List.of(refused));
    }
  }

  private void perform(
      Actor actor,
      Case of,
      DepartmentReview review,
      String act,
      OpinionDraft draft,
      String note,
      String to,
      String why) {
    var code = review.department();
    var seat = review.state().seat();
    if (seat != null) {
      claims.ensureMine(actor, of.id().value(), kind(seat), code);
    }
    switch (act) {
      case "forward":
        reviews.forward(actor, of.id(), code, draft, note);
        break;
      case "return":
        reviews.giveBack(actor, of.id(), code, seat(to), draft, why);
        break;
      case "sign":
        reviews.sign(actor, of.id(), code, draft);
        break;
      default:
        reviews.save(actor, of.id(), code, draft);
        break;
    }
  }

  /** The kind of work by which that seat has its turn. */
  static String kind(SeatKind seat) {
    switch (seat) {
      case HANDLER:
        return "DRAFT";
      case REVIEWER:
        return "REVIEW";
      default:
        return "SIGN";
    }
  }

  private static SeatKind seat(String to) {
    if (to.isBlank()) {
      throw Refusal.invalid("review.noEarlierSeat", "to", to);
    }
    return SeatKind.of(to);
  }

  private ModelAndView confirm(
      Case of, DepartmentReview review, OpinionDraft draft, Map<String, String> typed) {
    var kind = draft.kind();
    if (kind == null) {
      throw Refusal.invalid("review.kindMissing", "kind");
    }
    var follows = new ArrayList<String>();
    follows.add(words.say("review.confirm." + kind.name(), people.department(review.department())));
    var days = draft.days();
    if (kind == DraftKind.CORRECTION && days != null) {
      follows.add(words.say("review.confirm.days", days, corrections.lastDay(days)));
    }
    follows.add(words.say("review.confirm.final"));
    var fields = new LinkedHashMap<>(typed);
    fields.put("department", review.department());
    fields.put("act", "sign");
    var page = new ModelAndView("opinion-confirm");
    page.addObject(
        "page",
        new Confirm(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            follows,
            fields,
            kind == DraftKind.VETO));
    return page;
  }

  private ModelAndView again(
      Case of, DepartmentReview review, Map<String, String> typed, List<Refusal> refused) {
    return page(
        HttpStatus.UNPROCESSABLE_CONTENT,
        of,
        review,
        typed,
        refused.stream().map(OpinionPages::asTyped).map(refusals::at).toList());
  }

  /** Corrections are told of {@code corrections.items[0].text}; the form calls it otherwise. */
  private static Refusal asTyped(Refusal refused) {
    var field = refused.field();
    return field == null ? refused : refused.at(field.replace("corrections.items", "corrections"));
  }

  private static final Set<String> SINGLE =
      Set.of(
          "kind",
          "dossierVersion",
          "text",
          "groundId",
          "fact",
          "factPath",
          "finding",
          "remedy",
          "transferTo",
          "days");

  private static Map<String, String> typed(HttpServletRequest request) {
    var typed = new LinkedHashMap<String, String>();
    for (var each : request.getParameterMap().entrySet()) {
      var name = each.getKey();
      if (SINGLE.contains(name) || name.matches("(conditions|corrections)\\[\\d{1,2}]\\.[a-z]+")) {
        typed.put(name, each.getValue()[0]);
      }
    }
    return typed;
  }

  private static Map<String, String> typed(OpinionDraft draft) {
    var typed = new LinkedHashMap<String, String>();
    put(typed, "kind", draft.kind() == null ? null : draft.kind().name());
    put(typed, "dossierVersion", "" + draft.dossierVersion());
    put(typed, "text", draft.text());
    put(typed, "groundId", draft.groundId());
    put(typed, "fact", draft.fact());
    put(typed, "factPath", draft.factPath());
    put(typed, "finding", draft.finding() == null ? null : draft.finding().key());
    put(typed, "remedy", draft.remedy());
    put(typed, "transferTo", draft.transferTo());
    put(typed, "days", draft.days() == null ? null : draft.days().toString());
    for (int i = 0; i < draft.conditions().size(); i++) {
      var c = draft.conditions().get(i);
      var at = "conditions[" + i + "].";
      put(typed, at + "text", c.text());
      put(typed, at + "stage", c.stage() == null ? null : c.stage().name());
      put(typed, at + "measure", c.measure());
      put(typed, at + "operator", c.operator() == null ? null : c.operator().name());
      put(typed, at + "value", c.value() == null ? null : c.value().toPlainString());
      put(typed, at + "unit", c.unit());
    }
    for (int i = 0; i < draft.corrections().size(); i++) {
      var c = draft.corrections().get(i);
      var at = "corrections[" + i + "].";
      put(typed, at + "subject", c.subject());
      put(typed, at + "reason", c.reason());
      put(typed, at + "text", c.text());
    }
    return typed;
  }

  private static void put(Map<String, String> typed, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      typed.put(name, value);
    }
  }

  private static int rows(Map<String, String> typed, String list) {
    int last = -1;
    for (var name : typed.keySet()) {
      if (name.startsWith(list + "[") && !typed.get(name).isBlank()) {
        last =
            Math.max(last, Integer.parseInt(name.substring(list.length() + 1, name.indexOf(']'))));
      }
    }
    return Math.min(MOST_ROWS, Math.max(ROWS, last + 2));
  }

  private static OpinionDraft draft(Map<String, String> typed) {
    var conditions = new ArrayList<OpinionDraft.Condition>();
    var corrections = new ArrayList<Correction.Item>();
    for (int i = 0; i < MOST_ROWS; i++) {
      var c = "conditions[" + i + "].";
      if (told(typed, c)) {
        conditions.add(
            new OpinionDraft.Condition(
                get(typed, c + "text"),
                choice(Stage.values(), get(typed, c + "stage")),
                get(typed, c + "measure"),
                choice(OpinionDraft.Operator.values(), get(typed, c + "operator")),
                number(get(typed, c + "value"), c + "value"),
                get(typed, c + "unit")));
      }
      var r = "corrections[" + i + "].";
      if (told(typed, r)) {
        corrections.add(
            new Correction.Item(
                Correction.Kind.FIELD,
                get(typed, r + "subject"),
                get(typed, r + "reason"),
                get(typed, r + "text")));
      }
    }
    return new OpinionDraft(
        choice(DraftKind.values(), get(typed, "kind")),
        version(get(typed, "dossierVersion")),
        get(typed, "text"),
        blank(get(typed, "groundId")),
        get(typed, "fact"),
        blank(get(typed, "factPath")),
        OpinionDraft.CitedFinding.of(get(typed, "finding")),
        get(typed, "remedy"),
        conditions,
        corrections,
        blank(get(typed, "transferTo")),
        AdvicePages.number("days", get(typed, "days")));
  }

  private static boolean told(Map<String, String> typed, String at) {
    return typed.entrySet().stream()
        .anyMatch(
            e ->
                e.getKey().startsWith(at)
                    && !e.getValue().isBlank()
                    && !e.getKey().endsWith(".operator"));
  }

  private static String get(Map<String, String> typed, String name) {
    return typed.getOrDefault(name, "");
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text;
  }

  private static int version(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  private static <E extends Enum<E>> @Nullable E choice(E[] values, String name) {
    for (var value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable BigDecimal number(String text, String field) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException none) {
      throw Refusal.invalid("review.numberMalformed", field, text);
    }
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
