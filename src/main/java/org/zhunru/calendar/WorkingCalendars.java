package org.zhunru.calendar;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The working calendar of each region: the country's, with what the region itself has decided. */
public final class WorkingCalendars {
  private final ZoneId zone;
  private final List<CalendarRow> shipped;
  private final Map<String, List<CalendarRow>> regional;
  private final AnnouncedYears announced;
  private volatile Edition made;

  /**
   * @param shipped the country's rows as they came with the program
   * @param regional rows by region code; regions without rows of their own have the country's
   */
  public WorkingCalendars(
      ZoneId zone,
      List<CalendarRow> shipped,
      Map<String, List<CalendarRow>> regional,
      AnnouncedYears announced) {
    this.zone = zone;
    this.shipped = List.copyOf(shipped);
    this.regional = Map.copyOf(regional);
    this.announced = announced;
    this.made = new Edition(0, this.shipped, new ConcurrentHashMap<>());
  }

  /** Calendars of one edition, made when somebody first asks for them. */
  private record Edition(
      long no, List<CalendarRow> national, Map<List<String>, WorkingCalendar> calendars) {}

  /** {@code policies/working-days.csv} alone. */
  public static WorkingCalendars national(ZoneId zone) {
    return new WorkingCalendars(
        zone,
        CalendarFile.national(Table.ofProduct("working-days.csv")),
        Map.of(),
        AnnouncedYears.NONE);
  }

  /**
   * The calendar as it is now.
   *
   * @param widestFirst region codes from the province down to the region itself; the narrower one
   *     has the last word on a day
   */
  public WorkingCalendar of(List<String> widestFirst) {
    var edition = current();
    return edition
        .calendars()
        .computeIfAbsent(
            List.copyOf(widestFirst),
            regions -> calendar(edition.no(), edition.national(), regions));
  }

  /** The calendar as it would be with {@code rows} as the notice of {@code year}. */
  public WorkingCalendar with(List<String> widestFirst, int year, List<CalendarRow> rows) {
    var now = current();
    return calendar(now.no(), replaced(now.national(), year, rows), widestFirst);
  }

  /**
   * The country's rows of {@code year} as they are now, in the order of days; the last days of the
   * year before among them, if the notice of {@code year} has exchanged them.
   */
  public List<CalendarRow> rows(int year) {
    var now = announced.upTo(current().no()).get(year);
    return now != null
        ? now
        : current().national().stream().filter(row -> row.date().getYear() == year).toList();
  }

  private Edition current() {
    long no = announced.edition();
    var known = made;
    if (known.no() == no) {
      return known;
    }
    var national = shipped;
    for (var year : new TreeMap<>(announced.upTo(no)).entrySet()) {
      national = replaced(national, year.getKey(), year.getValue());
    }
    var edition = new Edition(no, national, new ConcurrentHashMap<>());
    made = edition;
    return edition;
  }

  /** A notice says all of its year, and may exchange days at the end of the year before. */
  private static List<CalendarRow> replaced(
      List<CalendarRow> national, int year, List<CalendarRow> rows) {
    var said = rows.stream().map(CalendarRow::date).toList();
    var all = new ArrayList<CalendarRow>();
    national.stream()
        .filter(row -> row.date().getYear() != year && !said.contains(row.date()))
        .forEach(all::add);
    all.addAll(rows);
    all.sort((a, b) -> a.date().compareTo(b.date()));
    return List.copyOf(all);
  }

  private WorkingCalendar calendar(long edition, List<CalendarRow> national, List<String> regions) {
    return new WorkingCalendar(
        zone,
        edition,
        national,
        regions.stream()
            .flatMap(region -> regional.getOrDefault(region, List.of()).stream())
            .toList());
  }
}
