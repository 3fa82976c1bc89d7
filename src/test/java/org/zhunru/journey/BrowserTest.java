package org.zhunru.journey;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the journeys rely on: that a page which shuts people out is caught. */
class BrowserTest {
  private static final String GOOD =
      "<!doctype html><html lang=zh-CN><title>t</title><main><h1>t</h1>%s</main></html>";

  private static Page open(BrowserContext person, String content) {
    var page = person.newPage();
    page.route(
        "**/*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setBody(GOOD.formatted(content))));
    page.navigate("http://localhost/page#place");
    return page;
  }

  @Test
  void axe_catches_a_page_with_and_without_script_and_looks_anew_each_time() {
    for (var person : List.of(Browser.person(), Browser.withoutScript())) {
      try (person) {
        Browser.axe(open(person, "<p>t</p>"));
        var bad = open(person, "<input name=x><p style='color:#ccc'>pale</p>");
        assertThatThrownBy(() -> Browser.axe(bad))
            .hasMessageContaining("label: ")
            .hasMessageContaining("color-contrast: ");
        Browser.axe(open(person, "<p>t</p>"));
      }
    }
  }
}
