package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/** What the compiled catalogues say, and the five mistakes of the toy that came before. */
class CatalogueIndexTest {
  private static final List<CatalogueEntry> ALL = new CatalogueFiles().all();
  private static final CatalogueSet SET = new CatalogueSet(ALL, CatalogueFiles.zones());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private static CatalogueIndex on(LocalDate day) {
    return new CatalogueIndex(SET, day);
  }

  private static ProjectFacts project(
      @Nullable String sector,
      @Nullable String region,
      List<String> zones,
      List<ProjectFacts.Substance> substances,
      List<String> equipment,
      List<ProjectFacts.Capacity> capacities) {
    return new ProjectFacts(
        null,
        null,
        sector,
        ProjectKind.NEW,
        null,
        region,
        null,
        null,
        null,
        null,
        null,
        null,
        zones,
        List.of(),
        List.of(new ProjectFacts.Unit("甲", ProjectFacts.UnitType.PRODUCTION, null, substances)),
        null,
        List.of(),
        capacities,
        equipment.stream().map(ProjectFacts.Equipment::new).toList(),
        List.of(),
        null,
        Map.of());
  }

  private static ProjectFacts.Substance substance(
      @Nullable String name, @Nullable String cas, @Nullable String form, String... links) {
    return new ProjectFacts.Substance(name, cas, form, List.of(), null, List.of(links));
  }

  private static ProjectFacts.Capacity capacity(String measure, String value, String unit) {
    return new ProjectFacts.Capacity(measure, new BigDecimal(value), unit);
  }

  private static List<Finding> of(CatalogueResult result, String text) {
    return result.findings().stream().filter(f -> f.message().equals(text)).toList();
  }

  // the five mistakes

  @Test
  void mistake_one_flag_per_substance() {
    var production = substance("二氯甲烷", "75-09-2", null, "production");
    var storage = substance("二氯甲烷", "75-09-2", null, "storage");
    var index = on(TODAY);
    assertThat(
            of(
                index.check(
                    project(
                        "hazchem", "230900", List.of(), List.of(production), List.of(), List.of())),
                "二氯甲烷"))
        .singleElement()
        .matches(
            f -> f.severity() == Severity.RESTRICT && f.subject().equals("units[0].substances[0]"));
    var stored =
        index.check(
            project("hazchem", "230900", List.of(), List.of(storage), List.of(), List.of()));
    assertThat(of(stored, "二氯甲烷")).isEmpty();
    assertThat(stored.nearMisses())
        .anyMatch(n -> n.text().equals("二氯甲烷") && n.reason().equals("link"));
  }

  @Test
  void mistake_unlisted_is_allowed() {
    var index = on(TODAY);
    var benzene = substance("苯", "71-43-2", null, "transport");
    var inside =
        index.check(
            project(
                "hazchem_trade", "320100", List.of("主城区"), List.of(benzene), List.of(), List.of()));
    assertThat(inside.findings())
        .anyMatch(f -> f.rule().endsWith("#unlisted") && f.severity() == Severity.RESTRICT);
    var outside =
        index.check(
            project(
                "hazchem_trade",
                "320100",
                List.of("化工集中区"),
                List.of(benzene),
                List.of(),
                List.of()));
    assertThat(outside.findings()).noneMatch(f -> f.rule().endsWith("#unlisted"));
    var listed = substance("氩", "7440-37-1", null, "transport");
    var named =
        index.check(
            project(
                "hazchem_trade", "320100", List.of("主城区"), List.of(listed), List.of(), List.of()));
    assertThat(named.findings()).noneMatch(f -> f.rule().endsWith("#unlisted"));
    assertThat(of(named, "氩")).singleElement().matches(f -> f.severity() == Severity.CONTROL);
  }

  @Test
  void mistake_judging_by_todays_edition() {
    var furnace =
        project(
            "metallurgy",
            "230900",
            List.of(),
            List.of(),
            List.of("炼铁高炉"),
            List.of(capacity("有效容积", "1000", "m³")));
    assertThat(on(LocalDate.of(2015, 6, 1)).check(furnace).findings())
        .anyMatch(
            f ->
                f.message().equals("炼铁高炉")
                    && f.edition() != null
                    && f.edition().catalogue().contains("2011年本"));
    assertThat(on(LocalDate.of(2021, 6, 1)).check(furnace).findings())
        .noneMatch(f -> f.edition() != null && f.edition().catalogue().contains("2011年本"));
    var before = on(LocalDate.of(2010, 1, 1)).check(furnace);
    assertThat(before.questions()).anyMatch(q -> q.code().equals("noEdition"));
  }

