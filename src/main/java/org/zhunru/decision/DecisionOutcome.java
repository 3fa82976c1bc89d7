package org.zhunru.decision;

import org.zhunru.intake.CaseState;

/** How the lead office decides. */
public enum DecisionOutcome {
  /** 批准. */
  APPROVED(CaseState.APPROVED),
  /** 附条件批准. */
  APPROVED_WITH_CONDITIONS(CaseState.APPROVED_WITH_CONDITIONS),
  /** 不予批准. */
  REFUSED(CaseState.REFUSED);

  private final CaseState state;

  DecisionOutcome(CaseState state) {
    this.state = state;
  }

  /** The state in which the case ends. */
  public CaseState state() {
    return state;
  }

  public boolean approves() {
    return this != REFUSED;
  }
}
