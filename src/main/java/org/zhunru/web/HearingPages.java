package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.review.Hearing;
import org.zhunru.review.Hearings;
import org.zhunru.review.JointReviews;
import org.zhunru.supervision.Stops;

/**
 * {@code /cases/{id}/hearings}: who was told of the right to a hearing, who asked for one, and what
 * came of it; for all who may see the case.
 */
@Controller
class HearingPages {
  private final Cases cases;
  private final Projects projects;
  private final Matters matters;
  private final LimitsInForce limits;
  private final JointReviews joint;
  private final Hearings hearings;
  private final Stops stops;
  private final Claims claims;
  private final HearingLines lines;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;
  private final TransactionTemplate transaction;
  private final AsKept kept;
  private final Clock clock;

  HearingPages(
      Cases cases,
      Projects projects,
      Matters matters,
      LimitsInForce limits,
      JointReviews joint,
      Hearings hearings,
      Stops stops,
      Claims claims,
      HearingLines lines,
      PeopleWords people,
      RefusalWords refusals,
      Words words,
      TransactionTemplate transaction,
      AsKept kept,
      Clock clock) {
    this.cases = cases;
    this.projects = projects;
    this.matters = matters;
    this.limits = limits;
    this.joint = joint;
    this.hearings = hearings;
    this.stops = stops;
    this.claims = claims;
    this.lines = lines;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
    this.transaction = transaction;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * @param intro what the law says, with its periods
   * @param tomorrow department in whose name the reader can do so only tomorrow; empty if in none's
   * @param elsewhere in whose hands it is to tell of one, where it isn't the reader, but somebody
   *     of the same department; empty if nobody is
   * @param department in whose name the reader can tell of the right; empty if in none's
   * @param limit of that department, which could stand still: its term, as in the words for it
   * @param signs whether the reader can suspend its limit, and needn't propose it
   * @param askers who can ask for one, as options
   */
  public record View(
      String id,
      String number,
      String project,
      String intro,
      List<HearingLines.Line> hearings,
      String tomorrow,
      String elsewhere,
      String department,
      String departmentName,
      String limit,
      boolean signs,
      List<Option> askers,
      Map<String, String> typed,
      List<FieldError> errors) {}

  public record Option(String value, String label) {}

  @GetMapping("/cases/{id}/hearings")
  ModelAndView hearings(Actor actor, @PathVariable String id) {
    return page(HttpStatus.OK, actor, see(actor, id), Map.of(), List.of());
  }

  private Case see(Actor actor, String id) {
    var of = cases.see(actor, CaseId.parse(id));
    if (joint.of(of.id()).isEmpty()) {
      throw Refusal.conflict("review.notOpen");
    }
    return of;
  }

  private ModelAndView page(
      HttpStatus status, Actor actor, Case of, Map<String, String> typed, List<FieldError> errors) {
    var department = offering(actor, of);
    var page = new ModelAndView("hearings", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            intro(of),
            lines.of(actor, of),
            department.isEmpty() ? tomorrow(actor, of) : "",
            department.isEmpty() ? elsewhere(actor, of) : "",
            department,
            department.isEmpty() ? "" : people.department(department),
            Stops.limitOf(department).name(),
            !department.isEmpty() && actor.holds(department, SeatKind.HEAD),
            List.of(
                new Option("applicant", words.say("hearing.asker.applicant")),
                new Option("other", words.say("hearing.asker.other"))),
            typed,
            errors));
    return page;
  }

  private String intro(Case of) {
    var toAsk = limit(of, Matter.Term.HEARING_REQUEST);
    return words.say(
        "hearing.intro", days(toAsk), days(limit(of, Matter.Term.HEARING)), toAsk.legalBasis());
  }

  private TimeLimit limit(Case of, Matter.Term term) {
    var id = Objects.requireNonNull(matters.byId(of.matter()).limits().get(term));
    return limits.byId(id, LocalDate.now(clock));
  }

  private static int days(TimeLimit limit) {
    return Objects.requireNonNull(limit.period()).amount();
  }

  /** A department whose turn the reader's is, and which may tell of a hearing; else empty. */
  private String offering(Actor actor, Case of) {
    return free(actor, of).filter(d -> !hearings.toldToday(of.id(), d)).findFirst().orElse("");
  }

