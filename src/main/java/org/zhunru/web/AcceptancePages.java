package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
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
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.MaterialsChecklist;

/**
 * {@code /cases/{id}/acceptance}: the lead office accepts, asks once for corrections, or does not
 * accept.
 */
@Controller
class AcceptancePages {
  private static final int ROWS = 4;
  private static final int MOST_ROWS = 30;
  private static final String MATERIAL = "material:";

  private final Cases cases;
  private final Projects projects;
  private final Matters matters;
  private final Dossiers dossiers;
  private final Acceptance acceptance;
  private final Corrections corrections;
  private final Claims claims;
  private final FrozenChecks checks;
  private final LawOfCase law;
  private final MaterialsChecklist checklist;
  private final FactLines facts;
  private final PeopleWords people;
  private final Words words;
  private final RefusalWords refusals;
  private final TransactionTemplate transaction;

  AcceptancePages(
      Cases cases,
      Projects projects,
      Matters matters,
      Dossiers dossiers,
      Acceptance acceptance,
      Corrections corrections,
      Claims claims,
      FrozenChecks checks,
      LawOfCase law,
      MaterialsChecklist checklist,
      FactLines facts,
      PeopleWords people,
      Words words,
      RefusalWords refusals,
      TransactionTemplate transaction) {
    this.cases = cases;
    this.projects = projects;
    this.matters = matters;
    this.dossiers = dossiers;
    this.acceptance = acceptance;
    this.corrections = corrections;
    this.claims = claims;
    this.checks = checks;
    this.law = law;
    this.checklist = checklist;
    this.facts = facts;
    this.people = people;
    this.words = words;
    this.refusals = refusals;
    this.transaction = transaction;
  }

  /**
   * @param open whether there is anything to say now
   * @param otherLaw why the check would say something else today than was kept; empty if not
   * @param called departments that will review, by name, if it is accepted
   */
  public record View(
      String id,
      String number,
      String project,
      boolean open,
      int version,
      String otherLaw,
      List<FactLines.Line> facts,
      List<Material> materials,
      List<String> called,
      List<Option> subjects,
      List<Option> reasons,
      List<Option> refusals,
      Map<String, String> typed,
      int rows,
      List<FieldError> errors) {}

  public record Material(String name, String file, String href) {}

  public record Option(String value, String label) {}

  public record Confirm(
      String id,
      String number,
      String project,
      String label,
      List<String> consequences,
      Map<String, String> fields,
      boolean danger) {}

  @GetMapping("/cases/{id}/acceptance")
  ModelAndView acceptance(Actor actor, @PathVariable String id) {
    return page(HttpStatus.OK, lead(actor, id), Map.of(), List.of());
  }

  private Case lead(Actor actor, String id) {
    var of = cases.see(actor, CaseId.parse(id));
    if (!actor.isLead()) {
      throw Refusal.forbidden("intake.notLead");
    }
    return of;
  }

