package org.zhunru.audit;

/** Who may read a line of a case's history. */
public enum Audience {
  /** All who may see the case, its applicant included. */
  EVERYBODY,
  /** Departments, the joint-review office and supervisors. */
  OFFICERS
}
