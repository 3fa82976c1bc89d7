package org.zhunru.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line was added to the log. Published in the transaction of the act itself.
 *
 * @param id of the line
 * @param caseId null if it is about no case
 * @param audience who may read the line
 */
public record Recorded(
    long id,
    @Nullable UUID caseId,
    String act,
    Who who,
    Audience audience,
    Map<String, String> details) {
  public Recorded {
    details = Map.copyOf(details);
  }

  /** Lines that were added at once, in their order; none of them is published alone. */
  public record Together(List<Recorded> lines) {
    public Together {
      lines = List.copyOf(lines);
    }
  }
}
