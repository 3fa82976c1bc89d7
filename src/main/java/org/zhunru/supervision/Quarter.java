package org.zhunru.supervision;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A quarter of a year, written 2026-Q3.
 *
 * @param number 1 to 4
 */
public record Quarter(int year, int number) implements Comparable<Quarter> {
  private static final Pattern WRITTEN = Pattern.compile("(2\\d{3})-Q([1-4])");
  private static final int MONTHS = 3;
  private static final int QUARTERS = 4;

  public static Quarter of(LocalDate day) {
    return new Quarter(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
  }

  /** Empty if that is none. */
  public static Optional<Quarter> read(String written) {
    var read = WRITTEN.matcher(written);
    return read.matches()
        ? Optional.of(new Quarter(Integer.parseInt(read.group(1)), Integer.parseInt(read.group(2))))
        : Optional.empty();
  }

  /** First day. */
  public LocalDate from() {
    return YearMonth.of(year, (number - 1) * MONTHS + 1).atDay(1);
  }

  /** Last day. */
  public LocalDate to() {
    return YearMonth.of(year, number * MONTHS).atEndOfMonth();
  }

  /** So many quarters later; negative: earlier. */
  public Quarter plus(int quarters) {
    int all = year * QUARTERS + number - 1 + quarters;
    return new Quarter(Math.floorDiv(all, QUARTERS), Math.floorMod(all, QUARTERS) + 1);
  }

  @Override
  public int compareTo(Quarter other) {
    return Integer.compare(year * QUARTERS + number, other.year * QUARTERS + other.number);
  }

  @Override
  public String toString() {
    return year + "-Q" + number;
  }
}
