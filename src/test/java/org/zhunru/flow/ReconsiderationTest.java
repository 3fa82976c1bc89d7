package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Actor;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Delegations;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.review.Opinion;
import org.zhunru.supervision.Reconsideration;
import org.zhunru.supervision.Reconsideration.State;
import org.zhunru.supervision.Reconsiderations;
import org.zhunru.supervision.VetoRegister;
import org.zhunru.web.Visitor;
import tools.jackson.databind.json.JsonMapper;

/** Vetoes looked at once more, from the question to every possible end. */
@IntegrationTest
class ReconsiderationTest {
  @Autowired City city;
  @Autowired Reconsiderations reconsiderations;
  @Autowired VetoRegister register;
  @Autowired Invariants invariants;
  @Autowired ConflictOfInterest conflicts;
  @Autowired Delegations delegations;
  @Autowired People people;
  @Autowired HistoryService history;
  @Autowired RepositoryService models;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private Actor second() {
    return city.person("demo-lead2");
  }

  /** Of the department that houses the office of the safety committee. */
  private Actor decider() {
    return city.seat("yjj", SeatKind.HEAD);
  }

  private Actor supervisor() {
    return city.person("demo-supervisor");
  }

  private Actor head() {
    return city.seat("sthj", SeatKind.HEAD);
  }

  /** All have spoken: yjj agrees, sthj vetoes. */
  private CaseId vetoed() {
    var id = city.inReview("yjj", "sthj");
    city.agree(id, "yjj");
    city.veto(id, "sthj");
    return id;
  }

  private UUID asked(CaseId id) {
    return reconsiderations.ask(city.applicant(), id, "sthj", "测距起点有误");
  }

  private UUID timed(CaseId id) {
    var one = asked(id);
    var today = LocalDate.now(clock);
    reconsiderations.setDays(city.lead(), id, one, today.plusDays(3), today.plusDays(6), "");
    return one;
  }

  private UUID answered(CaseId id) {
    var one = timed(id);
    reconsiderations.answer(head(), id, one, "测距符合规范");
    return one;
  }

  private UUID proposed(CaseId id) {
    var one = answered(id);
    reconsiderations.conclude(decider(), id, one, true, "起点应为装置外缘");
    return one;
  }

  private State state(CaseId id, UUID one) {
    return reconsiderations.byId(id, one).state();
  }

