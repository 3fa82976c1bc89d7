package org.zhunru.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.zhunru.common.Refusal;

/**
 * When a period ends, and how that came out.
 *
 * <p>Whether a period in calendar days, months or years that ends on a day off runs on to the next
 * working day is not known here (no source was at hand): it ends where it ends, and {@link
 * #endsOnDayOff()} says so.
 *
 * @param from day of the event, not counted
 * @param due last day of the period
 * @param end first moment after it, at midnight of the calendar's zone
 * @param unofficial years without a holiday notice that the count depends on; if there are any, the
 *     date is provisional
 * @param days every day from the event to the last day, in order
 */
public record Deadline(
    LocalDate from,
    LocalDate due,
    Instant end,
    SortedMap<Integer, YearStatus> unofficial,
    List<CountedDay> days) {

  private static final int FIRST_YEAR = 1950;
  private static final int LAST_YEAR = 2200;

  public Deadline {
    days = List.copyOf(days);
  }

  /**
   * When {@code period} ends that an event on {@code from} started.
   *
   * @throws Refusal {@code calendar.fromOutOfRange} before 1950 or after 2200
   */
  public static Deadline of(WorkingCalendar calendar, LocalDate from, Period period) {
    return of(calendar, from, period, day -> false);
  }

  /**
   * @param suspended days that are not counted; of a period in months or years its end is put off
   *     by as many days
   */
  static Deadline of(
      WorkingCalendar calendar, LocalDate from, Period period, Predicate<LocalDate> suspended) {
    if (from.getYear() < FIRST_YEAR || from.getYear() > LAST_YEAR) {
      throw Refusal.invalid(
          "calendar.fromOutOfRange",
          "from",
          from,
          String.valueOf(FIRST_YEAR),
          String.valueOf(LAST_YEAR));
    }
    int left =
        switch (period.unit()) {
          case WORKING, CALENDAR -> period.amount();
          case MONTH -> daysTo(from, from.plusMonths(period.amount()));
          case YEAR -> daysTo(from, from.plusYears(period.amount()));
        };
    boolean working = period.unit() == Period.Unit.WORKING;
    var days = new ArrayList<CountedDay>();
    var unofficial = new TreeMap<Integer, YearStatus>();
    var date = from;
    days.add(new CountedDay(false, CountedDay.Why.EVENT, calendar.day(from)));
    while (left > 0) {
      date = date.plusDays(1);
      var day = calendar.day(date);
      var why = suspended.test(date) ? CountedDay.Why.SUSPENDED : why(day, working);
      boolean counted =
          switch (why) {
            case WORKING_DAY, MAKE_UP, EVERY_DAY -> true;
            case EVENT, WEEKEND, HOLIDAY, SUSPENDED -> false;
          };
      if (counted) {
        left--;
      }
      if (working && day.provisional()) {
        unofficial.put(date.getYear(), day.year());
      }
      days.add(new CountedDay(counted, why, day));
    }
    return new Deadline(
        from, date, date.plusDays(1).atStartOfDay(calendar.zone()).toInstant(), unofficial, days);
  }

  public boolean provisional() {
    return !unofficial.isEmpty();
  }

  /** Whether the last day is a day off; never of periods in working days. */
  public boolean endsOnDayOff() {
    return !days.get(days.size() - 1).day().working();
  }

  private static CountedDay.Why why(Day day, boolean working) {
    if (!working) {
      return CountedDay.Why.EVERY_DAY;
    }
    return switch (day.kind()) {
      case PLAIN -> CountedDay.Why.WORKING_DAY;
      case MAKE_UP -> CountedDay.Why.MAKE_UP;
      case WEEKEND -> CountedDay.Why.WEEKEND;
      case HOLIDAY -> CountedDay.Why.HOLIDAY;
    };
  }

  private static int daysTo(LocalDate from, LocalDate to) {
    return (int) (to.toEpochDay() - from.toEpochDay());
  }
}
