package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The 18 processes and the 74 chemicals, row by row. */
class KeyListsTest {
  private static final KeyProcesses PROCESSES = new KeyProcesses();
  private static final KeyChemicals CHEMICALS = new KeyChemicals();

  @ParameterizedTest
  @CsvFileSource(resources = "/policies/key-supervised-processes.csv", numLinesToSkip = 1)
  void each_process_is_known_by_its_official_name(int no, int batch, String name) {
    assertThat(PROCESSES.in(List.of(name)).processes())
        .extracting(CheckResult.KeyProcess::no)
        .containsExactly(no);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/policies/key-process-aliases.csv", numLinesToSkip = 1)
  void each_process_is_known_by_its_other_names(int no, String alias) {
    assertThat(PROCESSES.in(List.of(alias)).processes())
        .extracting(CheckResult.KeyProcess::no)
        .containsExactly(no);
    assertThat(PROCESSES.in(List.of(alias + "工艺")).processes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"铝电解", "脱硝", "硫化", "脱硫", "干燥", "蒸馏", "脱氯化"})
  void what_only_sounds_like_a_key_process_is_none(String declared) {
    var found = PROCESSES.in(List.of(declared));
    assertThat(found.processes()).isEmpty();
    assertThat(found.questions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"过氧化,11", "氧化,10", "过氧化工艺,11"})
  void peroxidation_is_not_oxidation(String declared, int no) {
    assertThat(PROCESSES.in(List.of(declared)).processes())
        .extracting(CheckResult.KeyProcess::no)
        .containsExactly(no);
  }

  @ParameterizedTest
  @ValueSource(strings = {"电解", "高温氧化", "低压聚合"})
  void a_word_that_may_mean_a_key_process_is_asked_about(String declared) {
    var found = PROCESSES.in(List.of(declared));
    assertThat(found.processes()).isEmpty();
    assertThat(found.questions()).extracting(Question::code).containsExactly("processUnclear");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/policies/key-supervised-chemicals.csv", numLinesToSkip = 1)
  void each_chemical_is_known_by_name_alias_and_number(
      int no, int batch, String name, @Nullable String aliases, @Nullable String cas) {
    for (var each : name.split("、")) {
      assertThat(numbers(each, null)).as(each).contains(no);
    }
    if (aliases != null) {
      for (var alias : aliases.split("[;;]")) {
        assertThat(numbers(alias, null)).as(alias).contains(no);
      }
    }
    if (cas != null) {
      assertThat(numbers(null, cas)).contains(no);
      assertThat(numbers(name.split("、")[0], cas)).contains(no);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ｎ,N＇－二亚硝基五亚甲基四胺||69",
        "液 氯||1",
        "汽油|86290-81-5|7",
        "甲苯二异氰酸酯|26471-62-5|39",
        "石脑油||7",
        "天然气||5"
      })
  void width_blanks_and_the_other_lists_numbers_make_no_difference(
      String name, @Nullable String cas, int no) {
    assertThat(numbers(name, cas)).containsExactly(no);
  }

  @ParameterizedTest
  @ValueSource(strings = {"氨水", "水", "氯化钠", "盐酸"})
  void what_only_sounds_like_a_key_chemical_is_none(String name) {
    assertThat(numbers(name, null)).isEmpty();
  }

  private static List<Integer> numbers(@Nullable String name, @Nullable String cas) {
    var substance =
        new ProjectFacts.Substance(name, cas, null, List.of(), BigDecimal.ONE, List.of());
    var facts =
        new ProjectFacts(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(new ProjectFacts.Unit("u", null, null, List.of(substance))),
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            Map.of());
    return CHEMICALS.in(facts).chemicals().stream().map(CheckResult.KeyChemical::no).toList();
  }
}
