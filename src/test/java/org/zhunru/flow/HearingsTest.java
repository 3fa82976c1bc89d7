package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.calendar.Period;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Actor;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Matter;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notice;
import org.zhunru.notices.Notices;
import org.zhunru.review.Hearing;
import org.zhunru.review.Hearings;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.OpinionKind;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.supervision.Steps;
import org.zhunru.supervision.Stops;
import org.zhunru.supervision.TriggerKind;
import org.zhunru.supervision.TriggerSweep;
import org.zhunru.web.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hearings: TL-GL-09 to ask for one, TL-GL-10 to hold it, TL-GL-08 for what isn't counted. */
@IntegrationTest
class HearingsTest {
  @Autowired City city;
  @Autowired Hearings hearings;
  @Autowired Stops stops;
  @Autowired Clocks clocks;
  @Autowired ClockChanges changes;
  @Autowired DueSweep sweep;
  @Autowired Steps steps;
  @Autowired TriggerSweep triggers;
  @Autowired Notices notices;
  @Autowired People people;
  @Autowired ConflictOfInterest conflicts;
  @Autowired Invariants invariants;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  @LocalServerPort int port;

  @Test
  void who_looks_while_the_work_is_in_other_hands_reads_in_whose() {
    var page = "/cases/" + city.inReview("yjj") + "/hearings";

    assertThat(Visitor.signedIn(port, "demo-yjj-head", DemoPeople.PASSWORD).get(page).body())
        .contains("应急管理局的意见现在由经办办理");
    assertThat(Visitor.signedIn(port, "demo-yjj-handler", DemoPeople.PASSWORD).get(page).body())
        .doesNotContain("现在由经办办理");
  }

  @Test
  void who_is_told_may_ask_within_five_working_days_and_it_is_held_within_twenty() {
    var id = city.inReview("yjj");
    var hearing = offer(id);
    var toAsk = one(id, Matter.Term.HEARING_REQUEST);
    assertThat(toAsk.limit().id()).isEqualTo("TL-GL-09");
    assertThat(toAsk.dueOn()).isEqualTo(clocks.calendar().addWorkingDays(today(), 5));
    assertThat(changes.causes(toAsk)).isEmpty();
    assertThat(told(city.applicant(), id)).containsExactly(Kind.HEARING_OFFERED);
    assertThat(api("demo-applicant", id, "clocks").at("/clocks").findValuesAsString("term"))
        .contains("HEARING_REQUEST")
        .doesNotContain("REVIEW");

    hearings.ask(city.applicant(), id, hearing);
    assertThat(one(id, Matter.Term.HEARING_REQUEST).ended().by())
        .isEqualTo(CaseClock.End.HEARING_REQUESTED);
    var toHold = one(id, Matter.Term.HEARING);
    assertThat(toHold.limit().id()).isEqualTo("TL-GL-10");
    assertThat(toHold.dueOn()).isEqualTo(clocks.calendar().addWorkingDays(today(), 20));
    assertThat(city.work(id)).containsExactly("DRAFT yjj", "HEARING yjj");
    assertThat(due(id, "HEARING")).isEqualTo(toHold.dueAt());
    assertThat(turn(id)).contains("组织听证", "还剩 20 个工作日");
    refused("review.hearingAsked", () -> hearings.ask(city.applicant(), id, hearing));
    refused("review.hearingTwice", () -> offer(id));

    city.toHead(id, "yjj", OpinionDraft.agree(1, "同意。"));
    refused("review.hearingOwed", () -> sign(id));
    hearings.set(handler(), id, hearing, today().plusDays(9), "上午9:00，301室", "");
    assertThat(told(city.applicant(), id)).contains(Kind.HEARING_SET);
    var line = api("demo-applicant", id, "hearings").at("/hearings/0");
    assertThat(line.path("state").asString()).isEqualTo("ASKED");
    assertThat(line.at("/date/place").asString()).isEqualTo("上午9:00，301室");
    assertThat(line.path("parties").isNull()).as("others are no matter of the applicant").isTrue();
    refused("review.hearingOwed", () -> sign(id));

    hearings.finish(handler(), id, hearing, Hearing.State.HELD, today(), "各方无异议。");
    assertThat(one(id, Matter.Term.HEARING).ended().by()).isEqualTo(CaseClock.End.HEARING_HELD);
    assertThat(one(id, Matter.Term.HEARING).light()).isEqualTo(CaseClock.Light.MET);
    assertThat(told(city.applicant(), id)).contains(Kind.HEARING_OVER);
    assertThat(city.work(id)).containsExactly("SIGN yjj");
    sign(id);
    assertThat(city.effective(id)).containsExactly(OpinionKind.AGREE);
    invariants.hold(id);
  }

