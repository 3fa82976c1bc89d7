package org.zhunru.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;
import org.zhunru.identity.SeatKind;
import org.zhunru.review.JointReviews;

/** Asks in which seat the department begins. */
@Component("assignSeat")
@VisibleToModels
class AssignSeat implements JavaDelegate {
  private final JointReviews reviews;

  AssignSeat(JointReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var first = reviews.first((String) execution.getVariable(CaseFlow.DEPARTMENT));
    execution.setVariable(
        CaseFlow.NEXT, Variables.untypedValue(first == SeatKind.HEAD ? "SIGN" : "DRAFT", true));
  }
}
