package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;

/** Somebody who wants to know until when an authority has time. */
@IntegrationTest
class CalendarJourney {
  @LocalServerPort int port;

  @Test
  void from_help_to_the_day_and_its_sheet_without_script() {
    try (var person = Browser.withoutScript()) {
      var page = person.newPage();
      page.navigate("http://localhost:" + port + "/help");
      Browser.click(page.locator("main a[href='/calendar']"));
      page.getByLabel("事项发生日").fill("25.9.2026");
      Browser.click(page.locator("main button"));
      assertThat(page.locator("#errors li").allTextContents())
          .hasSize(2)
          .anySatisfy(e -> assertThat(e).contains("25.9.2026"));

      page.getByLabel("事项发生日").fill("2026-09-25");
      page.locator("#f-days").fill("20");
      page.getByLabel("区域").selectOption("230921");
      Browser.click(page.locator("main button"));
      assertThat(page.textContent("#result h2")).contains("20个工作日", "2026-10-29（周四）");
      assertThat(page.locator("#result tbody tr").count()).isEqualTo(35);
      assertThat(page.locator("#result tbody tr").nth(15).textContent())
          .contains("2026-10-10（周六）", "6", "国庆节调休上班");
      assertThat(page.textContent("#result")).doesNotContain("暂定");
    }
  }

  @Test
  void the_page_is_accessible_in_both_languages_and_on_a_telephone() {
    var at =
        "http://localhost:" + port + "/calendar?from=2026-12-24&days=8&unit=working&region=230900";
    try (var desk = Browser.person();
        var telephone = Browser.onTelephone()) {
      var page = desk.newPage();
      page.navigate(at);
      assertThat(page.textContent("#result")).contains("这一日期是暂定的", "2027年放假安排通知尚未收录");
      Browser.axe(page);
      Browser.picture(page, "calendar");
      page.navigate(at.replace("working", "calendar").replace("days=8", "days=x") + "&lang=en");
      Browser.axe(page);
      Browser.picture(page, "calendar-errors-en");
      page = telephone.newPage();
      page.navigate(at.replace("days=8&unit=working", "days=1&unit=month") + "&lang=en");
      assertThat(page.textContent("#result")).contains("The last day is not a working day");
      Browser.axe(page);
      Browser.picture(page, "calendar-telephone-en");
    }
  }
}
