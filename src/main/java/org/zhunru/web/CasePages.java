package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.audit.AuditEntry;
import org.zhunru.audit.AuditLog;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DocumentAccess;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.inbox.Waiting;
import org.zhunru.inbox.WorkRow;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.MaterialsChecklist;
import org.zhunru.review.JointReviews;
import org.zhunru.review.Opinion;
import org.zhunru.review.ReviewState;
import org.zhunru.review.Reviews;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.PublicNotices;
import org.zhunru.supervision.Reconsideration;
import org.zhunru.supervision.Reconsiderations;
import org.zhunru.supervision.SupervisionLetters;
import org.zhunru.supervision.SupervisionLight;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.Urging;

/**
 * {@code /cases/{id}}: what it is, where it stands, who must act, and why; for all who may see it.
 */
@Controller
class CasePages {
  /** Kinds of work in which an opinion is written. */
  private static final Set<String> OPINIONS = Set.of("DRAFT", "REVIEW", "SIGN");

  /** Tabs on which the check matters. */
  private static final Set<String> CHECKED = Set.of("overview", "findings");

  private static final List<String> TABS =
      List.of("overview", "materials", "findings", "opinions", "timeline", "picture");

  private final Cases cases;
  private final Projects projects;
  private final Matters matters;
  private final Enterprises enterprises;
  private final Dossiers dossiers;
  private final JointReviews joint;
  private final Reviews reviews;
  private final Documents documents;
  private final DocumentAccess access;
  private final AuditLog log;
  private final Claims claims;
  private final FrozenChecks checks;
  private final MaterialsChecklist checklist;
  private final CheckView checkView;
  private final LawOfCase law;
  private final FactLines facts;
  private final CitedFindings findings;
  private final PictureLines pictures;
  private final ReviewPicturePage reviewPictures;
  private final AdviceLines advice;
  private final RefilingLines refilings;
  private final Reconsiderations reconsiderations;
  private final PublicNotices notices;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;
  private final Clocks clocks;
  private final ClockWords clockWords;
  private final Urging urging;
  private final SupervisionLights lights;
  private final SupervisionLetters letters;
  private final LightWords lightWords;
  private final LetterLines letterLines;
  private final DeliveryLines deliveries;
  private final HearingLines hearings;

  CasePages(
      Cases cases,
      Projects projects,
      Matters matters,
      Enterprises enterprises,
      Dossiers dossiers,
      JointReviews joint,
      Reviews reviews,
      Documents documents,
      DocumentAccess access,
      AuditLog log,
      Claims claims,
      FrozenChecks checks,
      MaterialsChecklist checklist,
      CheckView checkView,
      LawOfCase law,
      FactLines facts,
      CitedFindings findings,
      PictureLines pictures,
      ReviewPicturePage reviewPictures,
      AdviceLines advice,
      RefilingLines refilings,
      Reconsiderations reconsiderations,
      PublicNotices notices,
      PeopleWords people,
      RefusalWords refusals,
      Words words,
      Clocks clocks,
      ClockWords clockWords,
      Urging urging,
      SupervisionLights lights,
      SupervisionLetters letters,
      LightWords lightWords,
      LetterLines letterLines,
      DeliveryLines deliveries,
      HearingLines hearings) {
    this.cases = cases;
    this.projects = projects;
    this.matters = matters;
    this.enterprises = enterprises;
    this.dossiers = dossiers;
    this.joint = joint;
    this.reviews = reviews;
    this.documents = documents;
    this.access = access;
    this.log = log;
    this.claims = claims;
    this.checks = checks;
    this.checklist = checklist;
    this.checkView = checkView;
    this.law = law;
    this.facts = facts;
    this.findings = findings;
    this.pictures = pictures;
    this.reviewPictures = reviewPictures;
    this.advice = advice;
    this.refilings = refilings;
    this.reconsiderations = reconsiderations;
    this.notices = notices;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
    this.clocks = clocks;
    this.clockWords = clockWords;
    this.urging = urging;
    this.lights = lights;
    this.letters = letters;
    this.lightWords = lightWords;
    this.letterLines = letterLines;
    this.deliveries = deliveries;
    this.hearings = hearings;
  }

