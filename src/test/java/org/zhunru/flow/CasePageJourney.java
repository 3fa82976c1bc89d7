package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;
import org.zhunru.supervision.Clocks;

/** The process of a case, on its page. */
@IntegrationTest
class CasePageJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Clocks clocks;

  private CaseId vetoed() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "yjj");
    return id;
  }

  private String at(CaseId id, String rest) {
    return "http://localhost:" + port + "/cases/" + id + rest;
  }

  @Test
  void how_much_time_is_left_is_on_the_page_with_how_that_came_out() {
    var id = city.inReview("yjj", "sthj");
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-sthj-handler");
      page.navigate(at(id, ""));
      assertThat(page.locator("main").textContent())
          .contains("联合办理期限", "还剩 45 个工作日", "还剩 5 个工作日", "届满日");
      Browser.axe(page);
      Browser.picture(page, "case-clocks-zh");
      Browser.click(page, "main a[href*='/clocks#']");
      var sheets = page.locator("main section");
      assertThat(sheets.count()).isEqualTo(4);
      for (var title : new String[] {"联合办理期限", "部门意见期限（生态环境局）"}) {
        var sheet = sheets.filter(new Locator.FilterOptions().setHasText(title)).first();
        Browser.click(sheet.locator("summary"));
        assertThat(sheet.textContent()).contains("● 正常 还剩", "当日不计入");
      }
      var whole = sheets.filter(new Locator.FilterOptions().setHasText("联合办理期限")).first();
      assertThat(whole.textContent()).contains("行政许可法(2019) 第四十二条第二款", "TL-GL-04");
      assertThat(whole.locator("tbody tr").first().textContent()).contains("不计入");
      assertThat(whole.locator("tbody tr").last().textContent()).contains("45");
      Browser.axe(page);
      Browser.picture(page, "case-clock-sheets-zh");
      page.navigate(at(id, "/clocks?lang=en"));
      assertThat(page.locator("main").textContent()).contains("Time to decide", "not counted");
      Browser.picture(page, "case-clock-sheets-en");
      page.navigate("http://localhost:" + port + "/cases?lang=zh");
      assertThat(page.locator("main tbody tr").first().textContent()).contains("● 正常 还剩", "届满日");
      page.navigate("http://localhost:" + port + "/worklist");
      var last =
          clocks.ofCase(id).stream()
              .filter(c -> "sthj".equals(c.department()))
              .findFirst()
              .orElseThrow()
              .dueOn();
      assertThat(page.locator("main").textContent()).contains("● 正常", "到期 " + last + "（");
      Browser.picture(page, "worklist-clocks-zh");
    }
  }

  @Test
  void an_approval_waits_on_the_page_for_its_delivery_and_then_says_how_it_was() {
    var id = city.inReview("yjj");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-applicant");
      page.navigate("http://localhost:" + port + "/my");
      assertThat(page.locator("main li:has(a[href='/cases/" + id + "#delivery'])").textContent())
          .contains("签收决定书");
      page.navigate(at(id, ""));
      assertThat(page.locator("main").textContent())
          .contains("送达期限", "还剩 10 个工作日", "决定书尚未送达。")
          .doesNotContain("登记送达");
      assertThat(page.locator("aside form[action$='/receipt'] button").textContent())
          .isEqualTo("签收决定书");
      Browser.axe(page);
      Browser.picture(page, "case-receipt-zh");
    }
    try (var office = Browser.withoutScript()) {
      var page = Browser.signIn(office, port, city.lead().username());
      page.navigate(at(id, "?lang=en"));
      page.locator("aside summary", new Page.LocatorOptions().setHasText("Record the")).click();
      page.fill("[name=day]", clocks.ofCase(id).get(0).startedOn().plusDays(1).toString());
      page.check("[name=way][value=POST]");
      page.fill("[name=remark]", "EMS 1234567890");
      Browser.click(page, "form[action$='/delivery'] button");
      assertThat(page.locator("#errors").textContent()).contains("is after today");
      assertThat(page.inputValue("[name=remark]")).isEqualTo("EMS 1234567890");
      Browser.axe(page);
      Browser.picture(page, "case-delivery-en");
      page.fill("[name=day]", clocks.ofCase(id).get(0).startedOn().toString());
      Browser.click(page, "form[action$='/delivery'] button");
      page.navigate(at(id, "?lang=zh"));
      try (var person = Browser.withoutScript()) {
        var my = Browser.signIn(person, port, "demo-applicant");
        my.navigate("http://localhost:" + port + "/my");
        assertThat(my.locator("a[href='/cases/" + id + "#delivery']").count()).isZero();
      }
      assertThat(page.locator("aside").textContent())
          .contains("送达：邮寄送达", "EMS 1234567890")
          .doesNotContain("登记送达", "尚未送达");
      Browser.picture(page, "case-delivered-zh");
      page.navigate(at(id, "?tab=timeline"));
      assertThat(page.locator(".timeline").textContent()).contains("登记邮寄送达决定书");
      page.navigate(at(id, "/clocks"));
      assertThat(page.locator("main").textContent()).contains("作出准予决定，", "决定书已送达，");
    }
  }

  @Test
  void where_a_case_stands_is_drawn() {
    var id = vetoed();
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-sthj-handler");
      page.navigate(at(id, "?tab=picture"));
      assertThat(page.locator("main svg").count()).isPositive();
      assertThat(page.locator("main").textContent()).contains("会审");
      Browser.axe(page);
      Browser.picture(page, "case-picture-zh");
    }
  }

  @Test
  void from_the_process_one_comes_to_the_review_of_each_department_and_can_print_it() {
    var id = vetoed();
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-sthj-handler");
      page.navigate(at(id, "?tab=picture"));
      assertThat(page.locator(".picture-steps tr.current").textContent()).contains("部门审查");
      Browser.click(page, "main a[href$='/reviews/yjj']");
      assertThat(page.url()).endsWith("/cases/" + id + "/reviews/yjj");
      assertThat(page.locator("main svg").count()).isEqualTo(1);
      assertThat(page.locator(".picture-steps tr.done").allTextContents())
          .anyMatch(row -> row.contains("一票否决"));
      Browser.axe(page);
      Browser.picture(page, "case-review-zh");
      Browser.click(page, ".tabs a[href$='/reviews/sthj']");
      assertThat(page.locator(".picture-steps tr.current").textContent()).contains("拟定意见");
      page.navigate(at(id, "/reviews/yjj?lang=en"));
      assertThat(page.locator(".picture-steps").textContent()).contains("Vetoed", "Not needed");
      Browser.axe(page);
      Browser.picture(page, "case-review-en");
      page.pdf(
          new Page.PdfOptions()
              .setPreferCSSPageSize(true)
              .setPrintBackground(true)
              .setPath(java.nio.file.Path.of("target/pictures/case-review.pdf")));
    }
    try (var telephone = Browser.onTelephone()) {
      var page = Browser.signIn(telephone, port, "demo-sthj-handler");
      page.navigate(at(id, "/reviews/yjj"));
      Browser.picture(page, "case-review-phone");
    }
  }
}
