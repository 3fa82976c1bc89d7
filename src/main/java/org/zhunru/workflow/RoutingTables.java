package org.zhunru.workflow;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.DrgElement;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.policy.DepartmentRouting;
import org.zhunru.policy.PolicyFault;
import org.zhunru.policy.RoutingReader;

/**
 * Reads routing tables for a decision engine of its own. Before the engine sees one, every cell is
 * looked at: inputs are names, entries lists of quoted words, outputs quoted words; there is
 * nothing to evaluate beyond that.
 */
@Component
class RoutingTables implements RoutingReader {
  private static final String DECISION = "department-routing";
  private static final String NAME = "[A-Za-z][A-Za-z0-9]*";
  private static final String RULE_ID = "[A-Za-z_][A-Za-z0-9_-]*";
  private static final String WORDS = "(\"[A-Za-z_]+\"(\\s*,\\s*\"[A-Za-z_]+\")*)?";
  private static final String WORD = "\"[^\"\\\\]*\"";

  private final DmnEngine engine =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

  @Override
  public Reading read(String xml) {
    var lines = RoutingLines.of(xml);
    if (!lines.faults().isEmpty()) {
      return nothing(lines.faults());
    }
    try {
      return read(model(xml), lines);
    } catch (ModelException invalid) {
      return nothing(List.of(fault("dmnInvalid", said(invalid))));
    }
  }

  @Override
  public DepartmentRouting table(String xml) {
    var reading = read(xml);
    if (!reading.faults().isEmpty()) {
      throw new IllegalStateException("A routing table can't be used: " + reading.faults());
    }
    return new RoutingTable(engine, engine.parseDecision(DECISION, model(xml)), reading);
  }

  /** Without its declaration, so that it is read in the characters it was decoded to. */
  private static DmnModelInstance model(String xml) {
    var bare = xml.replaceFirst("^\\s*<\\?xml[^>]*\\?>", "");
    return Dmn.readModelFromStream(new ByteArrayInputStream(bare.getBytes(StandardCharsets.UTF_8)));
  }

  private Reading read(DmnModelInstance model, RoutingLines lines) {
    var faults = new ArrayList<PolicyFault>();
    var table = decisionTable(model, faults);
    if (table == null) {
      return nothing(faults);
    }
    if (table.getHitPolicy() != HitPolicy.COLLECT || table.getAggregation() != null) {
      faults.add(fault("dmnHitPolicy"));
    }
    var labels = new LinkedHashMap<String, String>();
    var inputs = inputs(table, labels, faults);
    var outputs = new ArrayList<String>();
    for (var output : table.getOutputs()) {
      var name = String.valueOf(output.getName());
      outputs.add(name);
      labels.put(name, words(output.getLabel()));
    }
    var rules = new ArrayList<RoutingReader.Row>();
    Set<String> ids = new HashSet<>();
    int at = 0;
    for (var rule : table.getRules()) {
      var cells = at < lines.cells().size() ? lines.cells().get(at) : List.<Integer>of();
      int line = at < lines.rules().size() ? lines.rules().get(at) : 0;
      rules.add(rule(rule, line, cells, inputs, outputs, ids, faults));
      at++;
    }
    if (faults.isEmpty()) {
      try {
        engine.parseDecision(DECISION, model);
      } catch (DmnEngineException refused) {
        faults.add(fault("dmnInvalid", said(refused)));
      }
    }
    return new Reading(inputs, outputs, labels, rules, faults);
  }

  private static @Nullable DecisionTable decisionTable(
      DmnModelInstance model, List<PolicyFault> faults) {
    var all = model.getModelElementsByType(DrgElement.class);
    var decision = model.getModelElementById(DECISION);
    if (all.size() != 1
        || !(decision instanceof Decision one)
        || !(one.getExpression() instanceof DecisionTable table)) {
      faults.add(fault("dmnDecision", DECISION));
      return null;
    }
    return table;
  }

  private static List<String> inputs(
      DecisionTable table, Map<String, String> labels, List<PolicyFault> faults) {
    var inputs = new ArrayList<String>();
    for (var input : table.getInputs()) {
      var expression = input.getInputExpression();
      var text = expression == null ? null : expression.getText();
      var name = text == null ? "" : text.getTextContent().strip();
      if (!name.matches(NAME)
          || expression.getExpressionLanguage() != null
          || !"string".equals(expression.getTypeRef())) {
        faults.add(fault("dmnInput", name));
      }
      inputs.add(name);
      labels.put(name, words(input.getLabel()));
    }
    return inputs;
  }

  private static RoutingReader.Row rule(
      Rule rule,
      int line,
      List<Integer> cells,
      List<String> inputs,
      List<String> outputs,
      Set<String> ids,
      List<PolicyFault> faults) {
    var id = words(rule.getId());
    if (!id.matches(RULE_ID)) {
      faults.add(new PolicyFault(line, "id", "dmnRuleId", List.of(id)));
    } else if (!ids.add(id)) {
      faults.add(new PolicyFault(line, "id", "twice", List.of(id)));
    }
    var when = new ArrayList<>(rule.getInputEntries());
    var says = new ArrayList<>(rule.getOutputEntries());
    if (when.size() != inputs.size() || says.size() != outputs.size()) {
      faults.add(
          new PolicyFault(
              line,
              "",
              "columns",
              List.of(
                  String.valueOf(when.size() + says.size()),
                  String.valueOf(inputs.size() + outputs.size()))));
      return new RoutingReader.Row(id, line, Map.of(), Map.of(), Map.of(), "");
    }
    var places = new LinkedHashMap<String, Integer>();
    var asked = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < when.size(); i++) {
      var name = inputs.get(i);
      places.put(name, i < cells.size() ? cells.get(i) : line);
      asked.put(name, asked(when.get(i), name, places.get(name), faults));
    }
    var told = new LinkedHashMap<String, String>();
    for (int i = 0; i < says.size(); i++) {
      var name = outputs.get(i);
      int at = inputs.size() + i;
      places.put(name, at < cells.size() ? cells.get(at) : line);
      told.put(name, told(says.get(i), name, places.get(name), faults));
    }
    return new RoutingReader.Row(id, line, places, asked, told, description(rule));
  }

  private static List<String> asked(
      InputEntry entry, String name, int line, List<PolicyFault> faults) {
    var text = entry.getText() == null ? "" : entry.getText().getTextContent().strip();
    if (!text.matches(WORDS) || entry.getExpressionLanguage() != null) {
      faults.add(new PolicyFault(line, name, "dmnCell", List.of(text)));
      return List.of();
    }
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",")).map(word -> bare(word.strip())).toList();
  }

  private static String told(OutputEntry entry, String name, int line, List<PolicyFault> faults) {
    var text = entry.getText() == null ? "" : entry.getText().getTextContent().strip();
    if (!text.matches(WORD) || entry.getExpressionLanguage() != null) {
      faults.add(new PolicyFault(line, name, "dmnOutput", List.of(text)));
      return "";
    }
    return bare(text);
  }

  private static String bare(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String description(DmnElement element) {
    return element.getDescription() == null ? "" : words(element.getDescription().getTextContent());
  }

  private static String words(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static Reading nothing(List<PolicyFault> faults) {
    return new Reading(List.of(), List.of(), Map.of(), List.of(), faults);
  }

  private static PolicyFault fault(String code, String... arguments) {
    return new PolicyFault(0, "", code, List.of(arguments));
  }

  private static String said(RuntimeException refused) {
    Throwable deepest = refused;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }
}
