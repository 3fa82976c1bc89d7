package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;

/** The process of a case, on its page. */
@IntegrationTest
class CasePageJourney {
  @LocalServerPort int port;
  @Autowired City city;

  private Page signIn(BrowserContext person, String username) {
    var page = person.newPage();
    page.navigate("http://localhost:" + port + "/login");
    page.fill("input[name=username]", username);
    page.fill("input[name=password]", DemoPeople.PASSWORD);
    page.click("main button[type=submit] >> nth=0");
    return page;
  }

  private CaseId vetoed() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "yjj");
    return id;
  }

  private String at(CaseId id, String rest) {
    return "http://localhost:" + port + "/cases/" + id + rest;
  }

  @Test
  void where_a_case_stands_is_drawn() {
    var id = vetoed();
    try (var person = Browser.withoutScript()) {
      var page = signIn(person, "demo-sthj-handler");
      page.navigate(at(id, "?tab=picture"));
      assertThat(page.locator("main svg").count()).isPositive();
      assertThat(page.locator("main").textContent()).contains("会审");
      Browser.axe(page);
      Browser.picture(page, "case-picture-zh");
    }
  }
}