  private VetoRegister.Row row(CaseId id) {
    return register
        .list(
            supervisor(),
            new VetoRegister.Filter(city.of(id).number(), null, null, null, null, null, null),
            null)
        .rows()
        .get(0);
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act).satisfies(e -> assertThat(e.toString()).contains(code));
  }

  /** Several refusals are told as one exception. */
  private static void refusedAmongOthers(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .satisfies(
            e ->
                assertThat(
                        e instanceof org.zhunru.common.Refusals several
                            ? several.all().toString()
                            : e.toString())
                    .contains(code));
  }

  @Test
  void an_upheld_veto_stands_and_the_case_is_decided_only_then() {
    var id = vetoed();
    var one = asked(id);
    invariants.hold(id);
    assertThat(city.work(id)).contains("RECONSIDER_DAYS lhsp");
    assertThat(row(id).state()).isEqualTo(VetoRegister.State.STANDING);
    assertThat(row(id).reconsidered()).isEqualTo(State.ASKED);
    refusedAmongOthers(
        "decision.reconsiderationOpen", () -> city.decide(id, DecisionOutcome.REFUSED));

    var today = LocalDate.now(clock);
    reconsiderations.setDays(city.lead(), id, one, today.plusDays(3), today.plusDays(6), "");
    assertThat(city.papers(id)).contains("reconsideration-notice");
    assertThat(city.work(id)).contains("RECONSIDER_ANSWER sthj");
    assertThat(due(id)).isEqualTo(today.plusDays(4));
    reconsiderations.setDays(city.lead(), id, one, today.plusDays(5), today.plusDays(8), "部门须现场复测");
    assertThat(due(id)).as("set anew, with a reason").isEqualTo(today.plusDays(6));

    reconsiderations.answer(head(), id, one, "测距符合规范");
    assertThat(city.work(id)).contains("RECONSIDER_DECIDE yjj");
    invariants.hold(id);
    reconsiderations.conclude(decider(), id, one, false, "测距起点符合规范");

    invariants.hold(id);
    assertThat(state(id, one)).isEqualTo(State.UPHELD);
    assertThat(row(id).state()).isEqualTo(VetoRegister.State.UPHELD);
    assertThat(city.papers(id)).contains("reconsideration-conclusion");
    assertThat(city.joint.vetoed(id)).isTrue();
    refused("reconsideration.concluded", () -> asked(id));
    refusedAmongOthers("decision.vetoStands", () -> city.decide(id, DecisionOutcome.APPROVED));
    city.decide(id, DecisionOutcome.REFUSED);
    invariants.hold(id);
  }

  /** The day on which the work of a reconsideration turns late. */
  private LocalDate due(CaseId id) {
    return db.sql(
            """
            select due_at from work_item
            where case_id = :id and kind like 'RECONSIDER_%' and done_at is null
            """)
        .param("id", id.value())
        .query(java.time.OffsetDateTime.class)
        .single()
        .atZoneSameInstant(clock.getZone())
        .toLocalDate();
  }

  @Test
  void two_persons_overturn_and_the_department_speaks_anew() {
    var id = vetoed();
    var one = proposed(id);
    assertThat(city.work(id)).contains("RECONSIDER_CONFIRM lhsp");
    invariants.hold(id);
    assertThat(city.joint.vetoed(id)).as("until a second person agrees").isTrue();
    refused(
        "reconsideration.notLead", () -> reconsiderations.confirm(decider(), id, one, true, "同意"));
    reconsiderations.confirm(second(), id, one, false, "请补充测绘依据");
    assertThat(state(id, one)).isEqualTo(State.DECIDING);
    assertThat(city.work(id)).contains("RECONSIDER_DECIDE yjj");
    reconsiderations.conclude(decider(), id, one, true, "测绘图见附件，起点应为装置外缘");
    reconsiderations.confirm(city.lead(), id, one, true, "同意");

    invariants.hold(id);
    assertThat(state(id, one)).isEqualTo(State.OVERTURNED);
    var row = row(id);
    assertThat(row.state()).isEqualTo(VetoRegister.State.OVERTURNED);
    assertThat(row.endReason()).isEqualTo("测绘图见附件，起点应为装置外缘");
    assertThat(row.fact()).as("what was said stays").isEqualTo("距居民区过近");
    assertThat(city.joint.opinions(id))
        .filteredOn(o -> o.department().equals("sthj"))
        .extracting(Opinion::status)
        .containsExactly(Opinion.Status.OVERTURNED);
    assertThat(reconsiderations.byId(id, one).acts())
        .extracting(Reconsideration.Act::kind)
        .containsExactly(
            Reconsideration.Kind.ASKED,
            Reconsideration.Kind.DAYS_SET,
            Reconsideration.Kind.ANSWERED,
            Reconsideration.Kind.PROPOSED,
            Reconsideration.Kind.RETURNED,
            Reconsideration.Kind.PROPOSED,
            Reconsideration.Kind.OVERTURNED);
    assertThat(city.papers(id)).contains("reconsideration-conclusion");
    assertThat(city.of(id).state()).isEqualTo(CaseState.IN_REVIEW);
    assertThat(city.work(id)).contains("DRAFT sthj");
    refused("review.groundOverturned", () -> city.toHead(id, "sthj", city.veto(id)));
    city.agree(id, "sthj");
    city.decide(id, DecisionOutcome.APPROVED);
    invariants.hold(id);
  }

  @Test
  void an_overturned_veto_does_not_stop_those_who_still_review() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "sthj");
    var one = proposed(id);
    reconsiderations.confirm(second(), id, one, true, "同意");
    invariants.hold(id);
    assertThat(city.work(id)).contains("DRAFT sthj", "DRAFT yjj");
    city.agree(id, "yjj", "sthj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
  }

  @Test
  void it_ends_without_a_conclusion_when_the_veto_the_case_or_the_request_ends() {
    var lifted = vetoed();
    var one = timed(lifted);
    city.reviews.liftVeto(head(), lifted, "sthj", "事实有误");
    assertThat(state(lifted, one)).isEqualTo(State.NOT_NEEDED);
    invariants.hold(lifted);

    var withdrawn = vetoed();
    var two = proposed(withdrawn);
    city.cases.withdraw(city.applicant(), withdrawn, "不办了");
    assertThat(state(withdrawn, two)).isEqualTo(State.NOT_NEEDED);
    invariants.hold(withdrawn);

    var sentBack = vetoed();
    var three = asked(sentBack);
    city.reviews.sendBack(city.lead(), sentBack, Set.of("sthj"), "请核实");
    assertThat(state(sentBack, three)).isEqualTo(State.NOT_NEEDED);
    invariants.hold(sentBack);

    var takenBack = vetoed();
    var four = answered(takenBack);
    refused(
        "reconsideration.notYours",
        () -> reconsiderations.takeBack(supervisor(), takenBack, four, "不必"));
    reconsiderations.takeBack(city.applicant(), takenBack, four, "已与部门沟通");
    assertThat(state(takenBack, four)).isEqualTo(State.TAKEN_BACK);
    invariants.hold(takenBack);
    var again = reconsiderations.ask(supervisor(), takenBack, "sthj", "抽查");
    assertThat(state(takenBack, again)).as("nothing was concluded").isEqualTo(State.ASKED);
    refused("reconsideration.open", () -> asked(takenBack));
    reconsiderations.takeBack(supervisor(), takenBack, again, "查明了");
    refused(
        "reconsideration.over",
        () -> reconsiderations.takeBack(supervisor(), takenBack, again, "查明了"));
  }

  @Test
  void only_the_applicant_and_supervisors_ask_and_only_of_a_standing_veto_before_the_decision() {
    var id = vetoed();
    refused(
        "reconsideration.notYours",
        () -> reconsiderations.ask(city.seat("yjj", SeatKind.HEAD), id, "sthj", "有误"));
    refused(
        "intake.noSuchCase",
        () -> reconsiderations.ask(city.person("demo-applicant2"), id, "sthj", "有误"));
    refused("review.noVeto", () -> reconsiderations.ask(city.applicant(), id, "yjj", "有误"));
    refused(
        "reconsideration.reasonsMissing",
        () -> reconsiderations.ask(city.applicant(), id, "sthj", " "));
    var interested = people.having("supervisor");
    db.sql(
            """
            insert into account_interest (id, account_id, enterprise_id, nature, declared_at)
            values (gen_random_uuid(), :who, :firm, '持股', now())
            """)
        .param("who", interested.accountId())
        .param("firm", city.of(id).enterpriseId())
        .update();
    refused(
        "identity.conflictOfInterest", () -> reconsiderations.ask(interested, id, "sthj", "有误"));
    city.decide(id, DecisionOutcome.REFUSED);
    refused("intake.wrongState", () -> asked(id));
  }

  @Test
  void nobody_judges_what_is_their_own() {
    var id = vetoed();
    var one = answered(id);
    for (var other : List.of(head(), city.lead(), city.seat("yjj", SeatKind.REVIEWER))) {
      refused(
          "reconsideration.notDecider",
          () -> reconsiderations.conclude(other, id, one, true, "有误"));
    }
    var both = people.officer("yjj", SeatKind.HEAD);
    seat(both, "sthj", SeatKind.HANDLER);
    refused(
        "reconsideration.ownMatter",
        () -> reconsiderations.conclude(city.actors.byId(both.accountId()), id, one, false, "无误"));
    var interested = people.officer("yjj", SeatKind.HEAD);
    seat(interested, Actor.LEAD_OFFICE, SeatKind.HEAD);
    conflicts.declare(interested, city.of(id).enterpriseId(), "亲属任职");
    refused(
        "identity.conflictOfInterest",
        () ->
            reconsiderations.conclude(
                city.actors.byId(interested.accountId()), id, one, false, "无误"));
    refused(
        "identity.conflictOfInterest",
        () ->
            reconsiderations.setDays(
                city.actors.byId(interested.accountId()),
                id,
                one,
                LocalDate.now(clock),
                LocalDate.now(clock),
                "x"));

    var first = people.officer("yjj", SeatKind.HEAD);
    seat(first, Actor.LEAD_OFFICE, SeatKind.HEAD);
    var deputy = people.officer("qxj", SeatKind.HANDLER);
    delegate(first, deputy, "yjj");
    reconsiderations.conclude(city.actors.byId(deputy.accountId()), id, one, true, "起点有误");
    refused(
        "reconsideration.samePerson",
        () -> reconsiderations.confirm(city.actors.byId(first.accountId()), id, one, true, "同意"));
    reconsiderations.confirm(second(), id, one, true, "同意");
    assertThat(state(id, one)).isEqualTo(State.OVERTURNED);
  }

  @Test
  void the_lead_office_concludes_where_the_house_of_the_committee_has_vetoed_itself() {
    var id = city.inReview("yjj", "sthj");
    city.veto(id, "sthj");
    var one = timed(id);
    assertThat(reconsiderations.byId(id, one).decider()).isEqualTo("yjj");
    city.veto(id, "yjj");
    reconsiderations.answer(head(), id, one, "测距符合规范");

    assertThat(reconsiderations.byId(id, one).decider()).isEqualTo(Actor.LEAD_OFFICE);
    assertThat(city.work(id)).contains("RECONSIDER_DECIDE lhsp");
    refused(
        "reconsideration.notLead", () -> reconsiderations.conclude(decider(), id, one, true, "有误"));
    var deputy = people.officer("qxj", SeatKind.HANDLER);
    var first = people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD);
    delegate(first, deputy, Actor.LEAD_OFFICE);
    reconsiderations.conclude(city.actors.byId(deputy.accountId()), id, one, true, "起点有误");
    refused(
        "reconsideration.samePerson", () -> reconsiderations.confirm(first, id, one, true, "同意"));
    reconsiderations.confirm(second(), id, one, true, "同意");
    assertThat(state(id, one)).isEqualTo(State.OVERTURNED);
    invariants.hold(id);
  }

  @Test
  void who_concludes_sees_the_case_though_it_was_never_called() {
    var id = city.inReview("sthj");
    city.veto(id, "sthj");
    var one = timed(id);
    assertThat(city.cases.maySee(decider(), id)).isFalse();
    reconsiderations.answer(head(), id, one, "测距符合规范");

    assertThat(city.cases.maySee(decider(), id)).isTrue();
    reconsiderations.conclude(decider(), id, one, false, "无误");
    invariants.hold(id);
  }

  private void seat(Actor whom, String department, SeatKind kind) {
    db.sql("insert into account_seat (account_id, department, kind) values (:who, :of, :kind)")
        .param("who", whom.accountId())
        .param("of", department)
        .param("kind", kind.name())
        .update();
  }

  private void delegate(Actor from, Actor to, String department) {
    db.sql(
            """
            insert into delegation (id, delegator, deputy, department, kind, from_date, to_date,
              reason, granted_at)
            values (gen_random_uuid(), :from, :to, :department, 'HEAD', :today, :today, '出差', now())
            """)
        .param("from", from.accountId())
        .param("to", to.accountId())
        .param("department", department)
        .param("today", LocalDate.now(clock))
        .update();
  }

  @Test
  void days_are_set_by_the_lead_office_and_make_sense() {
    var id = vetoed();
    var one = asked(id);
    var today = LocalDate.now(clock);
    refused("reconsideration.notNow", () -> reconsiderations.answer(head(), id, one, "无误"));
    refused(
        "reconsideration.notLead",
        () -> reconsiderations.setDays(head(), id, one, today, today, ""));
    refusedAmongOthers(
        "reconsideration.dayMissing",
        () -> reconsiderations.setDays(city.lead(), id, one, null, today, ""));
    refusedAmongOthers(
        "reconsideration.dayPast",
        () -> reconsiderations.setDays(city.lead(), id, one, today.minusDays(1), today, ""));
    for (var far : List.of(today.plusYears(1).plusDays(1), LocalDate.MAX)) {
      refusedAmongOthers(
          "reconsideration.dayFar",
          () -> reconsiderations.setDays(city.lead(), id, one, far, far, ""));
    }
    refusedAmongOthers(
        "reconsideration.daysReversed",
        () -> reconsiderations.setDays(city.lead(), id, one, today.plusDays(2), today, ""));
    reconsiderations.setDays(city.lead(), id, one, today, today, "");
    refusedAmongOthers(
        "reconsideration.whyMissing",
        () -> reconsiderations.setDays(city.lead(), id, one, today, today, ""));
    refused("review.notYourSeat", () -> reconsiderations.answer(city.lead(), id, one, "无误"));
    refused("reconsideration.answerMissing", () -> reconsiderations.answer(head(), id, one, ""));
    refused(
        "reconsideration.notNow", () -> reconsiderations.conclude(decider(), id, one, false, "无误"));
    reconsiderations.answer(head(), id, one, "无误");
    refused(
        "reconsideration.notNow", () -> reconsiderations.confirm(second(), id, one, true, "同意"));
    refused(
        "reconsideration.reasonsMissing",
        () -> reconsiderations.conclude(decider(), id, one, false, " "));
    refused("reconsideration.unknown", () -> reconsiderations.byId(id, UUID.randomUUID()));
  }

  @Test
  void every_node_of_the_model_is_reached() {
    var passed = new TreeSet<String>();
    var upheld = vetoed();
    var one = answered(upheld);
    reconsiderations.conclude(decider(), upheld, one, false, "无误");
    passed.addAll(passed(one));
    var overturned = vetoed();
    var two = proposed(overturned);
    reconsiderations.confirm(second(), overturned, two, false, "再议");
    reconsiderations.conclude(decider(), overturned, two, true, "有误");
    reconsiderations.confirm(second(), overturned, two, true, "同意");
    passed.addAll(passed(two));
    var lifted = vetoed();
    var three = asked(lifted);
    city.reviews.liftVeto(head(), lifted, "sthj", "有误");
    passed.addAll(passed(three));
    assertThat(passed).containsAll(nodes());
  }

  private List<String> passed(UUID one) {
    var instance =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(one.toString())
            .singleResult();
    assertThat(instance.getEndTime()).isNotNull();
    var all = new ArrayList<String>();
    history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance.getId())
        .list()
        .forEach(a -> all.add(a.getActivityId()));
    return all;
  }

  private List<String> nodes() {
    var definition =
        models
            .createProcessDefinitionQuery()
            .processDefinitionKey("veto-reconsideration")
            .latestVersion()
            .singleResult();
    return models
        .getBpmnModelInstance(definition.getId())
        .getModelElementsByType(FlowNode.class)
        .stream()
        .filter(n -> !(n instanceof SubProcess))
        .map(FlowNode::getId)
        .toList();
  }

  @Test
  void the_same_is_done_over_rest() {
    var id = vetoed();
    var path = "/api/v1/cases/" + id + "/reconsiderations";
    var asked =
        send("demo-applicant", path, "{\"department\":\"sthj\",\"reasons\":\"测距起点有误\"}", 201);
    var acts = path + "/" + asked.path("id").asString("") + "/actions/";
    var today = LocalDate.now(clock);
    send(
        "demo-lead",
        acts + "days",
        "{\"answerBy\":\"%s\",\"decideBy\":\"%s\"}".formatted(today, today.plusDays(2)),
        200);
    send("demo-yjj-head", acts + "answer", "{\"answer\":\"x\"}", 403);
    send("demo-sthj-head", acts + "answer", "{\"answer\":\"符合规范\"}", 200);
    assertThat(
            send("demo-lead", acts + "overturn", "{\"reasons\":\"起点有误\"}", 403)
                .path("code")
                .asString(""))
        .isEqualTo("reconsideration.notDecider");
    assertThat(
            send("demo-yjj-head", acts + "overturn", "{\"reasons\":\"起点有误\"}", 200)
                .path("decider")
                .asString(""))
        .isEqualTo("yjj");
    assertThat(
            send("demo-yjj-head", acts + "confirm", "{\"reasons\":\"同意\"}", 403)
                .path("code")
                .asString(""))
        .isEqualTo("reconsideration.notLead");
    var told = get("demo-applicant", path).path("reconsiderations").get(0).path("acts");
    assertThat(told.toString()).doesNotContain("PROPOSED");
    assertThat(
            send("demo-lead2", acts + "confirm", "{\"reasons\":\"同意\"}", 200)
                .path("state")
                .asString(""))
        .isEqualTo("OVERTURNED");
    assertThat(send("demo-lead2", acts + "nonsense", "{}", 422).path("code").asString(""))
        .isEqualTo("api.actionUnknown");
    assertThat(get("demo-applicant", path).path("reconsiderations").get(0).path("acts").toString())
        .contains("PROPOSED");
  }

  private tools.jackson.databind.JsonNode send(String who, String path, String body, int status) {
    var answer = new Visitor(port).basic(who, DemoPeople.PASSWORD).send("POST", path, body);
    assertThat(answer.statusCode()).as(who + " " + path + " " + answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private tools.jackson.databind.JsonNode get(String who, String path) {
    return JsonMapper.shared()
        .readTree(new Visitor(port).basic(who, DemoPeople.PASSWORD).send("GET", path, "").body());
  }
}
