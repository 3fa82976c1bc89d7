package org.zhunru.review;

import java.time.LocalDate;
import org.zhunru.intake.CaseId;

/** What hearings ask of the periods of the law. */
public interface HearingTerms {

  /**
   * Whether a request came in time.
   *
   * @param toldOn the day on which the department told of the right
   * @param receivedOn the day on which it had the request
   */
  boolean inTime(CaseId id, String department, LocalDate toldOn, LocalDate receivedOn);
}
