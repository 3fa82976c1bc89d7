package org.zhunru.policy;

import java.time.LocalDate;
import java.util.List;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseDays;

/**
 * Checks a described project against the law of a day, or of the days of a case. Pure: same facts,
 * same days, same answer.
 */
public interface Checks {
  /**
   * @param facts the project as described so far; may be incomplete
   * @param asOf civil date whose law applies
   */
  default CheckResult check(ProjectFacts facts, LocalDate asOf) {
    return check(facts, CaseDays.on(asOf));
  }

  /**
   * @param days of the case, of which one counts for each document; see {@link Transitions}
   */
  default CheckResult check(ProjectFacts facts, CaseDays days) {
    return check(facts, days, days.day(CaseDays.Which.FILING));
  }

  /**
   * @param filedOn day of the first filing, whose list of materials counts; see {@link
   *     MaterialsChecklist}
   */
  CheckResult check(ProjectFacts facts, CaseDays days, LocalDate filedOn);

  /**
   * Capacities whose unit can't measure what they name: {@code policy.unitMissing}, {@code
   * policy.unitUnknown}, {@code policy.unitMisfit}, at {@code capacities[0].unit}. A measure that
   * no catalogue asks for may have any unit.
   */
  List<Refusal> unitFaults(ProjectFacts facts, CaseDays days);

  /**
   * Entries of the catalogues that name something of the project, or something like it, and don't
   * apply; with the reason.
   */
  List<CheckResult.NearMiss> nearMisses(ProjectFacts facts, CaseDays days);
}
