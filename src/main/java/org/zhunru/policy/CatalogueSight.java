package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.ProjectFacts.Stage;

/** A project as the catalogues look at it: normalised once, then read by every entry. */
final class CatalogueSight {
  private static final FactDictionary DICTIONARY = new FactDictionary();
  private static final Map<String, FactDictionary.Fact> KEYED = DICTIONARY.keyed();
  private static final String YES = CatalogueEntry.Condition.YES;
  private static final String NO = CatalogueEntry.Condition.NO;

  private static final Set<String> OUTPUT = Set.of("mass per year", "mass per day");

  /** Stands for a grade where there is no park to have one. */
  private static final String OUTSIDE_PARKS = "不在化工园区";

  /** What a project is asked by these labels follows from what it declares elsewhere. */
  private static final Map<String, Function<CatalogueSight, @Nullable String>> DERIVED =
      Map.ofEntries(
          Map.entry(FactScope.KIND, CatalogueSight::kind),
          Map.entry("新设或现有", sight -> lower(sight.existing() ? Stage.EXISTING : Stage.NEW)),
          Map.entry("行业领域", sight -> sight.facts.sector()),
          Map.entry("园区安全风险等级", CatalogueSight::parkGrade),
          Map.entry("是否两重点一重大项目", sight -> word(sight.hazards().any())),
          Map.entry("是否涉及重点监管的危险化工工艺", sight -> word(sight.hazards().process())),
          Map.entry("是否涉及硝化、氯化、氟化、重氮化、过氧化工艺", sight -> word(sight.hazards().oneOfFive())),
          Map.entry("是否构成重大危险源", sight -> word(sight.hazards().majorHazard())));

  /** From which path; the others from what lies in the units. */
  private static final Map<String, String> DERIVED_FROM =
      Map.of(
          FactScope.KIND,
          "kind",
          "新设或现有",
          "stage",
          "行业领域",
          "sector",
          "是否涉及重点监管的危险化工工艺",
          "processes",
          "是否涉及硝化、氯化、氟化、重氮化、过氧化工艺",
          "processes");

  /**
   * A text of the project.
   *
   * @param things what it names, see {@link CatalogueText#things}
   * @param pairs its pairs of characters, see {@link CatalogueText#pairs}
   * @param output whether it is what a capacity is the output of
   */
  record Text(
      String path,
      String declared,
      String normal,
      List<String> things,
      int[] pairs,
      boolean output) {}

  /** A substance of the project. */
  record Matter(
      String path, ProjectFacts.Substance substance, String normal, String base, String form) {}

  /**
   * A capacity of the project.
   *
   * @param measure normalised
   * @param things of what it is the amount; empty if the measure doesn't say
   * @param scale whether it speaks of scale alone
   * @param unit null if it isn't known
   * @param base in the base unit; null if the unit isn't known
   */
  record Amount(
      BigDecimal value,
      String words,
      String measure,
      List<String> things,
      boolean scale,
      @Nullable Measure unit,
      @Nullable Fraction base) {}

  final ProjectFacts facts;
  final List<Text> texts = new ArrayList<>();
  final List<Text> places = new ArrayList<>();
  final List<Matter> matters = new ArrayList<>();
  final List<Amount> amounts = new ArrayList<>();
  private @Nullable KnownHazards hazards;
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
    for (int i = 0; i < facts.capacities().size(); i++) {
      product("capacities[" + i + "]", facts.capacities().get(i));
    }
    facts.capacities().stream()
        .map(CatalogueSight::amount)
        .filter(Objects::nonNull)
        .forEach(amounts::add);
    facts.facts().forEach(this::amounts);
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

  /** An output by the year or the day that says of what: 苯乙烯产能 is declared as a plant for 苯乙烯. */
  private void product(String path, ProjectFacts.Capacity capacity) {
    var unit = Measure.of(capacity.unit() == null ? "" : capacity.unit()).orElse(null);
    var measure = capacity.measure();
    if (unit != null
        && measure != null
        && OUTPUT.contains(unit.dimension())
        && !CatalogueText.things(measure).isEmpty()) {
      text(texts, path, measure, true);
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
        CatalogueText.things(measure),
        CatalogueEntry.SCALE.contains(measure),
        unit,
        unit == null ? null : unit.inBase(value));
  }

