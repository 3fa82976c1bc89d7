package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The register of grounds for vetoes, {@code policies/veto-grounds.csv}. Only rows that bind and
 * that end in a no are offered: {@code unknown} ones never, conditions and corrections neither, no
 * row of a procedure that comes after pre-approval, and no row of another province or city ({@code
 * policies/ground-regions.csv}).
 */
@Component
public class Grounds {
  /** Procedures whose grounds a joint pre-approval may rest on. */
  private static final Set<String> PROCESSES =
      Set.of(
          "joint_preapproval",
          "siting",
          "catalogue",
          "capacity",
          "personnel",
          "safety_condition_review");

  private static final int DIGITS = 12;

  private final Map<String, Ground> all = new LinkedHashMap<>();
  private final String edition;

  public Grounds() {
    var departments = departments();
    var elsewhere = elsewhere();
    var register = PolicyFile.of("veto-grounds.csv");
    edition = register.sha256().substring(0, DIGITS);
    register.read(
        List.of("id", "process", "department_zh", "ground_zh", "legal_basis", "kind", "confidence"),
        row -> {
          Set<String> codes = new LinkedHashSet<>();
          for (var name : row.several("department_zh")) {
            codes.addAll(departments.getOrDefault(name, Set.of()));
          }
          var ground =
              new Ground(
                  row.required("id"),
                  row.required("process"),
                  codes,
                  row.required("ground_zh"),
                  row.text("legal_basis"),
                  row.oneOf("kind", "veto", "refuse", "condition", "correct"),
                  row.oneOf("confidence", "high", "recalled", "unknown"));
          boolean offered =
              PROCESSES.contains(ground.process())
                  && (ground.kind().equals("veto") || ground.kind().equals("refuse"))
                  && !ground.confidence().equals("unknown")
                  && !ground.legalBasis().isEmpty()
                  && !codes.isEmpty()
                  && !elsewhere.contains(ground.id());
          if (offered && all.putIfAbsent(ground.id(), ground) != null) {
            row.wrong("id", "twice", ground.id());
          }
          return ground;
        });
  }

  private static Map<String, Set<String>> departments() {
    Map<String, Set<String>> codes = new LinkedHashMap<>();
    PolicyFile.of("ground-departments.csv")
        .read(
            List.of("department_zh", "department", "source"),
            row -> {
              codes
                  .computeIfAbsent(row.required("department_zh"), name -> new LinkedHashSet<>())
                  .add(row.required("department"));
              return row;
            });
    return codes;
  }

  /** Rows that bind in other places only. */
  private static Set<String> elsewhere() {
    Set<String> ids = new LinkedHashSet<>();
    PolicyFile.of("ground-regions.csv")
        .read(
            List.of("id", "region_zh", "source"),
            row -> {
              ids.add(row.required("id"));
              row.required("region_zh");
              return row;
            });
    return ids;
  }

  /** Which wording of the register this is: the first 12 hexadecimal digits of its SHA-256. */
  public String edition() {
    return edition;
  }

  /** Every ground that may be relied on, in the order of the register. */
  public List<Ground> all() {
    return List.copyOf(all.values());
  }

  /** A ground that may be relied on. */
  public Optional<Ground> byId(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /**
   * Grounds a department may rely on.
   *
   * @param on the day of the opinion; the shipped register says of no row when it came into force
   *     or ended, so every row counts on every day
   */
  public List<Ground> forDepartment(String code, LocalDate on) {
    return all.values().stream().filter(ground -> ground.servesDepartment(code)).toList();
  }

  /**
   * Of those, the ones in which every word typed occurs: in the id, the ground or its basis.
   *
   * @param words separated by blanks; empty for all
   */
  public List<Ground> search(String code, String words, LocalDate on) {
    var found = new ArrayList<>(forDepartment(code, on));
    for (var word : words.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      found.removeIf(
          ground ->
              !(ground.id() + " " + ground.text() + " " + ground.legalBasis())
                  .toLowerCase(Locale.ROOT)
                  .contains(word));
    }
    return found;
  }
}
