package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.common.Word;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.DecisionRequest;
import org.zhunru.decision.Decisions;
import org.zhunru.decision.Merge;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Projects;
import org.zhunru.review.OpinionKind;
import org.zhunru.review.Reviews;

/** {@code /cases/{id}/decision}: the lead office merges what was said, and decides. */
@Controller
class DecisionPages {
  private static final Set<String> DEPARTMENTS_NAMED =
      Set.of("decision.vetoStands", "decision.opinionMissing", "decision.reconsiderationOpen");

  private final Cases cases;
  private final Projects projects;
  private final Decisions decisions;
  private final Reviews reviews;
  private final Claims claims;
  private final CitedFindings findings;
  private final HearingLines hearings;
  private final LawOfCase law;
  private final PeopleWords people;
  private final Words words;
  private final RefusalWords refusals;
  private final TransactionTemplate transaction;

  DecisionPages(
      Cases cases,
      Projects projects,
      Decisions decisions,
      Reviews reviews,
      Claims claims,
      CitedFindings findings,
      HearingLines hearings,
      LawOfCase law,
      PeopleWords people,
      Words words,
      RefusalWords refusals,
      TransactionTemplate transaction) {
    this.cases = cases;
    this.projects = projects;
    this.decisions = decisions;
    this.reviews = reviews;
    this.claims = claims;
    this.findings = findings;
    this.hearings = hearings;
    this.law = law;
    this.people = people;
    this.words = words;
    this.refusals = refusals;
    this.transaction = transaction;
  }

  /**
   * @param otherLaw why the check would say something else today than was kept; empty if not
   * @param barring what stands in the way of any decision, in words; empty for a closed case
   * @param blocking what stands in the way of an approval, in words
   * @param contradictions pairs of conditions that can't both be met, in words
   */
  public record View(
      String id,
      String number,
      String project,
      boolean open,
      String otherLaw,
      List<Said> opinions,
      List<HearingLines.Line> hearings,
      List<Condition> conditions,
      List<String> contradictions,
      List<String> barring,
      List<String> blocking,
      List<Option> outcomes,
      List<Option> departments,
      Map<String, String> typed,
      List<FieldError> errors) {}

  public record Said(
      String department,
      String kind,
      boolean veto,
      String text,
      String ground,
      String basis,
      String fact,
      String finding,
      String remedy) {}

  public record Condition(
      UUID id, String department, String stage, String text, String measure, boolean again) {}

  public record Option(String value, String label) {}

  public record Confirm(
      String id,
      String number,
      String project,
      List<String> consequences,
      Map<String, String> fields,
      boolean danger) {}

  @GetMapping("/cases/{id}/decision")
  ModelAndView decision(Actor actor, @PathVariable String id) {
    var of = lead(actor, id);
    return page(HttpStatus.OK, actor, of, prefilled(decisions.merge(of.id())), List.of());
  }

  private Case lead(Actor actor, String id) {
    var of = cases.see(actor, CaseId.parse(id));
    if (!actor.isLead()) {
      throw Refusal.forbidden("decision.notLead");
    }
    return of;
  }

  /** What the vetoes say already. */
  private static Map<String, String> prefilled(Merge merge) {
    var typed = new LinkedHashMap<String, String>();
    if (!merge.vetoes().isEmpty()) {
      typed.put("outcome", DecisionOutcome.REFUSED.name());
      typed.put(
          "remedies",
          merge.vetoes().stream()
              .map(v -> String.valueOf(v.remedy()))
              .collect(Collectors.joining("\n")));
    }
    return typed;
  }

