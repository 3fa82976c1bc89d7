package org.zhunru.workflow;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.policy.RevisionProcess;

/** The flow of revisions of policies in the engine; the revision's id is the business key. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RevisionFlow implements RevisionProcess {
  private static final String PROCESS = "catalogue-revision";
  private static final String OUTCOME = "outcome";
  private static final String WRITE = "Task_Write";
  private static final String LEGAL_REVIEW = "Task_LegalReview";
  private static final String CONFIRM_REPEAL = "Task_ConfirmRepeal";

  private final RuntimeService runtime;
  private final TaskService tasks;

  RevisionFlow(RuntimeService runtime, TaskService tasks) {
    this.runtime = runtime;
    this.tasks = tasks;
  }

  @Override
  public void begin(UUID revision) {
    runtime.startProcessInstanceByKey(PROCESS, revision.toString());
  }

  @Override
  public void submitted(UUID revision) {
    complete(revision, WRITE, "SUBMITTED");
  }

  @Override
  public void reviewed(UUID revision, Review outcome) {
    complete(revision, LEGAL_REVIEW, outcome.name());
  }

  @Override
  public void withdrawn(UUID revision) {
    complete(revision, WRITE, "WITHDRAWN");
  }

  @Override
  public void repealAsked(UUID revision) {
    runtime.startProcessInstanceByMessage("repealAsked", revision.toString());
  }

  @Override
  public void repealDecided(UUID revision, boolean repealed) {
    complete(revision, CONFIRM_REPEAL, repealed ? "REPEALED" : "KEPT");
  }

  private void complete(UUID revision, String at, String outcome) {
    var task =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(revision.toString())
            .taskDefinitionKey(at)
            .singleResult();
    if (task == null) {
      throw new IllegalStateException("Revision " + revision + " is not at " + at);
    }
    tasks.complete(task.getId(), Map.of(OUTCOME, outcome));
  }
}
