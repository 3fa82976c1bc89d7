package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Matter;

/** Who is told of a time limit, one after the other. Being told decides nothing. */
final class Ladder {

  /**
   * @param days working days: before the last day if near, else whole ones after it
   * @param seat null for supervisors and applicants
   */
  record Rung(boolean near, int days, To to, @Nullable String department, @Nullable SeatKind seat) {

    /** The first moment of it. */
    Instant at(LocalDate due, WorkingCalendar calendar) {
      var day =
          near
              ? calendar.addWorkingDays(due, -days)
              : calendar.addWorkingDays(due, days).plusDays(1);
      return day.atStartOfDay(calendar.zone()).toInstant();
    }

    @Nullable String role() {
      return to == To.SUPERVISOR ? Role.SUPERVISOR : null;
    }
  }

  /** Who. */
  enum To {
    HANDLER,
    REVIEWER,
    HEAD,
    LEAD,
    SUPERVISOR,
    APPLICANT,
    /** Who has asked the applicant for something, and has to know that it did not come in time. */
    ASKER
  }

  private Ladder() {}

  /**
   * @param department whose opinion the limit is for, or who asked for what is due; null if it is
   *     the lead office's
   */
  static List<Rung> of(Matter.Term term, @Nullable String department, ClockSettings settings) {
    return term.isApplicants()
        ? ofApplicant(Objects.requireNonNull(department), settings)
        : of(department, settings);
  }

  /**
   * For what the applicant was asked for: nobody but the applicant is urged, and the head of who
   * asked is told once that it is late, so that a person decides what to do.
   */
  private static List<Rung> ofApplicant(String asker, ClockSettings settings) {
    int late = settings.urgeAfterDays().get(0);
    return List.of(
        new Rung(true, settings.nearDays(), To.APPLICANT, null, null),
        new Rung(false, late, To.APPLICANT, null, null),
        new Rung(false, late, To.ASKER, asker, SeatKind.HEAD));
  }

  /**
   * @param department whose opinion or hearing the limit is for; null if it is the lead office's,
   *     which can be named as well
   */
  static List<Rung> of(@Nullable String department, ClockSettings settings) {
    var days = settings.urgeAfterDays();
    var rungs = new ArrayList<Rung>();
    if (department == null || department.equals(Actor.LEAD_OFFICE)) {
      rungs.add(lead(true, settings.nearDays()));
      rungs.add(lead(false, days.get(0)));
      rungs.add(new Rung(false, days.get(1), To.SUPERVISOR, null, null));
      return rungs;
    }
    rungs.add(new Rung(true, settings.nearDays(), To.HANDLER, department, SeatKind.HANDLER));
    rungs.add(new Rung(false, days.get(0), To.HANDLER, department, SeatKind.HANDLER));
    rungs.add(new Rung(false, days.get(1), To.REVIEWER, department, SeatKind.REVIEWER));
    rungs.add(new Rung(false, days.get(2), To.HEAD, department, SeatKind.HEAD));
    rungs.add(lead(false, days.get(3)));
    rungs.add(new Rung(false, days.get(4), To.SUPERVISOR, null, null));
    return rungs;
  }

  /** For the answer of a department whose veto is being reconsidered, which is its head's. */
  static List<Rung> ofAnswer(String department, ClockSettings settings) {
    var days = settings.urgeAfterDays();
    return List.of(
        new Rung(true, settings.nearDays(), To.HEAD, department, SeatKind.HEAD),
        new Rung(false, days.get(0), To.HEAD, department, SeatKind.HEAD),
        lead(false, days.get(1)),
        new Rung(false, days.get(2), To.SUPERVISOR, null, null));
  }

  /** For what the head of a department owes alone: a reply to a letter, a conclusion. */
  static List<Rung> ofHead(String department, ClockSettings settings) {
    var days = settings.urgeAfterDays();
    return List.of(
        new Rung(true, settings.nearDays(), To.HEAD, department, SeatKind.HEAD),
        new Rung(false, days.get(0), To.HEAD, department, SeatKind.HEAD),
        new Rung(false, days.get(1), To.SUPERVISOR, null, null));
  }

  /**
   * The rungs whose moment has come, by their place in the ladder. After a downtime that is all of
   * them, but not that the day is near when it has passed.
   */
  static List<Integer> passed(
      List<Rung> ladder, LocalDate due, WorkingCalendar calendar, Instant now) {
    var passed = new ArrayList<Integer>();
    for (int no = 0; no < ladder.size(); no++) {
      boolean overtaken =
          ladder.get(no).near() && !ladder.get(no + 1).at(due, calendar).isAfter(now);
      if (!overtaken && !ladder.get(no).at(due, calendar).isAfter(now)) {
        passed.add(no);
      }
    }
    return passed;
  }

  private static Rung lead(boolean near, int days) {
    return new Rung(near, days, To.LEAD, Actor.LEAD_OFFICE, SeatKind.HEAD);
  }
}
