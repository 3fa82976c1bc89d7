package org.zhunru.policy;

/** How far a revision has come. */
public enum RevisionState {
  /** Being written. */
  DRAFT,
  /** Before the second person. */
  REVIEW,
  /** Counts from its first day on; never changed again. */
  PUBLISHED,
  /** Given up before it was published. */
  WITHDRAWN,
  /** No longer counts from a day on. */
  REPEALED
}
