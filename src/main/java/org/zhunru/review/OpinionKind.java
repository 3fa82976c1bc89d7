package org.zhunru.review;

/** What a department says outward. */
public enum OpinionKind {
  /** 同意. */
  AGREE,
  /** 附条件同意. */
  CONDITIONS,
  /** 否决. */
  VETO
}
