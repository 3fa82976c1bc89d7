package org.zhunru.policy;

import java.time.LocalDate;
import org.zhunru.policy.CheckResult.Verdict;

/** Judges a project by the law of a day, with and without a draft. Pure. */
final class WhatIfJudge {
  private final FactsReader reader;
  private final ProjectChecks checks;
  private final CatalogueIndex without;
  private final CatalogueIndex with;
  private final LocalDate day;

  /**
   * @param without the catalogues of the day
   * @param with the same with the draft in its place
   */
  WhatIfJudge(
      FactsReader reader,
      ProjectChecks checks,
      CatalogueIndex without,
      CatalogueIndex with,
      LocalDate day) {
    this.reader = reader;
    this.checks = checks;
    this.without = without;
    this.with = with;
    this.day = day;
  }

  record Outcome(Verdict before, Verdict after, WhatIfChange change) {
    /** Whether the draft makes a difference for the case. */
    boolean differs() {
      return before != after || !change.none();
    }
  }

  /**
   * @param json facts as they were filed
   */
  Outcome judge(String json) {
    var facts = reader.read(json, day).facts();
    boolean open = checks.hazardsOpen(facts);
    var before = without.check(facts);
    var after = with.check(facts);
    return new Outcome(
        ProjectChecks.verdict(before.verdict(), open),
        ProjectChecks.verdict(after.verdict(), open),
        WhatIfChange.between(before, after));
  }
}
