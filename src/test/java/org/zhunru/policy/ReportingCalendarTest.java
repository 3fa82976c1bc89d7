package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days of the reporting calendar, row by row. */
class ReportingCalendarTest {
  private final ReportingCalendar calendar = new ReportingCalendar();

  /** Of each row: a year it speaks of, and its days; a hyphen where the rule gives no date. */
  @ParameterizedTest
  @CsvSource({
    "RC-01, 2017, P 2017-05-30",
    "RC-02, 2017, P 2017-05-31",
    "RC-03, 2017, P -",
    "RC-04, 2017, P 2017-06-30",
    "RC-05, 2017, P -",
    "RC-06, 2017, P 2017-10-31",
    "RC-07, 2017, P -",
    "RC-08, 2018, P 2018-11-30",
    "RC-09, 2018, P -",
    "RC-10, 2026, M01 -;M02 -;M03 -;M04 -;M05 -;M06 -;M07 -;M08 -;M09 -;M10 -;M11 -;M12 -",
    "RC-11, 2026, Y -",
    "RC-12, 2017, Q2 2017-06-15",
    "RC-13, 2017, Q3 2017-09-15",
    "RC-14, 2017, Q4 2017-12-15",
    "RC-15, 2017, Y 2017-12-05",
    "RC-16, 2018, Q1 2018-03-15",
    "RC-17, 2018, Q2 2018-06-15",
    "RC-18, 2018, Q3 2018-09-15",
    "RC-19, 2018, Q4 2018-12-15",
    "RC-20, 2018, Y 2018-12-05",
    "RC-21, 2026, Y -",
    "RC-22, 2026, Q1 -;Q2 -;Q3 -;Q4 -",
    "RC-23, 2026, Y -",
    "RC-24, 2026, Y -",
    "RC-25, 2026, Y -",
    "RC-26, 2026, Y -",
    "RC-27, 2026, Y -",
    "RC-28, 2026, Q1 -;Q2 -;Q3 -;Q4 -",
    "RC-29, 2026, H1 -;H2 -",
    "RC-30, 2026, Q1 2026-04-15;Q2 2026-07-15;Q3 2026-10-15;Q4 2027-01-15;Y 2027-01-31",
    "RC-31, 2026, Y -",
  })
  void each_row_gives_the_days_its_words_give(String id, int year, String days) {
    var rule = calendar.rules().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    assertThat(
            rule.of(year).stream()
                .map(d -> d.period() + " " + (d.due() == null ? "-" : d.due()))
                .collect(Collectors.joining(";")))
        .isEqualTo(days);
  }

  @Test
  void every_row_has_its_source_and_none_is_left_out() {
    assertThat(calendar.rules()).hasSize(31).allSatisfy(r -> assertThat(r.source()).isNotBlank());
    assertThat(calendar.rules().stream().map(ReportingCalendar.Rule::id)).doesNotHaveDuplicates();
  }

  @Test
  void a_day_stays_where_it_is_on_a_day_off() {
    assertThat(calendar.find("RC-20", 2026, "Y").orElseThrow().due())
        .isEqualTo(LocalDate.of(2026, 12, 5)); // a Saturday
  }

  @Test
  void years_the_document_does_not_name_and_what_was_recalled_are_to_be_checked() {
    assertThat(calendar.find("RC-16", 2018, "Q1").orElseThrow().doubtful()).isFalse();
    assertThat(calendar.find("RC-16", 2019, "Q1").orElseThrow().doubtful()).isTrue();
    assertThat(calendar.find("RC-30", 2026, "Q1").orElseThrow().doubtful()).isTrue();
    assertThat(calendar.find("RC-28", 2026, "Q1").orElseThrow().doubtful()).isFalse();
  }

  @Test
  void nothing_is_owed_before_its_document_nor_after_a_phase_of_it() {
    assertThat(calendar.find("RC-16", 2017, "Q1")).isEmpty();
    assertThat(calendar.find("RC-01", 2018, "P")).isEmpty();
    assertThat(calendar.find("RC-10", 2016, "M01")).isEmpty();
    assertThat(calendar.find("RC-12", 2018, "Q2")).isEmpty();
    assertThat(calendar.find("RC-16", 2026, "Q2")).isEmpty();
  }

  @Test
  void it_is_late_from_the_day_after() {
    var duty = calendar.find("RC-19", 2018, "Q4").orElseThrow();
    assertThat(duty.isLate(LocalDate.of(2018, 12, 15))).isFalse();
    assertThat(duty.isLate(LocalDate.of(2018, 12, 16))).isTrue();
    assertThat(calendar.find("RC-11", 2018, "Y").orElseThrow().isLate(LocalDate.of(2030, 1, 1)))
        .isFalse();
  }

  @Test
  void reports_of_enterprises_are_never_called_late() {
    assertThat(calendar.rules().stream().filter(r -> !r.ours()).map(ReportingCalendar.Rule::id))
        .containsExactly("RC-23", "RC-24", "RC-25", "RC-26", "RC-28", "RC-29", "RC-30", "RC-31");
    assertThat(calendar.find("RC-30", 2018, "Q1").orElseThrow().isLate(LocalDate.of(2030, 1, 1)))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "RC-10, M02, 2024-02-01, 2024-02-29",
    "RC-16, Q1, 2024-01-01, 2024-03-31",
    "RC-19, Q4, 2024-10-01, 2024-12-31",
    "RC-29, H2, 2024-07-01, 2024-12-31",
    "RC-20, Y, 2024-01-01, 2024-12-31",
  })
  void a_period_has_its_first_and_last_day(String id, String period, LocalDate from, LocalDate to) {
    var duty = calendar.find(id, 2024, period).orElseThrow();
    assertThat(duty.from()).isEqualTo(from);
    assertThat(duty.to()).isEqualTo(to);
  }
}
