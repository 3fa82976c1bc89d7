package org.zhunru.workflow;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.Subject;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.supervision.Clocks;

/** Every task of a case is work in somebody's list: opened and closed with it. */
@Component
class WorkOfTasks extends AbstractBpmnParseListener implements TaskListener {
  // The engine is made before the cases that drive it.
  private final ObjectProvider<Cases> cases;
  private final ObjectProvider<Projects> projects;
  private final Enterprises enterprises;
  private final Matters matters;
  private final ObjectProvider<WorkItems> work;
  private final ObjectProvider<Clocks> clocks;

  WorkOfTasks(
      ObjectProvider<Cases> cases,
      ObjectProvider<Projects> projects,
      Enterprises enterprises,
      Matters matters,
      ObjectProvider<WorkItems> work,
      ObjectProvider<Clocks> clocks) {
    this.cases = cases;
    this.projects = projects;
    this.enterprises = enterprises;
    this.matters = matters;
    this.work = work;
    this.clocks = clocks;
  }

  /** Tasks that no matter names are no work of cases. */
  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (matters.all().stream().noneMatch(m -> m.work().containsKey(activity.getId()))) {
      return;
    }
    var task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    task.addTaskListener(EVENTNAME_CREATE, this);
    task.addTaskListener(EVENTNAME_DELETE, this);
  }

  @Override
  public void notify(DelegateTask task) {
    if (task.getEventName().equals(EVENTNAME_DELETE)) {
      work.getObject().cancel(task.getId(), "NOT_NEEDED");
      return;
    }
    var of = cases.getObject().byId(CaseId.parse(task.getExecution().getProcessBusinessKey()));
    var matter = matters.byId(of.matter());
    var kind = matter.work().get(task.getTaskDefinitionKey());
    if (kind == null) {
      throw new IllegalStateException(
          task.getTaskDefinitionKey() + " is nobody's work in " + matter.id());
    }
    var department = (String) task.getExecution().getVariable(CaseFlow.DEPARTMENT);
    var due = clocks.getObject().workOpened(of, kind, department, task.getId());
    work.getObject()
        .open(
            of.id().value(),
            kind.kind(),
            task.getId(),
            addressee(kind.by(), matter, of, department),
            subject(of),
            due);
  }

  /** What the work of a case is about. */
  Subject subject(Case of) {
    return new Subject(
        of.matter(),
        String.valueOf(of.number()),
        projects.getObject().byId(of.projectId()).name(),
        enterprises.byId(of.enterpriseId()).name());
  }

  private static Addressee addressee(Matter.By by, Matter matter, Case of, String department) {
    switch (by) {
      case APPLICANT:
        return Addressee.applicantsOf(of.enterpriseId());
      case LEAD:
        return Addressee.seat(matter.lead(), SeatKind.HEAD);
      case HANDLER:
        return Addressee.seat(department, SeatKind.HANDLER);
      case REVIEWER:
        return Addressee.seat(department, SeatKind.REVIEWER);
      default:
        return Addressee.seat(department, SeatKind.HEAD);
    }
  }
}
