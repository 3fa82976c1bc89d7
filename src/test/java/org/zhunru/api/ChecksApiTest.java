package org.zhunru.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The check of a described project over the API: what is asked, what is answered. */
@IntegrationTest
class ChecksApiTest {
  private static final String DAY = "2026-11-26";

  @LocalServerPort int port;

  private JsonNode sent(int status, String asOf, String project) {
    var answer =
        new Visitor(port)
            .send(
                "POST",
                "/api/v1/checks",
                "{\"asOf\":\"%s\",\"project\":%s}".formatted(asOf, project));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private JsonNode checked(String project) {
    return sent(200, DAY, project);
  }

  private static Optional<JsonNode> finding(JsonNode check, String message) {
    return check
        .path("findings")
        .valueStream()
        .filter(f -> f.path("message").asString().equals(message))
        .findFirst();
  }

  private static List<String> fields(JsonNode problem) {
    var several = problem.path("errors");
    return several.isMissingNode()
        ? List.of(problem.path("field").asString())
        : several.valueStream().map(e -> e.path("field").asString()).toList();
  }

  // what is asked

  @Test
  void links_are_told_for_each_substance() {
    var check =
        checked(
            """
            {"sector":"hazchem","kind":"new","regionCode":"230900","units":[{"substances":[
              {"name":"二氯甲烷","cas":"75-09-2","links":["storage"]},
              {"name":"二氯甲烷","cas":"75-09-2","links":["production","storage"]}]}]}
            """);
    assertThat(finding(check, "二氯甲烷").orElseThrow().path("subject").asString())
        .isEqualTo("units[0].substances[1]");
    assertThat(check.path("verdict").asString()).isEqualTo("refuse");
  }

  @Test
  void the_province_is_told_by_its_digits_or_its_name_and_fits_the_region() {
    for (var province : List.of("410000", "河南", "河南省")) {
      var check =
          checked(
              """
              {"sector":"hazchem","kind":"new","province":"%s","siting":{"inChemicalPark":false}}
              """
                  .formatted(province));
      assertThat(finding(check, "化工项目").orElseThrow().path("severity").asString())
          .isEqualTo("prohibit");
    }
    assertThat(fields(sent(422, DAY, "{\"province\":\"高原省\"}")))
        .containsExactly("project.province");
    var elsewhere = sent(422, DAY, "{\"province\":\"河南省\",\"regionCode\":\"230900\"}");
    assertThat(elsewhere.path("code").asString()).isEqualTo("policy.provinceElsewhere");
  }

  @Test
  void zones_bind_with_the_zones_around_them_and_an_unknown_name_is_asked_about() {
    var ammonia =
        """
        {"sector":"hazchem","kind":"new","regionCode":"110000","zones":["%s"],
         "units":[{"substances":[{"name":"氨溶液","cas":"1336-21-6","form":"含氨25%%","links":["use"]}]}]}
        """;
    var named = "氨溶液[含氨>10%]";
    assertThat(finding(checked(ammonia.formatted("东城")), named).orElseThrow().path("severity"))
        .asString()
        .contains("restrict");
    assertThat(finding(checked(ammonia.formatted("北京城市副中心")), named)).isPresent();
    assertThat(finding(checked(ammonia.formatted("主城区")), named)).isEmpty();
    var unknown = checked(ammonia.formatted("东城区一带"));
    assertThat(finding(unknown, named).orElseThrow().path("severity").asString())
        .isEqualTo("undetermined");
    assertThat(unknown.path("undetermined").toString()).contains("catalogueZone");
  }

  private static final String FURNACE =
      """
      {"sector":"metallurgy","kind":"new","regionCode":"230900","equipment":[{"name":"炼铁高炉"}],
       "capacities":[{"measure":"有效容积","value":%s,"unit":"%s"}]}
      """;

  @Test
  void equipment_and_its_capacity_meet_the_edition_of_the_day() {
    var at400 = sent(200, "2015-06-01", FURNACE.formatted("400", "m³"));
    var caught = finding(at400, "炼铁高炉(铸造铁企业除外)").orElseThrow();
    assertThat(caught.path("severity").asString()).isEqualTo("eliminate");
    assertThat(caught.path("subject").asString()).isEqualTo("equipment[0]");
    assertThat(caught.path("value").asString()).isEqualTo("400");
    assertThat(caught.path("operator").asString()).isEqualTo("<=");
    assertThat(caught.path("threshold").asString()).isEqualTo("400");
    assertThat(caught.path("unit").asString()).isEqualTo("立方米");
    assertThat(at400.path("verdict").asString()).isEqualTo("prohibited");
    assertThat(finding(sent(200, "2015-06-01", FURNACE.formatted("400.01", "m3")), "炼铁高炉(铸造铁企业除外)"))
        .isEmpty();
  }

  @Test
  void units_are_converted_and_one_that_does_not_fit_is_told_with_its_field_and_mend() {
    var litres = sent(200, "2015-06-01", FURNACE.formatted("400000", "升"));
    assertThat(finding(litres, "炼铁高炉(铸造铁企业除外)").orElseThrow().path("value").asString())
        .isEqualTo("400");

    var tonnes = sent(422, DAY, FURNACE.formatted("400", "吨"));
    assertThat(tonnes.path("code").asString()).isEqualTo("policy.unitMisfit");
    assertThat(tonnes.path("field").asString()).isEqualTo("project.capacities[0].unit");
    assertThat(tonnes.path("title").asString()).contains("吨").contains("有效容积");
    assertThat(tonnes.path("detail").asString()).contains("立方米");
    assertThat(sent(422, DAY, FURNACE.formatted("400", "桶")).path("code").asString())
        .isEqualTo("policy.unitUnknown");
    assertThat(sent(422, DAY, FURNACE.formatted("400", "")).path("code").asString())
        .isEqualTo("policy.unitMissing");
    var free = checked("{\"capacities\":[{\"measure\":\"投资强度\",\"value\":300,\"unit\":\"万元/亩\"}]}");
    assertThat(free.path("verdict").asString()).isNotEmpty();
  }

  @Test
  void investment_counts_without_land_and_the_purpose_may_exempt() {
    var project =
        """
        {"sector":"hazchem_storage","kind":"new","regionCode":"410100","investmentYuan":%s,
         "purpose":"%s","facts":{"landCostYuan":20000000}}
        """;
    var floor = "危险化学品生产建设项目(一次性固定资产投资额,不含土地费用)";
    var below = finding(checked(project.formatted("319999999", "")), floor).orElseThrow();
    assertThat(below.path("severity").asString()).isEqualTo("prohibit");
    assertThat(below.path("value").asString()).isEqualTo("2.99999999");
    assertThat(below.path("remedy").asString()).contains("3 亿元");
    assertThat(finding(checked(project.formatted("320000000", "")), floor)).isEmpty();
    assertThat(finding(checked(project.formatted("319999999", "战略性新兴产业")), floor)).isEmpty();
  }

  @Test
  void siting_says_whether_it_lies_in_a_park_and_what_is_near() {
    var outside =
        checked(
            """
            {"sector":"hazchem","kind":"new","regionCode":"230900","processes":["氯化工艺"],"siting":{
              "inChemicalPark":false,"location":{"lon":131.0,"lat":45.77},
              "distances":[{"target":"国道公路","origin":"公路用地外缘","metres":99.5}]}}
            """);
    assertThat(finding(outside, "新建化工企业必须进入化工园区").orElseThrow().path("severity").asString())
        .isEqualTo("refuse");
    assertThat(outside.path("departments").toString()).contains("\"jtj\"");
    assertThat(fields(sent(422, DAY, "{\"siting\":{\"location\":{\"lon\":200,\"lat\":45}}}")))
        .containsExactly("project.siting.location.lon");
  }

  @Test
  void headcounts_are_judged_by_place_and_shift_and_stage_gives_time() {
    var project =
        """
        {"sector":"dust","kind":"new","regionCode":"370900","stage":"%s",
         "headcounts":[{"place":"小微企业涉爆粉尘岗位","shift":"白班","people":%s}]}
        """;
    var limit = "小微企业涉爆粉尘岗位 防爆设施符合标准为前提";
    var filing = finding(checked(project.formatted("new", "3")), limit).orElseThrow();
    assertThat(filing.path("severity").asString()).isEqualTo("refuse");
    assertThat(filing.path("value").asString()).isEqualTo("3");
    assertThat(finding(checked(project.formatted("new", "2")), limit)).isEmpty();
    assertThat(
            finding(checked(project.formatted("existing", "3")), limit)
                .orElseThrow()
                .path("severity")
                .asString())
        .isEqualTo("condition");
  }

  @Test
  void keyed_facts_answer_what_has_no_field() {
    var mine =
        """
        {"sector":"noncoal_mine","kind":"new","regionCode":"430100","facts":{"mineral":"%s"},
         "capacities":[{"measure":"生产建设规模","value":19999,"unit":"吨/年"}]}
        """;
    var manganese = "锰矿新建最低生产建设规模(省级规划不一致时可按当地规划)";
    assertThat(
            finding(checked(mine.formatted("锰矿")), manganese)
                .orElseThrow()
                .path("value")
                .asString())
        .isEqualTo("1.9999");
    assertThat(finding(checked(mine.formatted("铜矿")), manganese)).isEmpty();
  }

  @Test
  void whatever_is_unknown_is_named_all_of_it_at_once() {
    var unknown =
        sent(
            422,
            DAY,
            """
            {"naem":"x","units":[{"substances":[{"name":"苯","link":["use"]}]}],
             "siting":{"inPark":true},"capacities":[{"measure":"产能","value":1,"units":"t/a"}],
             "equipment":[{"nmae":"x"}],"headcounts":[{"persons":3}],"facts":{"gas":"高"},
             "stage":"old"}
            """);
    assertThat(unknown.path("code").asString()).isEqualTo("common.severalFaults");
    assertThat(fields(unknown))
        .containsExactlyInAnyOrder(
            "project.naem",
            "project.units[0].substances[0].link",
            "project.siting.inPark",
            "project.capacities[0].units",
            "project.capacities[0].unit",
            "project.equipment[0].nmae",
            "project.headcounts[0].persons",
            "project.facts.gas",
            "project.stage");
    var outside = new Visitor(port).send("POST", "/api/v1/checks", "{\"project\":{},\"on\":1}");
    assertThat(JsonMapper.shared().readTree(outside.body()).path("field").asString())
        .isEqualTo("on");
  }

  // what is answered

  @Test
  void a_finding_has_all_of_its_fields_and_no_other() {
    var furnace =
        finding(sent(200, "2015-06-01", FURNACE.formatted("380", "m3")), "炼铁高炉(铸造铁企业除外)")
            .orElseThrow();
    assertThat(furnace.propertyNames())
        .containsExactlyInAnyOrder(
            "rule",
            "severity",
            "subject",
            "message",
            "value",
            "threshold",
            "operator",
            "unit",
            "legalBasis",
            "edition",
            "entryNo",
            "confidence",
            "remedy",
            "change");
    assertThat(furnace.path("rule").asString()).matches("catalogues/industry-catalogue.csv:\\d+");
    assertThat(furnace.path("legalBasis").asString()).contains("国家发展改革委令");
    assertThat(furnace.path("entryNo").asString()).contains("钢铁");
    assertThat(furnace.path("confidence").asString()).isNotEmpty();
    assertThat(furnace.path("remedy").asString()).contains("400");
    var edition = furnace.path("edition");
    assertThat(edition.propertyNames())
        .containsExactlyInAnyOrder("catalogue", "docNo", "effectiveFrom", "effectiveTo", "hash");
    assertThat(edition.path("catalogue").asString()).contains("产业结构调整指导目录").contains("2011年本");
    assertThat(edition.path("docNo").asString()).isNotEmpty();
    assertThat(edition.path("effectiveFrom").asString()).isEqualTo("2013-05-01");
    assertThat(edition.path("effectiveTo").asString()).isEqualTo("2019-12-31");
    assertThat(edition.path("hash").asString()).matches("[0-9a-f]{64}");
  }

  @Test
  void what_was_not_compared_is_null_and_every_finding_has_a_remedy() {
    var check =
        checked(
            """
            {"sector":"coal_mine","kind":"new","regionCode":"140100","equipment":[{"name":"铝包电缆"}]}
            """);
    var cable = finding(check, "铝包电缆").orElseThrow();
    assertThat(cable.path("value").isNull()).isTrue();
    assertThat(cable.path("threshold").isNull()).isTrue();
    assertThat(cable.path("operator").isNull()).isTrue();
    assertThat(cable.path("unit").isNull()).isTrue();
    assertThat(check.path("findings"))
        .allSatisfy(f -> assertThat(f.path("remedy").asString()).isNotEmpty());
  }

  private JsonNode beside(String metres) {
    return checked(
        """
        {"sector":"hazchem","kind":"new","regionCode":"230900","siting":{"inChemicalPark":true,
          "distances":[{"target":"公路","origin":"公路用地外缘","metres":%s}]}}
        """
            .formatted(metres));
  }

  private static final String ROAD = "公路用地外缘起100米内设危险物品场所(加油站等补能设施除外)";

  @Test
  void a_finding_names_the_one_number_that_would_clear_it_and_beyond_it_the_entry_is_near() {
    var at = beside("100");
    var caught = finding(at, ROAD).orElseThrow();
    var change = caught.path("change");
    assertThat(change.propertyNames())
        .containsExactlyInAnyOrder("measure", "code", "number", "unit");
    assertThat(change.path("code").asString()).isEqualTo("above");
    assertThat(change.path("number").asString()).isEqualTo("100");
    assertThat(change.path("unit").asString()).isEqualTo("米");
    assertThat(caught.path("remedy").asString()).contains("距离大于 100 米");
    assertThat(near(at, ROAD)).isEmpty();

    var beyond = beside("100.001");
    assertThat(finding(beyond, ROAD)).isEmpty();
    var near = near(beyond, ROAD).orElseThrow();
    assertThat(near.propertyNames())
        .containsExactlyInAnyOrder(
            "rule", "subject", "text", "reason", "why", "value", "limit", "catalogue");
    assertThat(near.path("rule").asString()).matches("catalogues/siting-distances.csv:\\d+");
    assertThat(near.path("subject").asString()).isEqualTo("siting.distances[0]");
    assertThat(near.path("reason").asString()).isEqualTo("condition");
    assertThat(near.path("why").asString()).contains("100.001").contains("≤ 100 米");
    assertThat(near.path("value").asString()).isEqualTo("100.001");
    assertThat(near.path("limit").asString()).isEqualTo("距离 <= 100 米");
  }

  @Test
  void the_floor_of_investment_is_a_change_and_met_it_is_near() {
    var project =
        """
        {"sector":"hazchem_storage","kind":"new","regionCode":"410100","investmentYuan":%s,
         "facts":{"landCostYuan":20000000}}
        """;
    var floor = "危险化学品生产建设项目(一次性固定资产投资额,不含土地费用)";
    var change =
        finding(checked(project.formatted("319999999")), floor).orElseThrow().path("change");
    assertThat(change.path("code").asString()).isEqualTo("atLeast");
    assertThat(change.path("number").asString()).isEqualTo("3");
    assertThat(change.path("unit").asString()).isEqualTo("亿元");
    assertThat(near(checked(project.formatted("320000000")), floor).orElseThrow().path("reason"))
        .asString()
        .contains("condition");
  }

  private static Optional<JsonNode> near(JsonNode check, String text) {
    return check
        .path("nearMisses")
        .valueStream()
        .filter(n -> n.path("text").asString().equals(text))
        .findFirst();
  }

  @Test
  void every_severity_and_verdict_has_its_word() {
    var seen = new java.util.TreeSet<String>();
    var verdicts = new java.util.TreeSet<String>();
    for (var project :
        List.of(
            // prohibit, control
            """
            {"sector":"other","regionCode":"230900","units":[{"substances":[
              {"name":"六氯苯","links":["use"]},{"name":"氯酸钾","links":["use"]}]}]}
            """,
            // eliminate, restrict
            """
            {"sector":"coal_mine","kind":"new","regionCode":"140100","equipment":[{"name":"铝包电缆"}],
             "capacities":[{"measure":"生产能力","value":119,"unit":"万吨/年"}]}
            """,
            // refuse, notice, condition
            """
            {"sector":"dust","kind":"new","regionCode":"370900","headcounts":[
              {"place":"小微企业涉爆粉尘岗位","people":3},{"place":"计数口径(2015)","people":1}]}
            """,
            """
            {"sector":"dust","regionCode":"370900","stage":"existing","headcounts":[
              {"place":"小微企业涉爆粉尘岗位","people":3}]}
            """,
            // undetermined
            "{\"sector\":\"hazchem\",\"regionCode\":\"230900\"}",
            "{\"sector\":\"other\",\"regionCode\":\"230900\"}")) {
      var check = checked(project);
      check.path("findings").forEach(f -> seen.add(f.path("severity").asString()));
      verdicts.add(check.path("verdict").asString());
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "prohibit",
            "eliminate",
            "restrict",
            "control",
            "refuse",
            "condition",
            "notice",
            "undetermined");
    assertThat(verdicts)
        .containsExactlyInAnyOrder("prohibited", "refuse", "conditions", "undetermined", "clear");
  }
}
