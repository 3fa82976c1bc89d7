package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Projects;
import org.zhunru.review.Consultations;
import org.zhunru.review.ExpertReview;
import org.zhunru.review.ExpertReviews;
import org.zhunru.review.JointReviews;
import org.zhunru.supervision.Stops;

/** {@code /cases/{id}/advice}: colleagues asked and experts heard, for officers. */
@Controller
class AdvicePages {
  private final Cases cases;
  private final Projects projects;
  private final JointReviews joint;
  private final Consultations consultations;
  private final ExpertReviews experts;
  private final Stops stops;
  private final Departments departments;
  private final Claims claims;
  private final AdviceLines lines;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final TransactionTemplate transaction;
  private final AsKept kept;

  AdvicePages(
      Cases cases,
      Projects projects,
      JointReviews joint,
      Consultations consultations,
      ExpertReviews experts,
      Stops stops,
      Departments departments,
      Claims claims,
      AdviceLines lines,
      PeopleWords people,
      RefusalWords refusals,
      TransactionTemplate transaction,
      AsKept kept) {
    this.cases = cases;
    this.projects = projects;
    this.joint = joint;
    this.consultations = consultations;
    this.experts = experts;
    this.stops = stops;
    this.departments = departments;
    this.claims = claims;
    this.lines = lines;
    this.people = people;
    this.refusals = refusals;
    this.transaction = transaction;
    this.kept = kept;
  }

  /**
   * @param department in whose name the reader asks; empty if the reader can't ask
   * @param departments all in whose name the reader could, if there are several
   * @param opinion address of the department's opinion; empty if the reader has none to write
   * @param colleagues who can be asked; empty if nobody can ask now
   * @param asksExperts whether it is the reader's turn to ask for an expert review
   * @param signs whether the reader can suspend the department's limit, and needn't propose it
   * @param expertsOpen whether the department awaits a conclusion
   * @param busy whether something here waits for the reader
   */
  public record View(
      String id,
      String number,
      String project,
      String department,
      String departmentName,
      List<Tab> departments,
      String opinion,
      AdviceLines.Advice advice,
      List<Option> colleagues,
      boolean asksExperts,
      boolean signs,
      boolean expertsOpen,
      boolean busy,
      Map<String, String> typed,
      List<FieldError> errors) {}

  public record Tab(String href, String label, boolean current) {}

  /**
   * @param group department under whose name it stands; may be empty
   */
  public record Option(String value, String label, String group) {}

  @GetMapping("/cases/{id}/advice")
  ModelAndView advice(
      Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String department) {
    var of = see(actor, id);
    claims.markCaseRead(actor, of.id().value());
    return page(HttpStatus.OK, actor, of, department, Map.of(), List.of());
  }

  private Case see(Actor actor, String id) {
    var of = cases.see(actor, CaseId.parse(id));
    if (!cases.seesAsOfficer(actor, of)) {
      throw Refusal.forbidden("review.officersOnly");
    }
    if (joint.of(of.id()).isEmpty()) {
      throw Refusal.conflict("review.notOpen");
    }
    return of;
  }

  private Case act(Actor actor, String id) {
    var of = see(actor, id);
    if (!actor.isOfficer()) {
      throw Refusal.forbidden("review.officersOnly");
    }
    return of;
  }

