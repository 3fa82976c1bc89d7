package org.zhunru.decision;

import java.util.List;
import org.zhunru.common.Refusal;
import org.zhunru.review.Opinion;

/**
 * What the departments have said, laid side by side for the lead office.
 *
 * @param opinions the opinions that count, in the order they were signed
 * @param conditions all their conditions
 * @param contradictions pairs that can't both be met
 * @param duplicates conditions that another department has worded the same way
 * @param unmet what stands in the way of any decision
 * @param unmetForApproval what stands in the way of an approval besides
 */
public record Merge(
    List<Opinion> opinions,
    List<MergedCondition> conditions,
    List<Contradiction> contradictions,
    List<MergedCondition> duplicates,
    List<Refusal> unmet,
    List<Refusal> unmetForApproval) {
  public Merge {
    opinions = List.copyOf(opinions);
    conditions = List.copyOf(conditions);
    contradictions = List.copyOf(contradictions);
    duplicates = List.copyOf(duplicates);
    unmet = List.copyOf(unmet);
    unmetForApproval = List.copyOf(unmetForApproval);
  }

  /** Opinions that are vetoes. */
  public List<Opinion> vetoes() {
    return opinions.stream().filter(Opinion::isStandingVeto).toList();
  }
}
