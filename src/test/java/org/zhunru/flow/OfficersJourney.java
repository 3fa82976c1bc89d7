package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.journey.Browser;
import org.zhunru.journey.Filing;

/**
 * Officers at work in the browser, without script: from acceptance to a refusal, and to an
 * approval.
 */
@IntegrationTest
class OfficersJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Invariants invariants;

  private void go(Page page, String path) {
    page.navigate("http://localhost:" + port + path);
  }

  private static void press(Page page, String value) {
    Browser.click(page, "main button[name=act][value=" + value + "]");
  }

  private static void confirm(Page page) {
    Browser.axe(page);
    Browser.click(page, ".confirm button[type=submit]");
  }

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, name);
  }

  @Test
  void from_the_first_page_of_a_filing_to_the_document_that_refuses_it() {
    CaseId id;
    try (var applicant = Browser.withoutScript()) {
      id = filed(Browser.signIn(applicant, port, "demo-applicant"));
    }
    correctionAsked(id);
    try (var applicant = Browser.withoutScript()) {
      corrected(Browser.signIn(applicant, port, "demo-applicant"), id);
    }
    try (var lead = Browser.withoutScript()) {
      var page = Browser.signIn(lead, port, "demo-lead");
      go(page, "/cases/" + id + "/acceptance");
      press(page, "accept");
      confirm(page);
      assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
    }
    var called = city.work(id).stream().map(w -> w.substring(w.indexOf(' ') + 1)).sorted().toList();
    assertThat(called).contains("yjj", "sthj", "xfj");
    vetoed(id, "yjj");
    agreed(id, "sthj");
    agreed(id, "xfj");
    city.agree(
        id,
        called.stream()
            .filter(d -> !List.of("yjj", "sthj", "xfj").contains(d))
            .toArray(String[]::new));
    refused(id);
    invariants.hold(id);
    looked(id);
  }

  /** A project is made, typed, checked, its materials are uploaded, and it is filed. */
  private CaseId filed(Page page) {
    var name = "年产3万吨氯代芳烃项目" + UUID.randomUUID().toString().substring(0, 4);
    go(page, "/my");
    Browser.click(page, "main a[href='/projects/new']");
    seen(page, "project-new");
    page.fill("input[name=name]", name);
    page.selectOption("select[name=regionCode]", "230903");
    Browser.click(page, "main form[action='/projects'] button[type=submit]");
    var id = CaseId.parse(page.url().replaceAll(".*/cases/([^/]+)/.*", "$1"));
    Filing.typeAll(page);
    go(page, "/cases/" + id + "/edit/substances");
    Filing.act(page, "add:units[0].substances");
    Filing.type(page, "units[0].substances[1].name", "甲苯");
    Filing.type(page, "units[0].substances[1].cas", "108-88-3");
    Filing.type(page, "units[0].substances[1].quantityTonnes", "40");
    Filing.tick(page, "units[0].substances[1].links", "storage");
    Filing.act(page, "check");

    seen(page, "check-draft-missing");
    assertThat(page.textContent(".verdict-sentence")).contains("需要联合预审", "一级");
    assertThat(page.locator(".blocking li").count()).isEqualTo(3);
    Filing.everyLineNamesItsSource(page);
    Browser.click(page.locator(".blocking a[href*='/edit/materials']").first());
    Filing.uploadMissing(page);
    seen(page, "edit-materials-done");
    go(page, "/cases/" + id + "/check");
    assertThat(page.locator(".blocking").count()).isZero();
    seen(page, "check-draft-ready");
    Browser.click(page, "aside form button[type=submit]");
    seen(page, "check-confirm");
    Browser.click(page, ".confirm button[type=submit]");

    assertThat(city.of(id).state()).isEqualTo(CaseState.SUBMITTED);
    seen(page, "case-filed");
    assertThat(page.textContent("main")).contains(String.valueOf(city.of(id).number()));
    opensAsPdf(page, "申报回执");
    return id;
  }

  private static void opensAsPdf(Page page, String title) {
    var href = page.locator("aside a", titled(title)).getAttribute("href");
    var answer = page.context().request().get(URI.create(page.url()).resolve(href).toString());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).startsWith("application/pdf");
    assertThat(new String(answer.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  private static Page.LocatorOptions titled(String title) {
    return new Page.LocatorOptions().setHasText(title);
  }

  private void correctionAsked(CaseId id) {
    try (var lead = Browser.withoutScript()) {
      var page = Browser.signIn(lead, port, "demo-lead");
      go(page, "/cases/" + id + "/acceptance");
      seen(page, "acceptance-zh");
      press(page, "correct");
      assertThat(page.locator(".summary").count()).as("told before it is confirmed").isOne();
      page.selectOption("select[name='items[0].subject']", "purpose");
      page.selectOption("select[name='items[0].reason']", "INCOMPLETE");
      page.fill("input[name='items[0].text']", "请说明产品去向");
      page.fill("input[name='days']", "10");
      press(page, "correct");
      assertThat(page.textContent("main")).contains("10 个工作日");
      confirm(page);
      assertThat(city.of(id).state()).isEqualTo(CaseState.CORRECTING);
    }
  }

  /** What was asked stands above the draft; it is answered, and both versions can be compared. */
  private void corrected(Page page, CaseId id) {
    go(page, "/my");
    seen(page, "my-correction");
    Browser.click(page.locator("main li a[href*='" + id + "']").first());
    assertThat(page.textContent(".correction")).contains("请说明产品去向");
    seen(page, "edit-correction");
    Browser.click(page.locator(".correction a").first());
    Filing.type(page, "purpose", "新建氯化装置和液氯储存设施，生产氯代芳烃，全部供园区内企业作中间体。");
    Filing.act(page, "check");
    seen(page, "check-draft-corrected");
    Browser.click(page, "aside form button[type=submit]");
    confirm(page);
    assertThat(city.of(id).state()).isEqualTo(CaseState.SUBMITTED);
    go(page, "/cases/" + id + "?tab=materials");
    Browser.click(page, "main a[href='/cases/" + id + "/compare/1/2']");
    assertThat(page.textContent("main table")).contains("作中间体");
    seen(page, "compare");
    go(page, "/cases/" + id + "/compare/1/2?lang=en");
    Browser.axe(page);
    go(page, "/cases/" + id + "?lang=zh");
  }

  private void vetoed(CaseId id, String department) {
    try (var handler = Browser.withoutScript()) {
      var page = Browser.signIn(handler, port, "demo-" + department + "-handler");
      go(page, opinion(id, department));
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
      var page = Browser.signIn(reviewer, port, "demo-" + department + "-reviewer");
      go(page, opinion(id, department));
      assertThat(page.inputValue("textarea[name=remedy]").strip()).isEqualTo("调整选址");
      press(page, "forward");
    }
    try (var head = Browser.withoutScript()) {
      var page = Browser.signIn(head, port, "demo-" + department + "-head");
      go(page, opinion(id, department) + "&lang=en");
      seen(page, "opinion-en");
      press(page, "sign");
      confirm(page);
      seen(page, "case-opinions-veto");
      assertThat(page.locator(".veto").count()).isOne();
    }
  }

  private static String opinion(CaseId id, String department) {
    return "/cases/" + id + "/opinion?department=" + department;
  }

  private void agreed(CaseId id, String department) {
    for (var seat : List.of("handler", "reviewer", "head")) {
      try (var person = Browser.withoutScript()) {
        var page = Browser.signIn(person, port, "demo-" + department + "-" + seat);
        go(page, opinion(id, department));
        if (seat.equals("handler")) {
          page.check("input[name=kind][value=AGREE]");
          page.fill("textarea[name=text]", "同意。");
        }
        press(page, seat.equals("head") ? "sign" : "forward");
        if (seat.equals("head")) {
          confirm(page);
        }
      }
    }
  }

  private void refused(CaseId id) {
    try (var lead = Browser.withoutScript()) {
      var page = Browser.signIn(lead, port, "demo-lead");
      go(page, "/cases/" + id + "/decision");
      seen(page, "decision-veto");
      page.check("input[name=outcome][value=APPROVED]");
      page.fill("textarea[name=reasons]", "各部门意见一致。");
      press(page, "decide");
      assertThat(page.locator(".summary").count()).as("told before it is confirmed").isOne();
      page.check("input[name=outcome][value=REFUSED]");
      press(page, "decide");
      confirm(page);
    }
    assertThat(city.of(id).state()).isEqualTo(CaseState.REFUSED);
  }

  /** The applicant reads how it ended, and finds the document. */
  private void looked(CaseId id) {
    try (var applicant = Browser.withoutScript()) {
      var page = Browser.signIn(applicant, port, "demo-applicant");
      for (var tab : new String[] {"overview", "materials", "findings", "opinions", "timeline"}) {
        go(page, "/cases/" + id + "?tab=" + tab);
        seen(page, "case-" + tab);
      }
      assertThat(page.locator("aside").textContent()).contains("不予批准决定书", "申报回执");
      opensAsPdf(page, "不予批准决定书");
      go(page, "/cases/" + id + "?lang=en");
      seen(page, "case-en");
    }
    try (var phone = Browser.onTelephone()) {
      var page = Browser.signIn(phone, port, "demo-applicant");
      go(page, "/cases/" + id);
      Browser.picture(page, "case-phone");
      go(page, "/cases/" + id + "/compare/1/2");
      Browser.picture(page, "compare-phone");
    }
  }

  @Test
  void an_agreement_with_a_condition_becomes_an_approval_with_conditions() {
    var id = city.inReview("sthj");
    try (var handler = Browser.withoutScript()) {
      var page = Browser.signIn(handler, port, "demo-sthj-handler");
      go(page, "/cases/" + id + "/opinion?department=sthj");
      page.check("input[name=kind][value=CONDITIONS]");
      page.fill("input[name='conditions[0].text']", "罐区设置围堰");
      page.selectOption("select[name='conditions[0].stage']", "DESIGN");
      press(page, "forward");
    }
    for (var seat : new String[] {"reviewer", "head"}) {
      try (var person = Browser.withoutScript()) {
        var page = Browser.signIn(person, port, "demo-sthj-" + seat);
        go(page, "/cases/" + id + "/opinion?department=sthj");
        press(page, seat.equals("head") ? "sign" : "forward");
        if (seat.equals("head")) {
          confirm(page);
        }
      }
    }
    try (var lead = Browser.withoutScript()) {
      var page = Browser.signIn(lead, port, "demo-lead");
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
      var page = Browser.signIn(handler, port, "demo-yjj-handler");
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
      Browser.click(page, ".actions button[value=save]");
      assertThat(page.inputValue("textarea[name=remedy]").strip()).isEqualTo("调整选址");
      assertThat(page.inputValue("input[name='conditions[0].text']")).isEqualTo("设置围堰");
      go(page, "/cases/" + id + "/opinion?department=yjj&lang=en");
      seen(page, "opinion-veto-en");
      assertThat(page.locator("main ol").textContent()).contains("调整选址").doesNotContain("设置围堰");
    }
  }
}
