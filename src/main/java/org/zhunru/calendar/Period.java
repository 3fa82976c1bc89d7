package org.zhunru.calendar;

import org.zhunru.common.Refusal;

/**
 * How long something takes by law.
 *
 * @param amount 1 to {@value #LONGEST}
 */
public record Period(int amount, Unit unit) {
  /** Longest period in days, working or not; months and years reach as far. */
  public static final int LONGEST = 1000;

  /**
   * Most working days that a person can state where the law gives no number: a year. No rule says
   * so; more is a slip of the keyboard. What was stated before this was asked is kept.
   */
  public static final int MOST_STATED = 250;

  /** What a period is counted in. */
  public enum Unit {
    /** 工作日. */
    WORKING,
    /** 日, holidays included. */
    CALENDAR,
    /** To the day of the same number, or the last of a shorter month. */
    MONTH,
    /** To the same day of the year; from 29 February to the 28th. */
    YEAR;

    int longest() {
      return switch (this) {
        case WORKING, CALENDAR -> LONGEST;
        case MONTH -> 32;
        case YEAR -> 5;
      };
    }
  }

  public Period {
    if (amount < 1 || amount > unit.longest()) {
      throw Refusal.invalid("calendar.periodOutOfRange", "days", amount, unit.longest());
    }
  }

  public static Period workingDays(int amount) {
    return new Period(amount, Unit.WORKING);
  }
}
