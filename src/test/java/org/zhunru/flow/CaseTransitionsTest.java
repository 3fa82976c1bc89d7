package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.journey.Browser;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.PoliciesOf;
import org.zhunru.web.Visitor;

/**
 * Cases between two editions: which limit their checks name, what is frozen again, and that each of
 * them is made again byte for byte.
 */
@IntegrationTest
class CaseTransitionsTest {
  private static final String LIMITS = "catalogues/headcount-limits.csv";
  private static final String HEADER =
      "sector,place_zh,limit,unit,condition_zh,legal_basis,confidence\n";
  private static final String TRANSITIONS = "transitions.csv";
  private static final String ROUTING = "department-routing.dmn";
  private static final String BASIS = "测试规定〔2020〕1号";

  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Editions editions;
  @Autowired FrozenChecks frozen;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;

  @AfterEach
  void nothing_stays() {
    editions.takeBack(LIMITS);
    editions.takeBack(TRANSITIONS);
    editions.takeBack(ROUTING);
  }

  private LocalDate daysAgo(int days) {
    return LocalDate.now(clock).minusDays(days);
  }

  private void limitSince(LocalDate from, int limit) {
    editions.since(
        from, LIMITS, HEADER + "hazchem,试验场所," + limit + ",人/单班,测试," + BASIS + ",high\n");
  }

  private void decisionCounts() {
    editions.since(
        daysAgo(90), TRANSITIONS, PoliciesOf.text(TRANSITIONS) + "测试规定,decision,测试办法 第九条,high\n");
  }

  private CaseId withEightPeople(boolean inReview) {
    var told = "{\"headcounts\":[{\"place\":\"试验场所\",\"people\":8}],";
    if (inReview) {
      return city.inReviewWith("\\{", told, "yjj");
    }
    var id = city.draft("yjj");
    var draft = city.drafts.of(city.applicant(), id);
    city.drafts.save(
        city.applicant(), id, draft.facts().replaceFirst("\\{", told), draft.revision());
    city.dossiers.submit(city.applicant(), id);
    return id;
  }

  /** All that was done so far, was done so many days before; the database guards that itself. */
  private void daysPass(CaseId id, int days) {
    guarded(
        """
        update dossier_check c set as_of = as_of - n, made_on = made_on - n,
          filed_on = filed_on - n, accepted_on = accepted_on - n,
          checked_at = checked_at - make_interval(days => n),
          result = replace(result, '"asOf":"' || as_of, '"asOf":"' || as_of - n)
        from (values (?)) passed(n) where case_id = ?
        """,
        days,
        id.value());
    db.sql(
            """
            update case_file set submitted_at = submitted_at - make_interval(days => :days),
              accepted_at = accepted_at - make_interval(days => :days) where id = :id
            """)
        .param("days", days)
        .param("id", id.value())
        .update();
  }

  private void guarded(String sql, Object... values) {
    transaction.executeWithoutResult(
        status -> {
          db.sql("alter table dossier_check disable trigger user").update();
          db.sql(sql).params(values).update();
          db.sql("alter table dossier_check enable trigger user").update();
        });
  }

  private List<String> limits(CheckResult check) {
    return check.findings().stream()
        .filter(f -> f.legalBasis().equals(BASIS))
        .map(CheckResult.Finding::threshold)
        .toList();
  }

  /** Stage and limit of each check that was kept; each is the same when it is made again. */
  private List<String> kept(CaseId id, int version) {
    return frozen.all(id, version).stream()
        .peek(
            one -> {
              var replay = frozen.replay(id, version, one.stage());
              assertThat(replay.again()).isEqualTo(one.json());
              assertThat(replay.samePolicies()).isTrue();
            })
        .map(one -> one.stage() + " " + String.join(",", limits(one.result())))
        .toList();
  }

  private static void seen(Page page, String name) {
    Browser.axe(page);
    Browser.picture(page, name);
  }

  private String page(String person, String address) {
    return Visitor.signedIn(port, person, DemoPeople.PASSWORD).get(address).body();
  }

