package org.zhunru.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Open work of a case, and who can do it.
 *
 * @param holders everybody who can do it today; empty is an alarm, since the case stands still
 */
public record Waiting(WorkRow work, List<Holder> holders) {
  public Waiting {
    holders = List.copyOf(holders);
  }

  /**
   * Somebody who can do it.
   *
   * @param forName whose seat they fill as a deputy; null if their own
   */
  public record Holder(UUID accountId, String name, @Nullable String forName) {}

  /** Whether nobody can do it. */
  public boolean nobody() {
    return holders.isEmpty();
  }
}
