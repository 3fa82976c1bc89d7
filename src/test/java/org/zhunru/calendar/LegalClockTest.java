package org.zhunru.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.common.Refusal;
import org.zhunru.policy.PoliciesOf;

/** Decisions within twenty working days, accepted on Monday 2026-11-02. */
class LegalClockTest {
  private static final WorkingCalendar CITY =
      WorkingCalendars.national(WorkingCalendarTest.ZONE).of(List.of("230900"));
  private static final TimeLimits LIMITS = PoliciesOf.timeLimits();
  private static final LocalDate ACCEPTED = november(2);
  private static final TimeLimit HEARING = LIMITS.byId("TL-GL-08");
  private final LegalClock clock = LegalClock.start(LIMITS.byId("TL-GL-02"), ACCEPTED);

  @Test
  void it_ends_twenty_working_days_after_the_day_of_acceptance() {
    assertThat(due(clock, 10)).isEqualTo(november(30));
  }

  @Test
  void suspended_days_with_notice_are_not_counted_both_ends_included() {
    var stopped = suspend(clock, 5, 9, notice(5), 10);

    // Thursday, Friday, Monday.
    assertThat(due(stopped, 10)).isEqualTo("2026-12-03");
    assertThat(stopped.deadline(CITY, november(10)).days())
        .filteredOn(d -> d.why() == CountedDay.Why.SUSPENDED)
        .hasSize(5);
  }

  @Test
  void without_written_notice_it_runs_on() {
    assertThat(due(suspend(clock, 5, 9, null, 10), 10)).isEqualTo(november(30));
  }

  @Test
  void it_stands_still_only_from_the_day_of_the_notice() {
    var untold = suspend(clock, 5, null, null, 5);
    var told = untold.told(notice(9), november(9)).resume(november(10), november(11));

    assertThat(due(told, 11)).isEqualTo("2026-12-02");
    refused(
        "calendar.noticeTwice",
        () -> suspend(clock, 5, null, notice(5), 5).told(notice(6), november(6)));
    refused("calendar.notSuspended", () -> clock.told(notice(6), november(6)));
    refused("calendar.suspensionInFuture", () -> untold.told(notice(7), november(6)));
  }

  @Test
  void while_it_stands_still_the_end_moves_with_every_day() {
    var stopped = suspend(clock, 5, null, notice(5), 5);

    assertThat(due(stopped, 5)).isEqualTo("2026-12-01");
    assertThat(due(stopped, 6)).isEqualTo("2026-12-02");
    assertThat(stopped.standing(CITY, at("2026-11-06T10:00")).state())
        .isEqualTo(Standing.State.SUSPENDED);
    assertThat(due(stopped.resume(november(6), november(9)), 9)).isEqualTo("2026-12-02");
  }

  @Test
  void suspensions_that_make_no_sense_are_refused() {
    refused("calendar.suspensionReversed", () -> suspend(clock, 9, 5, notice(9), 10));
    refused("calendar.suspensionInFuture", () -> suspend(clock, 11, null, notice(10), 10));
    refused("calendar.suspensionInFuture", () -> suspend(clock, 5, 11, notice(5), 10));
    refused("calendar.suspensionInFuture", () -> suspend(clock, 5, null, notice(11), 10));
    refused("calendar.suspensionBeforeStart", () -> suspend(clock, 1, 5, notice(1), 10));
    refused("calendar.suspensionTooLate", () -> suspend(clock, LocalDate.of(2026, 12, 1)));
    var first = suspend(clock, 5, 9, notice(5), 10);
    refused("calendar.suspensionOverlaps", () -> suspend(first, 9, 10, notice(9), 10));
    refused("calendar.suspensionOverlaps", () -> suspend(first, 3, null, notice(3), 10));
    refused("calendar.notSuspended", () -> first.resume(november(10), november(10)));
    var lasting = suspend(clock, 5, null, notice(5), 10);
    refused("calendar.suspensionOverlaps", () -> suspend(lasting, 6, 7, notice(6), 10));
    refused("calendar.suspensionReversed", () -> lasting.resume(november(4), november(10)));
    refused("calendar.suspensionInFuture", () -> lasting.resume(november(11), november(10)));
    refused(
        "calendar.suspensionWithoutReason",
        () ->
            clock.suspend(
                new Suspension(november(5), null, HEARING, " ", null), CITY, november(5)));
  }

