package org.zhunru.decision;

import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;

/**
 * The flow of a case as decisions drive it; the process engine stands behind it. Called in the
 * transaction of the act, with the case locked.
 */
public interface DecisionProcess {
  /** The lead office has decided; the case says how. */
  void decided(Case decided, Actor by);
}
