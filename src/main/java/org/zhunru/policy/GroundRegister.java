package org.zhunru.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One wording of the register of grounds for vetoes, {@code policies/veto-grounds.csv}. Only rows
 * that bind and that end in a no are offered: {@code unknown} ones never, conditions and
 * corrections neither, no row of a procedure that comes after pre-approval, and no row of another
 * province or city ({@code policies/ground-regions.csv}).
 */
final class GroundRegister {
  static final String FILE = "veto-grounds.csv";

  /** Procedures whose grounds a joint pre-approval may rest on. */
  private static final Set<String> PROCESSES =
      Set.of(
          "joint_preapproval",
          "siting",
          "catalogue",
          "capacity",
          "personnel",
          "safety_condition_review");

  /** Procedures that come later. */
  private static final Set<String> LATER =
      Set.of("safety_design_review", "completion_acceptance", "occupational");

  /** Stands in {@code ground-departments.csv} for a body that has no part in the review. */
  private static final String NOBODY = "-";

  private static final int DIGITS = 12;

  private static final List<String> COLUMNS =
      List.of("id", "process", "department_zh", "ground_zh", "legal_basis", "kind", "confidence");

  private final Map<String, Ground> offered = new LinkedHashMap<>();
  private final String edition;

  private GroundRegister(String edition) {
    this.edition = edition;
  }

  /**
   * Reads a wording. What it names outside of itself was looked at when it was published: an old
   * edition stays readable whatever became of that.
   *
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static GroundRegister of(PolicyFile file) {
    return read(file, false);
  }

  /**
   * Reads a wording that shall be published: besides, every procedure and department has to be
   * known, and what binds has to name its law. Else the row would be offered to nobody, unseen.
   *
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static GroundRegister strictly(PolicyFile file) {
    return read(file, true);
  }

  private static GroundRegister read(PolicyFile file, boolean strictly) {
    var departments = departments();
    var elsewhere = elsewhere();
    var register = new GroundRegister(file.sha256().substring(0, DIGITS));
    Set<String> ids = new LinkedHashSet<>();
    file.read(
        COLUMNS,
        row -> {
          var ground = ground(row, departments);
          if (strictly) {
            look(row, departments);
          }
          if (!ids.add(ground.id())) {
            row.wrong("id", "twice", ground.id());
          }
          if (offers(ground) && !elsewhere.contains(ground.id())) {
            register.offered.putIfAbsent(ground.id(), ground);
          }
          return ground;
        });
    return register;
  }

  private static Ground ground(PolicyFile.Row row, Map<String, Set<String>> departments) {
    Set<String> codes = new LinkedHashSet<>();
    for (var name : row.several("department_zh")) {
      codes.addAll(departments.getOrDefault(name, Set.of()));
    }
    codes.remove(NOBODY);
    return new Ground(
        row.required("id"),
        row.required("process"),
        codes,
        row.required("ground_zh"),
        row.text("legal_basis"),
        row.oneOf("kind", "veto", "refuse", "condition", "correct"),
        row.oneOf("confidence", "high", "recalled", "unknown"));
  }

  private static void look(PolicyFile.Row row, Map<String, Set<String>> departments) {
    row.required("department_zh");
    for (var name : row.several("department_zh")) {
      if (!departments.containsKey(name)) {
        row.wrong("department_zh", "noDepartmentName", name, nearest(name, departments.keySet()));
      }
    }
    var known = new ArrayList<>(PROCESSES);
    known.addAll(LATER);
    known.sort(Comparator.naturalOrder());
    row.oneOf("process", known.toArray(String[]::new));
    if (row.text("legal_basis").isEmpty() && !row.text("confidence").equals("unknown")) {
      row.wrong("legal_basis", "noBasis");
    }
  }

  private static boolean offers(Ground ground) {
    return PROCESSES.contains(ground.process())
        && (ground.kind().equals("veto") || ground.kind().equals("refuse"))
        && !ground.confidence().equals("unknown")
        && !ground.legalBasis().isEmpty()
        && !ground.departments().isEmpty();
  }

  /** The known name that has most characters of what was written, and fewest others. */
  private static String nearest(String written, Set<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingLong(name -> -common(name, written))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  private static long common(String one, String other) {
    return one.chars().distinct().filter(c -> other.indexOf(c) >= 0).count();
  }

  /** The one department that stands for a body; empty if none or several do. */
  static Optional<String> houseOf(String body) {
    var codes = departments().getOrDefault(body, Set.of());
    return codes.size() == 1
        ? codes.stream().filter(code -> code.matches("[a-z]+")).findFirst()
        : Optional.empty();
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

  /** The first 12 hexadecimal digits of its SHA-256. */
  String edition() {
    return edition;
  }

  /** Every ground that may be relied on, in the order of the register. */
  List<Ground> all() {
    return List.copyOf(offered.values());
  }

  Optional<Ground> byId(String id) {
    return Optional.ofNullable(offered.get(id));
  }
}
