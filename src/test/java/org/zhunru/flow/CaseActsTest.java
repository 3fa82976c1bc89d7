package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.review.OpinionKind;
import org.zhunru.web.Visitor;

/** What is done from the page of a case itself, over HTTP. */
@IntegrationTest
class CaseActsTest {
  private static final String TOO_LONG = "长".repeat(4001);

  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Invariants invariants;

  private Visitor visitor(String username) {
    return Visitor.signedIn(port, username, DemoPeople.PASSWORD);
  }

  private static HttpResponse<String> post(Visitor by, String path, String... fields) {
    var all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("_once", UUID.randomUUID().toString()));
    return by.post(path, all.toArray(String[]::new));
  }

  private static void asksFor(HttpResponse<String> answer, String field, String typed) {
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("<details open>", "href=\"#f-" + field + "\"", "id=\"f-" + field + "-error\"")
        .contains("\n" + typed + "</textarea>");
  }

  @Test
  void withdrawing_asks_for_the_reason_at_its_field_then_says_what_follows_and_only_then_does_it() {
    var id = city.inReview("yjj");
    var applicant = visitor("demo-applicant");
    var path = "/cases/" + id + "/withdraw";
    assertThat(applicant.get("/cases/" + id).body()).contains("<summary>撤回申请</summary>");

    asksFor(post(applicant, path, "reason", "  "), "reason", "  ");
    asksFor(post(applicant, path, "reason", TOO_LONG, "confirmed", "true"), "reason", TOO_LONG);
    var confirm = post(applicant, path, "reason", "改变投资计划");
    assertThat(confirm.statusCode()).isEqualTo(200);
    assertThat(confirm.body())
        .contains("class=\"confirm\"", "办件终止", "name=\"reason\" value=\"改变投资计划\"")
        .contains("name=\"confirmed\" value=\"true\"");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);

    var done = post(applicant, path, "reason", "改变投资计划", "confirmed", "true");
    assertThat(Visitor.location(done)).endsWith("/cases/" + id);
    assertThat(city.of(id).state()).isEqualTo(CaseState.WITHDRAWN);
    assertThat(post(applicant, path, "reason", "再次撤回").statusCode()).isEqualTo(409);
    invariants.hold(id);
  }

  @Test
  void a_veto_is_lifted_after_a_reason_and_a_look_at_what_follows() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "yjj");
    var head = visitor("demo-yjj-head");
    var path = "/cases/" + id + "/veto/lift";
    assertThat(head.get("/cases/" + id + "?tab=opinions").body())
        .contains("<summary>解除否决</summary>", "name=\"reason[yjj]\"");

    asksFor(lift(head, path, " "), "reason-yjj-", " ");
    asksFor(lift(head, path, TOO_LONG), "reason-yjj-", TOO_LONG);
    var confirm = lift(head, path, "企业已调整选址");
    assertThat(confirm.body())
        .contains("class=\"confirm\"", "重新出具意见", "name=\"reason[yjj]\" value=\"企业已调整选址\"")
        .contains("name=\"department\" value=\"yjj\"");
    assertThat(city.effective(id)).containsExactly(OpinionKind.VETO);
    assertThat(lift(visitor("demo-sthj-head"), path, "越权").statusCode()).isEqualTo(403);

    var done = post(head, path, "department", "yjj", "reason[yjj]", "企业已调整选址", "confirmed", "true");
    assertThat(Visitor.location(done)).endsWith("/cases/" + id + "?tab=opinions");
    assertThat(city.effective(id)).isEmpty();
    assertThat(city.work(id)).contains("DRAFT yjj");
    invariants.hold(id);
  }

  private static HttpResponse<String> lift(Visitor by, String path, String reason) {
    return post(by, path, "department", "yjj", "reason[yjj]", reason);
  }

  @Test
  void an_officer_follows_a_case_from_its_page_and_finds_it_in_the_list_until_they_stop() {
    var id = city.inReview("yjj");
    var officer = visitor("demo-yjj-reviewer");
    var page = "/cases/" + id;

    follow(officer, id, "关注", "true");
    assertThat(officer.get("/worklist?view=followed").body()).contains(page);
    follow(officer, id, "取消关注", "false");
    assertThat(officer.get("/worklist?view=followed").body()).doesNotContain(page);
    assertThat(officer.get(page).body()).contains(">关注</button>");
    assertThat(visitor("demo-applicant").get(page).body()).doesNotContain("/follow\"");
    assertThat(post(visitor("demo-tlj-handler"), page + "/follow", "on", "true").statusCode())
        .isEqualTo(404);
  }

  /** Presses the button that the page shows. */
  private static void follow(Visitor officer, CaseId id, String label, String on) {
    var body = officer.get("/cases/" + id).body();
    assertThat(body)
        .contains("action=\"/cases/" + id + "/follow\"", ">" + label + "</button>")
        .contains("name=\"on\" value=\"" + on + "\"");
    assertThat(post(officer, "/cases/" + id + "/follow", "on", on).statusCode()).isEqualTo(302);
  }
}
