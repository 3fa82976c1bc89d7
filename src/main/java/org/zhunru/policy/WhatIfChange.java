package org.zhunru.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;

/**
 * What two wordings of the law say differently of one project.
 *
 * @param come findings of the second that the first has not
 * @param go findings of the first that the second has not
 * @param asked questions of the second that the first doesn't ask
 * @param settled questions of the first that the second doesn't ask
 */
public record WhatIfChange(
    List<Finding> come, List<Finding> go, List<Question> asked, List<Question> settled) {
  public WhatIfChange {
    come = List.copyOf(come);
    go = List.copyOf(go);
    asked = List.copyOf(asked);
    settled = List.copyOf(settled);
  }

  static WhatIfChange between(CatalogueResult before, CatalogueResult after) {
    return new WhatIfChange(
        without(after.findings(), before.findings(), Finding::withoutPlace),
        without(before.findings(), after.findings(), Finding::withoutPlace),
        without(after.questions(), before.questions(), Question::withoutReadings),
        without(before.questions(), after.questions(), Question::withoutReadings));
  }

  /** What the others have not; of what stands several times, as often as it stands there more. */
  private static <T> List<T> without(List<T> all, List<T> others, Function<T, T> as) {
    Map<T, Integer> left = new HashMap<>();
    others.forEach(other -> left.merge(as.apply(other), 1, Integer::sum));
    var rest = new ArrayList<T>();
    for (var one : all) {
      if (left.merge(as.apply(one), -1, Integer::sum) < 0) {
        rest.add(one);
      }
    }
    return rest;
  }

  /** Whether it makes no difference at all. */
  public boolean none() {
    return come.isEmpty() && go.isEmpty() && asked.isEmpty() && settled.isEmpty();
  }

  /** Whether the facts suffice no longer: something is asked, or left open, that was not before. */
  public boolean unsettled() {
    return !asked.isEmpty() || come.stream().anyMatch(f -> f.severity() == Severity.UNDETERMINED);
  }
}
