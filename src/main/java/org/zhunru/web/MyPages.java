package org.zhunru.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.zhunru.decision.Deliveries;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.Regions;
import org.zhunru.inbox.WorkRow;
import org.zhunru.inbox.Worklist;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Project;
import org.zhunru.intake.ProjectId;
import org.zhunru.intake.Projects;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.Clocks;

/** {@code /my} and {@code /projects}: an applicant's cases and projects. */
@Controller
class MyPages {
  private static final String FIRST_MATTER = "joint-pre-approval";

  private final Projects projects;
  private final Cases cases;
  private final Matters matters;
  private final Worklist worklist;
  private final Deliveries deliveries;
  private final Enterprises enterprises;
  private final Regions regions;
  private final PeopleWords people;
  private final Words words;
  private final RefusalWords refusals;
  private final Clocks clocks;
  private final ClockWords clockWords;
  private final TransactionTemplate transaction;

  MyPages(
      Projects projects,
      Cases cases,
      Matters matters,
      Worklist worklist,
      Deliveries deliveries,
      Enterprises enterprises,
      Regions regions,
      PeopleWords people,
      Words words,
      RefusalWords refusals,
      Clocks clocks,
      ClockWords clockWords,
      TransactionTemplate transaction) {
    this.projects = projects;
    this.cases = cases;
    this.matters = matters;
    this.worklist = worklist;
    this.deliveries = deliveries;
    this.enterprises = enterprises;
    this.regions = regions;
    this.people = people;
    this.words = words;
    this.refusals = refusals;
    this.clocks = clocks;
    this.clockWords = clockWords;
    this.transaction = transaction;
  }

  /**
   * @param todo what the person has to do now
   * @param rows all cases, newest first
   */
  public record My(List<Row> todo, List<Row> rows) {}

  /**
   * @param number acceptance number; empty before the first filing
   * @param state in words
   * @param next what happens next, in words
   * @param who who has it now; empty if nobody
   * @param href where to go on
   * @param mine whether it waits for the applicant
   * @param limit in what time the first of the corrections is expected; null if in none
   */
  public record Row(
      String projectHref,
      String project,
      String matter,
      String number,
      String state,
      String next,
      String who,
      String href,
      boolean mine,
      @Nullable Instant since,
      @Nullable Limit limit) {}

  /** In what time something is expected of the applicant. */
  public record Limit(String light, String left, LocalDate due, boolean provisional) {}

  public record Option(String value, String label) {}

  @GetMapping("/my")
  ModelAndView my(Actor actor) {
    var rows = rows(actor, cases.ofApplicant(actor));
    var page = new ModelAndView("my");
    page.addObject("page", new My(rows.stream().filter(Row::mine).toList(), rows));
    return page;
  }

  private List<Row> rows(Actor actor, List<Case> all) {
    var ids = all.stream().map(c -> c.id().value()).toList();
    var work = worklist.ofCases(actor, ids);
    var approved = deliveries.awaited(ids);
    var running = clocks.running(ids);
    return all.stream()
        .map(
            each ->
                row(
                    each,
                    work.getOrDefault(each.id().value(), List.of()),
                    approved.contains(each.id().value()),
                    running.getOrDefault(each.id().value(), List.of())))
        .toList();
  }

  /**
   * @param approved whether its approval has yet to be received
   */
  private Row row(Case of, List<WorkRow> open, boolean approved, List<CaseClock> running) {
    boolean draft = of.state() == CaseState.DRAFT;
    boolean correct = !draft && open.stream().anyMatch(row -> row.addressee().enterprise() != null);
    boolean mine = draft || correct || approved;
    var who =
        open.stream()
            .map(row -> row.addressee().department())
            .filter(java.util.Objects::nonNull)
            .distinct()
            .map(people::department)
            .collect(Collectors.joining(words.say("my.and")));
    return new Row(
        "/projects/" + of.projectId(),
        projects.byId(of.projectId()).name(),
        matters.byId(of.matter()).name().in(locale()),
        of.number() == null ? "" : of.number(),
        words.say("my.state." + of.state().name()),
        words.say("my.next." + (correct ? "CORRECT" : approved ? "RECEIVE" : of.state().name())),
        mine ? words.say("my.you") : who,
        "/cases/" + of.id() + (draft || correct ? "/edit/project" : approved ? "#delivery" : ""),
        mine,
        of.submittedAt(),
        running.stream()
            .filter(c -> c.term().isApplicants())
            .min(Comparator.comparing(CaseClock::dueAt))
            .map(
                c -> new Limit(clockWords.light(c), clockWords.left(c), c.dueOn(), c.provisional()))
            .orElse(null));
  }

