package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhunru.policy.MaterialsChecklist.Material;
import org.zhunru.policy.MaterialsChecklist.Need;
import org.zhunru.policy.MaterialsChecklist.Needed;
import org.zhunru.policy.MaterialsChecklist.Required;

/** One wording of {@code policies/materials.csv}. */
final class MaterialTable {
  static final String FILE = "materials.csv";

  private static final String FACTS = "facts.";
  private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "matter",
          "name_zh",
          "name_en",
          "required",
          "condition",
          "condition_zh",
          "condition_en",
          "legal_basis",
          "confidence");

  private final Map<String, Material> all = new LinkedHashMap<>();

  private MaterialTable() {}

  /**
   * Reads a wording, see {@link GroundRegister#of}.
   *
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static MaterialTable of(PolicyFile file) {
    return read(file, row -> {});
  }

  /**
   * Reads a wording that shall be published: besides, matter and fact have to be known, and the
   * fact has to have the value that is asked for.
   *
   * @param matters ids
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static MaterialTable strictly(PolicyFile file, Set<String> matters, FactDictionary dictionary) {
    var facts = dictionary.keyed();
    return read(file, row -> look(row, matters, facts));
  }

  private static MaterialTable read(
      PolicyFile file, java.util.function.Consumer<PolicyFile.Row> look) {
    var table = new MaterialTable();
    file.read(
        COLUMNS,
        row -> {
          look.accept(row);
          var material = material(row);
          if (table.all.putIfAbsent(material.id(), material) != null) {
            row.wrong("id", "twice", material.id());
          }
          return material;
        });
    return table;
  }

  private static void look(
      PolicyFile.Row row, Set<String> matters, Map<String, FactDictionary.Fact> facts) {
    var id = row.text("id");
    if (!id.isEmpty() && !id.matches(ID)) {
      row.wrong("id", "notAnId", id);
    }
    row.oneOf("matter", matters.toArray(String[]::new));
    if (row.text("required").equals("perhaps") && row.text("condition_zh").isEmpty()) {
      row.wrong("condition_zh", "noCondition");
    }
    var condition = row.text("condition");
    if (decided(condition)) {
      var key = key(condition);
      var fact = facts.get(key);
      if (fact == null) {
        row.wrong("condition", "noFact", key);
      } else {
        value(row, fact, wanted(condition));
      }
    }
  }

  private static void value(PolicyFile.Row row, FactDictionary.Fact fact, String wanted) {
    switch (fact.type()) {
      case TRUTH:
        if (!Set.of("true", "false").contains(wanted)) {
          row.wrong("condition", "notTruth", fact.labelZh(), wanted);
        }
        break;
      case TEXT, CHOICE:
        if (wanted.isEmpty()) {
          row.wrong("condition", "notACondition", row.text("condition"));
        }
        break;
      default:
        row.wrong("condition", "factDecidesNothing", fact.labelZh());
        break;
    }
  }

  private static boolean decided(String condition) {
    return condition.startsWith(FACTS) && condition.contains("=");
  }

  private static String key(String condition) {
    return condition.substring(FACTS.length(), condition.indexOf('='));
  }

  private static String wanted(String condition) {
    return condition.substring(condition.indexOf('=') + 1);
  }

  private static Material material(PolicyFile.Row row) {
    var condition = row.text("condition");
    boolean decided = decided(condition);
    if (!condition.isEmpty() && !decided) {
      row.wrong("condition", "notACondition", condition);
    }
    var required = row.oneOf("required", "yes", "conditional", "perhaps", "offered");
    if (required.equals("conditional") != decided) {
      row.wrong("required", "conditionMisplaced");
    }
    return new Material(
        row.required("id"),
        row.required("matter"),
        row.required("name_zh"),
        row.required("name_en"),
        required.isEmpty() ? Required.PERHAPS : required(required),
        decided ? key(condition) : null,
        decided ? wanted(condition) : "",
        row.text("condition_zh"),
        row.text("condition_en"),
        row.text("legal_basis"),
        row.oneOf("confidence", "high", "recalled", "unknown"));
  }

  private static Required required(String word) {
    for (var required : Required.values()) {
      if (required.name().toLowerCase(Locale.ROOT).equals(word)) {
        return required;
      }
    }
    return Required.PERHAPS;
  }

  Optional<Material> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** In the order of the file. */
  List<Needed> forMatter(String matter, ProjectFacts facts) {
    var needed = new ArrayList<Needed>();
    for (var material : all.values()) {
      if (material.matter().equals(matter)) {
        needed.add(new Needed(material, need(material, facts)));
      }
    }
    return needed;
  }

  private static Need need(Material material, ProjectFacts facts) {
    switch (material.required()) {
      case OFFERED:
        return Need.OFFERED;
      case PERHAPS:
        return Need.PERHAPS;
      case YES:
        return material.confidence().equals("unknown") ? Need.PERHAPS : Need.NEEDED;
      default:
        var told = facts.facts().get(String.valueOf(material.fact()));
        if (told == null) {
          return Need.PERHAPS;
        }
        if (!String.valueOf(told).equals(material.wanted())) {
          return Need.NOT_NEEDED;
        }
        return material.confidence().equals("unknown") ? Need.PERHAPS : Need.NEEDED;
    }
  }
}
