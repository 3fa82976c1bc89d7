package org.zhunru.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.policy.ReportReminders;
import org.zhunru.policy.ReportingCalendar;
import org.zhunru.supervision.Report;
import org.zhunru.supervision.Reports;

/** {@code /reports}: what has to be reported, by when, and the reports themselves. */
@Controller
class ReportPages {
  private static final int FIRST_YEAR = 2017;

  private final Reports reports;
  private final ReportingCalendar calendar;
  private final ReportReminders reminders;
  private final ReportFiles files;
  private final RefusalWords refusals;
  private final Words words;

  ReportPages(
      Reports reports,
      ReportingCalendar calendar,
      ReportReminders reminders,
      ReportFiles files,
      RefusalWords refusals,
      Words words) {
    this.reports = reports;
    this.calendar = calendar;
    this.reminders = reminders;
    this.files = files;
    this.refusals = refusals;
    this.words = words;
  }

  /**
   * A duty and what became of it.
   *
   * @param state OPEN, THEIRS if enterprises report, or that of its report
   * @param version of its report; above 1: a correction
   * @param href where its report is or can be written; empty if it can't
   */
  public record Line(
      ReportingCalendar.Duty duty,
      String period,
      String state,
      boolean late,
      int version,
      String href) {}

  /**
   * @param dated in the order of their days
   * @param undated whose rules give no date
   * @param later the next year; empty if that is too far
   * @param before working days before the last day on which people are reminded
   * @param every working days after which they are reminded again when it is over
   */
  public record View(
      int year,
      String earlier,
      String later,
      int late,
      int before,
      int every,
      List<Line> dated,
      List<Line> undated) {}

  /**
   * A report, or a duty of which there is none yet.
   *
   * @param figures kept with the report, or of now
   * @param form as typed
   */
  public record One(
      ReportingCalendar.Duty duty,
      String title,
      String here,
      @Nullable Report report,
      Report.@Nullable Numbers figures,
      boolean late,
      boolean mayWrite,
      boolean maySign,
      boolean maySend,
      boolean mayCorrect,
      List<Version> versions,
      LocalDate today,
      Map<String, String> form,
      List<FieldError> errors) {}

  /** Another version of the report. */
  public record Version(String label, String href) {}

  @GetMapping("/reports")
  ModelAndView all(@RequestParam(defaultValue = "") String year) {
    int now = reports.today().getYear();
    int of = year(year, now);
    var written = new HashMap<String, List<Report>>();
    reports
        .of(of)
        .forEach(
            r ->
                written
                    .computeIfAbsent(r.ruleId() + " " + r.period(), k -> new ArrayList<>())
                    .add(r));
    var lines =
        calendar.of(of).stream()
            .map(d -> line(d, written.getOrDefault(d.rule().id() + " " + d.period(), List.of())))
            .toList();
    var dated =
        lines.stream()
            .filter(l -> l.duty().due() != null)
            .sorted(Comparator.comparing(l -> String.valueOf(l.duty().due())))
            .toList();
    return new ModelAndView(
        "reports",
        Map.of(
            "page",
            new View(
                of,
                of > FIRST_YEAR ? "/reports?year=" + (of - 1) : "",
                of <= now ? "/reports?year=" + (of + 1) : "",
                (int) lines.stream().filter(Line::late).count(),
                reminders.beforeDays(),
                reminders.lateEveryDays(),
                dated,
                lines.stream().filter(l -> l.duty().due() == null).toList())));
  }

  /** How far the newest version is; whether it was late says the first. */
  private Line line(ReportingCalendar.Duty duty, List<Report> versions) {
    var period = files.period(duty);
    if (!versions.isEmpty()) {
      var newest = versions.get(versions.size() - 1);
      return new Line(
          duty,
          period,
          newest.state().name(),
          versions.get(0).isLate(reports.today()),
          newest.version(),
          "/reports/" + newest.id());
    }
    if (!duty.rule().ours()) {
      return new Line(duty, period, "THEIRS", false, 1, "");
    }
    boolean begun = !reports.today().isBefore(duty.from());
    return new Line(
        duty, period, "OPEN", duty.isLate(reports.today()), 1, begun ? addressOf(duty) : "");
  }

  private static String addressOf(ReportingCalendar.Duty duty) {
    return "/reports/new/" + duty.rule().id() + "/" + duty.year() + "/" + duty.period();
  }

  private static int year(String typed, int now) {
    try {
      int year = Integer.parseInt(typed);
      return year < FIRST_YEAR || year > now + 1 ? now : year;
    } catch (NumberFormatException none) {
      return now;
    }
  }

  @GetMapping("/reports/new/{rule}/{year}/{period}")
  Object start(@PathVariable String rule, @PathVariable int year, @PathVariable String period) {
    var duty = reports.duty(rule, year, period);
    var written =
        reports.of(year).stream()
            .filter(r -> r.ruleId().equals(rule) && r.period().equals(period))
            .reduce((first, next) -> next);
    return written.isPresent()
        ? "redirect:/reports/" + written.get().id()
        : start(HttpStatus.OK, duty, Map.of(), List.of());
  }

