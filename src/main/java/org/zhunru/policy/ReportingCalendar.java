package org.zhunru.policy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who has to report what to whom, and by when: {@code policies/reporting-calendar.csv}, a row for
 * each sentence of the documents. A day is one of the calendar; no row lets it move to a working
 * day, so none moves. Where the words give no day there is none.
 */
@Component
public class ReportingCalendar {
  /** {@code Q1:+0-03-15}: period, years after that of the period, month and day. */
  private static final Pattern DAY =
      Pattern.compile("(P|Y|Q[1-4]|H[12]|M(?:0[1-9]|1[0-2])):(?:\\+([01])-(\\d\\d-\\d\\d))?");

  private static final int MONTHS_OF_QUARTER = 3;
  private static final int MONTHS_OF_HALF = 6;

  private final List<Rule> rules;

  /**
   * A row.
   *
   * @param period as the document writes it
   * @param words what the document says of the day
   * @param confidence high, or recalled: to be checked against the text
   * @param first first year it speaks of; null if it is not bound to years
   * @param namedUntil last year the document names; null if it names none
   * @param goesOn whether it is shown for later years too
   * @param figures whether this program holds figures for it
   * @param ours whether authorities report; else enterprises, of whose reports nothing is known
   *     here
   */
  public record Rule(
      String id,
      String period,
      String words,
      String from,
      String to,
      String source,
      String confidence,
      List<PeriodDay> days,
      @Nullable Integer first,
      @Nullable Integer namedUntil,
      boolean goesOn,
      boolean figures,
      boolean ours) {

    /** Its duties of a year, in order of their periods; empty if it doesn't speak of that year. */
    public List<Duty> of(int year) {
      if (first != null && year < first || !goesOn && namedUntil != null && year > namedUntil) {
        return List.of();
      }
      boolean doubtful =
          confidence.equals("recalled") || namedUntil != null && year > namedUntil && hasDay();
      return days.stream()
          .map(d -> new Duty(this, year, d.period(), d.in(year), doubtful))
          .toList();
    }

    private boolean hasDay() {
      return days.stream().anyMatch(d -> d.day() != null);
    }
  }

  /**
   * The day of one period of a year.
   *
   * @param period P (the one the row writes), Y, H1, H2, Q1 to Q4, M01 to M12
   * @param yearsLater 1 if it falls into the year after
   * @param day null if the document gives none
   */
  public record PeriodDay(String period, int yearsLater, @Nullable MonthDay day) {
    @Nullable LocalDate in(int year) {
      return day == null ? null : day.atYear(year + yearsLater);
    }
  }

  /**
   * A report owed for one period.
   *
   * @param due last day; null if the rule gives no date
   * @param doubtful whether that it is owed by then must be checked: recalled, or of a year the
   *     document doesn't name
   */
  public record Duty(
      Rule rule, int year, String period, @Nullable LocalDate due, boolean doubtful) {

    /** First day of what is reported on. */
    public LocalDate from() {
      return YearMonth.of(year, firstMonth()).atDay(1);
    }

    /** Last day of what is reported on. */
    public LocalDate to() {
      return YearMonth.of(year, firstMonth()).plusMonths(months() - 1L).atEndOfMonth();
    }

    /**
     * Whether it had to be there and was not; {@code false} where no day is known, or enterprises
     * report.
     */
    public boolean isLate(LocalDate on) {
      return rule.ours() && due != null && on.isAfter(due);
    }

    private int firstMonth() {
      return switch (period.charAt(0)) {
        case 'M' -> number();
        case 'Q' -> (number() - 1) * MONTHS_OF_QUARTER + 1;
        case 'H' -> (number() - 1) * MONTHS_OF_HALF + 1;
        default -> 1;
      };
    }

    private int months() {
      return switch (period.charAt(0)) {
        case 'M' -> 1;
        case 'Q' -> MONTHS_OF_QUARTER;
        case 'H' -> MONTHS_OF_HALF;
        default -> 2 * MONTHS_OF_HALF;
      };
    }

    private int number() {
      return Integer.parseInt(period.substring(1));
    }
  }

  public ReportingCalendar() {
    this(PolicyFile.of("reporting-calendar.csv"));
  }

  ReportingCalendar(PolicyFile file) {
    rules =
        file.read(
            List.of(
                "id",
                "period",
                "rule",
                "from_zh",
                "to_zh",
                "source",
                "confidence",
                "days",
                "first",
                "named_until",
                "goes_on",
                "figures",
                "ours"),
            row ->
                new Rule(
                    row.required("id"),
                    row.required("period"),
                    row.required("rule"),
                    row.required("from_zh"),
                    row.required("to_zh"),
                    row.required("source"),
                    row.oneOf("confidence", "high", "recalled"),
                    days(row),
                    year(row, "first"),
                    year(row, "named_until"),
                    row.oneOf("goes_on", "yes", "no").equals("yes"),
                    row.oneOf("figures", "yes", "no").equals("yes"),
                    row.oneOf("ours", "yes", "no").equals("yes")));
  }

  private static @Nullable Integer year(PolicyFile.Row row, String column) {
    return row.text(column).isEmpty() ? null : Integer.valueOf(row.whole(column));
  }

  private static List<PeriodDay> days(PolicyFile.Row row) {
    var days = new ArrayList<PeriodDay>();
    for (var cell : row.required("days").split(";")) {
      var read = DAY.matcher(cell);
      if (read.matches()) {
        days.add(day(read));
      } else {
        row.wrong("days", "noneOf", cell, DAY.pattern());
      }
    }
    return List.copyOf(days);
  }

  private static PeriodDay day(Matcher read) {
    return read.group(2) == null
        ? new PeriodDay(read.group(1), 0, null)
        : new PeriodDay(
            read.group(1), Integer.parseInt(read.group(2)), MonthDay.parse("--" + read.group(3)));
  }

  /** Every row, in the order of the file. */
  public List<Rule> rules() {
    return rules;
  }

  /** Everything owed for periods of that year, in the order of the file. */
  public List<Duty> of(int year) {
    return rules.stream().flatMap(rule -> rule.of(year).stream()).toList();
  }

  /** One of them. */
  public Optional<Duty> find(String rule, int year, String period) {
    return of(year).stream()
        .filter(d -> d.rule().id().equals(rule) && d.period().equals(period))
        .findFirst();
  }
}
