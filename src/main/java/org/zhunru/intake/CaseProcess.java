package org.zhunru.intake;

import org.zhunru.identity.Actor;

/**
 * The flow of a case as intake drives it; the process engine stands behind it. Called in the
 * transaction of the act, with the case locked.
 */
public interface CaseProcess {
  /** What the lead office says of a filing. */
  enum Acceptance {
    ACCEPTED,
    CORRECTION,
    REFUSED
  }

  /** The first version was filed: the flow begins. */
  void begin(Case filed, Matter matter);

  /** The lead office has looked at the filing. */
  void acceptance(Case filed, Acceptance outcome, Actor by);

  /** A version corrected before acceptance was filed. */
  void corrected(Case filed, Actor by);

  /** The applicant has withdrawn. */
  void withdrawn(Case withdrawn, Actor by);
}
