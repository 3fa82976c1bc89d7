package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;

/** A department tells of the right to a hearing, the applicant asks, it is held; in the browser. */
@IntegrationTest
class HearingJourney {
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
  void the_applicant_asks_for_the_hearing_and_the_department_holds_it() {
    var id = city.inReview("yjj");
    try (var handler = Browser.withoutScript()) {
      tells(Browser.signIn(handler, port, "demo-yjj-handler"), id);
    }
    try (var applicant = Browser.onTelephone()) {
      var page = Browser.signIn(applicant, port, "demo-applicant");
      go(page, "/cases/" + id);
      assertThat(main(page)).contains("可以申请").doesNotContain("邻厂");
      seen(page, "hearing-case-phone");
      Browser.click(page, "aside form[action$='/request'] button");
      assertThat(main(page)).contains("已申请，待举行", "组织听证期限");
      seen(page, "hearing-asked-phone");
    }
    try (var handler = Browser.withoutScript()) {
      holds(Browser.signIn(handler, port, "demo-yjj-handler"), id);
    }
    try (var applicant = Browser.withoutScript()) {
      var page = Browser.signIn(applicant, port, "demo-applicant");
      go(page, "/cases/" + id + "/hearings?lang=en");
      assertThat(main(page)).contains("held", "双方同意错峰通行");
      seen(page, "hearing-applicant-en");
      go(page, "/cases/" + id + "?tab=timeline&lang=zh");
      assertThat(main(page)).contains("告知听证权利", "申请听证", "登记听证已举行");
      go(page, "/cases/" + id + "/clocks");
      assertThat(main(page)).contains("申请听证期限", "组织听证期限", "TL-GL-10");
    }
    assertThat(city.work(id)).containsExactly("DRAFT yjj");
    city.agree(id, "yjj");
    try (var lead = Browser.withoutScript()) {
      leadTells(Browser.signIn(lead, port, "demo-lead"), id);
    }
    try (var applicant = Browser.onTelephone()) {
      asksAndWithdraws(Browser.signIn(applicant, port, "demo-applicant"), id);
    }
    try (var lead = Browser.withoutScript()) {
      var page = Browser.signIn(lead, port, "demo-lead");
      go(page, "/cases/" + id + "/hearings");
      assertThat(main(page)).contains("没有举行的原因", "已协商一致", "今天已经告知过听证权利");
      seen(page, "hearing-withdrawn-lead");
    }
    assertThat(city.work(id)).containsExactly("DECIDE lhsp");
    invariants.hold(id);
  }

  private void tells(Page page, CaseId id) {
    go(page, "/cases/" + id + "/opinion?department=yjj");
    Browser.click(page, "main a[href$='/hearings']");
    send(page, "/hearings");
    assertThat(page.locator("#f-interest-error").count()).isOne();
    page.fill("textarea[name=interest]", "与邻厂共用的进厂道路");
    page.fill("textarea[name=parties]", "邻厂，当面告知");
    seen(page, "hearing-offer");
    Browser.click(page, "details.act summary");
    page.fill("textarea[name=why]", "涉及饮用水源");
    Browser.click(page, "form[action$='/hearings/own'] button");
    assertThat(page.locator("#f-days-error").count()).isOne();
    seen(page, "hearing-own-refused");
    page.fill("textarea[name=interest]", "与邻厂共用的进厂道路");
    page.fill("textarea[name=parties]", "邻厂，当面告知");
    send(page, "/hearings");
    assertThat(main(page)).contains("可以申请", "申请听证期限", "邻厂，当面告知");
    seen(page, "hearing-offered");
    go(page, "/cases/" + id + "/hearings?lang=en");
    seen(page, "hearing-offered-en");
    go(page, "/cases/" + id + "/hearings?lang=zh");
  }

  private void leadTells(Page page, CaseId id) {
    go(page, "/cases/" + id + "/decision");
    assertThat(main(page)).contains("双方同意错峰通行");
    Browser.click(page, "main a[href$='/hearings']");
    page.fill("textarea[name=interest]", "下游村庄的取水");
    send(page, "/hearings");
    assertThat(main(page)).contains("联合审批办公室告知的听证权利", "可以申请");
    go(page, "/cases/" + id + "/decision");
    assertThat(main(page)).contains("现在不能作出决定的原因", "申请听证的期限尚未届满");
    seen(page, "hearing-decision");
  }

  private void asksAndWithdraws(Page page, CaseId id) {
    go(page, "/cases/" + id + "/hearings");
    Browser.click(page, "form[action$='/request'] button");
    Browser.click(page, "details.act summary");
    page.fill("textarea[name^=reason]", "已协商一致");
    seen(page, "hearing-withdraw-phone");
    send(page, "/withdraw");
    assertThat(main(page)).contains("申请已撤回", "已协商一致");
  }

  private void holds(Page page, CaseId id) {
    go(page, "/worklist?kind=HEARING");
    Browser.click(page, "main a[href='/cases/" + id + "']");
    Browser.click(page, "aside .actions a[href$='/hearings']");
    assertThat(main(page)).contains("照常计算：没有书面告知申请人所需时间");
    page.fill("input[name^=heldAt]", LocalDate.now().plusDays(9).toString());
    send(page, "/date");
    assertThat(page.locator(".summary li").count()).isOne();
    page.fill("input[name^=place]", "上午9:00，政务服务中心301室");
    send(page, "/date");
    assertThat(main(page)).contains("上午9:00，政务服务中心301室");
    Browser.click(page, "form[action$='/suspension'] button[value=propose]");
    assertThat(main(page)).contains("已提请部门负责人中止");
    seen(page, "hearing-set");
    go(page, "/cases/" + id + "/opinion?department=yjj");
    assertThat(main(page)).contains("应当组织听证，登记听证结果后才能签发意见");
    go(page, "/cases/" + id + "/hearings");
    page.check("input[name^=end][value=HELD]");
    page.fill("textarea[name^=summary]", "双方同意错峰通行。");
    send(page, "/end");
    assertThat(page.locator(".summary li").count()).isOne();
    assertThat(page.inputValue("textarea[name^=summary]").strip()).isEqualTo("双方同意错峰通行。");
    page.fill(
        "input[name^=heldOn]", LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString());
    send(page, "/end");
    assertThat(main(page)).contains("已举行", "双方同意错峰通行。");
    seen(page, "hearing-held");
  }
}
