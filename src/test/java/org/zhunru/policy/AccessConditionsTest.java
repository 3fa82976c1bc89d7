package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.common.Refusal;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;

/**
 * Whom a condition of access means is told by facts: those that are missing are asked for by name,
 * those that are told decide, and what the project declares elsewhere is not asked again.
 */
class AccessConditionsTest {
  private static final CatalogueSet SET =
      new CatalogueSet(new CatalogueFiles().access(PolicyFile.of(CatalogueFiles.ACCESS)), Map.of());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
  private static final String SEVERE = "停止新建低于规定规模的突出、冲击地压、水文地质极复杂煤矿";
  private static final String SAFE_PARK = "危险化学品生产项目(与其他行业装置配套除外)须进入一般或较低安全风险的化工园区";
  private static final String SIS = "涉及两重点一重大的新建、改建、扩建项目须设计符合要求的安全仪表系统(2018-01-01起)";

  private static @Nullable Finding finding(Described project, String text) {
    return new CatalogueIndex(SET, TODAY)
        .check(project.facts()).findings().stream()
            .filter(f -> f.message().equals(text))
            .findFirst()
            .orElse(null);
  }

  private static @Nullable Severity severity(Described project, String text) {
    var finding = finding(project, text);
    return finding == null ? null : finding.severity();
  }

  private static Described mine() {
    return Described.in("coal_mine", "230900").capacity("生产能力", "60", "万吨/年");
  }

  @Test
  void each_fact_that_is_missing_is_asked_for_by_its_path() {
    var finding = finding(mine().fact("hydrology", "简单"), SEVERE);

    assertThat(finding.severity()).isEqualTo(Severity.UNDETERMINED);
    assertThat(finding.open())
        .extracting(Question::code, Question::subject, q -> q.arguments().get(2))
        .containsExactly(
            tuple("catalogueFact", "facts.mineGasClass", "煤与瓦斯突出"),
            tuple("catalogueFact", "facts.rockBurst", "是"));
  }

  @ParameterizedTest
  @CsvSource({
    "煤与瓦斯突出,,,REFUSE",
    ",true,,REFUSE",
    ",,极复杂,REFUSE",
    "高瓦斯,false,复杂,",
    "低瓦斯,false,,UNDETERMINED"
  })
  void one_sign_of_a_severe_mine_is_enough_and_only_all_of_them_clear_it(
      String gas, Boolean bursts, String water, Severity severity) {
    var mine = mine();
    if (gas != null) {
      mine.fact("mineGasClass", gas);
    }
    if (bursts != null) {
      mine.fact("rockBurst", bursts);
    }
    if (water != null) {
      mine.fact("hydrology", water);
    }
    assertThat(severity(mine, SEVERE)).isEqualTo(severity);
  }

  /** The industry catalogue means the same mines; what else is 灾害严重 a person judges. */
  @Test
  void a_mine_that_tells_its_class_is_judged_by_the_industry_catalogue_too() {
    var severe = "煤与瓦斯突出、冲击地压、水文地质类型极复杂煤矿项目低于规定规模";
    var tiny = "冲击地压、煤与瓦斯突出等灾害严重矿井";
    var safe = small().fact("mineGasClass", "低瓦斯").fact("rockBurst", false).fact("hydrology", "简单");
    var burst = small().fact("mineGasClass", "煤与瓦斯突出");

    assertThat(industry(safe)).doesNotContainKeys(severe, tiny);
    assertThat(industry(burst).get(severe).severity()).isEqualTo(Severity.RESTRICT);
    assertThat(industry(burst).get(tiny).severity()).isEqualTo(Severity.UNDETERMINED);
    assertThat(industry(small()).get(severe).open())
        .extracting(Question::subject)
        .containsExactly("facts.mineGasClass", "facts.rockBurst", "facts.hydrology");
  }

  private static Map<String, Finding> industry(Described project) {
    var entries = new CatalogueFiles().industry(PolicyFile.of(CatalogueFiles.INDUSTRY));
    return new CatalogueIndex(new CatalogueSet(entries, Map.of()), TODAY)
        .check(project.facts()).findings().stream()
            .collect(Collectors.toMap(Finding::message, Function.identity()));
  }

  private static Described small() {
    return Described.in("coal_mine", "230900").capacity("生产能力", "29", "万吨/年");
  }

  @Test
  void a_refusal_tells_value_threshold_basis_and_what_would_have_to_be() {
    var finding = finding(mine().fact("mineGasClass", "煤与瓦斯突出"), SEVERE);

    assertThat(finding.value() + finding.operator() + finding.threshold() + finding.unit())
        .isEqualTo("60>=90万吨/年");
    assertThat(finding.legalBasis()).startsWith("中办国办");
    assertThat(finding.change().number()).isEqualTo("90");
  }

