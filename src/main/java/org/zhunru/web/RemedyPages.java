package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Projects;
import org.zhunru.policy.MaterialsChecklist;
import org.zhunru.review.Refilings;
import org.zhunru.review.Remedy;

/**
 * {@code /cases/{id}/remedies}: what a veto had asked for, and whether it was done; of a case that
 * answers a vetoed one, for all who may see it.
 */
@Controller
class RemedyPages {
  private final Cases cases;
  private final Projects projects;
  private final Dossiers dossiers;
  private final Refilings refilings;
  private final MaterialsChecklist checklist;
  private final Claims claims;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;

  RemedyPages(
      Cases cases,
      Projects projects,
      Dossiers dossiers,
      Refilings refilings,
      MaterialsChecklist checklist,
      Claims claims,
      PeopleWords people,
      RefusalWords refusals,
      Words words) {
    this.cases = cases;
    this.projects = projects;
    this.dossiers = dossiers;
    this.refilings = refilings;
    this.checklist = checklist;
    this.claims = claims;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
  }

  /**
   * @param vetoed number of the case that it answers
   * @param vetoedHref where that one is; empty if the reader may not see it
   * @param files of the newest version, as evidence to choose
   */
  public record View(
      String id,
      String number,
      String project,
      String vetoed,
      String vetoedHref,
      String chosenBy,
      Instant chosenAt,
      String progress,
      List<Group> groups,
      List<ListFilters.Option> files,
      Map<String, String> typed,
      List<FieldError> errors) {}

  /** What one department asked for. */
  public record Group(String department, String ground, String basis, List<Item> items) {}

  public record Item(
      String id, int no, String text, boolean met, boolean mayCheck, List<Check> checks) {}

  /**
   * @param href of the file; empty if there is none
   */
  public record Check(
      boolean met, String evidence, String href, String file, String by, Instant at) {}

  @GetMapping("/cases/{id}/remedies")
  ModelAndView show(Actor actor, @PathVariable String id) {
    var of = cases.see(actor, CaseId.parse(id));
    claims.markCaseRead(actor, of.id().value());
    return page(HttpStatus.OK, actor, of, Map.of(), List.of());
  }

  private ModelAndView page(
      HttpStatus status, Actor actor, Case of, Map<String, String> typed, List<FieldError> errors) {
    var refiling = refilings.of(of.id()).orElseThrow(() -> Refusal.unknown("review.notRefiled"));
    var vetoed = cases.byId(refiling.vetoed());
    var remedies = refilings.remedies(of.id());
    var page = new ModelAndView("remedies", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            String.valueOf(vetoed.number()),
            cases.maySee(actor, vetoed) ? "/cases/" + vetoed.id() + "?tab=opinions" : "",
            refiling.chosenByName(),
            refiling.chosenAt(),
            progress(remedies),
            groups(actor, of, remedies),
            files(of),
            typed,
            errors));
    return page;
  }

  /** 1/3. */
  static String progress(List<Remedy> remedies) {
    return remedies.stream().filter(Remedy::met).count() + "/" + remedies.size();
  }

  private List<Group> groups(Actor actor, Case of, List<Remedy> remedies) {
    boolean now = of.state() == CaseState.IN_REVIEW || of.state() == CaseState.DECIDING;
    var byVeto = new LinkedHashMap<UUID, List<Remedy>>();
    remedies.forEach(r -> byVeto.computeIfAbsent(r.veto(), v -> new ArrayList<>()).add(r));
    var groups = new ArrayList<Group>();
    for (var own : byVeto.values()) {
      var first = own.get(0);
      var items = new ArrayList<Item>();
      for (var remedy : own) {
        items.add(
            new Item(
                remedy.id().toString(),
                items.size() + 1,
                remedy.text(),
                remedy.met(),
                now && actor.belongsTo(remedy.department()),
                remedy.checks().stream().map(this::check).toList()));
      }
      groups.add(
          new Group(
              people.department(first.department()),
              first.ground().text(),
              first.ground().legalBasis(),
              items));
    }
    return groups;
  }

  private Check check(Remedy.Check check) {
    return new Check(
        check.met(),
        check.evidence(),
        check.file() == null ? "" : "/materials/" + check.file(),
        check.fileName() == null ? "" : check.fileName(),
        check.onBehalfName() == null
            ? check.byName()
            : words.say("my.forWhom", check.byName(), check.onBehalfName()),
        check.at());
  }

  private List<ListFilters.Option> files(Case of) {
    var locale = LocaleContextHolder.getLocale();
    return dossiers.version(of.id(), of.dossierVersion()).materials().stream()
        .map(
            f ->
                new ListFilters.Option(
                    f.id().toString(),
                    words.say(
                        "remedies.file.option",
                        checklist.name(f.material(), of, locale),
                        f.name())))
        .toList();
  }

  @PostMapping("/cases/{id}/remedies/{item}")
  Object check(
      Actor actor,
      @PathVariable String id,
      @PathVariable String item,
      @RequestParam(defaultValue = "") String act,
      HttpServletRequest request) {
    var of = cases.see(actor, CaseId.parse(id));
    var evidence = Objects.requireNonNullElse(request.getParameter("evidence[" + item + "]"), "");
    var file = Objects.requireNonNullElse(request.getParameter("file[" + item + "]"), "");
    try {
      refilings.check(actor, of.id(), uuid(item), act.equals("met"), evidence, chosen(file));
      return "redirect:/cases/" + of.id() + "/remedies";
    } catch (Refusal refused) {
      if (refused.kind() != Refusal.Kind.INVALID) {
        throw refused;
      }
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          of,
          Map.of("evidence[" + item + "]", evidence, "file[" + item + "]", file),
          List.of(refusals.at(refused.at(refused.field() + "[" + item + "]"))));
    }
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException noId) {
      throw Refusal.unknown("review.noSuchRemedy");
    }
  }

  private static @Nullable UUID chosen(String file) {
    try {
      return file.isBlank() ? null : UUID.fromString(file);
    } catch (IllegalArgumentException noId) {
      throw Refusal.invalid("review.evidenceNotFiled", "file");
    }
  }
}
