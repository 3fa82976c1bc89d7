package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhunru.policy.HazardReport.UnitHazard;
import org.zhunru.policy.ProjectFacts.Substance;
import org.zhunru.policy.ProjectFacts.Unit;
import org.zhunru.policy.ProjectFacts.UnitType;

/** GB 18218-2018, a row of tests for each row of its tables. */
class Gb18218Test {
  private static final Gb18218 STANDARD = new Gb18218();

  private static Substance substance(
      @Nullable String name,
      @Nullable String cas,
      @Nullable String form,
      String tonnes,
      String... categories) {
    return new Substance(name, cas, form, List.of(categories), new BigDecimal(tonnes), List.of());
  }

  private static UnitHazard unit(@Nullable Integer people, Substance... substances) {
    return STANDARD
        .report(List.of(new Unit("单元", UnitType.STORAGE, people, List.of(substances))))
        .units()
        .get(0);
  }

  @Test
  void chlorine_120_t_with_60_people_is_level_1() {
    var unit = unit(60, substance("液氯", "7782-50-5", null, "120"));
    assertThat(unit.s()).isEqualByComparingTo("24");
    assertThat(unit.majorHazard()).isTrue();
    assertThat(unit.alpha()).isEqualByComparingTo("1.5");
    assertThat(unit.r()).isEqualByComparingTo("144");
    assertThat(unit.level()).isEqualTo(1);
    assertThat(unit.undetermined()).isEmpty();
    assertThat(unit.terms())
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.thresholdTonnes()).isEqualByComparingTo("5");
              assertThat(term.beta()).isEqualByComparingTo("4");
              assertThat(term.source()).isEqualTo("GB 18218-2018 表1 第12项");
            });
  }

  /** The full official name settles the form. */
  @ParameterizedTest
  @CsvFileSource(resources = "/policies/gb18218-2018-named.csv", numLinesToSkip = 1)
  void each_named_chemical_is_a_hazard_at_its_threshold_and_none_just_below(
      int no, String name, String aliases, String cas, String threshold) {
    var at = unit(0, substance(name, null, null, threshold));
    assertThat(at.majorHazard()).as(name).isTrue();
    assertThat(at.sExact()).isEqualTo("1");
    var below =
        unit(
            0,
            substance(
                name,
                null,
                null,
                new BigDecimal(threshold).subtract(new BigDecimal("0.000001")).toPlainString()));
    assertThat(below.majorHazard()).as(name).isFalse();
    assertThat(below.level()).isNull();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/policies/gb18218-2018-categories.csv", numLinesToSkip = 1)
  void each_category_counts_with_its_threshold(
      String code, String category, String description, String threshold) {
    var at = unit(0, substance("某未列名物质", null, null, threshold, code));
    assertThat(at.majorHazard()).isTrue();
    assertThat(at.terms().get(0).source()).isEqualTo("GB 18218-2018 表2 " + code);
    assertThat(
            unit(
                    0,
                    substance(
                        "某未列名物质",
                        null,
                        null,
                        new BigDecimal(threshold).subtract(new BigDecimal("0.001")).toString(),
                        code))
                .majorHazard())
        .isFalse();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/policies/gb18218-2018-beta-categories.csv", numLinesToSkip = 1)
  void each_category_weighs_with_its_beta(String code, String category, String beta) {
    var unit = unit(10, substance("某未列名物质", null, null, "100000", code));
    assertThat(unit.terms().get(0).beta()).isEqualByComparingTo(beta);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/policies/gb18218-2018-beta-named.csv", numLinesToSkip = 1)
  void each_named_gas_weighs_with_its_own_beta(int no, String name, String cas, String beta) {
    var form = name.equals("氯化氢") ? "无水" : null;
    var unit = unit(10, substance(name, cas, form, "1000"));
    assertThat(unit.undetermined()).as(name).isEmpty();
    if (no > 1) { // carbon monoxide is not in table 1 under its own name but as row 13
      assertThat(unit.terms().get(0).beta()).as(name).isEqualByComparingTo(beta);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.5",
    "1,1.0",
    "29,1.0",
    "30,1.2",
    "49,1.2",
    "50,1.5",
    "99,1.5",
    "100,2.0",
    "5000,2.0"
  })
  void each_band_of_exposed_people_has_its_alpha(int people, String alpha) {
    assertThat(unit(people, substance("氯", null, null, "5")).alpha()).isEqualByComparingTo(alpha);
  }

  /** Ammonia: Q = 10 t, β = 2; with 1 to 29 people R = 2·q/10. */
  @ParameterizedTest
  @CsvSource({"10,4", "49.999,4", "50,3", "249.999,3", "250,2", "499.999,2", "500,1", "5000,1"})
  void each_level_begins_exactly_at_its_bound(String tonnes, int level) {
    assertThat(unit(5, substance("氨", "7664-41-7", null, tonnes)).level()).isEqualTo(level);
  }

  @Test
  void three_thirds_are_one() {
    var third = new BigDecimal("1.6666666666666666666666666667");
    var unit =
        unit(
            0,
            substance("氯", null, null, "1"),
            substance("氯", null, null, "1"),
            substance("氯", null, null, "3"));
    assertThat(unit.sExact()).isEqualTo("1");
    assertThat(unit.majorHazard()).isTrue();
    assertThat(unit(0, substance("氯", null, null, third.toPlainString())).s().scale())
        .isLessThanOrEqualTo(10);
  }

  @Test
  void of_several_categories_the_lowest_threshold_counts() {
    var unit = unit(0, substance("某未列名物质", null, null, "50", "W5.4", "J2"));
    assertThat(unit.terms().get(0).thresholdTonnes()).isEqualByComparingTo("50");
    assertThat(unit.majorHazard()).isTrue();
  }

  static Stream<String> sounding_alike() {
    return Stream.of("盐酸", "氨水", "氢氟酸", "福尔马林", "粗苯");
  }

  @ParameterizedTest
  @MethodSource("sounding_alike")
  void what_only_sounds_like_a_named_chemical_is_asked_about(String name) {
    var unit = unit(0, substance(name, null, null, "1000"));
    assertThat(unit.terms()).isEmpty();
    assertThat(unit.majorHazard()).isNull();
    assertThat(unit.undetermined()).extracting(Question::code).contains("categoriesMissing");
  }

  @Test
  void hydrochloric_acid_is_not_hydrogen_chloride_though_they_share_a_number() {
    assertThat(unit(0, substance("盐酸", "7647-01-0", "31%", "1000", "none")).majorHazard())
        .isFalse();
  }

  @Test
  void rows_that_share_a_number_are_told_apart_by_their_form_never_guessed() {
    var open = unit(0, substance("硝化纤维素", "9004-70-0", null, "2"));
    assertThat(open.majorHazard()).isNull();
    assertThat(open.undetermined()).extracting(Question::code).contains("formMissing");
    assertThat(unit(0, substance("硝化棉", "9004-70-0", "干的", "2")).majorHazard()).isTrue();
    var wet = unit(0, substance("硝化棉", "9004-70-0", "含水≥25%", "2"));
    assertThat(wet.sAtMost()).isNotNull();
    assertThat(unit(0, substance("硝化棉溶液", "9004-70-0", null, "2")).terms())
        .extracting(HazardReport.Term::source)
        .containsExactly("GB 18218-2018 表1 第42项");
  }

  @ParameterizedTest
  @CsvSource({"含可燃物0.1%,50", "含可燃物0.5%,5"})
  void ammonium_nitrate_is_judged_by_its_combustibles(String form, String threshold) {
    var unit = unit(0, substance("硝酸铵", "6484-52-2", form, "1"));
    assertThat(unit.terms())
        .singleElement()
        .satisfies(t -> assertThat(t.thresholdTonnes()).isEqualByComparingTo(threshold));
  }

  @ParameterizedTest
  @CsvSource({"95%,true", "70%,false", "65%,false"})
  void nitric_acid_counts_above_70_percent(String form, boolean counts) {
    var unit = unit(0, substance("硝酸", "7697-37-2", form, "100", counts ? "W9.1" : "none"));
    assertThat(unit.majorHazard()).isEqualTo(counts);
  }

  @Test
  void a_name_and_a_number_that_contradict_each_other_are_asked_about() {
    var unit = unit(0, substance("液氯", "7664-41-7", null, "20"));
    assertThat(unit.undetermined()).extracting(Question::code).contains("nameAndCas");
    assertThat(unit.majorHazard()).isTrue(); // 20 t are too much of either
    assertThat(unit(0, substance("液氯", "7664-41-7", null, "7")).majorHazard()).isNull();
  }

  @Test
  void an_unknown_substance_is_open_unless_so_little_cannot_matter() {
    assertThat(unit(0, substance("神秘液体", null, null, "100")).majorHazard()).isNull();
    assertThat(unit(0, substance("神秘液体", null, null, "0.29")).majorHazard()).isFalse();
    assertThat(unit(0, substance("神秘液体", null, null, "0.3")).majorHazard()).isNull();
  }

  @Test
  void without_a_quantity_or_people_nothing_is_passed() {
    var unit = unit(null, new Substance("氯", null, null, List.of(), null, List.of()));
    assertThat(unit.majorHazard()).isNull();
    assertThat(unit.undetermined()).extracting(Question::code).contains("quantityMissing");
    var people = unit(null, substance("氯", null, null, "5000"));
    assertThat(people.level()).isEqualTo(1); // level 1 whatever the number of people
    assertThat(people.r()).isNull();
  }

  @Test
  void the_order_of_substances_changes_nothing() {
    var all =
        new ArrayList<>(
            List.of(
                substance("氯", null, null, "1.1"),
                substance("氨", null, null, "3.3"),
                substance("甲醇", null, null, "77", "W5.3")));
    var one = unit(40, all.toArray(Substance[]::new));
    java.util.Collections.reverse(all);
    var other = unit(40, all.toArray(Substance[]::new));
    assertThat(other.sExact()).isEqualTo(one.sExact());
    assertThat(other.level()).isEqualTo(one.level());
  }
}
