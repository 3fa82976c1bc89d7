package org.zhunru.policy;

import java.time.LocalDate;
import java.util.List;

/** Checks a described project against the law of a day. Pure: same facts, same day, same answer. */
public interface Checks {
  /**
   * @param facts the project as described so far; may be incomplete
   * @param asOf civil date whose law applies
   */
  CheckResult check(ProjectFacts facts, LocalDate asOf);

  /**
   * Entries of the catalogues that name something of the project, or something like it, and don't
   * apply; with the reason.
   */
  List<CheckResult.NearMiss> nearMisses(ProjectFacts facts, LocalDate asOf);
}
