package org.zhunru.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.zhunru.policy.DepartmentRouting;
import org.zhunru.policy.RoutingReader;

/** One wording of the routing table, as the engine evaluates it. */
class RoutingTable implements DepartmentRouting {
  private final DmnEngine engine;
  private final DmnDecision decision;
  private final List<Call> rules;
  private final List<String> inputs;

  RoutingTable(DmnEngine engine, DmnDecision decision, RoutingReader.Reading reading) {
    this.engine = engine;
    this.decision = decision;
    this.inputs = reading.inputs();
    this.rules =
        reading.rules().stream()
            .map(rule -> call(name -> rule.says().getOrDefault(name, "")))
            .toList();
  }

  private static Call call(Function<String, String> cell) {
    return new Call(
        cell.apply("rule"),
        cell.apply("department"),
        cell.apply("text"),
        cell.apply("textEn"),
        cell.apply("source"),
        Arrays.asList(cell.apply("reads").split(";")));
  }

  @Override
  public List<Call> calls(Map<String, String> told) {
    var variables = Variables.createVariables();
    for (var input : inputs) {
      var value = told.get(input);
      if (value == null) {
        throw new IllegalArgumentException("input " + input + " was not told");
      }
      variables.putValue(input, value);
    }
    return engine.evaluateDecisionTable(decision, variables).getResultList().stream()
        .map(result -> call(name -> (String) result.get(name)))
        .toList();
  }

  @Override
  public List<Call> rules() {
    return rules;
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }
}
