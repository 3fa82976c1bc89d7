package org.zhunru.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Region;
import org.zhunru.identity.Regions;
import org.zhunru.identity.Role;
import org.zhunru.intake.Matters;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.CaseRegister;
import org.zhunru.supervision.Clocks;

/** {@code /cases}: the register of filed cases, for officers and supervisors. */
@Controller
class CaseListPages {
  private final CaseRegister register;
  private final Matters matters;
  private final Departments departments;
  private final Regions regions;
  private final PeopleWords people;
  private final Words words;
  private final Clocks clocks;
  private final ClockWords clockWords;

  CaseListPages(
      CaseRegister register,
      Matters matters,
      Departments departments,
      Regions regions,
      PeopleWords people,
      Words words,
      Clocks clocks,
      ClockWords clockWords) {
    this.register = register;
    this.matters = matters;
    this.departments = departments;
    this.regions = regions;
    this.people = people;
    this.words = words;
    this.clocks = clocks;
    this.clockWords = clockWords;
  }

  /**
   * @param filtered whether anything narrows the list
   * @param sees {@code department}, {@code lead} or {@code supervisor}: whose empty list it is
   */
  public record View(
      List<Tab> tabs,
      Typed typed,
      List<Option> states,
      List<Option> departments,
      List<Option> regions,
      List<Row> rows,
      String next,
      String first,
      boolean filtered,
      String sees,
      List<FieldError> errors) {}

  public record Tab(String href, String label, String count, boolean current) {}

  public record Option(String value, String label) {}

  /** The filter as typed; the names are those of the address. */
  public record Typed(
      String words,
      String state,
      String department,
      boolean veto,
      String region,
      String from,
      String to) {}

  /**
   * @param vetoes departments whose veto stands, by name
   * @param due last day of the time limit of the case as a whole; null if none runs
   */
  public record Row(
      String id,
      String number,
      String matter,
      String project,
      String enterprise,
      String state,
      List<String> vetoes,
      Instant filedAt,
      @Nullable LocalDate due,
      String light,
      String left) {}

  @GetMapping("/cases")
  Object list(
      Actor actor,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "false") boolean veto,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(required = false) @Nullable String cursor) {
    if (!actor.isOfficer() && !actor.hasRole(Role.SUPERVISOR)) {
      return "redirect:/my";
    }
    return page(
        actor,
        new Typed(words.strip(), state, department, veto, region, from.strip(), to.strip()),
        cursor);
  }

  private ModelAndView page(Actor actor, Typed typed, @Nullable String cursor) {
    var errors = new ArrayList<FieldError>();
    var group = group(typed.state());
    var departments = departments();
    var regions = regions();
    var filter =
        new CaseRegister.Filter(
            typed.words(),
            group,
            known(typed.department(), departments),
            typed.veto(),
            known(typed.region(), regions),
            day("from", typed.from(), errors),
            day("to", typed.to(), errors));
    var found = register.list(actor, filter, cursor);
    var running =
        clocks.running(found.rows().stream().map(r -> r.id().value()).collect(Collectors.toSet()));
    var page =
        new ModelAndView(
            "cases", errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject(
        "page",
        new View(
            tabs(actor, group),
            typed,
            states(),
            departments,
            regions,
            found.rows().stream().map(r -> row(r, running)).toList(),
            found.next() == null ? "" : address(typed, found.next()),
            cursor == null ? "" : address(typed, null),
            !filter.equals(CaseRegister.Filter.NONE),
            actor.isLead() ? "lead" : actor.hasRole(Role.SUPERVISOR) ? "supervisor" : "department",
            errors));
    return page;
  }

  private List<Tab> tabs(Actor actor, CaseRegister.@Nullable Group chosen) {
    var counts = register.counts(actor);
    var tabs = new ArrayList<Tab>();
    var all = CaseRegister.Group.WHOLE.stream().mapToInt(g -> counts.getOrDefault(g, 0)).sum();
    tabs.add(new Tab("/cases", words.say("cases.all"), count(all), chosen == null));
    for (var group : CaseRegister.Group.WHOLE) {
      tabs.add(
          new Tab(
              href(group),
              words.say("cases.group." + group.name()),
              count(counts.getOrDefault(group, 0)),
              group == chosen));
    }
    return tabs;
  }

  /** Where the cases of a group are listed. */
  static String href(CaseRegister.Group group) {
    return "/cases?state=" + name(group);
  }

  private String count(int count) {
    return count >= CaseRegister.MANY
        ? words.say("my.many", CaseRegister.MANY - 1)
        : Integer.toString(count);
  }

  private Row row(CaseRegister.Row row, Map<UUID, List<CaseClock>> running) {
    var whole =
        running.getOrDefault(row.id().value(), List.of()).stream()
            .filter(c -> c.department() == null)
            .findFirst();
    return new Row(
        row.id().toString(),
        row.number(),
        matters.byId(row.matter()).name().in(locale()),
        row.project(),
        row.enterprise(),
        words.say("my.state." + row.state().name()),
        row.vetoes().stream().map(people::department).toList(),
        row.filedAt(),
        whole.map(CaseClock::dueOn).orElse(null),
        whole.map(clockWords::light).orElse(""),
        whole.map(clockWords::left).orElse(""));
  }

  private List<Option> states() {
    var options = new ArrayList<Option>();
    for (var group : CaseRegister.Group.values()) {
      options.add(new Option(name(group), words.say("cases.group." + group.name())));
    }
    return options;
  }

  /** The lead office takes part in none: it leads all. */
  private List<Option> departments() {
    return departments.all().stream()
        .filter(d -> !d.code().equals(Actor.LEAD_OFFICE))
        .map(d -> new Option(d.code(), people.department(d.code())))
        .toList();
  }

  private List<Option> regions() {
    return regions.ofProjects().stream().map(r -> new Option(r.code(), name(r))).toList();
  }

  private static String name(Region region) {
    return locale().getLanguage().equals("en") ? region.nameEn() : region.name();
  }

  private static String name(CaseRegister.Group group) {
    return group.name().toLowerCase(Locale.ROOT);
  }

  private static CaseRegister.@Nullable Group group(String name) {
    for (var group : CaseRegister.Group.values()) {
      if (name(group).equals(name)) {
        return group;
      }
    }
    return null;
  }

  /** What nobody can choose narrows nothing. */
  private static @Nullable String known(String value, List<Option> options) {
    return options.stream().anyMatch(o -> o.value().equals(value)) ? value : null;
  }

  private @Nullable LocalDate day(String field, String typed, List<FieldError> errors) {
    if (typed.isEmpty()) {
      return null;
    }
    try {
      if (typed.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(typed);
      }
    } catch (DateTimeException noSuchDay) {
      // said below, as for any other text
    }
    errors.add(new FieldError(field, words.say("cases.badDay")));
    return null;
  }

  private static String address(Typed typed, @Nullable String cursor) {
    var address = UriComponentsBuilder.fromPath("/cases");
    put(address, "words", typed.words());
    put(address, "state", typed.state());
    put(address, "department", typed.department());
    put(address, "veto", typed.veto() ? "true" : "");
    put(address, "region", typed.region());
    put(address, "from", typed.from());
    put(address, "to", typed.to());
    put(address, "cursor", cursor == null ? "" : cursor);
    return address.encode().build().toUriString();
  }

  private static void put(UriComponentsBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
    }
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
