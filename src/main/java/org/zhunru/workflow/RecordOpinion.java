package org.zhunru.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;
import org.zhunru.review.JointReviews;

/** Asks whether the round goes on after the opinion. */
@Component("recordOpinion")
@VisibleToModels
class RecordOpinion implements JavaDelegate {
  private final JointReviews reviews;

  RecordOpinion(JointReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        CaseFlow.ROUND_STATE, reviews.roundState(CaseId.parse(execution.getProcessBusinessKey())));
  }
}
