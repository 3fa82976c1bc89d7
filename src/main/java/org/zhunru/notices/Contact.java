package org.zhunru.notices;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.calendar.WorkingCalendar;

/**
 * How a person is reached outside of the program.
 *
 * @param mail null if there is none
 * @param verified whether the code sent there came back
 * @param codeUntil until when a code is waited for; null if none is
 * @param phone eleven digits; null if there is none
 * @param digestAt time of every working day at which mail is sent in one; null: at once
 */
public record Contact(
    UUID account,
    @Nullable String mail,
    boolean verified,
    @Nullable Instant codeUntil,
    @Nullable String phone,
    @Nullable LocalTime digestAt,
    Quiet quiet,
    Locale locale) {

  static final Quiet USUAL = new Quiet(LocalTime.of(20, 0), LocalTime.of(8, 0), true);

  static Contact none(UUID account) {
    return new Contact(account, null, false, null, null, null, USUAL, Locale.CHINESE);
  }

  /** Where the channel reaches the person; null if it doesn't. */
  @Nullable String address(Channel.Name channel) {
    return channel == Channel.Name.SMS ? phone : verified ? mail : null;
  }

  /** The first moment after {@code now} at which the channel may be used for what happened now. */
  Instant next(Channel.Name channel, Instant now, WorkingCalendar calendar) {
    var digest = digestAt;
    if (channel == Channel.Name.SMS || digest == null) {
      return quiet.allowed(now, calendar);
    }
    var here = now.atZone(calendar.zone());
    var day = here.toLocalDate();
    if (!here.toLocalTime().isBefore(digest) || !calendar.isWorkingDay(day)) {
      day = calendar.nextWorkingDay(day);
    }
    return day.atTime(digest).atZone(calendar.zone()).toInstant();
  }
}
