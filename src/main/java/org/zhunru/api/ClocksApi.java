package org.zhunru.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.calendar.Extension;
import org.zhunru.calendar.Standing;
import org.zhunru.calendar.Suspension;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockMove;
import org.zhunru.supervision.Clocks;
import org.zhunru.web.ClockWords;
import org.zhunru.web.Deadlines;

/** The periods of the law that run, or ran, in a case. */
@RestController
class ClocksApi {
  private final Cases cases;
  private final Clocks clocks;
  private final ClockWords words;
  private final Deadlines deadlines;
  private final Clock clock;

  ClocksApi(Cases cases, Clocks clocks, ClockWords words, Deadlines deadlines, Clock clock) {
    this.cases = cases;
    this.clocks = clocks;
    this.words = words;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  record Answer(List<Line> clocks) {}

  /**
   * @param department code; null unless it is a department's, or of what it has asked for
   * @param limit row of the time limits; null if the law has none, and whoever asked has stated the
   *     period
   * @param step what has to be done, in the words of the law if it speaks of it
   * @param explanation why the date is provisional; null if it is not
   * @param remaining null once it has ended
   * @param suspensions intervals that are not counted once the applicant was told, by their start
   * @param extension null if there was none
   * @param moves how the calendar has moved the last day, the oldest first
   * @param days how the last day comes out by the calendar as it is now
   */
  record Line(
      UUID id,
      String term,
      String text,
      @Nullable String department,
      @Nullable String limit,
      String step,
      @Nullable String legalBasis,
      LocalDate startedOn,
      String startedBy,
      LocalDate due,
      Instant dueAt,
      boolean provisional,
      @Nullable String explanation,
      String light,
      @Nullable Remaining remaining,
      @Nullable Ended ended,
      List<Stopped> suspensions,
      @Nullable Extended extension,
      List<Moved> moves,
      List<CalendarApi.Line> days) {}

  /**
   * @param days counted days after today; working days since the last day if late
   * @param seconds what is left of today
   */
  record Remaining(String state, int days, long seconds, String text) {}

  record Ended(String by, Instant at) {}

  /**
   * @param to its last day; null while it lasts
   * @param cause row of the time limits that the law does not count
   * @param toldOn when the applicant was told in writing; null if not, so that the period runs on
   * @param beyondDays working days that it took longer than was told
   * @param expectedDays working days it was said to take; null if the applicant was not told
   */
  record Stopped(
      LocalDate from,
      @Nullable LocalDate to,
      String cause,
      String legalBasis,
      String reason,
      @Nullable LocalDate toldOn,
      @Nullable Integer expectedDays,
      int beyondDays) {}

  /**
   * @param days in the unit of the limit
   * @param by DEPARTMENT_HEAD or GOVERNMENT_HEAD
   */
  record Extended(int days, String by, LocalDate grantedOn, String reason) {}

  /**
   * @param notices holiday notices that did it; empty if it was the calendar of the program
   */
  record Moved(LocalDate from, LocalDate to, Instant at, List<String> notices, String text) {}

  /** Reviewing departments' own clocks are for officers. */
  @GetMapping("/api/v1/cases/{id}/clocks")
  Answer clocks(@PathVariable UUID id, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    boolean officer = cases.seesAsOfficer(actor, of);
    var moves = clocks.moves(of.id());
    return new Answer(
        clocks.ofCase(of.id()).stream()
            .filter(clock -> officer || clock.isForEverybody())
            .map(clock -> line(clock, moves.getOrDefault(clock.id(), List.of())))
            .toList());
  }

  private Line line(CaseClock clock, List<ClockMove> moves) {
    @Nullable Standing standing = clock.standing();
    CaseClock.@Nullable Ended ended = clock.ended();
    return new Line(
        clock.id(),
        clock.term().name(),
        words.term(clock),
        clock.department(),
        clock.term().hasRow() ? clock.limit().id() : null,
        words.step(clock),
        clock.term().hasRow() ? clock.limit().legalBasis() : null,
        clock.startedOn(),
        clock.startedBy().name(),
        clock.dueOn(),
        clock.dueAt(),
        clock.provisional(),
        clock.provisional() ? deadlines.explanation(clock.sheet()) : null,
        words.light(clock),
        standing == null
            ? null
            : new Remaining(
                standing.state().name(),
                standing.days(),
                standing.part().toSeconds(),
                words.left(clock)),
        ended == null ? null : new Ended(ended.by().name(), ended.at()),
        clock.value().suspensions().stream().map(this::stopped).toList(),
        extended(clock.value().extension()),
        moves.stream()
            .map(m -> new Moved(m.from(), m.to(), m.at(), m.notices(), words.moved(m)))
            .toList(),
        clock.sheet().days().stream()
            .map(day -> new CalendarApi.Line(day.date(), day.counted(), deadlines.why(day)))
            .toList());
  }

  private Stopped stopped(Suspension suspension) {
    var notice = suspension.notice();
    return new Stopped(
        suspension.from(),
        suspension.to(),
        suspension.cause().id(),
        suspension.cause().legalBasis(),
        suspension.reason(),
        notice == null ? null : notice.givenOn(),
        notice == null ? null : notice.expected().amount(),
        suspension.beyond(clocks.calendar(), LocalDate.now(clock)));
  }

  private static @Nullable Extended extended(@Nullable Extension granted) {
    return granted == null
        ? null
        : new Extended(
            granted.amount(), granted.by().name(), granted.grantedOn(), granted.reason());
  }
}
