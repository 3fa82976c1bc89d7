package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.CheckResult.Finding;

/** A case is filed, accepted and decided while a limit changes from 7 people to 5. */
class TransitionsTest {
  private static final LocalDate FILED = LocalDate.of(2026, 3, 2);
  private static final LocalDate ACCEPTED = LocalDate.of(2026, 3, 5);
  private static final LocalDate DECIDED = LocalDate.of(2026, 3, 20);
  private static final CaseDays DAYS = new CaseDays(DECIDED, FILED, ACCEPTED, DECIDED);
  private static final String HEADER =
      "sector,place_zh,limit,unit,condition_zh,legal_basis,confidence,effective_from,effective_to\n";
  private static final ProjectFacts EIGHT_PEOPLE =
      Described.in("dust", "230900").people("试验场所", 8).people("另一场所", 8).facts();

  private static String row(String place, int limit, String basis, String from, String to) {
    return "dust,%s,%d,人/班,,%s,high,%s,%s\n".formatted(place, limit, basis, from, to);
  }

  private static String transitions(String... rows) {
    return "document_zh,day,source,confidence\n" + String.join("\n", rows) + "\n";
  }

  private static String old() {
    return row("试验场所", 7, "测试规定 第一条", "2020-01-01", "");
  }

  /** Limits on people, and of every other catalogue the header. */
  private static PoliciesOf headcounts() {
    var policies = PoliciesOf.file(CatalogueFiles.HEADCOUNTS);
    for (var file :
        List.of(
            CatalogueFiles.PROHIBIT_RESTRICT_CONTROL,
            CatalogueFiles.INDUSTRY,
            CatalogueFiles.OBSOLETE,
            CatalogueFiles.ACCESS,
            CatalogueFiles.SITING,
            CatalogueFiles.SITING_AREAS)) {
      policies.and(file, null, PoliciesOf.text(file).lines().findFirst().orElseThrow() + "\n");
    }
    return policies;
  }

  /** A whole new wording is published from the day on. */
  private static PoliciesOf published(LocalDate change) {
    return headcounts()
        .and(null, HEADER + old())
        .and(change, HEADER + row("试验场所", 5, "测试规定 第一条", "2020-01-01", ""));
  }

  /** One wording names the days of both rows. */
  private static PoliciesOf dated(LocalDate change) {
    return headcounts()
        .and(
            null,
            HEADER
                + row("试验场所", 7, "测试规定 第一条", "2020-01-01", change.minusDays(1).toString())
                + row("试验场所", 5, "测试规定 第一条", change.toString(), ""));
  }

  private static List<String> limits(Catalogues catalogues, CaseDays days) {
    var index = catalogues.on(days);
    var result = index.check(EIGHT_PEOPLE);
    assertThat(result).isEqualTo(index.scan(EIGHT_PEOPLE));
    return result.findings().stream()
        .filter(f -> f.legalBasis().startsWith("测试"))
        .map(Finding::threshold)
        .toList();
  }

  @ParameterizedTest(name = "changed on {0}: {1}")
  @CsvSource({
    "2026-03-02, filing, 5",
    "2026-03-02, acceptance, 5",
    "2026-03-02, decision, 5",
    "2026-03-03, filing, 7",
    "2026-03-03, acceptance, 5",
    "2026-03-03, decision, 5",
    "2026-03-05, filing, 7",
    "2026-03-05, acceptance, 5",
    "2026-03-05, decision, 5",
    "2026-03-06, filing, 7",
    "2026-03-06, acceptance, 7",
    "2026-03-06, decision, 5",
    "2026-03-21, filing, 7",
    "2026-03-21, acceptance, 7",
    "2026-03-21, decision, 7",
  })
  void the_day_that_a_document_names_decides_which_limit_counts(
      LocalDate change, String day, String limit) {
    var named = transitions("*,acceptance,本市自定,recalled", "测试规定," + day + ",测试,high");
    var alone = transitions("*," + day + ",本市自定,recalled");
    for (var rules : List.of(named, alone)) {
      for (var policies : List.of(published(change), dated(change))) {
        var catalogues = policies.and(TransitionTable.FILE, null, rules).catalogues();
        assertThat(limits(catalogues, DAYS)).containsExactly(limit);
      }
    }
  }

