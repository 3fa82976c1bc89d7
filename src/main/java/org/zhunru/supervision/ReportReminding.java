package org.zhunru.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.policy.ReportReminders;
import org.zhunru.policy.ReportingCalendar;

/**
 * Reminds supervisors of reports that are owed and not sent: some working days before, on the day,
 * and again and again when it is over. Each is said once, on any number of nodes; after a downtime
 * only the newest. Of days more than a year ago nothing is said: the list shows them.
 */
@Component
public class ReportReminding {
  private static final Logger log = LoggerFactory.getLogger(ReportReminding.class);
  private static final int NEAR = 0;
  private static final int ON_THE_DAY = 1;
  private static final int LATE = 2;

  private final JdbcClient db;
  private final ReportingCalendar calendar;
  private final ReportReminders settings;
  private final Clocks clocks;
  private final AuditLog audit;
  private final Clock clock;

  ReportReminding(
      JdbcClient db,
      ReportingCalendar calendar,
      ReportReminders settings,
      Clocks clocks,
      AuditLog audit,
      Clock clock) {
    this.db = db;
    this.calendar = calendar;
    this.settings = settings;
    this.clocks = clocks;
    this.audit = audit;
    this.clock = clock;
  }

  /** In office hours. */
  @Scheduled(cron = "5 25 8-18 * * *", zone = "Asia/Shanghai")
  @Transactional
  public void everyHour() {
    int told = sweep(LocalDate.ofInstant(clock.instant(), clocks.calendar().zone()));
    if (told > 0) {
      log.info("Reports: {} reminders", told);
    }
  }

  /**
   * Says what is to be said on a day.
   *
   * @return how many reminders were new
   */
  @Transactional
  public int sweep(LocalDate today) {
    int told = 0;
    for (int year = today.getYear() - 2; year <= today.getYear(); year++) {
      var sent =
          new HashSet<>(
              db.sql(
                      """
                      select rule_id || ' ' || period from report
                      where year = :year and state = 'SENT'
                      """)
                  .param("year", year)
                  .query(String.class)
                  .list());
      for (var duty : calendar.of(year)) {
        var due = duty.due();
        if (due != null
            && duty.rule().ours()
            && due.isAfter(today.minusYears(1))
            && !sent.contains(duty.rule().id() + " " + duty.period())) {
          told += remind(duty, due, today);
        }
      }
    }
    return told;
  }

  private int remind(ReportingCalendar.Duty duty, LocalDate due, LocalDate today) {
    int rung = rung(due, today);
    if (rung < 0) {
      return 0;
    }
    int told =
        db.sql(
                """
                insert into report_reminder values (:rule, :year, :period, :due, :rung, :now)
                on conflict do nothing
                """)
            .param("rule", duty.rule().id())
            .param("year", duty.year())
            .param("period", duty.period())
            .param("due", due)
            .param("rung", rung)
            .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .update();
    if (told > 0) {
      audit.record(
          null,
          rung == NEAR ? "reports.near" : rung == ON_THE_DAY ? "reports.due" : "reports.late",
          Who.PROGRAM,
          Audience.OFFICERS,
          Map.of(
              "duty",
              duty.rule().id() + "/" + duty.year() + "/" + duty.period(),
              "due",
              due.toString()));
    }
    return told;
  }

  /** -1 while there is nothing to say. */
  private int rung(LocalDate due, LocalDate today) {
    var working = clocks.calendar();
    if (!today.isAfter(due)) {
      return today.equals(due)
          ? ON_THE_DAY
          : today.isBefore(working.addWorkingDays(due, -settings.beforeDays())) ? -1 : NEAR;
    }
    int late = working.workingDaysBetween(due, today);
    return late == 0 ? ON_THE_DAY : LATE + (late - 1) / settings.lateEveryDays();
  }
}