  private String tomorrow(Actor actor, Case of) {
    return free(actor, of).findFirst().map(people::department).orElse("");
  }

  private String elsewhere(Actor actor, Case of) {
    return withoutOne(of)
        .filter(turn -> actor.belongsTo(turn.getKey()))
        .filter(turn -> !actor.holds(turn.getKey(), turn.getValue()))
        .findFirst()
        .map(
            turn ->
                words.say(
                    "hearing.elsewhere",
                    people.department(turn.getKey()),
                    people.seat(turn.getValue())))
        .orElse("");
  }

  /** Departments whose turn is the reader's, and which have no hearing under way. */
  private Stream<String> free(Actor actor, Case of) {
    return withoutOne(of)
        .filter(turn -> actor.holds(turn.getKey(), turn.getValue()))
        .map(Map.Entry::getKey);
  }

  private Stream<Map.Entry<String, SeatKind>> withoutOne(Case of) {
    var all = hearings.of(of.id());
    return hearings.turns(of).entrySet().stream()
        .filter(
            turn ->
                all.stream().noneMatch(h -> h.isOpen() && h.department().equals(turn.getKey())));
  }

  /** A department tells of the right to a hearing. */
  @PostMapping("/cases/{id}/hearings")
  Object offer(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String interest,
      @RequestParam(defaultValue = "") String parties,
      HttpServletRequest request) {
    var of = see(actor, id);
    var by = ensureOfferer(actor, of, department);
    return tried(
        actor, of, request, "", () -> hearings.offer(actor, of.id(), by, interest, parties));
  }

