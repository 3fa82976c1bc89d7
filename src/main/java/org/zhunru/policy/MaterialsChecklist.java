package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which materials a filing needs, {@code policies/materials.csv}. */
@Component
public class MaterialsChecklist {
  private final Map<String, Material> all = new LinkedHashMap<>();

  /**
   * One material.
   *
   * @param id stable key
   * @param fact key of the dictionary of facts that decides; null if none does
   * @param wanted value of that fact under which the material is needed
   * @param required YES, CONDITIONAL, PERHAPS or OFFERED
   * @param conditionZh when it is needed, Chinese
   * @param legalBasis document and article; empty if not known
   * @param confidence high, recalled or unknown
   */
  public record Material(
      String id,
      String matter,
      String nameZh,
      String nameEn,
      Required required,
      @Nullable String fact,
      String wanted,
      String conditionZh,
      String conditionEn,
      String legalBasis,
      String confidence) {
    public String name(Locale locale) {
      return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }

    public String condition(Locale locale) {
      return locale.getLanguage().equals("en") ? conditionEn : conditionZh;
    }

    /** Whether the row still has to be checked against its source. */
    public boolean toBeConfirmed() {
      return !confidence.equals("high");
    }
  }

  /** When a material is needed. */
  public enum Required {
    /** Always. */
    YES,
    /** If a fact says so. */
    CONDITIONAL,
    /** If a condition holds that no fact decides: a person has to say. */
    PERHAPS,
    /** Never; it may be filed. */
    OFFERED
  }

  /** What the facts say of a material. */
  public enum Need {
    NEEDED,
    PERHAPS,
    NOT_NEEDED,
    OFFERED
  }

  /** A material with what the facts say of it. */
  public record Needed(Material material, Need need) {}

  public MaterialsChecklist() {
    PolicyFile.of("materials.csv")
        .read(
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
                "confidence"),
            row -> {
              var condition = row.text("condition");
              boolean decided = condition.startsWith("facts.") && condition.contains("=");
              if (!condition.isEmpty() && !decided) {
                row.wrong("condition", "notACondition", condition);
              }
              var required = row.oneOf("required", "yes", "conditional", "perhaps", "offered");
              if (required.equals("conditional") != decided) {
                row.wrong("required", "conditionMisplaced");
              }
              var material =
                  new Material(
                      row.required("id"),
                      row.required("matter"),
                      row.required("name_zh"),
                      row.required("name_en"),
                      required.isEmpty()
                          ? Required.PERHAPS
                          : Required.valueOf(required.toUpperCase(Locale.ROOT)),
                      decided
                          ? condition.substring("facts.".length(), condition.indexOf('='))
                          : null,
                      decided ? condition.substring(condition.indexOf('=') + 1) : "",
                      row.text("condition_zh"),
                      row.text("condition_en"),
                      row.text("legal_basis"),
                      row.oneOf("confidence", "high", "recalled", "unknown"));
              if (all.putIfAbsent(material.id(), material) != null) {
                row.wrong("id", "twice", material.id());
              }
              return material;
            });
  }

  /** A material by its id. */
  public Optional<Material> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /**
   * All materials of a matter with what the facts say of each, in the order of the file. A row of
   * confidence {@code unknown} is never needed for certain.
   */
  public List<Needed> forMatter(String matter, ProjectFacts facts) {
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
