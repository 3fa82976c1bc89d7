package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.Documents;
import org.zhunru.journey.Browser;

/** Somebody who was handed a document and wants to know whether it is genuine. */
@IntegrationTest
class VerifyJourney {
  @Autowired PaperRecords records;
  @Autowired Documents documents;
  @LocalServerPort int port;

  @Test
  void a_document_is_verified_without_script_by_typing_its_code_and_comparing_the_file() {
    var document = records.issue(UUID.randomUUID(), "2099-12-31");
    var original = documents.content(document.id());
    var altered = original.clone();
    altered[altered.length - 40] ^= 1;
    try (var person = Browser.withoutScript()) {
      var page = person.newPage();
      page.navigate("http://localhost:" + port + "/verify");
      page.getByLabel("验证编码").fill("2222 2222 2222 2222");
      Browser.click(page.getByText("核验文书").last());
      assertThat(page.textContent("main")).contains("没有找到验证编码为");

      page.getByLabel("验证编码").fill(document.printedCode().toLowerCase().replace("-", " "));
      Browser.click(page.getByText("核验文书").last());
      assertThat(page.url()).endsWith("/verify/" + document.printedCode());
      assertThat(page.textContent("main")).contains("由本系统出具", "准予撤回", "有效期内");

      compare(page, original);
      assertThat(page.textContent("main")).contains("✓ 与原件一致");
      compare(page, altered);
      assertThat(page.textContent("main")).contains("■ 与原件不一致");
    }
  }

  @Test
  void the_pages_are_accessible_and_fit_a_telephone() {
    var document = records.issue(UUID.randomUUID(), "2020-01-01");
    var at = "http://localhost:" + port + "/verify";
    try (var desk = Browser.person();
        var telephone = Browser.onTelephone()) {
      for (var person : new com.microsoft.playwright.BrowserContext[] {desk, telephone}) {
        var name = person == desk ? "" : "-telephone";
        var page = person.newPage();
        page.navigate(at);
        Browser.axe(page);
        Browser.picture(page, "verify" + name);
        page.navigate(at + "/2222-2222-2222-2222");
        Browser.axe(page);
        Browser.picture(page, "verify-unknown" + name);
        page.navigate(at + "/" + document.printedCode());
        Browser.axe(page);
        compare(page, documents.content(document.id()));
        Browser.axe(page);
        Browser.picture(page, "verify-document" + name);
        page.navigate(at + "/" + document.printedCode() + "?lang=en");
        Browser.axe(page);
        Browser.picture(page, "verify-document-en" + name);
      }
    }
  }

  private static void compare(Page page, byte[] content) {
    page.setInputFiles("input[type=file]", new FilePayload("通知书.pdf", "application/pdf", content));
    Browser.click(page.getByText("比对文件").last());
  }
}
