package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhunru.journey.Filing.act;
import static org.zhunru.journey.Filing.tick;
import static org.zhunru.journey.Filing.type;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Actors;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.FormBinding;
import org.zhunru.intake.FormPath;
import org.zhunru.intake.Projects;
import org.zhunru.journey.Browser;
import org.zhunru.journey.Filing;

/** An engineer files a chlorination plant with a store of liquid chlorine. */
@IntegrationTest
class FilingJourney {
  @Autowired Actors actors;
  @Autowired Projects projects;
  @Autowired Cases cases;
  @Autowired Drafts drafts;
  @Autowired Acceptance acceptance;
  @LocalServerPort int port;

  private CaseId draft() {
    var applicant = actors.byUsername("demo-applicant");
    var project =
        projects.create(
            applicant,
            applicant.enterprises().iterator().next(),
            "年产3万吨氯代芳烃项目" + UUID.randomUUID().toString().substring(0, 4),
            null,
            "230903");
    return cases.open(applicant, project.id(), "joint-pre-approval").id();
  }

  private Page signedIn(BrowserContext person) {
    person.setDefaultTimeout(10_000);
    var page = person.newPage();
    page.navigate("http://localhost:" + port + "/login");
    page.fill("input[name=username]", "demo-applicant");
    page.fill("input[name=password]", "demo");
    Browser.click(page, "main form button[type=submit]");
    return page;
  }

  private String at(CaseId id, String page) {
    return "http://localhost:" + port + "/cases/" + id + "/edit/" + page;
  }

  private void typeAll(Page page, CaseId id) {
    page.navigate(at(id, "project"));
    Filing.typeAll(page);
  }

  private String value(CaseId id, String path) {
    var tree = FormBinding.tree(drafts.of(actors.byUsername("demo-applicant"), id).facts());
    var value = FormPath.get(tree, path);
    return value == null ? "" : FormBinding.text(value);
  }

  @Test
  void every_page_can_be_typed_without_script_and_nothing_is_lost() {
    var id = draft();
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person);
      typeAll(page, id);

      assertThat(value(id, "processes[0]")).isEqualTo("氯化工艺");
      assertThat(value(id, "units[0].substances[0].quantityTonnes")).isEqualTo("120");
      assertThat(value(id, "siting.inChemicalPark")).isEqualTo("true");

      page.navigate(at(id, "people"));
      assertThat(page.inputValue("[name=\"people[0].residentId\"]"))
          .isEqualTo("110105********002X");
      act(page, "save");
      assertThat(value(id, "people[0].residentId")).isEqualTo("11010519491231002X");

