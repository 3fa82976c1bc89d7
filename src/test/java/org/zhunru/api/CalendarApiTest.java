package org.zhunru.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class CalendarApiTest {
  @LocalServerPort int port;

  @Test
  void the_example_of_the_issue() {
    var answer = ask(200, "from=2026-09-25&days=20&unit=working&region=230900");

    assertThat(answer.get("due").asString()).isEqualTo("2026-10-29");
    assertThat(answer.get("provisional").asBoolean()).isFalse();
    assertThat(answer.get("explanation").isNull()).isTrue();
    var days = answer.get("days");
    assertThat(days).hasSize(35);
    assertThat(days.valueStream().filter(d -> d.get("counted").asBoolean())).hasSize(20);
    assertThat(days.get(0).get("date").asString()).isEqualTo("2026-09-25");
    assertThat(days.get(0).get("why").asString()).isEqualTo("事项发生当日，不计入");
    assertThat(days.get(15).get("date").asString()).isEqualTo("2026-10-10");
    assertThat(days.get(15).get("counted").asBoolean()).isTrue();
    assertThat(days.get(15).get("why").asString()).contains("国庆节调休上班", "2026年部分节假日安排通知");
  }

  @Test
  void a_year_without_notice_is_marked_and_explained() {
    var answer = ask(200, "from=2026-12-25&days=20&unit=working&region=230921");

    assertThat(answer.get("provisional").asBoolean()).isTrue();
    assertThat(answer.get("explanation").asString()).contains("2027", "通知");
  }

  @Test
  void a_period_in_years_runs_to_the_same_day() {
    var answer = ask(200, "from=2024-11-23&days=2&unit=year&region=L230900-1");

    assertThat(answer.get("due").asString()).isEqualTo("2026-11-23");
    assertThat(answer.get("endsOnDayOff").asBoolean()).isFalse();
    assertThat(
            ask(200, "from=2026-11-25&days=3&unit=calendar&region=230900")
                .get("endsOnDayOff")
                .asBoolean())
        .isTrue();
  }

  @Test
  void what_is_wrong_is_told_at_its_field_all_at_once() {
    var one = ask(422, "from=25.9.2026&days=20&unit=working&region=230900");
    assertThat(one.get("code").asString()).isEqualTo("calendar.fromMalformed");
    assertThat(one.get("field").asString()).isEqualTo("from");

    assertThat(fault("from=2026-09-25&days=0&unit=working&region=230900")).isEqualTo("days");
    assertThat(fault("from=2026-09-25&days=a&unit=working&region=230900")).isEqualTo("days");
    assertThat(fault("from=2026-09-25&days=20&unit=week&region=230900")).isEqualTo("unit");
    assertThat(fault("from=2026-09-25&days=20&unit=working&region=110000")).isEqualTo("region");
    assertThat(fault("from=1900-01-01&days=20&unit=working&region=230900")).isEqualTo("from");
    assertThat(fault("from=2026-09-25&unit=working&region=230900")).isEqualTo("days");

    var all = ask(422, "from=x&days=y&unit=z&region=r");
    assertThat(all.get("errors").valueStream().map(e -> e.get("field").asString()))
        .containsExactly("from", "unit", "days", "region");
  }

  private String fault(String query) {
    return ask(422, query).get("field").asString();
  }

  private JsonNode ask(int status, String query) {
    var answer = new Visitor(port).get("/api/v1/calendar/deadline?" + query);
    assertThat(answer.statusCode()).as(query).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }
}
