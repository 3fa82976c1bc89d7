package org.zhunru.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An expert review that a department asked for.
 *
 * @param question what the experts are to look at
 * @param days working days it was said to take; null of those asked for before that was asked
 * @param experts names and employers, one a line; null until the conclusion is there
 * @param dissent what a minority said; empty if nobody did, null until the conclusion is there
 * @param heldOn the day of the meeting
 */
public record ExpertReview(
    UUID id,
    String department,
    String askedByName,
    String question,
    Instant askedAt,
    @Nullable Integer days,
    @Nullable String experts,
    @Nullable String conclusion,
    @Nullable String dissent,
    @Nullable LocalDate heldOn,
    @Nullable Instant concludedAt,
    @Nullable Instant cancelledAt,
    @Nullable String cancelReason) {

  /** Whether the conclusion is still awaited. */
  public boolean isOpen() {
    return concludedAt == null && cancelledAt == null;
  }
}