  /**
   * @param mayWithdraw whether the reader files for the applicant and it is not over
   * @param waiting who has it now, and why
   * @param acts what the reader can do now
   * @param advice what colleagues and experts said; null for applicants and before the review
   * @param hearings that the applicant or others have a right to, or had
   * @param delivery of the approval; null if there is none
   * @param refilings the case that it answers after a veto, and those that answer it
   * @param lights of supervision that the reader may see
   * @param letters of supervision that the reader may see
   * @param mayWrite whether the reader can write one
   * @param again where the check is made again; empty for applicants
   * @param sameLaw that the law of the day of acceptance is the one of the check; empty on other
   *     tabs
   * @param ahead what the next act would freeze otherwise today; null for applicants, on other
   *     tabs, and if the law that counts is still the same
   * @param reviews the departments' own pictures; none for applicants and before the review
   */
  public record View(
      String id,
      String title,
      String number,
      String matter,
      String applicant,
      String state,
      int version,
      List<Step> steps,
      List<Tab> tabs,
      String tab,
      List<Wait> waiting,
      List<Act> acts,
      List<Paper> papers,
      DeliveryLines.@Nullable Line delivery,
      List<HearingLines.Line> hearings,
      boolean followed,
      boolean follows,
      boolean mayWithdraw,
      List<FactLines.Line> facts,
      List<File> files,
      List<Version> versions,
      CheckView.@Nullable Result check,
      String again,
      String sameLaw,
      LawOfCase.@Nullable Ahead ahead,
      List<Speaker> speakers,
      List<Said> ended,
      AdviceLines.@Nullable Advice advice,
      List<Line> timeline,
      PictureLines.@Nullable Picture picture,
      List<ReviewPicturePage.Department> reviews,
      List<Limit> limits,
      List<RefilingLines.Line> refilings,
      List<Raised> lights,
      List<LetterLines.Line> letters,
      boolean mayWrite,
      Map<String, String> typed,
      List<FieldError> errors) {}

  /**
   * What follows from withdrawing a case or lifting a veto, before it is done.
   *
   * @param fields to send again
   */
  public record Confirm(
      String id,
      String number,
      String project,
      String label,
      List<String> consequences,
      String reasonLabel,
      String reason,
      String action,
      String back,
      Map<String, String> fields) {}

  public record Step(String label, String state, String note) {}

  public record Tab(String href, String label, String count, boolean current) {}

  /**
   * @param light of the department's own time limit; empty if it has none
   * @param left what remains of it
   * @param urged who urged it today and when; empty if nobody did, or the reader does not urge
   * @param seat department and seat, if the reader can urge it now; else empty
   */
  public record Wait(
      String work,
      String place,
      String who,
      boolean nobody,
      Instant since,
      String light,
      String left,
      String urged,
      String seat) {}

  /**
   * A time limit of the case as a whole, or one of the applicant's.
   *
   * @param moved how the calendar moved its last day the last time; empty if it never did
   * @param href how its last day came out
   */
  public record Limit(
      String label,
      String light,
      String left,
      LocalDate due,
      boolean provisional,
      String moved,
      String href) {}

  public record Act(String href, String label) {}

  /**
   * @param office that issued it; empty if it does not say
   */
  public record Paper(String href, String title, String number, String office, Instant at) {}

  public record File(String name, String file, String href, long kilobytes, String hash) {}

  public record Version(int no, Instant at, String by, String hash, String compare) {}

  /**
   * @param reasons why the department takes part; empty for applicants
   * @param mayAsk whether the reader can ask for its veto to be reconsidered
   */
  public record Speaker(
      String code,
      String name,
      String state,
      List<String> reasons,
      @Nullable Said said,
      boolean mayLift,
      boolean mayAsk) {}

  /** The newest reconsideration of a veto. */
  public record Reconsidered(String href, String state) {}