  @Test
  void mistake_boundaries_off_by_one() {
    var index = on(LocalDate.of(2015, 6, 1));
    assertThat(restricted(index, "400", "立方米")).isFalse();
    assertThat(restricted(index, "400.01", "立方米")).isTrue();
    assertThat(restricted(index, "1199.99", "m3")).isTrue();
    assertThat(restricted(index, "1200", "立方米")).isFalse();
    assertThat(coal("520000", "9")).isTrue();
    assertThat(coal("520000", "9.01")).isFalse();
    assertThat(coal("230900", "14.99")).isTrue();
    assertThat(coal("230900", "15")).isFalse();
    assertThat(coal("140000", "29.99")).isTrue();
    assertThat(coal("140000", "30")).isFalse();
  }

  private static boolean restricted(CatalogueIndex index, String volume, String unit) {
    var project =
        project(
            "metallurgy",
            "230900",
            List.of(),
            List.of(),
            List.of("炼铁高炉"),
            List.of(capacity("有效容积", volume, unit)));
    return of(index.check(project), "炼铁高炉").stream()
        .anyMatch(f -> f.severity() == Severity.RESTRICT);
  }

  private static boolean coal(String region, String scale) {
    var project =
        project(
            "coal_mine",
            region,
            List.of(),
            List.of(),
            List.of(),
            List.of(capacity("生产能力", scale, "万吨/年")));
    return of(on(TODAY).check(project), "低于规定规模的生产煤矿").stream()
        .anyMatch(f -> f.severity() == Severity.ELIMINATE);
  }

  @Test
  void mistake_confidence_ignored() {
    assertThat(ALL.stream().filter(e -> e.confidence().equals("unknown"))).isNotEmpty();
    var unknown =
        ALL.stream()
            .filter(e -> e.confidence().equals("unknown"))
            .map(CatalogueEntry::rule)
            .toList();
    for (var entry : ALL) {
      if (entry.confidence().equals("unknown")) {
        var project =
            new ProjectFacts(
                null,
                null,
                entry.sectors().stream().findFirst().orElse(null),
                ProjectKind.NEW,
                null,
                "370900",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(new ProjectFacts.Headcount(entry.names().get(0), null, 9999)),
                null,
                Map.of());
        assertThat(on(TODAY).check(project).findings())
            .extracting(Finding::rule)
            .doesNotContainAnyElementsOf(unknown);
      }
    }
    var recalled =
        of(
            on(TODAY)
                .check(
                    project(
                        "hazchem",
                        "230900",
                        List.of(),
                        List.of(substance("六氯苯", null, null, "use")),
                        List.of(),
                        List.of())),
            "六氯苯");
    assertThat(recalled)
        .singleElement()
        .matches(f -> f.confidence().equals("recalled") && f.severity() == Severity.PROHIBIT);
  }

  // the rest

  @Test
  void a_zone_inside_a_zone_is_bound_by_both_and_zones_never_lie_in_themselves() {
    assertThat(SET.zones().around(List.of("东城"))).containsExactly("东城", "首都功能核心区");
    assertThatThrownBy(() -> new Zones(Map.of("甲", "乙", "乙", "甲"))).hasMessageContaining("甲");
  }

