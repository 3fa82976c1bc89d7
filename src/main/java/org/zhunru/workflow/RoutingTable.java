package org.zhunru.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.stereotype.Component;
import org.zhunru.policy.DepartmentRouting;

/**
 * The routing table in a decision engine of its own. Before the engine sees it, every cell is
 * looked at: inputs are names, entries lists of quoted words, outputs quoted words; there is
 * nothing to evaluate beyond that.
 */
@Component
class RoutingTable implements DepartmentRouting {
  private static final String FILE = "policies/department-routing.dmn";
  private static final String DECISION = "department-routing";
  private static final String NAME = "[A-Za-z][A-Za-z0-9]*";
  private static final String WORDS = "(\"[A-Za-z_]+\"(,\"[A-Za-z_]+\")*)?";

  private final DmnEngine engine;
  private final DmnDecision decision;
  private final List<Call> rules;
  private final List<String> inputs;

  RoutingTable() {
    this(RoutingTable.class.getClassLoader().getResourceAsStream(FILE));
  }

  RoutingTable(InputStream file) {
    try (file) {
      var model = Dmn.readModelFromStream(file);
      var table = model.getModelElementsByType(DecisionTable.class).iterator().next();
      inputs =
          table.getInputs().stream()
              .map(i -> i.getInputExpression().getText().getTextContent())
              .toList();
      check(table);
      rules = table.getRules().stream().map(rule -> call(table, rule)).toList();
      engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
      decision = engine.parseDecision(DECISION, model);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void check(DecisionTable table) {
    var wrong = new ArrayList<String>();
    for (var input : inputs) {
      if (!input.matches(NAME)) {
        wrong.add("input " + input);
      }
    }
    for (var rule : table.getRules()) {
      for (var entry : rule.getInputEntries()) {
        var text = entry.getText().getTextContent();
        if (!text.matches(WORDS) || entry.getExpressionLanguage() != null) {
          wrong.add(rule.getId() + ": " + text);
        }
      }
      for (var entry : rule.getOutputEntries()) {
        var text = entry.getText().getTextContent();
        if (!text.matches("\"[^\"\\\\]*\"") || entry.getExpressionLanguage() != null) {
          wrong.add(rule.getId() + ": " + text);
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(FILE + " holds more than words: " + wrong);
    }
  }

  private static Call call(DecisionTable table, Rule rule) {
    var names = table.getOutputs().stream().map(Output::getName).toList();
    var cells = new HashMap<String, String>();
    int i = 0;
    for (var entry : rule.getOutputEntries()) {
      var text = entry.getText().getTextContent();
      cells.put(names.get(i++), text.substring(1, text.length() - 1));
    }
    return call(cells::get);
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