  /**
   * @param reconsidered null if nobody asked for that
   */
  public record Said(
      String department,
      String kind,
      boolean veto,
      String text,
      String ground,
      String basis,
      String fact,
      String finding,
      String remedy,
      List<String> conditions,
      Instant at,
      String by,
      String ended,
      @Nullable Reconsidered reconsidered) {}

  public record Line(Instant at, String who, String what) {}

  /** A light of supervision on this case. */
  public record Raised(String href, String kind, String department, String state) {}

  @GetMapping("/cases/{id}")
  ModelAndView show(
      Actor actor, @PathVariable String id, @RequestParam(defaultValue = "overview") String tab) {
    var of = cases.see(actor, CaseId.parse(id));
    if (of.state() == CaseState.DRAFT) {
      return new ModelAndView("redirect:/cases/" + of.id() + "/edit/project");
    }
    var page = new ModelAndView("case");
    page.addObject(
        "page", view(actor, of, TABS.contains(tab) ? tab : "overview", Map.of(), List.of()));
    claims.markCaseRead(actor, of.id().value());
    return page;
  }

  private View view(
      Actor actor, Case of, String tab, Map<String, String> typed, List<FieldError> errors) {
    boolean own = actor.isApplicantOf(of.enterpriseId());
    boolean officer = cases.seesAsOfficer(actor, of);
    var running = clocks.ofCase(of.id()).stream().filter(c -> c.ended() == null).toList();
    var opinions = joint.opinions(of.id());
    var version = dossiers.version(of.id(), of.dossierVersion());
    var offices = documents.officesOf(of.id().value());
    var asked = tab.equals("opinions") ? reconsiderations.of(of.id()) : List.<Reconsideration>of();
    return new View(
        of.id().toString(),
        projects.byId(of.projectId()).name(),
        String.valueOf(of.number()),
        matters.byId(of.matter()).name().in(locale()),
        enterprises.byId(of.enterpriseId()).name(),
        words.say("my.state." + of.state().name()),
        of.dossierVersion(),
        steps(of),
        tabs(of, tab),
        tab,
        claims.ofCase(actor, of.id().value()).stream()
            .filter(w -> officer || !w.work().kind().equals("CONSULT"))
            .map(w -> wait(actor, of, w, running))
            .toList(),
        acts(actor, of),
        documents.ofCase(of.id().value()).stream()
            .filter(d -> access.mayRead(actor, d))
            .map(
                d ->
                    new Paper(
                        "/documents/" + d.id(),
                        d.title(),
                        d.number() == null ? "" : d.number(),
                        offices.getOrDefault(d.id(), ""),
                        d.issuedAt()))
            .toList(),
        deliveries.of(actor, of),
        hearings.of(actor, of),
        claims.isFollowed(actor, of.id().value()),
        actor.isOfficer(),
        own && !of.state().isFinal(),
        tab.equals("overview") ? facts.of(version.facts(), own) : List.of(),
        tab.equals("materials") ? files(of, version.materials()) : List.of(),
        tab.equals("materials") ? versions(of) : List.of(),
        tab.equals("findings")
            ? checkView.of(checks.of(of.id(), of.dossierVersion()), path -> "", cite(actor, of))
            : null,
        officer ? CheckAgainPage.href(of.id(), of.dossierVersion()) : "",
        tab.equals("findings") ? law.same(of) : "",
        officer && CHECKED.contains(tab) ? law.ahead(of) : null,
        tab.equals("opinions") ? speakers(actor, of, officer, opinions, asked) : List.of(),
        tab.equals("opinions")
            ? opinions.stream().filter(o -> !o.isEffective()).map(o -> said(o, asked)).toList()
            : List.of(),
        officer && joint.of(of.id()).isPresent() ? advice.given(of, null) : null,
        tab.equals("timeline")
            ? log.ofCase(of.id().value(), officer).stream().map(this::line).toList()
            : List.of(),
        tab.equals("picture") ? pictures.of(of).orElse(null) : null,
        tab.equals("picture") && officer ? reviewPictures.departments(of, "") : List.of(),
        running.stream()
            .filter(c -> c.department() == null || c.term().isApplicants())
            .sorted(Comparator.comparing(CaseClock::dueAt))
            .map(c -> limit(of, c))
            .toList(),
        refilings.of(actor, of),
        lights.ofCase(actor, of.id()).stream().map(this::raised).toList(),
        letters.ofCase(actor, of.id()).stream().map(letterLines::of).toList(),
        letters.mayIssue(actor, of),
        typed,
        errors);
  }

