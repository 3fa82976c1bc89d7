package org.zhunru.supervision;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a case stands, as the picture of its process and as a table that says the same. Open and
 * closed cases alike, each in the edition of the model it runs or ran in.
 */
public interface CasePictures {

  /**
   * The case as a whole; or a reconsideration, by its own id.
   *
   * @param locale language of states and tables; what is written in the model stays as written
   * @return empty if the case has not been submitted yet
   */
  Optional<CasePicture> of(UUID caseId, Locale locale);

  /**
   * The review inside one department, the latest if it reviewed more than once.
   *
   * @param department its code, such as {@code yjj}
   * @return empty if the department has had nothing to do in this case
   */
  Optional<CasePicture> ofDepartment(UUID caseId, String department, Locale locale);
}
