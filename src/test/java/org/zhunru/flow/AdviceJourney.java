package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.journey.Browser;
import org.zhunru.review.OpinionKind;

/** A handler asks a colleague and experts before the opinion goes on; in the browser. */
@IntegrationTest
class AdviceJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Invariants invariants;

  private void go(Page page, String path) {
    page.navigate("http://localhost:" + port + path);
  }

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, name);
  }

  private static String main(Page page) {
    return page.locator("main").textContent();
  }

  private static void send(Page page, String form) {
    Browser.click(page, "form[action$='" + form + "'] .actions button");
  }

  @Test
  void a_colleagues_answer_and_the_experts_conclusion_stand_beside_the_opinion() {
    var id = city.inReview("yjj");
    try (var handler = Browser.withoutScript()) {
      asks(Browser.signIn(handler, port, "demo-yjj-handler"), id);
    }
    assertThat(city.work(id))
        .containsExactly("CONSULT", "DRAFT yjj", "EXPERT_REVIEW lhsp", "SUSPEND yjj");
    try (var head = Browser.withoutScript()) {
      suspends(Browser.signIn(head, port, "demo-yjj-head"), id);
    }
    assertThat(city.work(id)).containsExactly("CONSULT", "DRAFT yjj", "EXPERT_REVIEW lhsp");
    try (var colleague = Browser.withoutScript()) {
      answers(Browser.signIn(colleague, port, "demo-sthj-reviewer"), id);
    }
    city.toHead(id, "yjj", org.zhunru.review.OpinionDraft.agree(1, "同意。"));
    try (var head = Browser.withoutScript()) {
      var page = Browser.signIn(head, port, "demo-yjj-head");
      go(page, "/cases/" + id + "/opinion?department=yjj");
      assertThat(main(page)).contains("已提请专家评审", "卫生防护距离够用");
      Browser.click(page, "main button[name=act][value=sign]");
      Browser.click(page, ".confirm button[type=submit]");
      assertThat(page.locator(".summary").textContent()).contains("专家评审尚无结论");
    }
    try (var lead = Browser.withoutScript()) {
      concludes(Browser.signIn(lead, port, "demo-lead"), id);
    }
    assertThat(city.work(id)).containsExactly("SIGN yjj");
    try (var head = Browser.withoutScript()) {
      var page = Browser.signIn(head, port, "demo-yjj-head");
      go(page, "/cases/" + id + "/opinion?department=yjj");
      assertThat(main(page)).contains("间距满足要求");
      seen(page, "opinion-advice");
      Browser.click(page, "main button[name=act][value=sign]");
      Browser.click(page, ".confirm button[type=submit]");
      assertThat(main(page)).contains("卫生防护距离够用", "间距满足要求", "建议复核风向");
      seen(page, "case-opinions-advice");
      go(page, "/cases/" + id + "?tab=opinions&lang=en");
      seen(page, "case-opinions-advice-en");
    }
    assertThat(city.effective(id)).containsExactly(OpinionKind.AGREE);
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
    invariants.hold(id);
  }

  private void asks(Page page, CaseId id) {
    go(page, "/cases/" + id + "/opinion?department=yjj");
    page.check("input[name=kind][value=AGREE]");
    page.fill("textarea[name=text]", "拟同意，");
    Browser.click(page, "main button[name=act][value=advice]");
    seen(page, "advice-empty");
    assertThat(page.locator("select[name=colleague] optgroup").first().getAttribute("label"))
        .isEqualTo("应急管理局");
    Browser.click(page, "main a[href*='/opinion']");
    assertThat(page.inputValue("textarea[name=text]").strip()).isEqualTo("拟同意，");
    Browser.click(page, "main a[href*='/advice']");
    send(page, "/advice/colleagues");
    assertThat(page.locator(".summary li").count()).isEqualTo(2);
    page.fill("textarea[name=question]", "卫生防护距离是否够用？");
    send(page, "/advice/colleagues");
    assertThat(page.locator(".summary li").count()).isOne();
    assertThat(page.inputValue("textarea[name=question]").strip()).isEqualTo("卫生防护距离是否够用？");
    seen(page, "advice-refused");
    page.selectOption(
        "select[name=colleague]", city.seat("sthj", SeatKind.REVIEWER).accountId().toString());
    send(page, "/advice/colleagues");
    assertThat(page.locator(".summary").count()).isZero();
    assertThat(main(page)).contains("卫生防护距离是否够用？", "待答复");

    send(page, "/advice/experts");
    assertThat(page.locator("#f-expertQuestion-error").count()).isOne();
    page.fill("textarea[name=expertQuestion]", "反应釜与控制室的间距");
    send(page, "/advice/experts");
    assertThat(page.locator("#f-days-error").count()).isOne();
    page.fill("input[name=days]", "15");
    page.check("input[name=stop]");
    send(page, "/advice/experts");
    assertThat(main(page)).contains("反应釜与控制室的间距", "等待结论", "15个工作日", "照常计算");
    assertThat(page.locator("textarea[name=expertQuestion]").count()).isZero();
    seen(page, "advice-asked");
    go(page, "/cases/" + id + "/advice?lang=en");
    seen(page, "advice-asked-en");
  }

  private void suspends(Page page, CaseId id) {
    go(page, "/worklist?kind=SUSPEND");
    Browser.click(page, "main a[href='/cases/" + id + "']");
    Browser.click(page, "aside .actions a");
    assertThat(page.inputValue("input[name^=expected]")).isEqualTo("15");
    seen(page, "advice-suspend");
    go(page, "/cases/" + id + "/advice?lang=en");
    seen(page, "advice-suspend-en");
    go(page, "/cases/" + id + "/advice?lang=zh");
    Browser.click(page, "form[action$='/suspension'] button[value=sign]");
    assertThat(main(page)).contains("起中止，已书面告知申请人");
    seen(page, "advice-suspended");
    go(page, "/cases/" + id + "/clocks");
    assertThat(main(page)).contains("专家评审预计用时", "组织专家评审");
    seen(page, "clocks-experts");
  }

  private void answers(Page page, CaseId id) {
    go(page, "/worklist?kind=CONSULT");
    Browser.click(page, "main a[href='/cases/" + id + "']");
    Browser.click(page, "aside .actions a");
    assertThat(page.locator("form[action$='/conclusion'], textarea[name=expertQuestion]").count())
        .isZero();
    var answer = page.locator("textarea[name^='answer']");
    var tooLong = "远".repeat(4001);
    answer.fill(tooLong);
    Browser.click(page, "main .row-block .actions button");
    assertThat(page.locator(".summary").textContent()).contains("答复");
    assertThat(answer.inputValue().strip()).isEqualTo(tooLong);
    answer.fill("卫生防护距离够用。\n依据环评第4章。");
    Browser.axe(page);
    Browser.click(page, "main .row-block .actions button");
    assertThat(main(page)).contains("卫生防护距离够用。", "已答复");
    assertThat(page.locator("textarea[name^='answer']").count()).isZero();
    seen(page, "advice-answered");
    assertThat(city.work(id)).containsExactly("DRAFT yjj", "EXPERT_REVIEW lhsp");
  }

  private void concludes(Page page, CaseId id) {
    go(page, "/worklist?kind=EXPERT_REVIEW");
    Browser.click(page, "main a[href='/cases/" + id + "']");
    Browser.click(page, "aside .actions a");
    send(page, "/conclusion");
    assertThat(page.locator(".summary li").count()).isEqualTo(3);
    seen(page, "advice-conclusion-refused");
    page.fill("textarea[name^='experts']", "王工（省化工院）\n李工（市安科院）");
    page.fill("textarea[name^='conclusion']", "间距满足要求。");
    page.fill("textarea[name^='dissent']", "李工：建议复核风向。");
    page.fill("input[name^='heldOn']", "2999-01-01");
    send(page, "/conclusion");
    assertThat(page.locator(".summary").textContent()).contains("评审日期在今天之后");
    assertThat(page.inputValue("textarea[name^='conclusion']").strip()).isEqualTo("间距满足要求。");
    page.fill("input[name^='heldOn']", "2026-01-05");
    send(page, "/conclusion");
    assertThat(main(page)).contains("已有结论", "王工（省化工院）");
    seen(page, "advice-concluded");
    go(page, "/cases/" + id + "/advice?lang=en");
    seen(page, "advice-concluded-en");
  }

  @Test
  void a_head_does_without_the_experts_and_the_applicant_reads_nothing_of_the_advice() {
    var id = city.inReview("yjj");
    try (var handler = Browser.withoutScript()) {
      var page = Browser.signIn(handler, port, "demo-yjj-handler");
      go(page, "/cases/" + id + "/advice");
      page.fill("textarea[name=expertQuestion]", "反应釜与控制室的间距");
      page.fill("input[name=days]", "15");
      send(page, "/advice/experts");
      page.selectOption(
          "select[name=colleague]", city.seat("yjj", SeatKind.REVIEWER).accountId().toString());
      page.fill("textarea[name=question]", "是否需要专家？");
      send(page, "/advice/colleagues");
    }
    try (var applicant = Browser.withoutScript()) {
      var page = Browser.signIn(applicant, port, "demo-applicant");
      for (var tab : new String[] {"overview", "opinions", "timeline"}) {
        go(page, "/cases/" + id + "?tab=" + tab);
        assertThat(main(page)).doesNotContain("反应釜", "是否需要专家", "答复咨询", "咨询同事");
        assertThat(page.locator("main a[href*='/advice']").count()).isZero();
      }
    }
    try (var head = Browser.onTelephone()) {
      var page = Browser.signIn(head, port, "demo-yjj-head");
      go(page, "/cases/" + id + "/advice?department=yjj");
      Browser.click(page, "details.act summary");
      Browser.click(page, "details.act button");
      assertThat(page.locator(".summary li").count()).isOne();
      page.fill("textarea[name^='reason']", "评审范围已由环评回答。");
      seen(page, "advice-phone");
      Browser.click(page, "details.act button");
      assertThat(main(page)).contains("已取消", "评审范围已由环评回答。");
    }
    assertThat(city.work(id)).containsExactly("CONSULT", "DRAFT yjj");
    city.agree(id, "yjj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
  }
}
