package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.policy.CatalogueLookUp;
import org.zhunru.policy.ListedEntry;

/** The public pages of the catalogues. */
@IntegrationTest
class CataloguePagesTest {
  @LocalServerPort int port;
  @Autowired CatalogueLookUp lookUp;

  private HttpResponse<String> get(String path) {
    return new Visitor(port).get(path);
  }

  private String find(String words, String rest) {
    var answer = get("/catalogues?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + rest);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void it_is_reached_from_the_first_page_and_needs_no_session() {
    assertThat(get("/").body()).contains("href=\"/catalogues\"");
    assertThat(Visitor.location(get("/lookup"))).endsWith("/catalogues");
    var answer = get("/catalogues?q=7782-50-5");
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("zhunru="));
    assertThat(answer.body()).contains("重点监管的危险化学品名录", "GB 18218-2018", "CAS 7782-50-5");
  }

  @Test
  void a_slip_in_a_cas_number_is_told_and_leads_to_the_right_one() {
    assertThat(find("7782-50-6", "")).contains("只差一位", "7782-50-5", "校验");
    assertThat(find("7732-18-5", "")).contains("目录中没有CAS号 7732-18-5");
    assertThat(find("龘龘龘龘", "")).contains("未列名不等于允许");
  }

  @Test
  void the_day_and_the_kind_stay_in_the_address_from_page_to_page() {
    var first = find("矿", "&asOf=2015-06-01&kind=industry&all=true");
    assertThat(first).contains("2011年本").contains("asOf=2015-06-01");
    var next = Pattern.compile("href=\"(/catalogues\\?[^\"]*cursor=[^\"]*)\"").matcher(first);
    assertThat(next.find()).isTrue();
    var address = next.group(1).replace("&amp;", "&");
    assertThat(address).contains("asOf=2015-06-01", "kind=industry", "all=true");
    assertThat(get(address).body()).contains("第一页").doesNotContain("目录中没有这样的条目");
  }

  @Test
  void what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost() {
    var day = get("/catalogues?q=abc&asOf=31.1.2026");
    assertThat(day.statusCode()).isEqualTo(422);
    assertThat(day.body()).contains("31.1.2026", "value=\"abc\"", "id=\"f-asOf-error\"");
    var longest = get("/catalogues?q=" + "a".repeat(101));
    assertThat(longest.statusCode()).isEqualTo(422);
    assertThat(longest.body()).contains("id=\"f-q-error\"");
    assertThat(get("/catalogues?q=a&cursor=x").statusCode()).isEqualTo(422);
    assertThat(get("/catalogues/entries/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/catalogues/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/catalogues/nothing?asOf=x").statusCode()).isEqualTo(422);
  }

  @Test
  void an_entry_shows_what_it_says_its_source_and_what_came_before() {
    var day = LocalDate.of(2021, 6, 1);
    var entry =
        lookUp
            .find(
                new CatalogueLookUp.Asked(
                    "炼铁高炉", day, ListedEntry.Kind.INDUSTRY, null, null, false),
                null)
            .page()
            .rows()
            .get(0);
    var page = get("/catalogues/entries/" + entry.id() + "?asOf=2021-06-01").body();
    assertThat(page)
        .contains("国家发展改革委令第29号", "2020-01-01 至 2024-01-31", "有效容积 &gt; 400 立方米", "来源待核实")
        .contains("2011年本(2013年修正)", "2024年本", "收入（第 1 次修订）");
    assertThat(get("/catalogues/entries/" + entry.id()).body()).contains("不在施行期内");
    assertThat(get("/catalogues/entries/" + entry.id() + "?lang=en").body())
        .contains("Source to be confirmed", "Legal basis");
  }

  @Test
  void an_edition_is_given_out_as_csv_spreadsheet_and_json() {
    var edition = lookUp.catalogues(LocalDate.of(2026, 11, 26)).get(0);
    var at = "/catalogues/" + edition.id() + "/" + edition.editions().get(0).id() + "/file";
    assertThat(get("/catalogues/" + edition.id()).body()).contains(at);
    var csv = get(at);
    assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains(".csv");
    assertThat(csv.body()).startsWith("\uFEFFid,catalogue,").contains("百草枯");
    assertThat(get(at + "?format=json").body()).startsWith("[{\"id\":\"");
    assertThat(get(at + "?format=xlsx").body()).startsWith("PK");
    assertThat(get(at + "?format=pdf").statusCode()).isEqualTo(404);
  }
}
