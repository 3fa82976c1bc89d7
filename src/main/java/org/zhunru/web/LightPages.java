package org.zhunru.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.supervision.SupervisionLetters;
import org.zhunru.supervision.SupervisionLight;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.TriggerKind;

/** {@code /lights}: what supervision has found, what departments answer, and what came of it. */
@Controller
class LightPages {
  private final SupervisionLights lights;
  private final SupervisionLetters letters;
  private final LetterLines letterLines;
  private final LightWords lightWords;
  private final ListFilters filters;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;

  LightPages(
      SupervisionLights lights,
      SupervisionLetters letters,
      LetterLines letterLines,
      LightWords lightWords,
      ListFilters filters,
      PeopleWords people,
      RefusalWords refusals,
      Words words) {
    this.lights = lights;
    this.letters = letters;
    this.letterLines = letterLines;
    this.lightWords = lightWords;
    this.filters = filters;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
  }

  /** The filter as typed; the names are those of the address. */
  public record Typed(
      @Nullable String kind,
      @Nullable String department,
      @Nullable String state,
      @Nullable String late) {
    public Typed {
      kind = stripped(kind);
      department = stripped(department);
      state = stripped(state);
      late = "true".equals(late) ? "true" : "";
    }

    private static String stripped(@Nullable String text) {
      return text == null ? "" : text.strip();
    }
  }

  /**
   * @param departments to choose from; none for who sees one alone
   * @param filtered whether anything narrows the list
   * @param supervisor whether all are seen
   */
  public record View(
      Typed typed,
      List<ListFilters.Option> kinds,
      List<ListFilters.Option> departments,
      List<ListFilters.Option> states,
      List<Row> rows,
      String next,
      String first,
      String export,
      boolean filtered,
      boolean supervisor) {}

  /**
   * @param fact the first of its evidence
   * @param late whether the answer is
   */
  public record Row(
      String href,
      String kind,
      String fact,
      String caseHref,
      String number,
      String project,
      String department,
      Instant happened,
      Instant raised,
      LocalDate answerBy,
      String state,
      boolean late) {}

  /**
   * @param heard whether it can be found founded
   * @param mayWrite whether the reader can write a letter about it
   */
  public record One(
      String id,
      String title,
      Row row,
      String basis,
      String threshold,
      String source,
      List<LightWords.Line> evidence,
      List<Act> acts,
      boolean mayAnswer,
      boolean mayClose,
      boolean heard,
      List<LetterLines.Line> letters,
      boolean mayWrite,
      Map<String, String> typed,
      List<FieldError> errors) {}

  public record Act(String act, String text, String who, Instant at) {}

  @GetMapping("/lights")
  ModelAndView list(
      Actor actor,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable String cursor) {
    var filter = filter(typed);
    var found = lights.list(actor, filter, cursor);
    var page = new ModelAndView("lights");
    page.addObject(
        "page",
        new View(
            typed,
            Arrays.stream(TriggerKind.values())
                .map(k -> new ListFilters.Option(ListFilters.lower(k), lightWords.kind(k)))
                .toList(),
            filters.departmentsOf(actor),
            Arrays.stream(SupervisionLight.State.values())
                .map(
                    s ->
                        new ListFilters.Option(
                            ListFilters.lower(s), words.say("light.state." + s.name())))
                .toList(),
            found.rows().stream().map(this::row).toList(),
            found.next() == null ? "" : address("/lights", typed, found.next()),
            cursor == null ? "" : address("/lights", typed, ""),
            address("/lights/export", typed, ""),
            !filter.equals(SupervisionLights.Filter.NONE),
            actor.hasRole(Role.SUPERVISOR)));
    return page;
  }

  /** The list whole, as a file. */
  @GetMapping("/lights/export")
  ResponseEntity<byte[]> export(Actor actor, @ModelAttribute Typed typed) {
    var rows = lights.all(actor, filter(typed)).stream().map(this::cells).toList();
    return TableFiles.csv(words.say("light.file") + "-" + lights.today(), header(), rows);
  }

  @GetMapping("/lights/{id}")
  ModelAndView one(Actor actor, @PathVariable UUID id) {
    return one(HttpStatus.OK, actor, id, Map.of(), List.of());
  }

  @PostMapping("/lights/{id}/answer")
  Object answer(
      Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String answer) {
    try {
      lights.answer(actor, id, answer);
      return "redirect:/lights/" + id;
    } catch (Refusal refused) {
      return again(actor, id, Map.of("answer", answer), refused);
    }
  }

