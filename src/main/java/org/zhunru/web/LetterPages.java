package org.zhunru.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Projects;
import org.zhunru.supervision.SupervisionLetter;
import org.zhunru.supervision.SupervisionLetters;
import org.zhunru.supervision.SupervisionLight;
import org.zhunru.supervision.SupervisionLights;

/** {@code /letters}: supervision letters (督办函), their replies, and what came of them. */
@Controller
class LetterPages {
  private final SupervisionLetters letters;
  private final LetterLines lines;
  private final SupervisionLights lights;
  private final LightWords lightWords;
  private final Cases cases;
  private final Projects projects;
  private final ListFilters filters;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;

  LetterPages(
      SupervisionLetters letters,
      LetterLines lines,
      SupervisionLights lights,
      LightWords lightWords,
      Cases cases,
      Projects projects,
      ListFilters filters,
      PeopleWords people,
      RefusalWords refusals,
      Words words) {
    this.letters = letters;
    this.lines = lines;
    this.lights = lights;
    this.lightWords = lightWords;
    this.cases = cases;
    this.projects = projects;
    this.filters = filters;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
  }

  /** The filter as typed; the names are those of the address. */
  public record Typed(@Nullable String department, @Nullable String state, @Nullable String late) {
    public Typed {
      department = department == null ? "" : department.strip();
      state = state == null ? "" : state.strip();
      late = "true".equals(late) ? "true" : "";
    }
  }

  /**
   * @param departments to choose from; none for who sees one alone
   * @param filtered whether anything narrows the list
   * @param supervisor whether all are seen
   */
  public record View(
      Typed typed,
      List<ListFilters.Option> departments,
      List<ListFilters.Option> states,
      List<Row> rows,
      String next,
      String first,
      String export,
      boolean filtered,
      boolean supervisor) {}

  /**
   * @param late how the reply is late, in words; empty if it is not
   */
  public record Row(
      String href,
      String number,
      String caseHref,
      String caseNumber,
      String project,
      String department,
      Instant issued,
      LocalDate replyBy,
      String state,
      String late) {}

  /**
   * A letter to be written.
   *
   * @param light it is about; empty if about the case
   * @param records what it will say it rests on
   * @param open letters of the case that nobody has closed yet
   * @param addressees to choose from; the one of the light alone if it is about one
   */
  public record Draft(
      String light,
      String of,
      String caseNumber,
      String project,
      String about,
      List<String> records,
      List<Open> open,
      List<ListFilters.Option> addressees,
      int usualDays,
      int mostDays,
      Map<String, String> typed,
      List<FieldError> errors) {}

  /** One that was sent and isn't closed. */
  public record Open(String href, String number, String department, LocalDate replyBy) {}

  /**
   * @param lightHref the light it is about; empty if about the case
   */
  public record One(
      String id,
      Row row,
      String lightHref,
      String about,
      String paper,
      int days,
      String demands,
      String issuedBy,
      String reply,
      String repliedBy,
      @Nullable Instant repliedAt,
      String remark,
      String closedBy,
      @Nullable Instant closedAt,
      boolean mayReply,
      boolean mayClose,
      boolean waits,
      Map<String, String> typed,
      List<FieldError> errors) {}

  @GetMapping("/letters")
  ModelAndView list(
      Actor actor,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable String cursor) {
    var filter = filter(typed);
    var found = letters.list(actor, filter, cursor);
    var page = new ModelAndView("letters");
    page.addObject(
        "page",
        new View(
            typed,
            filters.departmentsOf(actor),
            Arrays.stream(SupervisionLetter.State.values())
                .map(
                    s ->
                        new ListFilters.Option(
                            ListFilters.lower(s), words.say("letter.state." + s.name())))
                .toList(),
            found.rows().stream().map(this::row).toList(),
            found.next() == null ? "" : address("/letters", typed, found.next()),
            cursor == null ? "" : address("/letters", typed, ""),
            address("/letters/export", typed, ""),
            !filter.equals(SupervisionLetters.Filter.NONE),
            actor.hasRole(Role.SUPERVISOR)));
    return page;
  }

  /** The list whole, as a file. */
  @GetMapping("/letters/export")
  ResponseEntity<byte[]> export(Actor actor, @ModelAttribute Typed typed) {
    var rows = letters.all(actor, filter(typed)).stream().map(this::cells).toList();
    return TableFiles.csv(words.say("letter.file") + "-" + letters.today(), header(), rows);
  }

  @GetMapping("/letters/new")
  Object start(
      Actor actor,
      @RequestParam(defaultValue = "") String light,
      @RequestParam(defaultValue = "") String of) {
    return light.isEmpty() && of.isEmpty()
        ? "redirect:/letters"
        : draft(HttpStatus.OK, actor, light, of, Map.of(), List.of());
  }

  @PostMapping("/letters/new")
  Object issue(
      Actor actor,
      @RequestParam(defaultValue = "") String light,
      @RequestParam(defaultValue = "") String of,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String demands,
      @RequestParam(defaultValue = "") String days) {
    if (light.isEmpty() && of.isEmpty()) {
      return "redirect:/letters";
    }
    var about = light(actor, light);
    try {
      var issued =
          letters.issue(
              actor,
              about == null ? CaseId.parse(of) : about.caseId(),
              new SupervisionLetters.Draft(
                  about == null ? null : about.id(),
                  about == null ? department : about.department(),
                  about == null
                      ? words.say(Locale.CHINESE, "letter.about.case")
                      : lightWords.about(about),
                  about == null ? List.of() : lightWords.records(about),
                  demands,
                  number(days)));
      return "redirect:/letters/" + issued;
    } catch (Refusal refused) {
      return draft(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          light,
          of,
          Map.of("department", department, "demands", demands, "days", days),
          errors(refused));
    }
  }

