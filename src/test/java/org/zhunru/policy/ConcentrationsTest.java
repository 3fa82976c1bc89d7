package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;

/** 氨溶液[含氨>10%]: a solution is named from a strength on. */
class ConcentrationsTest {
  private static final List<CatalogueEntry> ENTRIES =
      new CatalogueFiles()
          .prohibitRestrictControl(PolicyFile.of(CatalogueFiles.PROHIBIT_RESTRICT_CONTROL));
  private static final CatalogueIndex INDEX =
      new CatalogueIndex(
          new CatalogueSet(ENTRIES, CatalogueFiles.zones()), LocalDate.of(2026, 11, 29));

  private static List<Finding> findings(@Nullable String form) {
    return INDEX
        .check(
            Described.in("hazchem", "110000")
                .zone("东城")
                .substance("氨水", "1336-21-6", form, "use")
                .facts())
        .findings()
        .stream()
        .filter(f -> f.message().startsWith("氨溶液"))
        .toList();
  }

  @Test
  void what_stands_in_the_name_is_a_condition() {
    assertThat(ENTRIES.stream().filter(e -> e.text().startsWith("氨溶液")))
        .isNotEmpty()
        .allSatisfy(
            e ->
                assertThat(e.conditions())
                    .extracting(Condition::measure, c -> c.operator().sign(), Condition::threshold)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("含氨", ">", "10")));
  }

  @ParameterizedTest
  @CsvSource({"10%,0", "9.9%,0", "含氨10%,0", "10.1%,1", "25%,1", "含氨25%,1", "含氨≥20%,1"})
  void a_solution_is_compared_with_the_strength_of_the_row(String form, int findings) {
    var found = findings(form);

    assertThat(found).hasSize(findings);
    assertThat(found)
        .allSatisfy(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.RESTRICT);
              assertThat(f.operator() + f.threshold() + f.unit()).isEqualTo(">10%");
            });
  }

  /** A share of something else, a range that lies on both sides, or nothing: it is asked. */
  @ParameterizedTest
  @CsvSource({"''", "工业级", "含水75%", "含氨≥5%"})
  void what_is_not_told_is_asked(String form) {
    assertThat(findings(form))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.UNDETERMINED);
              assertThat(f.open()).extracting(Question::code).containsExactly("catalogueCondition");
              assertThat(f.open().get(0).arguments()).contains("含氨 > 10 %");
            });
  }

  @Test
  void mines_and_minerals_of_conditions_are_typed_where_the_words_are_clear() {
    var access =
        new CatalogueIndex(
            new CatalogueSet(
                new CatalogueFiles().access(PolicyFile.of(CatalogueFiles.ACCESS)), Map.of()),
            LocalDate.of(2026, 11, 29));
    var mine =
        Described.in("noncoal_mine", "230900").fact("mineral", "萤石").capacity("地下开采回采率", "74", "%");

    assertThat(access.check(mine.facts()).findings())
        .filteredOn(f -> f.message().equals("萤石地下开采回采率"))
        .extracting(Finding::severity)
        .containsExactly(Severity.REFUSE);
    var deep = Described.in("coal_mine", "230900").capacity("采深", "1001", "米");
    assertThat(access.check(deep.kind(ProjectKind.NEW).facts()).findings())
        .filteredOn(f -> f.message().equals("不再核准超深新建矿井(第一水平)"))
        .extracting(Finding::severity)
        .containsExactly(Severity.REFUSE);
    assertThat(access.check(deep.kind(ProjectKind.EXPAND).facts()).findings())
        .noneMatch(f -> f.message().equals("不再核准超深新建矿井(第一水平)"));
  }
}
