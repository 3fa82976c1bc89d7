package org.zhunru.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of how work went from hand to hand.
 *
 * @param byName who did it; for what the program released, whose it was
 * @param forName the holder of the seat, where a deputy acted; null otherwise
 * @param toName who has it now; null unless reassigned
 * @param reason as typed, may be empty; {@link #SEAT_LOST} if the program released it
 */
public record Note(
    Instant at,
    String byName,
    @Nullable String forName,
    Act act,
    @Nullable String toName,
    String reason) {
  /** Reason of the program: who had it can no longer do it. */
  public static final String SEAT_LOST = "SEAT_LOST";

  /** What was done with it. */
  public enum Act {
    CLAIMED,
    RELEASED,
    REASSIGNED
  }
}
