package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

class OnlyOnceTest {
  private static HikariDataSource source;
  private static JdbcClient jdbc;
  private static JdbcTransactionManager transactions;

  private final RememberedAnswers remembered = rememberedAt("2026-11-23T01:00:00Z");
  private final OnlyOnce filter =
      new OnlyOnce(
          remembered,
          transactions,
          new Problems(LayoutTest.words(), new Language(), JsonMapper.builder().build()));

  /** A schema of its own on the shared server: this test needs tables, not the program. */
  @BeforeAll
  static void database() throws IOException {
    var server = TestDatabase.server();
    try (var whole = source(server.url())) {
      JdbcClient.create(whole)
          .sql("drop schema if exists only_once cascade; create schema only_once")
          .update();
    }
    source = source(server.url() + "?currentSchema=only_once");
    jdbc = JdbcClient.create(source);
    transactions = new JdbcTransactionManager(source);
    jdbc.sql(
            Files.readString(
                Path.of("src/main/resources/db/migration/V081__remembered_answers.sql")))
        .update();
    jdbc.sql("create table effect (what text)").update();
  }

  private static HikariDataSource source(String url) {
    var source = new HikariDataSource();
    source.setJdbcUrl(url);
    source.setUsername(TestDatabase.server().user());
    source.setPassword(TestDatabase.server().password());
    source.setMinimumIdle(0);
    return source;
  }

  @AfterAll
  static void nobody() {
    source.close();
    SecurityContextHolder.clearContext();
  }

  @BeforeEach
  void empty() {
    jdbc.sql("truncate effect, remembered_answer").update();
  }