  @PostMapping("/lights/{id}/close")
  Object close(
      Actor actor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String finding) {
    try {
      lights.close(actor, id, ListFilters.known(SupervisionLight.State.values(), act), finding);
      return "redirect:/lights/" + id;
    } catch (Refusal refused) {
      return again(actor, id, Map.of("finding", finding), refused);
    }
  }

  /** What was typed stays, also where somebody else was faster. */
  private ModelAndView again(Actor actor, UUID id, Map<String, String> typed, Refusal refused) {
    if (refused.kind() != Refusal.Kind.INVALID) {
      throw refused;
    }
    return one(HttpStatus.UNPROCESSABLE_CONTENT, actor, id, typed, List.of(refusals.at(refused)));
  }

  private ModelAndView one(
      HttpStatus status, Actor actor, UUID id, Map<String, String> typed, List<FieldError> errors) {
    var light = lights.byId(actor, id);
    var row = row(light);
    var page = new ModelAndView("light", status);
    page.addObject(
        "page",
        new One(
            id.toString(),
            words.say("light.about", row.department(), row.kind()),
            row,
            light.legalBasis(),
            lightWords.threshold(light),
            lightWords.source(light.kind()),
            lightWords.evidence(light),
            light.acts().stream().map(this::act).toList(),
            lights.mayAnswer(actor, light),
            lights.mayClose(actor, light),
            lights.isHeard(light),
            letters.ofCase(actor, light.caseId()).stream()
                .filter(l -> id.equals(l.light()))
                .map(letterLines::of)
                .toList(),
            letters.mayIssue(actor, light),
            typed,
            errors));
    return page;
  }

  private Act act(SupervisionLight.Act act) {
    return new Act(
        words.say("light.act." + act.state().name()),
        act.text(),
        act.onBehalfName() == null
            ? act.byName()
            : words.say("my.forWhom", act.byName(), act.onBehalfName()),
        act.at());
  }

  private Row row(SupervisionLight light) {
    return new Row(
        "/lights/" + light.id(),
        lightWords.kind(light.kind()),
        lightWords.evidence(light).get(0).text(),
        "/cases/" + light.caseId(),
        light.number(),
        light.project(),
        people.department(light.department()),
        light.happenedAt(),
        light.raisedAt(),
        light.answerBy(),
        words.say("light.state." + light.state().name()),
        light.isLate(lights.today()));
  }

  private SupervisionLights.Filter filter(Typed typed) {
    return new SupervisionLights.Filter(
        ListFilters.known(TriggerKind.values(), typed.kind()),
        filters.department(typed.department()),
        ListFilters.known(SupervisionLight.State.values(), typed.state()),
        "true".equals(typed.late()));
  }

  private List<String> header() {
    return List.of(
            "number",
            "project",
            "kind",
            "department",
            "happened",
            "raised",
            "evidence",
            "basis",
            "answerBy",
            "state",
            "course")
        .stream()
        .map(key -> words.say("light." + key))
        .toList();
  }

  private List<String> cells(SupervisionLight light) {
    var cells = new ArrayList<String>();
    cells.add(light.number());
    cells.add(light.project());
    cells.add(lightWords.kind(light.kind()));
    cells.add(people.department(light.department()));
    cells.add(day(light.happenedAt()));
    cells.add(day(light.raisedAt()));
    cells.add(
        lightWords.evidence(light).stream()
            .map(LightWords.Line::text)
            .collect(Collectors.joining("\n")));
    cells.add(light.legalBasis());
    cells.add(light.answerBy().toString());
    cells.add(words.say("light.state." + light.state().name()));
    cells.add(
        light.acts().stream()
            .map(this::act)
            .map(a -> words.say("light.about", a.act(), a.text()))
            .collect(Collectors.joining("\n")));
    return cells;
  }

  private static String day(Instant at) {
    return LocalDate.ofInstant(at, Dates.ZONE).toString();
  }

  private static String address(String path, Typed typed, String cursor) {
    var values = new LinkedHashMap<String, String>();
    values.put("kind", String.valueOf(typed.kind()));
    values.put("department", String.valueOf(typed.department()));
    values.put("state", String.valueOf(typed.state()));
    values.put("late", String.valueOf(typed.late()));
    values.put("cursor", cursor);
    return ListFilters.address(path, values);
  }
}
