package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;

/** An applicant contests a veto; the department answers; two of the lead office overturn it. */
@IntegrationTest
class ReconsiderationJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Clock clock;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  /** From the worklist to the page of the reconsideration. */
  private void open(Page page, CaseId id, String work) {
    page.navigate(at("/worklist?words=" + city.of(id).number()));
    assertThat(page.locator("tbody").textContent()).contains(work);
    page.navigate(at("/cases/" + id));
    Browser.click(page, "aside a.button:has-text('" + work + "')");
    assertThat(page.locator("h1").textContent()).contains("否决复核");
  }

  @Test
  void a_contested_veto_is_answered_and_overturned_by_two() {
    CaseId id = city.inReview("yjj", "sthj");
    city.agree(id, "yjj");
    city.veto(id, "sthj");
    String address;
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-applicant");
      page.navigate(at("/cases/" + id + "?tab=opinions"));
      Browser.click(page, "summary:has-text('提出复核')");
      Browser.click(page, "button:has-text('提出复核')");
      assertThat(page.locator(".summary").textContent()).contains("没有写明理由");
      Browser.axe(page);
      page.fill("textarea[name='grounds[sthj]']", "测距起点应为装置外缘，不是厂界；附测绘图。");
      Browser.picture(page, "reconsideration-ask-zh");
      Browser.click(page, "button:has-text('提出复核')");
      address = page.url();
      assertThat(page.locator("main").textContent()).contains("待定日期", "没有规定否决复核的期限");
      Browser.axe(page);
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-lead");
      open(page, id, "定复核的日期");
      Browser.click(page, "button[value=days]");
      assertThat(page.locator(".summary").textContent()).contains("没有填写日期");
      Browser.axe(page);
      page.fill("[name=answerBy]", LocalDate.now(clock).plusDays(3).toString());
      page.fill("[name=decideBy]", LocalDate.now(clock).plusDays(6).toString());
      Browser.click(page, "button[value=days]");
      assertThat(page.locator("main").textContent()).contains("待部门答复");
      assertThat(page.locator("dt:has-text('部门答复至') + dd .light").count()).isOne();
      assertThat(page.locator("dt:has-text('作出结论至') + dd .light").count()).isZero();
      Browser.axe(page);
      Browser.picture(page, "reconsideration-days-zh");
      page.navigate(at("/cases/" + id + "/decision"));
      assertThat(page.locator("main").textContent()).contains("生态环境局的否决正在复核");
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-sthj-head");
      open(page, id, "答复复核请求");
      page.fill("textarea[name=answer]", "按总平面图，起点取厂界；测绘图未随申报提交。");
      Browser.axe(page);
      Browser.click(page, "button[value=answer]");
      assertThat(page.locator("main").textContent()).contains("待作出结论");
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-yjj-head");
      open(page, id, "作出复核结论");
      page.fill("textarea[name=reasons]", "规范规定自装置外缘起算，测绘图可以采信。");
      Browser.axe(page);
      Browser.picture(page, "reconsideration-conclude-zh");
      Browser.click(page, "button[value=overturn]");
      assertThat(page.locator(".confirm").textContent()).contains("交联合审批办公室的另一人确认");
      Browser.axe(page);
      Browser.click(page, ".confirm button");
      assertThat(page.locator("main").textContent()).contains("拟撤销，待另一人确认", "应急管理局（安委会办公室）");
      assertThat(page.locator("button[value=confirm]").count()).isZero();
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-lead2");
      open(page, id, "确认撤销否决");
      page.fill("textarea[name=second]", "同意，起点以规范为准。");
      Browser.click(page, "button[value=confirm]");
      assertThat(page.locator(".confirm").textContent()).contains("该部门重新出具意见");
      Browser.axe(page);
      Browser.click(page, ".confirm button");
      assertThat(page.locator("main").textContent()).contains("否决已撤销");
      Browser.axe(page);
      Browser.picture(page, "reconsideration-overturned-zh");
      page.navigate(address + "?lang=en");
      Browser.axe(page);
      Browser.picture(page, "reconsideration-overturned-en");
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-applicant");
      page.navigate(at("/cases/" + id));
      assertThat(page.locator("aside").textContent()).contains("否决复核受理告知书", "否决复核结论告知书");
      page.navigate(at("/cases/" + id + "?tab=opinions"));
      Browser.click(page, "main details summary");
      assertThat(page.locator("main details a").textContent()).isEqualTo("否决已撤销");
      Browser.picture(page, "reconsideration-former-zh");
      page.navigate(at("/vetoes?state=overturned&words=" + city.of(id).number()));
      assertThat(page.locator("tbody tr").textContent()).contains("经复核撤销", "否决已撤销");
      Browser.axe(page);
    }
    try (var phone = Browser.onTelephone()) {
      var page = Browser.signIn(phone, port, "demo-applicant");
      page.navigate(address);
      Browser.axe(page);
      Browser.picture(page, "reconsideration-phone");
    }
  }
}