  private Raised raised(SupervisionLight light) {
    return new Raised(
        "/lights/" + light.id(),
        lightWords.kind(light.kind()),
        people.department(light.department()),
        words.say("light.state." + light.state().name()));
  }

  /** Leads to the opinion that the reader has in hand, with the finding taken over. */
  private Function<CheckResult.Finding, String> cite(Actor actor, Case of) {
    var opinion =
        claims.openFor(actor, of.id().value()).stream()
            .filter(row -> OPINIONS.contains(row.kind()))
            .map(row -> href(of, row))
            .findFirst()
            .orElse("");
    return finding ->
        opinion.isEmpty() || !finding.decided()
            ? ""
            : opinion
                + "&cite="
                + URLEncoder.encode(CitedFindings.key(finding), StandardCharsets.UTF_8);
  }

  private List<Step> steps(Case of) {
    var steps = new ArrayList<Step>();
    steps.add(new Step(words.say("case.step.filed"), "done", ""));
    boolean stopped = of.state() == CaseState.WITHDRAWN || of.state() == CaseState.NOT_ACCEPTED;
    steps.add(
        new Step(
            words.say("case.step.accepted"),
            of.acceptedAt() != null ? "done" : stopped ? "stopped" : "current",
            ""));
    var review = joint.of(of.id());
    var note = "";
    if (review.isPresent()) {
      var all =
          review.get().departments().stream()
              .filter(d -> d.state() != ReviewState.TRANSFERRED)
              .toList();
      note =
          all.stream().filter(d -> d.state().isSettled()).count()
              + "/"
              + all.size()
              + " "
              + words.say("case.round", review.get().round());
    }
    steps.add(
        new Step(
            words.say("case.step.review"),
            of.state() == CaseState.IN_REVIEW
                ? "current"
                : of.acceptedAt() == null ? "todo" : stopped ? "stopped" : "done",
            note));
    boolean decided = of.state().isFinal() && of.state().isAccepted();
    steps.add(
        new Step(
            words.say("case.step.decision"),
            decided ? "done" : of.state() == CaseState.DECIDING ? "current" : "todo",
            decided ? words.say("my.state." + of.state().name()) : ""));
    return steps;
  }

  private List<Tab> tabs(Case of, String current) {
    return TABS.stream()
        .map(
            tab ->
                new Tab(
                    "/cases/" + of.id() + "?tab=" + tab,
                    words.say("case.tab." + tab),
                    tab.equals("materials") ? "v" + of.dossierVersion() : "",
                    tab.equals(current)))
        .toList();
  }

  private Limit limit(Case of, CaseClock clock) {
    var moves = clocks.moves(of.id()).getOrDefault(clock.id(), List.of());
    return new Limit(
        clock.department() == null
            ? clockWords.term(clock)
            : words.say("clock.of", clockWords.term(clock), people.department(clock.department())),
        clockWords.light(clock),
        clockWords.left(clock),
        clock.dueOn(),
        clock.provisional(),
        moves.isEmpty() ? "" : clockWords.moved(moves.get(moves.size() - 1)),
        clockWords.sheet(clock, of.id()));
  }

