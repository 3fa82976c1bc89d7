package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;

/** An applicant finds their cases, an officer their work. */
@IntegrationTest
class WorklistJourney {
  @LocalServerPort int port;
  @Autowired RouteRecords records;

  @Test
  void an_applicant_makes_a_project_and_goes_on_filling_it_in() {
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-applicant2");
      page.navigate("http://localhost:" + port + "/my");
      Browser.axe(page);
      page.navigate("http://localhost:" + port + "/projects/new");
      Browser.click(page, "main form button[type=submit]");
      assertThat(page.locator(".summary").textContent()).contains("项目名称");
      Browser.axe(page);
      page.fill("input[name=name]", "年产5万吨烧碱项目（旅程）");
      Browser.click(page, "main form button[type=submit]");
      assertThat(page.url()).contains("/edit/project");
      page.navigate("http://localhost:" + port + "/my");
      assertThat(page.locator("main").textContent()).contains("年产5万吨烧碱项目（旅程）");
      Browser.axe(page);
      Browser.picture(page, "my-zh");
      page.navigate("http://localhost:" + port + "/my?lang=en");
      Browser.picture(page, "my-en");
      Browser.click(page.locator("main table a").first());
      Browser.axe(page);
      Browser.picture(page, "project-en");
    }
  }

  @Test
  void an_officer_takes_work_and_hands_it_on() {
    records.ids("work-item");
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-yjj-handler");
      page.navigate("http://localhost:" + port + "/worklist");
      Browser.axe(page);
      Browser.picture(page, "worklist-zh");
      for (var view : new String[] {"claimed", "department", "done", "followed"}) {
        page.navigate("http://localhost:" + port + "/worklist?view=" + view);
        Browser.axe(page);
      }
      page.navigate("http://localhost:" + port + "/worklist?lang=en");
      Browser.axe(page);
      Browser.picture(page, "worklist-en");
    }
    try (var phone = Browser.onTelephone()) {
      var page = Browser.signIn(phone, port, "demo-yjj-handler");
      page.navigate("http://localhost:" + port + "/worklist");
      Browser.picture(page, "worklist-phone");
    }
  }
}
