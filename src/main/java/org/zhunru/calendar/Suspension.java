package org.zhunru.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a period may stand still, whole days of both ends. It does so only from the day on
 * which the applicant was told in writing (行政许可法 45); until then, and without that, it runs on.
 *
 * @param to last day; null while it lasts
 * @param cause what the law does not count: a limit without a period
 * @param reason what for in this case; not blank
 * @param notice null if the applicant has not been told
 */
public record Suspension(
    LocalDate from,
    @Nullable LocalDate to,
    TimeLimit cause,
    String reason,
    @Nullable Notice notice) {
  /**
   * What the applicant was told in writing.
   *
   * @param expected how long it was said to take; that it takes longer is for supervision to see
   */
  public record Notice(LocalDate givenOn, Period expected) {}

  /** Whether the period stands still on {@code day}. */
  boolean stops(LocalDate day) {
    return notice != null
        && !day.isBefore(notice.givenOn)
        && !day.isBefore(from)
        && (to == null || !day.isAfter(to));
  }

  /**
   * By how many working days it has become longer than the applicant was told; 0 if it hasn't, or
   * if nothing was told.
   *
   * @param today in the calendar's zone
   */
  public int beyond(WorkingCalendar calendar, LocalDate today) {
    if (notice == null) {
      return 0;
    }
    var start = from.isBefore(notice.givenOn) ? notice.givenOn : from;
    var end = to == null ? today : to;
    return end.isBefore(start)
        ? 0
        : Math.max(0, calendar.workingDaysBetween(start, end) - notice.expected.amount());
  }

  boolean overlaps(Suspension other) {
    return (to == null || !other.from.isAfter(to)) && (other.to == null || !from.isAfter(other.to));
  }

  Suspension endedOn(LocalDate lastDay) {
    return new Suspension(from, lastDay, cause, reason, notice);
  }

  Suspension told(Notice given) {
    return new Suspension(from, to, cause, reason, given);
  }
}
