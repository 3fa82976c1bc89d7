package org.zhunru.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the lead office is about to decide.
 *
 * @param reasons why; for a refusal with the legal basis (行政许可法 第三十八条)
 * @param remedies what the applicant could mend; for a refusal
 * @param dropped conditions to be left out, each with the reason
 */
public record DecisionRequest(
    DecisionOutcome outcome, String reasons, String remedies, Map<UUID, String> dropped) {
  public DecisionRequest {
    reasons = reasons.strip();
    remedies = remedies.strip();
    dropped = new LinkedHashMap<>(dropped);
  }
}