  private ModelAndView page(
      HttpStatus status, Actor actor, Case of, Map<String, String> typed, List<FieldError> errors) {
    var merge = decisions.merge(of.id());
    var page = new ModelAndView("decision", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            of.state() == CaseState.DECIDING,
            law.otherwise(of),
            merge.opinions().stream()
                .map(
                    o -> {
                      var ground = o.ground();
                      return new Said(
                          people.department(o.department()),
                          words.say("review.kind." + o.kind().name()),
                          o.kind() == OpinionKind.VETO,
                          o.text(),
                          ground == null ? "" : ground.text(),
                          ground == null ? "" : ground.legalBasis(),
                          o.fact() == null ? "" : o.fact(),
                          findings.line(o.finding()),
                          o.remedy() == null ? "" : o.remedy());
                    })
                .toList(),
            hearings.of(actor, of),
            merge.conditions().stream()
                .map(
                    c ->
                        new Condition(
                            c.item().id(),
                            people.department(c.department()),
                            words.say("review.stage." + c.item().stage().name()),
                            c.item().text(),
                            c.item().operator() == null
                                ? ""
                                : c.item().measure()
                                    + " "
                                    + c.item().operator().sign()
                                    + " "
                                    + Figures.plain(
                                        java.util.Objects.requireNonNull(c.item().value()))
                                    + " "
                                    + (c.item().unit() == null ? "" : c.item().unit()),
                            merge.duplicates().contains(c)))
                .toList(),
            merge.contradictions().stream()
                .map(
                    c ->
                        words.say(
                            "decision.contradicts",
                            people.department(c.one().department()),
                            c.one().item().text(),
                            people.department(c.other().department()),
                            c.other().item().text()))
                .toList(),
            of.state() == CaseState.DECIDING ? said(merge.unmet()) : List.of(),
            said(merge.unmetForApproval()),
            java.util.Arrays.stream(DecisionOutcome.values())
                .map(o -> new Option(o.name(), words.say("decision.outcome." + o.name())))
                .toList(),
            merge.opinions().stream()
                .map(o -> new Option(o.department(), people.department(o.department())))
                .toList(),
            typed,
            errors));
    return page;
  }

  private List<String> said(List<Refusal> unmet) {
    return unmet.stream().map(this::inWords).map(refusals::text).toList();
  }

  /** Refusals of decisions name departments by code; people read names. */
  private Refusal inWords(Refusal refused) {
    if (!DEPARTMENTS_NAMED.contains(refused.code())) {
      return refused;
    }
    var code = String.valueOf(refused.arguments().get(0));
    return Refusal.conflict(refused.code(), new Word("", people.department(code)));
  }

  @PostMapping("/cases/{id}/decision")
  Object act(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "") List<String> departments,
      @RequestParam(defaultValue = "false") boolean confirmed,
      HttpServletRequest request) {
    var of = lead(actor, id);
    var typed = typed(request);
    try {
      if (act.equals("back")) {
        transaction.executeWithoutResult(
            status -> {
              claims.ensureMine(actor, of.id().value(), "DECIDE", null);
              reviews.sendBack(actor, of.id(), Set.copyOf(departments), why);
            });
        return "redirect:/cases/" + of.id() + "?tab=opinions";
      }
      var asked = request(typed);
      if (!confirmed) {
        decisions.check(actor, of.id(), asked);
        return confirm(of, asked, typed);
      }
      transaction.executeWithoutResult(
          status -> {
            claims.ensureMine(actor, of.id().value(), "DECIDE", null);
            decisions.decide(actor, of.id(), asked);
          });
      return "redirect:/cases/" + of.id();
    } catch (Refusals several) {
      return again(actor, of, typed, several.all());
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.FORBIDDEN || refused.kind() == Refusal.Kind.UNKNOWN) {
        throw refused;
      }
      return again(actor, of, typed, List.of(refused));
    }
  }

  private ModelAndView again(
      Actor actor, Case of, Map<String, String> typed, List<Refusal> refused) {
    var errors = new ArrayList<FieldError>();
    refused.stream().map(this::inWords).map(refusals::at).forEach(errors::add);
    return page(HttpStatus.UNPROCESSABLE_CONTENT, actor, of, typed, errors);
  }

  private static DecisionRequest request(Map<String, String> typed) {
    DecisionOutcome outcome;
    try {
      outcome = DecisionOutcome.valueOf(typed.getOrDefault("outcome", ""));
    } catch (IllegalArgumentException none) {
      throw Refusal.invalid("decision.outcomeMissing", "outcome");
    }
    var dropped = new LinkedHashMap<UUID, String>();
    typed.forEach(
        (name, value) -> {
          if (name.startsWith("dropped[") && !value.isBlank()) {
            dropped.put(UUID.fromString(name.substring(8, name.length() - 1)), value);
          }
        });
    return new DecisionRequest(
        outcome, typed.getOrDefault("reasons", ""), typed.getOrDefault("remedies", ""), dropped);
  }

  private ModelAndView confirm(Case of, DecisionRequest asked, Map<String, String> typed) {
    var fields = new LinkedHashMap<>(typed);
    fields.put("act", "decide");
    var page = new ModelAndView("decision-confirm");
    page.addObject(
        "page",
        new Confirm(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            List.of(
                words.say("decision.follows." + asked.outcome().name()),
                words.say("decision.follows.paper"),
                words.say("decision.follows.final")),
            fields,
            !asked.outcome().approves()));
    return page;
  }

  private static Map<String, String> typed(HttpServletRequest request) {
    var typed = new LinkedHashMap<String, String>();
    for (var each : request.getParameterMap().entrySet()) {
      if (each.getKey().matches("outcome|reasons|remedies|why|dropped\\[[0-9a-f-]{36}]")) {
        typed.put(each.getKey(), each.getValue()[0]);
      }
    }
    return typed;
  }
}
