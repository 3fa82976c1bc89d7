package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/** What has to lie how far from what, row by row of the law. */
class SitingDistancesTest {
  private static final List<CatalogueEntry> ALL =
      SitingFile.distances(PolicyFile.of(CatalogueFiles.SITING));
  private static final CatalogueIndex TODAY =
      new CatalogueIndex(new CatalogueSet(ALL, Map.of()), LocalDate.of(2026, 11, 28));
  private static final String ROAD = "公路用地外缘";
  private static final String RAIL = "铁路线路路堤坡脚、路堑坡顶或桥梁外侧";
  private static final BigDecimal STEP = new BigDecimal("0.001");

  record Row(CatalogueEntry entry, @Nullable Condition limit) {
    @Override
    public String toString() {
      return entry.entryNo() + " " + entry.names() + (limit == null ? "" : limit.words());
    }
  }

  static Stream<Row> rows() {
    return ALL.stream()
        .flatMap(
            e -> {
              var limits = e.conditions().stream().filter(c -> c.number() != null).toList();
              return limits.isEmpty()
                  ? Stream.of(new Row(e, null))
                  : limits.stream().map(limit -> new Row(e, limit));
            });
  }

  @Test
  void every_row_of_the_file_is_tried() throws Exception {
    try (var file = getClass().getResourceAsStream("/policies/catalogues/siting-distances.csv")) {
      var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().count();
      assertThat(rows().count()).isEqualTo(lines - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void the_border_belongs_to_what_is_kept_free_and_a_millimetre_beyond_does_not(Row row) {
    var limit = row.limit();
    if (limit == null) {
      assertThat(found(row, new BigDecimal("300"), null).severity())
          .isEqualTo(Severity.UNDETERMINED);
      var short1 = found(row, new BigDecimal("299.999"), "300");
      assertThat(short1.severity()).isEqualTo(row.entry().severity());
      assertThat(short1.threshold()).isEqualTo("300");
      assertThat(found(row, new BigDecimal("300"), "300")).isNull();
    } else {
      var at = found(row, limit.number(), null);
      assertThat(at.severity()).isEqualTo(row.entry().severity());
      assertThat(at.threshold()).isEqualTo(limit.number().toPlainString());
      assertThat(at.change().code()).isEqualTo("above");
      assertThat(found(row, limit.number().add(STEP), null)).isNull();
      assertThat(nearMisses(row, limit.number().add(STEP)))
          .anyMatch(n -> n.rule().equals(row.entry().rule()) && n.reason().equals("condition"));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void what_already_stands_is_not_bound_by_rules_for_building(Row row) {
    var facts = project(row, BigDecimal.ONE, "300").existing().facts();

    assertThat(TODAY.check(facts).findings()).noneMatch(f -> f.rule().equals(row.entry().rule()));
  }

  @Test
  void a_number_measured_from_elsewhere_is_asked_for_again() {
    var facts = Described.in("hazchem", "230900").distance("公路", "建筑物外墙", "101", null).facts();

    var result = TODAY.check(facts);

    assertThat(result.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(result.questions())
        .anyMatch(
            q ->
                q.code().equals("sitingOrigin")
                    && q.subject().equals("siting.distances[0]")
                    && q.arguments().containsAll(List.of(ROAD, "建筑物外墙")));
  }

  /** 铁路安全管理条例 27: 10, 12, 15 or 20 metres, by where the line runs. */
  @ParameterizedTest
  @CsvSource({
    "9,, CONDITION",
    "10,, CONDITION",
    "10.5,, UNDETERMINED",
    "20,, UNDETERMINED",
    "20.5,,",
    "10,城市市区, CONDITION",
    "10.5,城市市区,",
    "20,其他地区, CONDITION",
    "15,村镇居民居住区, CONDITION",
    "15.5,村镇居民居住区,",
    "11,不明, UNDETERMINED",
    "25,不明,",
  })
  void without_the_class_only_that_is_certain_which_is_so_in_every_class(
      String metres, @Nullable String area, @Nullable Severity expected) {
    var project = Described.in("metallurgy", "230900").distance("高速铁路", RAIL, metres, null);
    var facts = (area == null ? project : project.fact("railArea", area)).facts();

    var findings = TODAY.check(facts).findings();

    assertThat(findings.stream().map(Finding::severity))
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void a_target_that_no_rule_names_and_a_required_distance_of_nothing_pass_nothing() {
    var other = Described.in("hazchem", "230900").distance("其他", "其他", "9000", null).facts();
    assertThat(TODAY.check(other).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(TODAY.check(other).questions())
        .anyMatch(
            q ->
                q.code().equals("sitingTarget")
                    && q.subject().equals("siting.distances[0].target"));
    var nothing = Described.in("hazchem", "230900").distance("本单位宿舍", null, "1", "0").facts();
    assertThat(TODAY.check(nothing).questions())
        .extracting(Question::code)
        .contains("sitingStandard");
  }

  @ParameterizedTest
  @CsvSource({"铁路,其他铁路|高速铁路", "管道,石油天然气管道", "其他,", "路,", "核电站,"})
  void a_word_that_is_a_part_of_known_targets_is_answered_with_them(
      String word, @Nullable String known) {
    var facts = Described.in("hazchem", "230900").distance(word, null, "50", null).facts();

    assertThat(TODAY.check(facts).questions())
        .filteredOn(q -> q.code().equals("sitingTarget"))
        .singleElement()
        .extracting(Question::readings)
        .isEqualTo(known == null ? List.of() : List.of(known.split("\\|")));
  }

  @Test
  void a_question_that_differs_by_its_readings_only_is_no_change() {
    var asked = Question.of("siting.distances[0].target", "sitingTarget", "铁路");

    assertThat(change(asked, asked.withReadings(List.of("高速铁路"))).none()).isTrue();
    assertThat(change(asked, Question.of("sector", "sitingTarget", "铁路")).none()).isFalse();
  }

  private static WhatIfChange change(Question before, Question after) {
    return WhatIfChange.between(asking(before), asking(after));
  }

  private static CatalogueResult asking(Question question) {
    return new CatalogueResult(List.of(), List.of(question), List.of(), Verdict.UNDETERMINED);
  }

  @Test
  void beside_a_railway_the_law_gives_no_number_and_none_is_made_up() {
    var facts = Described.in("hazchem", "230900").distance("其他铁路", RAIL, "800", null).facts();

    var result = TODAY.check(facts);

    assertThat(result.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(result.questions()).extracting(Question::code).contains("sitingStandard");
    assertThat(result.findings())
        .filteredOn(f -> f.entryNo().equals("SIT-21"))
        .singleElement()
        .satisfies(f -> assertThat(f.threshold()).isNull());
  }

  @Test
  void a_filling_station_may_stand_by_the_road() {
    var facts =
        Described.in("hazchem_trade", "230900")
            .purpose("新建加油站")
            .fact("roadClass", "省道")
            .distance("公路", ROAD, "30", null)
            .facts();

    assertThat(TODAY.check(facts).verdict()).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void the_yangtze_rule_asks_which_river_and_leaves_rebuilding_alone() {
    assertThat(shore("900", null, ProjectKind.NEW)).containsExactly(Severity.UNDETERMINED);
    assertThat(shore("900", "长江支流", ProjectKind.NEW)).containsExactly(Severity.REFUSE);
    assertThat(shore("900", "长江支流", ProjectKind.REBUILD)).isEmpty();
    assertThat(shore("900", "其他", ProjectKind.NEW)).isEmpty();
    assertThat(shore("1000.001", null, ProjectKind.NEW)).isEmpty();
  }

  private static List<Severity> shore(String metres, @Nullable String river, ProjectKind kind) {
    var project =
        Described.in("hazchem", "420100").kind(kind).distance("江河湖泊岸线", "岸线", metres, null);
    var facts = (river == null ? project : project.fact("riverBasin", river)).facts();
    return TODAY.check(facts).findings().stream()
        .filter(f -> f.entryNo().equals("SIT-33"))
        .map(Finding::severity)
        .toList();
  }

  private static List<CheckResult.NearMiss> nearMisses(Row row, BigDecimal metres) {
    return TODAY.check(project(row, metres, null).facts()).nearMisses();
  }

  private static @Nullable Finding found(Row row, BigDecimal metres, @Nullable String required) {
    return TODAY.check(project(row, metres, required).facts()).findings().stream()
        .filter(f -> f.rule().equals(row.entry().rule()))
        .findFirst()
        .orElse(null);
  }

  /** A new project of whom the row speaks. */
  private static Described project(Row row, BigDecimal metres, @Nullable String required) {
    var entry = row.entry();
    var facts =
        Map.of(
            "公路等级", "roadClass",
            "铁路沿线地段", "railArea",
            "电压等级", "powerLineVoltage",
            "所属流域", "riverBasin",
            "是否含尾矿库", "tailingsPond",
            "是否露天采矿、采石或者爆破", "openPitOrBlasting");
    var project =
        Described.in(entry.sectors().stream().sorted().findFirst().orElse("other"), "420100")
            .distance(
                entry.names().get(0),
                entry.qualifier().isEmpty() ? null : entry.qualifier(),
                metres.toPlainString(),
                required);
    for (var condition : entry.conditions()) {
      boolean limit = condition.number() != null;
      if (limit && (condition != row.limit() || condition.words().isEmpty())) {
        continue;
      }
      var key = facts.get(limit ? condition.words().get(0) : condition.measure());
      var word = condition.words().get(limit ? 1 : 0);
      if (key != null) {
        project.fact(key, word.equals("是") ? Boolean.TRUE : word);
      }
    }
    return project;
  }
}
