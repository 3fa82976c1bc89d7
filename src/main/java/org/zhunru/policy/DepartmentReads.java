package org.zhunru.policy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Which facts the rules of each department read: those of the routing table of a day, and {@code
 * policies/department-reads.csv}. Who reads nothing of what changed keeps its opinion.
 */
@Component
public class DepartmentReads {
  private static final Pattern NUMBER = Pattern.compile("\\[\\d*]");

  private final Routings routings;
  private final Map<String, Set<String>> besides = new LinkedHashMap<>();

  DepartmentReads(Routings routings) {
    this.routings = routings;
    PolicyFile.of("department-reads.csv")
        .read(
            List.of("department", "path", "why"),
            row -> {
              besides
                  .computeIfAbsent(row.required("department"), d -> new LinkedHashSet<>())
                  .add(row.required("path"));
              return row;
            });
  }

  private Map<String, Set<String>> all(LocalDate on) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    routings
        .on(on)
        .rules()
        .forEach(
            rule ->
                all.computeIfAbsent(rule.department(), d -> new LinkedHashSet<>())
                    .addAll(rule.reads()));
    besides.forEach(
        (department, paths) ->
            all.computeIfAbsent(department, d -> new LinkedHashSet<>()).addAll(paths));
    return all;
  }

  /**
   * Tells of a path whether a department reads it, by the rules of a day; who reads a path reads
   * all below.
   */
  public Predicate<String> of(String department, LocalDate on) {
    var own = all(on).getOrDefault(department, Set.of());
    return path -> reads(own, path);
  }

  private static boolean reads(Set<String> own, String path) {
    var plain = path.indexOf('[') < 0 ? path : NUMBER.matcher(path).replaceAll("");
    return own.stream()
        .anyMatch(
            read ->
                plain.equals(read) || plain.startsWith(read + ".") || read.startsWith(plain + "."));
  }

  /**
   * Departments that read at least one of the facts.
   *
   * @param days whose rules count: those of every day on which one of them was called
   */
  public Set<String> concerned(Collection<String> paths, LocalDate... days) {
    Set<String> concerned = new LinkedHashSet<>();
    for (var day : days) {
      all(day)
          .forEach(
              (department, own) -> {
                if (paths.stream().anyMatch(path -> reads(own, path))) {
                  concerned.add(department);
                }
              });
    }
    return concerned;
  }
}