  @PostMapping("/reports/new/{rule}/{year}/{period}")
  Object draft(
      @PathVariable String rule,
      @PathVariable int year,
      @PathVariable String period,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String ownFigures,
      Actor actor) {
    try {
      return "redirect:/reports/" + reports.draft(actor, rule, year, period, text, ownFigures).id();
    } catch (Refusal refused) {
      return start(
          HttpStatus.UNPROCESSABLE_CONTENT,
          reports.duty(rule, year, period),
          Map.of("text", text, "ownFigures", ownFigures),
          errors(refused));
    }
  }

  @GetMapping("/reports/{id}")
  ModelAndView one(@PathVariable UUID id, Actor actor) {
    return one(HttpStatus.OK, id, actor, Map.of(), List.of());
  }

  @PostMapping("/reports/{id}")
  Object change(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "-1") int seen,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String ownFigures,
      Actor actor) {
    try {
      reports.change(actor, id, seen, text, ownFigures);
      return "redirect:/reports/" + id;
    } catch (Refusal refused) {
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          actor,
          Map.of("text", text, "ownFigures", ownFigures),
          errors(refused));
    }
  }

  /** A correction of what was sent. */
  @PostMapping("/reports/{id}/correct")
  Object correct(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String ownFigures,
      Actor actor) {
    try {
      return "redirect:/reports/" + reports.correct(actor, id, why, text, ownFigures).id();
    } catch (Refusal refused) {
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          actor,
          Map.of("why", why, "text", text, "ownFigures", ownFigures),
          errors(refused));
    }
  }

  @PostMapping("/reports/{id}/sign")
  String sign(@PathVariable UUID id, @RequestParam(defaultValue = "-1") int seen, Actor actor) {
    reports.sign(actor, id, seen);
    return "redirect:/reports/" + id;
  }

  @PostMapping("/reports/{id}/sent")
  Object sent(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String sentOn,
      @RequestParam(defaultValue = "") String sentTo,
      @RequestParam(defaultValue = "") String receipt,
      Actor actor) {
    try {
      reports.sent(actor, id, day(sentOn), sentTo, receipt);
      return "redirect:/reports/" + id;
    } catch (Refusal refused) {
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT,
          id,
          actor,
          Map.of("sentOn", sentOn, "sentTo", sentTo, "receipt", receipt),
          errors(refused));
    }
  }

  /**
   * The report as a file.
   *
   * @param format docx, pdf, xlsx, csv or json
   */
  @GetMapping("/reports/{id}/file")
  ResponseEntity<byte[]> file(
      @PathVariable UUID id, @RequestParam(defaultValue = "pdf") String format) {
    var report = reports.byId(id);
    return files.of(report, reports.duty(report.ruleId(), report.year(), report.period()), format);
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      return typed.isBlank() ? null : LocalDate.parse(typed.strip());
    } catch (DateTimeException none) {
      return null;
    }
  }

  private List<FieldError> errors(Refusal refused) {
    if (refused.field() == null) {
      throw refused;
    }
    return (refused instanceof Refusals several ? several.all().stream() : Stream.of(refused))
        .map(refusals::at)
        .toList();
  }

  private ModelAndView start(
      HttpStatus status,
      ReportingCalendar.Duty duty,
      Map<String, String> form,
      List<FieldError> errors) {
    Reports.mustBeOurs(duty);
    var figures = reports.figures(duty);
    return page(
        status,
        new One(
            duty,
            files.title(duty),
            addressOf(duty),
            null,
            figures,
            duty.isLate(reports.today()),
            true,
            false,
            false,
            false,
            List.of(),
            reports.today(),
            Map.of(
                "text", form.getOrDefault("text", words.say("reports.text.begin")),
                "ownFigures", form.getOrDefault("ownFigures", "")),
            errors));
  }

  private ModelAndView one(
      HttpStatus status, UUID id, Actor actor, Map<String, String> typed, List<FieldError> errors) {
    var report = reports.byId(id);
    var duty = reports.duty(report.ruleId(), report.year(), report.period());
    boolean draft = report.state() == Report.State.DRAFT;
    var form = new HashMap<String, String>();
    form.put("text", report.content());
    form.put("ownFigures", report.ownFigures());
    form.put("sentOn", reports.today().toString());
    form.put("sentTo", duty.rule().to());
    form.put("receipt", "");
    form.put("why", "");
    form.putAll(typed);
    var versions = reports.versions(report);
    return page(
        status,
        new One(
            duty,
            files.title(duty),
            "/reports/" + id,
            report,
            report.figures(),
            versions.get(0).isLate(reports.today()),
            draft,
            draft && !report.draftedBy().equals(actor.accountId()),
            report.state() == Report.State.SIGNED,
            report.state() == Report.State.SENT
                && versions.stream().noneMatch(v -> id.equals(v.corrects())),
            versions.size() == 1
                ? List.of()
                : versions.stream()
                    .map(
                        v ->
                            new Version(
                                words.say(
                                    "reports.version",
                                    String.valueOf(v.version()),
                                    words.say("reports.state." + v.state())),
                                v.id().equals(id) ? "" : "/reports/" + v.id()))
                    .toList(),
            reports.today(),
            Map.copyOf(form),
            errors));
  }

  private static ModelAndView page(HttpStatus status, One one) {
    var page = new ModelAndView("report", status);
    page.addObject("page", one);
    return page;
  }
}
