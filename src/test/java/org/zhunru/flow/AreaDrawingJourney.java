package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Position;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;
import org.zhunru.policy.PolicyRevision;
import org.zhunru.policy.RevisionState;
import org.zhunru.policy.RevisionText;
import org.zhunru.policy.Revisions;

/** An editor draws areas on the map: by mouse, by keyboard, and without script. */
@IntegrationTest
class AreaDrawingJourney {
  private static final String FILE = "catalogues/zone-areas.csv";

  @LocalServerPort int port;
  @Autowired Revisions revisions;
  @Autowired City city;

  /**
   * Nothing of it is published, so that no other test has the areas; the draft may be another's.
   */
  private PolicyRevision draft() {
    return revisions.of(FILE).stream()
        .filter(revision -> revision.state() == RevisionState.DRAFT)
        .findFirst()
        .orElseGet(() -> revisions.draft(city.person("demo-policy-editor"), FILE, "测试"));
  }

  private Page editor(BrowserContext person, UUID draft) {
    var page = Browser.signIn(person, port, "demo-policy-editor");
    page.navigate("http://localhost:" + port + "/policy/revisions/" + draft);
    Browser.click(page, "main a[href$='/draw/0']");
    return page;
  }

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, name);
  }

  private static void told(Page page, String zone) {
    page.fill("[name=zone]", zone);
    page.fill("[name=kind_zh]", "化工园区");
    page.fill("[name=effective_from]", "2026-01-01");
    page.fill("[name=legal_basis]", "市政府批复");
    page.fill("[name=source]", "例");
  }

  private static String[] points(Page page) {
    return page.inputValue("[name=points]").split("\\R");
  }

  private static void click(Locator map, double x, double y) {
    map.click(new Locator.ClickOptions().setPosition(new Position(x, y)));
  }

  private String geometry(UUID draft, String zone) {
    return RevisionText.of(revisions.byId(draft).content()).records().stream()
        .filter(row -> row.get("zone").equals(zone))
        .findFirst()
        .orElseThrow()
        .get("geometry");
  }

  @Test
  void by_mouse_and_by_keyboard() {
    var draft = draft().id();
    var zone = "鼠标区" + UUID.randomUUID().toString().substring(0, 6);
    try (var person = Browser.person()) {
      var page = editor(person, draft);
      var map = page.locator("svg.sketch");
      click(map, 200, 100);
      click(map, 400, 100);
      click(map, 400, 300);
      click(map, 200, 300);
      assertThat(points(page)).hasSize(4);
      // On a side: between its ends, not at the end.
      click(map, 300, 100);
      assertThat(points(page)).hasSize(5);
      var drawn = page.inputValue("[name=points]");
      map.hover(new Locator.HoverOptions().setPosition(new Position(300, 100)));
      page.mouse().down();
      map.hover(new Locator.HoverOptions().setPosition(new Position(300, 60)));
      page.mouse().up();
      assertThat(page.inputValue("[name=points]")).isNotEqualTo(drawn);
      assertThat(points(page)).hasSize(5);
      seen(page, "draw-mouse");
      Browser.click(page, "[data-undo]");
      assertThat(page.inputValue("[name=points]")).isEqualTo(drawn);
      Browser.click(page, "[data-undo]");
      assertThat(points(page)).hasSize(4);

      page.fill("[name=points]", "");
      map.focus();
      for (var keys :
          new String[][] {
            {"Enter"},
            {"ArrowRight", "ArrowRight", "ArrowRight", "Enter"},
            {"ArrowDown", "ArrowDown", "ArrowDown", "Enter"}
          }) {
        for (var key : keys) {
          page.keyboard().press(key);
        }
      }
      assertThat(points(page)).hasSize(3);
      page.keyboard().press("PageUp");
      page.keyboard().press("Shift+ArrowLeft");
      assertThat(page.textContent("[data-said]")).startsWith("第3点");
      page.keyboard().press("Delete");
      assertThat(points(page)).hasSize(2);
      page.keyboard().press("Control+z");
      assertThat(points(page)).hasSize(3);
      told(page, zone);
      seen(page, "draw-keyboard");
      Browser.click(page, "button[value=save]");
      assertThat(page.url()).endsWith("/policy/revisions/" + draft);
      assertThat(page.textContent("main")).contains(zone);
    }
    assertThat(geometry(draft, zone)).startsWith("{\"type\":\"Polygon\"");
  }

  @Test
  void without_script() {
    var draft = draft().id();
    var zone = "管线" + UUID.randomUUID().toString().substring(0, 6);
    try (var person = Browser.withoutScript()) {
      var page = editor(person, draft);
      seen(page, "draw-empty");
      page.fill("[name=points]", "131 45.7\n131.01 45.71\n131.01 45.7\n131 45.71");
      told(page, zone);
      Browser.click(page, "button[value=save]");
      assertThat(page.locator("#errors li").textContent()).contains("自相交");
      assertThat(page.inputValue("[name=zone]")).isEqualTo(zone);
      seen(page, "draw-crossing");

      page.fill("[name=points]", "130.9 45.7\n131.0 45.75\n45.78 131.1");
      Browser.click(page, "button[value=see]:not(.hide)");
      assertThat(page.locator("#errors li").textContent()).contains("第3行");
      page.fill("[name=points]", "130.9 45.7\n131.0 45.75");
      Browser.click(page, "button[value=undo]");
      assertThat(points(page)).hasSize(1);
      page.locator("input[type=image]")
          .click(new Locator.ClickOptions().setPosition(new Position(500, 150)).setForce(true));
      assertThat(points(page)).hasSize(2);
      page.check("[name=shape][value=CORRIDOR]");
      page.fill("[name=width]", "400");
      Browser.click(page, "button[value=site]");
      assertThat(page.textContent("[data-said]")).contains("公顷");
      assertThat(page.getAttribute("path.border", "d")).endsWith("Z");
      seen(page, "draw-corridor");
      page.fill("[name=legal_basis]", "");
      Browser.click(page, "button[value=save]");
      assertThat(page.locator("#errors li").count()).isEqualTo(1);
      page.fill("[name=legal_basis]", "市政府批复");
      Browser.click(page, "button[value=save]");
      assertThat(page.url()).endsWith("/policy/revisions/" + draft);
      Browser.click(page, "main a[href$='/draw/0']");
      Browser.click(
          page.locator("main table tr")
              .filter(new Locator.FilterOptions().setHasText(zone))
              .locator("a"));
      assertThat(page.inputValue("[name=zone]")).isEqualTo(zone);
      assertThat(points(page).length).isGreaterThan(10);
      page.navigate(page.url() + "?lang=en");
      seen(page, "draw-again-en");
    }
    assertThat(geometry(draft, zone)).startsWith("{\"type\":\"Polygon\"");
    try (var phone = Browser.onTelephone()) {
      seen(editor(phone, draft), "draw-phone");
    }
  }
}
