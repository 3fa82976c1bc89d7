package org.zhunru.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.policy.ReportingCalendar;
import org.zhunru.supervision.Report;
import org.zhunru.supervision.Reports;

/** The reporting calendar and its reports, to be read by supervisors. */
@RestController
class ReportsApi {
  private static final int FIRST_YEAR = 2017;
  private static final int LAST_YEAR = 2999;

  private final Reports reports;
  private final ReportingCalendar calendar;

  ReportsApi(Reports reports, ReportingCalendar calendar) {
    this.reports = reports;
    this.calendar = calendar;
  }

  record Found(int year, List<Duty> duties) {}

  /**
   * What is owed.
   *
   * @param due null if its rule gives no date
   * @param doubtful whether that it is owed by then must be checked
   * @param ours whether authorities report; of enterprises nothing is known
   * @param late whether the first version was, or is, late
   * @param versions the report and its corrections, the first one first
   */
  record Duty(
      String rule,
      String period,
      String from,
      String to,
      String source,
      @Nullable LocalDate due,
      boolean doubtful,
      boolean ours,
      boolean late,
      List<Version> versions) {}

  record Version(
      String id,
      int version,
      String state,
      @Nullable String corrects,
      @Nullable LocalDate sentOn,
      @Nullable String sentTo,
      @Nullable String receipt,
      String href) {}

  @GetMapping("/api/v1/reports")
  Found list(@RequestParam(defaultValue = "") String year) {
    int of = year.isEmpty() ? reports.today().getYear() : year(year);
    var written = new HashMap<String, List<Report>>();
    reports
        .of(of)
        .forEach(
            r ->
                written
                    .computeIfAbsent(r.ruleId() + " " + r.period(), k -> new ArrayList<>())
                    .add(r));
    return new Found(
        of,
        calendar.of(of).stream()
            .map(d -> duty(d, written.getOrDefault(d.rule().id() + " " + d.period(), List.of())))
            .toList());
  }

  private Duty duty(ReportingCalendar.Duty duty, List<Report> versions) {
    return new Duty(
        duty.rule().id(),
        duty.period(),
        duty.rule().from(),
        duty.rule().to(),
        duty.rule().source(),
        duty.due(),
        duty.doubtful(),
        duty.rule().ours(),
        versions.isEmpty() ? duty.isLate(reports.today()) : versions.get(0).isLate(reports.today()),
        versions.stream().map(ReportsApi::version).toList());
  }

  private static Version version(Report report) {
    var corrects = report.corrects();
    return new Version(
        report.id().toString(),
        report.version(),
        report.state().name().toLowerCase(Locale.ROOT),
        corrects == null ? null : corrects.toString(),
        report.sentOn(),
        report.sentTo(),
        report.receipt(),
        "/reports/" + report.id());
  }

  private static int year(String typed) {
    int year = typed.matches("\\d{4}") ? Integer.parseInt(typed) : 0;
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw Refusal.invalid("reports.badYear", "year", String.valueOf(FIRST_YEAR));
    }
    return year;
  }
}
