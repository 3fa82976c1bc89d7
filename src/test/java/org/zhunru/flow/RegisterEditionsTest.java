package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.Period;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Matter;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.PoliciesOf;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.Clocks;
import org.zhunru.web.Visitor;

/** New editions of the checklist of materials and of the time limits, while cases run. */
@IntegrationTest
class RegisterEditionsTest {
  private static final String MATERIALS = "materials.csv";
  private static final String LIMITS = "time-limits.csv";

  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Editions editions;
  @Autowired FrozenChecks frozen;
  @Autowired LimitsInForce limits;
  @Autowired Clocks clocks;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  @AfterEach
  void nothing_stays() {
    editions.takeBack(MATERIALS);
    editions.takeBack(LIMITS);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static String withRiskReport() {
    return PoliciesOf.text(MATERIALS)
        + "risk-report,joint-pre-approval,社会稳定风险报告,Risk report,yes,,,,某法 第一条,high\n";
  }

  @Test
  void a_draft_is_asked_by_the_edition_of_the_day_and_a_filed_case_keeps_its_own() {
    var filed = city.submitted("yjj");
    db.sql("update case_file set submitted_at = submitted_at - interval '5 days' where id = :id")
        .param("id", filed.value())
        .update();
    city.acceptance.correct(
        city.lead(),
        filed,
        List.of(new Correction.Item(Correction.Kind.FIELD, "purpose", "INCOMPLETE", "请说明用途")),
        "",
        10);
    var draft = city.draft("yjj");
    editions.since(today(), MATERIALS, withRiskReport());

    var applicant = Visitor.signedIn(port, "demo-applicant", DemoPeople.PASSWORD);
    assertThat(applicant.get("/cases/" + draft + "/edit/materials").body()).contains("社会稳定风险报告");
    assertThat(applicant.get("/cases/" + filed + "/edit/materials").body())
        .doesNotContain("社会稳定风险报告");
    assertThatThrownBy(() -> city.dossiers.submit(city.applicant(), draft))
        .hasMessageContaining("policy.materialMissing");
    city.dossiers.submit(city.applicant(), filed);
    assertThat(frozen.of(filed, 2).missing()).noneMatch(m -> m.what().equals("risk-report"));
    assertThat(frozen.replay(filed, 2).same()).isTrue();
    assertThat(frozen.replay(filed, 2).samePolicies()).isTrue();
  }

  @Test
  void two_persons_publish_a_checklist_that_asks_from_its_day_on() {
    var first = editions.revisions.earliest();
    var revision = editions.published(MATERIALS, withRiskReport(), first);
    assertThat(editions.revisions.changes(revision).changes())
        .singleElement()
        .satisfies(c -> assertThat(c.after()).containsEntry("id", "risk-report"));
    var draft = city.draft("yjj");
    city.dossiers.submit(city.applicant(), draft);
    assertThat(frozen.of(draft, 1).missing()).noneMatch(m -> m.what().equals("risk-report"));
  }

  private static String sevenDaysForDepartments() {
    var shipped = PoliciesOf.text(LIMITS);
    var longer = shipped.replaceFirst("(?m)^(TL-JP-14,.*),5,working_day", "$1,7,calendar_day");
    assertThat(longer).isNotEqualTo(shipped);
    return longer;
  }

  private CaseClock review(CaseId id) {
    return clocks.ofCase(id).stream()
        .filter(c -> c.term() == Matter.Term.REVIEW)
        .findFirst()
        .orElseThrow();
  }

  private boolean inWorkingDays(CaseId id) {
    return db.sql("select in_working_days from legal_clock where case_id = :id and term = 'REVIEW'")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  @Test
  void a_clock_keeps_the_limit_of_the_day_on_which_it_started() {
    var before = city.inReview("yjj");
    var calendar = clocks.calendar();
    var start = today().minusDays(1);
    db.sql(
            """
            update legal_clock set started_on = :on, due_on = :due
            where case_id = :id and term = 'REVIEW'
            """)
        .param("on", start)
        .param("due", calendar.addWorkingDays(start, 5))
        .param("id", before.value())
        .update();
    editions.since(today(), LIMITS, sevenDaysForDepartments());

    assertThat(clocks.recompute(before, calendar)).isZero();
    assertThat(review(before).limit().period()).isEqualTo(Period.workingDays(5));
    assertThat(review(before).dueOn()).isEqualTo(calendar.addWorkingDays(start, 5));
    assertThat(inWorkingDays(before)).isTrue();

    var after = city.inReview("yjj");
    assertThat(review(after).limit().period()).isEqualTo(new Period(7, Period.Unit.CALENDAR));
    assertThat(review(after).dueOn()).isEqualTo(today().plusDays(7));
    assertThat(inWorkingDays(after)).isFalse();
    var page =
        Visitor.signedIn(port, "demo-lead", DemoPeople.PASSWORD)
            .get("/cases/" + before + "/clocks")
            .body();
    assertThat(page).contains(review(before).limit().step());
  }

  @Test
  void two_persons_publish_limits_that_count_from_their_day_on() {
    var first = editions.revisions.earliest();
    editions.published(LIMITS, sevenDaysForDepartments(), first);
    assertThat(limits.byId("TL-JP-14", first.minusDays(1)).period())
        .isEqualTo(Period.workingDays(5));
    assertThat(limits.byId("TL-JP-14", first).period())
        .isEqualTo(new Period(7, Period.Unit.CALENDAR));
    assertThat(review(city.inReview("yjj")).limit().period()).isEqualTo(Period.workingDays(5));
  }

  @Test
  void a_row_that_the_procedure_runs_by_is_not_removed_by_two_persons_either() {
    var written = editions.written(LIMITS, PoliciesOf.without(LIMITS, "TL-GL-04"));
    GroundEditionsTest.refused(
        "policy.faultsLeft", () -> editions.revisions.submit(editions.editor(), written.id()));
    var page =
        Visitor.signedIn(port, "demo-policy-editor", DemoPeople.PASSWORD)
            .get("/policy/revisions/" + written.id())
            .body();
    assertThat(page).contains("缺少TL-GL-04", "请保留这一行");
  }
}