  @Test
  void silence_is_said_once_and_asks_for_nothing_and_approves_nothing() {
    var id = city.inReview("yjj");
    var hearing = offer(id);
    sweep.sweep(clock.instant());
    assertThat(state(id)).isEqualTo(Hearing.State.OFFERED);
    var told = clocks.calendar().addWorkingDays(today(), -7);
    var last = clocks.calendar().addWorkingDays(told, 5);
    asIfToldOn(id, told);
    refused("review.hearingTooLate", () -> hearings.ask(city.applicant(), id, hearing));
    sweep.sweep(clock.instant());
    sweep.sweep(clock.instant());

    assertThat(state(id)).isEqualTo(Hearing.State.NOT_ASKED);
    assertThat(acts(id, "review.hearingNotAsked")).isOne();
    var over = one(id, Matter.Term.HEARING_REQUEST);
    assertThat(over.ended().by()).isEqualTo(CaseClock.End.HEARING_NOT_REQUESTED);
    assertThat(over.light()).as("nobody is late by not asking").isEqualTo(CaseClock.Light.MET);
    assertThat(told(handler(), id)).contains(Kind.HEARING_NOT_ASKED);
    assertThat(told(handler(), id)).doesNotContain(Kind.CLOCK_NEAR);
    assertThat(city.effective(id)).isEmpty();
    refused("review.hearingTooLate", () -> hearings.ask(city.applicant(), id, hearing));
    refused("review.hearingTooLate", () -> record(id, hearing, last.plusDays(1)));

    // A letter that came on the last day counts by that day, whenever it is recorded.
    record(id, hearing, last);
    assertThat(state(id)).isEqualTo(Hearing.State.ASKED);
    assertThat(one(id, Matter.Term.HEARING).startedOn()).isEqualTo(last);
    assertThat(one(id, Matter.Term.HEARING).dueOn())
        .isEqualTo(clocks.calendar().addWorkingDays(last, 20));
    assertThat(told(city.applicant(), id)).contains(Kind.HEARING_ASKED);
    invariants.hold(id);
  }

