package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;

/**
 * Somebody is told of a time limit, of a day of a reconsideration, or of a seat that nobody fills.
 *
 * @param term null unless it is of a time limit
 * @param reconsideration null unless it is of one
 * @param department whose opinion the limit is for, null if it is the lead office's; whose veto is
 *     reconsidered; whose seat nobody fills
 * @param vacant the seat that nobody fills; null unless it is of one
 * @param dueOn null if it is of a seat
 * @param toDepartment whose seat is told; null for supervisors
 * @param toSeat null for supervisors
 * @param open whether the limit or the reconsideration still runs, or still nobody fills the seat
 * @param seen whether the reader has seen it
 */
public record ClockNotice(
    UUID id,
    CaseId caseId,
    String number,
    String project,
    Matter.@Nullable Term term,
    @Nullable UUID reconsideration,
    @Nullable String department,
    @Nullable SeatKind vacant,
    @Nullable LocalDate dueOn,
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
    EMPTY_SEAT,
    /** Work waits for a seat that nobody can fill. */
    VACANT
  }
}
