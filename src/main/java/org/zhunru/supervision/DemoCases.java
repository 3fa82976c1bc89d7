package org.zhunru.supervision;

import java.time.temporal.IsoFields;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.common.DemoMode;
import org.zhunru.identity.Actors;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.Dossiers;
import org.zhunru.review.JointReviews;
import org.zhunru.review.OpinionDraft;

/**
 * Projects of the demonstration, after published ones: a draft, one that awaits acceptance, one in
 * review with a first agreement, and a report in draft; behind them what {@link DemoPast} tells,
 * before them what {@link DemoRevision} would change. Made once, on a database without cases, in
 * demo mode only.
 */
@Component
class DemoCases {
  /** Row of the reporting calendar for the first quarter; the others follow it. */
  private static final int FIRST_QUARTER = 16;

  private final DemoMode demo;
  private final JdbcClient db;
  private final Actors actors;
  private final DemoFilings filings;
  private final DemoPast past;
  private final DemoRevision revision;
  private final Dossiers dossiers;
  private final Acceptance acceptance;
  private final JointReviews joint;
  private final Reports reports;
  private final TransactionTemplate transaction;

  DemoCases(
      DemoMode demo,
      JdbcClient db,
      Actors actors,
      DemoFilings filings,
      DemoPast past,
      DemoRevision revision,
      Dossiers dossiers,
      Acceptance acceptance,
      JointReviews joint,
      Reports reports,
      TransactionTemplate transaction) {
    this.demo = demo;
    this.db = db;
    this.actors = actors;
    this.filings = filings;
    this.past = past;
    this.revision = revision;
    this.dossiers = dossiers;
    this.acceptance = acceptance;
    this.joint = joint;
    this.reports = reports;
    this.transaction = transaction;
  }

  @EventListener
  void seed(ApplicationStartedEvent started) {
    boolean none = db.sql("select not exists (select from project)").query(Boolean.class).single();
    if (demo.on() && none) {
      transaction.executeWithoutResult(status -> seed());
    }
  }

  private void seed() {
    if (demo.past()) {
      past.tell();
    }
    var first = actors.byUsername("demo-applicant");
    var second = actors.byUsername("demo-applicant2");
    filings.draft(second, "2万吨/年聚醚胺项目（演示）", null);

    var electrolysis = "20万吨/年离子膜烧碱项目（演示）";
    var alkali = filings.facts(electrolysis, first, "131.12", DemoFilings.ALKALI);
    dossiers.submit(first, filings.draft(first, electrolysis, alkali));

    var trichlorosilane = "1万吨/年三氯氢硅项目（演示）";
    var silane = filings.facts(trichlorosilane, second, "131.31", DemoFilings.SILANE);
    var review = filings.draft(second, trichlorosilane, silane);
    dossiers.submit(second, review);
    acceptance.accept(actors.byUsername("demo-lead"), review, "");
    filings.speak(
        review,
        joint.of(review).orElseThrow().departments().get(0).department(),
        OpinionDraft.agree(1, "符合产业政策和规划，同意。"));
    report();
    if (demo.past()) {
      revision.tell();
    }
  }

  /** The report of this quarter, drafted and not yet signed. */
  private void report() {
    var today = reports.today();
    int quarter = today.get(IsoFields.QUARTER_OF_YEAR);
    reports.draft(
        actors.byUsername("demo-supervisor"),
        "RC-" + (FIRST_QUARTER + quarter - 1),
        today.getYear(),
        "Q" + quarter,
        "一、工作进展\n联合审批平台已启用，本季度申报和受理情况见数据（演示）。\n二、存在的问题\n部分申报材料不齐（演示）。",
        "");
  }
}