  @Test
  void each_act_is_for_who_it_belongs_to_and_says_what_it_lacks() {
    var id = city.inReview("yjj");
    var other = city.seat("sthj", SeatKind.HANDLER);
    refused("review.notYourSeat", () -> hearings.offer(head(), id, "yjj", "通行", ""));
    refused("review.notInvited", () -> hearings.offer(other, id, "sthj", "通行", ""));
    refused("review.hearingInterestMissing", () -> hearings.offer(handler(), id, "yjj", " ", ""));
    var hearing = offer(id);
    refused("intake.noSuchCase", () -> hearings.ask(handler(), id, hearing));
    refused("review.noHearing", () -> hearings.ask(city.applicant(), id, UUID.randomUUID()));
    refused("review.notYourSeat", () -> hearings.record(head(), id, hearing, "邻居", false, today()));
    refused(
        "review.hearingNameMissing",
        () -> hearings.record(handler(), id, hearing, " ", false, today()));
    refused("review.hearingDayMissing", () -> record(id, hearing, null));
    refused("review.hearingDayWrong", () -> record(id, hearing, today().plusDays(1)));
    refused("review.hearingDayWrong", () -> record(id, hearing, today().minusDays(1)));
    refused(
        "review.hearingNotAsked", () -> hearings.set(handler(), id, hearing, today(), "9:00", ""));
    refused(
        "review.hearingNotAsked",
        () -> hearings.finish(handler(), id, hearing, Hearing.State.HELD, today(), "x"));

    record(id, hearing, today());
    assertThat(hearings.of(id).get(0).request().byName()).isEqualTo("王某");
    refused(
        "review.hearingDayPast",
        () -> hearings.set(handler(), id, hearing, today().minusDays(1), "9:00", ""));
    refused(
        "review.hearingDayWrong",
        () -> hearings.set(handler(), id, hearing, today().plusYears(1).plusDays(1), "9:00", ""));
    refused(
        "review.hearingDayWrong",
        () -> hearings.set(handler(), id, hearing, LocalDate.MAX, "9:00", ""));
    refused(
        "review.hearingPlaceMissing", () -> hearings.set(handler(), id, hearing, today(), " ", ""));
    refused(
        "review.hearingEndMissing",
        () -> hearings.finish(handler(), id, hearing, Hearing.State.NOT_ASKED, today(), "x"));
    refused(
        "review.hearingDayMissing",
        () -> hearings.finish(handler(), id, hearing, Hearing.State.HELD, null, "x"));
    refused(
        "review.hearingDayWrong",
        () ->
            hearings.finish(handler(), id, hearing, Hearing.State.HELD, today().plusDays(1), "x"));
    refused(
        "review.hearingSummaryMissing",
        () -> hearings.finish(handler(), id, hearing, Hearing.State.ABSENT, null, " "));
    hearings.finish(handler(), id, hearing, Hearing.State.WITHDRAWN, null, "已协商一致");
    assertThat(one(id, Matter.Term.HEARING).ended().by())
        .isEqualTo(CaseClock.End.HEARING_WITHDRAWN);
    assertThat(hearings.toldToday(id, "yjj")).isTrue();
    refused("review.hearingToday", () -> offer(id));
    invariants.hold(id);
  }

  @Test
  void one_that_is_not_held_in_time_is_urged_and_found_by_supervision() {
    var id = city.inReview("yjj");
    var hearing = offer(id);
    var told = clocks.calendar().addWorkingDays(today(), -27);
    asIfToldOn(id, told);
    record(id, hearing, clocks.calendar().addWorkingDays(told, 2));
    assertThat(one(id, Matter.Term.HEARING).light()).isEqualTo(CaseClock.Light.LATE);
    sweep.sweep(clock.instant());

    assertThat(told(handler(), id)).contains(Kind.CLOCK_LATE);
    triggers.sweep(clock.instant());
    assertThat(
            db.sql(
                    """
                    select evidence ->> 0 from supervision_light
                    where case_id = :id and kind = :kind
                    """)
                .param("id", id.value())
                .param("kind", TriggerKind.STEP_LATE.name())
                .query(String.class)
                .list())
        .anyMatch(e -> e.contains("TL-GL-10"));
  }

  @Test
  void the_limit_stands_still_for_it_only_once_the_head_has_told_the_applicant() {
    var id = city.inReview("yjj");
    var was = one(id, Matter.Term.REVIEW);
    var hearing = offer(id);
    refused("clock.noProcedure", () -> stops.sign(head(), id, hearing, 20));
    hearings.ask(city.applicant(), id, hearing);
    assertThat(one(id, Matter.Term.REVIEW).dueOn()).isEqualTo(was.dueOn());
    stops.want(handler(), id, hearing);
    refused("clock.proposedTwice", () -> stops.want(handler(), id, hearing));
    assertThat(city.work(id)).containsExactly("DRAFT yjj", "HEARING yjj", "SUSPEND yjj");
    assertThat(one(id, Matter.Term.REVIEW).value().suspensions()).isEmpty();

    stops.sign(head(), id, hearing, 20);
    assertThat(one(id, Matter.Term.REVIEW).light()).isEqualTo(CaseClock.Light.PAUSED);
    assertThat(city.papers(id)).containsOnlyOnce("suspension");
    assertThat(city.work(id)).containsExactly("DRAFT yjj", "HEARING yjj");
    hearings.finish(handler(), id, hearing, Hearing.State.ABSENT, null, "没有人到场");
    assertThat(one(id, Matter.Term.REVIEW).value().suspensions())
        .singleElement()
        .satisfies(s -> assertThat(s.to()).isEqualTo(today()));
    assertThat(told(city.applicant(), id)).contains(Kind.SUSPENDED, Kind.RESUMED);
    invariants.hold(id);
  }

