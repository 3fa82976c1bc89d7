package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.review.OpinionDraft;
import org.zhunru.web.Visitor;

/** The pictures of a case, each with the same in words, for those who may see them. */
@IntegrationTest
class CasePicturePagesTest {
  private static final Pattern ROW = Pattern.compile("<tr class=\"([a-z-]+)\">(.*?)</tr>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  @LocalServerPort int port;
  @Autowired City city;

  private Visitor visitor(String username) {
    return Visitor.signedIn(port, username, DemoPeople.PASSWORD);
  }

  private static String tab(CaseId id) {
    return "/cases/" + id + "?tab=picture";
  }

  private static String review(CaseId id, String department) {
    return "/cases/" + id + "/reviews/" + department;
  }

  /** The words under the picture, row by row: {@code done 拟定意见 ...}. */
  private static List<String> steps(String html) {
    var rows = new ArrayList<String>();
    var found = ROW.matcher(html.replace("\n", ""));
    while (found.find()) {
      rows.add(
          found.group(1)
              + " "
              + TAG.matcher(found.group(2)).replaceAll(" ").replaceAll(" +", " ").strip());
    }
    return rows;
  }

  private static String step(List<String> steps, String name) {
    return steps.stream().filter(s -> s.contains(" " + name)).findFirst().orElse("");
  }

  @Test
  void a_department_that_is_at_work_shows_who_did_what_and_what_is_still_ahead() {
    var id = city.inReview("yjj", "sthj");
    city.toHead(id, "yjj", OpinionDraft.agree(1, "同意。"));
    var html = visitor("demo-sthj-handler").get(review(id, "yjj")).body();
    var steps = steps(html);

    assertThat(html).contains("<svg").contains("待签发");
    assertThat(step(steps, "拟定意见"))
        .startsWith("done")
        .contains("✓ 已完成", city.seat("yjj", SeatKind.HANDLER).name());
    assertThat(step(steps, "审核意见")).contains(city.seat("yjj", SeatKind.REVIEWER).name());
    assertThat(step(steps, "签发 ")).startsWith("current").contains("● 进行中");
    assertThat(step(steps, "一票否决")).startsWith("ahead").contains("○ 尚未到达");
    assertThat(html).contains(review(id, "sthj"));

    var own = steps(visitor("demo-sthj-handler").get(review(id, "sthj")).body());
    assertThat(step(own, "拟定意见")).startsWith("current");
    assertThat(step(own, "签发 ")).startsWith("ahead");
  }

  @Test
  void a_closed_case_keeps_the_pictures_of_its_departments() {
    var id = city.inReview("yjj", "sthj");
    city.agree(id, "yjj");
    city.veto(id, "sthj");
    city.decide(id, DecisionOutcome.REFUSED);
    var lead = visitor("demo-lead");

    var vetoed = steps(lead.get(review(id, "sthj")).body());
    assertThat(step(vetoed, "一票否决")).startsWith("done");
    assertThat(step(vetoed, "同意")).startsWith("not-needed").contains("– 不需要");
    assertThat(vetoed).noneMatch(s -> s.startsWith("current") || s.startsWith("ahead"));
    assertThat(step(steps(lead.get(review(id, "yjj")).body()), "一票否决")).startsWith("not-needed");

    var whole = lead.get(tab(id)).body();
    assertThat(whole).contains(review(id, "yjj"), review(id, "sthj"));
    assertThat(step(steps(whole), "作出决定")).startsWith("done").contains(city.lead().name());
    assertThat(step(steps(whole), "部门审查")).contains("2/2");
  }

  @Test
  void the_same_is_said_in_english() {
    var id = city.inReview("yjj");
    var reader = visitor("demo-yjj-handler");
    var whole = reader.get(tab(id) + "&lang=en").body();
    assertThat(step(steps(whole), "Review by departments 0/1")).contains("● In progress");
    assertThat(whole).contains("Step by step");
    var steps = steps(reader.get(review(id, "yjj")).body());
    assertThat(step(steps, "Draft the opinion")).startsWith("current");
    assertThat(step(steps, "Vetoed")).contains("○ Ahead");
  }

  @Test
  void an_applicant_sees_the_process_but_not_how_a_department_comes_to_its_opinion() {
    var id = city.inReview("yjj");
    var applicant = visitor("demo-applicant");
    var whole = applicant.get(tab(id)).body();
    assertThat(step(steps(whole), "部门审查")).startsWith("current");
    assertThat(whole).doesNotContain("/reviews/");
    assertThat(applicant.get(review(id, "yjj")).statusCode()).isEqualTo(403);
  }

  @Test
  void a_department_that_takes_no_part_has_no_picture() {
    var id = city.inReview("yjj");
    var answer = visitor("demo-lead").get(review(id, "nyj"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("没有参加这个办件的会审");
    var before = city.submitted("yjj");
    assertThat(visitor("demo-lead").get(review(before, "yjj")).statusCode()).isEqualTo(404);
    assertThat(visitor("demo-lead").get(tab(before)).body()).doesNotContain("/reviews/");
  }
}