      page.navigate(at(id, "substances"));
      type(page, "units[0].substances[0].quantityTonnes", "1,200");
      act(page, "add:units[0].substances");
      type(page, "units[0].substances[1].name", "甲苯");
      act(page, "add:units");
      type(page, "units[1].name", "氯化装置");
      act(page, "remove:units[0].substances[0]");
      assertThat(page.inputValue("[name=\"units[0].substances[0].name\"]")).isEqualTo("甲苯");
      type(page, "units[0].substances[0].quantityTonnes", "12O");
      act(page, "next");
      assertThat(page.url()).endsWith("/edit/substances");
      assertThat(page.textContent("#errors")).contains("“12O”不是数");
      assertThat(page.inputValue("[name=\"units[0].substances[0].quantityTonnes\"]"))
          .isEqualTo("12O");
      assertThat(value(id, "units[1].name")).isEqualTo("氯化装置");
    }
  }

  @Test
  void two_windows_on_one_draft_are_put_side_by_side_and_the_person_chooses() {
    var id = draft();
    try (var person = Browser.withoutScript()) {
      var first = signedIn(person);
      first.navigate(at(id, "project"));
      var second = person.newPage();
      second.navigate(at(id, "project"));
      type(first, "address", "地址一");
      type(first, "purpose", "用途一");
      act(first, "save");

      type(second, "address", "地址二");
      type(second, "contact.name", "李工");
      act(second, "save");

      assertThat(value(id, "address")).isEqualTo("地址一");
      assertThat(second.textContent("main")).contains("地址一", "地址二", "用途一");
      Browser.picture(second, "edit-conflict");
      second.check("input[name=_theirs][value=purpose]");
      act(second, "merge");
      assertThat(value(id, "address")).isEqualTo("地址二");
      assertThat(value(id, "purpose")).isEqualTo("用途一");
      assertThat(value(id, "contact.name")).isEqualTo("李工");
    }
  }

  @Test
  void a_draft_saves_itself_while_one_types_and_shows_what_depends() {
    var id = draft();
    try (var person = Browser.person()) {
      var page = signedIn(person);
      page.navigate(at(id, "site"));
      assertThat(page.isVisible("[name=\"siting.parkName\"]")).isFalse();
      page.waitForResponse(
          r -> r.url().endsWith("/autosave"), () -> tick(page, "siting.inChemicalPark", "true"));
      page.waitForSelector("[name=\"siting.parkName\"]");
      page.waitForResponse(
          r -> r.url().endsWith("/autosave") && r.status() == 200,
          () -> type(page, "siting.parkName", "园区甲"));
      assertThat(value(id, "siting.parkName")).isEqualTo("园区甲");

      var other = person.newPage();
      other.navigate(at(id, "site"));
      type(other, "siting.parkName", "园区乙");
      act(other, "save");
      page.waitForResponse(
          r -> r.url().endsWith("/autosave") && r.status() == 409,
          () -> type(page, "siting.parkName", "园区丙"));
      page.waitForSelector("[data-saved]:has-text(\"另一处\")");
      act(page, "save");
      assertThat(page.textContent("main")).contains("园区乙", "园区丙");
      Browser.axe(page);
    }
  }

  @Test
  void a_sector_is_asked_for_its_own_facts_and_for_no_others() {
    var id = draft();
    try (var person = Browser.person()) {
      var page = signedIn(person);
      page.navigate(at(id, "project"));
      page.selectOption("[name=sector]", "coal_mine");
      act(page, "save");
      page.navigate(at(id, "processes"));
      var gas = "[name=\"facts.mineGasClass\"]";
      assertThat(page.isVisible("[name=\"facts.steelKind\"]")).isFalse();
      assertThat(page.isVisible("[name=\"facts.pondGrade\"]")).isFalse();
      page.selectOption(gas, "煤与瓦斯突出");
      tick(page, "facts.rockBurst", "false");
      assertThat(page.isVisible(gas)).isTrue();
      act(page, "save");
      assertThat(page.inputValue(gas)).isEqualTo("煤与瓦斯突出");
      assertThat(value(id, "facts.mineGasClass")).isEqualTo("煤与瓦斯突出");
      Browser.axe(page);
      Browser.picture(page, "edit-processes-coal");
    }
  }

  @Test
  void the_map_chooses_the_place_by_a_click() {
    var id = draft();
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person);
      page.navigate(at(id, "site"));
      Browser.click(page, "input[type=image]");
      assertThat(page.inputValue("[name=\"siting.location.lon\"]")).startsWith("13");
      assertThat(value(id, "siting.location.lat")).startsWith("4");
      act(page, "next");
      assertThat(page.url()).endsWith("/edit/processes");
    }
  }

  @Test
  void materials_are_judged_by_content_and_several_are_taken_at_once() {
    var id = draft();
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person);
      page.navigate(at(id, "materials"));
      var item = page.locator(".material").first();
      item.locator("input[type=file]")
          .setInputFiles(
              new FilePayload[] {
                Filing.file("报告.pdf"),
                new FilePayload("病毒.pdf", "application/pdf", "MZ no pdf".getBytes())
              });
      Browser.click(
          item.getByRole(
              AriaRole.BUTTON,
              new com.microsoft.playwright.Locator.GetByRoleOptions().setName("上传")));
      assertThat(page.textContent("#errors")).contains("病毒.pdf");
      assertThat(page.textContent(".material-files")).contains("报告.pdf");
      Browser.axe(page);
      Browser.picture(page, "edit-materials-error");
    }
  }

  @Test
  void the_pages_are_accessible_in_both_languages_and_fit_a_telephone() {
    var id = draft();
    try (var person = Browser.person()) {
      typeAll(signedIn(person), id);
    }
    try (var desk = Browser.person();
        var telephone = Browser.onTelephone()) {
      for (var person : List.of(desk, telephone)) {
        var page = signedIn(person);
        for (var lang : List.of("zh", "en")) {
          for (var name :
              List.of("project", "site", "processes", "substances", "people", "materials")) {
            page.navigate(at(id, name) + "?missing&lang=" + lang);
            Browser.axe(page);
            Browser.picture(
                page, "edit-" + name + "-" + lang + (person == desk ? "" : "-telephone"));
          }
        }
      }
    }
  }
}