  @Test
  void a_department_holds_one_itself_as_long_as_it_has_stated() {
    var id = city.inReview("yjj");
    refused("review.notYourSeat", () -> hearings.announce(head(), id, "yjj", "公共利益", 10));
    refused("review.hearingInterestMissing", () -> announce(id, " ", 10));
    refused("review.daysMissing", () -> announce(id, "公共利益", null));
    var hearing = announce(id, "涉及饮用水源", 10);
    var own = one(id, Matter.Term.OWN_HEARING);
    assertThat(own.limit().id()).isEqualTo("TL-GL-08");
    assertThat(own.dueOn()).isEqualTo(clocks.calendar().addWorkingDays(today(), 10));
    assertThat(changes.causes(own)).isEmpty();
    assertThat(told(city.applicant(), id)).containsExactly(Kind.HEARING_ANNOUNCED);
    refused("review.hearingOwn", () -> hearings.ask(city.applicant(), id, hearing));
    refused("review.hearingOwn", () -> record(id, hearing, today()));
    refused("review.hearingTwice", () -> offer(id));
    assertThat(
            Visitor.signedIn(port, "demo-applicant", DemoPeople.PASSWORD)
                .get("/cases/" + id + "/hearings")
                .body())
        .contains("应急管理局举行的听证", "待举行", "听证预计用时", "涉及饮用水源")
        .doesNotContain("已申请", "提请部门负责人");

    stops.want(handler(), id, hearing);
    stops.sign(head(), id, hearing, 10);
    assertThat(one(id, Matter.Term.REVIEW).light()).isEqualTo(CaseClock.Light.PAUSED);
    city.toHead(id, "yjj", OpinionDraft.agree(1, "同意。"));
    refused("review.hearingOwed", () -> sign(id));
    hearings.set(handler(), id, hearing, today(), "上午9:00，301室", "官网公告");
    hearings.finish(handler(), id, hearing, Hearing.State.HELD, today(), "各方无异议。");
    assertThat(one(id, Matter.Term.OWN_HEARING).ended().by()).isEqualTo(CaseClock.End.HEARING_HELD);
    assertThat(
            db.sql("select count(*) from legal_clock k where case_id = :id and finished(k)")
                .param("id", id.value())
                .query(Integer.class)
                .single())
        .as("it measures nobody; the acceptance was a step")
        .isOne();
    sign(id);
    invariants.hold(id);
  }

