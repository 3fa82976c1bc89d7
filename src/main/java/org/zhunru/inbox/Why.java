package org.zhunru.inbox;

import org.jspecify.annotations.Nullable;
import org.zhunru.identity.OnBehalf;
import org.zhunru.identity.Seat;

/**
 * Why work stands in a person's list.
 *
 * @param seat the seat it is addressed to; null outside of departments
 * @param lender whose seat the person fills as a deputy; null otherwise
 */
public record Why(Reason reason, @Nullable Seat seat, @Nullable OnBehalf lender) {
  /** In what relation the person stands to the work. */
  public enum Reason {
    /** The person fills the seat. */
    SEAT,
    /** The person fills another seat of the department. */
    DEPARTMENT,
    /** The person files for the enterprise. */
    ENTERPRISE,
    /** It is addressed to the person by name. */
    PERSON,
    /** The person did it. */
    DID,
    /** The person may see it, no more. */
    SEES
  }
}