  private @Nullable SupervisionLight light(Actor actor, String id) {
    try {
      return id.isEmpty() ? null : lights.byId(actor, UUID.fromString(id));
    } catch (IllegalArgumentException noId) {
      throw Refusal.unknown("light.unknown");
    }
  }

  private static @Nullable Integer number(String typed) {
    try {
      return Integer.valueOf(typed.strip());
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private ModelAndView draft(
      HttpStatus status,
      Actor actor,
      String light,
      String of,
      Map<String, String> typed,
      List<FieldError> errors) {
    var about = light(actor, light);
    Case found = cases.see(actor, about == null ? CaseId.parse(of) : about.caseId());
    var page = new ModelAndView("letter-new", status);
    page.addObject(
        "page",
        new Draft(
            light,
            found.id().toString(),
            String.valueOf(found.number()),
            projects.byId(found.projectId()).name(),
            about == null ? words.say("letter.about.case") : lightWords.kind(about.kind()),
            about == null
                ? List.of()
                : lightWords.evidence(about).stream().map(LightWords.Line::text).toList(),
            letters.ofCase(actor, found.id()).stream()
                .filter(l -> l.state() != SupervisionLetter.State.CLOSED)
                .map(
                    l ->
                        new Open(
                            "/letters/" + l.id(),
                            l.number(),
                            people.department(l.department()),
                            l.replyBy()))
                .toList(),
            (about == null ? letters.addressees(found.id()) : List.of(about.department()))
                .stream().map(d -> new ListFilters.Option(d, people.department(d))).toList(),
            letters.usualDays(),
            SupervisionLetters.MOST_DAYS,
            typed,
            errors));
    return page;
  }

  @GetMapping("/letters/{id}")
  ModelAndView one(Actor actor, @PathVariable UUID id) {
    return one(HttpStatus.OK, actor, id, Map.of(), List.of());
  }

  @PostMapping("/letters/{id}/reply")
  Object reply(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reply) {
    try {
      letters.reply(actor, id, reply);
      return "redirect:/letters/" + id;
    } catch (Refusal refused) {
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT, actor, id, Map.of("reply", reply), errors(refused));
    }
  }

  @PostMapping("/letters/{id}/close")
  Object close(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String remark) {
    try {
      letters.close(actor, id, remark);
      return "redirect:/letters/" + id;
    } catch (Refusal refused) {
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT, actor, id, Map.of("remark", remark), errors(refused));
    }
  }

  private List<FieldError> errors(Refusal refused) {
    if (refused.field() == null) {
      throw refused;
    }
    return (refused instanceof Refusals several ? several.all().stream() : Stream.of(refused))
        .map(refusals::at)
        .toList();
  }

  private ModelAndView one(
      HttpStatus status, Actor actor, UUID id, Map<String, String> typed, List<FieldError> errors) {
    var letter = letters.byId(actor, id);
    var light = letter.light();
    var page = new ModelAndView("letter", status);
    page.addObject(
        "page",
        new One(
            id.toString(),
            row(letter),
            light == null ? "" : "/lights/" + light,
            light == null
                ? words.say("letter.about.case")
                : lightWords.kind(lights.byId(actor, light).kind()),
            "/documents/" + letter.document(),
            letter.days(),
            letter.demands(),
            letter.issuedByName(),
            text(letter.reply()),
            letter.repliedForName() == null
                ? text(letter.repliedByName())
                : words.say("my.forWhom", text(letter.repliedByName()), letter.repliedForName()),
            letter.repliedAt(),
            text(letter.remark()),
            text(letter.closedByName()),
            letter.closedAt(),
            letters.mayReply(actor, letter),
            letters.mayClose(actor, letter),
            actor.hasRole(Role.SUPERVISOR)
                && letter.state() == SupervisionLetter.State.ISSUED
                && !letters.isLate(letter),
            typed,
            errors));
    return page;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private Row row(SupervisionLetter letter) {
    return new Row(
        "/letters/" + letter.id(),
        letter.number(),
        "/cases/" + letter.caseId(),
        letter.caseNumber(),
        letter.project(),
        people.department(letter.department()),
        letter.issuedAt(),
        letter.replyBy(),
        words.say("letter.state." + letter.state().name()),
        lines.late(letter));
  }

  private SupervisionLetters.Filter filter(Typed typed) {
    return new SupervisionLetters.Filter(
        filters.department(typed.department()),
        ListFilters.known(SupervisionLetter.State.values(), typed.state()),
        "true".equals(typed.late()));
  }

  private List<String> header() {
    return List.of(
            "number",
            "addressee",
            "caseNumber",
            "project",
            "demands",
            "issued",
            "replyBy",
            "state",
            "isLate",
            "reply",
            "remark")
        .stream()
        .map(key -> words.say("letter." + key))
        .toList();
  }

  private List<String> cells(SupervisionLetter letter) {
    return List.of(
        letter.number(),
        people.department(letter.department()),
        letter.caseNumber(),
        letter.project(),
        letter.demands(),
        LocalDate.ofInstant(letter.issuedAt(), Dates.ZONE).toString(),
        letter.replyBy().toString(),
        words.say("letter.state." + letter.state().name()),
        lines.late(letter),
        text(letter.reply()),
        text(letter.remark()));
  }

  private static String address(String path, Typed typed, String cursor) {
    var values = new LinkedHashMap<String, String>();
    values.put("department", String.valueOf(typed.department()));
    values.put("state", String.valueOf(typed.state()));
    values.put("late", String.valueOf(typed.late()));
    values.put("cursor", cursor);
    return ListFilters.address(path, values);
  }
}
