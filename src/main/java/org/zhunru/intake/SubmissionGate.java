package org.zhunru.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.zhunru.common.Refusal;

/** What must hold before a dossier can be filed. Each gate there is is asked. */
public interface SubmissionGate {
  /**
   * @param facts the dossier's JSON
   * @param materials ids of the materials in the dossier
   * @param on day of the filing
   * @param filedOn day of the first filing of the case; the same day, if this is it
   * @return everything that stands in the way, with the path of the field or {@code
   *     materials.<id>}; empty if nothing does
   */
  List<Refusal> check(
      Matter matter, String facts, Set<String> materials, LocalDate on, LocalDate filedOn);
}
