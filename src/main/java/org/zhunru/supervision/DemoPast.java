package org.zhunru.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.calendar.WorkingCalendars;
import org.zhunru.common.CityClock;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.DecisionRequest;
import org.zhunru.decision.Decisions;
import org.zhunru.decision.Deliveries;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Dossiers;
import org.zhunru.review.JointReviews;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Reviews;
import org.zhunru.review.Stage;

/**
 * What happened in the demonstration before it began, so that its figures, registers and public
 * notices have something to show: a project approved with a condition, one refused after a veto,
 * and one under a veto that its applicant wants reconsidered. Each act is done by its own person,
 * through the same services as ever, as of a working day that has passed.
 */
@Component
class DemoPast {
  /** Working days from the filing to the acceptance. */
  private static final int TO_ACCEPTANCE = 2;

  private final CityClock clock;
  private final WorkingCalendar calendar;
  private final Actors actors;
  private final DemoFilings filings;
  private final Dossiers dossiers;
  private final Acceptance acceptance;
  private final JointReviews joint;
  private final Reviews reviews;
  private final Decisions decisions;
  private final Deliveries deliveries;
  private final PublicNotices notices;
  private final Reconsiderations reconsiderations;
  private final Scorecards cards;

  DemoPast(
      CityClock clock,
      WorkingCalendars calendars,
      Actors actors,
      DemoFilings filings,
      Dossiers dossiers,
      Acceptance acceptance,
      JointReviews joint,
      Reviews reviews,
      Decisions decisions,
      Deliveries deliveries,
      PublicNotices notices,
      Reconsiderations reconsiderations,
      Scorecards cards) {
    this.clock = clock;
    this.calendar = calendars.of(List.of());
    this.actors = actors;
    this.filings = filings;
    this.dossiers = dossiers;
    this.acceptance = acceptance;
    this.joint = joint;
    this.reviews = reviews;
    this.decisions = decisions;
    this.deliveries = deliveries;
    this.notices = notices;
    this.reconsiderations = reconsiderations;
    this.cards = cards;
  }

  void tell() {
    approved();
    refused();
    vetoed();
    scorecards();
  }

  /**
   * Cards of the quarters that are over, made the morning after each; a late department objects,
   * and where the days for that have passed the card is answered and published.
   */
  private void scorecards() {
    var running = cards.running();
    for (int back = 2; back > 0; back--) {
      var quarter = running.plus(-back);
      var morning = quarter.to().plusDays(1);
      at(morning, () -> cards.compute(quarter));
      var supervisor = actors.byUsername("demo-supervisor");
      for (var line : cards.of(supervisor, quarter)) {
        var card = cards.find(supervisor, quarter, line.department()).orElseThrow();
        var late = cards.rows(card, "ON_TIME").stream().filter(r -> r.n() > 0).findFirst();
        var after = calendar.addWorkingDays(card.objectBy(), 1);
        if (late.isPresent() && after.isBefore(LocalDate.now(clock))) {
          contested(card, late.get().no(), morning, after);
        }
      }
    }
  }

  private void contested(Scorecard card, int late, LocalDate morning, LocalDate after) {
    var quarter = card.quarter();
    var department = card.department();
    at(
        calendar.addWorkingDays(morning, 1),
        () ->
            cards.object(
                filings.seat(department, SeatKind.HEAD),
                quarter,
                department,
                "ON_TIME",
                "该件超期系等待上级部门答复所致（演示）。",
                "请示及答复各一份（演示）。",
                List.of(late)));
    var first = actors.byUsername("demo-supervisor");
    at(
        after,
        () -> {
          cards.answer(
              first,
              quarter,
              department,
              "ON_TIME",
              1,
              false,
              "等待答复期间没有书面告知中止，时限照常计算（演示）。",
              List.of());
          cards.check(first, quarter, department, 2);
          cards.publish(actors.byUsername("demo-supervisor2"), quarter, department, 3);
        });
  }

  private void at(LocalDate day, Runnable what) {
    clock.at(day.atTime(9, 0).atZone(clock.getZone()).toInstant(), what);
  }

  /** All departments agree, one with a condition, the last of them days late. */
  private void approved() {
    var applicant = actors.byUsername("demo-applicant2");
    var id = accepted(90, applicant, "6000吨/年硅烷偶联剂项目（演示）", "131.30", DemoFilings.SILANE);
    var departments = departments(id);
    var agreed = OpinionDraft.agree(1, "符合产业政策和规划，同意。");
    var said = new ArrayList<Moment>();
    for (int i = 0; i < departments.size() - 1; i++) {
      said.addAll(speaking(86 - i % 3, id, departments.get(i), i == 1 ? conditional() : agreed));
    }
    said.addAll(speaking(80, id, departments.get(departments.size() - 1), agreed));
    inOrder(said);
    decide(76, id, DecisionOutcome.APPROVED_WITH_CONDITIONS, "各部门同意，其中一个部门附条件。", "");
    on(75, 10, () -> deliveries.confirm(applicant, id));
    release(74, id);
  }

