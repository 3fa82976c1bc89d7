package org.zhunru.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhunru.common.Refusal;

class WorkingCalendarTest {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final WorkingCalendar CITY = WorkingCalendars.national(ZONE).of(List.of("230900"));

  static Stream<String> rows() {
    return new String(Table.ofProduct("working-days.csv"), StandardCharsets.UTF_8).lines().skip(1);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void every_row_of_the_data_is_what_it_says(String row) {
    var date = LocalDate.parse(row.substring(0, 10));
    var kind = row.split(",")[1];
    var day = CITY.day(date);

    assertThat(day.kind()).hasToString(kind.equals("workday") ? "MAKE_UP" : "HOLIDAY");
    assertThat(row).contains(day.name()).contains(day.source());
    assertThat(day.name()).isNotEmpty();
    assertThat(day.provisional()).isEqualTo(row.endsWith(",provisional"));
    assertThat(CITY.isWorkingDay(date)).isEqualTo(day.working());
    assertThat(CITY.addWorkingDays(date.minusDays(1), 1).equals(date)).isEqualTo(day.working());
  }

  /** Two public calendars count these; by the facts next to the data. */
  @ParameterizedTest
  @CsvSource({
    "2016,250",
    "2017,249",
    "2018,250",
    "2019,250",
    "2020,249",
    "2021,250",
    "2022,249",
    "2023,249",
    "2024,251",
    "2025,248",
    "2026,248"
  })
  void every_year_has_as_many_working_days_as_its_notice_gives(int year, int days) {
    assertThat(CITY.workingDaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
        .isEqualTo(days);
    assertThat(CITY.year(year)).isEqualTo(YearStatus.OFFICIAL);
  }

  @ParameterizedTest
  @CsvSource({
    "2017-01-20,5,2017-01-26",
    "2017-09-25,20,2017-10-27",
    "2026-02-10,5,2026-02-24",
    "2024-09-25,20,2024-10-28",
    "2026-09-25,20,2026-10-29",
    "2019-04-26,4,2019-05-05",
    "2020-01-23,1,2020-02-03",
    "2025-12-30,2,2026-01-04",
    "2026-12-25,4,2026-12-31",
    "2026-10-09,1,2026-10-10",
    "2026-11-26,0,2026-11-26",
    "2026-10-29,-20,2026-09-24"
  })
  void days_are_added_without_the_day_of_the_event(String from, int days, LocalDate due) {
    assertThat(CITY.addWorkingDays(LocalDate.parse(from), days)).isEqualTo(due);
  }

  @Property(tries = 300)
  void adding_and_counting_between_undo_each_other(
      @ForAll @IntRange(min = 0, max = 4380) int offset,
      @ForAll @IntRange(min = 0, max = 400) int days) {
    var from = LocalDate.of(2016, 1, 1).plusDays(offset);
    var to = CITY.addWorkingDays(from, days);

    assertThat(CITY.workingDaysBetween(from, to)).isEqualTo(days);
    if (days > 0) {
      assertThat(CITY.isWorkingDay(to)).isTrue();
      assertThat(CITY.workingDaysBetween(from, to.minusDays(1))).isEqualTo(days - 1);
    }
    if (CITY.isWorkingDay(from)) {
      assertThat(CITY.addWorkingDays(to, -days)).isEqualTo(from);
    }
  }

  @Property(tries = 200)
  void the_sheet_proves_the_date(
      @ForAll @IntRange(min = 0, max = 4380) int offset,
      @ForAll @IntRange(min = 1, max = 120) int days) {
    var from = LocalDate.of(2016, 1, 1).plusDays(offset);
    var deadline = Deadline.of(CITY, from, Period.workingDays(days));

    assertThat(deadline.due()).isEqualTo(CITY.addWorkingDays(from, days));
    assertThat(deadline.days())
        .extracting(CountedDay::date)
        .containsExactlyElementsOf(from.datesUntil(deadline.due().plusDays(1)).toList());
    assertThat(deadline.days().get(0).counted()).isFalse();
    assertThat(deadline.days().stream().filter(CountedDay::counted)).hasSize(days);
    assertThat(deadline.days().stream().skip(1))
        .allSatisfy(d -> assertThat(d.counted()).isEqualTo(CITY.isWorkingDay(d.date())));
    assertThat(deadline.end()).isEqualTo(deadline.due().plusDays(1).atStartOfDay(ZONE).toInstant());
    assertThat(deadline.provisional()).isEqualTo(deadline.due().getYear() > 2026);
  }

  @Test
  void the_sheet_says_of_each_day_why() {
    var days = Deadline.of(CITY, LocalDate.of(2026, 9, 25), Period.workingDays(20)).days();

    assertThat(days).hasSize(35);
    assertThat(why(days, 0)).isEqualTo("EVENT");
    assertThat(why(days, 1)).isEqualTo("WEEKEND");
    assertThat(why(days, 3)).isEqualTo("WORKING_DAY");
    assertThat(why(days, 6)).isEqualTo("HOLIDAY");
    assertThat(days.get(6).day().name()).isEqualTo("国庆节");
    assertThat(why(days, 8)).isEqualTo("WEEKEND");
    assertThat(why(days, 15)).isEqualTo("MAKE_UP");
    assertThat(days.get(15).counted()).isTrue();
  }

  @Test
  void a_date_beyond_the_last_notice_is_marked_and_says_which_year_is_missing() {
    var lastOfficial = Deadline.of(CITY, LocalDate.of(2026, 12, 25), Period.workingDays(4));
    var provisional = Deadline.of(CITY, LocalDate.of(2026, 12, 25), Period.workingDays(5));
    var far = Deadline.of(CITY, LocalDate.of(2027, 12, 30), Period.workingDays(5));

    assertThat(lastOfficial.provisional()).isFalse();
    assertThat(provisional.due()).isEqualTo("2027-01-04");
    assertThat(provisional.unofficial()).isEqualTo(Map.of(2027, YearStatus.PROVISIONAL));
    assertThat(far.unofficial())
        .isEqualTo(Map.of(2027, YearStatus.PROVISIONAL, 2028, YearStatus.ABSENT));
  }

  @Test
  void calendar_days_months_and_years_need_no_notice() {
    var days = Deadline.of(CITY, LocalDate.of(2026, 12, 20), new Period(30, Period.Unit.CALENDAR));
    var month = Deadline.of(CITY, LocalDate.of(2027, 1, 31), new Period(1, Period.Unit.MONTH));
    var years = Deadline.of(CITY, LocalDate.of(2024, 2, 29), new Period(2, Period.Unit.YEAR));

    assertThat(days.due()).isEqualTo("2027-01-19");
    assertThat(days.provisional()).isFalse();
    assertThat(days.days().stream().skip(1)).allMatch(CountedDay::counted);
    assertThat(month.due()).isEqualTo("2027-02-28");
    assertThat(month.endsOnDayOff()).isTrue();
    assertThat(years.due()).isEqualTo("2026-02-28");
    assertThat(years.endsOnDayOff()).isFalse();
  }

  @Test
  void a_region_has_the_last_word_on_its_days_the_narrower_one_most() {
    var day = LocalDate.of(2026, 11, 26);
    var off = new CalendarRow(day, false, "暴雪停工", "市政府通知", false);
    var on = new CalendarRow(day, true, "照常上班", "县政府通知", false);
    var calendars =
        new WorkingCalendars(
            ZONE,
            CalendarFile.national(Table.ofProduct("working-days.csv")),
            Map.of("230900", List.of(off), "230921", List.of(on)),
            AnnouncedYears.NONE);

    assertThat(calendars.of(List.of("230000")).isWorkingDay(day)).isTrue();
    assertThat(calendars.of(List.of("230000", "230900")).isWorkingDay(day)).isFalse();
    assertThat(calendars.of(List.of("230900", "230921")).isWorkingDay(day)).isTrue();
    assertThat(calendars.of(List.of("230900")).addWorkingDays(day.minusDays(1), 1))
        .isEqualTo("2026-11-27");
  }

  @Test
  void a_released_notice_takes_the_place_of_its_year_at_once_and_of_days_it_exchanges_before_it() {
    var released = new TreeMap<Integer, List<CalendarRow>>();
    var edition = new AtomicLong();
    var calendars =
        new WorkingCalendars(
            ZONE,
            CalendarFile.national(Table.ofProduct("working-days.csv")),
            Map.of(),
            new AnnouncedYears() {
              @Override
              public long edition() {
                return edition.get();
              }

              @Override
              public Map<Integer, List<CalendarRow>> upTo(long no) {
                return released;
              }
            });
    var city = List.of("230900");
    var newYear = LocalDate.of(2027, 1, 1);
    assertThat(calendars.of(city).year(2027)).isEqualTo(YearStatus.PROVISIONAL);
    assertThat(calendars.of(city).isWorkingDay(LocalDate.of(2027, 2, 5))).isFalse();

    var notice =
        List.of(
            new CalendarRow(LocalDate.of(2026, 12, 26), true, "元旦调休上班", "通知", false),
            new CalendarRow(newYear, false, "元旦", "通知", false));
    assertThat(calendars.with(city, 2027, notice).year(2027)).isEqualTo(YearStatus.OFFICIAL);
    assertThat(calendars.of(city).edition()).isZero();
    released.put(2027, notice);
    edition.set(3);

    var now = calendars.of(city);
    assertThat(now.edition()).isEqualTo(3);
    assertThat(now.year(2027)).isEqualTo(YearStatus.OFFICIAL);
    assertThat(now.year(2026)).isEqualTo(YearStatus.OFFICIAL);
    assertThat(now.isWorkingDay(LocalDate.of(2026, 12, 26))).isTrue();
    assertThat(now.isWorkingDay(LocalDate.of(2026, 10, 10))).isTrue();
    assertThat(now.isWorkingDay(newYear)).isFalse();
    assertThat(now.isWorkingDay(LocalDate.of(2027, 2, 5))).isTrue();
    assertThat(calendars.rows(2027)).isEqualTo(notice);
  }

  @Test
  void nothing_is_counted_from_before_the_first_rules_or_backwards() {
    assertThatThrownBy(() -> Deadline.of(CITY, LocalDate.of(1949, 12, 31), Period.workingDays(1)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("calendar.fromOutOfRange");
              assertThat(refusal.field()).isEqualTo("from");
            });
    assertThatThrownBy(() -> new Period(1001, Period.Unit.WORKING)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new Period(0, Period.Unit.YEAR)).isInstanceOf(Refusal.class);
    var today = LocalDate.of(2026, 11, 26);
    assertThatThrownBy(() -> CITY.workingDaysBetween(today, today.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String why(List<CountedDay> days, int index) {
    return days.get(index).why().name();
  }
}