  private Wait wait(Actor actor, Case of, Waiting waiting, List<CaseClock> running) {
    var row = waiting.work();
    var claim = row.claim();
    var department = row.addressee().department();
    var limit = running.stream().filter(c -> measures(c, row)).findFirst();
    var seat = row.addressee().seat();
    // Nobody urges themselves.
    boolean urges =
        department != null
            && seat != null
            && urging.mayUrge(actor)
            && !actor.holds(department, seat);
    var urged =
        urges && department != null && seat != null
            ? urging.today(of.id(), department, seat)
            : Optional.<AuditEntry>empty();
    return new Wait(
        words.say("work." + row.kind()),
        department == null
            ? words.say(row.addressee().enterprise() == null ? "case.person" : "case.applicant")
            : people.department(department),
        claim != null
            ? claim.name()
            : waiting.holders().stream()
                .map(Waiting.Holder::name)
                .limit(3)
                .collect(Collectors.joining(words.say("my.and"))),
        waiting.nobody(),
        row.openedAt(),
        limit.map(clockWords::light).orElse(""),
        limit.map(clockWords::left).orElse(""),
        urged.map(u -> words.say("clock.urged.today", u.who().name(), u.at())).orElse(""),
        urges && urged.isEmpty() && seat != null ? department + " " + seat.code() : "");
  }

  /** Whether that is the time within which that work has to be done. */
  private static boolean measures(CaseClock clock, WorkRow row) {
    if (row.isDueAlone()) {
      return clock.term().isAside() && clock.dueAt().equals(row.dueAt());
    }
    return !clock.term().isAside()
        && clock.department() != null
        && clock.department().equals(row.addressee().department());
  }

  private List<Act> acts(Actor actor, Case of) {
    var acts = new ArrayList<Act>();
    for (var row : claims.openFor(actor, of.id().value())) {
      var href = href(of, row);
      if (!href.isEmpty()) {
        acts.add(new Act(href, words.say("work." + row.kind())));
      }
    }
    if (Set.of(CaseState.APPROVED, CaseState.APPROVED_WITH_CONDITIONS, CaseState.REFUSED)
        .contains(of.state())) {
      if (actor.isLead() || actor.hasRole(Role.SUPERVISOR)) {
        acts.add(new Act("/notice-desk/" + of.id(), words.say("announcement.desk")));
      } else {
        notices
            .ofCase(of.id())
            .ifPresent(
                n -> acts.add(new Act("/notices/" + n.id(), words.say("announcement.public"))));
      }
    }
    return acts;
  }

  private String href(Case of, WorkRow row) {
    var base = "/cases/" + of.id();
    if (row.kind().startsWith("RECONSIDER_")) {
      return base
          + "/reconsiderations/"
          + reconsiderations.ofWork(of.id(), claims.reference(row.id())).id();
    }
    switch (row.kind()) {
      case "ACCEPT":
        return base + "/acceptance";
      case "CORRECT", "CORRECT_IN_REVIEW":
        return base + "/edit/project";
      case "DRAFT", "REVIEW", "SIGN":
        return base + "/opinion?department=" + row.addressee().department();
      case "DECIDE":
        return base + "/decision";
      case "SUSPEND":
        var procedure = claims.reference(row.id()).replaceFirst("^stop-", "");
        return hearings.isOne(of.id(), procedure)
            ? base + "/hearings#hearing-" + procedure
            : base + "/advice#advice-" + procedure;
      case "CONSULT", "EXPERT_REVIEW":
        return base + "/advice";
      case "HEARING":
        return base + "/hearings";
      case "CHECK_REMEDIES":
        return base + "/remedies";
      default:
        return "";
    }
  }

  private List<File> files(Case of, List<org.zhunru.intake.MaterialFile> all) {
    return all.stream()
        .map(
            f ->
                new File(
                    checklist.name(f.material(), of, locale()),
                    f.name(),
                    "/materials/" + f.id(),
                    Math.max(1, f.size() / 1024),
                    f.hash().substring(0, 16)))
        .toList();
  }

  private List<Version> versions(Case of) {
    return dossiers.versions(of.id()).stream()
        .map(
            v ->
                new Version(
                    v.version(),
                    v.submittedAt(),
                    v.submittedByName(),
                    v.hash().substring(0, 16),
                    v.version() == 1
                        ? ""
                        : "/cases/%s/compare/%d/%d"
                            .formatted(of.id(), v.version() - 1, v.version())))
        .toList();
  }