  /** A department announces that it holds a hearing itself. */
  @PostMapping("/cases/{id}/hearings/own")
  Object announce(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "") String days,
      @RequestParam(defaultValue = "false") boolean stop,
      HttpServletRequest request) {
    var of = see(actor, id);
    var by = ensureOfferer(actor, of, department);
    return tried(
        actor,
        of,
        request,
        "",
        () -> {
          UUID announced;
          try {
            announced =
                hearings.announce(actor, of.id(), by, why, AdvicePages.number("days", days));
          } catch (Refusal refused) {
            throw "interest".equals(refused.field()) ? refused.at("why") : refused;
          }
          if (stop) {
            stops.want(actor, of.id(), announced);
          }
        });
  }

  private String ensureOfferer(Actor actor, Case of, String department) {
    var by = department.isBlank() ? offering(actor, of) : department;
    if (!actor.belongsTo(by)) {
      throw Refusal.forbidden("review.notYourSeat", by, "");
    }
    return by;
  }

  /** The applicant asks for it. */
  @PostMapping("/cases/{id}/hearings/{hearing}/request")
  Object ask(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID hearing,
      HttpServletRequest request) {
    var of = applicant(actor, id);
    return tried(actor, of, request, "", () -> hearings.ask(actor, of.id(), hearing));
  }

  /** The applicant withdraws the own request. */
  @PostMapping("/cases/{id}/hearings/{hearing}/withdraw")
  Object withdraw(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID hearing,
      HttpServletRequest request) {
    var of = applicant(actor, id);
    var at = "[" + hearing + "]";
    return tried(
        actor,
        of,
        request,
        at,
        () -> hearings.withdraw(actor, of.id(), hearing, text(request, "reason" + at)));
  }

  private Case applicant(Actor actor, String id) {
    var of = see(actor, id);
    if (!actor.isApplicantOf(of.enterpriseId())) {
      throw Refusal.forbidden("review.hearingApplicant");
    }
    return of;
  }

  /** The department records that somebody has asked for it. */
  @PostMapping("/cases/{id}/hearings/{hearing}/record")
  Object record(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID hearing,
      HttpServletRequest request) {
    return ofDepartment(
        actor,
        id,
        hearing,
        request,
        (of, at) ->
            hearings.record(
                actor,
                of.id(),
                hearing,
                text(request, "name" + at),
                text(request, "asker" + at).equals("applicant"),
                day(request, "receivedOn", at)));
  }

  /** The department sets when and where it will be. */
  @PostMapping("/cases/{id}/hearings/{hearing}/date")
  Object set(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID hearing,
      HttpServletRequest request) {
    return ofDepartment(
        actor,
        id,
        hearing,
        request,
        (of, at) -> {
          hearings.set(
              actor,
              of.id(),
              hearing,
              day(request, "heldAt", at),
              text(request, "place" + at),
              text(request, "announced" + at));
          claims.ensureMine(actor, hearing.toString());
        });
  }

  /** The department writes down what came of it. */
  @PostMapping("/cases/{id}/hearings/{hearing}/end")
  Object finish(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID hearing,
      HttpServletRequest request) {
    return ofDepartment(
        actor,
        id,
        hearing,
        request,
        (of, at) -> {
          if (owed(of, hearing)) {
            claims.ensureMine(actor, hearing.toString());
          }
          hearings.finish(
              actor,
              of.id(),
              hearing,
              Hearing.State.named(text(request, "end" + at)),
              day(request, "heldOn", at),
              text(request, "summary" + at));
        });
  }

  /**
   * What a department does with its hearing.
   *
   * @param act with the case, and what the names of the form's fields end in
   */
  private Object ofDepartment(
      Actor actor,
      String id,
      UUID hearing,
      HttpServletRequest request,
      BiConsumer<Case, String> act) {
    var of = see(actor, id);
    ensureDepartment(actor, of, hearing);
    var at = "[" + hearing + "]";
    return tried(actor, of, request, at, () -> act.accept(of, at));
  }

  /** The department's limit is suspended for the hearing, or that is proposed to its head. */
  @PostMapping("/cases/{id}/hearings/{hearing}/suspension")
  Object suspend(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID hearing,
      @RequestParam(defaultValue = "") String act,
      HttpServletRequest request) {
    var of = see(actor, id);
    var department = ensureDepartment(actor, of, hearing);
    if (!act.equals("propose") && !actor.holds(department, SeatKind.HEAD)) {
      throw Refusal.forbidden("clock.notYours");
    }
    var at = "[" + hearing + "]";
    return tried(
        actor,
        of,
        request,
        at,
        () -> {
          if (act.equals("propose")) {
            stops.want(actor, of.id(), hearing);
            return;
          }
          if (stops.of(of.id()).getOrDefault(hearing, Stops.Stop.NONE).proposedBy() != null) {
            claims.ensureMine(actor, "stop-" + hearing);
          }
          if (act.equals("decline")) {
            stops.decline(actor, of.id(), hearing);
          } else {
            stops.sign(
                actor,
                of.id(),
                hearing,
                AdvicePages.number("expected", text(request, "expected" + at)));
          }
        });
  }

  private boolean owed(Case of, UUID hearing) {
    return hearings.of(of.id()).stream()
        .anyMatch(h -> h.id().equals(hearing) && h.state() == Hearing.State.ASKED);
  }

  private String ensureDepartment(Actor actor, Case of, UUID hearing) {
    var department =
        hearings.of(of.id()).stream()
            .filter(h -> h.id().equals(hearing))
            .map(Hearing::department)
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("review.noHearing"));
    if (!actor.belongsTo(department)) {
      throw Refusal.forbidden("review.notYourSeat", department, "");
    }
    return department;
  }

  private Object tried(Actor actor, Case of, HttpServletRequest request, String at, Runnable act) {
    return kept.tried(
        act,
        "/cases/" + of.id() + "/hearings",
        refused ->
            page(
                HttpStatus.UNPROCESSABLE_CONTENT,
                actor,
                cases.byId(of.id()),
                typed(request),
                refused.stream()
                    .map(r -> r.field() == null ? r : r.at(r.field() + at))
                    .map(refusals::at)
                    .toList()));
  }

  private static Map<String, String> typed(HttpServletRequest request) {
    var typed = new LinkedHashMap<String, String>();
    for (var each : request.getParameterMap().entrySet()) {
      if (each.getKey().matches("[A-Za-z]+(\\[[0-9a-f-]{36}])?")) {
        typed.put(each.getKey(), each.getValue()[0]);
      }
    }
    return typed;
  }

  private static String text(HttpServletRequest request, String name) {
    var text = request.getParameter(name);
    return text == null ? "" : text;
  }

  private static @Nullable LocalDate day(HttpServletRequest request, String field, String at) {
    var typed = text(request, field + at);
    try {
      return typed.isBlank() ? null : LocalDate.parse(typed.strip());
    } catch (DateTimeException noDay) {
      throw Refusal.invalid("calendar.fromMalformed", field, typed);
    }
  }
}
