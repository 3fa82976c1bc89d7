package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.CheckResult.Finding;

/** Which findings lead to which grounds of the register, and which to none. */
@IntegrationTest
class FindingGroundsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  @Autowired Checks checks;
  @Autowired FindingGrounds grounds;

  private List<String> of(Described project, String text) {
    return of(DAY, project, text);
  }

  private List<String> of(LocalDate day, Described project, String text) {
    var findings = checks.check(project.facts(), day).findings();
    assertThat(findings).extracting(Finding::message).contains(text);
    return findings.stream()
        .filter(f -> f.message().equals(text))
        .flatMap(f -> grounds.of(f, CaseDays.on(day), day).stream())
        .map(Ground::id)
        .toList();
  }

  @Test
  void a_prohibition_leads_to_the_ground_of_the_state_or_of_the_city() {
    assertThat(of(Described.in("hazchem", "230900").substance("六氯苯", null, null, "use"), "六氯苯"))
        .containsExactly("CAT-06");
    assertThat(of(Described.in("hazchem", "110000").substance("氯丹", "57-74-9", null, "use"), "氯丹"))
        .contains("CAT-05");
  }

  @Test
  void what_is_eliminated_or_restricted_leads_to_the_ban_on_approving_or_investing() {
    var furnace =
        Described.in("metallurgy", "230900").equipment("炼铁高炉").capacity("有效容积", "400", "m3");
    assertThat(of(furnace, "炼铁高炉")).containsExactly("CAT-01", "CAT-02");
    var tiles =
        Described.in("building_material", "230900")
            .equipment("建筑陶瓷砖生产线")
            .capacity("产能", "99", "万平方米/年");
    assertThat(of(LocalDate.of(2021, 6, 1), tiles, "建筑陶瓷砖生产线")).containsExactly("CAT-02");
  }

  @Test
  void obsolete_equipment_leads_to_the_directory_of_its_trade_first() {
    assertThat(of(Described.in("coal_mine", "230900").equipment("铝包电缆"), "铝包电缆"))
        .containsExactly("CAT-04");
    assertThat(
            of(
                Described.in("noncoal_mine", "230900").equipment("未安装捕尘装置的干式凿岩作业"),
                "未安装捕尘装置的干式凿岩作业"))
        .containsOnly("CAT-11", "CAT-04")
        .startsWith("CAT-11");
  }

  @Test
  void the_city_rules_lead_to_the_grounds_of_the_same_article() {
    var outside = Described.in("hazchem", "230900").inPark(false);
    assertThat(of(outside, "新建化工企业必须进入化工园区")).containsExactly("SIT-01");
  }

  @Test
  void a_row_of_the_siting_tables_is_its_own_ground() {
    var findings =
        checks
            .check(
                Described.in("hazchem", "230900").distance("公路", "公路用地外缘", "99.5", null).facts(),
                DAY)
            .findings();
    assertThat(findings)
        .filteredOn(f -> f.rule().startsWith("catalogues/siting-distances.csv"))
        .isNotEmpty()
        .filteredOn(f -> f.severity() == CheckResult.Severity.REFUSE)
        .allSatisfy(
            f ->
                assertThat(grounds.of(f, CaseDays.on(DAY), DAY))
                    .extracting(Ground::id)
                    .containsExactly(f.entryNo()));
  }

  @Test
  void where_the_register_says_nothing_of_it_a_person_chooses() {
    var chlorate = Described.in("hazchem", "230900").substance("氯酸钾", null, null, "use");
    assertThat(of(chlorate, "氯酸钾")).isEmpty();
    var mine =
        Described.in("noncoal_mine", "430100")
            .fact("mineral", "锰矿")
            .capacity("生产建设规模", "1", "万吨/年");
    assertThat(of(mine, "锰矿新建最低生产建设规模(省级规划不一致时可按当地规划)")).isEmpty();
  }
}
