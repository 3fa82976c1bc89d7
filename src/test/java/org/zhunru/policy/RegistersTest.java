package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registers that ship with the product, and what they may be used for. */
class RegistersTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final Set<String> DEPARTMENTS =
      Set.of(
          "fgw", "gxj", "yjj", "zrzy", "sthj", "zjj", "gaj", "xfj", "qxj", "jtj", "swj", "wjw",
          "scgj", "tlj", "nyj");

  private final Grounds grounds = new Grounds(PoliciesOf.shipped());
  private final MaterialsChecklist materials = PoliciesOf.file("materials.csv").materials();

  @Test
  void every_department_has_grounds_and_only_its_own() {
    for (var department : DEPARTMENTS) {
      assertThat(grounds.forDepartment(department, DAY))
          .as(department)
          .isNotEmpty()
          .allMatch(g -> g.servesDepartment(department));
    }
    assertThat(grounds.all(DAY))
        .allMatch(
            g ->
                g.departments().contains(Ground.EVERYBODY)
                    || DEPARTMENTS.containsAll(g.departments()));
  }

  @Test
  void a_ground_binds_ends_in_a_no_and_names_its_law() {
    assertThat(grounds.all(DAY))
        .isNotEmpty()
        .allSatisfy(
            g -> {
              assertThat(g.confidence()).isIn("high", "recalled");
              assertThat(g.kind()).isIn("veto", "refuse");
              assertThat(g.legalBasis()).isNotBlank();
            });
  }

  @Test
  void conditions_and_later_procedures_are_no_grounds_here() {
    var offered = new HashSet<String>();
    grounds.all(DAY).forEach(g -> offered.add(g.process()));
    assertThat(offered)
        .doesNotContain("completion_acceptance", "occupational", "safety_design_review");
  }

  @Test
  void rules_of_other_provinces_and_cities_are_no_grounds_here() {
    assertThat(grounds.all(DAY))
        .noneMatch(g -> (g.text() + g.legalBasis()).matches(".*(山东|安徽|南通|云南|江苏|盐城).*"));
    assertThat(grounds.byId("CAT-07", DAY)).isEmpty();
    assertThat(grounds.byId("JPA-01", DAY)).isPresent();
  }

  @Test
  void the_search_finds_rows_in_which_every_word_occurs() {
    assertThat(grounds.search("sthj", "环境 条例", DAY))
        .isNotEmpty()
        .allMatch(g -> (g.text() + g.legalBasis()).contains("环境"));
    assertThat(grounds.search("sthj", "没有这样的字句", DAY)).isEmpty();
    assertThat(grounds.search("sthj", "", DAY)).isEqualTo(grounds.forDepartment("sthj", DAY));
  }

  @ParameterizedTest
  @CsvSource({
    "application-enterprise, approvalKind, 核准, NEEDED",
    "application-enterprise, approvalKind, 备案, NOT_NEEDED",
    "application-enterprise, , , PERHAPS",
    "record-filing, approvalKind, 备案, NEEDED",
    "eia-report, eiaKind, 报告书, NEEDED",
    "eia-table, eiaKind, 报告书, NOT_NEEDED",
    "eia-table, eiaKind, 报告表, NEEDED",
    "eia-register, eiaKind, 登记表, NEEDED",
    "site-opinion, allocatedLand, true, NEEDED",
    "site-opinion, allocatedLand, false, NOT_NEEDED",
    "geological-assessment, geologicalHazardArea, true, NEEDED",
    "flood-scheme, riverManagementArea, true, NEEDED",
    "flood-assessment, floodDetentionArea, true, NEEDED",
    "seismic-assessment, seismicAssessment, true, NEEDED",
    "lightning-design, flammableOrExplosiveSite, true, NEEDED",
    "lightning-design, flammableOrExplosiveSite, false, NOT_NEEDED",
    "road-works, roadWork, true, NEEDED",
    "controlled-chemicals, controlledChemicals, true, NEEDED",
    "park-entry, parkEntryReview, true, PERHAPS",
    "prior-approvals, , , PERHAPS",
    "fire-design, , , PERHAPS",
    "pipeline-works, , , PERHAPS",
    "other, , , OFFERED"
  })
  void a_material_is_needed_if_its_fact_says_so(
      String id, String fact, String value, MaterialsChecklist.Need need) {
    Object told = "true".equals(value) || "false".equals(value) ? Boolean.valueOf(value) : value;
    var facts = facts(fact == null ? Map.of() : Map.of(fact, told));
    assertThat(
            materials.forMatter("joint-pre-approval", facts, DAY).stream()
                .filter(n -> n.material().id().equals(id))
                .map(MaterialsChecklist.Needed::need))
        .containsExactly(need);
  }

  @Test
  void every_fact_that_decides_a_material_is_in_the_dictionary() {
    var known = new FactDictionary().keyed().keySet();
    assertThat(
            materials.forMatter("joint-pre-approval", facts(Map.of()), DAY).stream()
                .map(n -> n.material().fact())
                .filter(java.util.Objects::nonNull))
        .allMatch(known::contains);
  }

  @Test
  void sectors_have_names_in_both_languages() {
    assertThat(new Sectors().all())
        .isNotEmpty()
        .allSatisfy(s -> assertThat(List.of(s.nameZh(), s.nameEn())).doesNotContain(""));
  }

  private static ProjectFacts facts(Map<String, Object> keyed) {
    return new ProjectFacts(
        null, null, null, null, null, null, null, null, null, null, null, null, List.of(),
        List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(), null, keyed);
  }
}
