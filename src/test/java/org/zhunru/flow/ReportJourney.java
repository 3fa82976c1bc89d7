package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;

/** A quarterly report: drafted by one supervisor, signed by another, recorded as sent. */
@IntegrationTest
class ReportJourney {
  @LocalServerPort int port;

  @Test
  void from_the_calendar_to_the_receipt() {
    try (var desk = Browser.withoutScript();
        var other = Browser.withoutScript()) {
      var drafter = Browser.signIn(desk, port, "demo-supervisor");
      Browser.click(drafter, ".nav a[href='/reports']");
      assertThat(drafter.textContent("main")).contains("规定没有给出日期", "待核实");
      Browser.axe(drafter);
      Browser.picture(drafter, "reports");
      fitsATelephone(drafter);
      drafter.navigate("http://localhost:" + port + "/reports?year=2021");
      Browser.click(drafter, "main a[href='/reports/new/RC-16/2021/Q1']");
      Browser.axe(drafter);
      Browser.picture(drafter, "report-new");
      drafter.fill("[name=text]", "");
      drafter.fill("[name=ownFigures]", "培训3次（培训台账）");
      Browser.click(drafter, "main form:not(.bare) button");
      assertThat(drafter.locator("#errors li").allTextContents()).hasSize(1);
      assertThat(drafter.inputValue("[name=ownFigures]")).isEqualTo("培训3次（培训台账）");
      drafter.fill("[name=text]", "一、工作进展\n按方案推进。");
      Browser.click(drafter, "main form:not(.bare) button");
      var here = drafter.url();
      assertThat(drafter.textContent("main")).contains("待签发", "请由另一名督办人员签发", "超期");
      Browser.axe(drafter);

      var signer = Browser.signIn(other, port, "demo-supervisor2");
      signer.navigate(here);
      Browser.axe(signer);
      Browser.picture(signer, "report-sign");
      fitsATelephone(signer);
      Browser.click(signer, "main form[action$='/sign'] button");
      assertThat(signer.textContent("main")).contains("待报出");
      signer.fill("[name=sentTo]", "");
      Browser.click(signer, "main form[action$='/sent'] button");
      assertThat(signer.locator("#errors li").allTextContents()).hasSize(1);
      signer.fill("[name=sentTo]", "市政府安委办");
      signer.fill("[name=receipt]", "收-17");
      Browser.click(signer, "main form[action$='/sent'] button");
      assertThat(signer.textContent("main")).contains("已报出", "收-17");
      Browser.axe(signer);
      Browser.picture(signer, "report-sent");
      Browser.click(signer, "main details summary");
      signer.fill("[name=why]", "培训次数写错");
      signer.fill("[name=text]", " ");
      Browser.click(signer, "main form[action$='/correct'] button");
      assertThat(signer.locator("#errors li").allTextContents()).hasSize(1);
      assertThat(signer.inputValue("[name=why]")).isEqualTo("培训次数写错");
      Browser.axe(signer);
      signer.fill("[name=text]", "一、工作进展\n按方案推进，培训4次。");
      Browser.click(signer, "main form[action$='/correct'] button");
      assertThat(signer.textContent("main")).contains("第2版（更正）", "待签发");
      Browser.axe(signer);
      Browser.picture(signer, "report-corrected");
      for (var format : new String[] {"docx", "pdf", "xlsx"}) {
        var file = signer.request().get(here + "/file?format=" + format);
        assertThat(file.status()).as(format).isEqualTo(200);
        assertThat(new String(file.body(), 0, 2, java.nio.charset.StandardCharsets.ISO_8859_1))
            .isEqualTo(format.equals("pdf") ? "%P" : "PK");
      }
    }
  }

  private static void fitsATelephone(Page page) {
    page.setViewportSize(390, 844);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth + 1"))
        .isEqualTo(true);
    page.setViewportSize(1280, 900);
  }
}
