package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The index says what asking every entry in turn says, of whatever project on whatever day:
 * findings, questions, near misses and verdict, in the same order. Names are those of the shipped
 * catalogues, whole, cut, lengthened or mixed, so that most projects hit or nearly hit something.
 */
class CatalogueIndexProperties {
  private static final List<CatalogueEntry> ALL = new CatalogueFiles().all();
  private static final CatalogueSet SET = new CatalogueSet(ALL, CatalogueFiles.zones());
  private static final Map<LocalDate, CatalogueIndex> DAYS = new HashMap<>();

  @Property(tries = 1000)
  void the_index_answers_what_the_scan_answers(
      @ForAll("projects") ProjectFacts facts, @ForAll("days") LocalDate day) {
    var index = DAYS.computeIfAbsent(day, d -> new CatalogueIndex(SET, d));
    assertThat(index.check(facts)).isEqualTo(index.scan(facts));
  }

  @Property(tries = 200)
  void it_does_so_too_if_documents_are_looked_at_on_different_days(
      @ForAll("projects") ProjectFacts facts,
      @ForAll("days") LocalDate day,
      @ForAll("days") LocalDate other) {
    var index =
        new CatalogueIndex(SET, day, e -> e.edition().document().hashCode() % 2 == 0 ? day : other);
    assertThat(index.check(facts)).isEqualTo(index.scan(facts));
  }

