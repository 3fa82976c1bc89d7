package org.zhunru.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.Extension;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.Suspension;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Projects;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.ClockMove;
import org.zhunru.supervision.Clocks;

/**
 * {@code /cases/{id}/clocks}: every time limit of a case, and how its last day came out; for all
 * who may see the case. The limits of single departments are for officers.
 */
@Controller
class ClockPages {
  private final Cases cases;
  private final Projects projects;
  private final Clocks clocks;
  private final ClockChanges changes;
  private final LimitsInForce limits;
  private final RefusalWords refusals;
  private final ClockWords clockWords;
  private final Deadlines deadlines;
  private final PeopleWords people;
  private final Words words;
  private final Clock clock;

  ClockPages(
      Cases cases,
      Projects projects,
      Clocks clocks,
      ClockChanges changes,
      LimitsInForce limits,
      RefusalWords refusals,
      ClockWords clockWords,
      Deadlines deadlines,
      PeopleWords people,
      Words words,
      Clock clock) {
    this.cases = cases;
    this.projects = projects;
    this.clocks = clocks;
    this.changes = changes;
    this.limits = limits;
    this.refusals = refusals;
    this.clockWords = clockWords;
    this.deadlines = deadlines;
    this.people = people;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param over clocks that have ended
   * @param mine ids of the clocks the reader answers for
   */
  public record View(
      String id,
      String number,
      String project,
      List<Line> running,
      List<Line> over,
      List<String> mine) {}

  /**
   * @param id of the clock
   * @param anchor where it stands on the page
   * @param byLaw whether the law wants it; else a person has asked for it
   * @param stated whether a person has stated the period, as no law does
   * @param period how long it is by law, or as it was stated
   * @param left what remains; empty once it has ended
   * @param ended what ended it and when; empty while it runs
   * @param explanation why the date is provisional; empty if it is not
   * @param moves how the calendar has moved its last day, and by which notice
   * @param moved whether the calendar has changed since it ended, so that the days come out
   *     otherwise
   */
  public record Line(
      String id,
      String anchor,
      String title,
      boolean byLaw,
      String step,
      String basis,
      boolean stated,
      String period,
      String started,
      LocalDate due,
      String light,
      String left,
      String ended,
      boolean provisional,
      String explanation,
      boolean moved,
      List<String> suspensions,
      String extension,
      List<String> moves,
      List<Day> days) {}

  /**
   * @param nth number of the day within the period; null if it isn't counted
   */
  public record Day(LocalDate date, @Nullable Integer nth, String why) {}

  /**
   * One time limit, with what its head can do about it.
   *
   * @param changes whether the reader answers for it and it still runs
   * @param causes what the law does not count; empty if it can't stand still
   * @param lasting whether a suspension lasts
   * @param told whether the applicant was told of that one
   * @param extension by which rule it can be extended; null if it can't any more
   */
  public record One(
      String id,
      String number,
      String clock,
      Line line,
      boolean changes,
      List<Option> causes,
      boolean lasting,
      boolean told,
      @Nullable Rule extension,
      Map<String, String> typed,
      List<FieldError> errors) {}

  public record Option(String value, String label) {}

  /**
   * @param text the rule in the words of the law, with its article
   * @param longest days at most
   * @param government whether the head of the government has to approve
   */
  public record Rule(String text, int longest, boolean government) {}

  @GetMapping("/cases/{id}/clocks/{clock}")
  ModelAndView one(Actor actor, @PathVariable String id, @PathVariable UUID clock) {
    var of = cases.see(actor, CaseId.parse(id));
    return one(HttpStatus.OK, actor, of, find(actor, of, clock), Map.of(), List.of());
  }

  @PostMapping("/cases/{id}/clocks/{clock}")
  Object change(
      Actor actor,
      @PathVariable String id,
      @PathVariable UUID clock,
      @RequestParam(defaultValue = "") String act,
      @RequestParam Map<String, String> sent) {
    var of = cases.see(actor, CaseId.parse(id));
    find(actor, of, clock);
    try {
      change(actor, of.id(), clock, act, sent);
      return "redirect:/cases/" + of.id() + "/clocks/" + clock;
    } catch (Refusal refused) {
      if (refused.kind() == Refusal.Kind.FORBIDDEN || refused.kind() == Refusal.Kind.UNKNOWN) {
        throw refused;
      }
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          of,
          find(actor, of, clock),
          sent,
          List.of(refusals.at(named(act, refused))));
    }
  }

  private void change(Actor actor, CaseId id, UUID clock, String act, Map<String, String> sent) {
    switch (act) {
      case "suspend":
        boolean told = Boolean.parseBoolean(sent.get("told"));
        var expected = number(sent, "expected");
        if (told && expected == null) {
          throw Refusal.invalid("clock.expectedMissing", "expected");
        }
        changes.suspend(
            actor,
            id,
            clock,
            new ClockChanges.Stop(
                day(sent, "from"),
                day(sent, "to"),
                sent.getOrDefault("cause", ""),
                sent.getOrDefault("reason", ""),
                told ? expected : null));
        break;
      case "tell":
        changes.tell(actor, id, clock, number(sent, "expected"));
        break;
      case "resume":
        changes.resume(actor, id, clock, day(sent, "to"));
        break;
      default:
        changes.extend(
            actor,
            id,
            clock,
            number(sent, "days"),
            sent.getOrDefault("why", ""),
            sent.getOrDefault("approval", ""));
    }
  }

  /** The field as the form calls it. */
  private static Refusal named(String act, Refusal refused) {
    var field = refused.field();
    return "reason".equals(field) && !act.equals("suspend")
        ? refused.at("why")
        : "notice".equals(field) ? refused.at("expected") : refused;
  }

