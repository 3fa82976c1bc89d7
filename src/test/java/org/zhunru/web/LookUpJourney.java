package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;

/** Somebody without an account looks up what the catalogues say. */
@IntegrationTest
class LookUpJourney {
  private static final String AT_BUTTON =
      "document.activeElement.matches('main form button[type=submit]')";

  @LocalServerPort int port;

  private Page opened(BrowserContext person, String path) {
    person.setDefaultTimeout(10_000);
    var page = person.newPage();
    page.navigate("http://localhost:" + port + path);
    return page;
  }

  private static void find(Page page, String words) {
    page.fill("[name=q]", words);
    page.press("[name=q]", "Enter");
  }

  @Test
  void from_the_first_page_to_an_entry_and_back_without_script() {
    try (var person = Browser.withoutScript()) {
      var page = opened(person, "/");
      Browser.click(page, "main a[href='/catalogues']");
      assertThat(page.textContent("main")).contains("产业结构调整指导目录", "重点监管的危险化工工艺");
      Browser.axe(page);
      Browser.picture(page, "lookup");

      find(page, "7782-50-6");
      assertThat(page.textContent(".note")).contains("校验码");
      Browser.axe(page);
      Browser.picture(page, "lookup-cas-slip");
      assertThat(page.locator("main tbody tr").first().textContent()).contains("7782-50-5");

      find(page, "7782-50-5");
      assertThat(page.locator(".note").count()).isZero();
      assertThat(page.textContent("main tbody")).contains("重点监管", "临界量 ≥ 5 t");
      Browser.axe(page);
      Browser.picture(page, "lookup-cas");

      find(page, "龘龘龘龘");
      assertThat(page.textContent(".empty")).contains("未列名不等于允许");
      Browser.axe(page);

      page.fill("[name=asOf]", "2021-06-01");
      find(page, "炼铁高炉");
      assertThat(page.inputValue("[name=asOf]")).isEqualTo("2021-06-01");
      assertThat(page.textContent("main tbody")).contains("2019年本").doesNotContain("2024年本");
      Browser.picture(page, "lookup-furnace");
      Browser.click(page, "main tbody tr >> nth=0 >> td.entry a");
      assertThat(page.textContent("main"))
          .contains("来源待核实", "有效容积 > 400 立方米", "2011年本(2013年修正)", "2024年本");
      Browser.axe(page);
      Browser.picture(page, "lookup-entry");

      Browser.click(page, ".crumbs a >> nth=1");
      assertThat(page.textContent("h1")).contains("产业结构调整指导目录");
      assertThat(page.locator("main h2").textContent()).contains("2019年本");
      Browser.axe(page);
      Browser.picture(page, "lookup-catalogue");
      Browser.click(page, "main .pager a[rel=next]");
      assertThat(page.locator("main tbody >> nth=1 >> tr").count()).isPositive();
      var file =
          page.waitForDownload(() -> Browser.click(page, "main tr.sum a[href*='format=csv']"))
              .path();
      assertThat(file).content().contains("炼铁高炉");
    }
  }

  @Test
  void by_keyboard_alone_and_in_english() {
    try (var person = Browser.person()) {
      var page = opened(person, "/catalogues?lang=en");
      page.focus("[name=q]");
      page.keyboard().type("毒鼠强");
      page.keyboard().press("Tab");
      page.keyboard().type("Prohibited");
      for (int i = 0; i < 12 && !(boolean) page.evaluate(AT_BUTTON); i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");
      page.waitForURL("**/catalogues?q=**");
      assertThat(page.textContent("main")).contains("Prohibited");
      page.focus("main tbody td.entry a");
      page.keyboard().press("Enter");
      page.waitForURL("**/entries/**");
      assertThat(page.textContent("main")).contains("Legal basis", "First day to be confirmed");
      Browser.axe(page);
      Browser.picture(page, "lookup-entry-en");
    }
  }

  @Test
  void on_a_telephone_it_fits() {
    try (var person = Browser.onTelephone()) {
      var page = opened(person, "/catalogues");
      Browser.axe(page);
      Browser.picture(page, "lookup-telephone");
      find(page, "氯");
      Browser.axe(page);
      Browser.picture(page, "lookup-found-telephone");
      Browser.click(page, "main tbody td.entry a >> nth=0");
      Browser.axe(page);
      Browser.picture(page, "lookup-entry-telephone");
    }
  }
}
