package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.SeatKind;
import org.zhunru.policy.Grounds;
import org.zhunru.policy.PoliciesOf;
import org.zhunru.policy.RevisionState;
import org.zhunru.review.OpinionDraft;
import org.zhunru.web.Visitor;

/** The register of grounds, revised by two persons while vetoes are drafted and signed. */
@IntegrationTest
class GroundEditionsTest {
  private static final String FILE = "veto-grounds.csv";
  private static final String GROUND = "JPA-01";
  private static final String NEW = "T-77,siting,应急管理部门(原安监),试验依据,试验法 第一条,veto,high\n";

  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Editions editions;
  @Autowired Grounds grounds;
  @Autowired Clock clock;

  @AfterEach
  void nothing_stays() {
    editions.takeBack(FILE);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void two_persons_publish_a_new_edition_and_it_offers_its_ground_from_its_day_on() {
    var content = PoliciesOf.text(FILE) + NEW;
    var first = editions.revisions.earliest();
    var revision = editions.submitted(FILE, content);
    refused(
        "policy.notApprover",
        () ->
            editions.revisions.publish(
                editions.editor(), revision.id(), revision.sha256(), first, ""));
    editions.revisions.publish(editions.approver(), revision.id(), revision.sha256(), first, "已核对");

    assertThat(grounds.byId("T-77", first.minusDays(1))).isEmpty();
    assertThat(grounds.forDepartment("yjj", first)).extracting(g -> g.id()).contains("T-77");
    assertThat(grounds.edition(first)).isEqualTo(revision.sha256().substring(0, 12));
    assertThat(editions.revisions.changes(revision).changes())
        .singleElement()
        .satisfies(c -> assertThat(c.after()).containsEntry("id", "T-77"));
    refused(
        "policy.revisionState",
        () ->
            editions.revisions.upload(
                editions.editor(), revision.id(), new byte[] {'a'}, revision.edits()));
  }

  @Test
  void a_department_that_nobody_knows_keeps_it_from_the_second_person() {
    var written =
        editions.written(FILE, PoliciesOf.text(FILE) + "T-77,siting,应急部门,试验依据,试验法 第一条,veto,high\n");
    refused("policy.faultsLeft", () -> editions.revisions.submit(editions.editor(), written.id()));
    var page =
        Visitor.signedIn(port, "demo-policy-editor", DemoPeople.PASSWORD)
            .get("/policy/revisions/" + written.id())
            .body();
    assertThat(page).contains("没有名为“应急部门”的部门", "应急管理部门(原安监)");
  }

  @Test
  void a_veto_cites_the_edition_of_the_day_it_is_signed() {
    editions.since(today(), FILE, PoliciesOf.text(FILE) + NEW);
    var id = city.inReview("yjj");
    city.speak(id, "yjj", OpinionDraft.veto(1, "不同意。", "T-77", "距居民区过近", "调整选址"));

    var ground = Objects.requireNonNull(city.joint.effective(id).get(0).ground());
    assertThat(ground.text()).isEqualTo("试验依据");
    assertThat(ground.edition())
        .isEqualTo(grounds.edition(today()))
        .isNotEqualTo(grounds.edition(today().minusDays(1)));
  }

  @Test
  void who_drafted_on_a_ground_that_has_ended_since_is_told_so_and_can_not_sign() {
    var id = city.inReview("yjj");
    var draft = OpinionDraft.veto(1, "不同意。", GROUND, "距居民区过近", "调整选址");
    city.toHead(id, "yjj", draft);
    editions.since(today(), FILE, PoliciesOf.without(FILE, GROUND));

    var page =
        Visitor.signedIn(port, "demo-yjj-head", DemoPeople.PASSWORD)
            .get("/cases/" + id + "/opinion?department=yjj")
            .body();
    assertThat(page).contains("否决依据" + GROUND, "不再是依据", "另选一条");
    refused(
        "policy.groundEnded",
        () -> city.reviews.sign(city.seat("yjj", SeatKind.HEAD), id, "yjj", draft));
    assertThat(city.joint.effective(id)).isEmpty();
  }

  @Test
  void a_repeal_that_would_bring_back_what_can_not_be_used_is_refused_until_there_is_a_successor() {
    var day = editions.revisions.earliest();
    editions.since(day, FILE, PoliciesOf.text(FILE) + "T-77,siting,旧局,试验依据,试验法 第一条,veto,high\n");
    var mended = editions.published(FILE, PoliciesOf.text(FILE) + NEW, day);
    refused(
        "policy.noSuccessor",
        () -> editions.revisions.askRepeal(editions.editor(), mended.id(), "依据已废止"));

    editions.published(FILE, PoliciesOf.text(FILE), day);
    editions.revisions.askRepeal(editions.editor(), mended.id(), "依据已废止");
    editions.revisions.repeal(editions.approver(), mended.id(), day);
    assertThat(editions.revisions.byId(mended.id()).state()).isEqualTo(RevisionState.REPEALED);
    assertThat(grounds.byId("T-77", day)).isEmpty();
  }
}
