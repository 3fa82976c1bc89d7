package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;

/**
 * Somebody is told of a time limit.
 *
 * @param department whose opinion the limit is for; null if it is the lead office's
 * @param toDepartment whose seat is told; null for supervisors
 * @param toSeat null for supervisors
 * @param open whether the limit is still running
 * @param seen whether the reader has seen it
 */
public record ClockNotice(
    UUID id,
    CaseId caseId,
    String number,
    String project,
    Matter.Term term,
    @Nullable String department,
    LocalDate dueOn,
    Kind kind,
    @Nullable String toDepartment,
    @Nullable SeatKind toSeat,
    Instant at,
    boolean open,
    boolean seen) {

  /** What of. */
  public enum Kind {
    /** The last day is near. */
    NEAR,
    /** The last day is over: the reader shall see to it. */
    LATE,
    /** Nobody can fill the seat that should be told. */
    EMPTY_SEAT
  }
}
