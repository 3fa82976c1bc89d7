package org.zhunru.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.calendar.WorkingCalendars;

/** When a person is left alone, and when the mail of a day goes out. */
class QuietTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final WorkingCalendar CALENDAR = WorkingCalendars.national(ZONE).of(List.of());

  @ParameterizedTest
  @CsvSource({
    // a working day: quiet from 20:00, not at 08:00
    "2026-09-29T19:59, 2026-09-29T19:59",
    "2026-09-29T20:00, 2026-09-30T08:00",
    "2026-09-30T07:59, 2026-09-30T08:00",
    "2026-09-30T08:00, 2026-09-30T08:00",
    // over the national day holiday: 1 to 7 October are off, the 8th is not
    "2026-09-30T21:00, 2026-10-08T08:00",
    "2026-10-03T12:00, 2026-10-08T08:00",
    "2026-10-08T07:00, 2026-10-08T08:00",
    // 10 October is a Saturday that is worked; the Sunday after it is off
    "2026-10-09T20:00, 2026-10-10T08:00",
    "2026-10-10T12:00, 2026-10-10T12:00",
    "2026-10-10T20:00, 2026-10-12T08:00"
  })
  void usual(String now, String allowed) {
    assertThat(Contact.USUAL.allowed(at(now), CALENDAR)).isEqualTo(at(allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "12:00, 13:30, false, 2026-10-03T12:30, 2026-10-03T13:30",
    "12:00, 13:30, false, 2026-10-03T13:30, 2026-10-03T13:30",
    "00:00, 00:00, false, 2026-10-03T03:00, 2026-10-03T03:00",
    "00:00, 00:00, true, 2026-10-03T03:00, 2026-10-08T00:00",
    "22:00, 06:00, false, 2026-10-03T23:00, 2026-10-04T06:00"
  })
  void chosen(LocalTime from, LocalTime to, boolean days, String now, String allowed) {
    assertThat(new Quiet(from, to, days).allowed(at(now), CALENDAR)).isEqualTo(at(allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-30T08:59, 2026-09-30T09:00",
    "2026-09-30T09:00, 2026-10-08T09:00",
    "2026-10-09T18:00, 2026-10-10T09:00",
    "2026-10-10T10:00, 2026-10-12T09:00"
  })
  void one_mail_a_working_day(String now, String next) {
    assertThat(contact(true).next(Channel.Name.MAIL, at(now), CALENDAR)).isEqualTo(at(next));
  }

  @Test
  void sms_knows_no_digest_and_an_unconfirmed_address_is_none() {
    var contact = contact(false);
    assertThat(contact.next(Channel.Name.SMS, at("2026-09-30T10:00"), CALENDAR))
        .isEqualTo(at("2026-09-30T10:00"));
    assertThat(contact.address(Channel.Name.MAIL)).isNull();
    assertThat(contact.address(Channel.Name.SMS)).isEqualTo("13800000000");
  }

  private static Contact contact(boolean verified) {
    return new Contact(
        UUID.randomUUID(),
        "a@b.cn",
        verified,
        null,
        "13800000000",
        LocalTime.of(9, 0),
        Contact.USUAL,
        Locale.CHINESE);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }
}
