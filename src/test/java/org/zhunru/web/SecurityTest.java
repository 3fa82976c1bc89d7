package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Accounts;
import org.zhunru.identity.Actor;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;

@IntegrationTest
class SecurityTest {
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired Enterprises enterprises;
  @Autowired ConflictOfInterest interests;
  @Autowired RouteRecords records;
  @Autowired JdbcClient db;
  @Autowired WebApplicationContext context;
  @LocalServerPort int port;

  @Test
  void a_wrong_password_is_told_in_words_and_the_user_name_kept() {
    var somebody = people.having("applicant");

    var answer = new Visitor(port).signIn(somebody.username(), "wrong");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("账号或密码不对", "value=\"" + somebody.username() + "\"")
        .doesNotContain("value=\"wrong\"");
  }

  @Test
  void after_too_many_failures_even_the_right_password_waits() {
    var somebody = people.having("applicant");
    for (int i = 0; i < 5; i++) {
      new Visitor(port).signIn(somebody.username(), "wrong");
    }

    var answer = new Visitor(port).signIn(somebody.username(), People.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("登录失败次数过多，请在1分钟后再试");
    var api = new Visitor(port).basic(somebody.username(), People.PASSWORD).get("/api/v1/cases/x");
    assertThat(api.statusCode()).isEqualTo(429);
    assertThat(api.headers().firstValue("Retry-After")).contains("60");
  }

  @Test
  void who_may_read_a_page_may_ask_for_its_head_alone() throws Exception {
    var pages = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    for (var address : List.of("/notices", "/notices/feed.atom", "/api/v1/notices")) {
      assertThat(pages.perform(head(address)).andReturn().getResponse().getStatus())
          .describedAs(address)
          .isEqualTo(200);
    }
    assertThat(pages.perform(head("/vetoes")).andReturn().getResponse().getStatus())
        .isNotEqualTo(200);
  }

  @Test
  void an_address_with_an_id_that_is_none_names_nothing() {
    var supervisor = new Visitor(port);
    supervisor.signIn(people.having("supervisor").username(), People.PASSWORD);

    for (var address : List.of("/lights/abc", "/letters/abc", "/reports/abc")) {
      var answer = supervisor.get(address);

      assertThat(answer.statusCode()).describedAs(address).isEqualTo(404);
      assertThat(answer.body()).contains("没有这个地址或记录");
    }
  }

  @Test
  void a_period_that_ends_before_it_begins_is_told_and_not_an_empty_list() {
    var supervisor = new Visitor(port);
    supervisor.signIn(people.having("supervisor").username(), People.PASSWORD);

    for (var address :
        List.of(
            "/vetoes?from=2026-12-01&to=2026-01-01",
            "/cases?from=2026-12-01&to=2026-01-01",
            "/cases?closedFrom=2026-12-01&closedTo=2026-01-01",
            "/steps?from=2026-12-01&to=2026-01-01",
            "/notices?from=2026-12-01&to=2026-01-01")) {
      var answer = supervisor.get(address);

      assertThat(answer.statusCode()).describedAs(address).isEqualTo(422);
      assertThat(answer.body()).contains("这一天早于起始的一天");
    }
    assertThat(supervisor.get("/vetoes?from=2026-12-01&to=2026-12-01").statusCode()).isEqualTo(200);
  }

  @Test
  void the_session_id_changes_at_sign_in_and_the_old_one_is_worth_nothing() {
    var visitor = new Visitor(port);
    visitor.get("/login");
    var before = visitor.cookie();

    visitor.signIn(people.having("applicant").username(), People.PASSWORD);

    assertThat(before).isNotEmpty();
    assertThat(visitor.cookie()).isNotEmpty().isNotEqualTo(before);
    assertThat(visitor.get("/me").statusCode()).isEqualTo(200);
    visitor.cookie(before);
    sentToSignIn(visitor.get("/me"));
  }

  @Test
  void a_session_remembers_no_rights_and_is_found_by_name() {
    var somebody = people.having("auditor");
    Visitor.signedIn(port, somebody.username(), People.PASSWORD);

    assertThat(
            db.sql(
                    """
                    select a.attribute_name from spring_session s
                    join spring_session_attributes a on a.session_primary_id = s.primary_id
                    where s.principal_name = :name
                    """)
                .param("name", somebody.username())
                .query(String.class)
                .list())
        .contains("zhunru.signedIn")
        .doesNotContain("SPRING_SECURITY_CONTEXT");
  }

  @Test
  void changing_the_password_ends_every_other_session_and_keeps_ones_own() {
    var somebody = people.having("applicant");
    var here = Visitor.signedIn(port, somebody.username(), People.PASSWORD);
    var elsewhere = Visitor.signedIn(port, somebody.username(), People.PASSWORD);
    var before = here.cookie();

    var wrong =
        here.post("/me/password", "old", "x", "fresh", "eine neue Losung", "again", "eine neue");
    var changed =
        here.post(
            "/me/password",
            "old",
            People.PASSWORD,
            "fresh",
            "eine neue Losung",
            "again",
            "eine neue Losung");

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("两次输入的新密码不一致").doesNotContain("eine neue");
    assertThat(Visitor.location(changed)).endsWith("/me?done=password");
    assertThat(here.cookie()).isNotEqualTo(before);
    assertThat(here.get("/me").statusCode()).isEqualTo(200);
    sentToSignIn(elsewhere.get("/me"));
  }

  @Test
  void stopping_an_account_ends_its_sessions_at_once() {
    var somebody = people.having("applicant");
    var visitor = Visitor.signedIn(port, somebody.username(), People.PASSWORD);

    accounts.stop(people.having("sysadmin"), somebody.accountId(), "left");

    sentToSignIn(visitor.get("/me"));
  }

  @Test
  void a_right_taken_away_is_gone_with_the_next_request() {
    var auditor = people.having("auditor");
    var visitor = Visitor.signedIn(port, auditor.username(), People.PASSWORD);
    assertThat(visitor.get("/admin/history").statusCode()).isEqualTo(200);

    accounts.assign(people.having("secadmin"), auditor.accountId(), Set.of(), Set.of());

    assertThat(visitor.get("/admin/history").statusCode()).isEqualTo(403);
  }

  @Test
  void a_password_set_by_somebody_else_is_changed_before_anything_else() {
    var made = accounts.create(people.having("sysadmin"), "n" + random(), "新人");
    var visitor = Visitor.signedIn(port, made.username(), made.password());

    assertThat(Visitor.location(visitor.get("/me"))).endsWith("/me/password");
    assertThat(Visitor.location(visitor.get("/help"))).endsWith("/me/password");
    var api = new Visitor(port).basic(made.username(), made.password()).get("/api/v1/cases/x");
    assertThat(api.statusCode()).isEqualTo(403);
    assertThat(api.body()).contains("\"code\":\"identity.mustChangePassword\"");

    visitor.get("/me/password");
    visitor.post(
        "/me/password",
        "old",
        made.password(),
        "fresh",
        "eine neue Losung",
        "again",
        "eine neue Losung");

    assertThat(visitor.get("/me").statusCode()).isEqualTo(200);
  }

  @Test
  void a_form_without_the_mark_of_the_session_is_refused() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    var firm = enterprises.byId(records.newEnterprise());
    var visitor = Visitor.signedIn(port, officer.username(), People.PASSWORD);
    visitor.with("Origin", "https://evil.example").with("Sec-Fetch-Site", "cross-site");

    var answer =
        visitor.postAsIs("/me/interests", "creditCode", firm.creditCode(), "nature", "shares");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("页面已过期");
    assertThat(interests.of(officer.accountId())).isEmpty();
    assertThat(keptForms(officer)).isZero();
  }

