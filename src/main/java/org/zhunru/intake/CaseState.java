package org.zhunru.intake;

/** Where a case stands. */
public enum CaseState {
  /** 草稿: the applicant is writing. */
  DRAFT,
  /** 待受理: filed; the lead office looks whether it is complete. */
  SUBMITTED,
  /** 补正中: sent back before acceptance. */
  CORRECTING,
  /** 会审中: departments review. */
  IN_REVIEW,
  /** 待决定: all departments have spoken. */
  DECIDING,
  /** 批准. */
  APPROVED,
  /** 附条件批准. */
  APPROVED_WITH_CONDITIONS,
  /** 不予批准. */
  REFUSED,
  /** 不予受理. */
  NOT_ACCEPTED,
  /** 已撤回. */
  WITHDRAWN;

  /** Whether a veto may stand: not before departments review, nor beside an approval. */
  public boolean admitsVeto() {
    switch (this) {
      case CORRECTING:
      case IN_REVIEW:
      case DECIDING:
      case REFUSED:
      case WITHDRAWN:
        return true;
      default:
        return false;
    }
  }

  /** Whether nothing more happens to the case. */
  public boolean isFinal() {
    return ordinal() >= APPROVED.ordinal();
  }

  /** Whether the joint-review office has accepted the case. */
  public boolean isAccepted() {
    return this == IN_REVIEW
        || this == DECIDING
        || this == APPROVED
        || this == APPROVED_WITH_CONDITIONS
        || this == REFUSED;
  }
}
