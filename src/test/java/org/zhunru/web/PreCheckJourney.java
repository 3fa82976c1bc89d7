package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;
import org.zhunru.journey.Filing;

/** Somebody without an account asks whether a project needs joint pre-approval. */
@IntegrationTest
class PreCheckJourney {
  @Autowired JdbcClient db;
  @LocalServerPort int port;

  private Page opened(com.microsoft.playwright.BrowserContext person, String lang) {
    person.setDefaultTimeout(10_000);
    var page = person.newPage();
    page.navigate("http://localhost:" + port + "/check?lang=" + lang);
    return page;
  }

  @Test
  void anybody_learns_it_without_script_and_nothing_is_stored() {
    try (var person = Browser.withoutScript()) {
      var page = opened(person, "zh");
      Browser.axe(page);
      Browser.picture(page, "check-zh");
      Filing.type(page, "name", "自查不留痕项目");
      Browser.click(page, "text=从常用项中选入");
      Filing.act(page, "line:processes|氯化工艺");
      assertThat(page.inputValue("[name=name]")).isEqualTo("自查不留痕项目");
      Filing.typeChlorine(page);
      Filing.act(page, "add:units[0].substances");
      Filing.type(page, "units[0].substances[1].name", "环己酮肟");
      Filing.type(page, "units[0].substances[1].quantityTonnes", "20");
      Filing.act(page, "check");

      assertThat(page.textContent(".verdict-sentence")).contains("需要联合预审", "重大危险源 1 处");
      assertThat(page.textContent("main")).contains("环己酮肟", "应急管理局");
      Filing.everyLineNamesItsSource(page);
      Browser.axe(page);
      Browser.picture(page, "check-result-zh");
      var near = page.locator("details.perhaps:has(summary:has-text('名称相关但不适用'))");
      assertThat(near.locator("li").first().isVisible()).isFalse();
      Browser.click(near.locator("summary"));
      assertThat(near.locator("li").first().isVisible()).isTrue();
      assertThat(near.textContent()).contains("不适用于此类主体").doesNotContain("EXISTING");
      Filing.act(page, "report");
      assertThat(page.textContent("h1")).contains("预审自查报告", "自查不留痕项目");
      assertThat(page.textContent("main")).contains("怎样改", "所填写的内容", "环己酮肟");
      assertThat(page.locator("main details:not([open])").count()).isZero();
      Browser.axe(page);
      Browser.picture(page, "check-report-zh");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator("main button").first().isVisible()).isFalse();
      Browser.picture(page, "check-report-print");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      var paper = page.waitForDownload(() -> Browser.click(page, "button[name=_do][value=pdf]"));
      assertThat(paper.suggestedFilename()).isEqualTo("预审自查报告：自查不留痕项目.pdf");
      keep(paper);
      Filing.act(page, "check");
      Filing.act(page, "edit");
      assertThat(page.inputValue("[name=\"units[0].substances[1].name\"]")).isEqualTo("环己酮肟");
    }
    assertThat(stored("自查不留痕项目")).isZero();
  }

  private static void keep(Download paper) {
    paper.saveAs(Path.of("target/pictures/check-report.pdf"));
  }

  private int stored(String name) {
    return db.sql(
            """
            select (select count(*) from project where name = :name)
                 + (select count(*) from draft where facts::text like '%' || :name || '%')
            """)
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  @Test
  void on_a_telephone_it_fits_and_speaks_english() {
    try (var person = Browser.onTelephone()) {
      var page = opened(person, "en");
      Browser.axe(page);
      Browser.picture(page, "check-en-telephone");
      Filing.typeChlorine(page);
      Filing.act(page, "check");
      assertThat(page.textContent(".verdict-sentence")).contains("major hazard");
      Filing.everyLineNamesItsSource(page);
      Browser.axe(page);
      Browser.picture(page, "check-result-en-telephone");
    }
  }
}
