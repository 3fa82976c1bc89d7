package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;

/** Officers and supervisors find cases without knowing their address; pages stay light. */
@IntegrationTest
class CaseListJourney {
  private static final int MOST_BYTES = 60 * 1024;
  private static final int MOST_REQUESTS = 8;

  @LocalServerPort int port;
  @Autowired City city;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  @Test
  void a_supervisor_goes_from_the_figures_to_a_vetoed_case() {
    CaseId vetoed = city.inReview("yjj", "sthj");
    city.veto(vetoed, "sthj");
    var number = city.of(vetoed).number();
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-supervisor");
      page.navigate(at("/"));
      assertThat(page.locator(".figure a").count()).isEqualTo(4);
      Browser.axe(page);
      Browser.picture(page, "home-supervisor-zh");
      Browser.click(page.locator(".figure a").nth(1));
      assertThat(page.url()).endsWith("/cases?state=review");
      assertThat(page.locator("tbody tr").count()).isPositive();

      page.fill("input[name=words]", number);
      page.selectOption("select[name=department]", "sthj");
      page.selectOption("select[name=region]", "230903");
      page.check("input[name=veto]");
      Browser.click(page, ".filter button");
      assertThat(page.url())
          .contains("words=" + number)
          .contains("state=review")
          .contains("department=sthj")
          .contains("region=230903")
          .contains("veto=true");
      var row = page.locator("tbody tr");
      assertThat(row.count()).isEqualTo(1);
      assertThat(row.textContent()).contains(number, "会审中", "否决", "生态环境局");
      Browser.axe(page);
      Browser.click(page, "tbody a");
      assertThat(page.url()).contains("/cases/" + vetoed);

      page.navigate(at("/cases?words=" + number + "&state=closed"));
      assertThat(page.locator(".empty").textContent()).contains("没有符合条件的案件");
      Browser.axe(page);
      Browser.click(page, ".empty a");
      assertThat(page.url()).endsWith("/cases");
      Browser.axe(page);
      Browser.picture(page, "cases-zh");
      page.navigate(at("/cases?from=tomorrow"));
      assertThat(page.locator(".summary a").getAttribute("href")).isEqualTo("#f-from");
      Browser.axe(page);
      page.navigate(at("/cases?lang=en"));
      Browser.axe(page);
      Browser.picture(page, "cases-en");
    }
  }

  @Test
  void an_officer_finds_the_cases_of_the_department_and_no_others() {
    var mine = city.of(city.inReview("yjj")).number();
    var others = city.of(city.inReview("sthj")).number();
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-yjj-handler");
      Browser.click(page, ".nav a[href='/cases']");
      page.fill("input[name=words]", mine);
      Browser.click(page, ".filter button");
      assertThat(page.locator("tbody tr").count()).isEqualTo(1);
      page.fill("input[name=words]", others);
      Browser.click(page, ".filter button");
      assertThat(page.locator("tbody tr").count()).isZero();
    }
    try (var phone = Browser.onTelephone()) {
      var page = Browser.signIn(phone, port, "demo-yjj-handler");
      page.navigate(at("/cases"));
      Browser.picture(page, "cases-phone");
    }
  }

  @Test
  void an_applicant_is_sent_to_their_own_cases() {
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-applicant");
      page.navigate(at("/cases"));
      assertThat(page.url()).endsWith("/my");
      assertThat(page.locator(".nav a[href='/cases']").count()).isZero();
    }
  }

  @Test
  void the_next_page_goes_on_where_this_one_ended() {
    for (int i = 0; i < 3; i++) {
      city.submitted("yjj");
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-supervisor");
      page.navigate(at("/cases"));
      var seen = new ArrayList<String>();
      while (true) {
        seen.addAll(page.locator("tbody tr td:first-child a").allTextContents());
        var next = page.locator(".pager a[rel=next]");
        if (next.count() == 0) {
          break;
        }
        Browser.click(next);
      }
      assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(3);
    }
  }

  @Test
  void lists_and_cases_come_in_few_and_small_pieces_at_the_first_visit() {
    for (int i = 0; i < 45; i++) {
      city.submitted("yjj", "sthj");
    }
    CaseId vetoed = city.inReview("yjj", "sthj", "xfj");
    city.veto(vetoed, "sthj");
    var cost = new TreeMap<String, String>();
    var tooDear = new ArrayList<String>();
    var places =
        Map.of(
            "/worklist",
            "demo-lead",
            "/worklist?view=department",
            "demo-yjj-handler",
            "/cases",
            "demo-lead",
            "/cases/" + vetoed,
            "demo-lead",
            "/cases/" + vetoed + "?tab=opinions",
            "demo-yjj-handler");
    places.forEach(
        (path, who) -> {
          var pieces = firstVisit(who, path);
          var bytes = pieces.stream().mapToLong(Piece::bytes).sum();
          cost.put(path, bytes + " bytes: " + pieces);
          if (bytes > MOST_BYTES || pieces.size() > MOST_REQUESTS) {
            tooDear.add(path + " " + cost.get(path));
          }
          assertThat(pieces).as("what was counted of " + path).hasSizeGreaterThan(3);
        });
    assertThat(tooDear).isEmpty();
  }

  /** What came over the wire, headers included. */
  private record Piece(String path, long bytes) {}

  /** A signed-in person's browser with nothing in its cache. */
  private List<Piece> firstVisit(String username, String path) {
    try (var before = Browser.withoutScript();
        var person = Browser.person()) {
      Browser.signIn(before, port, username);
      person.addCookies(
          before.cookies().stream()
              .map(
                  c -> new com.microsoft.playwright.options.Cookie(c.name, c.value).setUrl(at("/")))
              .toList());
      var page = person.newPage();
      var wire = person.newCDPSession(page);
      var paths = new TreeMap<String, String>();
      var pieces = new ArrayList<Piece>();
      wire.on(
          "Network.responseReceived",
          event ->
              paths.put(
                  event.get("requestId").getAsString(),
                  event.getAsJsonObject("response").get("url").getAsString()));
      wire.on(
          "Network.loadingFinished",
          event ->
              pieces.add(
                  new Piece(
                      String.valueOf(paths.get(event.get("requestId").getAsString()))
                          .replaceFirst("http://[^/]+", ""),
                      event.get("encodedDataLength").getAsLong())));
      wire.send("Network.enable", new JsonObject());
      page.navigate(at(path));
      page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
      assertThat(page.url()).endsWith(path);
      return List.copyOf(pieces);
    }
  }

  @Test
  void header_crumbs_content_and_foot_share_one_left_edge() {
    var id = city.inReview("yjj");
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-lead");
      for (int width : new int[] {1280, 1440, 1920}) {
        page.setViewportSize(width, 900);
        for (var path :
            List.of(
                "/worklist",
                "/cases",
                "/cases/" + id,
                "/cases/" + id + "/acceptance",
                "/",
                "/me")) {
          page.navigate(at(path));
          var edge = edge(page, ".product");
          for (var place : List.of(".nav a >> nth=0", ".crumbs ol", "main h1", ".foot p")) {
            if (page.locator(place).count() > 0) {
              assertThat(edge(page, place))
                  .as(place + " of " + path + " at " + width)
                  .isCloseTo(edge, org.assertj.core.data.Offset.offset(1.0));
            }
          }
          if (width == 1280) {
            Browser.picture(page, "edge" + path.replaceAll("[^a-z]+", "-"));
          }
        }
      }
    }
  }

  /** Where the text begins: the box without its padding. */
  private static double edge(Page page, String place) {
    return ((Number)
            page.locator(place)
                .first()
                .evaluate(
                    "e => e.getBoundingClientRect().left + parseFloat(getComputedStyle(e).paddingLeft)"))
        .doubleValue();
  }
}
