package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;
import org.zhunru.review.OpinionDraft;

/** A supervisor looks at the city and follows its figures to their rows. */
@IntegrationTest
class CityJourney {
  private static final Pattern FIGURE =
      Pattern.compile("<td class=\"num\"><a href=\"(/[^\"]+)\">(\\d+)</a>");
  private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

  @LocalServerPort int port;
  @Autowired City city;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  @Test
  void every_figure_is_the_number_of_rows_behind_its_link() {
    CaseId vetoed = city.inReview("yjj", "sthj");
    city.agree(vetoed, "yjj");
    city.veto(vetoed, "sthj");
    city.decide(vetoed, DecisionOutcome.REFUSED);
    CaseId again = city.inReview("sthj");
    city.veto(again, "sthj");
    city.reviews.liftVeto(city.seat("sthj", SeatKind.HEAD), again, "sthj", "事实有误，予以撤销");
    city.db
        .sql(
            "update project set region = null where id = (select project_id from case_file where id = :id)")
        .param("id", city.submitted("yjj").value())
        .update();
    city.inReview("yjj", "zrzy");
    city.speak(
        city.inReview("sthj"),
        "sthj",
        OpinionDraft.veto(1, "不同意。", "JPA-13", "拟建地位于隔离带内。", "移出隔离带。"));
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-supervisor");
      assertThat(page.url()).endsWith("/city");
      var text = page.content().replace("&amp;", "&");
      var figures = new LinkedHashMap<String, Long>();
      var found = FIGURE.matcher(text);
      while (found.find()) {
        figures.put(found.group(1), Long.valueOf(found.group(2)));
      }
      assertThat(text).containsPattern("<th scope=\"row\">JPA-13 \\p{IsHan}{4}");
      assertThat(figures.keySet().stream().map(h -> h.replaceAll("\\?.*", "")))
          .contains("/cases", "/vetoes", "/steps");
      assertThat(String.join(" ", figures.keySet()))
          .contains(
              "light=",
              "closedFrom=",
              "hazard=",
              "ground=",
              "enterprise=",
              "state=lifted",
              "region=none");
      figures.forEach(
          (href, n) -> {
            long rows = 0;
            var next = href;
            while (next != null && rows <= n) {
              var list = page.request().get(at(next)).text().replace("&amp;", "&");
              rows += Math.max(0, list.split("<tr>", -1).length - 2);
              var more = NEXT.matcher(list);
              next = more.find() ? more.group(1) : null;
            }
            assertThat(rows).as(href).isEqualTo(n);
          });
    }
  }

  @Test
  void a_supervisor_follows_a_figure_and_takes_the_map_away() {
    city.agree(city.inReview("yjj", "sthj"), "yjj");
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-supervisor");
      Browser.axe(page);
      Browser.picture(page, "city-zh");
      var geojson = page.request().get(at("/city/projects.geojson"));
      assertThat(geojson.headers().get("content-type")).startsWith("application/geo+json");
      assertThat(geojson.text()).contains("\"FeatureCollection\"");
      Browser.click(page, "a[href^='/steps?department=yjj']");
      assertThat(page.locator("tbody tr").first().textContent()).contains("应急管理局");
      Browser.axe(page);
      Browser.picture(page, "city-steps");
      var csv = page.request().get(at("/steps/export?department=yjj")).text();
      assertThat(csv).startsWith("\uFEFF\"受理号\"").contains("应急管理局");
      page.navigate(at("/steps?from=tomorrow"));
      assertThat(page.locator(".summary a").getAttribute("href")).isEqualTo("#f-from");
      page.navigate(at("/city?month=2001-13&lang=en"));
      Browser.axe(page);
      page.navigate(at("/city?month=2020-01"));
      assertThat(page.locator("h1").textContent()).isEqualTo("The city");
    }
    try (var officer = Browser.withoutScript()) {
      var page = Browser.signIn(officer, port, "demo-sthj-handler");
      page.navigate(at("/steps?department=yjj"));
      assertThat(page.locator("tbody tr").count()).as("steps of another department").isZero();
    }
  }
}
