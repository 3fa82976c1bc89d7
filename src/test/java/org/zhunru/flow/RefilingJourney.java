package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;
import org.zhunru.journey.Filing;
import org.zhunru.review.OpinionDraft;

/** A refused applicant files again; the department that vetoed checks its remedies off. */
@IntegrationTest
class RefilingJourney {
  @LocalServerPort int port;
  @Autowired City city;

  private String at(String path) {
    return "http://localhost:" + port + path;
  }

  @Test
  void a_refused_case_is_filed_again_and_its_remedies_are_checked_off() {
    CaseId vetoed = city.inReview("yjj", "sthj");
    city.speak(
        vetoed,
        "sthj",
        OpinionDraft.veto(
            city.version(vetoed),
            "不同意。",
            City.GROUND,
            "距居民区 300 米",
            "调整选址，距居民区不少于 800 米\n重做环境影响评价"));
    city.agree(vetoed, "yjj");
    city.decide(vetoed, DecisionOutcome.REFUSED);
    var number = city.of(vetoed).number();
    CaseId id =
        city.cases.open(city.applicant(), city.of(vetoed).projectId(), "joint-pre-approval").id();

    // As a new project would begin: the journey types the rest.
    city.drafts.save(
        city.applicant(),
        id,
        """
        {"name":"%s","regionCode":"230903","applicant":
          {"name":"七台河示例化工有限公司（演示）","creditCode":"91230900MA1DEM015B"}}
        """
            .formatted(city.projects.byId(city.of(vetoed).projectId()).name()),
        city.drafts.of(city.applicant(), id).revision());

    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-applicant");
      page.navigate(at("/cases/" + id + "/edit/project"));
      Filing.typeAll(page);
      Filing.uploadMissing(page);
      page.navigate(at("/cases/" + id + "/check"));
      var same = page.locator("input[name=refiles][value='" + vetoed + "']");
      assertThat(same.isChecked()).as("the case of the same project is offered").isTrue();
      Browser.axe(page);
      Browser.picture(page, "refiling-offered-zh");
      Browser.click(page, "form[action$='/submit'] button");
      assertThat(page.locator(".confirm").textContent()).contains(number, "逐项核销");
      Browser.axe(page);
      Browser.click(page, ".confirm button");
      assertThat(page.url()).endsWith("/cases/" + id);
      assertThat(page.locator("main").textContent()).contains("针对被否决的办件重新申报", number, "0/2");
      Browser.axe(page);
      Browser.picture(page, "refiling-case-zh");
      page.navigate(at("/cases/" + vetoed));
      assertThat(page.locator("main").textContent())
          .contains("已重新申报为", city.of(id).number(), "0/2");
    }
    city.acceptance.accept(city.lead(), id, "");

    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-sthj-handler");
      page.navigate(at("/worklist?words=" + city.of(id).number()));
      assertThat(page.locator("tbody").textContent()).contains("核销整改要求");
      page.navigate(at("/cases/" + id));
      Browser.click(page, "a.button[href$='/remedies']");
      Browser.axe(page);
      Browser.click(page, ".remedies > li >> nth=0 >> summary");
      Browser.click(page, ".remedies > li >> nth=0 >> button[value=met]");
      assertThat(page.locator(".summary").textContent()).contains("没有写明依据");
      Browser.axe(page);
      page.fill(".remedies > li >> nth=0 >> textarea", "新选址距居民区 900 米，见总平面图");
      Browser.click(page, ".remedies > li >> nth=0 >> button[value=met]");
      Browser.click(page, ".remedies > li >> nth=1 >> summary");
      page.fill(".remedies > li >> nth=1 >> textarea", "环评报告缺风险专章");
      Browser.click(page, ".remedies > li >> nth=1 >> button[value=unmet]");
      assertThat(page.locator("main").textContent())
          .contains("1/2", "核销：", "见总平面图", "未做到：", "缺风险专章");
      Browser.axe(page);
      Browser.picture(page, "remedies-zh");
      page.navigate(at("/cases/" + id + "/remedies?lang=en"));
      Browser.axe(page);
      Browser.picture(page, "remedies-en");
    }
    try (var person = Browser.withoutScript()) {
      var page = Browser.signIn(person, port, "demo-supervisor");
      page.navigate(at("/vetoes?state=refiled&words=" + number));
      assertThat(page.locator("tbody tr").textContent())
          .contains("已重新申报", city.of(id).number(), "整改已核销 1/2");
      Browser.axe(page);
      Browser.picture(page, "vetoes-refiled-zh");
      Browser.click(page, "tbody a[href$='/remedies']");
      assertThat(page.locator("h1").textContent()).contains("整改要求核销");
      assertThat(page.locator(".remedies form").count()).as("a supervisor checks nothing").isZero();
    }
    try (var phone = Browser.onTelephone()) {
      var page = Browser.signIn(phone, port, "demo-applicant");
      page.navigate(at("/cases/" + id + "/remedies"));
      Browser.axe(page);
      Browser.picture(page, "remedies-phone");
    }
  }
}
