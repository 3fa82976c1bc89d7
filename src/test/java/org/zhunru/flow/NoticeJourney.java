package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;

/** An applicant reads what they were told, and asks for it by mail; an administrator looks on. */
@IntegrationTest
class NoticeJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired JdbcClient db;

  @AfterEach
  void forget() {
    for (var table : new String[] {"contact_choice", "contact"}) {
      db.sql("delete from " + table + " where account_id = :me")
          .param("me", city.applicant().accountId())
          .update();
    }
  }

  @Test
  void from_the_bell_to_a_confirmed_address_without_script() {
    var id = city.inReview("yjj");
    try (var person = Browser.withoutScript();
        var telephone = Browser.onTelephone();
        var office = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-applicant");
      assertThat(page.textContent(".bell")).contains("通知");
      Browser.click(page, ".bell");
      var row =
          page.locator(
              "tr.unread",
              new com.microsoft.playwright.Page.LocatorOptions().setHasText(city.of(id).number()));
      assertThat(row.textContent()).contains("申请已受理");
      Browser.axe(page);
      Browser.picture(page, "notices");
      Browser.click(row.locator("form button"));
      assertThat(
              page.locator(
                      "tr.unread",
                      new com.microsoft.playwright.Page.LocatorOptions()
                          .setHasText(city.of(id).number()))
                  .count())
          .isZero();

      Browser.click(page, "main a[href='/me/notices/settings']");
      page.fill("[name=mail]", "nobody");
      Browser.click(page, "main form[action='/me/notices/address'] button");
      assertThat(page.textContent("#errors")).contains("这不是邮箱地址");
      assertThat(page.inputValue("[name=mail]")).isEqualTo("nobody");
      page.fill("[name=mail]", "applicant@demo.example");
      Browser.click(page, "main form[action='/me/notices/address'] button");
      assertThat(page.textContent("main")).contains("验证码已发出", "未验证");
      page.fill("[name=code]", "0");
      Browser.click(page, "main form[action='/me/notices/confirm'] button");
      assertThat(page.textContent("#errors")).contains("验证码不对");
      page.fill("[name=code]", secret());
      Browser.click(page, "main form[action='/me/notices/confirm'] button");
      assertThat(page.textContent("main")).contains("applicant@demo.example（已验证）");

      page.check("[name=digest][value=day]");
      page.fill("[name=digestAt]", "07:00");
      Browser.click(page, "main form[action='/me/notices/settings'] button");
      assertThat(page.textContent("#errors")).contains("汇总发送时间在免打扰时段里");
      assertThat(page.inputValue("[name=digestAt]")).isEqualTo("07:00");
      page.fill("[name=digestAt]", "09:30");
      page.uncheck("[name=mailed][value=EXTENDED]");
      Browser.click(page, "main form[action='/me/notices/settings'] button");
      assertThat(page.textContent("main")).contains("设置已保存");
      assertThat(page.isChecked("[name=mailed][value=EXTENDED]")).isFalse();
      assertThat(page.isChecked("[name=mailed][value=DECIDED]")).isTrue();
      Browser.axe(page);
      Browser.picture(page, "notice-settings");

      var phone = Browser.signIn(telephone, port, "demo-applicant");
      phone.navigate("http://localhost:" + port + "/me/notices/settings?lang=en");
      Browser.axe(phone);
      Browser.picture(phone, "notice-settings-telephone-en");
      phone.navigate("http://localhost:" + port + "/me/notices");
      Browser.axe(phone);
      Browser.picture(phone, "notices-telephone-en");

      var admin = Browser.signIn(office, port, "demo-sysadmin");
      Browser.click(admin, ".tabs a[href='/admin/channels']");
      assertThat(admin.textContent("main")).contains("未设置", "只写入文件");
      admin.fill("[name=mail]", "admin@demo.example");
      Browser.click(admin, "main form[action='/admin/channels/test'] button");
      assertThat(admin.textContent("#errors")).contains("还没有设置邮件服务器");
      Browser.axe(admin);
      Browser.picture(admin, "channels");
    }
  }

  private String secret() {
    return db.sql(
            """
            select secret from message where account_id = :me and purpose = 'CODE'
            order by created_at desc limit 1
            """)
        .param("me", city.applicant().accountId())
        .query(String.class)
        .single();
  }
}
