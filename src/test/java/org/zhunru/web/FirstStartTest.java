package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.zhunru.TestDatabase;
import org.zhunru.ZhunruApplication;
import org.zhunru.journey.Browser;

/** An installation without accounts and without a demonstration: its only way in is the token. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {
  private static final String SECRET = "eine lange Losung für den Anfang";

  @Test
  void two_administrators_are_made_with_the_token_once(CapturedOutput console) {
    var server = TestDatabase.server();
    var name = "first_" + UUID.randomUUID().toString().replace('-', '_');
    JdbcClient.create(new DriverManagerDataSource(server.url(), server.user(), server.password()))
        .sql("create schema " + name)
        .update();
    try (var program =
        new SpringApplicationBuilder(ZhunruApplication.class)
            .run(
                "--server.port=0",
                "--zhunru.demo=false",
                "--zhunru.sign-in.bcrypt-strength=4",
                "--zhunru.data=" + Path.of("target", "it", name),
                "--zhunru.db.url=" + server.url() + "?currentSchema=" + name,
                "--zhunru.db.user=" + server.user(),
                "--zhunru.db.password=" + server.password())) {
      int port = ((WebServerApplicationContext) program).getWebServer().getPort();
      var printed = Pattern.compile("[：:] ?([A-Za-z0-9_-]{32})\\s").matcher(console.getAll());
      assertThat(printed.find()).isTrue();
      var token = printed.group(1);
      var visitor = new Visitor(port);

      assertThat(visitor.get("/login").body())
          .contains("还没有任何账号", "/setup")
          .doesNotContain("demo-", "演示");
      assertThat(visitor.post("/login", "person", "demo-sysadmin").statusCode()).isEqualTo(422);
      assertThat(visitor.get("/setup").body()).contains("系统管理员", "安全管理员");

      looked(port);

      var wrong = visitor.post("/setup", filled("not-" + token, "amelie"));
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body()).contains("初始化口令不对", "value=\"amelie\"").doesNotContain(SECRET);
      var same = visitor.post("/setup", filled(token, "berta"));
      assertThat(same.statusCode()).isEqualTo(422);

      var made = visitor.post("/setup", filled(token, "amelie"));
      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(made.body()).contains("首批管理员已设立");
      assertThat(visitor.post("/setup", filled(token, "carla")).statusCode()).isEqualTo(409);
      assertThat(visitor.get("/setup").statusCode()).isEqualTo(409);

      assertThat(Visitor.signedIn(port, "amelie", SECRET).get("/admin/accounts").body())
          .contains("新建账号", "berta");
      assertThat(Visitor.signedIn(port, "berta", SECRET).get("/admin/accounts").body())
          .doesNotContain("新建账号");
    }
  }

  /** The page in a browser, before and after sending it empty, in both languages. */
  private static void looked(int port) {
    try (var person = Browser.withoutScript()) {
      var page = person.newPage();
      page.navigate("http://localhost:" + port + "/login");
      Browser.click(page, "main a[href='/setup']");
      Browser.axe(page);
      Browser.picture(page, "setup-zh");
      Browser.click(page, "main .actions button");
      assertThat(page.locator(".summary li").count()).isPositive();
      Browser.axe(page);
      page.navigate("http://localhost:" + port + "/setup?lang=en");
      Browser.axe(page);
      Browser.picture(page, "setup-en");
    }
  }

  private static String[] filled(String token, String system) {
    return new String[] {
      "token", token,
      "system.username", system,
      "system.name", "甲",
      "system.password", SECRET,
      "system.again", SECRET,
      "security.username", "berta",
      "security.name", "乙",
      "security.password", SECRET,
      "security.again", SECRET
    };
  }
}
