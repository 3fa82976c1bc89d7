package org.zhunru.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.decision.DecisionProcess;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseProcess;
import org.zhunru.intake.Matter;
import org.zhunru.review.OpinionKind;
import org.zhunru.review.ReviewProcess;

/**
 * The flow of cases in the engine: the one place where the domain's word becomes a completed task.
 *
 * <p>Every case is one process instance with the case's id as its business key. What the engine is
 * told is one or two routing values; the tasks are found through the open work, which is written
 * with them.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CaseFlow implements CaseProcess, ReviewProcess, DecisionProcess {
  static final String ACCEPTANCE = "acceptance";
  static final String DECISION = "decision";
  static final String NEXT = "next";
  static final String OPINION = "opinion";
  static final String DEPARTMENT = "department";
  static final String DEPARTMENTS = "departments";
  static final String ROUND_STATE = "roundState";
  private static final String WITHDRAWN = "withdrawn";
  private static final String DEPARTMENT_REVIEW = "Activity_DepartmentReview";
  private static final String AWAIT_CORRECTION = "Task_AwaitCorrection";

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final WorkItems work;

  CaseFlow(RuntimeService runtime, TaskService tasks, WorkItems work) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.work = work;
  }

  @Override
  public void begin(Case filed, Matter matter) {
    runtime.startProcessInstanceByKey(matter.process(), filed.id().toString());
  }

  @Override
  public void acceptance(Case filed, Acceptance outcome, Actor by) {
    complete(filed.id(), "ACCEPT", null, outcome.name(), Map.of(ACCEPTANCE, outcome.name()), by);
  }

  @Override
  public void corrected(Case filed, Actor by) {
    complete(filed.id(), "CORRECT", null, "CORRECTED", Map.of(), by);
  }

  @Override
  public void withdrawn(Case withdrawn, Actor by) {
    work.cancelAll(withdrawn.id().value(), "WITHDRAWN");
    runtime
        .createMessageCorrelation(WITHDRAWN)
        .processInstanceBusinessKey(withdrawn.id().toString())
        .correlate();
  }

  @Override
  public void step(
      CaseId caseId,
      String department,
      SeatKind at,
      Next next,
      @Nullable OpinionKind opinion,
      Actor by) {
    var values = new HashMap<String, Object>();
    values.put(NEXT, next.name());
    if (opinion != null) {
      values.put(OPINION, opinion.name());
    }
    complete(
        caseId, kind(at), department, opinion == null ? next.name() : opinion.name(), values, by);
  }

  private static String kind(SeatKind at) {
    switch (at) {
      case HANDLER:
        return "DRAFT";
      case REVIEWER:
        return "REVIEW";
      default:
        return "SIGN";
    }
  }

  @Override
  public void corrected(CaseId caseId, String department, Actor by) {
    var task =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(caseId.toString())
            .taskDefinitionKey(AWAIT_CORRECTION)
            .processVariableValueEquals(DEPARTMENT, department)
            .singleResult();
    work.done(task.getId(), by, "CORRECTED");
    tasks.complete(task.getId());
  }

  @Override
  public void alsoReview(CaseId caseId, Set<String> departments) {
    var instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(caseId.toString())
            .rootProcessInstances()
            .singleResult();
    for (var department : departments) {
      runtime
          .createProcessInstanceModification(instance.getId())
          .startBeforeActivity(DEPARTMENT_REVIEW)
          .setVariableLocal(DEPARTMENT, department)
          .execute();
    }
  }

  @Override
  public void reviewAgain(CaseId caseId, Set<String> departments, Actor by) {
    complete(caseId, "DECIDE", null, "RE_REVIEW", Map.of(DECISION, "RE_REVIEW"), by);
  }

  @Override
  public void decided(Case decided, Actor by) {
    var outcome = decided.state().name();
    complete(decided.id(), "DECIDE", null, outcome, Map.of(DECISION, outcome), by);
    work.cancelAll(decided.id().value(), "NOT_NEEDED");
  }

  private void complete(
      CaseId caseId,
      String kind,
      @Nullable String department,
      String outcome,
      Map<String, Object> values,
      Actor by) {
    var task =
        work.done(caseId.value(), kind, department, by, outcome)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No open task " + kind + " " + department + " in case " + caseId));
    tasks.complete(task, passing(values));
  }

  /** The gateway behind the task asks for them, nobody later: they are never written down. */
  private static Map<String, Object> passing(Map<String, Object> values) {
    var passing = new HashMap<String, Object>();
    values.forEach((name, value) -> passing.put(name, Variables.untypedValue(value, true)));
    return passing;
  }
}
