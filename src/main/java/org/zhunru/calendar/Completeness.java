package org.zhunru.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;

/**
 * The five working days after receipt in which a filing may be found incomplete, once and with
 * everything that is missing. Silence is acceptance from the day of receipt. Source: 行政许可法 32(4).
 *
 * @param listGivenOn when the applicant was told what to correct; null if not yet
 */
public record Completeness(LocalDate receivedOn, @Nullable LocalDate listGivenOn) {
  /** The limit in {@code policies/time-limits.csv}. */
  public static final String LIMIT = "TL-GL-01";

  /** What follows from the days that have passed. */
  public enum Outcome {
    /** The list may still be given. */
    OPEN,
    /** The list was given in time. */
    CORRECTION,
    /** Nothing was said in time: accepted, from the day of receipt. */
    ACCEPTED_BY_SILENCE
  }

  public static Completeness received(LocalDate on) {
    return new Completeness(on, null);
  }

  /** The last day on which the list can be given, and how it came out. */
  public Deadline deadline(TimeLimits limits, WorkingCalendar calendar) {
    return LegalClock.start(limits.byId(LIMIT), receivedOn).deadline(calendar, receivedOn);
  }

  /**
   * The list of what to correct is given.
   *
   * @param on the day the applicant is told
   * @throws Refusal {@code calendar.correctionBeforeReceipt}, {@code .correctionTwice} or {@code
   *     .correctionTooLate} (accepted by silence)
   */
  public Completeness listGiven(LocalDate on, TimeLimits limits, WorkingCalendar calendar) {
    if (on.isBefore(receivedOn)) {
      throw Refusal.invalid("calendar.correctionBeforeReceipt", "on", on, receivedOn);
    }
    if (listGivenOn != null) {
      throw Refusal.conflict("calendar.correctionTwice", listGivenOn);
    }
    var due = deadline(limits, calendar).due();
    if (on.isAfter(due)) {
      throw Refusal.conflict("calendar.correctionTooLate", due, receivedOn);
    }
    return new Completeness(receivedOn, on);
  }

  public Outcome outcome(LocalDate today, TimeLimits limits, WorkingCalendar calendar) {
    if (listGivenOn != null) {
      return Outcome.CORRECTION;
    }
    return today.isAfter(deadline(limits, calendar).due())
        ? Outcome.ACCEPTED_BY_SILENCE
        : Outcome.OPEN;
  }
}
