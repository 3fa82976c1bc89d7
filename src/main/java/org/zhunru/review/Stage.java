package org.zhunru.review;

/** By which stage of a project a condition has to be met. */
public enum Stage {
  /** 设计审查前. */
  DESIGN,
  /** 开工前. */
  CONSTRUCTION,
  /** 试生产前. */
  TRIAL,
  /** 竣工验收前. */
  ACCEPTANCE,
  /** 运行期间. */
  OPERATION
}
