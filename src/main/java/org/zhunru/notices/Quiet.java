package org.zhunru.notices;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.zhunru.calendar.WorkingCalendar;

/**
 * When a person is left alone.
 *
 * @param from first moment of every day that is quiet; the same as {@code to} if none is
 * @param to first moment that is not; before {@code from} if the quiet goes over midnight
 * @param days whether days off are quiet as a whole; make-up working days are not
 */
public record Quiet(LocalTime from, LocalTime to, boolean days) {

  /** The first moment not before {@code now} that is not quiet, by that calendar. */
  public Instant allowed(Instant now, WorkingCalendar calendar) {
    var moment = now.atZone(calendar.zone());
    while (true) {
      var next = after(moment, calendar);
      if (next.equals(moment)) {
        return moment.toInstant();
      }
      moment = next;
    }
  }

  private ZonedDateTime after(ZonedDateTime moment, WorkingCalendar calendar) {
    var day = moment.toLocalDate();
    if (days && !calendar.isWorkingDay(day)) {
      return day.plusDays(1).atStartOfDay(calendar.zone());
    }
    if (!holds(moment.toLocalTime())) {
      return moment;
    }
    return moment.toLocalTime().isBefore(to)
        ? day.atTime(to).atZone(calendar.zone())
        : day.plusDays(1).atStartOfDay(calendar.zone());
  }

  /** Whether that time of a working day is quiet. */
  boolean holds(LocalTime time) {
    if (from.isBefore(to)) {
      return !time.isBefore(from) && time.isBefore(to);
    }
    return to.isBefore(from) && (!time.isBefore(from) || time.isBefore(to));
  }
}
