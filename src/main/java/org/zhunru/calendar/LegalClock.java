package org.zhunru.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;

/**
 * A period of the law that runs: a value, each change makes a new one. What happens when it ends is
 * not its matter; it never decides anything.
 *
 * @param limit what, and by which statute
 * @param startedOn day of the event that started it, not counted
 * @param suspensions in the order of their days, none overlapping another
 * @param extension null if there is none
 */
public record LegalClock(
    TimeLimit limit,
    LocalDate startedOn,
    List<Suspension> suspensions,
    @Nullable Extension extension) {

  /** Periods that 行政许可法 has elsewhere: to say what a filing lacks, to ask for and hold hearings. */
  private static final Set<String> OUTSIDE = Set.of(Completeness.LIMIT, "TL-GL-09", "TL-GL-10");

  public LegalClock {
    suspensions = List.copyOf(suspensions);
  }

  /**
   * @throws Refusal {@code calendar.limitWithoutPeriod} for what is not counted at all, {@code
   *     calendar.limitUncertain} for a limit whose source is unknown, {@code
   *     calendar.limitBackwards} for one that is counted back from its event
   */
  public static LegalClock start(TimeLimit limit, LocalDate startedOn) {
    if (limit.period() == null) {
      throw Refusal.conflict("calendar.limitWithoutPeriod", limit.step());
    }
    if (limit.confidence().equals("unknown")) {
      throw Refusal.conflict("calendar.limitUncertain", limit.step());
    }
    if (limit.backwards()) {
      throw Refusal.conflict("calendar.limitBackwards", limit.step());
    }
    return new LegalClock(limit, startedOn, List.of(), null);
  }

  /**
   * @param today in the calendar's zone
   * @throws Refusal {@code calendar.suspensionNotByLaw} (the law does not stop this period for that
   *     cause), {@code .suspensionWithoutReason}, {@code .suspensionReversed}, {@code
   *     .suspensionInFuture}, {@code .suspensionBeforeStart}, {@code .suspensionOverlaps} or {@code
   *     .suspensionTooLate} (it begins after the last day)
   */
  public LegalClock suspend(Suspension suspension, WorkingCalendar calendar, LocalDate today) {
    var from = suspension.from();
    var to = suspension.to();
    var cause = suspension.cause();
    if (!mayStandStillFor(cause)) {
      throw Refusal.conflict("calendar.suspensionNotByLaw", cause.step(), limit.step());
    }
    if (suspension.reason().isBlank()) {
      throw Refusal.invalid("calendar.suspensionWithoutReason", "reason");
    }
    if (to != null && to.isBefore(from)) {
      throw Refusal.invalid("calendar.suspensionReversed", "to", from, to);
    }
    notAfter(today, "from", from);
    if (to != null) {
      notAfter(today, "to", to);
    }
    if (suspension.notice() != null) {
      notAfter(today, "notice", suspension.notice().givenOn());
    }
    if (from.isBefore(startedOn)) {
      throw Refusal.invalid("calendar.suspensionBeforeStart", "from", from, startedOn);
    }
    for (var other : suspensions) {
      if (suspension.overlaps(other)) {
        throw Refusal.conflict("calendar.suspensionOverlaps", from, other.from());
      }
    }
    var due = deadline(calendar, today).due();
    if (from.isAfter(due)) {
      throw Refusal.conflict("calendar.suspensionTooLate", from, due);
    }
    var all = new ArrayList<>(suspensions);
    all.add(suspension);
    all.sort((a, b) -> a.from().compareTo(b.from()));
    return new LegalClock(limit, startedOn, all, extension);
  }

  /**
   * Whether the law leaves what {@code cause} says out of this period. 行政许可法 45 does so for the
   * periods of its section (42 to 45), not for telling what a filing lacks (32), nor for hearings
   * (47) or the procedure itself.
   */
  public boolean mayStandStillFor(TimeLimit cause) {
    return cause.period() == null
        && !limit.id().equals(cause.id())
        && !OUTSIDE.contains(limit.id())
        && !limit.id().isEmpty()
        && List.of(TimeLimit.GENERAL, limit.process()).contains(cause.process());
  }

  /**
   * Ends the suspension that lasts.
   *
   * @param lastDay its last day
   * @throws Refusal {@code calendar.notSuspended}, {@code .suspensionReversed} or {@code
   *     .suspensionInFuture}
   */
  public LegalClock resume(LocalDate lastDay, LocalDate today) {
    var lasting = lasting();
    if (lastDay.isBefore(lasting.from())) {
      throw Refusal.invalid("calendar.suspensionReversed", "to", lasting.from(), lastDay);
    }
    notAfter(today, "to", lastDay);
    return with(lasting, lasting.endedOn(lastDay));
  }

  /**
   * The applicant was told of the suspension that lasts; from that day on the period stands still.
   *
   * @throws Refusal {@code calendar.notSuspended}, {@code .noticeTwice} or {@code
   *     .suspensionInFuture}
   */
  public LegalClock told(Suspension.Notice notice, LocalDate today) {
    var lasting = lasting();
    if (lasting.notice() != null) {
      throw Refusal.conflict("calendar.noticeTwice", lasting.notice().givenOn());
    }
    notAfter(today, "notice", notice.givenOn());
    return with(lasting, lasting.told(notice));
  }

  /**
   * @throws Refusal {@code calendar.extensionUnknown} (the law has none for this period), {@code
   *     .extensionTwice}, {@code .extensionByOther}, {@code .extensionOutOfRange}, {@code
   *     .extensionWithoutReason}, {@code .extensionUntold} or {@code .extensionTooLate}
   */
  public LegalClock extend(Extension granted, TimeLimits limits, WorkingCalendar calendar) {
    var rule =
        limits
            .extensionOf(limit)
            .orElseThrow(() -> Refusal.conflict("calendar.extensionUnknown", limit.step()));
    var longest = rule.period();
    if (longest == null || limit.period() == null || longest.unit() != limit.period().unit()) {
      throw new IllegalStateException(rule.id() + " does not extend in the unit of " + limit.id());
    }
    if (extension != null) {
      throw Refusal.conflict("calendar.extensionTwice", extension.grantedOn());
    }
    if (granted.by() != rule.grantedBy()) {
      throw Refusal.forbidden("calendar.extensionByOther", rule.step());
    }
    if (granted.amount() < 1 || granted.amount() > longest.amount()) {
      throw Refusal.invalid("calendar.extensionOutOfRange", "days", longest.amount());
    }
    if (granted.reason().isBlank()) {
      throw Refusal.invalid("calendar.extensionWithoutReason", "reason");
    }
    if (!granted.applicantTold()) {
      throw Refusal.invalid("calendar.extensionUntold", null);
    }
    var due = deadline(calendar, granted.grantedOn()).due();
    if (granted.grantedOn().isAfter(due)) {
      throw Refusal.conflict("calendar.extensionTooLate", granted.grantedOn(), due);
    }
    return new LegalClock(limit, startedOn, suspensions, granted);
  }

  /**
   * When it ends. While a suspension with notice lasts, that is the earliest day it can end: as if
   * it were over with {@code today}.
   *
   * @param today in the calendar's zone
   */
  public Deadline deadline(WorkingCalendar calendar, LocalDate today) {
    var base = limit.period();
    if (base == null) {
      throw new IllegalStateException(limit.id() + " has no period");
    }
    var whole =
        extension == null ? base : new Period(base.amount() + extension.amount(), base.unit());
    return Deadline.of(
        calendar,
        startedOn,
        whole,
        day -> suspensions.stream().anyMatch(s -> s.stops(day) && stopsKnown(s, day, today)));
  }

  /**
   * How long it had run by the end of a day: working days, or days if it is counted in days, months
   * or years; without those on which it stood still. The day of the start is none.
   *
   * @param day not before the start
   */
  public int used(LocalDate day, WorkingCalendar calendar) {
    boolean working = limit.period() != null && limit.period().unit() == Period.Unit.WORKING;
    return (int)
        startedOn
            .plusDays(1)
            .datesUntil(day.plusDays(1))
            .filter(d -> !working || calendar.isWorkingDay(d))
            .filter(d -> !stands(d))
            .count();
  }

  /** How it stands at {@code now}. */
  public Standing standing(WorkingCalendar calendar, Instant now) {
    var today = LocalDate.ofInstant(now, calendar.zone());
    var deadline = deadline(calendar, today);
    if (today.isAfter(deadline.due())) {
      return new Standing(
          Standing.State.LATE, calendar.workingDaysBetween(deadline.due(), today), Duration.ZERO);
    }
    int after = 0;
    boolean todayCounts = false;
    for (var day : deadline.days()) {
      if (day.counted() && day.date().isAfter(today)) {
        after++;
      }
      todayCounts |= day.counted() && day.date().equals(today);
    }
    if (stands(today)) {
      return new Standing(Standing.State.SUSPENDED, after, Duration.ZERO);
    }
    var left =
        todayCounts
            ? Duration.between(now, today.plusDays(1).atStartOfDay(calendar.zone()).toInstant())
            : Duration.ZERO;
    return left.toDays() == 1
        ? new Standing(Standing.State.RUNNING, after + 1, Duration.ZERO)
        : new Standing(Standing.State.RUNNING, after, left);
  }

  private boolean stands(LocalDate day) {
    return suspensions.stream().anyMatch(s -> s.stops(day));
  }

  /** How long a suspension will last that has no end yet is not known beyond today. */
  private static boolean stopsKnown(Suspension suspension, LocalDate day, LocalDate today) {
    return suspension.to() != null || !day.isAfter(today);
  }

  private Suspension lasting() {
    return suspensions.stream()
        .filter(s -> s.to() == null)
        .findFirst()
        .orElseThrow(() -> Refusal.conflict("calendar.notSuspended"));
  }

  private LegalClock with(Suspension before, Suspension after) {
    return new LegalClock(
        limit,
        startedOn,
        suspensions.stream().map(s -> s.equals(before) ? after : s).toList(),
        extension);
  }

  private static void notAfter(LocalDate today, String field, LocalDate date) {
    if (date.isAfter(today)) {
      throw Refusal.invalid("calendar.suspensionInFuture", field, date, today);
    }
  }
}
