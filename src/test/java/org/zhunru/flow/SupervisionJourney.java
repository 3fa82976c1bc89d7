package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;
import org.zhunru.review.OpinionDraft;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.TriggerSweep;

/** A light is answered by the department and closed; a letter about it is replied to and closed. */
@IntegrationTest
class SupervisionJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired TriggerSweep sweep;
  @Autowired SupervisionLights lights;
  @Autowired Clock clock;

  @Test
  void a_light_is_answered_and_closed() {
    var id = city.inReview("yjj", "sthj");
    city.speak(id, "yjj", OpinionDraft.veto(1, "不同意。", City.GROUND, "过近", "调整选址"));
    sweep.sweep(clock.instant());
    var light = "/lights/" + lights.ofCase(city.person("demo-supervisor"), id).get(0).id();
    try (var desk = Browser.withoutScript();
        var department = Browser.withoutScript()) {
      var page = Browser.signIn(desk, port, "demo-supervisor");
      Browser.click(page, ".nav a[href='/lights']");
      page.selectOption("[name=kind]", "no_reason");
      Browser.click(page, "main form button");
      assertThat(page.url()).contains("kind=no_reason");
      assertThat(page.textContent("main")).contains("不予许可不说明理由", city.of(id).number());
      Browser.axe(page);
      Browser.picture(page, "lights-zh");
      fitsATelephone(page);
      Browser.click(page, "main tbody a[href='" + light + "']");
      assertThat(page.textContent("main")).contains("认定的事实只写了“过近”", "现在只能认定不成立");
      assertThat(page.locator("button[value=founded]").count()).isZero();
      Browser.axe(page);
      Browser.picture(page, "light-open-zh");

      var head = Browser.signIn(department, port, "demo-yjj-head");
      head.navigate("http://localhost:" + port + light);
      Browser.click(head, "button:has-text('答复')");
      assertThat(head.textContent(".summary")).contains("没有填写答复");
      head.fill("[name=answer]", "经办人疏忽，测距记录在意见附件中；\n已要求今后写明测距结果。");
      Browser.axe(head);
      Browser.picture(head, "light-answer-zh");
      Browser.click(head, "button:has-text('答复')");
      assertThat(head.textContent("main")).contains("已答复，待认定", "测距记录在意见附件中");
      assertThat(head.locator("[name=finding]").count()).isZero();

      page.navigate("http://localhost:" + port + light);
      page.fill("[name=finding]", " ");
      Browser.click(page, "button[value=founded]");
      assertThat(page.textContent(".summary")).contains("没有写明认定的理由");
      page.fill("[name=finding]", "否决意见没有写明距离，属实。");
      Browser.click(page, "button[value=founded]");
      assertThat(page.textContent("main")).contains("认定成立", "属实");
      Browser.axe(page);
      Browser.picture(page, "light-closed-zh");
      page.navigate("http://localhost:" + port + light + "?lang=en");
      Browser.axe(page);
      Browser.picture(page, "light-closed-en");
      fitsATelephone(page);
      page.navigate("http://localhost:" + port + "/cases/" + id + "?lang=zh");
      assertThat(page.textContent("aside")).contains("本办件的监察亮灯", "不予许可不说明理由");
      Browser.axe(page);
      Browser.picture(page, "light-case-zh");
      page.navigate("http://localhost:" + port + light);
      letter(page, head);
      var csv = page.request().get("http://localhost:" + port + "/lights/export?kind=no_reason");
      assertThat(csv.text()).contains(city.of(id).number(), "属实");
    }
  }

  private void letter(Page page, Page head) {
    Browser.click(page, "a.button:has-text('发督办函')");
    var another = page.url();
    assertThat(page.textContent("main"))
        .contains("应急管理局", "认定的事实只写了“过近”")
        .doesNotContain("没有办结的督办函");
    page.fill("[name=demands]", "一、说明测距的依据。\n二、提出整改措施。");
    page.fill("[name=days]", "0");
    Browser.click(page, "main form:not(.bare) button.button");
    assertThat(page.textContent(".summary")).contains("1 至 60 个工作日");
    assertThat(page.inputValue("[name=demands]")).contains("提出整改措施");
    page.fill("[name=days]", "3");
    Browser.axe(page);
    Browser.picture(page, "letter-new-zh");
    fitsATelephone(page);
    Browser.click(page, "main form:not(.bare) button.button");
    assertThat(page.textContent("main")).contains("待答复", "还没有答复");
    Browser.axe(page);
    Browser.picture(page, "letter-issued-zh");
    var letter = page.url();
    page.navigate(another);
    assertThat(page.textContent(".note")).contains("没有办结的督办函", "发往应急管理局");
    Browser.axe(page);
    Browser.picture(page, "letter-another-zh");
    page.navigate(letter);
    var paper = page.getAttribute("a:has-text('下载督办函')", "href");
    var pdf = head.request().get("http://localhost:" + port + paper);
    assertThat(pdf.headers().get("content-type")).isEqualTo("application/pdf");

    head.navigate(letter);
    Browser.click(head, "button:has-text('答复')");
    assertThat(head.textContent(".summary")).contains("没有填写答复");
    head.fill("[name=reply]", "一、依据总平面图。\n二、已培训。");
    Browser.axe(head);
    Browser.click(head, "button:has-text('答复')");
    assertThat(head.textContent("main")).contains("已答复，待办结");
    page.navigate(letter);
    page.fill("[name=remark]", "答复符合要求。");
    Browser.click(page, "button:has-text('办结')");
    assertThat(page.textContent("main")).contains("已办结", "答复符合要求。");
    Browser.axe(page);
    Browser.picture(page, "letter-closed-zh");
    page.navigate("http://localhost:" + port + "/letters");
    Browser.axe(page);
    Browser.picture(page, "letters-zh");
    page.navigate("http://localhost:" + port + "/city");
    Browser.click(page, "main a:has-text('待答复')");
    assertThat(page.url()).contains("/lights?state=open");
  }

  private static void fitsATelephone(Page page) {
    page.setViewportSize(360, 800);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth + 1"))
        .isEqualTo(true);
    page.setViewportSize(1280, 900);
  }
}