  @Test
  void only_what_the_law_leaves_out_of_this_period_stops_it() {
    var rework = LIMITS.byId("TL-SC-04");
    var stop = new Suspension(november(5), null, rework, "修改专篇", notice(5));
    var condition = LegalClock.start(LIMITS.byId("TL-SC-02"), ACCEPTED);

    refused("calendar.suspensionNotByLaw", () -> clock.suspend(stop, CITY, november(5)));
    assertThat(due(condition.suspend(stop, CITY, november(5)), 5)).isAfter(due(condition, 5));
    var counted = new Suspension(november(5), null, LIMITS.byId("TL-GL-10"), "听证", notice(5));
    refused("calendar.suspensionNotByLaw", () -> clock.suspend(counted, CITY, november(5)));
  }

  @Test
  void the_head_of_the_department_may_extend_once_by_ten() {
    var extended =
        clock.extend(extension(TimeLimit.Authority.DEPARTMENT_HEAD, 10, 30), LIMITS, CITY);

    assertThat(due(extended, 30)).isEqualTo("2026-12-14");
    refused(
        "calendar.extensionTwice",
        () -> extended.extend(extension(TimeLimit.Authority.DEPARTMENT_HEAD, 1, 30), LIMITS, CITY));
  }

  @Test
  void joint_handling_is_extended_by_the_head_of_government_to_sixty() {
    var joint = LegalClock.start(LIMITS.byId("TL-GL-04"), ACCEPTED);

    refused(
        "calendar.extensionByOther",
        () -> joint.extend(extension(TimeLimit.Authority.DEPARTMENT_HEAD, 15, 30), LIMITS, CITY));
    var extended =
        joint.extend(extension(TimeLimit.Authority.GOVERNMENT_HEAD, 15, 30), LIMITS, CITY);
    assertThat(due(extended, 30)).isEqualTo(CITY.addWorkingDays(ACCEPTED, 60));
    assertThat(extended.deadline(CITY, november(30)).provisional()).isTrue();
  }

