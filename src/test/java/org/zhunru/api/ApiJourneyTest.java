package org.zhunru.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.Subject;
import org.zhunru.inbox.WorkItems;
import org.zhunru.inbox.Worklist;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cases from project to decision, through nothing but the API. */
@IntegrationTest
class ApiJourneyTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String AGREED = "{\"kind\":\"AGREE\",\"text\":\"同意。\"}";

  @LocalServerPort int port;
  @Autowired WorkItems items;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void one_veto_ends_in_a_refusal_with_its_document() {
    var id = filed("液氯储存，供氯化装置使用");
    var accepted = act("demo-lead", id, "ACCEPT", "accept", "{\"note\":\"材料齐全\"}");
    assertThat(accepted.path("state").asString()).isEqualTo("IN_REVIEW");

    var departments = codes(id);
    assertThat(departments).contains("yjj", "sthj");
    for (var department : departments) {
      if (!department.equals("yjj")) {
        speak(id, department, AGREED);
      }
    }
    var veto =
        """
        {"kind":"VETO","text":"不同意。","groundId":"SCR-02","fact":"距居民区不足","remedy":"另行选址"}
        """;
    var item = work("demo-yjj-handler", id, "DRAFT");
    assertThat(
            problem(422, "demo-yjj-handler", path(item, "opinion"), veto.replace("SCR-02", ""))
                .path("code")
                .asString())
        .as("a veto rests on a ground of the register")
        .startsWith("review.");
    speak(id, "yjj", veto);

    var of = get("demo-applicant", "/api/v1/cases/" + id);
    assertThat(of.path("vetoed").asBoolean()).isTrue();
    assertThat(of.path("state").asString()).isEqualTo("DECIDING");

    var approve = "{\"outcome\":\"APPROVED\",\"reasons\":\"各部门意见。\"}";
    var decide = work("demo-lead", id, "DECIDE");
    assertThat(problem(409, "demo-lead", path(decide, "decide"), approve).path("code").asString())
        .isEqualTo("decision.vetoStands");
    var refused =
        act(
            "demo-lead",
            id,
            "DECIDE",
            "decide",
            "{\"outcome\":\"REFUSED\",\"reasons\":\"应急管理局一票否决。\",\"remedies\":\"另行选址后重新申报。\"}");
    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");

    assertThat(
            get("demo-applicant", "/api/v1/cases/" + id)
                .path("decision")
                .path("outcome")
                .asString())
        .isEqualTo("REFUSED");
    var papers = get("demo-applicant", "/api/v1/cases/" + id + "/documents").path("documents");
    var decision =
        papers
            .valueStream()
            .filter(paper -> paper.path("kind").asString().equals("decision-refused"))
            .findFirst()
            .orElseThrow();
    var pdf =
        as("demo-applicant")
            .get("/api/v1/cases/" + id + "/documents/" + decision.path("id").asString());
    assertThat(pdf.statusCode()).isEqualTo(200);
    assertThat(pdf.body()).startsWith("%PDF");
    assertThat(acts(id)).contains("intake.submitted", "review.vetoed", "decision.made");
    assertThat(as("demo-applicant2").get("/api/v1/cases/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void corrected_once_and_agreed_with_a_condition_it_is_approved_with_it() {
    var id = filed("液氯储存|yjj sthj");
    var asked =
        """
        {"message":"请补正","days":10,"items":[{"kind":"FIELD","subject":"purpose","reason":"INCOMPLETE","text":"请说明用途"}]}
        """;
    assertThat(act("demo-lead", id, "ACCEPT", "correct", asked).path("state").asString())
        .isEqualTo("CORRECTING");
    var of = get("demo-applicant", "/api/v1/cases/" + id);
    assertThat(of.path("corrections").get(0).path("open").asBoolean()).isTrue();
    assertThat(of.path("corrections").get(0).path("days").asInt()).isEqualTo(10);
    save(id, "液氯储存，供氯化装置使用|yjj sthj");
    var answered = act("demo-applicant", id, "CORRECT", "submit", "");
    assertThat(answered.path("state").asString()).isEqualTo("SUBMITTED");
    act("demo-lead", id, "ACCEPT", "accept", "");

    speak(id, "sthj", AGREED);
    speak(
        id,
        "yjj",
        """
        {"kind":"CONDITIONS","text":"附条件同意。","conditions":[
          {"text":"投产前通过安全设施竣工验收","stage":"ACCEPTANCE"}]}
        """);
    var decided =
        act(
            "demo-lead",
            id,
            "DECIDE",
            "decide",
            "{\"outcome\":\"APPROVED_WITH_CONDITIONS\",\"reasons\":\"各部门均同意。\"}");

    assertThat(decided.path("state").asString()).isEqualTo("APPROVED_WITH_CONDITIONS");
    assertThat(decided.path("next")).isEmpty();
    var view = get("demo-applicant", "/api/v1/cases/" + id);
    assertThat(view.path("closed").asBoolean()).isTrue();
    assertThat(view.toString()).contains("投产前通过安全设施竣工验收");
  }

  @Test
  void a_key_replays_its_answer_and_is_good_for_one_body_only() {
    var key = UUID.randomUUID().toString();
    var body = project("重复提交的项目");
    var first = keyed(key, body);
    var again = keyed(key, body);
    var other = keyed(key, project("另一个项目"));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(other.body()).path("code").asString())
        .isEqualTo("web.idempotencyKeyReused");
  }

  @Test
  void what_is_not_mine_to_do_is_refused_with_a_code_and_a_way_out() {
    var id = filed("液氯储存|yjj");
    act("demo-lead", id, "ACCEPT", "accept", "");
    var item = work("demo-yjj-handler", id, "DRAFT");

    assertThat(as("demo-applicant").get("/api/v1/work-items/" + item).statusCode()).isEqualTo(404);
    var early = problem(403, "demo-yjj-head", path(item, "opinion"), AGREED);
    assertThat(early.path("code").asString()).isEqualTo("inbox.notYourSeat");
    assertThat(early.path("detail").asString()).isNotBlank();
    var unknown = problem(422, "demo-yjj-handler", path(item, "aprove"), "{}");
    assertThat(unknown.path("code").asString()).isEqualTo("api.actionUnknown");
    assertThat(unknown.path("detail").asString()).contains("opinion");
    var misspelt = problem(422, "demo-yjj-handler", path(item, "opinion"), "{\"kynd\":\"AGREE\"}");
    assertThat(misspelt.path("code").asString()).isEqualTo("api.unknownField");
    assertThat(misspelt.path("field").asString()).isEqualTo("kynd");
  }

  @Test
  void the_worklist_goes_on_where_the_cursor_says() {
    var mark = "页" + UUID.randomUUID().toString().substring(0, 8);
    int more = Worklist.PAGE + 1;
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> IntStream.range(0, more).forEach(i -> open(mark)));
    var seen = new ArrayList<String>();
    var at = "/api/v1/worklist?words=" + encoded(mark);
    var page = get("demo-nyj-handler", at);
    page.path("items").forEach(item -> seen.add(item.path("id").asString()));
    assertThat(seen).hasSize(Worklist.PAGE);
    var next = get("demo-nyj-handler", at + "&cursor=" + encoded(page.path("next").asString()));
    next.path("items").forEach(item -> seen.add(item.path("id").asString()));

    assertThat(seen).hasSize(more).doesNotHaveDuplicates();
    assertThat(next.path("next").isNull()).isTrue();
    var broken = as("demo-nyj-handler").get(at + "&cursor=x");
    assertThat(broken.statusCode()).isEqualTo(422);
  }

  private void open(String mark) {
    items.open(
        UUID.randomUUID(),
        "DRAFT",
        UUID.randomUUID().toString(),
        Addressee.seat("nyj", SeatKind.HANDLER),
        new Subject("joint-pre-approval", "2026-QTH-000000", mark, "测试企业"),
        null);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private UUID filed(String purpose) {
    var project = post(201, "demo-applicant", "/api/v1/projects", project("接口测试项目"));
    var opened =
        post(
            201,
            "demo-applicant",
            "/api/v1/cases",
            "{\"matter\":\"joint-pre-approval\",\"projectId\":\"%s\"}"
                .formatted(project.path("id").asString()));
    var id = UUID.fromString(opened.path("id").asString());
    save(id, purpose);
    var filed = post(200, "demo-applicant", "/api/v1/cases/" + id + "/submit", "");
    assertThat(filed.path("version").asInt()).isEqualTo(1);
    assertThat(filed.path("number").asString()).isNotBlank();
    return id;
  }

  private void save(UUID id, String purpose) {
    var saved =
        as("demo-applicant")
            .send(
                "PUT", "/api/v1/cases/" + id + "/dossier", CompleteFacts.named("接口测试项目", purpose));
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
  }

  private static String project(String name) {
    return "{\"name\":\"%s\",\"regionCode\":\"230903\"}".formatted(name);
  }

  private HttpResponse<String> keyed(String key, String body) {
    return as("demo-applicant").with("Idempotency-Key", key).send("POST", "/api/v1/projects", body);
  }

  /** Through the department's three seats. */
  private void speak(UUID id, String department, String opinion) {
    act("demo-" + department + "-handler", id, "DRAFT", "opinion", opinion);
    act("demo-" + department + "-reviewer", id, "REVIEW", "opinion", opinion);
    act("demo-" + department + "-head", id, "SIGN", "sign", "");
  }

  private List<String> codes(UUID id) {
    return get("demo-lead", "/api/v1/cases/" + id)
        .path("departments")
        .valueStream()
        .map(department -> department.path("code").asString())
        .toList();
  }

  private List<String> acts(UUID id) {
    return get("demo-lead", "/api/v1/cases/" + id + "/timeline")
        .path("entries")
        .valueStream()
        .map(entry -> entry.path("act").asString())
        .toList();
  }

  private JsonNode act(String who, UUID id, String kind, String action, String body) {
    return post(200, who, path(work(who, id, kind), action), body);
  }

  private static String path(String item, String action) {
    return "/api/v1/work-items/" + item + "/actions/" + action;
  }

  /** The person's open work of that kind in the case. */
  private String work(String who, UUID id, String kind) {
    return get(who, "/api/v1/cases/" + id)
        .path("work")
        .valueStream()
        .filter(item -> item.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError(who + " has no " + kind))
        .path("id")
        .asString();
  }

  private Visitor as(String who) {
    return new Visitor(port).basic(who, "demo");
  }

  private JsonNode get(String who, String path) {
    var answer = as(who).get(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode post(int status, String who, String path, @Nullable String body) {
    var answer = as(who).send("POST", path, body == null ? "" : body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private JsonNode problem(int status, String who, String path, String body) {
    var answer = as(who).send("POST", path, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    return JSON.readTree(answer.body());
  }
}
