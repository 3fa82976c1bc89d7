package org.zhunru.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseDays;

/**
 * Which materials a filing needs, {@code policies/materials.csv}. What has never been filed is
 * asked by the edition in force today; a filed case keeps the one of its first filing.
 */
@Component
public class MaterialsChecklist {
  private final DatedFile<MaterialTable> tables;
  private final Clock clock;

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

  MaterialsChecklist(PoliciesInForce policies, Clock clock) {
    this.tables = new DatedFile<>(policies, MaterialTable.FILE, MaterialTable::of);
    this.clock = clock;
  }

  /** The day whose edition asks: of the first filing; today, if there was none. */
  public LocalDate dayOf(Case of) {
    return CaseDays.of(of, clock).day(CaseDays.Which.FILING);
  }

  /** A material by its id. */
  public Optional<Material> find(String id, LocalDate on) {
    return tables.on(on).find(id);
  }

  /**
   * What a material of a case is called: by the edition that asks, else by the last one before that
   * knew it; its id if none did.
   */
  public String name(String id, Case of, Locale locale) {
    var day = dayOf(of);
    return find(id, day)
        .or(
            () ->
                tables
                    .last(day, table -> table.find(id).isPresent())
                    .flatMap(last -> last.edition().find(id)))
        .map(material -> material.name(locale))
        .orElse(id);
  }

  /**
   * All materials of a matter with what the facts say of each, in the order of the file. A row of
   * confidence {@code unknown} is never needed for certain.
   */
  public List<Needed> forMatter(String matter, ProjectFacts facts, LocalDate on) {
    return tables.on(on).forMatter(matter, facts);
  }
}