  @Test
  void the_lead_office_holds_one_before_it_decides_and_the_whole_limit_stands_still_for_it() {
    var id = city.inReview("yjj");
    refused("intake.wrongState", () -> hearings.offer(lead(), id, "lhsp", "相邻居民的通行", ""));
    city.agree(id, "yjj");
    refused("review.notYourSeat", () -> hearings.offer(head(), id, "lhsp", "相邻居民的通行", ""));
    refused("intake.wrongState", () -> offer(id));
    var hearing = hearings.offer(lead(), id, "lhsp", "相邻居民的通行", "王某，电话告知");
    assertThat(one(id, Matter.Term.HEARING_REQUEST).limit().id()).isEqualTo("TL-GL-09");
    refused("decision.hearingOpen", () -> city.decide(id, DecisionOutcome.APPROVED));
    refused("decision.hearingOpen", () -> city.decide(id, DecisionOutcome.REFUSED));

    hearings.record(lead(), id, hearing, "王某", false, today());
    var toHold = one(id, Matter.Term.HEARING);
    assertThat(toHold.dueOn()).isEqualTo(clocks.calendar().addWorkingDays(today(), 20));
    assertThat(city.work(id)).containsExactly("DECIDE lhsp", "HEARING lhsp");
    assertThat(due(id, "HEARING")).isEqualTo(toHold.dueAt());
    refused(
        "clock.expectedOutOfRange", () -> stops.sign(lead(), id, hearing, Period.MOST_STATED + 1));
    refused("clock.notYours", () -> stops.sign(head(), id, hearing, 20));
    stops.sign(lead(), id, hearing, 20);
    var whole = one(id, Matter.Term.WHOLE);
    assertThat(whole.light()).isEqualTo(CaseClock.Light.PAUSED);
    assertThat(whole.value().suspensions())
        .singleElement()
        .satisfies(s -> assertThat(s.cause().id()).isEqualTo("TL-GL-08"));
    assertThat(due(id, "DECIDE")).isEqualTo(whole.dueAt());
    assertThat(city.papers(id)).containsOnlyOnce("suspension");

    hearings.set(lead(), id, hearing, today().plusDays(9), "上午9:00，301室", "");
    hearings.finish(lead(), id, hearing, Hearing.State.HELD, today(), "各方无异议。");
    assertThat(one(id, Matter.Term.WHOLE).value().suspensions())
        .singleElement()
        .satisfies(s -> assertThat(s.to()).isEqualTo(today()));
    assertThat(told(city.applicant(), id))
        .contains(Kind.HEARING_OFFERED, Kind.SUSPENDED, Kind.HEARING_OVER, Kind.RESUMED);
    assertThat(city.work(id)).containsExactly("DECIDE lhsp");
    city.decide(id, DecisionOutcome.APPROVED);
    invariants.hold(id);
  }

  @Test
  void the_head_of_the_lead_office_is_told_of_silence_and_urged_as_it_has_nobody_else() {
    var id = deciding();
    hearings.offer(lead(), id, "lhsp", "相邻居民的通行", "");
    asIfToldOn(id, clocks.calendar().addWorkingDays(today(), -7));
    sweep.sweep(clock.instant());
    assertThat(told(lead(), id)).contains(Kind.HEARING_NOT_ASKED).doesNotContain(Kind.CLOCK_LATE);
    city.decide(id, DecisionOutcome.APPROVED);

    var late = deciding();
    var hearing = hearings.offer(lead(), late, "lhsp", "相邻居民的通行", "");
    var day = clocks.calendar().addWorkingDays(today(), -27);
    asIfToldOn(late, day);
    hearings.record(lead(), late, hearing, "王某", false, day);
    sweep.sweep(clock.instant());
    assertThat(told(lead(), late)).contains(Kind.CLOCK_LATE);
    assertThat(told(city.person("demo-supervisor"), late)).doesNotContain(Kind.EMPTY_SEAT);
    hearings.finish(lead(), late, hearing, Hearing.State.ABSENT, null, "没有人到场");
    assertThat(
            steps
                .list(
                    city.person("demo-supervisor"),
                    new Steps.Filter("lhsp", "TL-GL-10", true, null, null),
                    null)
                .rows())
        .anyMatch(r -> r.caseId().equals(late));
    invariants.hold(late);
  }

  @Test
  void the_lead_office_announces_one_of_its_own_and_it_ends_with_the_case() {
    var id = deciding();
    refused("review.notYourSeat", () -> hearings.announce(head(), id, "lhsp", "公共利益", 10));
    var hearing = hearings.announce(lead(), id, "lhsp", "涉及饮用水源", 10);
    stops.want(lead(), id, hearing);
    assertThat(one(id, Matter.Term.WHOLE).light()).isEqualTo(CaseClock.Light.PAUSED);
    refused("decision.hearingOpen", () -> city.decide(id, DecisionOutcome.APPROVED));
    assertThat(api("demo-applicant", id, "hearings").at("/hearings/0/state").asString())
        .isEqualTo("ASKED");

    // Back with a department it is still the lead office's to hold.
    city.reviews.sendBack(lead(), id, Set.of("yjj"), "请补充意见");
    hearings.set(lead(), id, hearing, today(), "上午9:00，301室", "");
    city.cases.withdraw(city.applicant(), id, "不建了");
    assertThat(api("demo-applicant", id, "hearings").at("/hearings/0/state").asString())
        .isEqualTo("CASE_ENDED");
    assertThat(city.work(id)).isEmpty();
    invariants.hold(id);
  }

