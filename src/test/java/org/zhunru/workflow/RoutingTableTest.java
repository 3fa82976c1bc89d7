package org.zhunru.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhunru.policy.DepartmentRouting;
import org.zhunru.policy.PoliciesOf;

/** The routing table: each rule hit by the fact it stands on, and missed without it. */
class RoutingTableTest {
  private static final RoutingTables TABLES = new RoutingTables();
  private static final DepartmentRouting TABLE =
      TABLES.table(PoliciesOf.text("department-routing.dmn"));

  private static Map<String, String> nothing() {
    var inputs = new HashMap<String, String>();
    TABLE.inputs().forEach(input -> inputs.put(input, "no"));
    inputs.put("sector", "other");
    inputs.put("joint", "yes");
    return inputs;
  }

  private static Stream<String> called(Map<String, String> inputs) {
    return TABLE.calls(inputs).stream().map(DepartmentRouting.Call::rule);
  }

  @Test
  void every_joint_pre_approval_calls_the_four_that_plan_decide_and_watch() {
    assertThat(called(nothing())).containsExactly("Invest", "Safety", "Ecology", "Planning");
  }

  @Test
  void without_a_need_for_joint_approval_nobody_is_called() {
    var all = new HashMap<String, String>();
    TABLE.inputs().forEach(input -> all.put(input, "yes"));
    all.put("sector", "hazchem");
    all.put("joint", "no");
    assertThat(called(all)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "geological,yes,Geology",
    "sector,hazchem,ChemicalIndustry",
    "sector,hazchem_storage,ChemicalIndustry",
    "controlled,yes,Controlled",
    "civilExplosive,yes,CivilExplosive",
    "flammable,yes,FireDesign",
    "flammable,unknown,FireDesign",
    "flammable,yes,FireRescue",
    "flammable,unknown,FireRescue",
    "flammable,yes,Lightning",
    "flammable,unknown,Lightning",
    "toxicOrExplosive,yes,Toxic",
    "toxicOrExplosive,unknown,Toxic",
    "explosives,yes,Explosives",
    "road,yes,Road",
    "river,yes,River",
    "flood,yes,Flood",
    "occupational,yes,Health",
    "occupational,unknown,Health",
    "specialEquipment,yes,Equipment",
    "specialEquipment,unknown,Equipment",
    "rail,yes,Rail",
    "pipeline,yes,Pipeline"
  })
  void a_fact_calls_whom_the_law_names(String input, String value, String rule) {
    var inputs = nothing();
    assertThat(called(inputs)).doesNotContain(rule);
    inputs.put(input, value);
    assertThat(called(inputs)).contains(rule);
    inputs.put("joint", "unknown");
    assertThat(called(inputs)).contains(rule);
  }

  @Test
  void an_open_question_about_controlled_chemicals_calls_in_the_chemical_industry_alone() {
    var inputs = nothing();
    inputs.put("controlled", "unknown");
    assertThat(called(inputs)).doesNotContain("ControlledOpen");
    inputs.put("sector", "hazchem");
    assertThat(called(inputs)).contains("ControlledOpen");
  }

  static Stream<DepartmentRouting.Call> rules() {
    return TABLE.rules().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void each_rule_names_its_law_its_department_and_what_it_reads(DepartmentRouting.Call rule) {
    assertThat(rule.source()).isNotBlank();
    assertThat(rule.textEn()).isNotBlank();
    assertThat(rule.reads()).isNotEmpty().allMatch(path -> !path.isBlank());
    assertThat(rule.department()).matches("[a-z]{3,4}");
  }

  @Test
  void a_table_that_holds_more_than_words_is_refused() {
    var text = PoliciesOf.text("department-routing.dmn");
    for (var spoilt :
        new String[] {
          text.replaceFirst("\"yes\"", "matches(joint, \".*\")"),
          text.replaceFirst("<text>\"Invest\"</text>", "<text>department</text>"),
          text.replaceFirst(
              "<inputEntry id=\"Invest_joint\">",
              "<inputEntry id=\"Invest_joint\" expressionLanguage=\"javascript\">")
        }) {
      assertThat(spoilt).isNotEqualTo(text);
      assertThatThrownBy(() -> TABLES.table(spoilt)).hasMessageContaining("can't be used");
    }
  }
}