  /** First and last days of entries, and the days beside them. */
  @Provide
  Arbitrary<LocalDate> days() {
    var days = new TreeSet<LocalDate>();
    for (var entry : ALL) {
      if (entry.from() != null) {
        days.add(entry.from());
        days.add(entry.from().minusDays(1));
      }
      if (entry.to() != null) {
        days.add(entry.to());
        days.add(entry.to().plusDays(1));
      }
    }
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(List.copyOf(days))),
        Tuple.of(2, Arbitraries.of(LocalDate.of(2015, 6, 1), LocalDate.of(2026, 11, 26))));
  }

  @Provide
  Arbitrary<ProjectFacts> projects() {
    var said =
        Combinators.combine(
                sectors(), regions(), zones(), substances(), texts(), capacities(), people())
            .as(Said::new);
    var rest =
        Combinators.combine(
                Arbitraries.of("科研教学", "国防军工", "战略性新兴产业", "检疫熏蒸", "生产").injectNull(0.5),
                Arbitraries.of(ProjectFacts.Stage.values()).injectNull(0.5),
                Arbitraries.of(ProjectKind.values()).injectNull(0.2),
                Arbitraries.of(true, false).injectNull(0.4),
                Arbitraries.of("99999999", "300000000", "1000000000").injectNull(0.5),
                keyed())
            .as(Rest::new);
    return Combinators.combine(said, rest).as(CatalogueIndexProperties::project);
  }

  private record Said(
      @Nullable String sector,
      @Nullable String region,
      List<String> zones,
      List<ProjectFacts.Substance> substances,
      List<String> texts,
      List<ProjectFacts.Capacity> capacities,
      List<ProjectFacts.Headcount> people) {}

  private record Rest(
      @Nullable String purpose,
      ProjectFacts.@Nullable Stage stage,
      @Nullable ProjectKind kind,
      @Nullable Boolean inPark,
      @Nullable String yuan,
      Map<String, Object> keyed) {}

  private static ProjectFacts project(Said said, Rest rest) {
    int half = said.texts.size() / 2;
    return new ProjectFacts(
        null,
        null,
        said.sector,
        rest.kind,
        null,
        said.region,
        null,
        rest.yuan == null ? null : new BigDecimal(rest.yuan),
        rest.purpose,
        rest.stage,
        null,
        null,
        said.zones,
        said.texts.subList(0, half),
        List.of(
            new ProjectFacts.Unit("甲", ProjectFacts.UnitType.PRODUCTION, null, said.substances)),
        rest.inPark == null ? null : new ProjectFacts.Siting(rest.inPark, null, null, List.of()),
        List.of(),
        said.capacities,
        said.texts.subList(half, said.texts.size()).stream()
            .map(ProjectFacts.Equipment::new)
            .toList(),
        said.people,
        null,
        rest.keyed);
  }

  private static Arbitrary<String> sectors() {
    return Arbitraries.of(new Sectors().all()).map(Sectors.Sector::key).injectNull(0.1);
  }

  private static Arbitrary<String> regions() {
    return Arbitraries.of(
            "110000",
            "140100",
            "230900",
            "230903",
            "320000",
            "320100",
            "320583",
            "370900",
            "410000",
            "430000",
            "520100",
            "L230900-1",
            "")
        .injectNull(0.1);
  }

  private static Arbitrary<List<String>> zones() {
    return Arbitraries.of("东城", "主城区", "化工集中区", "首都功能核心区", "大气污染防治重点区域", "没有这个区")
        .list()
        .ofMaxSize(2);
  }

  /** Names of entries, whole, cut at either end, lengthened at either end, or two in one. */
  private static Arbitrary<String> names(List<String> names) {
    var one = Arbitraries.of(names);
    return Arbitraries.frequencyOf(
        Tuple.of(4, one),
        Tuple.of(1, one.map(n -> n + "钠")),
        Tuple.of(1, one.map(n -> "新型" + n + "装置")),
        Tuple.of(1, one.map(n -> n.substring(n.length() / 2))),
        Tuple.of(1, one.map(n -> n.substring(0, (n.length() + 1) / 2))),
        Tuple.of(1, Combinators.combine(one, one).as((a, b) -> a + b)),
        Tuple.of(1, Arbitraries.of("", " ", "钠", "（ ）", "ＰＶＣ")));
  }

  private static List<String> namesOf(CatalogueEntry.Subject... subjects) {
    var names = new ArrayList<String>();
    for (var entry : ALL) {
      if (List.of(subjects).contains(entry.subject())) {
        names.addAll(entry.names());
        names.add(entry.text());
      }
    }
    return names;
  }

  private static Arbitrary<List<ProjectFacts.Substance>> substances() {
    var cas =
        ALL.stream()
            .map(CatalogueEntry::cas)
            .filter(java.util.Objects::nonNull)
            .distinct()
            .toList();
    return Combinators.combine(
            names(namesOf(CatalogueEntry.Subject.SUBSTANCE)).injectNull(0.1),
            Arbitraries.of(cas).injectNull(0.6),
            Arbitraries.of("小包装试剂", "98%", "含氨>10%").injectNull(0.7),
            Arbitraries.of("production", "storage", "use", "trade", "transport")
                .list()
                .uniqueElements()
                .ofMaxSize(2))
        .as((n, c, f, l) -> new ProjectFacts.Substance(n, c, f, List.of(), null, l))
        .list()
        .ofMaxSize(5);
  }

  private static Arbitrary<List<String>> texts() {
    return names(
            namesOf(
                CatalogueEntry.Subject.PROCESS_OR_EQUIPMENT, CatalogueEntry.Subject.PLACE_OF_WORK))
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<List<ProjectFacts.Capacity>> capacities() {
    var measures = new TreeSet<>(List.of("产能", "生产能力", "加氢裂化装置产能"));
    ALL.forEach(e -> e.conditions().forEach(c -> measures.add(c.measure())));
    measures.remove("");
    return Combinators.combine(
            Arbitraries.of(List.copyOf(measures)),
            Arbitraries.of("0", "9", "15", "30", "400", "1200", "0.3"),
            Arbitraries.of("万吨/年", "吨/年", "立方米", "吨", "斤", "kVA").injectNull(0.1))
        .as((m, v, u) -> new ProjectFacts.Capacity(m, new BigDecimal(v), u))
        .list()
        .ofMaxSize(4);
  }

  private static Arbitrary<List<ProjectFacts.Headcount>> people() {
    return Combinators.combine(
            names(namesOf(CatalogueEntry.Subject.PLACE_OF_WORK)).injectNull(0.1),
            Arbitraries.of("生产班", "检修班").injectNull(0.5),
            Arbitraries.of(0, 2, 3, 9, 16, 25, 26, 900).injectNull(0.1))
        .as(ProjectFacts.Headcount::new)
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<Map<String, Object>> keyed() {
    return Combinators.combine(
            Arbitraries.of("锰矿", "铜矿", "石灰岩").injectNull(0.4),
            Arbitraries.of("A", "C", "D").injectNull(0.5),
            Arbitraries.of(0, 50_000_000).injectNull(0.5),
            asked())
        .as(
            (mineral, grade, land, asked) -> {
              Map<String, Object> keyed = new HashMap<>(asked);
              if (mineral != null) {
                keyed.put("mineral", mineral);
              }
              if (grade != null) {
                keyed.put("parkSafetyGrade", grade);
              }
              if (land != null) {
                keyed.put("landCostYuan", new BigDecimal(land));
              }
              return keyed;
            });
  }

  /** Facts that rows ask for, of every type. */
  private static Arbitrary<Map<String, Object>> asked() {
    var facts =
        new FactDictionary()
            .keyed().entrySet().stream()
                .filter(fact -> !fact.getValue().unit().isEmpty() || !isText(fact.getValue()))
                .toList();
    return Combinators.combine(Arbitraries.of(facts), Arbitraries.integers().between(0, 400))
        .as((fact, n) -> Map.entry(fact.getKey(), answer(fact.getValue(), n)))
        .list()
        .ofMaxSize(30)
        .map(
            told -> {
              Map<String, Object> keyed = new HashMap<>();
              told.forEach(each -> keyed.put(each.getKey(), each.getValue()));
              return keyed;
            });
  }

  private static boolean isText(FactDictionary.Fact fact) {
    return fact.type() == FactDictionary.Type.TEXT;
  }

  private static Object answer(FactDictionary.Fact fact, int n) {
    return switch (fact.type()) {
      case TRUTH -> n % 2 == 0;
      case COUNT -> n;
      case NUMBER -> BigDecimal.valueOf(n);
      case LIST -> List.of(fact.choices().get(n % fact.choices().size()).value());
      default -> fact.choices().get(n % fact.choices().size()).value();
    };
  }
}
