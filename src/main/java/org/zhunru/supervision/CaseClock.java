package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.calendar.Deadline;
import org.zhunru.calendar.Standing;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.intake.Matter;

/**
 * A period of the law that runs, or ran, in a case.
 *
 * @param department code, for the opinion of a department; else null
 * @param startedOn day of the event, not counted
 * @param dueOn last day
 * @param dueAt first moment after it
 * @param sheet how the last day comes out by the calendar as it is now; of a clock that has ended
 *     it may say another day than {@code dueOn}, if the calendar changed since
 * @param standing null once it has ended
 * @param ended null while it runs
 */
public record CaseClock(
    UUID id,
    Matter.Term term,
    @Nullable String department,
    TimeLimit limit,
    LocalDate startedOn,
    Start startedBy,
    LocalDate dueOn,
    Instant dueAt,
    boolean provisional,
    Deadline sheet,
    @Nullable Standing standing,
    @Nullable Ended ended) {

  /** What started it. */
  public enum Start {
    /** The filing, or its correction, was received. */
    RECEIVED,
    /** The filing was accepted. */
    ACCEPTED,
    /** Nothing was said of the filing in time: accepted from the day of receipt. */
    SILENCE,
    /** The department was called. */
    CALLED
  }

  /** What ended it. */
  public enum End {
    ACCEPTED,
    CORRECTION,
    NOT_ACCEPTED,
    WITHDRAWN,
    OPINION,
    TRANSFERRED,
    /** Nobody waits for this department any more. */
    ROUND_CLOSED,
    DECIDED
  }

  public record Ended(End by, Instant at) {}

  /** How it stands; as in the layout's lights. */
  public enum Light {
    OK,
    /** One counted day is left after today, or none. */
    NEAR,
    /** Not ended within its last day; also of one that has ended since. */
    LATE,
    /** Ended in time. */
    MET
  }

  public Light light() {
    if (standing == null) {
      return ended != null && ended.at().isBefore(dueAt) ? Light.MET : Light.LATE;
    }
    if (standing.state() == Standing.State.LATE) {
      return Light.LATE;
    }
    return standing.days() <= 1 ? Light.NEAR : Light.OK;
  }
}
