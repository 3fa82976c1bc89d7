package org.zhunru.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhunru.policy.PoliciesOf;

class TimeLimitsTest {
  private static final TimeLimits LIMITS = PoliciesOf.timeLimits();
  private static final WorkingCalendar CITY =
      WorkingCalendars.national(WorkingCalendarTest.ZONE).of(List.of("230900"));

  static Stream<TimeLimit> limits() {
    return LIMITS.all().stream();
  }

  @ParameterizedTest
  @MethodSource("limits")
  void every_row_of_the_law_runs_or_says_why_it_does_not(TimeLimit limit) {
    var from = LocalDate.of(2026, 3, 2);
    @Nullable Period period = limit.period();
    if (period == null) {
      LegalClockTest.refused("calendar.limitWithoutPeriod", () -> LegalClock.start(limit, from));
    } else if (limit.confidence().equals("unknown")) {
      LegalClockTest.refused("calendar.limitUncertain", () -> LegalClock.start(limit, from));
    } else if (limit.backwards()) {
      LegalClockTest.refused("calendar.limitBackwards", () -> LegalClock.start(limit, from));
    } else {
      var due = LegalClock.start(limit, from).deadline(CITY, from).due();
      assertThat(due)
          .isEqualTo(
              switch (period.unit()) {
                case WORKING -> CITY.addWorkingDays(from, period.amount());
                case CALENDAR -> from.plusDays(period.amount());
                case MONTH -> from.plusMonths(period.amount());
                case YEAR -> from.plusYears(period.amount());
              });
    }
  }

  /** The limits that the issue names. */
  @ParameterizedTest
  @CsvSource({
    "TL-GL-01,5,WORKING,,",
    "TL-GL-02,20,WORKING,10,DEPARTMENT_HEAD",
    "TL-GL-04,45,WORKING,15,GOVERNMENT_HEAD",
    "TL-GL-07,10,WORKING,,",
    "TL-SC-05,2,YEAR,,"
  })
  void the_periods_are_those_of_the_law(
      String id,
      int amount,
      Period.Unit unit,
      @Nullable Integer more,
      TimeLimit.@Nullable Authority by) {
    var limit = LIMITS.byId(id);
    var extension = LIMITS.extensionOf(limit);

    assertThat(limit.period()).isEqualTo(new Period(amount, unit));
    assertThat(extension.map(TimeLimit::period).orElse(null))
        .isEqualTo(more == null ? null : new Period(more, unit));
    assertThat(extension.map(TimeLimit::grantedBy).orElse(null)).isEqualTo(by);
  }

  @Test
  void every_row_of_the_file_is_there_and_an_unknown_id_is_refused() {
    var lines = PoliciesOf.text("time-limits.csv").lines();
    assertThat(LIMITS.all()).hasSize((int) lines.count() - 1);
    LegalClockTest.refused("calendar.noSuchLimit", () -> LIMITS.byId("TL-XX-01"));
  }
}