  private List<Speaker> speakers(
      Actor actor, Case of, boolean officer, List<Opinion> opinions, List<Reconsideration> asked) {
    var speakers = new ArrayList<Speaker>();
    joint
        .of(of.id())
        .ifPresent(
            review ->
                review
                    .departments()
                    .forEach(
                        d -> {
                          var said =
                              opinions.stream()
                                  .filter(
                                      o -> o.isEffective() && o.department().equals(d.department()))
                                  .findFirst()
                                  .orElse(null);
                          speakers.add(
                              new Speaker(
                                  d.department(),
                                  people.department(d.department()),
                                  words.say(
                                      officer || d.state().isSettled()
                                          ? "review.state." + d.state().name()
                                          : "review.state.OPEN"),
                                  officer
                                      ? d.reasons().stream().map(this::reason).toList()
                                      : List.of(),
                                  said == null ? null : said(said, asked),
                                  said != null
                                      && said.isStandingVeto()
                                      && !of.state().isFinal()
                                      && actor.holds(
                                          d.department(), org.zhunru.identity.SeatKind.HEAD),
                                  said != null && reconsiderations.mayAsk(actor, of, said)));
                        }));
    speakers.sort(Comparator.comparing(s -> s.said() == null || !s.said().veto()));
    return speakers;
  }

  private @Nullable Reconsidered reconsidered(Opinion veto, List<Reconsideration> asked) {
    return asked.stream()
        .filter(r -> r.veto().equals(veto.id()))
        .reduce((earlier, later) -> later)
        .map(
            r ->
                new Reconsidered(
                    "/cases/" + r.caseId() + "/reconsiderations/" + r.id(),
                    words.say("reconsideration.state." + r.state().name())))
        .orElse(null);
  }

  private String reason(org.zhunru.review.DepartmentReview.Reason reason) {
    var text = locale().getLanguage().equals("en") ? reason.textEn() : reason.text();
    return reason.act().isEmpty()
        ? words.say("review.reason.rule", text, reason.source())
        : words.say("review.reason." + reason.act(), text);
  }

  private Said said(Opinion o, List<Reconsideration> asked) {
    var ground = o.ground();
    return new Said(
        people.department(o.department()),
        words.say("review.kind." + o.kind().name()),
        o.kind() == org.zhunru.review.OpinionKind.VETO,
        o.text(),
        ground == null ? "" : ground.text(),
        ground == null ? "" : ground.legalBasis(),
        o.fact() == null ? "" : o.fact(),
        findings.line(o.finding()),
        o.remedy() == null ? "" : o.remedy(),
        o.conditions().stream()
            .map(
                c ->
                    words.say("review.stage." + c.stage().name())
                        + words.say("case.colon")
                        + c.text())
            .toList(),
        o.signedAt(),
        o.onBehalfName() == null
            ? o.signedByName()
            : words.say("my.forWhom", o.signedByName(), o.onBehalfName()),
        o.isEffective()
            ? ""
            : words.say(
                "review.ended." + o.status().name(),
                o.endedByName() == null ? "" : o.endedByName(),
                o.endReason() == null ? "" : o.endReason()),
        reconsidered(o, asked));
  }

  private Line line(AuditEntry entry) {
    var who = entry.who();
    var name =
        who.onBehalfName() == null
            ? who.name()
            : words.say("my.forWhom", who.name(), who.onBehalfName());
    var place = who.department() == null ? "" : people.department(who.department());
    var about = place.isEmpty() ? entry.details().getOrDefault("department", "") : "";
    var details =
        Stream.concat(
                Stream.of(about.isEmpty() ? "" : people.department(about)),
                entry.details().entrySet().stream()
                    .filter(d -> List.of("reason", "text", "why", "number").contains(d.getKey()))
                    .map(java.util.Map.Entry::getValue))
            .filter(v -> !v.isBlank())
            .collect(Collectors.joining(" "));
    return new Line(
        entry.at(),
        place.isEmpty() ? name : name + words.say("web.person.place", place),
        words.say("act." + entry.act())
            + (details.isEmpty() ? "" : words.say("case.colon") + details));
  }

