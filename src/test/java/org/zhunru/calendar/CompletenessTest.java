package org.zhunru.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhunru.policy.PoliciesOf;

/** Received on Friday 2026-11-20: the list can be given until Friday the 27th. */
class CompletenessTest {
  private static final WorkingCalendar CITY =
      WorkingCalendars.national(WorkingCalendarTest.ZONE).of(List.of("230900"));
  private static final TimeLimits LIMITS = PoliciesOf.timeLimits();
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 27);
  private final Completeness filing = Completeness.received(LocalDate.of(2026, 11, 20));

  @Test
  void the_list_can_be_given_on_the_fifth_working_day() {
    var asked = filing.listGiven(LAST_DAY, LIMITS, CITY);

    assertThat(filing.deadline(LIMITS, CITY).due()).isEqualTo(LAST_DAY);
    assertThat(asked.outcome(LAST_DAY.plusYears(1), LIMITS, CITY))
        .isEqualTo(Completeness.Outcome.CORRECTION);
  }

  @Test
  void silence_is_acceptance_and_the_list_then_comes_too_late() {
    assertThat(filing.outcome(LAST_DAY, LIMITS, CITY)).isEqualTo(Completeness.Outcome.OPEN);
    assertThat(filing.outcome(LAST_DAY.plusDays(1), LIMITS, CITY))
        .isEqualTo(Completeness.Outcome.ACCEPTED_BY_SILENCE);
    LegalClockTest.refused(
        "calendar.correctionTooLate", () -> filing.listGiven(LAST_DAY.plusDays(1), LIMITS, CITY));
  }

  @Test
  void the_list_is_given_once_and_not_before_receipt() {
    var asked = filing.listGiven(filing.receivedOn(), LIMITS, CITY);

    LegalClockTest.refused(
        "calendar.correctionTwice", () -> asked.listGiven(LAST_DAY, LIMITS, CITY));
    LegalClockTest.refused(
        "calendar.correctionBeforeReceipt",
        () -> filing.listGiven(filing.receivedOn().minusDays(1), LIMITS, CITY));
  }
}