  @Test
  void extensions_against_the_law_are_refused() {
    var head = TimeLimit.Authority.DEPARTMENT_HEAD;
    refused(
        "calendar.extensionOutOfRange",
        () -> extend(new Extension(head, 11, "复杂", november(9), true)));
    refused(
        "calendar.extensionOutOfRange",
        () -> extend(new Extension(head, 0, "复杂", november(9), true)));
    refused(
        "calendar.extensionWithoutReason",
        () -> extend(new Extension(head, 5, "", november(9), true)));
    refused(
        "calendar.extensionUntold", () -> extend(new Extension(head, 5, "复杂", november(9), false)));
    refused(
        "calendar.extensionTooLate",
        () -> extend(new Extension(head, 5, "复杂", LocalDate.of(2026, 12, 1), true)));
    var delivery = LegalClock.start(LIMITS.byId("TL-GL-07"), ACCEPTED);
    refused(
        "calendar.extensionUnknown", () -> delivery.extend(extension(head, 5, 9), LIMITS, CITY));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T15:00,RUNNING,20,PT0S",
    "2026-11-24T20:00,RUNNING,4,PT4H",
    "2026-11-25T20:00,RUNNING,3,PT4H",
    "2026-11-25T00:00,RUNNING,4,PT0S",
    "2026-11-25T00:00:01,RUNNING,3,PT23H59M59S",
    "2026-11-28T12:00,RUNNING,1,PT0S",
    "2026-11-30T23:59:59,RUNNING,0,PT1S",
    "2026-12-01T00:00,LATE,1,PT0S",
    "2026-12-02T09:00,LATE,2,PT0S",
    "2026-12-06T09:00,LATE,4,PT0S"
  })
  void what_remains_is_exact(LocalDateTime now, Standing.State state, int days, Duration part) {
    assertThat(clock.standing(CITY, now.atZone(CITY.zone()).toInstant()))
        .isEqualTo(new Standing(state, days, part));
  }

  @Test
  void a_clock_set_back_an_hour_gives_the_hour_back() {
    var late = clock.standing(CITY, at("2026-12-01T00:30"));
    var again = clock.standing(CITY, at("2026-11-30T23:30"));

    assertThat(late.state()).isEqualTo(Standing.State.LATE);
    assertThat(again).isEqualTo(new Standing(Standing.State.RUNNING, 0, Duration.ofMinutes(30)));
  }

  @Test
  void a_holiday_announced_later_moves_the_end_of_what_runs() {
    var announced =
        new WorkingCalendar(
            CITY.zone(),
            CalendarFile.national(Table.ofProduct("working-days.csv")),
            List.of(new CalendarRow(november(27), false, "停工", "通知", false)));

    assertThat(clock.deadline(announced, november(26)).due()).isEqualTo("2026-12-01");
  }

  @Test
  void what_is_not_counted_uncertain_or_counted_back_never_starts() {
    refused("calendar.limitWithoutPeriod", () -> LegalClock.start(HEARING, ACCEPTED));
    refused("calendar.limitUncertain", () -> LegalClock.start(LIMITS.byId("TL-JP-21"), ACCEPTED));
    refused("calendar.limitBackwards", () -> LegalClock.start(LIMITS.byId("TL-GL-11"), ACCEPTED));
  }

  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource({
    // 20 September is a Sunday of work, 10 October a Saturday; between them are two holidays.
    "TL-GL-09, 2026-09-18, 2026-09-24",
    "TL-GL-10, 2026-09-24, 2026-10-29"
  })
  void hearings_are_asked_for_in_five_working_days_and_held_within_twenty(
      String row, LocalDate from, LocalDate to) {
    var own = LegalClock.start(LIMITS.byId(row), from);
    assertThat(own.deadline(CITY, from).due()).isEqualTo(to);
    assertThat(own.mayStandStillFor(HEARING)).as("nor is it left out of itself").isFalse();
  }

  @Test
  void what_is_not_counted_lasts_as_long_as_a_person_has_stated() {
    var stated = HEARING.lasting(Period.workingDays(3));
    var own = LegalClock.start(stated, LocalDate.of(2026, 10, 8));
    assertThat(own.deadline(CITY, LocalDate.of(2026, 10, 8)).due()).isEqualTo("2026-10-12");
    assertThat(own.mayStandStillFor(HEARING)).isFalse();
    assertThat(clock.mayStandStillFor(HEARING)).isTrue();
  }

  @Test
  void what_it_takes_longer_than_was_told_is_known() {
    // Told on Thursday the 5th: five working days to Thursday the 12th.
    var stop = new Suspension(november(5), null, HEARING, "听证", notice(5));
    assertThat(stop.beyond(CITY, november(4))).isZero();
    assertThat(stop.beyond(CITY, november(12))).isZero();
    assertThat(stop.beyond(CITY, november(15))).isOne();
    assertThat(stop.endedOn(november(17)).beyond(CITY, november(30))).isEqualTo(3);
    var untold = new Suspension(november(5), null, HEARING, "听证", null);
    assertThat(untold.beyond(CITY, november(30))).isZero();
  }

  private static LocalDate due(LegalClock clock, int today) {
    return clock.deadline(CITY, november(today)).due();
  }

  private static LegalClock suspend(
      LegalClock clock,
      int from,
      @Nullable Integer to,
      Suspension.@Nullable Notice notice,
      int today) {
    return clock.suspend(
        new Suspension(november(from), to == null ? null : november(to), HEARING, "听证", notice),
        CITY,
        november(today));
  }

  private static LegalClock suspend(LegalClock clock, LocalDate from) {
    return clock.suspend(new Suspension(from, null, HEARING, "听证", null), CITY, from);
  }

  private static Suspension.Notice notice(int day) {
    return new Suspension.Notice(november(day), Period.workingDays(5));
  }

  private static Extension extension(TimeLimit.Authority by, int amount, int grantedOn) {
    return new Extension(by, amount, "案情复杂", november(grantedOn), true);
  }

  private void extend(Extension extension) {
    clock.extend(extension, LIMITS, CITY);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(CITY.zone()).toInstant();
  }

  private static LocalDate november(int day) {
    return LocalDate.of(2026, 11, day);
  }

  static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
