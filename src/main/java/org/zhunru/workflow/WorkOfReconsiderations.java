package org.zhunru.workflow;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.Cases;
import org.zhunru.supervision.Reconsiderations;

/** Every task of a reconsideration is work in somebody's list, beside that of its case. */
@Component
class WorkOfReconsiderations extends AbstractBpmnParseListener implements TaskListener {
  private static final String ANSWER = "RECONSIDER_ANSWER";
  private static final String DECIDE = "RECONSIDER_DECIDE";
  private static final Map<String, String> KINDS =
      Map.of(
          "Task_SetDays",
          "RECONSIDER_DAYS",
          "Task_Answer",
          ANSWER,
          "Task_DecideReconsideration",
          DECIDE,
          "Task_Confirm",
          "RECONSIDER_CONFIRM");

  // The engine is made before what drives it.
  private final ObjectProvider<Reconsiderations> reconsiderations;
  private final ObjectProvider<Cases> cases;
  private final ObjectProvider<WorkItems> work;
  private final ObjectProvider<WorkOfTasks> tasks;

  WorkOfReconsiderations(
      ObjectProvider<Reconsiderations> reconsiderations,
      ObjectProvider<Cases> cases,
      ObjectProvider<WorkItems> work,
      ObjectProvider<WorkOfTasks> tasks) {
    this.reconsiderations = reconsiderations;
    this.cases = cases;
    this.work = work;
    this.tasks = tasks;
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (KINDS.containsKey(activity.getId())) {
      var task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
      task.addTaskListener(EVENTNAME_CREATE, this);
      task.addTaskListener(EVENTNAME_DELETE, this);
    }
  }

  @Override
  public void notify(DelegateTask task) {
    if (task.getEventName().equals(EVENTNAME_DELETE)) {
      work.getObject().cancel(task.getId(), "NOT_NEEDED");
      return;
    }
    var it =
        reconsiderations
            .getObject()
            .byId(UUID.fromString(task.getExecution().getProcessBusinessKey()));
    var kind = KINDS.get(task.getTaskDefinitionKey());
    work.getObject()
        .open(
            it.caseId().value(),
            String.valueOf(kind),
            task.getId(),
            Addressee.seat(
                ANSWER.equals(kind)
                    ? it.department()
                    : DECIDE.equals(kind) ? it.decider() : Actor.LEAD_OFFICE,
                SeatKind.HEAD),
            tasks.getObject().subject(cases.getObject().byId(it.caseId())),
            reconsiderations.getObject().due(it));
  }
}