  /** The planning department vetoes; the office refuses without waiting for anything to change. */
  private void refused() {
    var applicant = actors.byUsername("demo-applicant");
    var id = accepted(45, applicant, "5万吨/年液氯仓储项目（演示）", "131.10", DemoFilings.ALKALI);
    var veto =
        OpinionDraft.veto(1, "不同意。", "JPA-09", "拟选地块规划用途为物流用地，不是工业用地。", "改选规划用途相符的地块，或依法调整规划后再报。");
    var said = new ArrayList<Moment>();
    for (var department : departments(id)) {
      said.addAll(
          speaking(
              40,
              id,
              department,
              department.equals("zrzy") ? veto : OpinionDraft.agree(1, "在本部门职责内同意。")));
    }
    inOrder(said);
    decide(
        36,
        id,
        DecisionOutcome.REFUSED,
        "拟选地块不符合控制性详细规划，依据城乡规划法第三十七条不予通过。",
        "改选规划用途相符的地块，或依法调整规划后再报。");
    release(34, id);
  }

  /** A veto that stands, and its applicant's wish to have it reconsidered. */
  private void vetoed() {
    var applicant = actors.byUsername("demo-applicant2");
    var id = accepted(6, applicant, "1500吨/年氯化聚乙烯项目（演示）", "131.29", DemoFilings.SILANE);
    inOrder(
        speaking(
            3,
            id,
            "sthj",
            OpinionDraft.veto(1, "不同意。", "JPA-13", "拟建地位于园区规划的隔离带内。", "将装置移出隔离带并补充布局图。")));
    on(1, 15, () -> reconsiderations.ask(applicant, id, "sthj", "园区规划已调整，隔离带不含本地块，见管委会说明（演示）。"));
  }

  private CaseId accepted(int ago, Actor applicant, String name, String lon, String matter) {
    var filed = new CaseId[1];
    on(
        ago,
        9,
        () -> {
          var facts = filings.facts(name, applicant, lon, matter);
          filed[0] = filings.draft(applicant, name, facts);
          dossiers.submit(applicant, filed[0]);
        });
    on(ago - TO_ACCEPTANCE, 14, () -> acceptance.accept(lead(), filed[0], ""));
    return filed[0];
  }

  private List<String> departments(CaseId id) {
    return joint.of(id).orElseThrow().departments().stream().map(d -> d.department()).toList();
  }

  private static OpinionDraft conditional() {
    return OpinionDraft.conditions(
        1,
        "同意，附条件。",
        new OpinionDraft.Condition("罐区四周设可燃气体探测器，设计文件中标明位置。", Stage.DESIGN, null, null, null, ""));
  }

  /** What somebody does, so many working days ago at that hour. */
  private record Moment(int ago, int hour, Runnable what) {}

  /**
   * As it happened, whichever department it was: the record keeps the order in which it is told.
   */
  private void inOrder(List<Moment> moments) {
    moments.stream()
        .sorted(Comparator.comparingInt(Moment::ago).reversed().thenComparing(Moment::hour))
        .forEach(moment -> on(moment.ago(), moment.hour(), moment.what()));
  }

  /** The handler drafts, a day later the reviewer checks and the head signs. */
  private List<Moment> speaking(int ago, CaseId id, String department, OpinionDraft draft) {
    return List.of(
        new Moment(ago, 10, () -> forward(SeatKind.HANDLER, id, department, draft)),
        new Moment(ago - 1, 9, () -> forward(SeatKind.REVIEWER, id, department, draft)),
        new Moment(
            ago - 1,
            16,
            () -> reviews.sign(filings.seat(department, SeatKind.HEAD), id, department, draft)));
  }

  private void forward(SeatKind seat, CaseId id, String department, OpinionDraft draft) {
    reviews.forward(filings.seat(department, seat), id, department, draft, "");
  }

  private void decide(
      int ago, CaseId id, DecisionOutcome outcome, String reasons, String remedies) {
    on(
        ago,
        11,
        () ->
            decisions.decide(
                lead(), id, new DecisionRequest(outcome, reasons, remedies, Map.of())));
  }

  private void release(int ago, CaseId id) {
    on(
        ago,
        10,
        () -> {
          var words = notices.draft(id, Set.of()).notice().words();
          var untilNow = LocalDate.now(clock).plusYears(1);
          notices.publish(lead(), id, words, untilNow, Set.of());
        });
  }

  private Actor lead() {
    return actors.byUsername("demo-lead");
  }

  /**
   * @param ago so many working days before today
   */
  private void on(int ago, int hour, Runnable what) {
    var day = LocalDate.now(clock);
    for (int left = ago; left > 0; ) {
      day = day.minusDays(1);
      left -= calendar.isWorkingDay(day) ? 1 : 0;
    }
    clock.at(day.atTime(hour, 0).atZone(clock.getZone()).toInstant(), what);
  }
}
