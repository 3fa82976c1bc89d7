package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;
import org.zhunru.policy.RevisionText;
import org.zhunru.policy.Revisions;

/** An editor changes a catalogue, an approver publishes it, both without script. */
@IntegrationTest
class RevisionJourney {
  private static final String FILE = "catalogues/headcount-limits.csv";

  @LocalServerPort int port;
  @Autowired Revisions revisions;
  @Autowired City city;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  private Page signIn(BrowserContext person, String username) {
    var page = Browser.signIn(person, port, username);
    Browser.click(page, ".nav a[href='/policy']");
    Browser.click(page, "main a[href='/policy/files/headcount-limits']");
    return page;
  }

  /** The wording in force with one row more, whose number of people is a word. */
  private byte[] withFault() {
    var text = RevisionText.of(revisions.inForce(FILE, revisions.earliest()).content());
    var lines = new ArrayList<>(text.lines());
    var line = new ArrayList<>(lines.get(0));
    line.set(text.header().indexOf("limit"), "七人");
    line.set(text.header().indexOf("place_zh"), "试点场所");
    line.set(text.header().indexOf("sector"), "hazchem");
    lines.add(line);
    return new RevisionText(text.header(), lines).csv().getBytes(Charset.forName("GB18030"));
  }

  /** A case with more people at that place than the draft allows. */
  private String crowded() {
    var id = city.draft("yjj");
    var draft = city.drafts.of(city.applicant(), id);
    city.drafts.save(
        city.applicant(),
        id,
        draft.facts().replaceFirst("\\{", "{\"headcounts\":[{\"place\":\"试点场所\",\"people\":99}],"),
        draft.revision());
    city.dossiers.submit(city.applicant(), id);
    return city.of(id).number();
  }