  @Test
  void the_applicant_withdraws_the_own_request_and_the_department_is_told() {
    var id = city.inReview("yjj");
    var hearing = offer(id);
    refused("review.hearingNotAsked", () -> hearings.withdraw(city.applicant(), id, hearing, ""));
    hearings.ask(city.applicant(), id, hearing);
    stops.want(handler(), id, hearing);
    stops.sign(head(), id, hearing, 20);
    refused("intake.noSuchCase", () -> hearings.withdraw(handler(), id, hearing, ""));
    hearings.withdraw(city.applicant(), id, hearing, "已与邻厂协商一致");

    assertThat(state(id)).isEqualTo(Hearing.State.WITHDRAWN);
    assertThat(one(id, Matter.Term.HEARING).ended().by())
        .isEqualTo(CaseClock.End.HEARING_WITHDRAWN);
    assertThat(one(id, Matter.Term.REVIEW).value().suspensions().get(0).to()).isEqualTo(today());
    assertThat(told(handler(), id)).contains(Kind.HEARING_WITHDRAWN);
    assertThat(told(city.applicant(), id)).doesNotContain(Kind.HEARING_WITHDRAWN);
    assertThat(city.work(id)).containsExactly("DRAFT yjj");
    refused("review.hearingGone", () -> hearings.ask(city.applicant(), id, hearing));
    refused("review.hearingNotAsked", () -> hearings.withdraw(city.applicant(), id, hearing, ""));
    city.agree(id, "yjj");
    invariants.hold(id);

    var others = city.inReview("yjj");
    var neighbours = offer(others);
    record(others, neighbours, today());
    refused(
        "review.hearingOfOthers",
        () -> hearings.withdraw(city.applicant(), others, neighbours, ""));
  }

  @Test
  void a_hearing_is_not_shown_that_went_with_the_suspension_that_was_refused() {
    var id = deciding();
    var first = hearings.announce(lead(), id, "lhsp", "涉及饮用水源", 10);
    stops.want(lead(), id, first);
    hearings.finish(lead(), id, first, Hearing.State.HELD, today(), "无异议。");
    db.sql("update hearing set told_at = told_at - interval '9 days' where case_id = :id")
        .param("id", id.value())
        .update();
    var page =
        Visitor.signedIn(port, "demo-lead", DemoPeople.PASSWORD)
            .post(
                "/cases/" + id + "/hearings/own",
                "_once",
                UUID.randomUUID().toString(),
                "why",
                "另一项公共利益",
                "days",
                "10",
                "stop",
                "true");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("今天已经计入该期限前一次中止", "另一项公共利益</textarea>").doesNotContain("待举行");
    assertThat(hearings.of(id)).hasSize(1);
    invariants.hold(id);
  }