  @Test
  void a_case_filed_before_a_change_and_accepted_after_it_is_judged_by_the_day_of_acceptance() {
    limitSince(daysAgo(40), 7);
    var id = withEightPeople(false);
    daysPass(id, 9);
    limitSince(daysAgo(2), 5);
    assertThat(frozen.ahead(city.of(id)))
        .hasValueSatisfying(next -> assertThat(limits(next)).containsExactly("5"));
    assertThat(page("demo-lead", "/cases/" + id)).contains("适用的规定已有变化", "如今天受理");

    city.acceptance.accept(city.lead(), id, "");

    assertThat(kept(id, 1)).containsExactly("FILED 7", "ACCEPTED 5");
    assertThat(limits(frozen.of(id, 1))).containsExactly("5");
    assertThat(frozen.ahead(city.of(id))).isEmpty();
    assertThat(
            db.sql("select text from case_hit where case_id = :id and text like '试验场所%'")
                .param("id", id.value())
                .query(String.class)
                .list())
        .hasSize(1);
    assertThat(page("demo-applicant", "/cases/" + id + "?tab=findings"))
        .contains("按受理日 " + daysAgo(0), "首次申报 " + daysAgo(9), "本市自定", "待核实");
    var again = "/cases/" + id + "/versions/1/check";
    assertThat(page("demo-lead", again)).contains("逐字节相同", "受理时", "?stage=filed");
    assertThat(page("demo-lead", again + "?stage=filed")).contains("逐字节相同", "按 " + daysAgo(9));

    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);
    assertThat(kept(id, 1)).containsExactly("FILED 7", "ACCEPTED 5");
  }

  @Test
  void a_correction_filed_after_acceptance_is_judged_by_the_day_of_acceptance() {
    limitSince(daysAgo(40), 7);
    var id = withEightPeople(true);
    daysPass(id, 9);
    limitSince(daysAgo(2), 5);
    city.toHead(id, "yjj", city.correction(id));
    city.reviews.sign(
        city.seat("yjj", org.zhunru.identity.SeatKind.HEAD), id, "yjj", city.correction(id));
    city.write(id, "purpose", "yjj");
    city.dossiers.submit(city.applicant(), id);

    assertThat(kept(id, 2)).containsExactly("FILED 7");
    assertThat(frozen.of(id, 2).asOf()).isEqualTo(daysAgo(9));
    assertThat(limits(frozen.today(id, 2))).containsExactly("5");
    assertThat(kept(id, 1)).containsExactly("FILED 7");
  }

  @Test
  void a_document_that_goes_by_the_decision_is_looked_at_anew_on_that_day() {
    decisionCounts();
    limitSince(daysAgo(40), 7);
    var id = withEightPeople(true);
    daysPass(id, 9);
    assertThat(frozen.ahead(city.of(id))).isEmpty();
    limitSince(daysAgo(2), 5);
    var address = "http://localhost:" + port + "/cases/" + id;
    try (var desk = Browser.withoutScript()) {
      var page = Browser.signIn(desk, port, "demo-yjj-handler");
      page.navigate(address + "?tab=findings");
      assertThat(page.textContent("main"))
          .contains("适用的规定已有变化", "如今天作出决定", "以决定日施行的版本为准", "测试办法 第九条");
      seen(page, "case-law-ahead");
      page.navigate(address + "/opinion?department=yjj");
      assertThat(page.textContent(".note.warn")).contains("如今天作出决定", "查看不同之处");
      Browser.picture(page, "opinion-other-law");
      city.agree(id, "yjj");
      assertThat(kept(id, 1)).containsExactly("FILED 7");

      city.decide(id, DecisionOutcome.APPROVED);

      page.navigate(address + "/versions/1/check?lang=en");
      assertThat(page.textContent("main")).contains("on the decision", "测试办法 第九条");
      seen(page, "check-again-stages-en");
    }

    assertThat(kept(id, 1)).containsExactly("FILED 7", "DECIDED 5");
    assertThat(page("demo-applicant", "/cases/" + id + "?tab=findings"))
        .contains("按受理日 " + daysAgo(9), "《测试规定》：按决定日 " + daysAgo(0), "测试办法 第九条");
  }

  @Test
  void departments_are_called_by_the_routing_of_the_day_of_acceptance() {
    var id = withEightPeople(false);
    daysPass(id, 9);
    editions.since(daysAgo(2), ROUTING, PoliciesOf.routingWith("Extra", "tlj"));
    assertThat(page("demo-lead", "/cases/" + id + "/acceptance")).contains("铁路监督管理机构");

    city.acceptance.accept(city.lead(), id, "");

    assertThat(called(frozen.all(id, 1).get(0).result())).doesNotContain("tlj");
    assertThat(called(frozen.of(id, 1))).contains("tlj");
    assertThat(kept(id, 1)).containsExactly("FILED ", "ACCEPTED ");
  }

  private static List<String> called(CheckResult check) {
    return check.departments().stream().map(CheckResult.CalledDepartment::code).toList();
  }

  @Test
  void nothing_is_kept_twice_if_the_law_is_the_same() {
    var id = withEightPeople(false);
    daysPass(id, 9);
    limitSince(daysAgo(20), 7);
    editions.takeBack(LIMITS);
    city.acceptance.accept(city.lead(), id, "");
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.APPROVED);

    assertThat(kept(id, 1)).containsExactly("FILED ");
    assertThat(page("demo-applicant", "/cases/" + id + "?tab=findings"))
        .contains("受理日 " + daysAgo(0), "与留存的核查相同");
  }

  @Test
  void a_check_kept_before_there_were_transitions_is_made_again_by_its_one_day() {
    limitSince(daysAgo(40), 7);
    var id = withEightPeople(false);
    daysPass(id, 9);
    guarded(
        "update dossier_check set made_on = null, filed_on = null where case_id = ?", id.value());
    limitSince(daysAgo(2), 5);

    assertThat(kept(id, 1)).containsExactly("FILED 7");
    city.acceptance.accept(city.lead(), id, "");
    assertThat(kept(id, 1)).containsExactly("FILED 7", "ACCEPTED 5");
  }

  @Test
  void two_persons_publish_the_rules_of_documents_that_are_known() {
    var first = editions.revisions.earliest();
    var named = PoliciesOf.text(TRANSITIONS) + "产业结构调整指导目录,filing,测试办法,high\n";
    var unknown = editions.written(TRANSITIONS, named.replace("产业结构", "结构"));
    assertThat(page("demo-policy-editor", "/policy/revisions/" + unknown.id()))
        .contains("没有以“结构调整指导目录”开头的文件", "过渡规则");
    editions.takeBack(TRANSITIONS);

    var revision = editions.published(TRANSITIONS, named, first);

    assertThat(editions.revisions.changes(revision).changes())
        .singleElement()
        .satisfies(c -> assertThat(c.after()).containsEntry("day", "filing"));
  }
}
