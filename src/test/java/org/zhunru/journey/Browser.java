package org.zhunru.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhunru.identity.DemoPeople;

/**
 * A real browser for tests: one Chromium for the whole run, one fresh context per person.
 *
 * <p>Chromium is looked for in {@code ZHUNRU_CHROMIUM}, then where Debian, Ubuntu and others put
 * it, first the one without windows, which needs a quarter of the time; if there is none and this
 * runs as root on Debian, it is installed. Nothing is downloaded by Playwright. Without Chinese
 * glyphs on the machine a CJK font is installed the same way.
 */
public final class Browser {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable",
          "/snap/bin/chromium");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final Set<BrowserContext> WITHOUT_SCRIPT = new HashSet<>();

  /** Who is signed in, by port and user name. */
  private static final Map<String, Session> SESSIONS = new HashMap<>();

  private static final boolean PICTURES = "true".equals(System.getenv("ZHUNRU_PICTURES"));

  private static @Nullable Playwright playwright;
  private static com.microsoft.playwright.@Nullable Browser chromium;
  private static @Nullable Page twin;

  /**
   * @param first address of what is seen first
   */
  private record Session(List<Cookie> cookies, String first) {}

  private Browser() {}

  /** A person's own browser: no cookies yet, Chinese, 1280 × 900. Close it when done. */
  public static BrowserContext person() {
    return person(1280, 900, true);
  }

  /** The same on a telephone: 390 × 844, touch. */
  public static BrowserContext onTelephone() {
    return person(390, 844, true);
  }

  /** The same without script. */
  public static BrowserContext withoutScript() {
    return person(1280, 900, false);
  }

  private static BrowserContext person(int width, int height, boolean script) {
    var person = started().newContext(options(width, height, script));
    if (!script) {
      WITHOUT_SCRIPT.add(person);
    }
    return person;
  }

  private static com.microsoft.playwright.Browser.NewContextOptions options(
      int width, int height, boolean script) {
    return new com.microsoft.playwright.Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setJavaScriptEnabled(script)
        .setLocale("zh-CN")
        .setTimezoneId("Asia/Shanghai");
  }

  /**
   * Shows a person of the demonstration, signed in, what they see first. Who has signed in before
   * comes with the session of that time, as from another tab of the same browser.
   */
  public static Page signIn(BrowserContext person, int port, String username) {
    var page = person.newPage();
    var before = SESSIONS.get(port + " " + username);
    if (before != null) {
      person.addCookies(before.cookies());
      page.navigate(before.first());
      if (page.url().equals(before.first())) {
        return page;
      }
    }
    page.navigate("http://localhost:" + port + "/login");
    page.fill("input[name=username]", username);
    page.fill("input[name=password]", DemoPeople.PASSWORD);
    click(page, "main form.sign-in button[type=submit]");
    SESSIONS.put(port + " " + username, new Session(person.cookies(), page.url()));
    return page;
  }

  /** Clicks; where another page follows, waits until all of it is there and not only its head. */
  public static void click(Page page, String selector) {
    page.click(selector);
    page.waitForLoadState();
  }

  /** The same of what was found already. */
  public static void click(Locator target) {
    target.click();
    target.page().waitForLoadState();
  }

  /**
   * Fails on any violation of WCAG 2.2 A and AA that axe finds on the page as it stands. Axe itself
   * is a script: of a page without script it looks at a twin, the same text in a browser with it.
   */
  public static void axe(Page page) {
    judge(WITHOUT_SCRIPT.contains(page.context()) ? twinOf(page) : page);
  }

  /** One twin serves the whole run, each time with the text, the size and the cookies asked for. */
  private static Page twinOf(Page page) {
    var shown = twin;
    if (shown == null || shown.isClosed()) {
      shown = started().newContext(options(1280, 900, true)).newPage();
      twin = shown;
    }
    var context = shown.context();
    context.clearCookies();
    context.addCookies(page.context().cookies());
    var size = page.viewportSize();
    shown.setViewportSize(size.width, size.height);
    var text = page.content();
    var address = page.url();
    int mark = address.indexOf('#');
    var document = mark < 0 ? address : address.substring(0, mark);
    if (mark >= 0) {
      // From a page to a place on the same page would load nothing.
      shown.navigate("about:blank");
    }
    shown.unrouteAll();
    shown.route(
        url -> url.equals(document) || url.equals(address),
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setBody(text)));
    shown.navigate(address);
    return shown;
  }

  /**
   * Runs axe in the page itself and takes home the violations alone: a tenth of the whole answer.
   */
  private static void judge(Page page) {
    assertThat(page.frames()).as("frames of " + page.url()).hasSize(1);
    page.evaluate(Axe.SCRIPT);
    assertThat(
            (List<?>)
                page.evaluate(
                    """
                    async tags => (await axe.run(document, {
                      runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']
                    })).violations.flatMap(
                      v => v.nodes.map(n => v.id + ': ' + v.help + ' at ' + n.html))
                    """,
                    List.of(
                        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")))
        .as("accessibility of " + page.url())
        .isEmpty();
  }

  private static final class Axe {
    static final String SCRIPT = AxeBuilder.getAxeScript();
  }

  /**
   * Fails if the page as a whole scrolls sideways. With {@code ZHUNRU_PICTURES=true} in the
   * environment also keeps a picture of it under {@code target/pictures}, to be looked at.
   */
  public static void picture(Page page, String name) {
    if (PICTURES) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/pictures", name + ".png")));
    }
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"))
        .as(page.url() + " fits the width of the screen")
        .isTrue();
  }

  private static synchronized com.microsoft.playwright.Browser started() {
    var running = chromium;
    if (running == null || !running.isConnected()) {
      glyphs();
      var driver =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      running =
          driver
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable())
                      .setHeadless(true)
                      .setArgs(ARGUMENTS));
      playwright = driver;
      chromium = running;
      Runtime.getRuntime().addShutdownHook(new Thread(Browser::stop));
    }
    return running;
  }

  private static synchronized void stop() {
    if (playwright != null) {
      playwright.close();
    }
  }

  private static Path executable() {
    return found()
        .or(
            () -> {
              install("chromium-headless-shell");
              return found();
            })
        .or(
            () -> {
              install("chromium");
              return found();
            })
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium: install it (Debian: apt-get install chromium), or name it in"
                        + " ZHUNRU_CHROMIUM"));
  }

  private static Optional<Path> found() {
    return Stream.concat(Stream.ofNullable(System.getenv("ZHUNRU_CHROMIUM")), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void glyphs() {
    var fonts = run(60, "fc-list", ":lang=zh", "family");
    if (fonts.map(String::isBlank).orElse(true)) {
      install("fontconfig", "fonts-noto-cjk");
    }
  }

  /** Does nothing unless this is root on a Debian. */
  private static void install(String... packages) {
    if (!"root".equals(System.getProperty("user.name"))
        || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return;
    }
    run(600, "apt-get", "-q", "update");
    run(
        1200,
        Stream.concat(
                Stream.of(
                    // Another process of the run may be installing the same.
                    "apt-get",
                    "-o",
                    "DPkg::Lock::Timeout=600",
                    "-q",
                    "-y",
                    "--no-install-recommends",
                    "install"),
                Stream.of(packages))
            .toArray(String[]::new));
  }

  private static Optional<String> run(int seconds, String... command) {
    try {
      var log = Files.createTempFile("zhunru-browser", ".log");
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      var process = builder.redirectOutput(log.toFile()).start();
      var ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      var text = Files.readString(log);
      Files.delete(log);
      return ended && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
