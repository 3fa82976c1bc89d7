package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;
import org.zhunru.supervision.PastSteps;
import org.zhunru.supervision.Quarter;
import org.zhunru.supervision.Scorecards;

/** A card from the notice of the head to the signed paper. */
@IntegrationTest
class ScorecardJourney {
  private static final Quarter QUARTER = new Quarter(2019, 3);

  @LocalServerPort int port;
  @Autowired Scorecards cards;
  @Autowired PastSteps steps;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  @Test
  void from_the_objection_to_the_paper() {
    var of = steps.someCase();
    var due = LocalDate.of(2019, 8, 1);
    for (int took : new int[] {2, 4, 5}) {
      steps.opinion(of, "jtj", due, due, took);
    }
    steps.opinion(of, "jtj", due, due.plusDays(8), 8);
    cards.compute(QUARTER);
    var here = "/scorecards/2019-Q3/jtj";
    try (var department = Browser.withoutScript();
        var desk = Browser.withoutScript();
        var other = Browser.withoutScript()) {
      var head = Browser.signIn(department, port, "demo-jtj-head");
      head.navigate(at("/me/notices"));
      Browser.click(head, "main a[href='" + here + "']");
      assertThat(head.textContent("main")).contains("异议期", "经复核撤销的否决", "本市自定");
      assertThat(head.textContent("main")).doesNotContain("异议期已过");
      Browser.axe(head);
      Browser.picture(head, "scorecard");
      fitsATelephone(head);
      Browser.click(head, "main a[href='" + here + "/ON_TIME']");
      Browser.axe(head);
      Browser.picture(head, "scorecard-figure");
      fitsATelephone(head);
      head.check("input[name=rows] >> nth=0");
      head.fill("[name=reason]", "8月2日至8日平台停机，不应计入超期");
      Browser.click(head, "main form[action$='/objection'] button");
      assertThat(head.locator("#errors li").allTextContents()).hasSize(1);
      assertThat(head.inputValue("[name=reason]")).contains("平台停机");
      head.fill("[name=evidence]", "运维记录2019-17号");
      Browser.click(head, "main form[action$='/objection'] button");
      assertThat(head.textContent("main")).contains("运维记录2019-17号", "针对其中1件");
      Browser.axe(head);

      steps.objectionsOver(QUARTER, "jtj");
      head.fill("[name=reason]", "补充的理由不能丢");
      Browser.click(head, "main form[action$='/objection'] button");
      assertThat(head.textContent("main")).contains("已经过了", "补充的理由不能丢");

      var clerk = Browser.signIn(desk, port, "demo-supervisor");
      clerk.navigate(at("/scorecards?quarter=2019-Q3"));
      assertThat(clerk.textContent("main")).contains("1项异议待答复", "待核实");
      Browser.axe(clerk);
      Browser.picture(clerk, "scorecards");
      fitsATelephone(clerk);
      Browser.click(clerk, "main a[href='" + here + "']");
      Browser.click(clerk, "main a[href='" + here + "/ON_TIME']");
      Browser.picture(clerk, "scorecard-answer");
      clerk.check("input[name=decision][value=accept]");
      Browser.click(clerk, "main form[action$='/answer'] button");
      assertThat(clerk.locator("#errors li").allTextContents()).hasSize(1);
      clerk.fill("[name=answer]", "运维记录属实，予以剔除。");
      Browser.click(clerk, "main form[action$='/answer'] button");
      assertThat(clerk.textContent("main")).contains("采纳", "已剔除");
      Browser.axe(clerk);
      Browser.picture(clerk, "scorecard-answered");
      clerk.navigate(at(here));
      assertThat(clerk.textContent("main")).contains("异议期已过，待核对");
      Browser.click(clerk, "main form[action$='/check'] button");
      assertThat(clerk.textContent("main")).contains("请由另一名督办人员签发");

      var signer = Browser.signIn(other, port, "demo-supervisor2");
      signer.navigate(at(here));
      Browser.axe(signer);
      Browser.picture(signer, "scorecard-sign");
      Browser.click(signer, "main form[action$='/publish'] button");
      assertThat(signer.textContent("main")).contains("已公布", "原评分");
      Browser.axe(signer);
      assertThat(new String(signer.request().get(at(here + "/paper")).body(), 0, 4))
          .isEqualTo("%PDF");
      for (var format : new String[] {"xlsx", "csv"}) {
        assertThat(
                signer
                    .request()
                    .get(at("/scorecards/export?quarter=2019-Q3&format=" + format))
                    .status())
            .isEqualTo(200);
        assertThat(signer.request().get(at(here + "/ON_TIME/file?format=" + format)).status())
            .isEqualTo(200);
      }
      head.navigate(at(here + "?lang=en"));
      assertThat(head.textContent("main")).contains("Published", "Corrected");
      Browser.axe(head);
      Browser.picture(head, "scorecard-en");
      head.navigate(at("/scorecards?quarter=2019-Q3"));
      assertThat(head.textContent("main")).contains("Third quarter of 2019", "Second quarter");
      head.navigate(at("/scorecards/" + cards.running() + "/jtj"));
      assertThat(head.textContent("main")).contains("not over");
      assertThat(head.request().get(at("/scorecards/2019-Q3/swj")).status()).isEqualTo(404);
    }
  }

  private static void fitsATelephone(Page page) {
    page.setViewportSize(360, 780);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth + 1"))
        .isEqualTo(true);
    page.setViewportSize(1280, 900);
  }
}
