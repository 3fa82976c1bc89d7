package org.zhunru.policy;

import java.time.LocalDate;

/** Checks a described project against the law of a day. Pure: same facts, same day, same answer. */
public interface Checks {
  /**
   * @param facts the project as described so far; may be incomplete
   * @param asOf civil date whose law applies
   */
  CheckResult check(ProjectFacts facts, LocalDate asOf);
}
