package org.zhunru.workflow;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Due;
import org.zhunru.inbox.WorkItems;
import org.zhunru.supervision.ReconsiderationProcess;

/** The flow of reconsiderations in the engine; the reconsideration's id is the business key. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReconsiderationFlow implements ReconsiderationProcess {
  static final String PROCESS = "veto-reconsideration";
  private static final String CONCLUSION = "conclusion";
  private static final String CONFIRMATION = "confirmation";
  private static final String NOT_NEEDED = "reconsiderationNotNeeded";

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final WorkItems work;

  ReconsiderationFlow(RuntimeService runtime, TaskService tasks, WorkItems work) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.work = work;
  }

  @Override
  public void begin(UUID id) {
    runtime.startProcessInstanceByKey(PROCESS, id.toString());
  }

  @Override
  public void daysSet(UUID id, Actor by) {
    complete(id, "DAYS_SET", Map.of(), by);
  }

  @Override
  public void daysMoved(UUID id, Due due) {
    work.due(waiting(id).getId(), due);
  }

  @Override
  public void answered(UUID id, Actor by) {
    complete(id, "ANSWERED", Map.of(), by);
  }

  @Override
  public void upheld(UUID id, Actor by) {
    complete(id, "UPHELD", Map.of(CONCLUSION, "UPHELD"), by);
  }

  @Override
  public void proposed(UUID id, Actor by) {
    complete(id, "PROPOSED", Map.of(CONCLUSION, "OVERTURN"), by);
  }

  @Override
  public void confirmed(UUID id, boolean agreed, Actor by) {
    var outcome = agreed ? "CONFIRMED" : "RETURNED";
    complete(id, outcome, Map.of(CONFIRMATION, outcome), by);
  }

  @Override
  public void notNeeded(UUID id) {
    runtime
        .createMessageCorrelation(NOT_NEEDED)
        .processInstanceBusinessKey(id.toString())
        .correlate();
  }

  @Override
  @Transactional(readOnly = true)
  public @Nullable String work(UUID id) {
    var task = task(id);
    return task == null ? null : task.getId();
  }

  private void complete(UUID id, String outcome, Map<String, Object> values, Actor by) {
    var task = waiting(id).getId();
    work.done(task, by, outcome);
    tasks.complete(task, values);
  }

  private Task waiting(UUID id) {
    var task = task(id);
    if (task == null) {
      throw new IllegalStateException("Nothing waits in reconsideration " + id);
    }
    return task;
  }

  private @Nullable Task task(UUID id) {
    return tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).singleResult();
  }
}
