package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Status;

/** The shipped catalogues as typed entries, and what is told of broken ones. */
class CatalogueFilesTest {
  private final CatalogueFiles files = new CatalogueFiles();
  private final List<CatalogueEntry> all = files.all();

  @Test
  void every_row_of_the_five_catalogues_is_read() {
    var rows =
        all.stream().collect(Collectors.groupingBy(CatalogueEntry::family, Collectors.counting()));
    // One more than rows: what the list of 南京市 leaves out.
    assertThat(rows.get(Family.PROHIBIT_RESTRICT_CONTROL)).isEqualTo(250 + 1L);
    assertThat(rows.get(Family.OBSOLETE)).isEqualTo(106);
    assertThat(rows.get(Family.ACCESS)).isEqualTo(233);
    assertThat(rows.get(Family.HEADCOUNT)).isEqualTo(38);
    var industry = all.stream().filter(e -> e.family() == Family.INDUSTRY).toList();
    // Rows that are ANDed share an entry; every condition of the 312 with a number is kept.
    assertThat(industry.stream().mapToInt(e -> e.conditions().size()).sum()).isEqualTo(312);
    assertThat(industry).extracting(CatalogueEntry::rule).doesNotHaveDuplicates();
  }

  @Test
  void rows_that_share_entry_text_and_region_are_one_entry_with_several_conditions() {
    var furnace =
        all.stream()
            .filter(e -> e.text().equals("炼铁高炉") && e.edition().name().startsWith("2011"))
            .filter(e -> e.severity() == CheckResult.Severity.RESTRICT)
            .toList();
    assertThat(furnace).hasSize(1);
    assertThat(furnace.get(0).conditions())
        .extracting(c -> c.operator().sign() + c.threshold())
        .containsExactly(">400", "<1200");
  }

  @Test
  void other_regions_are_all_that_no_sibling_names() {
    var other =
        all.stream()
            .filter(e -> e.edition().name().equals("2024年本") && e.place().words().equals("其他地区"))
            .filter(e -> e.severity() == CheckResult.Severity.ELIMINATE)
            .toList();
    assertThat(other).hasSize(1);
    assertThat(other.get(0).place().except()).contains("230000", "640000").doesNotContain("520000");
  }

  @Test
  void a_region_that_is_not_named_clearly_is_nobodys() {
    assertThat(all.stream().filter(e -> !e.place().known()))
        .extracting(e -> e.place().words())
        .hasSize(19)
        .allMatch(words -> words.contains("摘录未见"));
  }

  @Test
  void drafts_and_advice_never_bind_and_unknown_never_counts() {
    assertThat(all.stream().filter(e -> e.edition().status() == Status.DRAFT))
        .isNotEmpty()
        .allMatch(e -> e.binding() == Binding.NOTICE);
    assertThat(all.stream().filter(e -> e.edition().status() == Status.ADVISORY))
        .hasSize(9)
        .allMatch(e -> e.binding() == Binding.NOTICE);
    assertThat(all.stream().filter(e -> e.confidence().equals("unknown")))
        .isNotEmpty()
        .allMatch(e -> e.binding() == Binding.NEVER);
    assertThat(all.stream().filter(e -> e.confidence().equals("recalled")))
        .noneMatch(e -> e.binding() == Binding.BINDS);
  }

  @Test
  void a_positive_list_that_is_not_wholly_known_is_an_unknown_list() {
    assertThat(all.stream().filter(e -> e.text().startsWith("15种正面清单以外")))
        .singleElement()
        .matches(e -> e.role() == Role.UNKNOWN_LIST);
  }

  @Test
  void a_list_without_a_date_starts_in_the_year_of_its_title_or_is_undated() {
    assertThat(all.stream().filter(e -> e.edition().document().startsWith("辽宁")))
        .allMatch(e -> "2008-01-01".equals(String.valueOf(e.from())) && e.dateAssumed());
    assertThat(all.stream().filter(e -> e.edition().document().startsWith("重庆")))
        .allMatch(e -> e.from() == null && e.dateAssumed());
  }

  @Test
  void units_convert_exactly_and_only_within_their_dimension() {
    var permitted = Measure.of("万吨/年").orElseThrow();
    var applied = Measure.of("t/a").orElseThrow();
    assertThat(permitted.inBase(new BigDecimal("9")))
        .isEqualByComparingTo(applied.inBase(new BigDecimal("90000")));
    assertThat(Measure.of("吨/日").orElseThrow().dimension()).isNotEqualTo(applied.dimension());
    assertThat(Measure.of("亩").orElseThrow().inBase(new BigDecimal("3")))
        .isEqualByComparingTo(Measure.of("m²").orElseThrow().inBase(new BigDecimal("2000")));
    assertThat(Measure.of("MVA").orElseThrow().inBase(new BigDecimal("12.5")))
        .isEqualByComparingTo(Measure.of("千伏安").orElseThrow().inBase(new BigDecimal("12500")));
    assertThat(Measure.of("mm").orElseThrow().inBase(new BigDecimal("1450")))
        .isEqualByComparingTo(Measure.of("米").orElseThrow().inBase(new BigDecimal("1.45")));
    assertThat(Measure.of("m³")).isEqualTo(Measure.of("立方米"));
    assertThat(Measure.of("斤/旬")).isEmpty();
  }

  @Test
  void every_threshold_of_the_catalogues_has_a_unit_that_converts() {
    assertThat(all.stream().flatMap(e -> e.conditions().stream()).filter(c -> c.number() != null))
        .hasSizeGreaterThan(500)
        .allMatch(c -> Measure.of(c.unit()).isPresent());
  }

  @Test
  void all_errors_of_a_broken_catalogue_are_told_at_once_with_line_and_column() {
    var broken =
        """
        sector,condition_zh,measure_name,operator,threshold,unit,region_zh,legal_basis,confidence
        coal_mine,甲,生产能力,>=,30,,全国,某文〔2020〕1号,seen
        coal_mine,乙,生产能力,=>,30,万吨/年,全国,某文〔2020〕1号,seen
        mill,丙,生产能力,>=,三十,万吨/年,全国,某文〔2020〕1号,sure
        """;
    assertThatThrownBy(
            () -> files.access(PolicyFile.of("x.csv", broken.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOfSatisfying(
            PolicyFile.BrokenPolicyFile.class,
            e -> {
              assertThat(e.faults())
                  .extracting(PolicyFault::line, PolicyFault::column, PolicyFault::code)
                  .containsExactlyInAnyOrder(
                      tuple(2, "unit", "empty"),
                      tuple(3, "operator", "noneOf"),
                      tuple(4, "threshold", "notANumber"),
                      tuple(4, "sector", "noSector"),
                      tuple(4, "confidence", "noneOf"));
              assertThat(e).hasMessageContaining("x.csv:2: unit: is empty");
            });
  }
}
