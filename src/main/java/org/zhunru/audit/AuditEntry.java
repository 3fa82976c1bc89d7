package org.zhunru.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the record.
 *
 * @param act what was done, such as {@code review.signed}; words under {@code act.<act>}
 * @param details what else the words speak of, by name
 */
public record AuditEntry(
    long id,
    Instant at,
    @Nullable UUID caseId,
    String act,
    Who who,
    Audience audience,
    Map<String, String> details) {
  public AuditEntry {
    details = Map.copyOf(details);
  }
}
