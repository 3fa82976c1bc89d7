package org.zhunru.intake;

import java.util.List;
import java.util.Set;
import org.zhunru.common.Refusal;

/** What must hold before a dossier can be filed. Each gate there is is asked. */
public interface SubmissionGate {
  /**
   * @param facts the dossier's JSON
   * @param materials ids of the materials in the dossier
   * @param days of the case, if it was filed today; what has yet to come is today
   * @return everything that stands in the way, with the path of the field or {@code
   *     materials.<id>}; empty if nothing does
   */
  List<Refusal> check(Matter matter, String facts, Set<String> materials, CaseDays days);
}
