package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.calendar.WorkingCalendars;

/** When lights turn and who is told when is the city's own choice, within reason. */
class ClockSettingsTest {
  private static final WorkingCalendar CALENDAR =
      WorkingCalendars.national(ZoneId.of("Asia/Shanghai")).of(List.of());

  @Test
  void near_and_the_ladder_are_counted_in_working_days_as_set() {
    var settings = new ClockSettings(3, List.of(1, 1, 2, 5, 10), 60);
    var due = LocalDate.of(2026, 9, 30);
    var ladder = Ladder.of("yjj", settings);

    assertThat(ladder)
        .extracting(rung -> rung.at(due, CALENDAR).atZone(CALENDAR.zone()).toLocalDate())
        .containsExactly(
            LocalDate.of(2026, 9, 24),
            LocalDate.of(2026, 10, 9),
            LocalDate.of(2026, 10, 9),
            LocalDate.of(2026, 10, 10),
            LocalDate.of(2026, 10, 14),
            LocalDate.of(2026, 10, 21));
    assertThat(Ladder.ofAnswer("yjj", settings).get(3).at(due, CALENDAR))
        .isEqualTo(ladder.get(3).at(due, CALENDAR));
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new ClockSettings(-1, List.of(0, 1, 2, 3, 4), 60))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClockSettings(1, List.of(0, 2, 1, 3, 4), 60))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClockSettings(1, List.of(0, 1), 60))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClockSettings(1, List.of(0, 1, 2, 3, 4), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
