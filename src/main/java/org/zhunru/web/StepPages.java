package org.zhunru.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.supervision.Steps;

/** {@code /steps}: what was finished within a time limit or after it, and how long it took. */
@Controller
class StepPages {
  private final Steps steps;
  private final Departments departments;
  private final LimitsInForce limits;
  private final ListFilters filters;
  private final PeopleWords people;
  private final Words words;
  private final Clock clock;

  StepPages(
      Steps steps,
      Departments departments,
      LimitsInForce limits,
      ListFilters filters,
      PeopleWords people,
      Words words,
      Clock clock) {
    this.steps = steps;
    this.departments = departments;
    this.limits = limits;
    this.filters = filters;
    this.people = people;
    this.words = words;
    this.clock = clock;
  }

  /** The filter as typed. */
  public record Typed(
      @Nullable String department,
      @Nullable String limit,
      @Nullable String late,
      @Nullable String from,
      @Nullable String to) {
    public Typed {
      department = department == null ? "" : department.strip();
      limit = limit == null ? "" : limit.strip();
      late = "true".equals(late) ? "true" : "";
      from = from == null ? "" : from.strip();
      to = to == null ? "" : to.strip();
    }
  }

  public record Row(
      String href,
      String number,
      String project,
      String department,
      String step,
      LocalDate started,
      LocalDate due,
      Instant ended,
      boolean late,
      int took) {}

  public record View(
      Typed typed,
      List<ListFilters.Option> departments,
      List<ListFilters.Option> limits,
      List<Row> rows,
      String next,
      String first,
      String export,
      List<FieldError> errors) {}

  private record Asked(
      Steps.Filter filter, List<ListFilters.Option> limits, List<FieldError> errors) {}

  @GetMapping("/steps")
  ModelAndView list(
      Actor actor,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable String cursor) {
    var asked = asked(typed);
    var found = steps.list(actor, asked.filter(), cursor);
    var page =
        new ModelAndView(
            "steps", asked.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject(
        "page",
        new View(
            typed,
            options(),
            asked.limits(),
            found.rows().stream().map(this::row).toList(),
            found.next() == null ? "" : address("/steps", typed, found.next()),
            cursor == null ? "" : address("/steps", typed, ""),
            address("/steps/export", typed, ""),
            asked.errors()));
    return page;
  }

  /** The list whole, as a file; back to the list if the filter has faults. */
  @GetMapping("/steps/export")
  Object export(Actor actor, @ModelAttribute Typed typed) {
    var asked = asked(typed);
    if (!asked.errors().isEmpty()) {
      return "redirect:" + address("/steps", typed, "");
    }
    var header =
        List.of(
                "number",
                "project",
                "department",
                "step",
                "started",
                "due",
                "ended",
                "late",
                "took")
            .stream()
            .map(key -> words.say("steps." + key))
            .toList();
    var rows =
        steps.all(actor, asked.filter()).stream()
            .map(
                r ->
                    List.of(
                        r.number(),
                        r.project(),
                        people.department(r.department()),
                        limits.byId(r.limit(), r.started()).step(),
                        r.started().toString(),
                        r.due().toString(),
                        LocalDate.ofInstant(r.ended(), Dates.ZONE).toString(),
                        words.say(r.late() ? "web.light.late" : "web.light.met"),
                        Integer.toString(r.took())))
            .toList();
    return TableFiles.csv(words.say("steps.title") + "-" + LocalDate.now(clock), header, rows);
  }

  private Asked asked(Typed typed) {
    var errors = new ArrayList<FieldError>();
    var limit =
        limits.find(typed.limit(), LocalDate.now(clock)).stream()
            .map(l -> new ListFilters.Option(l.id(), l.step()))
            .toList();
    return new Asked(
        new Steps.Filter(
            ListFilters.known(typed.department(), options()),
            ListFilters.known(typed.limit(), limit),
            !typed.late().isEmpty(),
            filters.day("from", typed.from(), errors),
            filters.lastDay("to", typed.to(), typed.from(), errors)),
        limit,
        errors);
  }

  private List<ListFilters.Option> options() {
    return departments.all().stream()
        .map(d -> new ListFilters.Option(d.code(), people.department(d.code())))
        .toList();
  }

  private Row row(Steps.Row row) {
    return new Row(
        "/cases/" + row.caseId() + "/clocks",
        row.number(),
        row.project(),
        people.department(row.department()),
        limits.byId(row.limit(), row.started()).step(),
        row.started(),
        row.due(),
        row.ended(),
        row.late(),
        row.took());
  }

  private static String address(String path, Typed typed, String cursor) {
    var values = new LinkedHashMap<String, String>();
    values.put("department", typed.department());
    values.put("limit", typed.limit());
    values.put("late", typed.late());
    values.put("from", typed.from());
    values.put("to", typed.to());
    values.put("cursor", cursor);
    return ListFilters.address(path, values);
  }
}
