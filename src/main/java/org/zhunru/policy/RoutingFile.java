package org.zhunru.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zhunru.identity.Actor;
import org.zhunru.policy.RoutingReader.Reading;
import org.zhunru.policy.RoutingReader.Row;

/**
 * {@code policies/department-routing.dmn} as a governed file. What the program asks and what it
 * wants to be told is fixed: the inputs and outputs of the shipped table; the rules are the city's.
 */
final class RoutingFile {
  static final String FILE = "department-routing.dmn";

  private static final String ID = "id";
  private static final String DESCRIPTION = "说明";
  private static final String SECTOR = "sector";
  private static final String DEPARTMENT = "department";
  private static final String RULE = "rule";
  private static final String READS = "reads";

  /** What an input but the sector may be, and what that is called. */
  private static final Map<String, String> TRUTHS =
      new TreeMap<>(Map.of("yes", "是", "no", "否", "unknown", "不明"));

  private final RoutingReader reader;
  private final FactDictionary facts;
  private final Map<String, String> departments = new TreeMap<>();
  private final Map<String, String> sectors = new TreeMap<>();
  private final Reading shipped;

  RoutingFile(RoutingReader reader, FactDictionary facts) {
    this.reader = reader;
    this.facts = facts;
    this.shipped = reader.read(PolicyFile.of(FILE).text());
    PolicyFile.of("departments.csv")
        .read(
            List.of("code", "name"),
            row -> departments.put(row.required("code"), row.required("name")));
    departments.remove(Actor.LEAD_OFFICE);
    new Sectors().all().forEach(sector -> sectors.put(sector.key(), sector.nameZh()));
    sectors.put("none", "未填写");
  }

  /**
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  void check(PolicyFile file) {
    var reading = reader.read(file.text());
    var faults = new ArrayList<>(reading.faults());
    same("dmnInputs", shipped.inputs(), reading.inputs(), faults);
    same("dmnOutputs", shipped.outputs(), reading.outputs(), faults);
    var names = new HashSet<String>();
    for (var rule : reading.rules()) {
      rule(rule, names, faults);
    }
    if (!faults.isEmpty()) {
      throw new PolicyFile.BrokenPolicyFile(FILE, faults);
    }
  }

  private static void same(
      String code, List<String> wanted, List<String> found, List<PolicyFault> faults) {
    if (!found.isEmpty() && !found.equals(wanted)) {
      faults.add(PolicyFault.ofFile(code, String.join(", ", wanted), String.join(", ", found)));
    }
  }

  private void rule(Row rule, Set<String> names, List<PolicyFault> faults) {
    rule.when()
        .forEach(
            (input, words) -> {
              var allowed = called(input).keySet();
              words.stream()
                  .filter(word -> !allowed.contains(word))
                  .forEach(
                      word ->
                          faults.add(at(rule, input, "noneOf", word, String.join(", ", allowed))));
            });
    for (var output : List.of(RULE, DEPARTMENT, "text", "textEn", "source", READS)) {
      if (rule.says().getOrDefault(output, "x").isBlank()) {
        faults.add(at(rule, output, "empty"));
      }
    }
    var name = rule.says().getOrDefault(RULE, "");
    if (!name.isBlank() && !names.add(name)) {
      faults.add(at(rule, RULE, "twice", name));
    }
    var department = rule.says().getOrDefault(DEPARTMENT, "");
    if (!department.isBlank() && !departments.containsKey(department)) {
      faults.add(
          at(
              rule,
              DEPARTMENT,
              "noDepartment",
              department,
              String.join(", ", departments.keySet())));
    }
    for (var path : rule.says().getOrDefault(READS, "").split(";")) {
      if (!path.isBlank() && facts.find(path.strip()).isEmpty()) {
        faults.add(at(rule, READS, "noPath", path.strip()));
      }
    }
  }

  private Map<String, String> called(String input) {
    return input.equals(SECTOR) ? sectors : TRUTHS;
  }

  private static PolicyFault at(Row rule, String column, String code, Object... arguments) {
    return PolicyFault.at(rule.lines().getOrDefault(column, rule.line()), column, code, arguments);
  }

  /** A line for each rule, in words: its id, what it asks, what it answers. */
  RevisionText table(String xml) {
    var reading = reader.read(xml);
    var columns = new LinkedHashMap<String, String>();
    reading.inputs().forEach(name -> columns.put(name, label(reading, name)));
    reading.outputs().forEach(name -> columns.put(name, label(reading, name)));
    var header = new ArrayList<String>();
    header.add(ID);
    header.addAll(columns.values());
    header.add(DESCRIPTION);
    var lines = new ArrayList<List<String>>();
    for (var rule : reading.rules()) {
      var line = new ArrayList<String>();
      line.add(rule.id());
      for (var name : columns.keySet()) {
        line.add(said(rule, name));
      }
      line.add(rule.description());
      lines.add(line);
    }
    return new RevisionText(header, lines);
  }

  /** A cell in words: what is asked or answered; a department by code and name. */
  private String said(Row rule, String name) {
    var answer = rule.says().get(name);
    if (answer != null) {
      var department = name.equals(DEPARTMENT) ? departments.get(answer) : null;
      return department == null ? answer : answer + " " + department;
    }
    return rule.when().getOrDefault(name, List.of()).stream()
        .map(word -> called(name).getOrDefault(word, word))
        .collect(Collectors.joining("、"));
  }

  private static String label(Reading reading, String name) {
    Map<String, String> labels = reading.labels();
    var label = labels.getOrDefault(name, "");
    boolean once = labels.values().stream().filter(label::equals).count() == 1;
    return label.isBlank() || !once ? name : label;
  }
}
