package org.zhunru.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A seat lent to a deputy for a period.
 *
 * @param delegator whose seat it is
 * @param deputy who fills it
 * @param fromDate first day, counts
 * @param toDate last day, counts
 * @param endedAt when it was ended before its time; null if it was not
 */
public record Delegation(
    UUID id,
    UUID delegator,
    String delegatorName,
    UUID deputy,
    String deputyName,
    Seat seat,
    LocalDate fromDate,
    LocalDate toDate,
    String reason,
    @Nullable Instant endedAt) {

  /** Whether it counts on that day. */
  public boolean inForce(LocalDate on) {
    return endedAt == null && !on.isBefore(fromDate) && !on.isAfter(toDate);
  }

  /** Whether it counts on that day or will later. */
  public boolean open(LocalDate on) {
    return endedAt == null && !on.isAfter(toDate);
  }
}