  /** A number among the facts measures what it is called, and what rows ask for by it. */
  private void amounts(String key, Object value) {
    var fact = KEYED.get(key);
    var unit = fact == null ? null : Measure.of(fact.unit()).orElse(null);
    if (unit == null || !(value instanceof Number)) {
      return;
    }
    var number = new BigDecimal(value.toString());
    Stream.concat(Stream.of(fact.labelZh()), fact.askedAs().stream())
        .map(SubstanceNames::normal)
        .forEach(
            measure ->
                amounts.add(
                    new Amount(
                        number,
                        fact.unit(),
                        measure,
                        List.of(),
                        false,
                        unit,
                        unit.inBase(number))));
  }

  private static void text(List<Text> into, String path, @Nullable String declared) {
    text(into, path, declared, false);
  }

  private static void text(
      List<Text> into, String path, @Nullable String declared, boolean output) {
    if (declared != null && !declared.isBlank()) {
      var normal = SubstanceNames.normal(declared);
      into.add(
          new Text(
              path,
              declared,
              normal,
              CatalogueText.things(declared),
              CatalogueText.pairs(normal),
              output));
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
    return DERIVED.containsKey(label) || fact(label) != null;
  }

  /** Whether a project can ever answer so. */
  static boolean canBe(String label, String value) {
    if (label.equals(FactScope.KIND)) {
      return Stream.of(ProjectKind.values()).anyMatch(kind -> value.equals(lower(kind)));
    }
    var fact = fact(label);
    if (label.startsWith("是否") || fact != null && fact.type() == FactDictionary.Type.TRUTH) {
      return value.equals(YES) || value.equals(NO);
    }
    return fact == null || fact.choices().isEmpty() || fact.grade(value) >= 0;
  }

  /** The fact that a row asks for by its label; null if it asks for none. */
  static FactDictionary.@Nullable Fact fact(String label) {
    return DICTIONARY.askedFor(label).orElse(null);
  }

  /**
   * What has to be told for a label to be answered, a path of any kind; null if nobody can answer.
   */
  static FactDictionary.@Nullable Fact asked(String label) {
    var fact = fact(label);
    if (fact != null || !DERIVED.containsKey(label)) {
      return fact;
    }
    return DICTIONARY.find(DERIVED_FROM.getOrDefault(label, "units")).orElseThrow();
  }

  /** What the project says to a question that a row asks by its label; null if nothing. */
  @Nullable String told(String label) {
    var derived = DERIVED.get(label);
    if (derived != null) {
      return derived.apply(this);
    }
    var value = value(label);
    return value instanceof Boolean truth
        ? word(truth)
        : value instanceof List<?> several
            ? String.join(";", several.stream().map(Object::toString).toList())
            : value == null ? null : value.toString();
  }

  /** Whether the answer is one of those; of several answers, any. Null if there is none. */
  @Nullable Boolean says(String label, List<String> words) {
    if (value(label) instanceof List<?> several) {
      return several.stream().anyMatch(each -> words.contains(each.toString()));
    }
    var told = told(label);
    return told == null ? null : words.contains(told);
  }

  private @Nullable Object value(String label) {
    var fact = fact(label);
    return fact == null ? null : facts.facts().get(FactDictionary.key(fact));
  }

  /** Looked for once, when a row first asks. */
  private KnownHazards hazards() {
    var known = hazards;
    if (known == null) {
      known = KnownHazards.of(facts);
      hazards = known;
    }
    return known;
  }

  /** Whoever already operates and says of no construction builds nothing. */
  private @Nullable String kind() {
    var kind = facts.kind();
    return kind == null && existing() ? "none" : lower(kind);
  }

  private @Nullable String parkGrade() {
    var siting = facts.siting();
    if (siting != null && Boolean.FALSE.equals(siting.inChemicalPark())) {
      return OUTSIDE_PARKS;
    }
    var grade = facts.facts().get("parkSafetyGrade");
    return grade == null ? null : grade.toString();
  }

  private static @Nullable String word(@Nullable Boolean truth) {
    return truth == null ? null : truth ? YES : NO;
  }

  private static @Nullable String lower(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
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