  /**
   * A project to be made.
   *
   * @param enterprises those the person files for, as options
   * @param regions where it may lie, as options
   */
  public record NewProject(
      List<Option> enterprises,
      List<Option> regions,
      String enterprise,
      String name,
      String code,
      String region,
      List<FieldError> errors) {}

  @GetMapping("/projects/new")
  ModelAndView fresh(Actor actor) {
    return fresh(HttpStatus.OK, actor, "", "", "", "", List.of());
  }

  private ModelAndView fresh(
      HttpStatus status,
      Actor actor,
      String enterprise,
      String name,
      String code,
      String region,
      List<FieldError> errors) {
    var page = new ModelAndView("project-new", status);
    page.addObject(
        "page",
        new NewProject(
            actor.enterprises().stream()
                .map(enterprises::byId)
                .map(e -> new Option(e.id().toString(), e.name()))
                .toList(),
            regions.ofProjects().stream()
                .map(
                    r ->
                        new Option(
                            r.code(), locale().getLanguage().equals("en") ? r.nameEn() : r.name()))
                .toList(),
            enterprise,
            name,
            code,
            region,
            errors));
    return page;
  }

  @PostMapping("/projects")
  Object create(
      Actor actor,
      @RequestParam(defaultValue = "") String enterprise,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(name = "regionCode", defaultValue = "") String region) {
    try {
      var opened =
          transaction.execute(
              status -> {
                var project =
                    projects.create(actor, enterprise(actor, enterprise), name, code, region);
                return cases.open(actor, project.id(), FIRST_MATTER);
              });
      return "redirect:/cases/" + java.util.Objects.requireNonNull(opened).id() + "/edit/project";
    } catch (Refusals several) {
      return again(actor, enterprise, name, code, region, several.all());
    } catch (Refusal refused) {
      if (refused.field() == null) {
        throw refused;
      }
      return again(actor, enterprise, name, code, region, List.of(refused));
    }
  }

  private ModelAndView again(
      Actor actor,
      String enterprise,
      String name,
      String code,
      String region,
      List<Refusal> refused) {
    return fresh(
        HttpStatus.UNPROCESSABLE_CONTENT,
        actor,
        enterprise,
        name,
        code,
        region,
        refused.stream().map(refusals::at).toList());
  }

  /** The one the person files for, or the one chosen. */
  private static UUID enterprise(Actor actor, String chosen) {
    if (actor.enterprises().size() == 1) {
      return actor.enterprises().iterator().next();
    }
    try {
      return UUID.fromString(chosen);
    } catch (IllegalArgumentException none) {
      throw Refusal.invalid("intake.enterpriseMissing", "enterprise");
    }
  }

  /**
   * A project's life.
   *
   * @param cases its cases, oldest first
   * @param matters what can be applied for now, as options
   */
  public record Life(
      String id,
      String name,
      String code,
      String region,
      String enterprise,
      List<Row> cases,
      List<Option> matters) {}

  @GetMapping("/projects/{id}")
  ModelAndView project(Actor actor, @PathVariable String id) {
    var project = projects.ofApplicant(actor, ProjectId.parse(id));
    var all = projects.casesOf(project.id());
    var page = new ModelAndView("project");
    page.addObject(
        "page",
        new Life(
            project.id().toString(),
            project.name(),
            project.code() == null ? "" : project.code(),
            region(project),
            enterprises.byId(project.enterpriseId()).name(),
            rows(actor, all),
            free(all)));
    return page;
  }

  private String region(Project project) {
    if (project.region() == null) {
      return "";
    }
    var region = regions.byCode(project.region());
    return locale().getLanguage().equals("en") ? region.nameEn() : region.name();
  }

  /** Matters without an open or approved case. */
  private List<Option> free(List<Case> all) {
    var taken =
        all.stream()
            .filter(
                c ->
                    !c.state().isFinal()
                        || c.state() == CaseState.APPROVED
                        || c.state() == CaseState.APPROVED_WITH_CONDITIONS)
            .map(Case::matter)
            .collect(Collectors.toSet());
    var free = new ArrayList<Option>();
    for (var matter : matters.all()) {
      if (!taken.contains(matter.id())) {
        free.add(new Option(matter.id(), matter.name().in(locale())));
      }
    }
    return free;
  }

  @PostMapping("/projects/{id}/cases")
  String open(
      Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String matter) {
    var opened = cases.open(actor, ProjectId.parse(id), matter);
    return "redirect:/cases/" + opened.id() + "/edit/project";
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
