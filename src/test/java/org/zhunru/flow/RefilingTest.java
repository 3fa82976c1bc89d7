package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Refilings;
import org.zhunru.review.Remedy;
import org.zhunru.supervision.VetoRegister;
import org.zhunru.web.Visitor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever was vetoed files again, and what was asked for is checked off before anything is
 * approved.
 */
@IntegrationTest
class RefilingTest {
  @Autowired City city;
  @Autowired Refilings refilings;
  @Autowired VetoRegister register;
  @Autowired Invariants invariants;
  @LocalServerPort int port;

  private CaseId refused() {
    var id = city.inReview("yjj", "sthj");
    city.speak(
        id,
        "sthj",
        OpinionDraft.veto(city.version(id), "不同意。", City.GROUND, "距居民区过近", "调整选址\n重做环评"));
    city.agree(id, "yjj");
    city.decide(id, DecisionOutcome.REFUSED);
    return id;
  }

  private CaseId draftAgain(CaseId vetoed) {
    return city.cases
        .open(city.applicant(), city.of(vetoed).projectId(), "joint-pre-approval")
        .id();
  }

  private CaseId refiled(CaseId vetoed) {
    var id = draftAgain(vetoed);
    refilings.file(city.applicant(), id, vetoed);
    return id;
  }

  private VetoRegister.Row veto(CaseId vetoed) {
    return register
        .list(
            city.person("demo-supervisor"),
            new VetoRegister.Filter(city.of(vetoed).number(), null, null, null, null, null, null),
            null)
        .rows()
        .get(0);
  }

  private static void refusedWith(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .satisfies(e -> assertThat(e.toString() + List.of(e.getSuppressed())).contains(code));
  }

  @Test
  void a_refiled_case_is_approved_only_after_every_remedy_was_checked_off() {
    var vetoed = refused();
    var id = draftAgain(vetoed);
    assertThat(refilings.offered(city.of(id)).get(0).id())
        .as("the vetoed case of the same project comes first")
        .isEqualTo(vetoed);
    assertThat(refilings.offered(city.of(id)).get(0).departments()).containsExactly("sthj");
    refilings.file(city.applicant(), id, vetoed);
    assertThat(refilings.offered(city.of(id))).as("once it is filed nothing is offered").isEmpty();

    city.acceptance.accept(city.lead(), id, "");
    invariants.hold(id);
    assertThat(city.work(id)).contains("CHECK_REMEDIES sthj");
    assertThat(veto(vetoed).state()).isEqualTo(VetoRegister.State.REFILED);
    assertThat(veto(vetoed).refiled())
        .isEqualTo(
            new VetoRegister.Refiled(
                id, String.valueOf(city.of(id).number()), CaseState.IN_REVIEW, 0, 2));

    city.agree(id, "yjj", "sthj");
    refusedWith("decision.remediesOpen", () -> city.decide(id, DecisionOutcome.APPROVED));

    var handler = city.seat("sthj", SeatKind.HANDLER);
    var items = refilings.remedies(id);
    assertThat(items).extracting(Remedy::text).containsExactly("调整选址", "重做环评");
    refilings.check(handler, id, items.get(0).id(), true, "新选址距居民区 900 米", null);
    assertThat(veto(vetoed).refiled().met()).isOne();
    refilings.check(handler, id, items.get(1).id(), true, "环评已重做", null);
    assertThat(city.work(id)).doesNotContain("CHECK_REMEDIES sthj");
    refilings.check(handler, id, items.get(1).id(), false, "环评缺一章", null);
    assertThat(city.work(id)).as("taken back: to be checked again").contains("CHECK_REMEDIES sthj");
    refusedWith("decision.remediesOpen", () -> city.decide(id, DecisionOutcome.APPROVED));
    refilings.check(handler, id, items.get(1).id(), true, "已补", null);

    city.decide(id, DecisionOutcome.APPROVED);
    invariants.hold(id);
    assertThat(refilings.remedies(id).get(1).checks())
        .extracting(Remedy.Check::met)
        .containsExactly(true, false, true);
    assertThat(veto(vetoed).refiled().met()).isEqualTo(2);
  }