  @Test
  void from_a_faulty_upload_to_a_published_edition_and_its_repeal() {
    try (var desk = Browser.withoutScript();
        var other = Browser.withoutScript()) {
      var editor = signIn(desk, "demo-policy-editor");
      Browser.axe(editor);
      Browser.picture(editor, "policy-file");
      editor.fill("[name=why]", "按照省厅通知调整");
      Browser.click(editor, "main form[action$='/draft'] button");
      var here = editor.url();
      assertThat(here).contains("/policy/revisions/");

      editor.setInputFiles(
          "input[type=file]", new FilePayload("目录.xlsx", "text/csv", new byte[] {80, 75, 3, 4}));
      Browser.click(editor, "main form[action$='/upload'] button");
      assertThat(editor.locator("#errors li").textContent()).contains(".xlsx");
      Browser.axe(editor);
      editor.setInputFiles("input[type=file]", new FilePayload("目录.csv", "text/csv", withFault()));
      Browser.click(editor, "main form[action$='/upload'] button");
      assertThat(editor.url()).isEqualTo(here);
      assertThat(editor.textContent(".note")).contains("七人", "limit");
      Browser.axe(editor);
      Browser.picture(editor, "policy-faults");
      var given = editor.waitForDownload(() -> Browser.click(editor, "main a[href$='format=csv']"));
      assertThat(given.path()).content(StandardCharsets.UTF_8).contains("七人", "批注");

      Browser.click(editor, "main form[action$='/submit'] button");
      assertThat(editor.textContent("#errors")).contains("1处错误");
      assertThat(editor.textContent(".note")).contains("七人");
      editor.navigate(here);
      Browser.click(editor, ".note tbody a");
      assertThat(editor.locator("main label").count()).isGreaterThan(5);
      Browser.axe(editor);
      editor.getByLabel("limit").fill("九人");
      Browser.click(editor, "main form:not(.bare) button");
      assertThat(editor.locator("#errors li").first().textContent()).contains("九人");
      assertThat(editor.getByLabel("limit").inputValue()).isEqualTo("九人");
      Browser.axe(editor);
      Browser.picture(editor, "policy-row-fault");
      editor.getByLabel("limit").fill("9");
      Browser.click(editor, "main form:not(.bare) button");
      editor.navigate(here);
      assertThat(editor.locator(".note").count()).isZero();
      assertThat(editor.locator("main ins").allTextContents()).contains("试点场所", "9");
      whatIf(editor, here, crowded());
      Browser.click(editor, "main form[action$='/submit'] button");
      assertThat(editor.locator("main form:not([action$='/what-if'])").count()).isZero();

      var approver = signIn(other, "demo-policy-approver");
      approver.navigate(here);
      Browser.axe(approver);
      Browser.picture(approver, "policy-review");
      assertThat(approver.textContent("main")).contains("推演完成", "结论翻转");
      Browser.click(approver, "main form[action$='/return'] button");
      assertThat(approver.locator("#errors li").count()).isEqualTo(1);
      approver.fill("[name=note]", "请补充文号");
      Browser.click(approver, "main form[action$='/return'] button");
      editor.navigate(here);
      assertThat(editor.textContent("main")).contains("请补充文号");
      Browser.click(editor, "main form[action$='/submit'] button");

      approver.navigate(here);
      approver.fill("[name=from]", "2020-01-01");
      approver.fill("[name=remark]", "同意公布");
      Browser.click(approver, "main form[action$='/publish'] button");
      assertThat(approver.locator("#errors li").count()).isEqualTo(1);
      assertThat(approver.inputValue("[name=remark]")).isEqualTo("同意公布");
      approver.fill("[name=from]", revisions.earliest().toString());
      Browser.click(approver, "main form[action$='/publish'] button");
      assertThat(approver.textContent("main")).contains("已公布");

      editor.navigate(here + "?lang=en");
      Browser.axe(editor);
      Browser.picture(editor, "policy-published-en");
      editor.fill("[name=reason]", "The notice was withdrawn");
      Browser.click(editor, "main form[action$='/repeal/ask'] button");
      approver.navigate(here);
      approver.fill("[name=from]", revisions.earliest().toString());
      Browser.axe(approver);
      Browser.click(approver, "main form[action$='/repeal'] button");
      assertThat(approver.textContent("main")).contains("废止");
      Browser.click(approver, ".crumbs a[href$='headcount-limits']");
      Browser.axe(approver);
      Browser.picture(approver, "policy-file-after");
    }
    assertThat(revisions.inForce(FILE, revisions.earliest()).content()).doesNotContain("试点场所");
  }

  /** What the draft would change: started, waited for, read and taken along. */
  private static void whatIf(Page editor, String here, String number) {
    Browser.click(editor, "main form[action$='/what-if'] button");
    assertThat(editor.url()).isEqualTo(here + "/what-if");
    Browser.axe(editor);
    for (int i = 0; i < 100 && !editor.textContent(".facts").contains("推演完成"); i++) {
      editor.waitForTimeout(200);
      editor.navigate(here + "/what-if");
    }
    assertThat(editor.locator("main table caption").allTextContents()).contains("在办", "办结");
    // The row asks for what no fact tells: the case doesn't flip, it has to be asked.
    Browser.click(editor, ".tabs a[href*='unsettled']");
    assertThat(editor.textContent("main")).contains(number, "试点场所", "高瓦斯");
    Browser.axe(editor);
    Browser.picture(editor, "policy-what-if");
    editor.fill("[name=day]", "1900-01-01");
    Browser.click(editor, "main form[action$='/what-if'] button");
    assertThat(editor.locator("#errors li").count()).isEqualTo(1);
    assertThat(editor.inputValue("[name=day]")).isEqualTo("1900-01-01");
    var csv = editor.waitForDownload(() -> Browser.click(editor, "main a[href$='/export']"));
    assertThat(csv.path()).content(StandardCharsets.UTF_8).contains("受理号", "须补问", number, "试点场所");
    editor.navigate(here);
    assertThat(editor.textContent("main")).contains("推演完成", "结论翻转");
  }
}
