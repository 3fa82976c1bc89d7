package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.journey.Browser;

/**
 * Officers at work in the browser, without script: from acceptance to a refusal, and to an
 * approval.
 */
@IntegrationTest
class OfficersJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Invariants invariants;

  private Page signIn(BrowserContext person, String username) {
    var page = person.newPage();
    go(page, "/login");
    page.fill("input[name=username]", username);
    page.fill("input[name=password]", DemoPeople.PASSWORD);
    page.click("main form.sign-in button[type=submit]");
    return page;
  }

  private void go(Page page, String path) {
    page.navigate("http://localhost:" + port + path);
  }

  private static void press(Page page, String value) {
    page.click("main button[name=act][value=" + value + "]");
  }

  private static void confirm(Page page) {
    Browser.axe(page);
    page.click(".confirm button[type=submit]");
  }

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, name);
  }

  @Test
  void a_correction_then_a_veto_and_the_refusal_with_its_document() {
    var id = city.submitted("yjj");
    try (var lead = Browser.withoutScript()) {
      var page = signIn(lead, "demo-lead");
      go(page, "/cases/" + id + "/acceptance");
      seen(page, "acceptance-zh");
      press(page, "correct");
      confirm(page);
      assertThat(page.locator(".summary").count()).isOne();
      page.selectOption("select[name='items[0].subject']", "purpose");
      page.selectOption("select[name='items[0].reason']", "INCOMPLETE");
      page.fill("input[name='items[0].text']", "请说明产品用途");
      press(page, "correct");
      confirm(page);
      assertThat(city.of(id).state()).isEqualTo(CaseState.CORRECTING);
    }
    city.write(id, "purpose", "外售");
    city.dossiers.submit(city.applicant(), id);
    try (var lead = Browser.withoutScript()) {
      var page = signIn(lead, "demo-lead");
      go(page, "/cases/" + id + "/acceptance");
      press(page, "accept");
      confirm(page);
      assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
    }
    try (var handler = Browser.withoutScript()) {
      var page = signIn(handler, "demo-yjj-handler");
      go(page, "/cases/" + id + "/opinion?department=yjj");
      seen(page, "opinion-zh");
      page.check("input[name=kind][value=VETO]");
      page.fill("textarea[name=text]", "不同意。");
      press(page, "forward");
      assertThat(page.locator(".summary li").count()).isEqualTo(3);
      assertThat(page.inputValue("textarea[name=text]").strip()).isEqualTo("不同意。");
      page.selectOption("select[name=groundId]", "SCR-02");
      page.fill("textarea[name=fact]", "距居民区不足");
      page.fill("textarea[name=remedy]", "调整选址");
      press(page, "forward");
    }
    try (var reviewer = Browser.withoutScript()) {
      var page = signIn(reviewer, "demo-yjj-reviewer");
      go(page, "/cases/" + id + "/opinion?department=yjj");
      assertThat(page.inputValue("textarea[name=remedy]").strip()).isEqualTo("调整选址");
      press(page, "forward");
    }
    try (var head = Browser.withoutScript()) {
      var page = signIn(head, "demo-yjj-head");
      go(page, "/cases/" + id + "/opinion?department=yjj&lang=en");
      seen(page, "opinion-en");
      press(page, "sign");
      confirm(page);
      seen(page, "case-opinions-veto");
      assertThat(page.locator(".veto").count()).isOne();
    }
    try (var lead = Browser.withoutScript()) {
      var page = signIn(lead, "demo-lead");
      go(page, "/cases/" + id + "/decision");
      seen(page, "decision-veto");
      page.check("input[name=outcome][value=APPROVED]");
      page.fill("textarea[name=reasons]", "各部门意见一致。");
      press(page, "decide");
      confirm(page);
      assertThat(page.locator(".summary").count()).isOne();
      page.check("input[name=outcome][value=REFUSED]");
      press(page, "decide");
      confirm(page);
    }
    assertThat(city.of(id).state()).isEqualTo(CaseState.REFUSED);
    invariants.hold(id);
    looked(id);
  }

  /** The applicant reads how it ended, and finds the document. */
  private void looked(CaseId id) {
    try (var applicant = Browser.withoutScript()) {
      var page = signIn(applicant, "demo-applicant");
      for (var tab : new String[] {"overview", "materials", "findings", "opinions", "timeline"}) {
        go(page, "/cases/" + id + "?tab=" + tab);
        seen(page, "case-" + tab);
      }
      assertThat(page.locator("aside").textContent()).contains("不予批准决定书", "申报回执");
      go(page, "/cases/" + id + "?lang=en");
      seen(page, "case-en");
    }
    try (var phone = Browser.onTelephone()) {
      var page = signIn(phone, "demo-applicant");
      go(page, "/cases/" + id);
      Browser.picture(page, "case-phone");
    }
  }

  @Test
  void an_agreement_with_a_condition_becomes_an_approval_with_conditions() {
    var id = city.inReview("sthj");
    try (var handler = Browser.withoutScript()) {
      var page = signIn(handler, "demo-sthj-handler");
      go(page, "/cases/" + id + "/opinion?department=sthj");
      page.check("input[name=kind][value=CONDITIONS]");
      page.fill("input[name='conditions[0].text']", "罐区设置围堰");
      page.selectOption("select[name='conditions[0].stage']", "DESIGN");
      press(page, "forward");
    }
    for (var seat : new String[] {"reviewer", "head"}) {
      try (var person = Browser.withoutScript()) {
        var page = signIn(person, "demo-sthj-" + seat);
        go(page, "/cases/" + id + "/opinion?department=sthj");
        press(page, seat.equals("head") ? "sign" : "forward");
        if (seat.equals("head")) {
          confirm(page);
        }
      }
    }
    try (var lead = Browser.withoutScript()) {
      var page = signIn(lead, "demo-lead");
      go(page, "/cases/" + id + "/decision");
      seen(page, "decision-conditions");
      page.check("input[name=outcome][value=APPROVED_WITH_CONDITIONS]");
      page.fill("textarea[name=reasons]", "各部门同意，附条件批准。");
      press(page, "decide");
      confirm(page);
    }
    assertThat(city.of(id).state()).isEqualTo(CaseState.APPROVED_WITH_CONDITIONS);
    invariants.hold(id);
  }

  @Test
  void of_an_opinion_only_what_the_chosen_kind_needs_is_shown_and_nothing_typed_is_lost() {
    var id = city.inReview("yjj");
    try (var handler = Browser.withoutScript()) {
      var page = signIn(handler, "demo-yjj-handler");
      go(page, "/cases/" + id + "/opinion?department=yjj");
      assertThat(page.locator(".part >> visible=true").count()).isZero();
      Browser.picture(page, "opinion-nothing-chosen");
      for (var kind : new String[] {"VETO", "CONDITIONS", "CORRECTION", "TRANSFER"}) {
        page.check("input[name=kind][value=" + kind + "]");
        assertThat(page.locator(".part >> visible=true").count()).isOne();
        assertThat(page.locator(".of-" + kind.toLowerCase(java.util.Locale.ROOT)).isVisible())
            .isTrue();
      }
      page.check("input[name=kind][value=VETO]");
      page.fill("textarea[name=remedy]", "调整选址");
      page.check("input[name=kind][value=CONDITIONS]");
      press(page, "forward");
      assertThat(page.locator(".summary a").getAttribute("href")).isEqualTo("#f-conditions");
      assertThat(page.locator("#f-conditions .error").isVisible()).isTrue();
      seen(page, "opinion-conditions-missing");
      page.fill("input[name='conditions[0].text']", "设置围堰");
      page.fill("input[name='conditions[0].value']", "viel");
      page.check("input[name=kind][value=AGREE]");
      press(page, "forward");
      assertThat(page.locator("#f-conditions-0-value-error").isVisible()).isTrue();
      assertThat(page.inputValue("textarea[name=remedy]").strip()).isEqualTo("调整选址");
      page.fill("input[name='conditions[0].value']", "");
      page.check("input[name=kind][value=VETO]");
      page.click(".actions button[value=save]");
      assertThat(page.inputValue("textarea[name=remedy]").strip()).isEqualTo("调整选址");
      assertThat(page.inputValue("input[name='conditions[0].text']")).isEqualTo("设置围堰");
      go(page, "/cases/" + id + "/opinion?department=yjj&lang=en");
      seen(page, "opinion-veto-en");
      assertThat(page.locator("main ol").textContent()).contains("调整选址").doesNotContain("设置围堰");
    }
  }
}
