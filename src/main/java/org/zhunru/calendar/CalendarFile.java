package org.zhunru.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;

/**
 * Reads and judges calendar files: CSV in UTF-8 with the columns {@code
 * date,kind,name_zh,source,confidence}. Nothing of a file with a fault is used, and all its faults
 * are told at once, each with its line.
 */
public final class CalendarFile {
  private static final List<String> COLUMNS =
      List.of("date", "kind", "name_zh", "source", "confidence");

  /** Festivals that every year's notice has: 全国年节及纪念日放假办法 article 2. */
  private static final List<String> FESTIVALS =
      List.of("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节");

  private CalendarFile() {}

  /**
   * The country's calendar: every year from the first to the last, official ones with all seven
   * festivals.
   *
   * @throws Refusal {@code calendar.*}, or {@link Refusals} with several
   */
  public static List<CalendarRow> national(byte[] content) {
    return read(content, true, null);
  }

  /**
   * What one region adds to the country's calendar or changes in it; any days.
   *
   * @throws Refusal as {@link #national}
   */
  public static List<CalendarRow> regional(byte[] content) {
    return read(content, false, null);
  }

  /**
   * The notice for one year.
   *
   * @throws Refusal as {@link #national}; {@code calendar.wrongYear} for days of another year
   */
  public static List<CalendarRow> notice(byte[] content, int year) {
    return read(content, true, year);
  }

  private static List<CalendarRow> read(byte[] content, boolean whole, @Nullable Integer year) {
    var table = Table.read(content, COLUMNS);
    var faults = new ArrayList<>(table.faults());
    var rows = new ArrayList<CalendarRow>();
    Map<LocalDate, Integer> seen = new HashMap<>();
    Map<Integer, String> confidences = new HashMap<>();
    for (var line : table.lines()) {
      int before = faults.size();
      int at = line.number();
      @Nullable LocalDate date = date(line.cell("date"));
      if (date == null) {
        faults.add(Table.wrong(at, "dateMalformed", line.cell("date")));
      } else {
        if (year != null && date.getYear() != year) {
          faults.add(Table.wrong(at, "wrongYear", date.toString(), String.valueOf(year)));
        }
        @Nullable Integer first = seen.putIfAbsent(date, at);
        if (first != null) {
          faults.add(Table.wrong(at, "dayDoubled", date.toString(), first));
        }
      }
      var kind = line.cell("kind");
      if (!List.of("holiday", "workday").contains(kind)) {
        faults.add(Table.wrong(at, "kindUnknown", kind));
      } else if (whole && date != null && kind.equals("workday") && !weekend(date)) {
        faults.add(Table.wrong(at, "makeUpOnWeekday", date.toString()));
      }
      for (var column : List.of("name_zh", "source")) {
        if (line.cell(column).isEmpty()) {
          faults.add(Table.wrong(at, "cellEmpty", column));
        }
      }
      var confidence = line.cell("confidence");
      if (!List.of("high", "provisional").contains(confidence)) {
        faults.add(Table.wrong(at, "confidenceUnknown", confidence));
      } else if (date != null
          && !confidence.equals(confidences.computeIfAbsent(date.getYear(), y -> confidence))) {
        faults.add(Table.wrong(at, "yearMixed", String.valueOf(date.getYear())));
      }
      if (date != null && faults.size() == before) {
        rows.add(
            new CalendarRow(
                date,
                kind.equals("workday"),
                line.cell("name_zh"),
                line.cell("source"),
                confidence.equals("provisional")));
      }
    }
    if (whole && faults.isEmpty()) {
      faults.addAll(gaps(rows));
    }
    Refusals.throwIfAny(faults);
    return List.copyOf(rows);
  }

  private static List<Refusal> gaps(List<CalendarRow> rows) {
    if (rows.isEmpty()) {
      return List.of(Refusal.invalid("calendar.fileEmpty", null));
    }
    var faults = new ArrayList<Refusal>();
    var years = new TreeMap<Integer, List<CalendarRow>>();
    rows.forEach(
        row -> years.computeIfAbsent(row.date().getYear(), y -> new ArrayList<>()).add(row));
    for (int year = years.firstKey(); year <= years.lastKey(); year++) {
      var days = years.getOrDefault(year, List.of());
      if (days.isEmpty()) {
        faults.add(Refusal.invalid("calendar.yearMissing", null, String.valueOf(year)));
      } else if (days.stream().noneMatch(CalendarRow::provisional)) {
        var missing = new LinkedHashMap<String, Boolean>();
        FESTIVALS.forEach(f -> missing.put(f, true));
        days.stream()
            .filter(day -> !day.working())
            .forEach(day -> missing.keySet().removeIf(f -> day.name().contains(f)));
        for (var festival : missing.keySet()) {
          faults.add(
              Refusal.invalid("calendar.festivalMissing", null, String.valueOf(year), festival));
        }
      }
    }
    return faults;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static boolean weekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
