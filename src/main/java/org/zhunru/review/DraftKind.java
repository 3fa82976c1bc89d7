package org.zhunru.review;

import org.jspecify.annotations.Nullable;

/** What a department is about to do outward; it happens when the head signs. */
public enum DraftKind {
  AGREE,
  CONDITIONS,
  VETO,
  /** 要求补正. */
  CORRECTION,
  /** 移送其他部门. */
  TRANSFER;

  /** The opinion it becomes; null if it becomes none. */
  public @Nullable OpinionKind opinion() {
    switch (this) {
      case AGREE:
        return OpinionKind.AGREE;
      case CONDITIONS:
        return OpinionKind.CONDITIONS;
      case VETO:
        return OpinionKind.VETO;
      default:
        return null;
    }
  }
}