  @Test
  void rest_does_what_the_page_does() {
    var id = city.inReview("yjj");
    var told =
        post(
            "demo-yjj-handler",
            id,
            "",
            201,
            "{'department':'yjj','interest':'通行','parties':'王某，电话'}");
    assertThat(told.path("state").asString()).isEqualTo("OFFERED");
    var act = "/" + told.path("id").asString() + "/actions/";
    assertThat(
            post("demo-applicant", id, act + "record", 403, "{'name':'王某'}")
                .path("code")
                .asString())
        .isEqualTo("review.notYourSeat");
    post("demo-applicant", id, act + "request", 200, "{}");
    var set =
        post(
            "demo-yjj-handler",
            id,
            act + "set",
            200,
            "{'heldAt':'%s','place':'9:00，301室'}".formatted(today().plusDays(3)));
    assertThat(set.at("/date/place").asString()).isEqualTo("9:00，301室");
    post("demo-yjj-handler", id, act + "end", 422, "{'end':'NOT_ASKED','summary':'x'}");
    var held =
        post(
            "demo-yjj-handler",
            id,
            act + "end",
            200,
            "{'end':'HELD','heldOn':'%s','summary':'无异议'}".formatted(today()));
    assertThat(held.path("state").asString()).isEqualTo("HELD");
    city.agree(id, "yjj");
    var own = post("demo-lead", id, "", 201, "{'department':'lhsp','interest':'饮用水源','days':10}");
    assertThat(own.path("own").asBoolean()).isTrue();
    post("demo-lead", id, act + "dance", 422, "{}");
    invariants.hold(id);
  }

