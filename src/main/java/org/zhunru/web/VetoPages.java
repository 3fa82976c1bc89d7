package org.zhunru.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.review.Opinion;
import org.zhunru.supervision.VetoRegister;

/** {@code /vetoes}: every veto ever, for who may see it, and as a table to take away. */
@Controller
class VetoPages {
  private static final int LONGEST_LABEL = 40;

  private final VetoRegister register;
  private final ListFilters filters;
  private final PeopleWords people;
  private final Words words;
  private final Clock clock;

  VetoPages(
      VetoRegister register, ListFilters filters, PeopleWords people, Words words, Clock clock) {
    this.register = register;
    this.filters = filters;
    this.people = people;
    this.words = words;
    this.clock = clock;
  }

  /** The filter as typed; the names are those of the address. */
  public record Typed(
      @Nullable String words,
      @Nullable String state,
      @Nullable String department,
      @Nullable String ground,
      @Nullable String enterprise,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reconsidered) {
    public Typed {
      reconsidered = stripped(reconsidered);
      words = stripped(words);
      state = stripped(state);
      department = stripped(department);
      ground = stripped(ground);
      enterprise = stripped(enterprise);
      from = stripped(from);
      to = stripped(to);
    }

    private static String stripped(@Nullable String text) {
      return text == null ? "" : text.strip();
    }
  }

  /**
   * @param enterprises the one that the list is narrowed to; empty if to none
   * @param filtered whether anything narrows the list
   * @param sees {@code all}, {@code department} or {@code applicant}: whose empty list it is
   */
  public record View(
      Typed typed,
      List<ListFilters.Option> states,
      List<ListFilters.Option> departments,
      List<ListFilters.Option> grounds,
      List<ListFilters.Option> enterprises,
      List<ListFilters.Option> reconsiderations,
      List<Row> rows,
      String next,
      String first,
      String export,
      boolean filtered,
      String sees,
      List<FieldError> errors) {}

  /**
   * @param standing whether it still stops the case
   * @param ended when it no longer stood; null while it does
   */
  public record Row(
      String href,
      String number,
      String project,
      String enterprise,
      String caseState,
      String department,
      Instant signedAt,
      Opinion.GroundAsOf ground,
      String edition,
      String fact,
      String remedy,
      String state,
      boolean standing,
      @Nullable Instant ended,
      String endReason,
      @Nullable Refiled refiled,
      @Nullable Reconsidered reconsidered,
      long days) {}

  public record Reconsidered(String href, String state) {}

  /**
   * @param href what of the remedy was done
   * @param progress 1/3
   */
  public record Refiled(String href, String number, String state, String progress) {}

  /** What narrows the list, and what is wrong with what was typed. */
  private record Asked(
      VetoRegister.Filter filter,
      List<ListFilters.Option> grounds,
      List<ListFilters.Option> enterprises,
      List<FieldError> errors) {}

  @GetMapping("/vetoes")
  ModelAndView list(
      Actor actor,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable String cursor) {
    var asked = asked(actor, typed);
    var found = register.list(actor, asked.filter(), cursor);
    var page =
        new ModelAndView(
            "vetoes", asked.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject(
        "page",
        new View(
            typed,
            states(),
            filters.departments(),
            asked.grounds(),
            asked.enterprises(),
            reconsiderations(),
            found.rows().stream().map(this::row).toList(),
            found.next() == null ? "" : address("/vetoes", typed, found.next()),
            cursor == null ? "" : address("/vetoes", typed, ""),
            address("/vetoes/export", typed, ""),
            !asked.filter().equals(VetoRegister.Filter.NONE),
            actor.isLead() || actor.hasRole(Role.SUPERVISOR)
                ? "all"
                : actor.isOfficer() ? "department" : "applicant",
            asked.errors()));
    return page;
  }

  /** The list whole, as a file; back to the list if the filter has faults. */
  @GetMapping("/vetoes/export")
  Object export(Actor actor, @ModelAttribute Typed typed) {
    var asked = asked(actor, typed);
    if (!asked.errors().isEmpty()) {
      return "redirect:" + address("/vetoes", typed, "");
    }
    var rows = register.all(actor, asked.filter()).stream().map(this::cells).toList();
    return TableFiles.csv(words.say("vetoes.file") + "-" + LocalDate.now(clock), header(), rows);
  }

  private Asked asked(Actor actor, Typed typed) {
    var errors = new ArrayList<FieldError>();
    var grounds =
        register.grounds(actor).stream()
            .map(
                g ->
                    new ListFilters.Option(
                        g.id(), words.say("vetoes.ground.option", g.id(), shortened(g.text()))))
            .toList();
    var enterprise = enterprise(actor, typed.enterprise());
    var filter =
        new VetoRegister.Filter(
            typed.words(),
            state(typed.state()),
            ListFilters.known(typed.department(), filters.departments()),
            ListFilters.known(typed.ground(), grounds),
            enterprise.isEmpty() ? null : UUID.fromString(enterprise.get(0).value()),
            filters.day("from", typed.from(), errors),
            filters.lastDay("to", typed.to(), typed.from(), errors),
            reconsidered(typed.reconsidered()));
    return new Asked(filter, grounds, enterprise, errors);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL) + "…";
  }

