package org.zhunru.policy;

import java.util.List;

/**
 * What the catalogues say of a project on a day, in the order of their rows.
 *
 * @param findings entries that apply, or may
 * @param questions what has to be answered for the undetermined ones
 * @param nearMisses entries that nearly matched, and why they don't apply
 * @param verdict all of it in one word
 */
record CatalogueResult(
    List<CheckResult.Finding> findings,
    List<Question> questions,
    List<CheckResult.NearMiss> nearMisses,
    CheckResult.Verdict verdict) {
  CatalogueResult {
    findings = List.copyOf(findings);
    questions = List.copyOf(questions);
    nearMisses = List.copyOf(nearMisses);
  }
}
