package org.spoilt;

import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

class EverythingForbidden {

  @Autowired @Nullable TaskService injected;

  Date oldDate() {
    return new Date(0);
  }

  LocalDate todayByTheMachine() {
    return LocalDate.now();
  }

  void print() {
    System.out.println("said");
  }

  long looselyAsked(TaskService tasks, String from) {
    return tasks.createTaskQuery().or().taskNameLike(from).endOr().count();
  }

  long evaluated(TaskService tasks, String from) {
    return tasks.createTaskQuery().taskAssigneeExpression(from).count();
  }

  long stored(FilterService filters) {
    return filters.createFilterQuery().count();
  }
}
