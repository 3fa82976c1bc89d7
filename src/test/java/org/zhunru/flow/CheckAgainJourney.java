package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;

/** An old verdict is made again on a page, by who may see the case and no applicant. */
@IntegrationTest
class CheckAgainJourney {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, name);
  }

  @Test
  void the_same_byte_for_byte_or_what_differs() {
    var id =
        city.inReviewWith(
            "\"substances\": ?\\[",
            "\"substances\":[{\"name\":\"六氯苯\",\"quantityTonnes\":1,\"links\":[\"use\"]},",
            "yjj");
    var address = "/cases/" + id + "/versions/1/check";
    try (var desk = Browser.withoutScript()) {
      var page = Browser.signIn(desk, port, "demo-yjj-handler");
      page.navigate("http://localhost:" + port + "/cases/" + id + "?tab=findings");
      Browser.click(page, "main a[href='" + address + "']");
      assertThat(page.textContent(".note.good")).contains("逐字节相同");
      var hashes = page.locator(".facts dd").allTextContents();
      assertThat(hashes.get(0)).matches("[0-9a-f]{64}").isEqualTo(hashes.get(1));
      assertThat(page.textContent("main")).contains("仅供参考", "没有不同");
      seen(page, "check-again");

      forged(id);
      page.navigate(page.url());
      assertThat(page.locator(".note.good").count()).isZero();
      assertThat(page.textContent(".note.warn")).contains("不同", "留存的结果不变");
      assertThat(page.textContent("main table")).contains("六氯苯", "七氯苯", "新增", "删除");
      seen(page, "check-again-other");
      page.navigate(page.url() + "?lang=en");
      assertThat(page.textContent(".note.warn")).contains("Not the same");
      seen(page, "check-again-other-en");
    }
    try (var own = Browser.onTelephone()) {
      var page = Browser.signIn(own, port, "demo-supervisor");
      page.navigate("http://localhost:" + port + address);
      assertThat(page.textContent(".note.warn")).contains("不同");
      seen(page, "check-again-phone");
    }
    try (var own = Browser.withoutScript()) {
      var page = Browser.signIn(own, port, "demo-applicant");
      page.navigate("http://localhost:" + port + "/cases/" + id + "?tab=findings");
      assertThat(page.locator("main a[href='" + address + "']").count()).isZero();
      assertThat(page.navigate("http://localhost:" + port + address).status()).isEqualTo(403);
    }
  }

  /** What was kept says another name: only who goes around the database's own guard can do that. */
  private void forged(CaseId id) {
    transaction.executeWithoutResult(
        status -> {
          db.sql("alter table dossier_check disable trigger user").update();
          db.sql(
                  "update dossier_check set result = replace(result, '六氯苯', '七氯苯')"
                      + " where case_id = :case")
              .param("case", id.value())
              .update();
          db.sql("alter table dossier_check enable trigger user").update();
        });
  }
}
