package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;
import org.zhunru.policy.PoliciesOf;
import org.zhunru.policy.RevisionState;

/** A time limit changed by hand and a routing table uploaded whole, both without script. */
@IntegrationTest
class RegisterJourney {
  private static final String LIMITS = "time-limits.csv";
  private static final String ROUTING = "department-routing.dmn";

  @LocalServerPort int port;
  @Autowired Editions editions;

  @AfterEach
  void nothing_stays() {
    editions.takeBack(LIMITS);
    editions.takeBack(ROUTING);
  }

  @Test
  void a_limit_by_hand_and_a_routing_table_as_a_file() {
    try (var desk = Browser.withoutScript();
        var other = Browser.withoutScript();
        var pocket = Browser.onTelephone()) {
      var editor = Browser.signIn(desk, port, "demo-policy-editor");
      Browser.click(editor, ".nav a[href='/policy']");
      assertThat(editor.textContent("main")).contains("否决依据登记", "申报材料清单", "法定期限", "参审部门规则");
      Browser.axe(editor);
      Browser.picture(editor, "policy-registers");

      Browser.click(editor, "main a[href='/policy/files/time-limits']");
      editor.fill("[name=why]", "按照新的并联审批办法调整");
      Browser.click(editor, "main form[action$='/draft'] button");
      var limits = editor.url();
      Browser.click(editor, "main a[href$='/rows']");
      editor.fill("[name=q]", "TL-JP-14");
      Browser.click(editor, "form.filter button");
      Browser.click(editor, "main tbody a");
      editor.getByLabel("days").fill("");
      Browser.click(editor, "main form:not(.bare) button");
      assertThat(editor.locator("#errors li").first().textContent()).contains("TL-JP-14", "联合预审");
      Browser.axe(editor);
      Browser.picture(editor, "policy-limit-fault");
      editor.getByLabel("days").fill("7");
      Browser.click(editor, "main form:not(.bare) button");
      assertThat(editor.url()).isEqualTo(limits);
      assertThat(editor.locator("main ins").allTextContents()).containsExactly("7");
      assertThat(editor.textContent("main")).contains("TL-JP-14").doesNotContain("推演");
      Browser.axe(editor);
      Browser.picture(editor, "policy-limit-changed");

      editor.navigate("http://localhost:" + port + "/policy/files/department-routing");
      editor.fill("[name=why]", "铁路监督管理机构参加全部预审");
      Browser.click(editor, "main form[action$='/draft'] button");
      var here = editor.url();
      upload(editor, PoliciesOf.routingWith("Extra", "tlx"));
      assertThat(editor.textContent(".note")).contains("tlx", "department");
      Browser.axe(editor);
      Browser.picture(editor, "policy-routing-fault");
      upload(editor, PoliciesOf.routingWith("Extra", "tlj"));
      assertThat(editor.locator(".note").count()).isZero();
      assertThat(editor.textContent("main")).contains("Rule_Extra");
      Browser.click(editor, "main form[action$='/submit'] button");

      var approver = Browser.signIn(other, port, "demo-policy-approver");
      approver.navigate(here);
      Browser.axe(approver);
      Browser.picture(approver, "policy-routing-review");
      approver.fill("[name=from]", editions.revisions.earliest().toString());
      Browser.click(approver, "main form[action$='/publish'] button");
      assertThat(approver.textContent("main")).contains("已公布");

      var phone = Browser.signIn(pocket, port, "demo-policy-approver");
      phone.navigate(here + "?lang=en");
      Browser.axe(phone);
      Browser.picture(phone, "policy-routing-phone-en");
      phone.navigate(here + "/rows");
      Browser.axe(phone);
      Browser.picture(phone, "policy-routing-rules-phone-en");
    }
    assertThat(editions.revisions.inForce(ROUTING, editions.revisions.earliest()).state())
        .isEqualTo(RevisionState.PUBLISHED);
  }

  private static void upload(com.microsoft.playwright.Page editor, String table) {
    editor.setInputFiles(
        "input[type=file]",
        new FilePayload(
            "department-routing.dmn", "application/xml", table.getBytes(StandardCharsets.UTF_8)));
    Browser.click(editor, "main form[action$='/upload'] button");
  }
}
