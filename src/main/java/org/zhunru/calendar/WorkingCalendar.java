package org.zhunru.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The working days of one region; immutable. Source of counting: 行政许可法 82 (working days, without
 * statutory holidays); the day of the event is not counted (general civil rule, recalled).
 */
public final class WorkingCalendar {
  private final ZoneId zone;
  private final long edition;
  private final Map<LocalDate, CalendarRow> rows;
  private final SortedMap<Integer, YearStatus> years;

  /** A calendar that no release of a notice has changed. */
  public WorkingCalendar(
      ZoneId zone, Collection<CalendarRow> national, Collection<CalendarRow> regional) {
    this(zone, 0, national, regional);
  }

  /**
   * @param zone where the days of this calendar begin and end
   * @param edition number of the last notice that was released when it was made
   * @param national the country's rows; what is known of a year follows from them alone
   * @param regional rows of regions, which have the last word on a day; of two the later one
   */
  WorkingCalendar(
      ZoneId zone,
      long edition,
      Collection<CalendarRow> national,
      Collection<CalendarRow> regional) {
    var days = new TreeMap<LocalDate, CalendarRow>();
    national.forEach(row -> days.put(row.date(), row));
    regional.forEach(row -> days.put(row.date(), row));
    var known = new TreeMap<Integer, YearStatus>();
    for (var row : national) {
      known.merge(
          row.date().getYear(),
          row.provisional() ? YearStatus.PROVISIONAL : YearStatus.OFFICIAL,
          (a, b) -> a == YearStatus.PROVISIONAL ? a : b);
    }
    this.zone = zone;
    this.edition = edition;
    this.rows = Map.copyOf(days);
    this.years = known;
  }

  public ZoneId zone() {
    return zone;
  }

  /** Number of the last notice that was released when it was made; 0 if none was. */
  public long edition() {
    return edition;
  }

  public YearStatus year(int year) {
    return years.getOrDefault(year, YearStatus.ABSENT);
  }

  /** Years of which anything is known, in order. */
  public SortedMap<Integer, YearStatus> years() {
    return new TreeMap<>(years);
  }

  /** What {@code date} is, and why. */
  public Day day(LocalDate date) {
    var year = year(date.getYear());
    @Nullable CalendarRow row = rows.get(date);
    if (row != null) {
      return new Day(
          date,
          row.working() ? Day.Kind.MAKE_UP : Day.Kind.HOLIDAY,
          row.name(),
          row.source(),
          year);
    }
    return new Day(date, weekend(date) ? Day.Kind.WEEKEND : Day.Kind.PLAIN, "", "", year);
  }

  public boolean isWorkingDay(LocalDate date) {
    @Nullable CalendarRow row = rows.get(date);
    return row == null ? !weekend(date) : row.working();
  }

  /** The first working day after {@code date}. */
  public LocalDate nextWorkingDay(LocalDate date) {
    return addWorkingDays(date, 1);
  }

  /**
   * The n-th working day after {@code date}, which itself is not counted; 0 is {@code date} itself,
   * negative numbers count back.
   */
  public LocalDate addWorkingDays(LocalDate date, int n) {
    int step = n < 0 ? -1 : 1;
    var day = date;
    for (int left = Math.abs(n); left > 0; ) {
      day = day.plusDays(step);
      if (isWorkingDay(day)) {
        left--;
      }
    }
    return day;
  }

  /**
   * How many working days follow {@code from}, up to and including {@code to}.
   *
   * @throws IllegalArgumentException if {@code to} is before {@code from}
   */
  public int workingDaysBetween(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(to + " is before " + from);
    }
    return (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(this::isWorkingDay).count();
  }

  private static boolean weekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
