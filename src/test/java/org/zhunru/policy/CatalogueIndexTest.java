package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/** What the compiled catalogues say. */
class CatalogueIndexTest {
  private static final List<CatalogueEntry> ALL = new CatalogueFiles().all();
  private static final CatalogueSet SET = new CatalogueSet(ALL, CatalogueFiles.zones());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private static CatalogueIndex on(LocalDate day) {
    return new CatalogueIndex(SET, day);
  }

  private static List<Finding> of(CatalogueResult result, String text) {
    return result.findings().stream().filter(f -> f.message().equals(text)).toList();
  }

  @Test
  void a_zone_inside_a_zone_is_bound_by_both_and_zones_never_lie_in_themselves() {
    assertThat(new Zones(CatalogueFiles.zones()).around(List.of("东城")))
        .containsExactly("东城", "首都功能核心区");
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
    assertThat(index.check(core("东城", "苯", "71-43-2", null)).verdict())
        .isEqualTo(Verdict.PROHIBITED);
    var reagent = core("东城", "苯", "71-43-2", "小包装试剂");
    assertThat(index.check(reagent).verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(index.check(reagent).nearMisses()).anyMatch(n -> n.reason().equals("exempt"));
    assertThat(index.check(core("西城", "氨水", null, null)).verdict()).isEqualTo(Verdict.CONDITIONS);
  }

  private static ProjectFacts core(
      String zone, String name, @Nullable String cas, @Nullable String form) {
    return Described.in("hazchem", "110000").zone(zone).substance(name, cas, form, "use").facts();
  }

  @Test
  void a_number_that_is_missing_or_has_another_unit_is_asked_for_and_never_passed() {
    var index = on(LocalDate.of(2015, 6, 1));
    var without = Described.in("metallurgy", "230900").equipment("炼铁高炉").facts();
    assertThat(of(index.check(without), "炼铁高炉"))
        .isNotEmpty()
        .allMatch(f -> f.severity() == Severity.UNDETERMINED);
    assertThat(index.check(without).questions())
        .anyMatch(q -> q.code().equals("catalogueCondition"));
    var tonnes =
        Described.in("metallurgy", "230900").equipment("炼铁高炉").capacity("有效容积", "380", "吨").facts();
    assertThat(of(index.check(tonnes), "炼铁高炉"))
        .isNotEmpty()
        .allMatch(f -> f.severity() == Severity.UNDETERMINED);
  }

  @Test
  void existing_use_has_until_its_deadline_and_a_new_filing_has_not() {
    var name = "JTK型矿用提升绞车";
    var scope = name + "(地下矿山主提升)";
    var filing = Described.in("noncoal_mine", "230900").equipment(scope).facts();
    var running = Described.in("noncoal_mine", "230900").existing().equipment(scope).facts();
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
    var plant = Described.in("hazchem", "230900").equipment("铝包电缆").facts();
    assertThat(of(on(TODAY).check(plant), "铝包电缆")).isEmpty();
    var mine = Described.in("coal_mine", "230900").equipment("铝包电缆").facts();
    assertThat(of(on(TODAY).check(mine), "铝包电缆"))
        .singleElement()
        .matches(f -> f.severity() == Severity.ELIMINATE);
  }

  /** 高炉 is what 炼铁高炉 is called on the site; of what a capacity is the output, that is built. */
  @Test
  void what_is_declared_by_a_wider_word_or_as_an_output_is_asked_about_and_never_passed() {
    var furnace =
        Described.in("metallurgy", "230900").equipment("1号高炉").capacity("有效容积", "400", "立方米");
    assertThat(of(on(TODAY).check(furnace.facts()), "炼铁高炉"))
        .singleElement()
        .matches(f -> f.severity() == Severity.UNDETERMINED && "400".equals(f.value()));
    var styrene = "新建苯乙烯装置(干气制乙苯工艺除外)";
    assertThat(of(on(TODAY).check(output("苯乙烯产能", "199999")), styrene))
        .singleElement()
        .matches(f -> f.severity() == Severity.UNDETERMINED && "19.9999".equals(f.value()))
        .matches(f -> f.subject().equals("capacities[0]"));
    assertThat(of(on(TODAY).check(output("苯乙烯产能", "200000")), styrene)).isEmpty();
    assertThat(of(on(TODAY).check(output("环氧丙烷/苯乙烯", "199999")), styrene)).hasSize(1);
    assertThat(of(on(TODAY).check(output("聚苯乙烯产能", "199999")), styrene)).isEmpty();
    assertThat(of(on(TODAY).check(output("生产能力", "199999")), styrene)).isEmpty();
    var membrane = on(LocalDate.of(2019, 6, 13)).check(output("离子膜烧碱", "200000"));
    assertThat(of(membrane, "新建纯碱、烧碱、常压法及综合法硝酸、电石(先进工艺等量替换除外)装置"))
        .singleElement()
        .matches(f -> f.severity() == Severity.UNDETERMINED);
  }

  private static ProjectFacts output(String of, String tonnesPerYear) {
    return Described.in("hazchem", "230900").capacity(of, tonnesPerYear, "t/a").facts();
  }
}
