package org.zhunru.review;

import java.util.Set;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;

/**
 * The flow inside departments as review drives it; the process engine stands behind it. Called in
 * the transaction of the act, with the case locked.
 */
public interface ReviewProcess {
  /** Where a department's opinion goes next. */
  enum Next {
    DRAFT,
    REVIEW,
    SIGN,
    SIGNED,
    CORRECTION,
    TRANSFERRED
  }

  /**
   * A seat has done its part.
   *
   * @param at the step that was open
   */
  void step(CaseId caseId, String department, Step at, Next next, Actor by);

  /** The step of a department that waits for somebody. */
  enum Step {
    DRAFT,
    REVIEW,
    SIGN
  }

  /** The applicant has answered a department's request; the department goes on. */
  void corrected(CaseId caseId, String department, Actor by);

  /** These departments review too, or once more, while the round goes on. */
  void alsoReview(CaseId caseId, Set<String> departments);
}
