package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.People;
import org.zhunru.journey.Browser;

/**
 * Every page there is, shown to somebody whom the matrix of routes lets in: without a violation
 * that axe knows, in both languages no wider than a telephone, and worked by the keyboard alone. A
 * new page is looked at without anybody thinking of it. What axe says of English pages, whose only
 * difference is their words, the journeys tell.
 */
@IntegrationTest
class EveryPageJourney {
  /**
   * Marks everything a hand could use; what gets the focus loses its mark, and of each group of
   * radio buttons one is enough.
   */
  private static final String MARK_CONTROLS =
      """
      () => {
        document.activeElement.blur();
        document.querySelectorAll(
            'a[href], button, input:not([type=hidden]), select, textarea, summary')
          .forEach(e => {
            const shown = e.checkVisibility({visibilityProperty: true});
            if (shown && !e.disabled && e.ariaHidden !== 'true') e.dataset.left = 1;
          });
        document.addEventListener('focusin', event => {
          const e = event.target;
          (e.type === 'radio' ? document.querySelectorAll(`[name="${e.name}"]`) : [e])
            .forEach(x => delete x.dataset.left);
        });
      }
      """;

  /** What makes the page scroll sideways as a whole. */
  private static final String TOO_WIDE =
      """
      () => document.documentElement.scrollWidth <= innerWidth + 1 ? [] :
        ['by ' + (document.documentElement.scrollWidth - innerWidth),
          ...[...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .filter(e => !e.closest('.table-wrap, .picture-frame, :has(> .picture)')
              || getComputedStyle(e).position === 'absolute')
            .map(e => e.outerHTML.slice(0, 200)).slice(0, 5)]
      """;

  private static final String LEFT =
      "() => [...document.querySelectorAll('[data-left]')].map(e => e.outerHTML)";

  @Autowired RouteRecords records;
  @LocalServerPort int port;

  @Test
  void every_page_is_accessible_fits_a_telephone_and_is_worked_by_keyboard() throws IOException {
    var people = new HashMap<String, BrowserContext>();
    var wrong = new ArrayList<String>();
    var looked = new ArrayList<String>();
    try {
      for (var row : RouteRow.all()) {
        if (!row.method().equals("GET") || row.path().startsWith("/api/")) {
          continue;
        }
        for (var person : lookers(row)) {
          var page = people.computeIfAbsent(person, this::signedIn).newPage();
          try {
            if (look(page, row)) {
              looked.add(row.path());
            }
          } catch (AssertionError found) {
            wrong.add(row.route() + " as " + person + ": " + found.getMessage());
          } finally {
            page.close();
          }
        }
      }
    } finally {
      people.values().forEach(BrowserContext::close);
    }
    assertThat(wrong).isEmpty();
    assertThat(looked)
        .hasSizeGreaterThan(70)
        .contains("/login", "/cases/{id}", "/worklist", "/policy", "/admin");
  }

  /** The first who is let in. */
  private static List<String> lookers(RouteRow row) {
    return row.letIn().stream().limit(1).toList();
  }

  /**
   * @return whether there is a page at all, and not a file
   */
  private boolean look(Page page, RouteRow row) {
    var address = "http://localhost:" + port + row.filled(records.ids(row.record()));
    page.setViewportSize(390, 844);
    for (var language : List.of("zh-CN", "en")) {
      var answer = opened(page, address + "?lang=" + language.substring(0, 2));
      if (answer == null) {
        return false;
      }
      assertThat(answer.status()).isIn(200, 409);
      assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
      assertThat(page.title()).isNotBlank();
      assertThat(page.locator("h1").count()).as("headings of the page").isEqualTo(1);
      assertThat((List<?>) page.evaluate(TOO_WIDE)).as("wider than a telephone").isEmpty();
      if (language.equals("zh-CN")) {
        Browser.axe(page);
      }
    }
    reachesAllByKeyboard(page);
    return true;
  }

  /** Null if what comes is a file: shown as such, or kept instead of shown. */
  private static @Nullable Response opened(Page page, String address) {
    try {
      var answer = page.navigate(address);
      boolean isPage =
          answer.headers().getOrDefault("content-type", "").startsWith("text/html")
              && page.locator("html[lang]").count() == 1;
      return isPage ? answer : null;
    } catch (PlaywrightException kept) {
      assertThat(kept).hasMessageMatching("(?s).*(Download is starting|ERR_ABORTED).*");
      return null;
    }
  }

  private static void reachesAllByKeyboard(Page page) {
    page.setViewportSize(1280, 900);
    page.evaluate(MARK_CONTROLS);
    for (int pressed = 0; pressed < 1000 && !left(page).isEmpty(); ) {
      for (int once = Math.max(5, left(page).size()); once > 0; once--, pressed++) {
        page.keyboard().press("Tab");
      }
    }
    assertThat(left(page)).as("controls out of the keyboard's reach").isEmpty();
  }

  private static List<?> left(Page page) {
    return (List<?>) page.evaluate(LEFT);
  }

  private BrowserContext signedIn(String person) {
    var context = Browser.person();
    if (person.equals("public")) {
      return context;
    }
    var page = context.newPage();
    page.navigate("http://localhost:" + port + "/login");
    page.fill("[name=username]", records.who().column(person).username());
    page.fill("[name=password]", People.PASSWORD);
    Browser.click(page.locator("main form button[type=submit], main form button").first());
    page.waitForURL(url -> !url.contains("/login"));
    page.close();
    return context;
  }
}
