package org.zhunru.calendar;

import java.time.LocalDate;

/**
 * One line of the sheet that shows how a due date came out.
 *
 * @param counted whether it is one of the days of the period
 * @param day what the calendar says of it
 */
public record CountedDay(boolean counted, Why why, Day day) {

  /** Why a day is counted or not. */
  public enum Why {
    /** Not counted: the period begins with the day after. */
    EVENT,
    /** Counted: an ordinary working day. */
    WORKING_DAY,
    /** Counted: a Saturday or Sunday worked by notice. */
    MAKE_UP,
    /** Not counted. */
    WEEKEND,
    /** Not counted. */
    HOLIDAY,
    /** Counted: the period runs on every day. */
    EVERY_DAY,
    /** Not counted: suspended, and the applicant was told in writing. */
    SUSPENDED
  }

  public LocalDate date() {
    return day.date();
  }
}