  @Test
  void documents_of_one_wording_are_looked_at_on_different_days() {
    var change = LocalDate.of(2026, 3, 4);
    var catalogues =
        headcounts()
            .and(null, HEADER + old() + row("另一场所", 7, "测试标准", "2020-01-01", ""))
            .and(
                change,
                HEADER
                    + row("另一场所", 6, "测试标准", "2020-01-01", "")
                    + row("试验场所", 5, "测试规定 第二条", "2020-01-01", ""))
            .and(
                TransitionTable.FILE,
                null,
                transitions("*,acceptance,本市自定,recalled", "测试规定,filing,测试,high"))
            .catalogues();

    var index = catalogues.on(DAYS);

    assertThat(limits(catalogues, DAYS)).containsExactlyInAnyOrder("7", "6");
    assertThat(catalogues.on(DAYS)).as("compiled once").isSameAs(index);
    assertThat(index.day()).isEqualTo(ACCEPTED);
    // Both stand in line 2 of their wordings; each is found by the id that its finding names.
    assertThat(index.check(EIGHT_PEOPLE).findings())
        .filteredOn(f -> f.legalBasis().startsWith("测试"))
        .extracting(Finding::rule)
        .doesNotHaveDuplicates()
        .allSatisfy(
            rule ->
                assertThat(index.entry(rule))
                    .hasValueSatisfying(e -> assertThat(e.text()).isNotEmpty()));
  }

  @Test
  void if_all_documents_ask_for_the_same_day_it_is_the_index_of_that_day() {
    var catalogues = published(LocalDate.of(2026, 3, 4)).catalogues();

    assertThat(catalogues.on(DAYS)).isSameAs(catalogues.on(ACCEPTED));
    assertThat(catalogues.on(CaseDays.on(FILED))).isSameAs(catalogues.on(FILED));
  }

  @Test
  void the_law_of_two_days_is_the_same_if_nothing_began_or_ended_between() {
    var catalogues = dated(LocalDate.of(2026, 3, 4)).catalogues();

    assertThat(catalogues.on(LocalDate.of(2026, 3, 3)).law())
        .isEqualTo(catalogues.on(LocalDate.of(2026, 3, 2)).law())
        .isNotEqualTo(catalogues.on(LocalDate.of(2026, 3, 4)).law());
    for (var of : List.of(catalogues, published(LocalDate.of(2026, 3, 4)).catalogues())) {
      assertThat(of.quiet(FILED, LocalDate.of(2026, 3, 3))).isTrue();
      assertThat(of.quiet(FILED, LocalDate.of(2026, 3, 4))).isFalse();
      assertThat(of.quiet(LocalDate.of(2026, 3, 4), DECIDED)).isTrue();
    }
  }

  @Test
  void the_longest_beginning_of_a_title_decides_and_what_is_unknown_is_never_enforced() {
    var rules =
        TransitionTable.of(
            PolicyFile.of(
                TransitionTable.FILE,
                transitions(
                        "*,acceptance,本市自定,recalled",
                        "测试规定,filing,测试,high",
                        "测试规定(二),decision,测试,high",
                        "别的规定,decision,测试,unknown")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(rules.of("测试规定 第一条")).isEqualTo(CaseDays.Which.FILING);
    assertThat(rules.of("测试规定(二) 第一条")).isEqualTo(CaseDays.Which.DECISION);
    assertThat(rules.of("别的规定")).isEqualTo(CaseDays.Which.ACCEPTANCE);
    assertThat(rules.documents()).hasSize(2);
  }

  @Test
  void the_rules_of_the_day_of_acceptance_say_which_day_counts() {
    var filing = transitions("*,filing,本市自定,recalled");
    var before =
        published(LocalDate.of(2026, 3, 4))
            .and(TransitionTable.FILE, ACCEPTED, filing)
            .catalogues();
    var after =
        published(LocalDate.of(2026, 3, 4))
            .and(TransitionTable.FILE, ACCEPTED.plusDays(1), filing)
            .catalogues();

    assertThat(limits(before, DAYS)).containsExactly("7");
    assertThat(limits(after, DAYS)).containsExactly("5");
  }
}
