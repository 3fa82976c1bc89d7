package org.zhunru.decision;

/** Whom a document is for. Its public summary can be seen by whoever holds its code. */
public enum Audience {
  /** The applicant, and the officers of the case. */
  APPLICANT,
  /** The officers of the case alone. */
  OFFICERS,
  /** Like {@link #APPLICANT}; its summary may also be published in lists. */
  PUBLIC_SUMMARY
}
