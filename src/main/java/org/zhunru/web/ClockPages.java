package org.zhunru.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.Extension;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.Suspension;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Projects;
import org.zhunru.supervision.CaseClock;
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
  private final ClockWords clockWords;
  private final Deadlines deadlines;
  private final PeopleWords people;
  private final Words words;

  ClockPages(
      Cases cases,
      Projects projects,
      Clocks clocks,
      ClockWords clockWords,
      Deadlines deadlines,
      PeopleWords people,
      Words words) {
    this.cases = cases;
    this.projects = projects;
    this.clocks = clocks;
    this.clockWords = clockWords;
    this.deadlines = deadlines;
    this.people = people;
    this.words = words;
  }

  /**
   * @param over clocks that have ended
   */
  public record View(
      String id, String number, String project, List<Line> running, List<Line> over) {}

  /**
   * @param anchor where it stands on the page
   * @param period how long it is by law, extension included
   * @param left what remains; empty once it has ended
   * @param ended what ended it and when; empty while it runs
   * @param explanation why the date is provisional; empty if it is not
   * @param moved whether the calendar has changed since it ended, so that the days come out
   *     otherwise
   */
  public record Line(
      String anchor,
      String title,
      String step,
      String basis,
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
      List<Day> days) {}

  /**
   * @param nth number of the day within the period; null if it isn't counted
   */
  public record Day(LocalDate date, @Nullable Integer nth, String why) {}

  @GetMapping("/cases/{id}/clocks")
  ModelAndView clocks(Actor actor, @PathVariable String id) {
    return page(HttpStatus.OK, actor, cases.see(actor, CaseId.parse(id)));
  }

  private ModelAndView page(HttpStatus status, Actor actor, Case of) {
    boolean officer = cases.seesAsOfficer(actor, of);
    var running = new ArrayList<Line>();
    var over = new ArrayList<Line>();
    for (var clock : clocks.ofCase(of.id())) {
      if (officer || clock.department() == null) {
        (clock.ended() == null ? running : over).add(line(clock));
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
            over));
    return page;
  }

  private Line line(CaseClock clock) {
    var ended = clock.ended();
    var nth = new int[1];
    return new Line(
        clockWords.anchor(clock),
        clock.department() == null
            ? clockWords.term(clock)
            : words.say("clock.of", clockWords.term(clock), people.department(clock.department())),
        clock.limit().step(),
        words.say("clock.basis", clock.limit().legalBasis(), clock.limit().id()),
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
