package org.zhunru.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How a department's quarter is marked: {@code policies/scorecard.csv}. No law says how, so the
 * whole file is the city's own choice. All is reckoned in fractions; what has no case has no mark,
 * and where nothing that is marked has a case there is no grade.
 */
@Component
public class MarkingRule {
  /** Places of a number as it is shown; cut off, so that no border is reached by rounding. */
  public static final int PLACES = 2;

  private static final Fraction HUNDRED = Fraction.of(BigDecimal.valueOf(100));

  private final List<Measure> measures;
  private final List<Grade> grades;
  private final int objectionDays;
  private final String sha256;

  /** How the value of a measure comes out of its rows. */
  public enum Value {
    /** Sum of the numerators. */
    SUM,
    /** Sum of the numerators, in hundredths of the number of rows. */
    SHARE,
    /** The median of the rows' fractions, in hundredths. */
    MEDIAN
  }

  /**
   * What is measured.
   *
   * @param weight share in the whole; 0 if it is only shown
   * @param full mark of a value of {@code free} or less
   * @param per so much of the value above {@code free}, or a part of it in proportion, ...
   * @param deduct ... costs so much of the mark
   * @param floor least mark
   * @param source where the row comes from
   * @param confidence recalled: to be confirmed by the city
   */
  public record Measure(
      String id,
      String nameZh,
      String nameEn,
      Value value,
      int weight,
      BigDecimal full,
      BigDecimal free,
      BigDecimal per,
      BigDecimal deduct,
      BigDecimal floor,
      String source,
      String confidence) {}

  /**
   * A grade.
   *
   * @param atLeast least mark of the whole, out of 100
   */
  public record Grade(String id, String nameZh, String nameEn, BigDecimal atLeast) {}

  /**
   * Rows that count alike.
   *
   * @param n numerator; the row itself where the measure is a sum
   * @param d denominator, above 0; 1 where the measure has none
   * @param times how many such rows there are
   */
  public record Rows(long n, long d, long times) {}

  /**
   * A number, exact and as it is shown.
   *
   * @param exact in lowest terms, {@code 24} or {@code 1/3}
   * @param shown the first {@link #PLACES} places, cut off
   */
  public record Exact(String exact, BigDecimal shown) {
    private static Exact of(Fraction number) {
      return new Exact(
          number.toString(),
          new BigDecimal(number.numerator())
              .divide(new BigDecimal(number.denominator()), PLACES, RoundingMode.DOWN));
    }
  }

  /**
   * A measure that was taken.
   *
   * @param rows how many rows stand behind it
   * @param value null if there is none
   * @param mark null if there is no row, or it is only shown
   */
  public record Taken(Measure measure, long rows, @Nullable Exact value, @Nullable Exact mark) {}

  /**
   * The whole.
   *
   * @param mark out of 100: of the measures that have a mark, by their weights; null if none has
   * @param grade null if there is no mark
   */
  public record Whole(List<Taken> taken, @Nullable Exact mark, @Nullable Grade grade) {}

  public MarkingRule() {
    this(PolicyFile.of("scorecard.csv"));
  }

  MarkingRule(PolicyFile file) {
    var found = new ArrayList<Measure>();
    var borders = new ArrayList<Grade>();
    var days = new ArrayList<Integer>();
    file.read(
        List.of(
            "kind",
            "id",
            "name_zh",
            "name_en",
            "value",
            "weight",
            "full",
            "free",
            "per",
            "deduct",
            "floor",
            "number",
            "source",
            "confidence"),
        row -> {
          switch (row.oneOf("kind", "MEASURE", "GRADE", "SETTING")) {
            case "MEASURE" -> found.add(measure(row));
            case "GRADE" -> borders.add(grade(row));
            default -> days.add(days(row));
          }
          return row.place();
        });
    measures = List.copyOf(found);
    grades = borders.stream().sorted(Comparator.comparing(Grade::atLeast).reversed()).toList();
    if (days.size() != 1
        || grades.isEmpty()
        || grades.get(grades.size() - 1).atLeast().signum() != 0
        || grades.stream().map(Grade::atLeast).distinct().count() != grades.size()
        || measures.stream().map(Measure::id).distinct().count() != measures.size()
        || measures.stream().noneMatch(m -> m.weight() > 0)) {
      throw new IllegalStateException(
          "policies/scorecard.csv: needs OBJECTION_DAYS once, grades from 0 on that differ,"
              + " measures that differ and one at least with weight");
    }
    objectionDays = days.get(0);
    sha256 = file.sha256();
  }

