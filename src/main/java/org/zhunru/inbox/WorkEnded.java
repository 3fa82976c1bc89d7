package org.zhunru.inbox;

import java.util.List;
import java.util.UUID;

/**
 * Work was done, or nobody needs to do it any more. Published in the transaction that ended it.
 *
 * @param items at least one
 */
public record WorkEnded(List<UUID> items) {
  public WorkEnded {
    items = List.copyOf(items);
  }
}
