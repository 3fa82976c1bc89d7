package org.zhunru.calendar;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The working calendar of each region: the country's, with what the region itself has decided. */
public final class WorkingCalendars {
  private final ZoneId zone;
  private final List<CalendarRow> national;
  private final Map<String, List<CalendarRow>> regional;
  private final Map<List<String>, WorkingCalendar> made = new ConcurrentHashMap<>();

  /**
   * @param regional rows by region code; regions without rows of their own have the country's
   */
  public WorkingCalendars(
      ZoneId zone, List<CalendarRow> national, Map<String, List<CalendarRow>> regional) {
    this.zone = zone;
    this.national = List.copyOf(national);
    this.regional = Map.copyOf(regional);
  }

  /** {@code policies/working-days.csv} alone. */
  public static WorkingCalendars national(ZoneId zone) {
    return new WorkingCalendars(
        zone, CalendarFile.national(Table.ofProduct("working-days.csv")), Map.of());
  }

  /**
   * @param widestFirst region codes from the province down to the region itself; the narrower one
   *     has the last word on a day
   */
  public WorkingCalendar of(List<String> widestFirst) {
    return made.computeIfAbsent(
        List.copyOf(widestFirst),
        regions ->
            new WorkingCalendar(
                zone,
                national,
                regions.stream()
                    .flatMap(region -> regional.getOrDefault(region, List.of()).stream())
                    .toList()));
  }
}