  private static Measure measure(PolicyFile.Row row) {
    int weight = row.whole("weight");
    var value = row.oneOf("value", "SUM", "SHARE", "MEDIAN");
    if (weight < 0) {
      row.wrong("weight", "notWhole", row.text("weight"));
    }
    boolean marked = weight > 0;
    return new Measure(
        row.required("id"),
        row.required("name_zh"),
        row.required("name_en"),
        value.isEmpty() ? Value.SUM : Value.valueOf(value),
        weight,
        marked ? row.positive("full") : BigDecimal.ONE,
        number(row, "free"),
        marked ? row.positive("per") : BigDecimal.ONE,
        number(row, "deduct"),
        number(row, "floor"),
        row.required("source"),
        row.oneOf("confidence", "high", "recalled"));
  }

  private static Grade grade(PolicyFile.Row row) {
    return new Grade(
        row.required("id"),
        row.required("name_zh"),
        row.required("name_en"),
        number(row, "number"));
  }

  private static int days(PolicyFile.Row row) {
    row.oneOf("id", "OBJECTION_DAYS");
    int days = row.whole("number");
    if (days < 1) {
      row.wrong("number", "notPositive", row.text("number"));
    }
    return days;
  }

  private static BigDecimal number(PolicyFile.Row row, String column) {
    @Nullable BigDecimal number = row.optionalNumber(column);
    if (number != null && number.signum() < 0) {
      row.wrong(column, "notANumber", row.text(column));
    }
    return number == null ? BigDecimal.ZERO : number;
  }

  /** Every measure, in the order of the file. */
  public List<Measure> measures() {
    return measures;
  }

  /** The grades, best first. */
  public List<Grade> grades() {
    return grades;
  }

  /** So many working days after the day of the card a department may object. */
  public int objectionDays() {
    return objectionDays;
  }

  /** SHA-256 of the file, 64 hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /**
   * Marks a quarter by this file.
   *
   * @param rows by measure; a measure that is missing has none
   */
  public Whole judge(Map<String, List<Rows>> rows) {
    return judge(measures, grades, rows);
  }

  /** Marks a quarter by the rule of its card, which may be older than the file. */
  public static Whole judge(
      List<Measure> measures, List<Grade> grades, Map<String, List<Rows>> rows) {
    var taken = new ArrayList<Taken>();
    var sum = Fraction.ZERO;
    long weights = 0;
    for (var measure : measures) {
      var of = rows.getOrDefault(measure.id(), List.of());
      long n = of.stream().mapToLong(Rows::times).sum();
      if (n == 0) {
        taken.add(new Taken(measure, 0, null, null));
        continue;
      }
      var value = value(measure.value(), of, n);
      if (measure.weight() == 0) {
        taken.add(new Taken(measure, n, Exact.of(value), null));
        continue;
      }
      var mark = mark(measure, value);
      taken.add(new Taken(measure, n, Exact.of(value), Exact.of(mark)));
      sum =
          sum.plus(
              mark.times(HUNDRED).over(Fraction.of(measure.full())).times(whole(measure.weight())));
      weights += measure.weight();
    }
    if (weights == 0) {
      return new Whole(List.copyOf(taken), null, null);
    }
    var mark = sum.over(whole(weights));
    var grade =
        grades.stream()
            .filter(g -> mark.atLeast(Fraction.of(g.atLeast())))
            .findFirst()
            .orElseThrow();
    return new Whole(List.copyOf(taken), Exact.of(mark), grade);
  }

  private static Fraction mark(Measure measure, Fraction value) {
    var above = value.minus(Fraction.of(measure.free()));
    var full = Fraction.of(measure.full());
    if (above.compareTo(Fraction.ZERO) <= 0) {
      return full;
    }
    var mark =
        full.minus(above.over(Fraction.of(measure.per())).times(Fraction.of(measure.deduct())));
    var floor = Fraction.of(measure.floor());
    return mark.atLeast(floor) ? mark : floor;
  }

  private static Fraction value(Value how, List<Rows> rows, long n) {
    if (how == Value.MEDIAN) {
      return median(rows, n).times(HUNDRED);
    }
    var sum = whole(rows.stream().mapToLong(r -> Math.multiplyExact(r.n(), r.times())).sum());
    return how == Value.SUM ? sum : sum.times(HUNDRED).over(whole(n));
  }

  private static Fraction median(List<Rows> rows, long n) {
    var sorted = new LinkedHashMap<Fraction, Long>();
    rows.stream()
        .sorted(Comparator.comparing(MarkingRule::fraction))
        .forEach(r -> sorted.merge(fraction(r), r.times(), Long::sum));
    return at(sorted, (n - 1) / 2).plus(at(sorted, n / 2)).over(whole(2));
  }

  private static Fraction at(Map<Fraction, Long> sorted, long place) {
    long seen = 0;
    for (var each : sorted.entrySet()) {
      seen += each.getValue();
      if (seen > place) {
        return each.getKey();
      }
    }
    throw new IllegalStateException("No value at " + place);
  }

  private static Fraction fraction(Rows row) {
    return whole(row.n()).over(whole(row.d()));
  }

  private static Fraction whole(long n) {
    return new Fraction(BigInteger.valueOf(n), BigInteger.ONE);
  }
}
