package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.FindingGrounds;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.Ground;
import org.zhunru.review.OpinionDraft;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A veto rests on what the check found, by a click, and keeps what it rested on. */
@IntegrationTest
class CitedFindingsTest {
  private static final String ROAD = "公路用地外缘起100米内设危险物品场所(加油站等补能设施除外)";

  @Autowired City city;
  @Autowired FrozenChecks checks;
  @Autowired FindingGrounds grounds;
  @LocalServerPort int port;

  /** A chlorine store 40 metres from the land of a road. */
  private CaseId byTheRoad() {
    var id = city.draft("jtj", "yjj");
    var draft = city.drafts.of(city.applicant(), id);
    var facts = (ObjectNode) JsonMapper.shared().readTree(draft.facts());
    facts
        .withObject("siting")
        .withArray("distances")
        .addObject()
        .put("target", "公路")
        .put("origin", "公路用地外缘")
        .put("metres", 40);
    city.drafts.save(city.applicant(), id, facts.toString(), draft.revision());
    city.dossiers.submit(city.applicant(), id);
    city.acceptance.accept(city.lead(), id, "");
    return id;
  }

  private Finding road(CaseId id) {
    return checks.of(id, 1).findings().stream()
        .filter(f -> f.message().equals(ROAD))
        .findFirst()
        .orElseThrow();
  }

  private OpinionDraft citing(String rule, String ground) {
    return new OpinionDraft(
        org.zhunru.review.DraftKind.VETO,
        1,
        "不同意。",
        ground,
        "距公路用地外缘40米",
        null,
        "移出100米以外",
        rule,
        List.of(),
        List.of(),
        null);
  }

  @Test
  void a_veto_keeps_the_finding_as_it_was_frozen() {
    var id = byTheRoad();
    city.speak(id, "jtj", citing(road(id).rule(), "SIT-15"));

    assertThat(city.joint.opinions(id))
        .singleElement()
        .satisfies(
            opinion -> {
              var finding = opinion.finding();
              assertThat(finding.message()).isEqualTo(ROAD);
              assertThat(finding.subject()).isEqualTo("siting.distances[0]");
              assertThat(finding.source()).contains("公路安全保护条例").contains("SIT-15");
              assertThat(finding.hash()).hasSize(64);
            });
  }

  @Test
  void what_the_check_did_not_find_or_only_asks_is_not_cited() {
    var id = byTheRoad();
    var asked =
        checks.of(id, 1).findings().stream()
            .filter(f -> !grounds.isReason(f))
            .findFirst()
            .orElseThrow();
    for (var rule : List.of("catalogues/siting-distances.csv:9999", asked.rule())) {
      city.toHead(id, "jtj", citing(rule, "SIT-15"));
      assertThatThrownBy(
              () ->
                  city.reviews.sign(
                      city.seat("jtj", SeatKind.HEAD), id, "jtj", citing(rule, "SIT-15")))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo("review.findingUnknown");
                assertThat(refusal.field()).isEqualTo("finding");
              });
      city.reviews.giveBack(
          city.seat("jtj", SeatKind.HEAD),
          id,
          "jtj",
          SeatKind.HANDLER,
          citing(rule, "SIT-15"),
          "改");
    }
    assertThat(city.joint.opinions(id)).isEmpty();
  }

  @Test
  void a_finding_proposes_only_grounds_of_the_department() {
    var finding = road(byTheRoad());

    assertThat(grounds.of(finding, "hazchem", "jtj")).extracting(Ground::id).contains("SIT-15");
    assertThat(grounds.of(finding, "hazchem", "wjw")).isEmpty();
  }

  @Test
  void one_click_makes_a_finding_a_veto_and_keeps_what_was_written() {
    var id = byTheRoad();
    try (var handler = Browser.withoutScript()) {
      var page = signIn(handler, "demo-jtj-handler");
      page.navigate(at("/cases/" + id + "/opinion?department=jtj"));
      Browser.axe(page);
      Browser.picture(page, "opinion-findings");
      page.fill("textarea[name=text]", "选址不符合公路保护要求。");
      page.locator(".findings li", new Page.LocatorOptions().setHasText(ROAD))
          .locator("button")
          .click();
      assertThat(page.isChecked("input[name=kind][value=VETO]")).isTrue();
      assertThat(page.inputValue("select[name=groundId]")).isEqualTo("SIT-15");
      assertThat(page.inputValue("textarea[name=fact]")).contains(ROAD, "40", "100");
      assertThat(page.inputValue("textarea[name=remedy]")).contains("100");
      assertThat(page.inputValue("textarea[name=text]").strip()).isEqualTo("选址不符合公路保护要求。");
      assertThat(page.textContent(".cited")).contains(ROAD);
      Browser.axe(page);
      Browser.picture(page, "opinion-finding-cited");
      page.click(".actions button[value=forward]");
    }
    city.reviews.forward(city.seat("jtj", SeatKind.REVIEWER), id, "jtj", draft(id), "");
    city.reviews.sign(city.seat("jtj", SeatKind.HEAD), id, "jtj", draft(id));
    try (var supervisor = Browser.withoutScript()) {
      var page = signIn(supervisor, "demo-supervisor");
      page.navigate(at("/cases/" + id + "?tab=opinions&lang=en"));
      assertThat(page.textContent("main")).contains("Finding cited", ROAD);
      Browser.axe(page);
      Browser.picture(page, "case-finding-cited-en");
    }
  }

  private OpinionDraft draft(CaseId id) {
    return city.joint.of(id).orElseThrow().departments().stream()
        .filter(review -> review.department().equals("jtj"))
        .findFirst()
        .orElseThrow()
        .draft();
  }

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  private Page signIn(BrowserContext person, String username) {
    var page = person.newPage();
    page.navigate(at("/login"));
    page.fill("input[name=username]", username);
    page.fill("input[name=password]", DemoPeople.PASSWORD);
    page.click("main button[type=submit] >> nth=0");
    return page;
  }
}
