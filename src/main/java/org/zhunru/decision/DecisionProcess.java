package org.zhunru.decision;

import java.util.Set;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;

/**
 * The flow of a case as decisions drive it; the process engine stands behind it. Called in the
 * transaction of the act, with the case locked.
 */
public interface DecisionProcess {
  /** What the lead office says at the end of a round. */
  enum Outcome {
    APPROVED,
    APPROVED_WITH_CONDITIONS,
    REFUSED,
    RE_REVIEW
  }

  /**
   * @param departments those that review once more; empty unless RE_REVIEW
   */
  void decided(CaseId caseId, Outcome outcome, Set<String> departments, Actor by);
}
