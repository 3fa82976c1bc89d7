package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;
import org.zhunru.review.OpinionDraft;

/** Every veto is found in one place, by those whose it is, and taken away as a table. */
@IntegrationTest
class VetoRegisterJourney {
  @LocalServerPort int port;
  @Autowired City city;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  @Test
  void a_supervisor_finds_a_veto_by_its_department_and_takes_the_list_away() throws IOException {
    CaseId of = city.inReview("yjj", "sthj");
    city.speak(
        of,
        "sthj",
        OpinionDraft.veto(city.version(of), "不同意。", City.GROUND, "=距居民区 300 米", "调整选址\n重做环评"));
    CaseId lifted = city.inReview("yjj", "sthj");
    city.veto(lifted, "sthj");
    city.reviews.liftVeto(city.seat("sthj", SeatKind.HEAD), lifted, "sthj", "事实有误，予以撤销");
    var number = city.of(of).number();
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-supervisor");
      assertThat(page.url()).endsWith("/city");
      page.navigate(at("/vetoes"));
      Browser.axe(page);
      Browser.picture(page, "vetoes-zh");
      page.fill("input[name=words]", number);
      page.selectOption("select[name=department]", "sthj");
      page.selectOption("select[name=state]", "standing");
      page.selectOption("select[name=ground]", City.GROUND);
      Browser.click(page, ".filter button");
      assertThat(page.url())
          .contains("words=" + number)
          .contains("department=sthj")
          .contains("state=standing")
          .contains("ground=" + City.GROUND);
      var row = page.locator("tbody tr");
      assertThat(row.count()).isEqualTo(1);
      assertThat(row.textContent()).contains(number, "生态环境局", "测试依据", "登记册", "重做环评", "有效");
      Browser.axe(page);
      var download = page.waitForDownload(() -> Browser.click(page, "a[href^='/vetoes/export']"));
      assertThat(download.suggestedFilename()).startsWith("否决台账-").endsWith(".csv");
      var text = Files.readString(download.path(), StandardCharsets.UTF_8);
      assertThat(text)
          .startsWith("\uFEFF\"受理号\"")
          .contains("\"'=距居民区 300 米\"")
          .contains("\"调整选址\n重做环评\"");
      assertThat(text.split("\r\n")).hasSize(2);

      Browser.click(page, "tbody a");
      assertThat(page.url()).contains("/cases/" + of).contains("tab=opinions");
      page.navigate(at("/vetoes?words=" + city.of(lifted).number()));
      assertThat(page.locator("tbody tr").textContent()).contains("已由部门撤销", "事实有误，予以撤销");
      page.navigate(at("/vetoes?words=" + number + "&state=lifted"));
      assertThat(page.locator(".empty").textContent()).contains("没有符合条件的否决");
      Browser.axe(page);
      page.navigate(at("/vetoes?from=tomorrow"));
      assertThat(page.locator(".summary a").getAttribute("href")).isEqualTo("#f-from");
      Browser.axe(page);
      page.navigate(at("/vetoes?lang=en"));
      Browser.axe(page);
      Browser.picture(page, "vetoes-en");
    }
    try (var phone = Browser.onTelephone()) {
      var page = Browser.signIn(phone, port, "demo-supervisor");
      Browser.axe(page);
      Browser.picture(page, "vetoes-phone");
    }
  }

  @Test
  void departments_and_applicants_see_their_own_only() {
    CaseId of = city.inReview("yjj", "sthj");
    city.veto(of, "sthj");
    var number = city.of(of).number();
    for (var who : new String[] {"demo-sthj-handler", "demo-lead", "demo-applicant"}) {
      try (var person = Browser.withoutScript()) {
        var page = Browser.signIn(person, port, who);
        Browser.click(page, ".nav a[href='/vetoes']");
        page.fill("input[name=words]", number);
        Browser.click(page, ".filter button");
        assertThat(page.locator("tbody tr").count()).as(who).isEqualTo(1);
        Browser.axe(page);
      }
    }
    for (var who : new String[] {"demo-yjj-handler", "demo-applicant2"}) {
      try (var person = Browser.withoutScript()) {
        var page = Browser.signIn(person, port, who);
        page.navigate(at("/vetoes?words=" + number));
        assertThat(page.locator("tbody tr").count()).as(who).isZero();
        page.navigate(at("/vetoes"));
        Browser.axe(page);
      }
    }
  }
}
