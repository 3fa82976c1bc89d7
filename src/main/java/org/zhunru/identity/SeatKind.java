package org.zhunru.identity;

/** The seats through which a department speaks. */
public enum SeatKind {
  /** 经办. */
  HANDLER,
  /** 审核. */
  REVIEWER,
  /** 签发. */
  HEAD
}
