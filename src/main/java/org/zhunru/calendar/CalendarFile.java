package org.zhunru.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
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

  /** As notices have them. */
  private static final Map<String, String> KINDS =
      Map.of("放假", "holiday", "休", "holiday", "上班", "workday", "班", "workday");

  private static final Comparator<CalendarRow> BY_DATE = Comparator.comparing(CalendarRow::date);

  private CalendarFile() {}

  /**
   * The country's calendar: every year from the first to the last, official ones with all seven
   * festivals.
   *
   * @throws Refusal {@code calendar.*}, or {@link Refusals} with several
   */
  public static List<CalendarRow> national(byte[] content) {
    return read(Table.read(content, COLUMNS), true, null);
  }

  /**
   * What one region adds to the country's calendar or changes in it; any days.
   *
   * @throws Refusal as {@link #national}
   */
  public static List<CalendarRow> regional(byte[] content) {
    return read(Table.read(content, COLUMNS), false, null);
  }

  /**
   * The notice for one year. It may exchange days of December before it: the one of 2019 made
   * 2018-12-29 a working day and gave the 31st off.
   *
   * @throws Refusal as {@link #national}; {@code calendar.wrongYear} for days of another year
   */
  public static List<CalendarRow> notice(byte[] content, int year) {
    return read(Table.read(content, COLUMNS), true, year);
  }

  /**
   * The notice for one year as somebody types it from the paper.
   *
   * @param lines one day each: {@code 2027-02-05 放假 春节}, the kind 放假 or 上班, parted by spaces, tabs
   *     or commas
   * @param source what the paper is called
   * @throws Refusal as {@link #notice}, with the lines as typed
   */
  public static List<CalendarRow> typed(String lines, int year, String source) {
    var bare = new StringBuilder();
    for (var line : lines.replace("\r\n", "\n").split("\n", -1)) {
      bare.append(String.join(",", line.strip().split("[\\s\u3000,，、]+", 3))).append('\n');
    }
    var table = Table.read(bare.toString(), COLUMNS.subList(0, 3), false);
    return read(
        new Table(
            table.lines().stream()
                .map(line -> line.with("source", source).with("confidence", "high"))
                .toList(),
            table.faults().stream().map(CalendarFile::typedWrong).toList()),
        true,
        year);
  }

  /** Who types knows nothing of columns. */
  private static Refusal typedWrong(Refusal fault) {
    return fault.code().equals("calendar.cellsWrong")
        ? Refusal.invalid("calendar.typedWrong", fault.field(), fault.arguments().get(0))
        : fault;
  }

  /** Days as a file that {@link #notice} reads. */
  public static String text(List<CalendarRow> rows) {
    var text = new StringBuilder();
    try {
      var format = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
      format.printRecord(text, COLUMNS.toArray());
      for (var row : rows) {
        format.printRecord(
            text,
            row.date(),
            row.working() ? "workday" : "holiday",
            row.name(),
            row.source(),
            row.provisional() ? "provisional" : "high");
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /**
   * What of a notice without faults is still worth a second look.
   *
   * @param code {@code offAnyway} (a day off that is a weekend) or {@code dayBetween} (a working
   *     day between two days off of one festival)
   */
  public record Remark(String code, LocalDate day, String festival) {}

  /** In the order of days. */
  public static List<Remark> remarks(List<CalendarRow> notice) {
    var remarks = new ArrayList<Remark>();
    var off = notice.stream().filter(row -> !row.working()).sorted(BY_DATE).toList();
    var said = notice.stream().map(CalendarRow::date).toList();
    for (int i = 0; i < off.size(); i++) {
      var row = off.get(i);
      if (weekend(row.date())) {
        remarks.add(new Remark("offAnyway", row.date(), row.name()));
      }
      if (i > 0
          && off.get(i - 1).name().equals(row.name())
          && off.get(i - 1).date().plusDays(7).isAfter(row.date())) {
        off.get(i - 1)
            .date()
            .plusDays(1)
            .datesUntil(row.date())
            .filter(day -> !weekend(day) && !said.contains(day))
            .forEach(day -> remarks.add(new Remark("dayBetween", day, row.name())));
      }
    }
    return List.copyOf(remarks);
  }

  private static List<CalendarRow> read(Table table, boolean whole, @Nullable Integer year) {
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
        if (year != null && date.getYear() != year && !isDecemberBefore(date, year)) {
          faults.add(Table.wrong(at, "wrongYear", date.toString(), String.valueOf(year)));
        }
        @Nullable Integer first = seen.putIfAbsent(date, at);
        if (first != null) {
          faults.add(Table.wrong(at, "dayDoubled", date.toString(), first));
        }
      }
      var kind = KINDS.getOrDefault(line.cell("kind"), line.cell("kind"));
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
      } else if (year != null && confidence.equals("provisional")) {
        faults.add(Table.wrong(at, "noticeProvisional", confidence));
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
      faults.addAll(gaps(rows, year));
    }
    Refusals.throwIfAny(faults);
    rows.sort(BY_DATE);
    return List.copyOf(rows);
  }

  private static List<Refusal> gaps(List<CalendarRow> rows, @Nullable Integer only) {
    if (rows.isEmpty()) {
      return List.of(Refusal.invalid("calendar.fileEmpty", null));
    }
    var faults = new ArrayList<Refusal>();
    var years = new TreeMap<Integer, List<CalendarRow>>();
    rows.forEach(
        row -> years.computeIfAbsent(row.date().getYear(), y -> new ArrayList<>()).add(row));
    int first = only == null ? years.firstKey() : only;
    int last = only == null ? years.lastKey() : only;
    for (int year = first; year <= last; year++) {
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

  private static boolean isDecemberBefore(LocalDate date, int year) {
    return date.getYear() == year - 1 && date.getMonth() == Month.DECEMBER;
  }

  private static boolean weekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