  @Test
  void a_double_click_has_one_effect_and_the_same_answer() throws Exception {
    var token = UUID.randomUUID().toString();
    FilterChain filing = acting(response -> response.sendRedirect("/cases/1"));

    var first = send(form("zhang", token, "name", "a"), filing);
    var second = send(form("zhang", token, "name", "a"), filing);

    assertThat(effects()).isEqualTo(1);
    assertThat(first.getStatus()).isEqualTo(302);
    assertThat(second.getStatus()).isEqualTo(302);
    assertThat(first.getHeader("Location")).isEqualTo("/cases/1");
    assertThat(second.getHeader("Location")).isEqualTo("/cases/1");
    assertThat(second.getHeader("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void twenty_clicks_at_once_have_one_effect_and_one_answer() throws Exception {
    for (int round = 0; round < 20; round++) {
      empty();
      var token = UUID.randomUUID().toString();
      FilterChain filing =
          acting(
              response -> {
                sleep(20);
                response.sendRedirect("/cases/" + UUID.randomUUID());
              });

      var answers = atOnce(20, () -> send(form("zhang", token, "name", "a"), filing));

      assertThat(effects()).isEqualTo(1);
      assertThat(answers).allSatisfy(a -> assertThat(a.getStatus()).isEqualTo(302));
      assertThat(answers.stream().map(a -> a.getHeader("Location")).distinct()).hasSize(1);
    }
  }

  @Test
  void a_form_sent_again_with_other_content_is_told_and_shown_the_way() throws Exception {
    FilterChain filing = acting(response -> response.sendRedirect("/cases/1"));
    send(form("zhang", "t", "name", "a"), filing);

    var request = form("zhang", "t", "name", "b");
    var again = send(request, filing);

    assertThat(effects()).isEqualTo(1);
    assertThat(again.getStatus()).isEqualTo(409);
    assertThat(request.getAttribute(OnlyOnce.KIND)).isEqualTo("formAlreadySent");
    assertThat(request.getAttribute(OnlyOnce.LED_TO)).isEqualTo("/cases/1");
  }

  @Test
  void a_form_that_came_back_with_errors_may_be_mended_and_sent_again() throws Exception {
    send(
        form("zhang", "t", "name", ""),
        (request, response) -> ((HttpServletResponse) response).setStatus(422));

    var again = send(form("zhang", "t", "name", "b"), acting(r -> r.sendRedirect("/cases/1")));

    assertThat(again.getStatus()).isEqualTo(302);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void tokens_count_per_account_and_only_for_the_signed_in() throws Exception {
    FilterChain filing = acting(response -> response.sendRedirect("/x"));

    send(form("zhang", "t", "name", "a"), filing);
    send(form("li", "t", "name", "a"), filing);
    send(form(null, "t", "name", "a"), filing);
    send(form(null, "t", "name", "a"), filing);

    assertThat(effects()).isEqualTo(4);
  }

  @Test
  void the_api_replays_status_headers_and_body() throws Exception {
    FilterChain creating =
        acting(
            response -> {
              response.setStatus(201);
              response.setHeader("Location", "/api/v1/cases/7");
              response.setHeader("ETag", "\"1\"");
              response.setContentType("application/json");
              response.getOutputStream().write("{\"id\":\"七\"}".getBytes(StandardCharsets.UTF_8));
            });

    var first = send(api("zhang", "k", "{\"a\":1}"), creating);
    var second = send(api("zhang", "k", "{\"a\":1}"), creating);

    assertThat(effects()).isEqualTo(1);
    for (var answer : List.of(first, second)) {
      assertThat(answer.getStatus()).isEqualTo(201);
      assertThat(answer.getHeader("Location")).isEqualTo("/api/v1/cases/7");
      assertThat(answer.getHeader("ETag")).isEqualTo("\"1\"");
      assertThat(answer.getContentType()).startsWith("application/json");
      assertThat(new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8))
          .isEqualTo("{\"id\":\"七\"}");
    }
  }

  @Test
  void the_api_refuses_another_body_and_a_malformed_key() throws Exception {
    FilterChain creating = acting(response -> response.setStatus(201));
    send(api("zhang", "k", "{\"a\":1}"), creating);

    var other = send(api("zhang", "k", "{\"a\":2}"), creating);
    var malformed = send(api("zhang", "钥匙", "{}"), creating);

    assertThat(effects()).isEqualTo(1);
    assertThat(other.getStatus()).isEqualTo(422);
    assertThat(other.getContentType()).startsWith("application/problem+json");
    assertThat(other.getContentAsString()).contains("\"code\":\"web.idempotencyKeyReused\"");
    assertThat(malformed.getStatus()).isEqualTo(422);
  }

  @Test
  void the_api_says_that_a_request_is_in_flight() throws Exception {
    var working = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var pool = Executors.newSingleThreadExecutor();
    var first =
        pool.submit(
            () ->
                send(
                    api("zhang", "k", "{}"),
                    acting(
                        response -> {
                          working.countDown();
                          await(go);
                          response.setStatus(201);
                        })));
    await(working);

    var second = send(api("zhang", "k", "{}"), acting(response -> response.setStatus(201)));
    go.countDown();

    assertThat(second.getStatus()).isEqualTo(409);
    assertThat(second.getContentAsString()).contains("\"code\":\"web.requestInFlight\"");
    assertThat(first.get().getStatus()).isEqualTo(201);
    assertThat(effects()).isEqualTo(1);
    pool.shutdown();
  }

  @Test
  void what_fails_leaves_nothing_and_may_be_sent_again() throws Exception {
    FilterChain failing =
        (request, response) -> {
          effect();
          throw new IllegalStateException("power cut");
        };
    assertThatThrownBy(() -> send(api("zhang", "k", "{}"), failing))
        .isInstanceOf(IllegalStateException.class);
    assertThat(effects()).isZero();

    assertThat(send(api("zhang", "k", "{}"), acting(r -> r.setStatus(201))).getStatus())
        .isEqualTo(201);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void text_that_can_not_be_kept_is_refused_though_it_is_written_last() throws Exception {
    FilterChain unkept =
        (request, response) -> {
          effect();
          throw new DataIntegrityViolationException(
              "insert", new SQLException("invalid byte sequence", "22021"));
        };
    var refused = send(api("zhang", "k", "{}"), unkept);
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString()).contains("\"code\":\"web.notKept\"");
    assertThat(effects()).isZero();
  }

  @Test
  void what_a_rule_refused_inside_leaves_nothing_and_is_answered_as_it_is() throws Exception {
    var answer =
        send(
            api("zhang", "k", "{}"),
            (request, response) -> {
              assertThatThrownBy(
                      () ->
                          new TransactionTemplate(transactions)
                              .executeWithoutResult(
                                  status -> {
                                    effect();
                                    throw new IllegalStateException("refused");
                                  }))
                  .isInstanceOf(IllegalStateException.class);
              ((HttpServletResponse) response).setStatus(422);
            });

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(effects()).isZero();
  }

  @Test
  void what_was_overtaken_is_tried_again() throws Exception {
    var attempts = new AtomicInteger();

    var answer =
        send(
            api("zhang", "k", "{}"),
            (request, response) -> {
              effect();
              if (attempts.incrementAndGet() < 3) {
                throw new OptimisticLockingFailureException("overtaken");
              }
              assertThat(request.getInputStream().readAllBytes()).isEqualTo("{}".getBytes());
              ((HttpServletResponse) response).setStatus(201);
            });

    assertThat(answer.getStatus()).isEqualTo(201);
    assertThat(attempts).hasValue(3);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void answers_are_forgotten_after_a_week() throws Exception {
    send(form("zhang", "t", "name", "a"), acting(response -> response.sendRedirect("/x")));

    assertThat(rememberedAt("2026-11-30T00:59:59Z").forgetOld()).isZero();
    assertThat(rememberedAt("2026-11-30T01:00:01Z").forgetOld()).isEqualTo(1);
  }

  private interface Answering {
    void to(HttpServletResponse response) throws IOException;
  }

  private static FilterChain acting(Answering answering) {
    return (request, response) -> {
      effect();
      answering.to((HttpServletResponse) response);
    };
  }

  private static void effect() {
    jdbc.sql("insert into effect values ('done')").update();
  }

  private static int effects() {
    return jdbc.sql("select count(*) from effect").query(Integer.class).single();
  }

  private MockHttpServletResponse send(MockHttpServletRequest request, FilterChain chain)
      throws Exception {
    var account = request.getRemoteUser();
    if (account == null) {
      SecurityContextHolder.clearContext();
    } else {
      SecurityContextHolder.getContext()
          .setAuthentication(new TestingAuthenticationToken(account, "", "ROLE_APPLICANT"));
    }
    var response = new MockHttpServletResponse();
    filter.doFilter(request, response, chain);
    return response;
  }

  private static MockHttpServletRequest form(
      String account, String token, String name, String value) {
    var request = new MockHttpServletRequest("POST", "/cases");
    request.setContentType("application/x-www-form-urlencoded");
    request.setRemoteUser(account);
    request.setParameter("_once", token);
    request.setParameter("_csrf", UUID.randomUUID().toString());
    request.setParameter(name, value);
    return request;
  }

  private static MockHttpServletRequest api(String account, String key, String body) {
    var request = new MockHttpServletRequest("POST", "/api/v1/cases");
    request.setContentType("application/json");
    request.setRemoteUser(account);
    request.addHeader("Idempotency-Key", key);
    request.setContent(body.getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private static List<MockHttpServletResponse> atOnce(
      int people, Callable<MockHttpServletResponse> act) throws Exception {
    var pool = Executors.newFixedThreadPool(people);
    try {
      var barrier = new CyclicBarrier(people);
      var running = new ArrayList<java.util.concurrent.Future<MockHttpServletResponse>>();
      for (int i = 0; i < people; i++) {
        running.add(
            pool.submit(
                () -> {
                  barrier.await();
                  return act.call();
                }));
      }
      var answers = new ArrayList<MockHttpServletResponse>();
      for (var one : running) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      pool.shutdown();
    }
  }

  private static RememberedAnswers rememberedAt(String moment) {
    return new RememberedAnswers(jdbc, Clock.fixed(Instant.parse(moment), ZoneOffset.UTC));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
