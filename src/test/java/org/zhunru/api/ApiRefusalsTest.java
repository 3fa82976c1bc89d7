package org.zhunru.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.web.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class ApiRefusalsTest {
  record Unit(String name, Integer people) {}

  record Body(List<Unit> units) {}

  /** An endpoint that fails as it is told. */
  @RestController
  static class Probe {
    @PostMapping("/api/v1/probe")
    String body(@RequestBody Body body) {
      return "ok";
    }

    @GetMapping("/api/v1/probe/{id}")
    String byId(@PathVariable UUID id, @RequestParam String how) {
      switch (how) {
        case "unknown":
          throw Refusal.unknown("identity.noSuchDepartment", "abc");
        case "forbidden":
          throw Refusal.forbidden("identity.notYourself");
        case "conflict":
          throw Refusal.conflict("identity.memberAlready");
        case "several":
          throw new Refusals(
              List.of(
                  Refusal.invalid("identity.nameMissing", "units[0].name"),
                  Refusal.invalid("common.casFormat", "units[1].cas", "x")));
        case "overtaken":
          throw new OptimisticLockingFailureException("row 7 of table account");
        case "notKept":
          throw new DataIntegrityViolationException(
              "insert into account", new SQLException("invalid byte sequence: 0x00", "22021"));
        default:
          throw new IllegalStateException("select password from account");
      }
    }
  }

  @Autowired Problems problems;
  @Autowired JsonMapper json;
  private MockMvc api;

  @BeforeEach
  void api() {
    var refusals = new ApiRefusals(problems);
    api =
        MockMvcBuilders.standaloneSetup(new Probe())
            .setControllerAdvice(refusals, new ApiMisfits(refusals))
            .setMessageConverters(new JacksonJsonHttpMessageConverter(ApiJson.strict(json)))
            .build();
  }

  @Test
  void refusals_keep_their_code_kind_and_words() throws Exception {
    var unknown = problem(404, how("unknown"));
    assertThat(unknown.get("type").asString()).isEqualTo("about:blank");
    assertThat(unknown.get("title").asString()).isEqualTo("没有部门“abc”。");
    assertThat(unknown.get("detail").asString()).isEqualTo("请从部门列表中选择。");
    assertThat(unknown.get("code").asString()).isEqualTo("identity.noSuchDepartment");
    assertThat(unknown.get("status").asInt()).isEqualTo(404);
    assertThat(unknown.get("instance").asString()).startsWith("/api/v1/probe/");
    assertThat(problem(403, how("forbidden")).get("code").asString())
        .isEqualTo("identity.notYourself");
    assertThat(problem(409, how("conflict")).get("code").asString())
        .isEqualTo("identity.memberAlready");
  }

  @Test
  void the_language_is_the_one_asked_for() throws Exception {
    assertThat(
            problem(404, how("unknown").header("Accept-Language", "en-GB, zh;q=0.5"))
                .get("title")
                .asString())
        .contains("abc")
        .doesNotContain("没有");
  }

  @Test
  void several_faults_are_told_at_once_each_at_its_field() throws Exception {
    var problem = problem(422, how("several"));

    assertThat(problem.get("code").asString()).isEqualTo("common.severalFaults");
    assertThat(problem.get("errors").valueStream().map(e -> e.get("field").asString()).toList())
        .containsExactly("units[0].name", "units[1].cas");
    assertThat(problem.get("errors").get(1).get("title").asString()).contains("x");
  }

  @Test
  void malformed_json_unknown_fields_and_wrong_types_are_told_where_they_are() throws Exception {
    assertThat(problem(400, sent("{\"units\":[")).get("code").asString())
        .isEqualTo("api.malformed");
    assertThat(problem(400, sent("")).get("code").asString()).isEqualTo("api.bodyMissing");
    assertThat(problem(400, sent("{\"units\":[]} x")).get("code").asString())
        .isEqualTo("api.malformed");

    var unknown = problem(422, sent("{\"units\":[{\"naem\":\"a\"}]}"));
    assertThat(unknown.get("code").asString()).isEqualTo("api.unknownField");
    assertThat(unknown.get("field").asString()).isEqualTo("units[0].naem");

    var mistyped = problem(422, sent("{\"units\":[{\"name\":\"a\"},{\"people\":\"many\"}]}"));
    assertThat(mistyped.get("code").asString()).isEqualTo("api.valueMalformed");
    assertThat(mistyped.get("field").asString()).isEqualTo("units[1].people");
  }

  @Test
  void what_reaches_no_handler_is_told_in_the_same_shape() throws Exception {
    assertThat(problem(405, get("/api/v1/probe")).get("code").asString())
        .isEqualTo("api.methodNotAllowed");
    assertThat(
            problem(415, post("/api/v1/probe").contentType("text/plain").content("x"))
                .get("code")
                .asString())
        .isEqualTo("api.mediaType");
    assertThat(problem(404, get("/api/v1/probe/7?how=x")).get("code").asString())
        .isEqualTo("api.notFound");
    var missing = problem(422, get("/api/v1/probe/" + UUID.randomUUID()));
    assertThat(missing.get("code").asString()).isEqualTo("api.valueMissing");
    assertThat(missing.get("field").asString()).isEqualTo("how");
  }

  @Test
  void who_was_overtaken_is_told_and_a_fault_shows_nothing_of_its_inside() throws Exception {
    var overtaken = problem(409, how("overtaken"));
    assertThat(overtaken.get("code").asString()).isEqualTo("api.overtaken");
    assertThat(problem(422, how("notKept")).get("code").asString()).isEqualTo("web.notKept");
    assertThat(overtaken.toString()).doesNotContain("row 7");

    var fault = problem(500, how("broken"));
    assertThat(fault.get("code").asString()).isEqualTo("api.fault");
    assertThat(fault.toString()).doesNotContain("select", "IllegalState");
  }

  private static MockHttpServletRequestBuilder how(String how) {
    return get("/api/v1/probe/" + UUID.randomUUID()).param("how", how);
  }

  private static MockHttpServletRequestBuilder sent(String body) {
    return post("/api/v1/probe").contentType("application/json").content(body);
  }

  private JsonNode problem(int status, MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse answer = api.perform(request).andReturn().getResponse();
    var body = answer.getContentAsString(StandardCharsets.UTF_8);
    assertThat(answer.getStatus()).as(body).isEqualTo(status);
    assertThat(answer.getContentType()).startsWith("application/problem+json");
    return json.readTree(body);
  }
}
