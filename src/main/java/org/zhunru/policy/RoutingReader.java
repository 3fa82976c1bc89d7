package org.zhunru.policy;

import java.util.List;
import java.util.Map;

/** Reads wordings of the routing table; the decision engine stands behind it. */
public interface RoutingReader {
  /**
   * What a wording says, and what of it the engine could not take.
   *
   * @param inputs names of what is asked, in the order of the table
   * @param outputs names of what a rule answers
   * @param labels what inputs and outputs are called, by name
   */
  record Reading(
      List<String> inputs,
      List<String> outputs,
      Map<String, String> labels,
      List<Row> rules,
      List<PolicyFault> faults) {
    public Reading {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
      labels = Map.copyOf(labels);
      rules = List.copyOf(rules);
      faults = List.copyOf(faults);
    }
  }

  /**
   * A row of the table: a rule.
   *
   * @param id empty if it has none
   * @param lines where it begins in the file, and where each cell of {@code when} and {@code says}
   *     stands, by name
   * @param when words that an input may be, by name; none for any
   * @param says what it answers, by name
   */
  record Row(
      String id,
      int line,
      Map<String, Integer> lines,
      Map<String, List<String>> when,
      Map<String, String> says,
      String description) {
    public Row {
      lines = Map.copyOf(lines);
      when = Map.copyOf(when);
      says = Map.copyOf(says);
    }
  }

  /**
   * @param xml a decision table in DMN
   */
  Reading read(String xml);

  /**
   * The table, to be asked.
   *
   * @throws IllegalStateException if {@link #read} finds a fault
   */
  DepartmentRouting table(String xml);
}