  private ModelAndView page(
      HttpStatus status,
      Actor actor,
      Case of,
      String department,
      Map<String, String> typed,
      List<FieldError> errors) {
    var own = own(actor, of);
    var code = own.contains(department) ? department : own.stream().findFirst().orElse("");
    var advice = lines.all(actor, of);
    var seat = turn(of, code);
    boolean expertsOpen = !code.isEmpty() && experts.open(of.id(), code);
    var page = new ModelAndView("advice", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            code,
            code.isEmpty() ? "" : people.department(code),
            own.size() < 2 ? List.of() : own.stream().map(d -> tab(of, d, code)).toList(),
            seat == null ? "" : "/cases/" + of.id() + "/opinion?department=" + code,
            advice,
            code.isEmpty() ? List.of() : colleagues(actor, of, code),
            seat != null && actor.holds(code, seat) && !expertsOpen,
            !code.isEmpty() && actor.holds(code, SeatKind.HEAD),
            seat != null && expertsOpen,
            advice.consultations().stream().anyMatch(AdviceLines.Consulted::mine)
                || advice.experts().stream()
                    .anyMatch(
                        e ->
                            e.mayConclude()
                                || e.stop() != null && e.stop().proposed() && e.stop().maySign()),
            typed,
            errors));
    return page;
  }

  /** Departments in whose name the person can ask now; first those whose turn it is. */
  private List<String> own(Actor actor, Case of) {
    if (of.state() != CaseState.IN_REVIEW && of.state() != CaseState.DECIDING) {
      return List.of();
    }
    return actor.departments().stream()
        .sorted(Comparator.comparing(d -> turn(of, d) == null))
        .toList();
  }

  /** The seat whose turn it is in a department; null if it is no seat's. */
  private @Nullable SeatKind turn(Case of, String department) {
    return of.state() != CaseState.IN_REVIEW
        ? null
        : joint
            .of(of.id())
            .flatMap(review -> review.of(department))
            .map(review -> review.state().seat())
            .orElse(null);
  }

  private Tab tab(Case of, String department, String current) {
    return new Tab(
        "/cases/" + of.id() + "/advice?department=" + department,
        people.department(department),
        department.equals(current));
  }

  /** The own department's people first, then the others' in the order of the register. */
  private List<Option> colleagues(Actor actor, Case of, String code) {
    var byDepartment = new LinkedHashMap<String, List<Option>>();
    byDepartment.put(code, new ArrayList<>());
    departments.all().forEach(d -> byDepartment.putIfAbsent(d.code(), new ArrayList<>()));
    for (var colleague : consultations.colleagues(actor, of)) {
      var at = colleague.belongsTo(code) ? code : colleague.seats().get(0).department();
      byDepartment
          .computeIfAbsent(at, d -> new ArrayList<>())
          .add(
              new Option(
                  colleague.accountId().toString(),
                  people.named(colleague.name(), people.place(colleague)),
                  people.department(at)));
    }
    return byDepartment.values().stream().flatMap(List::stream).toList();
  }

  @PostMapping("/cases/{id}/advice/colleagues")
  Object ask(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String colleague,
      @RequestParam(defaultValue = "") String question,
      HttpServletRequest request) {
    var of = act(actor, id);
    var by = named(actor, of, department);
    return tried(
        actor,
        of,
        by,
        request,
        "",
        () -> consultations.ask(actor, of.id(), by, account(colleague), question));
  }

  private String named(Actor actor, Case of, String department) {
    return department.isBlank() ? own(actor, of).stream().findFirst().orElse("") : department;
  }

  @PostMapping("/cases/{id}/advice/colleagues/{consultation}")
  Object answer(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID consultation,
      HttpServletRequest request) {
    var of = act(actor, id);
    if (consultations.of(of.id()).stream()
        .noneMatch(c -> c.id().equals(consultation) && c.asked().equals(actor.accountId()))) {
      throw Refusal.unknown("review.noConsultation");
    }
    var at = "[" + consultation + "]";
    return tried(
        actor,
        of,
        "",
        request,
        at,
        () -> {
          claims.ensureMine(actor, consultation.toString());
          consultations.answer(actor, of.id(), consultation, text(request, "answer" + at));
        });
  }

  @PostMapping("/cases/{id}/advice/experts")
  Object askExperts(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String expertQuestion,
      @RequestParam(defaultValue = "") String days,
      @RequestParam(defaultValue = "false") boolean stop,
      HttpServletRequest request) {
    var of = act(actor, id);
    var by = named(actor, of, department);
    var seat = turn(of, by);
    return tried(
        actor,
        of,
        by,
        request,
        "",
        () -> {
          UUID asked;
          try {
            asked = experts.ask(actor, of.id(), by, expertQuestion, number("days", days));
          } catch (Refusal refused) {
            throw "question".equals(refused.field()) ? refused.at("expertQuestion") : refused;
          }
          if (stop) {
            stops.want(actor, of.id(), asked);
          }
          if (seat != null) {
            claims.ensureMine(actor, of.id().value(), OpinionPages.kind(seat), by);
          }
        });
  }

  @PostMapping("/cases/{id}/advice/experts/{review}/conclusion")
  Object conclude(
      Actor actor, @PathVariable String id, @PathVariable UUID review, HttpServletRequest request) {
    var of = act(actor, id);
    if (!actor.holds(Actor.LEAD_OFFICE, SeatKind.HEAD)) {
      throw Refusal.forbidden("review.notLead");
    }
    var at = "[" + review + "]";
    return tried(
        actor,
        of,
        "",
        request,
        at,
        () -> {
          claims.ensureMine(actor, review.toString());
          experts.conclude(
              actor,
              of.id(),
              review,
              text(request, "experts" + at),
              text(request, "conclusion" + at),
              text(request, "dissent" + at),
              day(text(request, "heldOn" + at)));
        });
  }

  @PostMapping("/cases/{id}/advice/experts/{review}/cancel")
  Object cancel(
      Actor actor, @PathVariable String id, @PathVariable UUID review, HttpServletRequest request) {
    var of = act(actor, id);
    var at = "[" + review + "]";
    return tried(
        actor,
        of,
        "",
        request,
        at,
        () -> {
          var asked = asking(of, review);
          // The head who does without experts frees their own signature by it.
          if (turn(of, asked) == SeatKind.HEAD && actor.holds(asked, SeatKind.HEAD)) {
            claims.ensureMine(actor, of.id().value(), OpinionPages.kind(SeatKind.HEAD), asked);
          }
          experts.cancel(actor, of.id(), review, text(request, "reason" + at));
        });
  }

  /** The head suspends the limit of the department for an expert review, or lets it run on. */
  @PostMapping("/cases/{id}/advice/experts/{review}/suspension")
  Object suspend(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID review,
      @RequestParam(defaultValue = "") String act,
      HttpServletRequest request) {
    var of = act(actor, id);
    var department = asking(of, review);
    if (!actor.holds(department, SeatKind.HEAD)) {
      throw Refusal.forbidden("clock.notYours");
    }
    var at = "[" + review + "]";
    return tried(
        actor,
        of,
        department,
        request,
        at,
        () -> {
          if (stops.of(of.id()).getOrDefault(review, Stops.Stop.NONE).proposedBy() != null) {
            claims.ensureMine(actor, "stop-" + review);
          }
          if (act.equals("decline")) {
            stops.decline(actor, of.id(), review);
          } else {
            stops.sign(actor, of.id(), review, number("expected", text(request, "expected" + at)));
          }
        });
  }

  static @Nullable Integer number(String field, String typed) {
    try {
      return typed.isBlank() ? null : Integer.valueOf(typed.strip());
    } catch (NumberFormatException noNumber) {
      throw Refusal.invalid("calendar.daysMalformed", field, typed);
    }
  }

  private String asking(Case of, UUID review) {
    return experts.of(of.id()).stream()
        .filter(e -> e.id().equals(review))
        .map(ExpertReview::department)
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("review.noExpertReview"));
  }

  /**
   * Does it and shows the page anew; what was typed stands there again if it was refused.
   *
   * @param at what the form has behind the names of its fields
   */
  private Object tried(
      Actor actor,
      Case of,
      String department,
      HttpServletRequest request,
      String at,
      Runnable act) {
    return kept.tried(
        act,
        "/cases/" + of.id() + "/advice" + (department.isEmpty() ? "" : "?department=" + department),
        refused ->
            page(
                HttpStatus.UNPROCESSABLE_CONTENT,
                actor,
                cases.byId(of.id()),
                department,
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

  private static @Nullable UUID account(String chosen) {
    try {
      return UUID.fromString(chosen);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }
}