  @Test
  void only_vetoed_and_closed_cases_of_the_own_enterprise_can_be_answered() {
    var vetoed = refused();
    var open = city.inReview("yjj", "sthj");
    city.veto(open, "sthj");
    var id = draftAgain(vetoed);
    for (var wrong : List.of(open, id, new CaseId(UUID.randomUUID()))) {
      refusedWith("review.notVetoed", () -> refilings.file(city.applicant(), id, wrong));
    }
    refusedWith(
        "intake.noSuchCase", () -> refilings.file(city.person("demo-applicant2"), id, vetoed));
    assertThat(city.of(id).state()).as("nothing was filed").isEqualTo(CaseState.DRAFT);
    refilings.file(city.applicant(), id, null);
    assertThat(refilings.of(id)).isEmpty();
    assertThat(veto(vetoed).state()).isEqualTo(VetoRegister.State.STANDING);
    refusedWith("review.notVetoed", () -> refilings.file(city.applicant(), id, vetoed));
  }

  @Test
  void the_department_that_vetoed_checks_with_evidence_and_nobody_else() {
    var vetoed = refused();
    var id = refiled(vetoed);
    var item = refilings.remedies(id).get(0).id();
    var head = city.seat("sthj", SeatKind.HEAD);
    assertThat(city.cases.maySee(head, city.of(id))).as("before it is called").isTrue();
    refusedWith("intake.wrongState", () -> refilings.check(head, id, item, true, "见图", null));
    city.acceptance.accept(city.lead(), id, "");

    refusedWith(
        "review.notYourSeat",
        () -> refilings.check(city.seat("yjj", SeatKind.HEAD), id, item, true, "见图", null));
    refusedWith(
        "review.notYourSeat", () -> refilings.check(city.lead(), id, item, true, "见图", null));
    refusedWith("review.evidenceMissing", () -> refilings.check(head, id, item, true, " ", null));
    refusedWith(
        "review.evidenceNotFiled",
        () -> refilings.check(head, id, item, true, "见图", UUID.randomUUID()));
    refusedWith(
        "review.noSuchRemedy",
        () -> refilings.check(head, id, UUID.randomUUID(), true, "见图", null));
    assertThat(refilings.remedies(id)).noneMatch(Remedy::met);

    city.cases.withdraw(city.applicant(), id, "不办了");
    assertThat(city.work(id)).isEmpty();
    refusedWith("intake.wrongState", () -> refilings.check(head, id, item, true, "见图", null));
    assertThat(veto(vetoed).refiled().state()).isEqualTo(CaseState.WITHDRAWN);
  }

  @Test
  void the_same_is_done_over_rest() {
    var vetoed = refused();
    var id = draftAgain(vetoed);
    var applicant = new Visitor(port).basic("demo-applicant", DemoPeople.PASSWORD);
    var path = "/api/v1/cases/" + id;
    assertThat(
            applicant.send("POST", path + "/submit", "{\"refiles\":\"%s\"}".formatted(id)).body())
        .contains("review.notVetoed");
    assertThat(
            applicant
                .send("POST", path + "/submit", "{\"refiles\":\"%s\"}".formatted(vetoed))
                .statusCode())
        .isEqualTo(200);
    city.acceptance.accept(city.lead(), id, "");
    var officer = new Visitor(port).basic("demo-sthj-handler", DemoPeople.PASSWORD);
    var shown = JsonMapper.shared().readTree(officer.send("GET", path + "/remedies", "").body());
    assertThat(shown.path("refiles").asString("")).isEqualTo(vetoed.toString());
    var item = shown.path("items").get(0).path("id").asString("");
    var after =
        JsonMapper.shared()
            .readTree(
                officer
                    .send("POST", path + "/remedies/" + item, "{\"met\":true,\"evidence\":\"见图\"}")
                    .body());
    assertThat(after.path("met").asInt(0)).isOne();
    assertThat(after.path("items").get(0).path("checks").get(0).path("evidence").asString(""))
        .isEqualTo("见图");
  }
}