  /** The one asked for, if the reader sees a veto of it. */
  private List<ListFilters.Option> enterprise(Actor actor, String id) {
    try {
      return id.isEmpty()
          ? List.of()
          : register.enterprise(actor, UUID.fromString(id)).stream()
              .map(name -> new ListFilters.Option(id, name))
              .toList();
    } catch (IllegalArgumentException noId) {
      return List.of();
    }
  }

  private List<ListFilters.Option> states() {
    var options = new ArrayList<ListFilters.Option>();
    for (var state : VetoRegister.State.values()) {
      options.add(new ListFilters.Option(name(state), words.say("vetoes.state." + state.name())));
    }
    return options;
  }

  private List<ListFilters.Option> reconsiderations() {
    return Arrays.stream(VetoRegister.Reconsidered.values())
        .map(
            r ->
                new ListFilters.Option(
                    r.name().toLowerCase(Locale.ROOT),
                    words.say("vetoes.reconsidered." + r.name())))
        .toList();
  }

  private static VetoRegister.@Nullable Reconsidered reconsidered(String name) {
    return Arrays.stream(VetoRegister.Reconsidered.values())
        .filter(r -> r.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String name(VetoRegister.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static VetoRegister.@Nullable State state(String name) {
    for (var state : VetoRegister.State.values()) {
      if (name(state).equals(name)) {
        return state;
      }
    }
    return null;
  }

  private Row row(VetoRegister.Row row) {
    return new Row(
        "/cases/" + row.caseId() + "?tab=opinions",
        row.number(),
        row.project(),
        row.enterprise(),
        words.say("my.state." + row.caseState().name()),
        people.department(row.department()),
        row.signedAt(),
        row.ground(),
        row.ground().edition() == null
            ? words.say("vetoes.edition.none")
            : words.say("vetoes.edition", row.ground().edition()),
        row.fact(),
        row.remedy(),
        words.say("vetoes.state." + row.state().name()),
        row.state() == VetoRegister.State.STANDING || row.state() == VetoRegister.State.UPHELD,
        row.ended(),
        row.endReason() == null ? "" : row.endReason(),
        refiled(row.refiled()),
        reconsidered(row),
        row.daysOpen());
  }

  private @Nullable Reconsidered reconsidered(VetoRegister.Row row) {
    return row.reconsidered() == null
        ? null
        : new Reconsidered(
            "/cases/" + row.caseId() + "/reconsiderations/" + row.reconsideration(),
            words.say("reconsideration.state." + row.reconsidered().name()));
  }

  private @Nullable Refiled refiled(VetoRegister.@Nullable Refiled of) {
    return of == null
        ? null
        : new Refiled(
            "/cases/" + of.id() + "/remedies",
            of.number(),
            words.say("my.state." + of.state().name()),
            of.met() + "/" + of.items());
  }

  private List<String> header() {
    return List.of(
            "number",
            "project",
            "enterprise",
            "caseState",
            "department",
            "signed",
            "groundId",
            "ground",
            "basis",
            "editionName",
            "fact",
            "remedy",
            "state",
            "ended",
            "endReason",
            "reconsidered",
            "refiledAs",
            "progress",
            "daysNumber")
        .stream()
        .map(key -> words.say("vetoes." + key))
        .toList();
  }

  private List<String> cells(VetoRegister.Row row) {
    return List.of(
        row.number(),
        row.project(),
        row.enterprise(),
        words.say("my.state." + row.caseState().name()),
        people.department(row.department()),
        day(row.signedAt()),
        row.ground().id(),
        row.ground().text(),
        row.ground().legalBasis(),
        row.ground().edition() == null ? "" : row.ground().edition(),
        row.fact(),
        row.remedy(),
        words.say("vetoes.state." + row.state().name()),
        row.ended() == null ? "" : day(row.ended()),
        row.endReason() == null ? "" : row.endReason(),
        row.reconsidered() == null
            ? ""
            : words.say("reconsideration.state." + row.reconsidered().name()),
        row.refiled() == null ? "" : row.refiled().number(),
        row.refiled() == null
            ? ""
            : words.say("vetoes.met", row.refiled().met(), row.refiled().items()),
        Long.toString(row.daysOpen()));
  }

  private static String day(Instant at) {
    return LocalDate.ofInstant(at, Dates.ZONE).toString();
  }

  private static String address(String path, Typed typed, String cursor) {
    var values = new LinkedHashMap<String, String>();
    values.put("words", typed.words());
    values.put("state", typed.state());
    values.put("department", typed.department());
    values.put("ground", typed.ground());
    values.put("enterprise", typed.enterprise());
    values.put("from", typed.from());
    values.put("to", typed.to());
    values.put("reconsidered", typed.reconsidered());
    values.put("cursor", cursor);
    return ListFilters.address(path, values);
  }
}
