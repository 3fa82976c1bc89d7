package org.zhunru.workflow;

import java.util.ArrayList;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;
import org.zhunru.review.JointReviews;

/** Asks which departments review; the list lives no longer than the transaction. */
@Component("openRound")
@VisibleToModels
class OpenRound implements JavaDelegate {
  private final JointReviews reviews;

  OpenRound(JointReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var departments = reviews.open(CaseId.parse(execution.getProcessBusinessKey()));
    execution.setVariable(
        CaseFlow.DEPARTMENTS, Variables.untypedValue(new ArrayList<>(departments), true));
    execution.setVariable(CaseFlow.ROUND_STATE, "OPEN");
  }
}
