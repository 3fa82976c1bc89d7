package org.zhunru.notices;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseId;

/**
 * A person was told of something.
 *
 * @param caseId null if it is about no case
 * @param number of the case; empty if it has none, or if {@code visible} is false
 * @param project its name, likewise
 * @param details codes and days for its words
 * @param visible whether the person may still see what it is about
 */
public record Notice(
    UUID id,
    Kind kind,
    @Nullable CaseId caseId,
    String number,
    String project,
    Map<String, String> details,
    Instant at,
    boolean read,
    boolean visible) {

  public Notice {
    details = Map.copyOf(details);
  }

  /** Where to look, as a path of this server; empty if there is nothing the person may see. */
  public String href() {
    return visible ? kind.path(caseId, details) : "";
  }
}
