package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.Claims;
import org.zhunru.inbox.Subject;
import org.zhunru.inbox.WorkItems;

/** The worklist as it is sent over HTTP. */
@IntegrationTest
class WorklistPagesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Claims claims;
  @Autowired WorkItems items;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;

  private final String mark = "批" + UUID.randomUUID().toString().substring(0, 8);
  private Actor handler;
  private Actor colleague;
  private Visitor visitor;

  @BeforeEach
  void two_handlers_of_one_department() {
    handler = people.officer("nyj", SeatKind.HANDLER);
    colleague = people.officer("nyj", SeatKind.HANDLER);
    visitor = Visitor.signedIn(port, handler.username(), People.PASSWORD);
  }

  private UUID open(SeatKind seat, UUID caseId) {
    var ref = UUID.randomUUID().toString();
    inTransaction(
        () ->
            items.open(
                caseId,
                "DRAFT",
                ref,
                Addressee.seat("nyj", seat),
                new Subject("joint-pre-approval", "2026-QTH-" + seat, mark, "测试企业"),
                null));
    return db.sql("select id from work_item where task_ref = :ref")
        .param("ref", ref)
        .query(UUID.class)
        .single();
  }

  private UUID open(SeatKind seat) {
    return open(seat, UUID.randomUUID());
  }

  private void inTransaction(Runnable act) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> act.run());
  }

  private HttpResponse<String> take(String here, UUID... wanted) {
    var fields = new java.util.ArrayList<String>();
    for (var item : wanted) {
      fields.addAll(java.util.List.of("item", item.toString()));
    }
    fields.addAll(
        java.util.List.of("here", here, OnlyOnce.FORM_FIELD, UUID.randomUUID().toString()));
    return visitor.post("/worklist/take", fields.toArray(String[]::new));
  }

  @Test
  void of_several_rows_those_that_are_free_are_taken_and_the_others_told_why() {
    var first = open(SeatKind.HANDLER);
    var taken = open(SeatKind.HANDLER);
    var heads = open(SeatKind.HEAD);
    var last = open(SeatKind.HANDLER);
    claims.take(colleague, taken);

    var answer = take("/worklist?view=department&words=" + mark, first, taken, heads, last);

    assertThat(answer.statusCode()).isEqualTo(409);
    for (var mine : new UUID[] {first, last}) {
      assertThat(claims.find(handler, mine).claimedBy(handler.accountId())).isTrue();
    }
    assertThat(claims.find(handler, taken).claimedBy(colleague.accountId())).isTrue();
    assertThat(claims.find(handler, heads).claim()).isNull();
    assertThat(answer.body())
        .contains("已签收：", "没有签收：", colleague.name(), "2026-QTH-HEAD " + mark)
        .contains("能源（管道保护）局的签发岗位")
        .doesNotContain("属于nyj");
  }

  @Test
  void a_place_in_the_list_that_is_not_known_leads_to_its_beginning_as_it_was_filtered() {
    var answer = visitor.get("/worklist?view=department&cursor=x&words=%E7%83%A7%E7%A2%B1");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("href=\"/worklist?view=department&amp;words=%E7%83%A7%E7%A2%B1\">")
        .contains("<h1>没有找到</h1>", "回到第一页");
    assertThat(visitor.get("/catalogues?cursor=x&q=a").body())
        .contains("href=\"/catalogues?q=a\">");
  }

  @Test
  void a_seat_that_is_not_mine_is_told_by_its_name_in_the_language_of_the_reader() {
    var heads = open(SeatKind.HEAD);
    visitor.get("/worklist?lang=en");
    assertThat(take("/worklist", heads).body())
        .contains("the Head of Energy (Pipeline Protection) Bureau")
        .doesNotContain("of nyj");
  }

  @Test
  void what_could_not_be_taken_leaves_view_and_filters_as_they_were() {
    var taken = open(SeatKind.HANDLER);
    claims.take(colleague, taken);
    open(SeatKind.HANDLER);

    var answer =
        take(
            "/worklist?view=department&kind=DRAFT&words="
                + java.net.URLEncoder.encode(mark, java.nio.charset.StandardCharsets.UTF_8),
            taken);

    assertThat(answer.body())
        .contains("name=\"view\" value=\"department\"")
        .contains("value=\"" + mark + "\"")
        .contains("<option value=\"DRAFT\" selected>");
  }

  @Test
  void cancelled_work_is_shown_as_cancelled_with_the_reason_and_not_as_done_by_somebody() {
    var caseId = UUID.randomUUID();
    var item = open(SeatKind.HANDLER, caseId);
    claims.follow(handler, caseId);
    inTransaction(() -> items.cancelAll(caseId, "WITHDRAWN"));

    assertThat(visitor.get("/worklist?view=followed").body())
        .contains("已取消：申请人撤回了办件")
        .doesNotContain("系统");
    assertThat(take("/worklist", item).body()).contains("这项工作已于", "取消：申请人撤回了办件");
  }
}
