package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.OpinionDraft.CitedFinding;
import org.zhunru.web.Visitor;

/** A veto that rests on what the check of the dossier found. */
@IntegrationTest
class CitedFindingsTest {
  @LocalServerPort int port;
  @Autowired City city;
  @Autowired FrozenChecks checks;

  private CaseId prohibited(String... departments) {
    return city.inReviewWith(
        "\"substances\": ?\\[",
        "\"substances\":[{\"name\":\"六氯苯\",\"quantityTonnes\":1,\"links\":[\"use\"]},",
        departments);
  }

  private CheckResult.Finding banned(CaseId id) {
    return checks.of(id, 1).findings().stream()
        .filter(f -> f.message().equals("六氯苯"))
        .findFirst()
        .orElseThrow();
  }

  private OpinionDraft veto(CaseId id, @Nullable CitedFinding finding) {
    var plain = city.veto(id);
    return new OpinionDraft(
        plain.kind(),
        plain.dossierVersion(),
        plain.text(),
        plain.groundId(),
        plain.fact(),
        plain.factPath(),
        finding,
        plain.remedy(),
        List.of(),
        List.of(),
        null,
        null);
  }

  private static CitedFinding cited(CheckResult.Finding finding) {
    return new CitedFinding(finding.rule(), finding.subject());
  }

  @Test
  void the_opinion_keeps_the_finding_as_it_was_frozen_and_the_papers_name_it() throws Exception {
    var id = prohibited("yjj");
    var finding = banned(id);
    city.speak(id, "yjj", veto(id, cited(finding)));

    assertThat(city.joint.effective(id)).hasSize(1);
    assertThat(city.joint.effective(id).get(0).finding()).isEqualTo(finding);
    city.decide(id, DecisionOutcome.REFUSED);
    var papers = city.documents.ofCase(id.value());
    for (var kind : List.of("opinion", "decision-refused")) {
      var paper = papers.stream().filter(d -> d.kind().equals(kind)).findFirst().orElseThrow();
      try (var pdf = Loader.loadPDF(city.documents.content(paper.id()))) {
        assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
            .as(kind)
            .contains("核查结果")
            .contains("六氯苯（" + finding.legalBasis().replaceAll("\\s", ""));
      }
    }
    var page = as("demo-yjj-head").get("/cases/" + id + "?tab=opinions").body();
    assertThat(page).contains("引用的核查结果").contains("六氯苯");
  }

  @Test
  void what_the_check_did_not_find_or_left_open_is_no_finding_to_rest_on() {
    var id = prohibited("yjj");
    refused(id, new CitedFinding("catalogues/none.csv:2", "sector"), "review.findingUnknown");
    var open =
        checks.of(id, 1).findings().stream().filter(f -> !f.decided()).findFirst().orElseThrow();
    refused(id, cited(open), "review.findingOpen");
  }

  private void refused(CaseId id, CitedFinding finding, String code) {
    assertThatThrownBy(
            () ->
                city.reviews.forward(
                    city.person("demo-yjj-handler"), id, "yjj", veto(id, finding), ""))
        .isInstanceOfSatisfying(
            Refusal.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.field()).isEqualTo("finding");
            });
  }

  @Test
  void one_click_takes_over_fact_place_remedy_and_the_ground_that_the_register_has() {
    var id = prohibited("yjj", "xfj");
    var handler = as("demo-yjj-handler");
    var key = cited(banned(id)).key();
    var tab = handler.get("/cases/" + id + "?tab=findings").body();
    assertThat(tab).contains("/opinion?department=yjj&amp;cite=");

    var page =
        handler
            .post("/cases/" + id + "/opinion", "department", "yjj", "cite", key, "text", "不同意。")
            .body();
    assertThat(page)
        .contains("name=\"finding\" value=\"" + key)
        .contains("<option value=\"CAT-06\" selected")
        .contains("<option value=\"units[0].substances[0].name\" selected")
        .contains("不同意。");
    var undone =
        handler
            .post("/cases/" + id + "/opinion", "department", "yjj", "cite", "none", "finding", key)
            .body();
    assertThat(undone).doesNotContain("name=\"finding\"");
    // The fire brigade has no ground of the register for it, and chooses one.
    var other =
        as("demo-xfj-handler")
            .post("/cases/" + id + "/opinion", "department", "xfj", "cite", key)
            .body();
    assertThat(other).contains("请自行选择否决依据").contains("name=\"finding\" value=\"" + key);
  }

  private Visitor as(String username) {
    return Visitor.signedIn(port, username, DemoPeople.PASSWORD);
  }
}
