package org.zhunru.review;

import org.jspecify.annotations.Nullable;
import org.zhunru.identity.SeatKind;

/** Where the review of one department stands. */
public enum ReviewState {
  /** 经办拟定. */
  DRAFTING(SeatKind.HANDLER),
  /** 审核中. */
  REVIEWING(SeatKind.REVIEWER),
  /** 待签发. */
  SIGNING(SeatKind.HEAD),
  /** 等待申请人补正. */
  CORRECTING(null),
  /** 已出具意见. */
  SIGNED(null),
  /** 已移送. */
  TRANSFERRED(null),
  /** 因他部门否决而不再需要. */
  NOT_NEEDED(null);

  private final @Nullable SeatKind seat;

  ReviewState(@Nullable SeatKind seat) {
    this.seat = seat;
  }

  /** The seat whose turn it is; null if it is no seat's. */
  public @Nullable SeatKind seat() {
    return seat;
  }

  /** Whether the round waits for this department no longer. */
  public boolean isSettled() {
    return this == SIGNED || this == TRANSFERRED || this == NOT_NEEDED;
  }

  static ReviewState of(SeatKind seat) {
    switch (seat) {
      case HANDLER:
        return DRAFTING;
      case REVIEWER:
        return REVIEWING;
      default:
        return SIGNING;
    }
  }
}
