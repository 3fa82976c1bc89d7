package org.zhunru.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalogues by REST, without an account. */
@IntegrationTest
class CataloguesApiTest {
  @LocalServerPort int port;

  private JsonNode ask(int status, String path) {
    var answer = new Visitor(port).get("/api/v1/" + path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String typed(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static JsonNode of(JsonNode list, String key, String value) {
    return list.valueStream()
        .filter(node -> node.path(key).asString("").equals(value))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void from_the_catalogues_to_an_entry_and_its_history() {
    var catalogues = ask(200, "catalogues?asOf=2021-06-01").path("catalogues");
    var industry = of(catalogues, "kind", "industry");
    assertThat(industry.path("title").asString()).isEqualTo("产业结构调整指导目录");
    var at = "catalogues/" + industry.path("id").asString() + "/editions";
    var editions = ask(200, at + "?asOf=2021-06-01").path("editions");
    assertThat(editions.valueStream().map(e -> e.path("inForce").asBoolean()))
        .containsExactly(false, true, false);
    var edition = of(editions, "name", "2019年本");
    assertThat(edition.path("hash").asString()).hasSize(64);
    assertThat(edition.path("effectiveTo").asString()).isEqualTo("2024-01-31");

    var entries = at + "/" + edition.path("id").asString() + "/entries";
    var all = ask(200, entries + "?asOf=2021-06-01").path("entries");
    assertThat(all).hasSize(edition.path("entries").asInt());
    var furnace = of(all, "text", "炼铁高炉");
    assertThat(furnace.path("effect").asString()).isEqualTo("restrict");
    assertThat(furnace.path("limits").path(0).path("threshold").asString()).isEqualTo("400");
    assertThat(furnace.path("marks").valueStream().map(JsonNode::asString))
        .containsExactly("source");

    var card = ask(200, "entries/" + furnace.path("id").asString() + "?asOf=2021-06-01");
    assertThat(card.path("entry")).isEqualTo(furnace);
    assertThat(
            card.path("editions").valueStream().map(e -> e.path("edition").path("name").asString()))
        .contains("2011年本(2013年修正)", "2024年本");
    assertThat(card.path("versions").path(0).path("from").isNull()).isTrue();
  }

  @Test
  void entries_are_found_page_by_page() {
    var first = ask(200, "entries?q=" + typed("矿") + "&all=true");
    assertThat(first.path("entries")).hasSize(50);
    var next = first.path("next").asString();
    var second = ask(200, "entries?q=" + typed("矿") + "&all=true&cursor=" + next);
    assertThat(second.path("total").asInt()).isEqualTo(first.path("total").asInt());
    assertThat(second.path("entries").valueStream().map(e -> e.path("id").asString()))
        .doesNotContainAnyElementsOf(
            first.path("entries").valueStream().map(e -> e.path("id").asString()).toList());
    var narrow = ask(200, "entries?q=" + typed("炼铁高炉") + "&asOf=2015-06-01&kind=industry");
    assertThat(narrow.path("entries").valueStream().map(e -> e.path("inForce").asBoolean()))
        .isNotEmpty()
        .containsOnly(true);
  }

  @Test
  void a_slip_in_a_cas_number_is_told_in_the_readers_language() {
    var slip = ask(200, "entries?q=7782-50-6");
    assertThat(slip.path("total").asInt()).isZero();
    assertThat(slip.path("cas").path("code").asString()).isEqualTo("common.casCheckDigit");
    assertThat(slip.path("cas").path("detail").asString()).contains("校验码");
    assertThat(slip.path("near").path(0).path("cas").path(0).asString()).isEqualTo("7782-50-5");
    assertThat(ask(200, "entries?q=7782-50-5").path("cas").isNull()).isTrue();
  }

  @Test
  void an_edition_comes_as_a_file_too() {
    var catalogue = ask(200, "catalogues").path("catalogues").path(0).path("id").asString();
    var at = "catalogues/" + catalogue + "/editions";
    var edition = ask(200, at).path("editions").path(0).path("id").asString();
    var csv = new Visitor(port).get("/api/v1/" + at + "/" + edition + "/entries?format=csv");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.body()).startsWith("\uFEFFid,");
    var sheet = new Visitor(port).get("/api/v1/" + at + "/" + edition + "/entries?format=xlsx");
    assertThat(sheet.body()).startsWith("PK");
    assertThat(ask(404, at + "/" + edition + "/entries?format=pdf").path("code").asString())
        .isEqualTo("policy.noSuchFormat");
  }

  @Test
  void what_cant_be_answered_is_told_with_its_field() {
    assertThat(ask(422, "entries?asOf=2026-02-30").path("field").asString()).isEqualTo("asOf");
    assertThat(ask(422, "catalogues?asOf=x").path("code").asString())
        .isEqualTo("api.valueMalformed");
    assertThat(ask(422, "entries?kind=x").path("field").asString()).isEqualTo("kind");
    assertThat(ask(422, "entries?cursor=x").path("field").asString()).isEqualTo("cursor");
    assertThat(ask(422, "entries?q=" + "a".repeat(101)).path("code").asString())
        .isEqualTo("policy.queryTooLong");
    assertThat(ask(404, "entries/x").path("code").asString()).isEqualTo("policy.noSuchEntry");
    assertThat(ask(404, "catalogues/x/editions").path("code").asString())
        .isEqualTo("policy.noSuchCatalogue");
  }
}
