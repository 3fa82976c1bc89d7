package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.DecisionRequest;
import org.zhunru.journey.Browser;

/** The lead office releases a decision; anybody finds it. */
@IntegrationTest
class PublicNoticeJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Clock clock;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  @Test
  void a_decision_is_looked_at_released_found_and_taken_down() {
    var id = city.inReview("sthj");
    city.veto(id, "sthj");
    city.decisions.decide(
        city.lead(),
        id,
        new DecisionRequest(DecisionOutcome.REFUSED, "距居民区过近，联系13800138000。", "调整选址", Map.of()));
    var number = city.decisions.of(id).orElseThrow().number();
    String address;
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-lead");
      page.navigate(at("/cases/" + id));
      Browser.click(page, "a[href='/notice-desk/" + id + "']");
      assertThat(page.locator(".note").textContent()).contains("1 处");
      Browser.axe(page);
      Browser.picture(page, "notice-desk-case");
      page.fill("textarea[name=words]", "距居民区过近，联系13800138000。");
      Browser.click(page, "main form button[type=submit]");
      assertThat(page.locator(".summary a").allTextContents())
          .anyMatch(t -> t.contains("个人信息"))
          .anyMatch(t -> t.contains("截止日"));
      Browser.axe(page);
      page.fill("textarea[name=words]", "距居民区过近。\n见依据。");
      page.fill("input[name=lastDay]", LocalDate.now(clock).plusDays(20).toString());
      Browser.click(page, "main form button[type=submit]");
      assertThat(page.locator("main").textContent()).contains("公众看到的内容", "距居民区过近。");
      Browser.axe(page);
      Browser.picture(page, "notice-confirm");
      Browser.click(page, "main form button[type=submit]");
      assertThat(page.url()).endsWith("/notice-desk/" + id);
      assertThat(page.locator("main").textContent()).contains("正在公示");
      Browser.axe(page);
      page.navigate(at("/notice-desk"));
      assertThat(page.locator("main").textContent()).contains(number);
      Browser.axe(page);
      Browser.picture(page, "notice-desk");
    }
    try (var reader = Browser.onTelephone()) {
      var page = reader.newPage();
      page.navigate(at("/"));
      Browser.click(page, "main a[href='/notices']");
      page.fill("input[name=words]", number);
      Browser.click(page, ".filter button");
      assertThat(page.locator("tbody tr").count()).isEqualTo(1);
      Browser.axe(page);
      Browser.picture(page, "notices-phone");
      Browser.click(page, "tbody a");
      address = page.url();
      assertThat(page.locator("main").textContent())
          .contains("不予批准", "测试依据", "见依据。", "时限表中没有公示期限的规定")
          .doesNotContain("13800138000");
      Browser.axe(page);
      Browser.picture(page, "notice-phone");
      page.navigate(address + "?lang=en");
      Browser.axe(page);
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-lead");
      page.navigate(at("/notice-desk/" + id));
      Browser.click(page, "summary:has-text('提前撤下')");
      page.fill("textarea[name=reason]", "另有规定");
      Browser.click(page, "details[open] button");
      Browser.axe(page);
      Browser.click(page, "main form button[type=submit]");
      assertThat(page.locator("main").textContent()).contains("已撤下", "另有规定");
      var answer = page.navigate(address);
      assertThat(answer.status()).isEqualTo(410);
      Browser.axe(page);
    }
  }
}