  @PostMapping("/cases/{id}/follow")
  String follow(
      Actor actor, @PathVariable String id, @RequestParam(defaultValue = "true") boolean on) {
    var of = cases.see(actor, CaseId.parse(id));
    if (on) {
      claims.follow(actor, of.id().value());
    } else {
      claims.unfollow(actor, of.id().value());
    }
    return "redirect:/cases/" + of.id();
  }

  /**
   * @param seat department and seat, as {@link Wait#seat()} has it
   */
  @PostMapping("/cases/{id}/urge")
  String urge(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String seat) {
    var of = cases.see(actor, CaseId.parse(id));
    var parts = seat.split(" ", 2);
    var kind =
        Arrays.stream(SeatKind.values())
            .filter(k -> parts.length == 2 && k.code().equals(parts[1]))
            .findFirst()
            .orElse(null);
    if (kind == null) {
      if (!urging.mayUrge(actor)) {
        throw Refusal.forbidden("clock.notForYouToUrge");
      }
      throw Refusal.conflict("clock.nothingWaits");
    }
    urging.urge(actor, of.id(), parts[0], kind);
    return "redirect:/cases/" + of.id();
  }

  @PostMapping("/cases/{id}/withdraw")
  Object withdraw(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean confirmed) {
    var of = cases.see(actor, CaseId.parse(id));
    try {
      if (confirmed) {
        cases.withdraw(actor, of.id(), reason);
        return "redirect:/cases/" + of.id();
      }
      cases.checkWithdrawal(actor, of.id(), reason);
      return confirm(of, "withdraw", "case.withdraw", "overview", "reason", reason, Map.of());
    } catch (Refusal refused) {
      return again(actor, of, "overview", "reason", reason, refused);
    }
  }

  @PostMapping("/cases/{id}/veto/lift")
  Object lift(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "false") boolean confirmed,
      HttpServletRequest request) {
    var of = cases.see(actor, CaseId.parse(id));
    var field = "reason[" + department + "]";
    var reason = Objects.requireNonNullElse(request.getParameter(field), "");
    try {
      if (confirmed) {
        reviews.liftVeto(actor, of.id(), department, reason);
        return "redirect:/cases/" + of.id() + "?tab=opinions";
      }
      reviews.checkLift(actor, of.id(), department, reason);
      return confirm(
          of,
          "veto/lift",
          "review.lift",
          "opinions",
          field,
          reason,
          Map.of("department", department));
    } catch (Refusal refused) {
      return again(actor, of, "opinions", field, reason, refused);
    }
  }

  private ModelAndView confirm(
      Case of,
      String act,
      String key,
      String tab,
      String field,
      String reason,
      Map<String, String> more) {
    var fields = new LinkedHashMap<>(more);
    fields.put(field, reason);
    var page = new ModelAndView("case-confirm");
    page.addObject(
        "page",
        new Confirm(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            words.say(key + ".do"),
            List.of(words.say(key + ".follows"), words.say(key + ".follows.kept")),
            words.say(key + ".reason"),
            reason.strip(),
            "/cases/" + of.id() + "/" + act,
            "/cases/" + of.id() + "?tab=" + tab,
            fields));
    return page;
  }

  /** The case as it is, with what was typed and what is wrong with it; the rest is refused. */
  ModelAndView again(
      Actor actor, Case of, String tab, String field, String reason, Refusal refused) {
    return again(actor, of, tab, Map.of(field, reason), refused.at(field));
  }

  /** As above, of a form with several fields. */
  ModelAndView again(Actor actor, Case of, String tab, Map<String, String> typed, Refusal refused) {
    if (refused.kind() != Refusal.Kind.INVALID || of.state() == CaseState.DRAFT) {
      throw refused;
    }
    var page = new ModelAndView("case", HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject("page", view(actor, of, tab, typed, List.of(refusals.at(refused))));
    return page;
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