  private JsonNode post(String username, CaseId id, String what, int status, String body) {
    var answer =
        new Visitor(port)
            .basic(username, DemoPeople.PASSWORD)
            .send(
                "POST",
                "/api/v1/cases/" + id + "/hearings" + what,
                body.replace((char) 39, (char) 34));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private CaseId deciding() {
    var id = city.inReview("yjj");
    city.agree(id, "yjj");
    return id;
  }

  private UUID announce(CaseId id, String why, Integer days) {
    return hearings.announce(handler(), id, "yjj", why, days);
  }

  @Test
  void nothing_is_decided_while_it_may_be_asked_for_and_a_withdrawal_ends_it() {
    var id = city.inReview("yjj");
    offer(id);
    city.agree(id, "yjj");
    assertThat(city.of(id).state()).isEqualTo(CaseState.DECIDING);
    refused("decision.hearingOpen", () -> city.decide(id, DecisionOutcome.APPROVED));
    asIfToldOn(id, clocks.calendar().addWorkingDays(today(), -7));
    sweep.sweep(clock.instant());
    city.decide(id, DecisionOutcome.APPROVED);

    var gone = city.inReview("yjj");
    var hearing = offer(gone);
    hearings.ask(city.applicant(), gone, hearing);
    city.cases.withdraw(city.applicant(), gone, "不建了");
    assertThat(one(gone, Matter.Term.HEARING).ended().by()).isEqualTo(CaseClock.End.WITHDRAWN);
    assertThat(city.work(gone)).isEmpty();
    refused(
        "intake.wrongState",
        () -> hearings.finish(handler(), gone, hearing, Hearing.State.HELD, today(), "x"));
    assertThat(
            Visitor.signedIn(port, "demo-applicant", DemoPeople.PASSWORD)
                .get("/cases/" + gone + "/hearings")
                .body())
        .contains("办件已办结，听证终止");
    invariants.hold(gone);
  }

  private UUID offer(CaseId id) {
    return hearings.offer(handler(), id, "yjj", "相邻居民的通行", "王某，电话告知");
  }

  private void record(CaseId id, UUID hearing, LocalDate receivedOn) {
    hearings.record(handler(), id, hearing, "王某", false, receivedOn);
  }

  private void sign(CaseId id) {
    city.reviews.sign(head(), id, "yjj", OpinionDraft.agree(1, "同意。"));
  }

  private void asIfToldOn(CaseId id, LocalDate day) {
    db.sql(
            """
            update legal_clock set started_on = :day, due_on = :due,
              due_at = (cast(:due as date) + 1)::timestamp at time zone 'Asia/Shanghai'
            where case_id = :id and term = 'HEARING_REQUEST'
            """)
        .param("day", day)
        .param("due", clocks.calendar().addWorkingDays(day, 5))
        .param("id", id.value())
        .update();
    db.sql("update hearing set told_at = :at where case_id = :id")
        .param("at", day.atTime(9, 0).atZone(clock.getZone()).toOffsetDateTime())
        .param("id", id.value())
        .update();
  }

  private Instant due(CaseId id, String kind) {
    return db.sql("select due_at from work_item where case_id = :id and kind = :kind")
        .param("id", id.value())
        .param("kind", kind)
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  @Test
  void
      one_that_nobody_asked_for_is_called_off_and_nobody_is_said_to_have_withdrawn_or_stayed_away() {
    var id = city.inReview("yjj");
    var hearing = announce(id, "涉及饮用水源", 10);
    refused(
        "review.hearingEndMissing",
        () -> hearings.finish(handler(), id, hearing, Hearing.State.ABSENT, null, "无人"));
    var handler = Visitor.signedIn(port, "demo-yjj-handler", DemoPeople.PASSWORD);
    assertThat(handler.get("/cases/" + id + "/hearings").body())
        .contains("不再举行")
        .doesNotContain("没有到场", "撤回申请，不举行");
    hearings.set(handler(), id, hearing, today().plusDays(3), "上午9:00，301室", "");
    hearings.finish(handler(), id, hearing, Hearing.State.WITHDRAWN, null, "水源地已调整");
    assertThat(told(city.applicant(), id)).contains(Kind.HEARING_OVER);

    var applicant = Visitor.signedIn(port, "demo-applicant", DemoPeople.PASSWORD);
    assertThat(applicant.get("/cases/" + id + "/hearings").body())
        .contains("部门不再举行", "举行听证的依据和理由")
        .doesNotContain("申请已撤回", "涉及的重大利益关系");
    assertThat(applicant.get("/cases/" + id + "?tab=timeline").body())
        .contains("决定不再举行听证")
        .doesNotContain("登记听证申请已撤回", "，上午9:00，301室");
    invariants.hold(id);
  }

  @Test
  void who_has_an_interest_in_the_applicant_has_no_hand_in_its_hearing_either() {
    var id = city.inReview("yjj");
    var hearing = offer(id);
    var interested = people.officer("yjj", SeatKind.HANDLER);
    conflicts.declare(interested, city.of(id).enterpriseId(), "亲属任职");
    refused(
        "identity.conflictOfInterest",
        () -> hearings.record(interested, id, hearing, "王某", false, today()));
    record(id, hearing, today());
    refused(
        "identity.conflictOfInterest",
        () -> hearings.set(interested, id, hearing, today(), "上午9:00，301室", ""));
    refused(
        "identity.conflictOfInterest",
        () -> hearings.finish(interested, id, hearing, Hearing.State.HELD, today(), "无异议"));
  }

  /** Who has the hearing now, as the applicant reads it. */
  private String turn(CaseId id) {
    var page =
        Visitor.signedIn(port, "demo-applicant", DemoPeople.PASSWORD).get("/cases/" + id).body();
    int at = page.indexOf("</strong> 组织听证");
    return page.substring(at, page.indexOf("</li>", at));
  }

  private Hearing.State state(CaseId id) {
    return hearings.of(id).get(0).state();
  }

  private int acts(CaseId id, String act) {
    return db.sql("select count(*) from audit_entry where case_id = :id and act = :act")
        .param("id", id.value())
        .param("act", act)
        .query(Integer.class)
        .single();
  }

  private List<Kind> told(Actor who, CaseId id) {
    return notices.of(who, null).rows().stream()
        .filter(n -> id.equals(n.caseId()))
        .map(Notice::kind)
        .filter(k -> k != Kind.ACCEPTED)
        .toList();
  }

  private JsonNode api(String username, CaseId id, String what) {
    var answer =
        new Visitor(port)
            .basic(username, DemoPeople.PASSWORD)
            .get("/api/v1/cases/" + id + "/" + what);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private CaseClock one(CaseId id, Matter.Term term) {
    return clocks.ofCase(id).stream()
        .filter(c -> c.term() == term)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private Actor handler() {
    return city.seat("yjj", SeatKind.HANDLER);
  }

  private Actor lead() {
    return city.lead();
  }

  private Actor head() {
    return city.seat("yjj", SeatKind.HEAD);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
