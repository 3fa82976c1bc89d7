package org.zhunru.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which facts the rules of each department read: those of the routing table, and {@code
 * policies/department-reads.csv}. Who reads nothing of what changed keeps its opinion.
 */
@Component
public class DepartmentReads {
  private final Map<String, Set<String>> reads = new LinkedHashMap<>();

  DepartmentReads(DepartmentRouting routing) {
    for (var rule : routing.rules()) {
      reads.computeIfAbsent(rule.department(), d -> new LinkedHashSet<>()).addAll(rule.reads());
    }
    PolicyFile.of("department-reads.csv")
        .read(
            List.of("department", "path", "why"),
            row -> {
              reads
                  .computeIfAbsent(row.required("department"), d -> new LinkedHashSet<>())
                  .add(row.required("path"));
              return row;
            });
  }

  /** Paths of the facts a department reads; whoever reads a path reads all below it. */
  public Set<String> of(String department) {
    return Set.copyOf(reads.getOrDefault(department, Set.of()));
  }

  /** Whether a department reads a fact. */
  public boolean reads(String department, String path) {
    var plain = path.replaceAll("\\[\\d*]", "");
    return reads.getOrDefault(department, Set.of()).stream()
        .anyMatch(
            read ->
                plain.equals(read) || plain.startsWith(read + ".") || read.startsWith(plain + "."));
  }

  /** Departments that read at least one of the facts. */
  public Set<String> concerned(Collection<String> paths) {
    Set<String> concerned = new LinkedHashSet<>();
    for (var department : reads.keySet()) {
      if (paths.stream().anyMatch(path -> reads(department, path))) {
        concerned.add(department);
      }
    }
    return concerned;
  }
}