  private ModelAndView page(
      HttpStatus status, Case of, Map<String, String> typed, List<FieldError> errors) {
    var matter = matters.byId(of.matter());
    var version = dossiers.version(of.id(), of.dossierVersion());
    var lines = facts.of(version.facts(), false);
    var subjects = new ArrayList<Option>();
    checklist
        .forMatter(matter.id(), org.zhunru.policy.ProjectFacts.NOTHING, checklist.dayOf(of))
        .forEach(
            m ->
                subjects.add(
                    new Option(
                        MATERIAL + m.material().id(),
                        words.say("review.material", m.material().name(locale())))));
    lines.forEach(
        l ->
            subjects.add(
                new Option(
                    l.path(), l.group().isEmpty() ? l.label() : l.group() + " " + l.label())));
    int rows = ROWS;
    for (int i = 0; i < MOST_ROWS; i++) {
      if (!typed.getOrDefault("items[" + i + "].text", "").isBlank()) {
        rows = Math.max(rows, Math.min(MOST_ROWS, i + 3));
      }
    }
    var page = new ModelAndView("acceptance", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            of.state() == org.zhunru.intake.CaseState.SUBMITTED,
            version.version(),
            law.otherwise(of),
            lines,
            version.materials().stream()
                .map(
                    f ->
                        new Material(
                            checklist.name(f.material(), of, locale()),
                            f.name(),
                            "/materials/" + f.id()))
                .toList(),
            checks
                .ahead(of)
                .orElseGet(() -> checks.of(of.id(), version.version()))
                .departments()
                .stream()
                .map(d -> people.department(d.code()))
                .toList(),
            subjects,
            options(matter.correctionReasons()),
            options(matter.nonAcceptanceReasons()),
            typed,
            rows,
            errors));
    return page;
  }

  private static List<Option> options(Map<String, Matter.Label> labels) {
    return labels.entrySet().stream()
        .map(e -> new Option(e.getKey(), e.getValue().in(locale())))
        .toList();
  }

  @PostMapping("/cases/{id}/acceptance")
  Object act(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "false") boolean confirmed,
      HttpServletRequest request) {
    var of = lead(actor, id);
    var typed = typed(request);
    if (!List.of("accept", "correct", "refuse").contains(act)) {
      return page(HttpStatus.OK, of, typed, List.of());
    }
    try {
      if (!confirmed) {
        check(actor, of, act, typed);
        return confirm(of, act, typed);
      }
      transaction.executeWithoutResult(
          status -> {
            claims.ensureMine(actor, of.id().value(), "ACCEPT", null);
            perform(actor, of, act, typed);
          });
      return "redirect:/cases/" + of.id();
    } catch (Refusals several) {
      return again(of, typed, several.all());
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.FORBIDDEN || refused.kind() == Refusal.Kind.UNKNOWN) {
        throw refused;
      }
      return again(of, typed, List.of(refused));
    }
  }

  private ModelAndView again(Case of, Map<String, String> typed, List<Refusal> refused) {
    return page(
        HttpStatus.UNPROCESSABLE_CONTENT, of, typed, refused.stream().map(refusals::at).toList());
  }

  private void perform(Actor actor, Case of, String act, Map<String, String> typed) {
    switch (act) {
      case "accept":
        acceptance.accept(actor, of.id(), typed.getOrDefault("note", ""));
        break;
      case "correct":
        acceptance.correct(
            actor, of.id(), items(typed), typed.getOrDefault("message", ""), days(typed));
        break;
      default:
        acceptance.refuse(
            actor, of.id(), typed.getOrDefault("reason", ""), typed.getOrDefault("text", ""));
        break;
    }
  }

  private void check(Actor actor, Case of, String act, Map<String, String> typed) {
    if (act.equals("correct")) {
      acceptance.checkCorrection(actor, of.id(), items(typed), days(typed));
    } else if (act.equals("refuse")) {
      acceptance.checkRefusal(
          actor, of.id(), typed.getOrDefault("reason", ""), typed.getOrDefault("text", ""));
    }
  }

  private static @Nullable Integer days(Map<String, String> typed) {
    return AdvicePages.number("days", typed.getOrDefault("days", ""));
  }

  private static List<Correction.Item> items(Map<String, String> typed) {
    var items = new ArrayList<Correction.Item>();
    for (int i = 0; i < MOST_ROWS; i++) {
      var at = "items[" + i + "].";
      var subject = typed.getOrDefault(at + "subject", "");
      var reason = typed.getOrDefault(at + "reason", "");
      var text = typed.getOrDefault(at + "text", "");
      if (!(subject + reason + text).isBlank()) {
        boolean material = subject.startsWith(MATERIAL);
        items.add(
            new Correction.Item(
                material ? Correction.Kind.MATERIAL : Correction.Kind.FIELD,
                material ? subject.substring(MATERIAL.length()) : subject,
                reason,
                text));
      }
    }
    return items;
  }

  private ModelAndView confirm(Case of, String act, Map<String, String> typed) {
    var fields = new LinkedHashMap<>(typed);
    fields.put("act", act);
    var follows = new ArrayList<String>();
    follows.add(words.say("review.acceptance." + act + ".follows"));
    var days = act.equals("correct") ? days(typed) : null;
    if (days != null) {
      follows.add(words.say("review.confirm.days", days, corrections.lastDay(days)));
    }
    follows.add(words.say("review.acceptance.paper"));
    var page = new ModelAndView("acceptance-confirm");
    page.addObject(
        "page",
        new Confirm(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            words.say("review.acceptance." + act),
            follows,
            fields,
            act.equals("refuse")));
    return page;
  }

  private static Map<String, String> typed(HttpServletRequest request) {
    var typed = new LinkedHashMap<String, String>();
    for (var each : request.getParameterMap().entrySet()) {
      if (each.getKey()
          .matches("note|message|reason|text|days|items\\[\\d{1,2}]\\.(subject|reason|text)")) {
        typed.put(each.getKey(), each.getValue()[0]);
      }
    }
    return typed;
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
