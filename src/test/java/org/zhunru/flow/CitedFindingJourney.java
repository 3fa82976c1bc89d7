package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;

/** From a finding of the case to a signed veto that cites it, in the browser, without script. */
@IntegrationTest
class CitedFindingJourney {
  @LocalServerPort int port;
  @Autowired City city;

  private void go(Page page, String path) {
    page.navigate("http://localhost:" + port + path);
  }

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, name);
  }

  @Test
  void a_veto_rests_on_a_finding_in_one_click() {
    var id =
        city.inReviewWith(
            "\"substances\": ?\\[",
            "\"substances\":[{\"name\":\"六氯苯\",\"quantityTonnes\":1,\"links\":[\"use\"]},",
            "yjj");
    try (var handler = Browser.withoutScript()) {
      var page = Browser.signIn(handler, port, "demo-yjj-handler");
      go(page, "/cases/" + id + "?tab=findings");
      seen(page, "case-findings-cite");
      Browser.click(
          page.locator(".findings li")
              .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("六氯苯"))
              .locator("a[href*='cite=']"));

      seen(page, "opinion-cited");
      assertThat(page.isChecked("input[name=kind][value=VETO]")).isTrue();
      assertThat(page.inputValue("select[name=groundId]")).isEqualTo("CAT-06");
      assertThat(page.inputValue("textarea[name=fact]")).contains("六氯苯");
      assertThat(page.inputValue("textarea[name=remedy]")).isNotBlank();
      assertThat(page.inputValue("select[name=factPath]")).isEqualTo("units[0].substances[0].name");
      page.fill("textarea[name=text]", "使用国家禁止的物质，不同意。");
      var proposed = page.inputValue("textarea[name=fact]").strip();
      page.fill("textarea[name=fact]", proposed + "\n现场核查属实。");
      Browser.click(page, "main button[name=cite][value=none]");
      Browser.click(
          page.locator(".findings li")
              .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("六氯苯"))
              .locator("button[name=cite]")
              .first());
      assertThat(page.inputValue("textarea[name=fact]"))
          .contains("现场核查属实。")
          .containsOnlyOnce(proposed);
      assertThat(page.inputValue("textarea[name=text]")).contains("不同意。");
      Browser.click(page, "main button[name=act][value=forward]");
    }
    var draft = city.joint.of(id).orElseThrow().departments().get(0).draft();
    city.reviews.forward(city.seat("yjj", SeatKind.REVIEWER), id, "yjj", draft, "");
    signed(id);
    city.decide(id, DecisionOutcome.REFUSED);
    try (var applicant = Browser.withoutScript()) {
      var page = Browser.signIn(applicant, port, "demo-applicant");
      go(page, "/cases/" + id + "?tab=opinions");
      seen(page, "case-opinion-cited");
      assertThat(page.textContent("main")).contains("引用的核查结果", "六氯苯");
    }
  }

  private void signed(CaseId id) {
    try (var head = Browser.withoutScript()) {
      var page = Browser.signIn(head, port, "demo-yjj-head");
      go(page, "/cases/" + id + "/opinion?department=yjj");
      assertThat(page.textContent(".cited")).contains("六氯苯");
      Browser.click(page, "main button[name=act][value=sign]");
      Browser.axe(page);
      Browser.click(page, ".confirm button[type=submit]");
      assertThat(city.joint.effective(id))
          .singleElement()
          .satisfies(o -> assertThat(o.finding()).isNotNull());
    }
  }
}
