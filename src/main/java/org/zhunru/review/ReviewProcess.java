package org.zhunru.review;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
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
   * @param at the seat that did it
   * @param opinion what the department says, where it was SIGNED; null else
   */
  void step(
      CaseId caseId,
      String department,
      SeatKind at,
      Next next,
      @Nullable OpinionKind opinion,
      Actor by);

  /** The applicant has answered a department's request; the department goes on. */
  void corrected(CaseId caseId, String department, Actor by);

  /** These departments review too, or once more, while the round goes on. */
  void alsoReview(CaseId caseId, Set<String> departments);

  /** The round was over; these departments review once more before anything is decided. */
  void reviewAgain(CaseId caseId, Set<String> departments, Actor by);
}
