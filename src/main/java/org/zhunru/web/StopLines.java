package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.Stops;

/**
 * The own time of a procedure, and whether the limit of its department stands still for it; of one
 * of the lead office, the limit of the case as a whole.
 */
@Component
class StopLines {
  private final Clocks clocks;
  private final Stops stops;
  private final ClockWords clockWords;
  private final Words words;
  private final Clock clock;

  StopLines(Clocks clocks, Stops stops, ClockWords clockWords, Words words, Clock clock) {
    this.clocks = clocks;
    this.stops = stops;
    this.clockWords = clockWords;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param due last day of the procedure's own time; null if none runs
   * @param left what is left of it
   * @param limit the department's limit: its term, as in the words for it
   * @param said how that stands
   * @param proposed whether its head is to suspend it
   * @param maySign whether the reader can suspend it now
   * @param mayPropose whether the reader can propose that to the head
   * @param days working days to the last day, as is proposed to be told; 1 if that is today or over
   */
  public record Line(
      @Nullable LocalDate due,
      String light,
      String left,
      String limit,
      String said,
      boolean proposed,
      boolean maySign,
      boolean mayPropose,
      int days) {}

  /**
   * Of a procedure that is under way.
   *
   * @param term of its own time
   */
  Line of(@Nullable Actor actor, CaseId id, UUID procedure, String department, Matter.Term term) {
    var own =
        clocks.ofCase(id).stream()
            .filter(c -> c.term() == term && department.equals(c.department()))
            .filter(c -> c.ended() == null)
            .findFirst();
    var stop = stops.of(id).getOrDefault(procedure, Stops.Stop.NONE);
    var due = own.map(CaseClock::dueOn).orElse(null);
    boolean stoppable = actor != null && stops.stoppable(id, department).isPresent();
    return new Line(
        due,
        own.map(clockWords::light).orElse(""),
        own.map(clockWords::left).orElse(""),
        Stops.limitOf(department).name(),
        said(stop),
        stop.proposedBy() != null,
        stoppable && actor.holds(department, SeatKind.HEAD),
        stoppable
            && stop.equals(Stops.Stop.NONE)
            && (actor.holds(department, SeatKind.HANDLER)
                || actor.holds(department, SeatKind.REVIEWER)),
        days(due));
  }

  private int days(@Nullable LocalDate due) {
    var today = LocalDate.now(clock);
    return due == null || !due.isAfter(today)
        ? 1
        : Math.max(1, clocks.calendar().workingDaysBetween(today, due));
  }

  private String said(Stops.Stop stop) {
    if (stop.since() != null) {
      return words.say("clock.stop.since", stop.since());
    }
    if (stop.proposedBy() != null) {
      return words.say("clock.stop.proposed", stop.proposedBy());
    }
    return words.say(stop.declined() ? "clock.stop.declined" : "clock.stop.none");
  }
}
