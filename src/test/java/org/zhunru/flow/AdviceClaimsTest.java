package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.CaseId;
import org.zhunru.review.Consultations;
import org.zhunru.review.ExpertReviews;
import org.zhunru.review.OpinionDraft;
import org.zhunru.web.Visitor;

/** Of several pieces of advice in a case it is always the very one that is done, over HTTP. */
@IntegrationTest
class AdviceClaimsTest {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired People people;
  @Autowired Claims claims;
  @Autowired Consultations consultations;
  @Autowired ExpertReviews experts;
  @Autowired JdbcClient db;
  @Autowired Invariants invariants;

  private UUID item(UUID reference) {
    return db.sql("select id from work_item where task_ref = :ref")
        .param("ref", reference.toString())
        .query(UUID.class)
        .single();
  }

  private HttpResponse<String> post(Actor by, String path, String... fields) {
    var all = new java.util.ArrayList<>(java.util.List.of(fields));
    all.addAll(java.util.List.of("_once", UUID.randomUUID().toString()));
    return Visitor.signedIn(port, by.username(), People.PASSWORD)
        .post(path, all.toArray(String[]::new));
  }

  private HttpResponse<String> conclude(Actor by, CaseId id, UUID review) {
    var at = "[" + review + "]";
    return post(
        by,
        "/cases/" + id + "/advice/experts/" + review + "/conclusion",
        "heldOn" + at,
        "2026-01-05",
        "experts" + at,
        "王工",
        "conclusion" + at,
        "可行");
  }

  @Test
  void a_conclusion_is_written_by_who_has_that_expert_review_though_another_is_free() {
    var id = city.inReview("yjj", "sthj");
    var first = experts.ask(city.seat("yjj", SeatKind.HANDLER), id, "yjj", "爆炸影响范围", 15);
    var second = experts.ask(city.seat("sthj", SeatKind.HANDLER), id, "sthj", "排放去向", 15);
    var one = people.officer("lhsp", SeatKind.HEAD);
    var other = people.officer("lhsp", SeatKind.HEAD);
    claims.take(one, item(first));

    var refused = conclude(other, id, first);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains(one.name()).contains("\n可行</textarea>");
    assertThat(experts.open(id, "yjj")).isTrue();
    assertThat(claims.find(one, item(second)).claim()).isNull();

    assertThat(conclude(other, id, second).statusCode()).isEqualTo(302);
    assertThat(claims.find(one, item(second)).ended().byName()).isEqualTo(other.name());
    assertThat(claims.find(one, item(first)).claimedBy(one.accountId())).isTrue();
    assertThat(conclude(one, id, first).statusCode()).isEqualTo(302);
    assertThat(city.work(id)).containsExactly("DRAFT sthj", "DRAFT yjj");
    invariants.hold(id);
  }

  @Test
  void of_two_questions_to_one_colleague_the_answered_one_is_done_and_the_other_waits() {
    var id = city.inReview("yjj");
    var asker = city.seat("yjj", SeatKind.HANDLER);
    var colleague = people.officer("nyj", SeatKind.HANDLER);
    var first = consultations.ask(asker, id, "yjj", colleague.accountId(), "是否属实？");
    var second = consultations.ask(asker, id, "yjj", colleague.accountId(), "是否够用？");
    var path = "/cases/" + id + "/advice/colleagues/" + second;

    assertThat(post(colleague, path, "answer[" + second + "]", "够用。").statusCode()).isEqualTo(302);

    assertThat(claims.find(colleague, item(second)).ended()).isNotNull();
    var open = claims.find(colleague, item(first));
    assertThat(open.ended()).isNull();
    assertThat(open.claim()).isNull();
    assertThat(post(colleague, path, "answer[" + second + "]", "不够。").statusCode()).isEqualTo(422);
    assertThat(consultations.of(id)).extracting(c -> c.answer()).containsExactly(null, "够用。");
  }

  @Test
  void who_does_without_experts_has_the_signature_that_waits_for_them() {
    var id = city.inReview("yjj");
    var review = experts.ask(city.seat("yjj", SeatKind.HANDLER), id, "yjj", "爆炸影响范围", 15);
    city.toHead(id, "yjj", OpinionDraft.agree(1, "同意。"));
    var one = people.officer("yjj", SeatKind.HEAD);
    var other = people.officer("yjj", SeatKind.HEAD);
    claims.ensureMine(one, id.value(), "SIGN", "yjj");
    var path = "/cases/" + id + "/advice/experts/" + review + "/cancel";

    var refused = post(other, path, "reason[" + review + "]", "已有定论");
    assertThat(refused.body()).contains(one.name());
    assertThat(experts.open(id, "yjj")).isTrue();

    assertThat(post(one, path, "reason[" + review + "]", "已有定论").statusCode()).isEqualTo(302);
    assertThat(experts.open(id, "yjj")).isFalse();
  }
}
