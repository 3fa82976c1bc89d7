package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.PoliciesOf;
import org.zhunru.policy.RevisionText;
import org.zhunru.web.Visitor;

/** New editions of the table that says which departments take part. */
@IntegrationTest
class RoutingEditionsTest {
  private static final String FILE = "department-routing.dmn";

  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Editions editions;
  @Autowired FrozenChecks frozen;
  @Autowired Clock clock;

  @AfterEach
  void nothing_stays() {
    editions.takeBack(FILE);
  }

  private List<String> called(CaseId id) {
    return frozen.of(id, 1).departments().stream().map(CheckResult.CalledDepartment::code).toList();
  }

  @Test
  void a_new_rule_calls_a_department_from_its_day_on_and_old_checks_stay_as_they_were() {
    var before = city.submitted("yjj");
    assertThat(called(before)).isNotEmpty().doesNotContain("tlj");
    var replayed = frozen.replay(before, 1);

    editions.published(FILE, PoliciesOf.routingWith("Extra", "tlj"), editions.revisions.earliest());
    var today = city.submitted("yjj");
    assertThat(called(today)).as("not yet").doesNotContain("tlj");
    assertThat(frozen.replay(before, 1)).isEqualTo(replayed);
    assertThat(replayed.same() && replayed.samePolicies()).isTrue();
  }

  @Test
  void a_rule_in_force_calls_its_department() {
    editions.since(LocalDate.now(clock), FILE, PoliciesOf.routingWith("Extra", "tlj"));
    assertThat(called(city.submitted("yjj"))).contains("tlj");
  }

  @Test
  void the_difference_is_told_rule_by_rule_in_words() {
    var changed = PoliciesOf.routingWith("Extra", "tlj").replace("涉路施工，或在公路附近设置易燃易爆剧毒场所", "涉路施工");
    int rail = changed.indexOf("<rule id=\"Rule_Rail\">");
    changed =
        changed.substring(0, rail)
            + changed.substring(changed.indexOf("</rule>", rail) + "</rule>".length());
    var revision = editions.written(FILE, changed);
    assertThat(editions.revisions.faults(revision)).isEmpty();
    var changes = editions.revisions.changes(revision).changes();
    assertThat(changes).hasSize(3);
    assertThat(changes)
        .anySatisfy(
            c -> {
              assertThat(c.after()).containsEntry("id", "Rule_Road");
              assertThat(c.columns()).containsExactly("原因");
            })
        .anySatisfy(
            c -> {
              assertThat(c.before()).isNull();
              assertThat(c.after())
                  .containsEntry("id", "Rule_Extra")
                  .containsEntry("部门", "tlj 铁路监督管理机构");
            })
        .anySatisfy(
            c -> {
              assertThat(c.after()).isNull();
              assertThat(c.before()).containsEntry("id", "Rule_Rail");
            });
  }

  @Test
  void it_is_uploaded_whole_shown_rule_by_rule_and_given_back_with_remarks() {
    var spoilt = PoliciesOf.text(FILE).replaceFirst("<text>\"fgw\"</text>", "<text>\"fgj\"</text>");
    var revision = editions.written(FILE, spoilt);
    var editor = Visitor.signedIn(port, "demo-policy-editor", DemoPeople.PASSWORD);
    var here = "/policy/revisions/" + revision.id();
    assertThat(editor.get(here).body()).contains("没有代码为“fgj”的参审部门", "format=dmn");
    assertThat(editor.get(here + "/rows").body()).contains("Rule_Road", "邻近铁路", "jtj 交通运输局");
    assertThat(editor.get(here + "/file?format=dmn").body())
        .startsWith("<?xml")
        .endsWith("-->\n")
        .contains("批注", "fgj");
    assertThat(editor.get(here + "/file?format=csv").statusCode()).isEqualTo(404);
    assertThat(editor.get(here + "/rows/2").statusCode()).isEqualTo(409);
    GroundEditionsTest.refused(
        "policy.notRowByRow",
        () ->
            editions.revisions.write(
                editions.editor(),
                revision.id(),
                new RevisionText(List.of("a"), List.of()),
                revision.edits()));
    GroundEditionsTest.refused(
        "policy.faultsLeft", () -> editions.revisions.submit(editions.editor(), revision.id()));
  }

  @Test
  void what_is_no_xml_is_kept_with_its_fault() {
    var draft = editions.revisions.draft(editions.editor(), FILE, "测试");
    var written =
        editions.revisions.upload(
            editions.editor(), draft.id(), "规则".getBytes(StandardCharsets.UTF_8), draft.edits());
    assertThat(editions.revisions.faults(written))
        .extracting(f -> f.code())
        .containsExactly("dmnNotXml");
    assertThat(editions.revisions.changes(written).changes()).allMatch(c -> c.after() == null);
    assertThat(
            Visitor.signedIn(port, "demo-policy-editor", DemoPeople.PASSWORD)
                .get("/policy/revisions/" + written.id())
                .statusCode())
        .isEqualTo(200);
  }
}