  private CaseClock find(Actor actor, Case of, UUID clock) {
    boolean officer = cases.seesAsOfficer(actor, of);
    return clocks.ofCase(of.id()).stream()
        .filter(c -> c.id().equals(clock) && (officer || c.isForEverybody()))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("clock.noSuchClock"));
  }

  private ModelAndView one(
      HttpStatus status,
      Actor actor,
      Case of,
      CaseClock clock,
      Map<String, String> typed,
      List<FieldError> errors) {
    var lasting = clock.value().suspensions().stream().filter(s -> s.to() == null).findFirst();
    var page = new ModelAndView("case-clock", status);
    page.addObject(
        "page",
        new One(
            of.id().toString(),
            String.valueOf(of.number()),
            clock.id().toString(),
            line(clock, clocks.moves(of.id()).getOrDefault(clock.id(), List.of())),
            changes.mayChange(actor, clock),
            changes.causes(clock).stream()
                .map(c -> new Option(c.id(), words.say("clock.basis", c.step(), c.legalBasis())))
                .toList(),
            lasting.isPresent(),
            lasting.map(s -> s.notice() != null).orElse(false),
            clock.value().extension() != null
                ? null
                : limits
                    .on(clock.startedOn())
                    .extensionOf(clock.limit())
                    .map(this::rule)
                    .orElse(null),
            typed,
            errors));
    return page;
  }

  private Rule rule(TimeLimit rule) {
    @Nullable Period longest = rule.period();
    return new Rule(
        words.say("clock.basis", rule.step(), rule.legalBasis()),
        longest == null ? 0 : longest.amount(),
        rule.grantedBy() == TimeLimit.Authority.GOVERNMENT_HEAD);
  }

  private static @Nullable LocalDate day(Map<String, String> sent, String field) {
    var text = sent.getOrDefault(field, "").strip();
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      throw Refusal.invalid("calendar.fromMalformed", field, text);
    }
  }

  private static @Nullable Integer number(Map<String, String> sent, String field) {
    var text = sent.getOrDefault(field, "").strip();
    try {
      return text.isEmpty() ? null : Integer.valueOf(text);
    } catch (NumberFormatException noNumber) {
      throw Refusal.invalid("calendar.daysMalformed", field, text);
    }
  }

  @GetMapping("/cases/{id}/clocks")
  ModelAndView clocks(Actor actor, @PathVariable String id) {
    return page(HttpStatus.OK, actor, cases.see(actor, CaseId.parse(id)));
  }

  private ModelAndView page(HttpStatus status, Actor actor, Case of) {
    boolean officer = cases.seesAsOfficer(actor, of);
    var running = new ArrayList<Line>();
    var over = new ArrayList<Line>();
    var mine = new ArrayList<String>();
    var moves = clocks.moves(of.id());
    for (var clock : clocks.ofCase(of.id())) {
      if (officer || clock.isForEverybody()) {
        (clock.ended() == null ? running : over)
            .add(line(clock, moves.getOrDefault(clock.id(), List.of())));
        if (changes.mayChange(actor, clock)) {
          mine.add(clock.id().toString());
        }
      }
    }
    var page = new ModelAndView("case-clocks", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            running,
            over,
            mine));
    return page;
  }

  private Line line(CaseClock clock, List<ClockMove> moves) {
    var ended = clock.ended();
    var nth = new int[1];
    return new Line(
        clock.id().toString(),
        clockWords.anchor(clock),
        clock.department() == null
            ? clockWords.term(clock)
            : words.say("clock.of", clockWords.term(clock), people.department(clock.department())),
        clock.term().hasRow(),
        clockWords.step(clock),
        clockWords.basis(clock),
        clock.term().isStated(),
        period(clock),
        words.say("clock.started." + clock.startedBy(), clock.startedOn()),
        clock.dueOn(),
        clockWords.light(clock),
        clockWords.left(clock),
        ended == null ? "" : words.say("clock.ended." + ended.by(), ended.at()),
        clock.provisional(),
        clock.provisional() ? deadlines.explanation(clock.sheet()) : "",
        !clock.sheet().due().equals(clock.dueOn()),
        clock.value().suspensions().stream().map(this::suspension).toList(),
        extension(clock.value().extension()),
        moves.stream().map(clockWords::moved).toList(),
        clock.sheet().days().stream()
            .map(d -> new Day(d.date(), d.counted() ? ++nth[0] : null, deadlines.why(d)))
            .toList());
  }

  private String period(CaseClock clock) {
    @Nullable Period base = clock.limit().period();
    return base == null ? "" : amount(base);
  }

  private String amount(Period period) {
    return words.say(
        "calendar.amount." + period.unit().name().toLowerCase(java.util.Locale.ROOT),
        period.amount());
  }

  private String suspension(Suspension s) {
    var notice = s.notice();
    var told =
        notice == null
            ? words.say("clock.suspension.untold")
            : words.say("clock.suspension.told", notice.givenOn(), amount(notice.expected()));
    int beyond = s.beyond(clocks.calendar(), LocalDate.now(clock));
    if (beyond > 0) {
      told = words.say("clock.suspension.beyond", told, beyond);
    }
    return s.to() == null
        ? words.say("clock.suspension.lasting", s.from(), s.cause().step(), s.reason(), told)
        : words.say("clock.suspension.over", s.from(), s.to(), s.cause().step(), s.reason(), told);
  }

  private String extension(@Nullable Extension granted) {
    return granted == null
        ? ""
        : words.say(
            "clock.extension",
            granted.amount(),
            granted.grantedOn(),
            words.say("clock.authority." + granted.by()),
            granted.reason());
  }
}