  @Test
  void what_is_not_named_is_forbidden_where_the_positive_list_is_wholly_known() {
    var csv =
        """
        catalogue,issuer,doc_no,effective_from,effective_to,entry_no,list,kind,name_zh,alias_zh,cas,links,zone_zh,condition_zh,limit_value,limit_unit,confidence,source
        北京市例,甲,,2024-04-01,,1,control,chemical,氨溶液,氨水,1336-21-6,use,首都功能核心区,正面清单,,,seen,例
        北京市例,甲,,2024-04-01,,规则,prohibit,chemical,1种正面清单以外的危险化学品,,,use,首都功能核心区,只允许以化学试剂(小包装)形式使用,,,seen,例
        """;
    var entries =
        new CatalogueFiles()
            .prohibitRestrictControl(PolicyFile.of("x.csv", csv.getBytes(StandardCharsets.UTF_8)));
    var index = new CatalogueIndex(new CatalogueSet(entries, CatalogueFiles.zones()), TODAY);
    var benzene =
        project(
            "hazchem",
            "110000",
            List.of("东城"),
            List.of(substance("苯", "71-43-2", null, "use")),
            List.of(),
            List.of());
    assertThat(index.check(benzene).verdict()).isEqualTo(Verdict.PROHIBITED);
    var reagent =
        project(
            "hazchem",
            "110000",
            List.of("东城"),
            List.of(substance("苯", "71-43-2", "小包装试剂", "use")),
            List.of(),
            List.of());
    assertThat(index.check(reagent).verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(index.check(reagent).nearMisses()).anyMatch(n -> n.reason().equals("exempt"));
    var ammonia =
        project(
            "hazchem",
            "110000",
            List.of("西城"),
            List.of(substance("氨水", null, null, "use")),
            List.of(),
            List.of());
    assertThat(index.check(ammonia).verdict()).isEqualTo(Verdict.CONDITIONS);
  }

  @Test
  void a_number_that_is_missing_or_has_another_unit_is_asked_for_and_never_passed() {
    var index = on(LocalDate.of(2015, 6, 1));
    var without = project("metallurgy", "230900", List.of(), List.of(), List.of("炼铁高炉"), List.of());
    assertThat(of(index.check(without), "炼铁高炉"))
        .isNotEmpty()
        .allMatch(f -> f.severity() == Severity.UNDETERMINED);
    assertThat(index.check(without).questions())
        .anyMatch(q -> q.code().equals("catalogueCondition"));
    var tonnes =
        project(
            "metallurgy",
            "230900",
            List.of(),
            List.of(),
            List.of("炼铁高炉"),
            List.of(capacity("有效容积", "380", "吨")));
    assertThat(of(index.check(tonnes), "炼铁高炉"))
        .isNotEmpty()
        .allMatch(f -> f.severity() == Severity.UNDETERMINED);
  }

  @Test
  void existing_use_has_until_its_deadline_and_a_new_filing_has_not() {
    var name = "JTK型矿用提升绞车";
    var scope = name + "(地下矿山主提升)";
    var filing = project("noncoal_mine", "230900", List.of(), List.of(), List.of(scope), List.of());
    var running =
        new ProjectFacts(
            null,
            null,
            "noncoal_mine",
            null,
            null,
            "230900",
            null,
            null,
            null,
            ProjectFacts.Stage.EXISTING,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of(new ProjectFacts.Equipment(scope)),
            List.of(),
            null,
            Map.of());
    var lastDay = on(LocalDate.of(2015, 3, 6));
    assertThat(of(lastDay.check(running), name))
        .singleElement()
        .matches(f -> f.severity() == Severity.CONDITION && lastDay.day().equals(f.deadline()));
    assertThat(of(on(LocalDate.of(2015, 3, 7)).check(running), name))
        .singleElement()
        .matches(f -> f.severity() == Severity.RESTRICT);
    var filed = lastDay.check(filing);
    assertThat(of(filed, name)).singleElement().matches(f -> f.severity() == Severity.RESTRICT);
    assertThat(of(filed, name)).allMatch(f -> f.marks().contains("date"));
    assertThat(filed.verdict()).isEqualTo(Verdict.REFUSE);
  }

  @Test
  void a_directory_for_coal_mines_says_nothing_about_a_chemical_plant() {
    var plant = project("hazchem", "230900", List.of(), List.of(), List.of("铝包电缆"), List.of());
    assertThat(of(on(TODAY).check(plant), "铝包电缆")).isEmpty();
    var mine = project("coal_mine", "230900", List.of(), List.of(), List.of("铝包电缆"), List.of());
    assertThat(of(on(TODAY).check(mine), "铝包电缆"))
        .singleElement()
        .matches(f -> f.severity() == Severity.ELIMINATE);
  }

  @Property(tries = 300)
  void the_index_answers_what_the_scan_answers(
      @ForAll("projects") ProjectFacts facts, @ForAll("days") LocalDate day) {
    var index = INDEXES.computeIfAbsent(day, CatalogueIndexTest::on);
    assertThat(index.check(facts)).isEqualTo(index.scan(facts));
  }

  private static final Map<LocalDate, CatalogueIndex> INDEXES = new java.util.HashMap<>();

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.of(
        LocalDate.of(2010, 1, 1), LocalDate.of(2015, 6, 1), LocalDate.of(2021, 6, 1), TODAY);
  }

  @Provide
  Arbitrary<ProjectFacts> projects() {
    var names = new ArrayList<String>();
    var cas = new ArrayList<String>();
    ALL.forEach(
        e -> {
          names.addAll(e.names());
          names.add(e.text());
          if (e.cas() != null) {
            cas.add(e.cas());
          }
        });
    var name =
        Arbitraries.of(names)
            .flatMap(
                n ->
                    Arbitraries.of(
                        n,
                        n + "钠",
                        "新型" + n,
                        n.substring(n.length() / 2),
                        n.substring(0, (n.length() + 1) / 2)));
    var substances =
        Combinators.combine(
                name.injectNull(0.2),
                Arbitraries.of(cas).injectNull(0.4),
                Arbitraries.of("production", "storage", "use", "trade", "transport")
                    .list()
                    .ofMaxSize(2))
            .as((n, c, l) -> substance(n, c, null, l.toArray(String[]::new)))
            .list()
            .ofMaxSize(5);
    var capacities =
        Combinators.combine(
                Arbitraries.of("生产能力", "有效容积", "公称容量", "产能"),
                Arbitraries.of("9", "30", "400", "1200"),
                Arbitraries.of("万吨/年", "立方米", "吨", "斤"))
            .as(CatalogueIndexTest::capacity)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of("hazchem", "coal_mine", "noncoal_mine", "metallurgy", "other")
                .injectNull(0.1),
            Arbitraries.of("110000", "230900", "320100", "410000", "430000").injectNull(0.1),
            Arbitraries.of("东城", "主城区", "化工集中区").list().ofMaxSize(2),
            substances,
            name.list().ofMaxSize(4),
            capacities)
        .as(CatalogueIndexTest::project);
  }
}
