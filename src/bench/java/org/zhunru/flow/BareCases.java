package org.zhunru.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.LaneSet;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.zhunru.bench.BareEngine;

/**
 * Cases in an engine alone: our models, with a boundary timer and a candidate group on every task.
 * Nothing of the domain is kept: no dossier, no opinion, no record, no notice, no paper.
 */
final class BareCases {
  private final BareEngine bare;
  private final List<String> departments;

  BareCases(BareEngine bare, List<String> departments) throws IOException {
    this.bare = bare;
    this.departments = departments;
    bare.deploy(
        Map.of(
            "joint-pre-approval.bpmn", withTimers("joint-pre-approval.bpmn"),
            "department-review.bpmn", withTimers("department-review.bpmn")));
  }

  /** What the models ask, answered at once. */
  static Map<Object, Object> beans(List<String> departments) {
    return Map.of(
        "openRound",
        (JavaDelegate)
            task -> {
              task.setVariable("departments", new ArrayList<>(departments));
              task.setVariable("roundState", "OPEN");
            },
        "assignSeat",
        (JavaDelegate) task -> task.setVariable("next", "SIGN"),
        "recordOpinion",
        (JavaDelegate) task -> task.setVariable("roundState", "OPEN"));
  }

  /** Each task is due in twenty days; that tells somebody and takes nothing away. */
  private static BpmnModelInstance withTimers(String name) throws IOException {
    try (var in = BareCases.class.getResourceAsStream("/bpmn/" + name)) {
      var model = Bpmn.readModelFromStream(in);
      for (var task : model.getModelElementsByType(UserTask.class)) {
        task.setCamundaCandidateGroups(task.getId().equals("Task_Sign") ? "${department}" : "lhsp");
        task.builder()
            .boundaryEvent("Timer_" + task.getId())
            .cancelActivity(false)
            .timerWithDuration("P20D")
            .endEvent();
      }
      for (var process : model.getModelElementsByType(Process.class)) {
        process
            .getChildElementsByType(LaneSet.class)
            .forEach(process::removeChildElement);
      }
      var definitions = model.getDefinitions();
      definitions.getBpmDiagrams().forEach(definitions::removeChildElement);
      return model;
    }
  }

  /** From the filing to the decision, every department once. */
  void oneCase() {
    var key = UUID.randomUUID().toString();
    bare.engine().getRuntimeService().startProcessInstanceByKey("joint-pre-approval", key);
    complete(key, "lhsp", Map.of("acceptance", "ACCEPTED"));
    for (var department : departments) {
      complete(key, department, Map.of("next", "SIGNED", "opinion", "AGREE"));
    }
    complete(key, "lhsp", Map.of("decision", "APPROVED"));
  }

  private void complete(String key, String group, Map<String, Object> values) {
    var tasks = bare.engine().getTaskService();
    var task =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(key)
            .taskCandidateGroup(group)
            .singleResult();
    tasks.complete(task.getId(), values);
  }

  long unfinished() {
    return bare.engine().getRuntimeService().createExecutionQuery().count();
  }
}