  /** An enterprise that exists and expands is one that the conditions on expansions mean. */
  @Test
  void what_is_said_of_expansions_is_said_of_those_who_exist() {
    var expanding =
        mine()
            .existing()
            .kind(ProjectKind.EXPAND)
            .fact("mineSize", "大型")
            .fact("miningDepthMetres", new BigDecimal("1300"));
    assertThat(severity(expanding, "不再核准超深改扩建大中型矿井")).isEqualTo(Severity.REFUSE);

    var running =
        mine().existing().fact("mineSize", "大型").fact("miningDepthMetres", new BigDecimal("1300"));
    assertThat(finding(running, "不再核准超深改扩建大中型矿井")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"false,,REFUSE", "true,C,", "true,B,REFUSE", "true,,UNDETERMINED"})
  void outside_a_park_there_is_no_park_of_a_safe_grade(
      boolean inPark, String grade, Severity severity) {
    var plant =
        Described.in("hazchem", "230900").inPark(inPark).fact("supportsOtherIndustry", false);
    if (grade != null) {
      plant.fact("parkSafetyGrade", grade);
    }
    assertThat(severity(plant, SAFE_PARK)).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({"是,true,true", "是,false,false", "否,true,false", "否,false,true", "甲级,true,"})
  void a_yes_or_no_passes_as_it_is_required_or_as_the_other_one_is_caught(
      String word, boolean required, @Nullable Boolean passing) {
    var condition =
        new CatalogueEntry.Condition(
            "问", CatalogueEntry.Operator.EQUAL, null, List.of(word), "", required);

    assertThat(condition.passing()).isEqualTo(passing);
  }

  @Test
  void two_keys_and_one_major_follow_from_what_is_declared() {
    var plant = Described.in("hazchem", "230900").fact("safetyInstrumentedSystem", false);
    assertThat(finding(plant, SIS).open())
        .extracting(Question::subject, q -> q.arguments().get(1))
        .containsExactly(tuple("units", "是否两重点一重大项目"));

    var refused = finding(plant.twoKeysOneMajor(true), SIS);
    assertThat(refused.severity()).isEqualTo(Severity.REFUSE);
    assertThat(refused.change())
        .isEqualTo(new CheckResult.Change("是否设置安全仪表系统(SIS)", "yes", "是", ""));

    var harmless =
        Described.in("hazchem", "230900")
            .fact("safetyInstrumentedSystem", false)
            .twoKeysOneMajor(false);
    assertThat(finding(harmless, SIS)).isNull();
  }

  /** A plant of which everything is told has nothing left open in the city. */
  @Test
  void a_plant_that_tells_everything_is_judged_by_everything() {
    var plant =
        Described.in("hazchem", "230904")
            .inPark(true)
            .yuan("378000000")
            .twoKeysOneMajor(true)
            .fact("parkSafetyGrade", "C")
            .fact("supportsOtherIndustry", false)
            .fact("automaticControl", true)
            .fact("safetyInstrumentedSystem", true)
            .fact("toxicMajorHazard", false)
            .fact("fullAutomationRate", new BigDecimal("100"))
            .fact("controlUsageRate", new BigDecimal("100"))
            .fact("keyTrade", false)
            .fact("firstUseProcess", false)
            .fact("fineChemicalHighRisk", false)
            .fact("designQualification", "甲级")
            .fact("leadersDegree", "大专")
            .fact("keyStaffDegree", "无新入职人员")
            .fact("operatorsDegree", "高中")
            .fact("safetyStaffTitle", "中级")
            .fact("safetyStaffShare", new BigDecimal("2"));

    assertThat(new CatalogueIndex(SET, TODAY).check(plant.facts()).findings())
        .extracting(Finding::severity, Finding::message)
        .containsExactly(tuple(Severity.NOTICE, "高危项目审批以安全生产为前置条件;两重点一重大项目前期联合审批"));
  }

  @ParameterizedTest
  @CsvSource({"高中,REFUSE", "大专,", "研究生,", "无新入职人员,", ",UNDETERMINED"})
  void grades_are_compared_in_the_order_of_the_dictionary(String degree, Severity severity) {
    var plant = Described.in("hazchem", "230900");
    if (degree != null) {
      plant.fact("leadersDegree", degree);
    }
    assertThat(severity(plant, "新入职主要负责人、分管安全负责人")).isEqualTo(severity);
  }

  /** Facts rule out whom a row doesn't mean; whether it means the others a person says. */
  @Test
  void what_a_person_has_to_judge_is_asked_of_those_it_may_mean() {
    var text = "尾矿库总数控制";
    var mine = Described.in("noncoal_mine", "530100").capacity("总座数", "401", "座");
    assertThat(finding(mine.fact("tailingsPond", false), text)).isNull();

    assertThat(finding(mine.fact("tailingsPond", true), text))
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.UNDETERMINED);
              assertThat(f.open()).extracting(Question::code).containsExactly("catalogueScope");
            });
  }

  @Test
  void a_furnace_that_is_not_there_need_not_be_large() {
    var works =
        Described.in("metallurgy", "230900")
            .fact("steelKind", "普钢")
            .fact("smeltingEquipment", List.of("高炉", "转炉"))
            .capacity("高炉有效容积", "400", "立方米");

    assertThat(severity(works, "高炉有效容积")).isEqualTo(Severity.REFUSE);
    assertThat(severity(works, "转炉公称容量")).isEqualTo(Severity.UNDETERMINED);
    assertThat(finding(works, "电炉公称容量")).isNull();
  }

  @Test
  void a_mine_that_exists_has_until_the_end_of_the_year_that_is_named() {
    var pit =
        Described.in("noncoal_mine", "530100")
            .existing()
            .fact("buildingStone", true)
            .capacity("开采规模", "20", "万吨/年");

    assertThat(finding(pit, "现有采石(砂)场(2026年底前)"))
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.CONDITION);
              assertThat(f.deadline()).isEqualTo(LocalDate.of(2026, 12, 31));
            });
  }

  /** Editions of before the column are kept, and say what they said. */
  @Test
  void a_wording_without_the_column_is_read_by_its_words() {
    var old =
        """
        sector,condition_zh,measure_name,operator,threshold,unit,region_zh,legal_basis,confidence
        coal_mine,停止核准新建低于规定规模煤与瓦斯突出矿井,生产能力,>=,90,万吨/年,全国,国办发〔2013〕99号,seen_press
        coal_mine,改扩建后产能,生产能力,>=,120,万吨/年,全国,某文〔2020〕1号,seen_press
        """;
    var file = PolicyFile.of(CatalogueFiles.ACCESS, old.getBytes(StandardCharsets.UTF_8));
    var index =
        new CatalogueIndex(new CatalogueSet(new CatalogueFiles().access(file), Map.of()), TODAY);

    assertThat(index.check(mine().fact("mineGasClass", "低瓦斯").facts()).findings())
        .singleElement()
        .satisfies(
            f -> assertThat(f.open()).extracting(Question::code).containsExactly("catalogueScope"));
    assertThat(index.check(mine().kind(ProjectKind.EXPAND).facts()).findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.UNDETERMINED, Severity.REFUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"mineGasClass\":\"中瓦斯\"}',policy.unknownValue,facts.mineGasClass",
    "'{\"smeltingEquipment\":[\"高炉\",\"平炉\"]}',policy.unknownValue,facts.smeltingEquipment[1]",
    "'{\"stopingLevels\":2.5}',policy.notWhole,facts.stopingLevels",
    "'{\"rockBurst\":\"是\"}',policy.wrongType,facts.rockBurst"
  })
  void a_value_that_is_none_of_the_choices_is_told(String facts, String code, String field) {
    assertThat(reader().read("{\"facts\":" + facts + "}", TODAY).problems())
        .singleElement()
        .extracting(Refusal::code, Refusal::field)
        .containsExactly(code, field);
  }

  @Test
  void choices_lists_and_counts_are_read() {
    var told =
        "{\"facts\":{\"mineGasClass\":\"低瓦斯\",\"smeltingEquipment\":[\"高炉\"],\"stopingLevels\":2}}";
    assertThat(reader().read(told, TODAY).orThrow().facts())
        .isEqualTo(
            Map.of("mineGasClass", "低瓦斯", "smeltingEquipment", List.of("高炉"), "stopingLevels", 2));
  }

  private static FactsReader reader() {
    return new FactsReader(Set.of(), new FactDictionary());
  }

  /** Nothing is asked for that no row, route or material reads. */
  @Test
  void every_fact_with_choices_or_a_unit_is_asked_for_by_a_row() {
    var asked = new java.util.HashSet<FactDictionary.Fact>();
    for (var entry : new CatalogueFiles().all()) {
      entry.conditions().forEach(c -> asked.add(CatalogueSight.fact(c.measure())));
      var scope = entry.scope();
      if (scope != null) {
        scope.parts().forEach(any -> any.forEach(c -> asked.add(CatalogueSight.fact(c.measure()))));
      }
    }
    assertThat(
            new FactDictionary()
                .keyed().values().stream()
                    .filter(f -> !f.choices().isEmpty() || !f.unit().isEmpty())
                    .filter(f -> !asked.contains(f))
                    .map(FactDictionary.Fact::path))
        .containsExactly("facts.landCostYuan");
  }
}
