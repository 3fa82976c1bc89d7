package org.zhunru.intake;

import java.util.Set;
import org.zhunru.identity.Actor;

/**
 * A corrected version was filed during review.
 *
 * @param version number of the new version
 * @param departments codes of the departments that had asked
 */
public record CorrectionAnswered(CaseId caseId, int version, Set<String> departments, Actor by) {
  public CorrectionAnswered {
    departments = Set.copyOf(departments);
  }
}
