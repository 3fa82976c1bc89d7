package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.calendar.Deadline;
import org.zhunru.calendar.LegalClock;
import org.zhunru.calendar.Standing;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.intake.Matter;

/**
 * A period of the law that runs, or ran, in a case.
 *
 * @param department code, for the opinion of a department, its expert review, its hearing or what
 *     it has asked the applicant for, also the lead office; else null, and the lead office's
 * @param startedOn day of the event, not counted
 * @param dueOn last day
 * @param dueAt first moment after it
 * @param sheet how the last day comes out by the calendar as it is now; of a clock that has ended
 *     it may say another day than {@code dueOn}, if the calendar changed since
 * @param value the period with its suspensions and its extension
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
    LegalClock value,
    @Nullable Standing standing,
    @Nullable Ended ended,
    Light light) {

  /** Whether it is for all who see the case; a department's own time is for officers. */
  public boolean isForEverybody() {
    return department == null
        || term == Matter.Term.HEARING_REQUEST
        || term == Matter.Term.HEARING
        || term == Matter.Term.OWN_HEARING
        || term.isApplicants();
  }

  /** What started it. */
  public enum Start {
    /** The filing, or its correction, was received. */
    RECEIVED,
    /** The filing was accepted. */
    ACCEPTED,
    /** Nothing was said of the filing in time: accepted from the day of receipt. */
    SILENCE,
    /** The department was called. */
    CALLED,
    /** The case was approved. */
    DECIDED,
    /** The department asked for experts. */
    EXPERTS_ASKED,
    /** The department has told of the right to a hearing. */
    HEARING_OFFERED,
    /** The department had a request for a hearing. */
    HEARING_REQUESTED,
    /** The department has announced that it holds a hearing itself. */
    HEARING_ANNOUNCED,
    /** The lead office or the department has asked the applicant for a correction. */
    CORRECTION_REQUESTED
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
    DECIDED,
    /** The applicant has the decision. */
    DELIVERED,
    /** The experts' conclusion was written down. */
    EXPERTS_CONCLUDED,
    /** The department does without experts. */
    EXPERTS_CANCELLED,
    /** Somebody has asked for the hearing. */
    HEARING_REQUESTED,
    /** Nobody has, in time. */
    HEARING_NOT_REQUESTED,
    HEARING_HELD,
    /** The request was withdrawn. */
    HEARING_WITHDRAWN,
    /** Nobody came. */
    HEARING_ABSENT,
    /** The applicant has filed the version that answers the request. */
    CORRECTED
  }

  public record Ended(End by, Instant at) {}

  /** How it stands; as in the layout's lights. */
  public enum Light {
    OK,
    /** No more counted days are left after today than {@link ClockSettings#nearDays} says. */
    NEAR,
    /** Not ended within its last day; also of one that has ended since. */
    LATE,
    /** Stands still, and the applicant was told. */
    PAUSED,
    /** Ended in time. */
    MET
  }
}
