package org.zhunru.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The light of a running clock as an expression of SQL, for lists and counts: what {@link
 * CaseClock.Light} says of one, said of many at once.
 */
@Component
class Lights {
  /** How the light of the clock {@code k} stands: LATE, PAUSED, NEAR or OK. */
  static final String LIGHT =
      """
      case when k.due_at <= :lightNow then 'LATE'
           when exists (select from clock_suspension s where s.clock_id = k.id
             and s.notice_on <= :lightToday and s.from_on <= :lightToday
             and (s.to_on is null or s.to_on >= :lightToday)) then 'PAUSED'
           when k.due_on <= case when k.in_working_days then cast(:nearWorkingDay as date)
                                 else cast(:nearDay as date) end then 'NEAR'
           else 'OK' end
      """;

  /**
   * The clocks of open cases as a whole, as {@code k}, one a case: the first that was started. A
   * case whose approval is only to be delivered isn't open.
   */
  static final String OF_CASES =
      """
      (select distinct on (l.case_id) l.* from legal_clock l
       where l.ended_at is null and l.department is null and l.term <> 'DELIVERY'
       order by l.case_id, l.started_on, l.term, l.id) k
      """;

  private final Clocks clocks;
  private final ClockSettings settings;
  private final Clock clock;

  Lights(Clocks clocks, ClockSettings settings, Clock clock) {
    this.clocks = clocks;
    this.settings = settings;
    this.clock = clock;
  }

  /** The parameters of {@link #LIGHT}, as of now. */
  void put(Map<String, Object> params) {
    var calendar = clocks.calendar();
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, calendar.zone());
    params.put("lightNow", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
    params.put("lightToday", today);
    params.put("nearDay", today.plusDays(settings.nearDays()));
    // The last day that has no more than so many working days after today.
    params.put(
        "nearWorkingDay", calendar.addWorkingDays(today, settings.nearDays() + 1).minusDays(1));
  }
}
