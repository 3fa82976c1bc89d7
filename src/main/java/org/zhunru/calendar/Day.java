package org.zhunru.calendar;

import java.time.LocalDate;

/**
 * One day of a {@link WorkingCalendar}, with what makes it what it is.
 *
 * @param name the festival, as the notice calls it; empty for plain days and weekends
 * @param source the notice that says so; empty for plain days and weekends
 * @param year what is known of the year it lies in
 */
public record Day(LocalDate date, Kind kind, String name, String source, YearStatus year) {

  /** What a day is. */
  public enum Kind {
    /** Monday to Friday, and no notice says otherwise. */
    PLAIN,
    /** Saturday or Sunday, and no notice says otherwise. */
    WEEKEND,
    /** Off by a holiday notice. */
    HOLIDAY,
    /** A Saturday or Sunday worked in exchange for a holiday (调休上班). */
    MAKE_UP
  }

  public boolean working() {
    return kind == Kind.PLAIN || kind == Kind.MAKE_UP;
  }

  /** Whether a notice yet to come may make something else of this day. */
  public boolean provisional() {
    return year != YearStatus.OFFICIAL;
  }
}