  @Test
  void what_was_typed_is_offered_again_after_the_session_was_lost_and_takes_effect_then() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    var firm = enterprises.byId(records.newEnterprise());
    var visitor = Visitor.signedIn(port, officer.username(), People.PASSWORD);
    visitor.get("/me");
    loseSession(officer);

    var late = visitor.post("/me/interests", "creditCode", firm.creditCode(), "nature", "持股 <5%>");

    assertThat(late.statusCode()).isEqualTo(302);
    assertThat(Visitor.location(late)).contains("/login?kept=");
    assertThat(interests.of(officer.accountId())).isEmpty();
    var token = Visitor.location(late).replaceFirst(".*kept=", "");
    assertThat(visitor.get("/login?kept=" + token).body()).contains("您刚才提交的内容已保存");

    var back =
        visitor.post(
            "/login", "username", officer.username(), "password", People.PASSWORD, "kept", token);
    var offered = visitor.get(path(back));

    assertThat(path(back)).startsWith("/me/kept/");
    assertThat(offered.body())
        .contains("持股 &lt;5%&gt;", "action=\"/me/interests\"", "继续提交", firm.creditCode());
    var sent =
        visitor.post(
            "/me/interests",
            "creditCode",
            firm.creditCode(),
            "nature",
            "持股 <5%>",
            "_kept",
            path(back).replaceFirst(".*/", ""));
    assertThat(path(sent)).isEqualTo("/me?done=declared");
    assertThat(interests.of(officer.accountId())).hasSize(1);
    assertThat(keptForms(officer)).isZero();
  }

  @Test
  void what_was_typed_survives_a_look_at_the_sign_in_page_and_is_nobody_elses() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    var visitor = Visitor.signedIn(port, officer.username(), People.PASSWORD);
    loseSession(officer);
    visitor.get("/login");

    var late = visitor.postAsIs("/me/interests", "_csrf", "of before", "nature", "y");

    assertThat(keptForms(officer)).isEqualTo(1);
    var token = Visitor.location(late).replaceFirst(".*kept=", "");
    var other = people.officer("yjj", SeatKind.HANDLER);
    var elsewhere =
        visitor.post(
            "/login", "username", other.username(), "password", People.PASSWORD, "kept", token);
    assertThat(path(elsewhere)).doesNotContain("kept");
    var id =
        db.sql("select encode(token, 'hex') from kept_form where account_id = :id")
            .param("id", officer.accountId())
            .query(String.class)
            .single();
    assertThat(visitor.get("/me/kept/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void a_form_of_the_session_before_is_offered_to_who_signed_in_anew() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    var visitor = Visitor.signedIn(port, officer.username(), People.PASSWORD);

    var old = visitor.postAsIs("/me/interests", "_csrf", "of before", "nature", "typed");

    assertThat(path(old)).startsWith("/me/kept/");
    assertThat(visitor.get(path(old)).body()).contains("typed").doesNotContain("of before");
  }

  @Test
  void passwords_are_never_kept() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    var visitor = Visitor.signedIn(port, officer.username(), People.PASSWORD);

    visitor.postAsIs("/me/password", "old", People.PASSWORD, "fresh", "y", "again", "y");

    assertThat(keptForms(officer)).isZero();
  }

  @Test
  void what_a_script_fetched_is_told_and_not_led_away() {
    var answer = new Visitor(port).with("HX-Request", "true").get("/me");

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void signing_out_ends_the_session_and_needs_a_form() {
    var visitor = Visitor.signedIn(port, people.having("applicant").username(), People.PASSWORD);
    var cookie = visitor.cookie();
    assertThat(visitor.get("/logout").statusCode()).isEqualTo(404);

    assertThat(path(visitor.post("/logout"))).isEqualTo("/");

    visitor.cookie(cookie);
    sentToSignIn(visitor.get("/me"));
  }

  @Test
  void sign_in_leads_back_to_the_page_asked_for_and_never_off_this_server() {
    var somebody = people.having("auditor");
    var visitor = new Visitor(port);
    assertThat(Visitor.location(visitor.get("/admin/history?cursor=5")))
        .endsWith("/login?to=%2Fadmin%2Fhistory%3Fcursor%3D5");

    assertThat(signedInTo(somebody, "/admin/history?cursor=5"))
        .isEqualTo("/admin/history?cursor=5");
    for (var off :
        List.of(
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:x",
            "/login")) {
      assertThat(signedInTo(somebody, off)).isEqualTo("/admin");
    }
  }

  @Test
  void basic_counts_at_the_api_and_nowhere_else_and_sessions_do_not_count_there() {
    var somebody = people.having("supervisor");
    sentToSignIn(new Visitor(port).basic(somebody.username(), People.PASSWORD).get("/me"));

    var api = new Visitor(port).basic(somebody.username(), People.PASSWORD).get("/api/v1/none");
    assertThat(api.statusCode()).isEqualTo(404);
    assertThat(api.body()).contains("\"code\":\"api.notFound\"");
    assertThat(api.headers().firstValue("Set-Cookie")).isEmpty();

    var session = Visitor.signedIn(port, somebody.username(), People.PASSWORD).get("/api/v1/none");
    assertThat(session.statusCode()).isEqualTo(401);
  }

  @Test
  void the_api_says_401_and_403_as_problems_and_browsers_are_not_asked_for_passwords() {
    var nobody = new Visitor(port).with("Accept-Language", "en").get("/api/v1/none");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    assertThat(nobody.body())
        .contains("\"status\":401", "\"code\":\"access.signInNeeded\"", "A user name and password")
        .contains("\"instance\":\"/api/v1/none\"", "\"type\":\"about:blank\"", "\"detail\":");

    var browser = new Visitor(port).with("Sec-Fetch-Mode", "cors").get("/api/v1/none");
    assertThat(browser.headers().firstValue("WWW-Authenticate")).isEmpty();

    var auditor = people.having("auditor");
    var denied = new Visitor(port).basic(auditor.username(), People.PASSWORD).get("/api/v1/none");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("\"code\":\"access.notYours\"", "您的账号不能进行这项操作");

    var wrong = new Visitor(port).basic(auditor.username(), "wrong").get("/api/v1/none");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("\"code\":\"identity.wrongCredentials\"");
  }

  @Test
  void every_kind_of_answer_carries_the_headers() {
    var signedIn = Visitor.signedIn(port, people.having("applicant").username(), People.PASSWORD);
    var nobody = new Visitor(port);
    var css = css(nobody.get("/").body());
    for (var answer :
        List.of(
            nobody.get("/"),
            new Visitor(port).get("/login"),
            nobody.get("/help"),
            nobody.get("/no-such-page"),
            nobody.get("/me"),
            nobody.get("/site-map.svg"),
            nobody.get(css),
            signedIn.get("/me"),
            signedIn.get("/admin"),
            signedIn.get("/me/kept/none"),
            signedIn.post("/me/interests"))) {
      assertThat(header(answer, "Content-Security-Policy"))
          .as(answer.uri().getPath())
          .contains("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      common(answer);
    }
    var api = nobody.get("/api/v1/none");
    assertThat(header(api, "Content-Security-Policy")).contains("default-src 'none'");
    assertThat(header(api, "Cache-Control")).isEqualTo("no-store");
    common(api);
  }

  private static void common(HttpResponse<String> answer) {
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void what_belongs_to_a_person_is_stored_nowhere_and_static_files_long() {
    var signedIn = Visitor.signedIn(port, people.having("applicant").username(), People.PASSWORD);

    assertThat(header(signedIn.get("/me"), "Cache-Control")).isEqualTo("no-store");
    assertThat(header(signedIn.get("/help"), "Cache-Control")).isEqualTo("no-store");
    assertThat(header(signedIn.get("/no-such-page"), "Cache-Control")).isEqualTo("no-store");
    assertThat(header(new Visitor(port).get("/login"), "Cache-Control")).isEqualTo("no-store");
    assertThat(header(new Visitor(port).get("/help"), "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(signedIn.get(css(signedIn.get("/me").body())), "Cache-Control"))
        .contains("max-age=31536000", "immutable");
  }

  @Test
  void looking_around_costs_no_session() {
    var nobody = new Visitor(port);
    nobody.get("/");
    nobody.get("/help");

    assertThat(nobody.cookie()).isEmpty();
  }

  @Test
  void strict_transport_is_asked_for_over_https() throws Exception {
    var pages = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();

    assertThat(
            pages
                .perform(get("/help").secure(true))
                .andReturn()
                .getResponse()
                .getHeader("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000");
  }

  @Test
  void a_demonstration_lists_its_people_and_lets_one_be_any_of_them() {
    var visitor = new Visitor(port);
    var page = visitor.get("/login");

    assertThat(page.body()).contains("演示账号", "密码是公开的", "demo-yjj-head", "demo-auditor");
    assertThat(visitor.post("/login", "person", "demo-auditor").statusCode()).isEqualTo(302);
    assertThat(visitor.get("/me").body()).contains("demo-auditor");
    assertThat(
            new Visitor(port)
                .post("/login", "person", people.having("auditor").username())
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void setup_is_over_once_there_are_accounts() {
    assertThat(new Visitor(port).get("/setup").statusCode()).isEqualTo(409);
    assertThat(new Visitor(port).post("/setup", "token", "x").statusCode()).isEqualTo(409);
  }

  @Test
  void a_character_that_the_database_can_not_keep_is_refused_and_no_fault() throws Exception {
    var refused = new Visitor(port).get("/notices?words=%00x");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("有不能保存的字符");
  }

  @Test
  void an_initial_password_is_shown_once_and_kept_nowhere() {
    var admin = people.having("sysadmin");
    var visitor = Visitor.signedIn(port, admin.username(), People.PASSWORD);
    var username = "n" + random();

    var page = visitor.post("/admin/accounts", "username", username, "name", "新人");

    var found = Pattern.compile("<code class=\"secret\">([^<]+)</code>").matcher(page.body());
    assertThat(found.find()).isTrue();
    Visitor.signedIn(port, username, found.group(1));
    assertThat(
            db.sql("select count(*) from remembered_answer where account = :a")
                .param("a", admin.username())
                .query(Long.class)
                .single())
        .isZero();
  }

  private String signedInTo(Actor person, String to) {
    var visitor = new Visitor(port);
    visitor.get("/login");
    return path(
        visitor.post(
            "/login", "username", person.username(), "password", People.PASSWORD, "to", to));
  }

  private void loseSession(Actor of) {
    assertThat(
            db.sql("delete from spring_session where principal_name = :name")
                .param("name", of.username())
                .update())
        .isPositive();
  }

  private long keptForms(Actor of) {
    return db.sql("select count(*) from kept_form where account_id = :id")
        .param("id", of.accountId())
        .query(Long.class)
        .single();
  }

  private static void sentToSignIn(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(path(answer)).startsWith("/login");
  }

  private static String path(HttpResponse<String> answer) {
    return Visitor.location(answer).replaceFirst("^https?://[^/]+", "");
  }

  private static String header(HttpResponse<String> answer, String name) {
    assertThat(answer.headers().allValues(name)).as(name + " of " + answer.uri()).hasSize(1);
    return answer.headers().firstValue(name).orElse("");
  }

  private static String css(String page) {
    var found = Pattern.compile("href=\"(/static/css/[^\"]+)\"").matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 10);
  }
}
