package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Delegations;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.journey.Browser;

/** Into the product, through one's own account and the administration, and out again. */
@IntegrationTest
class AccessJourney {
  private static final String FRESH = "eine ganz neue Losung";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Delegations delegations;
  @Autowired Enterprises enterprises;
  @Autowired RouteRecords records;
  @Autowired Clock clock;
  @Autowired JdbcClient db;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  private void go(Page page, String path) {
    page.navigate(at(path));
  }

  private Page visit(BrowserContext person, String path) {
    var page = person.newPage();
    go(page, path);
    return page;
  }

  private static void enter(Page page, String username, String password) {
    page.fill("input[name=username]", username);
    page.fill("input[name=password]", password);
    Browser.click(page, "form.sign-in button[type=submit]");
  }

  private Page signedIn(BrowserContext person, Actor who) {
    var page = visit(person, "/login");
    enter(page, who.username(), People.PASSWORD);
    return page;
  }

  private static String main(Page page) {
    return page.locator("main").innerText();
  }

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, "access-" + name);
  }

  /** The same page in English, and back to Chinese; {@link EveryPageJourney} asks axe of both. */
  private void bothLanguages(Page page, String path, String name) {
    go(page, path + "?lang=en");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    Browser.picture(page, "access-" + name + "-en");
    go(page, path + "?lang=zh");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
    Browser.picture(page, "access-" + name + "-zh");
  }

  private static void submit(Page page, String action) {
    Browser.click(page, "main form[action$='" + action + "'] .actions button");
  }

  @Test
  void whoever_mistypes_the_password_is_told_and_waits_after_five_times() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    try (var person = Browser.withoutScript()) {
      var page = visit(person, "/login");
      bothLanguages(page, "/login", "login");
      enter(page, "", "");
      assertThat(page.locator(".summary li").count()).isEqualTo(2);
      assertThat(page.locator(".summary a").first().getAttribute("href")).isEqualTo("#f-username");
      enter(page, officer.username(), "falsch");
      assertThat(page.locator(".summary").textContent()).contains("账号或密码不对");
      assertThat(page.inputValue("input[name=username]")).isEqualTo(officer.username());
      assertThat(page.inputValue("input[name=password]")).isEmpty();
      seen(page, "login-wrong");
      for (int i = 0; i < 4; i++) {
        enter(page, officer.username(), "falsch");
      }
      assertThat(page.locator(".summary").textContent()).contains("登录失败次数过多", "1分钟后");
      seen(page, "login-locked");
      enter(page, officer.username(), People.PASSWORD);
      assertThat(page.url()).endsWith("/login");
    }
    // The system administrator ends the wait.
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person, people.having("sysadmin"));
      go(page, "/admin/accounts/" + officer.accountId());
      assertThat(main(page)).contains("登录失败过多，等待中");
      submit(page, "/unlock");
      assertThat(main(page)).contains("等待已解除");
      seen(page, "unlocked");
    }
    try (var telephone = Browser.onTelephone()) {
      var page = visit(telephone, "/login");
      Browser.picture(page, "access-login-phone");
      enter(page, officer.username(), People.PASSWORD);
      assertThat(page.url()).endsWith("/worklist");
    }
  }

  @Test
  void one_changes_ones_password_and_signs_out() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    for (boolean script : new boolean[] {false, true}) {
      var old = script ? FRESH : People.PASSWORD;
      var fresh = script ? People.PASSWORD + " again" : FRESH;
      try (var person = script ? Browser.person() : Browser.withoutScript()) {
        var page = visit(person, "/login");
        enter(page, officer.username(), old);
        Browser.click(page, ".top a[href='/me']");
        Browser.click(page, "main a[href='/me/password']");
        seen(page, "password");
        fillPassword(page, old, "kurz", "kurz");
        assertThat(page.locator(".summary").textContent()).contains("不足10位");
        assertThat(page.locator("#f-fresh-hint").textContent()).contains("至少10位");
        seen(page, "password-refused");
        fillPassword(page, old, fresh, fresh + "!");
        assertThat(page.locator(".summary").textContent()).contains("不一致");
        fillPassword(page, old, fresh, fresh);
        assertThat(main(page)).contains("密码已修改");
        Browser.click(page, ".top form[action='/logout'] button");
        go(page, "/me");
        assertThat(page.url()).contains("/login");
      }
    }
  }

  private static void fillPassword(Page page, String old, String fresh, String again) {
    page.fill("input[name=old]", old);
    page.fill("input[name=fresh]", fresh);
    page.fill("input[name=again]", again);
    submit(page, "/me/password");
  }

  @Test
  void one_lends_ones_seat_takes_it_back_and_declares_an_interest() {
    var officer = people.officer("sthj", SeatKind.HANDLER);
    var deputy = people.officer("sthj", SeatKind.REVIEWER);
    var firm = enterprises.byId(records.newEnterprise());
    var today = LocalDate.now(clock);
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person, officer);
      bothLanguages(page, "/me", "me");
      Browser.click(page, "summary:has-text('委托代理')");
      submit(page, "/me/delegations");
      assertThat(page.locator(".summary li").count()).isPositive();
      page.selectOption("select[name=deputy]", deputy.accountId().toString());
      page.fill("input[name=fromDate]", today.toString());
      page.fill("input[name=toDate]", today.plusDays(2).toString());
      page.fill("#f-reason", "培训");
      submit(page, "/me/delegations");
      assertThat(main(page)).contains("岗位代理已登记", deputy.name(), "培训");
      assertThat(delegations.grantedBy(officer)).hasSize(1);
      bothLanguages(page, "/me", "me-lent");
      Browser.click(page, "main form[action$='/end'] button");
      assertThat(main(page)).contains("岗位代理已结束", "已提前结束");

      Browser.click(page, "summary:has-text('申报利害关系')");
      page.fill("input[name=creditCode]", "91000000000000000X");
      page.fill("textarea[name=nature]", "配偶持股");
      submit(page, "/me/interests");
      assertThat(page.inputValue("textarea[name=nature]").strip()).isEqualTo("配偶持股");
      seen(page, "me-interest-refused");
      page.fill("input[name=creditCode]", firm.creditCode());
      submit(page, "/me/interests");
      assertThat(main(page)).contains("利害关系已登记", firm.name());
      seen(page, "me-interest");
    }
  }

  @Test
  void two_administrators_make_an_account_and_give_it_a_seat_and_a_third_reads_of_it() {
    var username = "w" + java.util.UUID.randomUUID().toString().substring(0, 12);
    String initial;
    String account;
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person, people.having("sysadmin"));
      bothLanguages(page, "/admin/accounts", "admin-accounts");
      go(page, "/admin/accounts/new");
      submit(page, "/admin/accounts");
      assertThat(page.locator(".summary li").allTextContents())
          .containsExactly("未填写账号。请填写账号。", "未填写姓名。请填写姓名。");
      seen(page, "admin-new");
      page.fill("input[name=username]", username);
      page.fill("input[name=name]", "新来人");
      submit(page, "/admin/accounts");
      initial = page.locator(".secret").textContent();
      seen(page, "admin-handover");
      Browser.click(page, "main a[href^='/admin/accounts/']");
      account = page.url().replaceFirst(".*/", "");
      bothLanguages(page, "/admin/accounts/" + account, "admin-account-system");
    }
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person, people.having("secadmin"));
      go(page, "/admin/accounts/" + account);
      page.check("input[name=seats][value='yjj-handler']");
      submit(page, "/roles");
      assertThat(main(page)).contains("角色与岗位已保存");
      bothLanguages(page, "/admin/accounts/" + account, "admin-account-security");
      bothLanguages(page, "/admin/enterprises", "admin-enterprises");
      Browser.click(page, "main tbody a >> nth=0");
      seen(page, "admin-enterprise");
    }
    try (var person = Browser.withoutScript()) {
      var page = visit(person, "/login");
      enter(page, username, initial);
      assertThat(main(page)).contains("请先改为自己的密码");
      seen(page, "password-first");
      go(page, "/worklist");
      assertThat(page.url()).endsWith("/me/password");
      fillPassword(page, initial, FRESH, FRESH);
      assertThat(page.url()).endsWith("/worklist");
    }
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person, people.having("auditor"));
      bothLanguages(page, "/admin/history", "admin-history");
      assertThat(main(page)).contains(username);
    }
  }

  @Test
  void help_and_whatever_goes_wrong_are_said_in_both_languages() {
    try (var person = Browser.withoutScript()) {
      var page = visit(person, "/help");
      bothLanguages(page, "/help", "help");
      assertThat(page.locator("main a[href='/scorecards']").count()).isZero();
      go(page, "/no-such-page");
      assertThat(main(page)).contains("没有找到页面");
      bothLanguages(page, "/no-such-page", "404");
      go(page, "/error");
      assertThat(main(page)).contains("系统出现故障");
      bothLanguages(page, "/error", "500");
      go(page, "/setup");
      assertThat(page.locator("input").count()).isZero();
      seen(page, "setup-over");
    }
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person, people.officer("yjj", SeatKind.HANDLER));
      bothLanguages(page, "/admin/accounts", "403");
      bothLanguages(page, "/cases/nothing-of-the-kind", "unknown-case");
      go(page, "/help");
      assertThat(main(page)).contains("监察亮灯", "督办函", "季度评分");
      for (var place : new String[] {"/lights", "/letters", "/scorecards"}) {
        assertThat(page.locator("main a[href='" + place + "']").count()).isOne();
      }
      seen(page, "help-signed-in");
    }
  }

  @Test
  void what_a_lost_session_left_behind_is_shown_by_the_names_of_its_fields_and_can_be_sent_on() {
    var officer = people.officer("yjj", SeatKind.HANDLER);
    var firm = enterprises.byId(records.newEnterprise());
    try (var person = Browser.withoutScript()) {
      var page = signedIn(person, officer);
      go(page, "/me");
      Browser.click(page, "summary:has-text('申报利害关系')");
      page.fill("input[name=creditCode]", firm.creditCode());
      page.fill("textarea[name=nature]", "配偶持股");
      db.sql("delete from spring_session where principal_name = :name")
          .param("name", officer.username())
          .update();
      submit(page, "/me/interests");
      assertThat(main(page)).contains("您刚才提交的内容已保存");
      seen(page, "login-kept");
      enter(page, officer.username(), People.PASSWORD);
      assertThat(page.url()).contains("/me/kept/");
      assertThat(page.locator("main dt").allTextContents())
          .contains("统一社会信用代码", "利害关系")
          .doesNotContain("creditCode", "nature");
      bothLanguages(page, page.url().replaceFirst("^http://[^/]+", ""), "kept");
      Browser.click(page, "main .actions button >> nth=0");
      assertThat(main(page)).contains("利害关系已登记", firm.name());
    }
  }
}
