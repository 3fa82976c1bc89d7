package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.ProjectFacts.Stage;

/** A project as the catalogues look at it: normalised once, then read by every entry. */
final class CatalogueSight {
  private static final Map<String, String> FACTS =
      Map.of(
          "园区安全风险等级", "parkSafetyGrade",
          "公路等级", "roadClass",
          "铁路沿线地段", "railArea",
          "电压等级", "powerLineVoltage",
          "所属流域", "riverBasin",
          "是否含尾矿库", "tailingsPond",
          "是否露天采矿、采石或者爆破", "openPitOrBlasting");

  /**
   * A text of the project.
   *
   * @param pairs its pairs of characters, see {@link CatalogueText#pairs}
   */
  record Text(String path, String declared, String normal, int[] pairs) {}

  /** A substance of the project. */
  record Matter(
      String path, ProjectFacts.Substance substance, String normal, String base, String form) {}

  /**
   * A capacity of the project.
   *
   * @param measure normalised
   * @param scale whether it speaks of scale alone
   * @param unit null if it isn't known
   * @param base in the base unit; null if the unit isn't known
   */
  record Amount(
      BigDecimal value,
      String words,
      String measure,
      boolean scale,
      @Nullable Measure unit,
      @Nullable Fraction base) {}

  final ProjectFacts facts;
  final List<Text> texts = new ArrayList<>();
  final List<Text> places = new ArrayList<>();
  final List<Matter> matters = new ArrayList<>();
  final List<Amount> amounts = new ArrayList<>();
  final Set<String> zones;

  /** In which the site lies. */
  final List<ZoneArea> areas;

  private final boolean parksKnown;
  final @Nullable String region;

  /**
   * @param known areas in force that day
   */
  CatalogueSight(ProjectFacts facts, Zones nesting, List<ZoneArea> known) {
    this.facts = facts;
    var site = facts.siting() == null ? null : facts.siting().location();
    areas = site == null ? List.of() : known.stream().filter(area -> area.holds(site)).toList();
    parksKnown = known.stream().anyMatch(area -> area.kind().equals(ZoneArea.PARK));
    var inside = new TreeSet<>(facts.zones());
    areas.forEach(area -> inside.add(area.zone()));
    zones = new TreeSet<>(nesting.around(inside));
    region = region(facts);
    for (int i = 0; i < facts.processes().size(); i++) {
      text(texts, "processes[" + i + "]", facts.processes().get(i));
    }
    for (int i = 0; i < facts.equipment().size(); i++) {
      text(texts, "equipment[" + i + "]", facts.equipment().get(i).name());
    }
    for (int i = 0; i < facts.headcounts().size(); i++) {
      var count = facts.headcounts().get(i);
      text(
          places,
          "headcounts[" + i + "]",
          (count.place() == null ? "" : count.place())
              + (count.shift() == null ? "" : count.shift()));
    }
    facts.capacities().stream()
        .map(CatalogueSight::amount)
        .filter(Objects::nonNull)
        .forEach(amounts::add);
    for (int i = 0; i < facts.units().size(); i++) {
      var substances = facts.units().get(i).substances();
      for (int j = 0; j < substances.size(); j++) {
        var substance = substances.get(j);
        var name = substance.name() == null ? "" : substance.name();
        matters.add(
            new Matter(
                "units[" + i + "].substances[" + j + "]",
                substance,
                SubstanceNames.normal(name),
                SubstanceNames.normal(SubstanceNames.base(name)),
                name + (substance.form() == null ? "" : substance.form())));
      }
    }
  }

  private static @Nullable Amount amount(ProjectFacts.Capacity capacity) {
    var value = capacity.value();
    var measure = capacity.measure();
    if (value == null || measure == null) {
      return null;
    }
    var words = capacity.unit() == null ? "" : capacity.unit();
    var unit = Measure.of(words).orElse(null);
    return new Amount(
        value,
        words,
        SubstanceNames.normal(measure),
        CatalogueEntry.SCALE.contains(measure),
        unit,
        unit == null ? null : unit.inBase(value));
  }

  private static void text(List<Text> into, String path, @Nullable String declared) {
    if (declared != null && !declared.isBlank()) {
      var normal = SubstanceNames.normal(declared);
      into.add(new Text(path, declared, normal, CatalogueText.pairs(normal)));
    }
  }

  /** Six digits; an own zone without a code counts as the place it is named after. */
  private static @Nullable String region(ProjectFacts facts) {
    var code = facts.regionCode() == null ? facts.province() : facts.regionCode();
    if (code == null) {
      return null;
    }
    int from = code.startsWith("L") ? 1 : 0;
    int to = code.indexOf('-') < 0 ? code.length() : code.indexOf('-');
    var digits = to < from ? "" : code.substring(from, to);
    return digits.length() == 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? digits
        : null;
  }

  /** Whether a project can answer to such a label at all. */
  static boolean canTell(String label) {
    return label.equals("建设性质") || FACTS.containsKey(label);
  }

  /** What the project says to a question that a row asks by its label; null if nothing. */
  @Nullable String told(String label) {
    if (label.equals("建设性质")) {
      return facts.kind() == null ? null : facts.kind().name().toLowerCase(Locale.ROOT);
    }
    var value = facts.facts().get(FACTS.getOrDefault(label, ""));
    return value instanceof Boolean truth
        ? truth ? "是" : "否"
        : value == null ? null : value.toString();
  }

  /** Whether the coordinates say otherwise than the project of its lying in a chemical park. */
  boolean parkContradicted() {
    var siting = facts.siting();
    return siting != null
        && siting.location() != null
        && siting.inChemicalPark() != null
        && parksKnown
        && siting.inChemicalPark()
            != areas.stream().anyMatch(area -> area.kind().equals(ZoneArea.PARK));
  }

  /** A filing is a new actor's unless it says that it already operates. */
  boolean existing() {
    return facts.stage() == Stage.EXISTING;
  }

  String purpose() {
    return facts.purpose() == null ? "" : facts.purpose();
  }

  @Nullable BigDecimal number(String key) {
    var value = facts.facts().get(key);
    return value instanceof Number || value instanceof String
        ? new BigDecimal(value.toString())
        : null;
  }
}
