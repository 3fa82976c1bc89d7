package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CheckResult.Finding;

/**
 * What two checks of one dossier say differently. Findings are the same one if they speak of the
 * same fact in the same words of the same document: lines of a file move with every edition.
 *
 * @param findings gone, new or otherwise
 * @param parts what differs beside them, such as hazards, see {@code policy.part.<part>}; their day
 *     and their set of editions aren't asked
 */
public record CheckDiff(List<Change> findings, List<String> parts) {
  public CheckDiff {
    findings = List.copyOf(findings);
    parts = List.copyOf(parts);
  }

  /**
   * One finding.
   *
   * @param before null if it is new
   * @param after null if it is gone
   */
  public record Change(@Nullable Finding before, @Nullable Finding after) {
    /** The one to name it by. */
    public Finding named() {
      return after == null ? Objects.requireNonNull(before) : after;
    }
  }

  public boolean none() {
    return findings.isEmpty() && parts.isEmpty();
  }

  public static CheckDiff between(CheckResult before, CheckResult after) {
    var parts = new ArrayList<String>();
    var asked = new LinkedHashMap<String, Function<CheckResult, Object>>();
    asked.put("verdict", CheckResult::verdict);
    asked.put("required", r -> String.valueOf(r.jointApprovalRequired()));
    asked.put("reasons", CheckResult::reasons);
    asked.put("processes", CheckResult::keyProcesses);
    asked.put("chemicals", CheckResult::keyChemicals);
    asked.put("hazards", r -> r.hazards().toString());
    asked.put("departments", CheckResult::departments);
    asked.put("missing", CheckResult::missing);
    asked.put("questions", CheckResult::undetermined);
    asked.forEach(
        (name, part) -> {
          if (!part.apply(before).equals(part.apply(after))) {
            parts.add(name);
          }
        });
    return new CheckDiff(findings(before.findings(), after.findings()), parts);
  }

  private static List<Change> findings(List<Finding> before, List<Finding> after) {
    var left = new ArrayList<>(before);
    var changes = new ArrayList<Change>();
    for (var now : after) {
      var then =
          left.stream()
              .filter(f -> f.withoutPlace().equals(now.withoutPlace()))
              .findFirst()
              .orElse(null);
      if (then == null) {
        then = left.stream().filter(f -> name(f).equals(name(now))).findFirst().orElse(null);
        changes.add(new Change(then, now));
      }
      left.remove(then);
    }
    left.forEach(then -> changes.add(new Change(then, null)));
    return changes;
  }

  private static List<String> name(Finding finding) {
    return List.of(finding.subject(), finding.message(), finding.legalBasis());
  }
}
