package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseDays;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Matters;
import org.zhunru.intake.SubmissionGate;

/** The check as a whole, the gate before filing, and whose rules read what. */
@IntegrationTest
class ProjectChecksTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  @Autowired Checks checks;
  @Autowired FactsReader reader;
  @Autowired DepartmentReads reads;
  @Autowired Matters matters;
  @Autowired List<SubmissionGate> gates;
  @Autowired JdbcClient db;

  private CheckResult check(String json) {
    return checks.check(reader.read(json, DAY).orThrow(), DAY);
  }

  @Test
  void a_chlorine_project_needs_joint_approval_for_three_reasons() {
    var result = check(CompleteFacts.named("氯碱", "测试"));
    assertThat(result.jointApprovalRequired()).isTrue();
    assertThat(result.reasons())
        .extracting(CheckResult.Reason::code)
        .containsExactly("keyProcess", "keyChemical", "majorHazard");
    assertThat(result.departments())
        .extracting(CheckResult.CalledDepartment::code)
        .contains("fgw", "gxj", "yjj", "zrzy", "sthj")
        .doesNotContain("lhsp", "tlj", "nyj");
    assertThat(result.missing()).noneMatch(CheckResult.Missing::certain);
  }

  @Test
  void what_the_catalogues_say_is_part_of_the_check_with_entry_edition_and_basis() {
    var result =
        check(
            CompleteFacts.named("氯碱", "测试")
                .replace("\"quantityTonnes\":120", "\"quantityTonnes\":120,\"links\":[\"use\"]")
                .replace("\"name\":\"液氯\",\"cas\":\"7782-50-5\"", "\"name\":\"六氯苯\""));
    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.PROHIBITED);
    assertThat(result.editionSet()).hasSize(64);
    assertThat(result.findings())
        .filteredOn(f -> f.message().equals("六氯苯"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(CheckResult.Severity.PROHIBIT);
              assertThat(f.subject()).isEqualTo("units[0].substances[0]");
              assertThat(f.edition()).isNotNull();
              assertThat(f.legalBasis()).isNotBlank();
              assertThat(f.marks()).contains("source");
            });
  }

  @Test
  void an_open_question_outweighs_conditions_but_no_prohibition() {
    var unclear =
        CompleteFacts.named("a", "b")
            .replace("\"name\":\"液氯\",\"cas\":\"7782-50-5\"", "\"name\":\"神秘液体\"");
    assertThat(check(unclear).verdict()).isEqualTo(CheckResult.Verdict.UNDETERMINED);
    var prohibited =
        unclear.replace(
            "\"substances\":[",
            "\"substances\":[{\"name\":\"六氯苯\",\"quantityTonnes\":1,\"links\":[\"use\"]},");
    assertThat(check(prohibited).undetermined()).isNotEmpty();
    assertThat(check(prohibited).verdict()).isEqualTo(CheckResult.Verdict.PROHIBITED);
  }

  @Test
  void without_any_of_the_three_joint_approval_is_not_required_and_nobody_is_called() {
    var result =
        check(
            """
            {"name":"x","processes":["包装"],"units":[{"unitType":"storage","exposedPeople":0,
             "substances":[{"name":"氯化钠","quantityTonnes":10,"categories":["none"]}]}]}
            """);
    assertThat(result.jointApprovalRequired()).isFalse();
    assertThat(result.departments()).isEmpty();
  }

  @Test
  void what_only_an_open_question_could_bring_is_null() {
    var result =
        check("{\"units\":[{\"substances\":[{\"name\":\"神秘液体\",\"quantityTonnes\":10}]}]}");
    assertThat(result.jointApprovalRequired()).isNull();
    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.UNDETERMINED);
    assertThat(result.departments()).isNotEmpty();
  }

  @Test
  void everything_missing_is_told_at_once_with_its_field() {
    var faults =
        gates
            .get(0)
            .check(matters.byId("joint-pre-approval"), "{}", java.util.Set.of(), CaseDays.on(DAY));
    assertThat(faults)
        .extracting(Refusal::field)
        .contains("name", "sector", "kind", "regionCode", "units", "applicant.creditCode");
  }

  @Test
  void a_mine_is_filed_without_a_word_on_chemical_parks_and_a_chemical_plant_is_not() {
    var plant = CompleteFacts.named("a", "b").replace("{\"inChemicalPark\":true}", "{}");
    var mine = plant.replace("\"sector\":\"hazchem\"", "\"sector\":\"coal_mine\"");
    var matter = matters.byId("joint-pre-approval");

    assertThat(gates.get(0).check(matter, plant, java.util.Set.of(), CaseDays.on(DAY)))
        .extracting(Refusal::field)
        .containsExactly("siting.inChemicalPark");
    assertThat(gates.get(0).check(matter, mine, java.util.Set.of(), CaseDays.on(DAY))).isEmpty();
  }

  @Test
  void a_needed_material_is_asked_for_until_it_is_there() {
    var json =
        CompleteFacts.named("a", "b")
            .replace("\"processes\"", "\"facts\":{\"eiaKind\":\"报告书\"},\"processes\"");
    var matter = matters.byId("joint-pre-approval");
    assertThat(gates.get(0).check(matter, json, java.util.Set.of(), CaseDays.on(DAY)))
        .extracting(Refusal::field)
        .containsExactly("materials.eia-report");
    assertThat(gates.get(0).check(matter, json, java.util.Set.of("eia-report"), CaseDays.on(DAY)))
        .isEmpty();
  }

  @Test
  void a_project_that_needs_no_joint_approval_is_not_taken() {
    var json =
        CompleteFacts.named("a", "b")
            .replace("氯化工艺", "包装")
            .replace(
                "\"name\":\"液氯\",\"cas\":\"7782-50-5\"",
                "\"name\":\"氯化钠\",\"categories\":[\"none\"]");
    assertThat(
            gates
                .get(0)
                .check(
                    matters.byId("joint-pre-approval"), json, java.util.Set.of(), CaseDays.on(DAY)))
        .extracting(Refusal::code)
        .containsExactly("policy.notNeeded");
  }

  @Test
  void a_change_concerns_those_whose_rules_read_it() {
    assertThat(reads.concerned(List.of("units[0].substances[0].quantityTonnes"), DAY))
        .contains("yjj", "sthj", "xfj", "gaj")
        .doesNotContain("fgw", "swj", "scgj");
    assertThat(reads.concerned(List.of("facts.specialEquipment"), DAY)).containsExactly("scgj");
    assertThat(reads.concerned(List.of("contact.phone"), DAY)).isEmpty();
  }

  @Test
  void what_changed_is_found_leaf_by_leaf_and_rows_by_their_name() {
    var older =
        "{\"a\":1,\"units\":[{\"name\":\"x\",\"q\":1},{\"name\":\"y\",\"q\":2}],\"gone\":\"g\"}";
    var newer =
        "{\"a\":1,\"units\":[{\"name\":\"y\",\"q\":3},{\"name\":\"x\",\"q\":1}],\"e\":\"\"}";
    assertThat(FactsDiff.between(older, newer))
        .extracting(FactsDiff.Changed::path, FactsDiff.Changed::before, FactsDiff.Changed::after)
        .contains(
            org.assertj.core.groups.Tuple.tuple("units[0].q", "2", "3"),
            org.assertj.core.groups.Tuple.tuple("gone", "g", null))
        .noneMatch(t -> t.toList().get(0).toString().contains("units[1]"));
  }

  @Test
  void a_frozen_check_is_never_changed() {
    assertThatThrownBy(() -> db.sql("update dossier_check set result = '{}'").update())
        .hasMessageContaining("never changed");
  }
}
