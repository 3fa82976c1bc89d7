package org.zhunru.calendar;

/** What is known of a year's holidays. */
public enum YearStatus {
  /** The holiday notice is out and in the calendar. */
  OFFICIAL,
  /** Only the statutory days, worked out before the notice; exchanged days are missing. */
  PROVISIONAL,
  /** Nothing: only weekends are days off. */
  ABSENT
}
