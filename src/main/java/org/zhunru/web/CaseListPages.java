package org.zhunru.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Region;
import org.zhunru.identity.Regions;
import org.zhunru.identity.Role;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.CaseRegister;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.ProjectSites;

/** {@code /cases}: the register of filed cases, for officers and supervisors. */
@Controller
class CaseListPages {
  private final CaseRegister register;
  private final ProjectSites sites;
  private final Matters matters;
  private final ListFilters filters;
  private final Regions regions;
  private final PeopleWords people;
  private final Words words;
  private final Clocks clocks;
  private final ClockWords clockWords;

  CaseListPages(
      CaseRegister register,
      ProjectSites sites,
      Matters matters,
      ListFilters filters,
      Regions regions,
      PeopleWords people,
      Words words,
      Clocks clocks,
      ClockWords clockWords) {
    this.register = register;
    this.sites = sites;
    this.matters = matters;
    this.filters = filters;
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
      List<ListFilters.Option> states,
      List<ListFilters.Option> departments,
      List<ListFilters.Option> regions,
      List<ListFilters.Option> lights,
      List<ListFilters.Option> hazards,
      List<ListFilters.Option> hits,
      boolean furtherOpen,
      List<Row> rows,
      String next,
      String first,
      boolean filtered,
      String sees,
      List<FieldError> errors) {}

  public record Tab(String href, String label, String count, boolean current) {}

  /** The filter as typed; the names are those of the address. */
  public record Typed(
      String words,
      String state,
      String department,
      boolean veto,
      String region,
      String from,
      String to,
      Further further) {}

  /**
   * What the figures of the city narrow by, as typed.
   *
   * @param light of the department's time limit, if one is chosen, else of the case's
   * @param hit rule of an entry of a catalogue
   */
  public record Further(
      @Nullable String light,
      @Nullable String closedFrom,
      @Nullable String closedTo,
      @Nullable String hit,
      @Nullable String hazard) {
    public Further {
      light = light == null ? "" : light.strip();
      closedFrom = closedFrom == null ? "" : closedFrom.strip();
      closedTo = closedTo == null ? "" : closedTo.strip();
      hit = hit == null ? "" : hit.strip();
      hazard = hazard == null ? "" : hazard.strip();
    }

    boolean any() {
      return !(light + closedFrom + closedTo + hit + hazard).isEmpty();
    }
  }

  /**
   * @param vetoes departments whose veto stands, by name
   * @param due last day of the time limit of the case as a whole; null if none runs
   * @param provisional whether that day may still move with the notice of its year
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
      boolean provisional,
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
      @ModelAttribute Further further,
      @RequestParam(required = false) @Nullable String cursor) {
    if (!actor.isOfficer() && !actor.hasRole(Role.SUPERVISOR)) {
      return "redirect:/my";
    }
    return page(
        actor,
        new Typed(
            words.strip(), state, department, veto, region, from.strip(), to.strip(), further),
        cursor);
  }

  private ModelAndView page(Actor actor, Typed typed, @Nullable String cursor) {
    var errors = new ArrayList<FieldError>();
    var group = group(typed.state());
    var departments = filters.departments();
    var regions = regions();
    var filter =
        new CaseRegister.Filter(
            typed.words(),
            group,
            ListFilters.known(typed.department(), departments),
            typed.veto(),
            ListFilters.known(typed.region(), regions),
            filters.day("from", typed.from(), errors),
            filters.lastDay("to", typed.to(), typed.from(), errors),
            more(typed.further(), errors));
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
            lights(),
            hazards(),
            hits(typed.further().hit()),
            typed.further().any(),
            found.rows().stream().map(r -> row(r, running)).toList(),
            found.next() == null ? "" : address(typed, found.next()),
            cursor == null ? "" : address(typed, null),
            !filter.equals(CaseRegister.Filter.NONE),
            actor.isLead() ? "lead" : actor.hasRole(Role.SUPERVISOR) ? "supervisor" : "department",
            errors));
    return page;
  }

  private CaseRegister.More more(Further typed, List<FieldError> errors) {
    return new CaseRegister.More(
        Arrays.stream(CaseRegister.Light.values())
            .filter(l -> name(l).equals(typed.light()))
            .findFirst()
            .orElse(null),
        filters.day("closedFrom", typed.closedFrom(), errors),
        filters.lastDay("closedTo", typed.closedTo(), typed.closedFrom(), errors),
        typed.hit(),
        ProjectSites.Hazard.of(typed.hazard()).orElse(null));
  }

  private List<ListFilters.Option> lights() {
    return Arrays.stream(CaseRegister.Light.values())
        .map(l -> new ListFilters.Option(name(l), words.say("city.light." + l.name())))
        .toList();
  }

  private List<ListFilters.Option> hazards() {
    return Arrays.stream(ProjectSites.Hazard.values())
        .map(h -> new ListFilters.Option(h.code(), words.say("city.hazard." + h.name())))
        .toList();
  }

  /** The one asked for. */
  private List<ListFilters.Option> hits(String rule) {
    return rule.isEmpty()
        ? List.of()
        : List.of(
            new ListFilters.Option(
                rule, sites.entry(rule).map(e -> e.source() + " " + e.text()).orElse(rule)));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
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
            .filter(c -> c.department() == null && c.term() != Matter.Term.DELIVERY)
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
        whole.map(CaseClock::provisional).orElse(false),
        whole.map(clockWords::light).orElse(""),
        whole.map(clockWords::left).orElse(""));
  }

  private List<ListFilters.Option> states() {
    var options = new ArrayList<ListFilters.Option>();
    for (var group : CaseRegister.Group.values()) {
      options.add(new ListFilters.Option(name(group), words.say("cases.group." + group.name())));
    }
    return options;
  }

  private List<ListFilters.Option> regions() {
    return Stream.concat(
            regions.ofProjects().stream().map(r -> new ListFilters.Option(r.code(), name(r))),
            Stream.of(
                new ListFilters.Option(CaseRegister.NO_REGION, words.say("cases.region.none"))))
        .toList();
  }

  private static String name(Region region) {
    return locale().getLanguage().equals("en") ? region.nameEn() : region.name();
  }

  private static CaseRegister.@Nullable Group group(String name) {
    for (var group : CaseRegister.Group.values()) {
      if (name(group).equals(name)) {
        return group;
      }
    }
    return null;
  }

  private static String address(Typed typed, @Nullable String cursor) {
    var values = new LinkedHashMap<String, String>();
    values.put("words", typed.words());
    values.put("state", typed.state());
    values.put("department", typed.department());
    values.put("veto", typed.veto() ? "true" : "");
    values.put("region", typed.region());
    values.put("from", typed.from());
    values.put("to", typed.to());
    values.put("light", typed.further().light());
    values.put("closedFrom", typed.further().closedFrom());
    values.put("closedTo", typed.further().closedTo());
    values.put("hit", typed.further().hit());
    values.put("hazard", typed.further().hazard());
    values.put("cursor", cursor == null ? "" : cursor);
    return ListFilters.address("/cases", values);
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
