package org.zhunru.supervision;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.temporal.IsoFields;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.common.DemoMode;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Materials;
import org.zhunru.intake.Projects;
import org.zhunru.review.JointReviews;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Reviews;

/**
 * Three projects of the demonstration, after published ones: a draft, one that awaits acceptance,
 * one in review with a first agreement; and a report in draft. Made once, on a database without
 * cases, in demo mode only.
 */
@Component
class DemoCases {
  private static final String MATTER = "joint-pre-approval";

  /** Row of the reporting calendar for the first quarter; the others follow it. */
  private static final int FIRST_QUARTER = 16;

  private final DemoMode demo;
  private final JdbcClient db;
  private final Actors actors;
  private final Projects projects;
  private final Cases cases;
  private final Drafts drafts;
  private final Dossiers dossiers;
  private final Materials materials;
  private final Acceptance acceptance;
  private final JointReviews joint;
  private final Reviews reviews;
  private final Reports reports;
  private final TransactionTemplate transaction;

  DemoCases(
      DemoMode demo,
      JdbcClient db,
      Actors actors,
      Projects projects,
      Cases cases,
      Drafts drafts,
      Dossiers dossiers,
      Materials materials,
      Acceptance acceptance,
      JointReviews joint,
      Reviews reviews,
      Reports reports,
      TransactionTemplate transaction) {
    this.demo = demo;
    this.db = db;
    this.actors = actors;
    this.projects = projects;
    this.cases = cases;
    this.drafts = drafts;
    this.dossiers = dossiers;
    this.materials = materials;
    this.acceptance = acceptance;
    this.joint = joint;
    this.reviews = reviews;
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
    var first = actors.byUsername("demo-applicant");
    var second = actors.byUsername("demo-applicant2");
    draft(second, "2万吨/年聚醚胺项目（演示）", null);

    var electrolysis = "20万吨/年离子膜烧碱项目（演示）";
    dossiers.submit(
        first, draft(first, electrolysis, facts(electrolysis, first, "131.12", ALKALI)));

    var silane = "1万吨/年三氯氢硅项目（演示）";
    var review = draft(second, silane, facts(silane, second, "131.31", SILANE));
    dossiers.submit(second, review);
    acceptance.accept(actors.byUsername("demo-lead"), review, "");
    agree(review, joint.of(review).orElseThrow().departments().get(0).department());
    report();
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

  private CaseId draft(Actor applicant, String name, @Nullable String facts) {
    UUID enterprise = applicant.enterprises().iterator().next();
    var project = projects.create(applicant, enterprise, name, null, "230904");
    var id = cases.open(applicant, project.id(), MATTER).id();
    if (facts != null) {
      drafts.save(applicant, id, facts, drafts.of(applicant, id).revision());
      materials.upload(applicant, id, "lightning-design", "雷电防护装置设计文件（演示）.pdf", emptyPdf());
    }
    return id;
  }

  private static InputStream emptyPdf() {
    try (var pdf = new PDDocument();
        var out = new ByteArrayOutputStream()) {
      pdf.addPage(new PDPage(PDRectangle.A4));
      pdf.save(out);
      return new ByteArrayInputStream(out.toByteArray());
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  private void agree(CaseId id, String department) {
    var draft = OpinionDraft.agree(1, "符合产业政策和规划，同意。");
    reviews.forward(seat(department, SeatKind.HANDLER), id, department, draft, "");
    reviews.forward(seat(department, SeatKind.REVIEWER), id, department, draft, "");
    reviews.sign(seat(department, SeatKind.HEAD), id, department, draft);
  }

  private Actor seat(String department, SeatKind kind) {
    return actors.byUsername("demo-" + department + "-" + kind.code());
  }

  private static final String ALKALI =
      """
      "processes":["离子膜电解"],
      "units":[
        {"name":"液氯罐区","unitType":"storage","exposedPeople":60,"substances":[
          {"name":"液氯","cas":"7782-50-5","quantityTonnes":120}]},
        {"name":"氢气处理","unitType":"production","exposedPeople":60,"substances":[
          {"name":"氢","cas":"1333-74-0","categories":["W2"],"quantityTonnes":0.5}]}],
      "facts":{"flammableOrExplosiveSite":true,"occupationalHazard":true,"specialEquipment":true,
        "highlyToxicOrExplosivePrecursor":true,"controlledChemicals":false}
      """;

  private static final String SILANE =
      """
      "processes":["氯化工艺"],
      "units":[
        {"name":"三氯氢硅合成","unitType":"production","exposedPeople":20,"substances":[
          {"name":"三氯氢硅","cas":"10025-78-2","categories":["W5.1","W11"],"quantityTonnes":40},
          {"name":"氯化氢","cas":"7647-01-0","form":"无水","quantityTonnes":2}]}],
      "facts":{"flammableOrExplosiveSite":true,"occupationalHazard":true,"specialEquipment":true,
        "highlyToxicOrExplosivePrecursor":false,"controlledChemicals":false}
      """;

  private String facts(String name, Actor applicant, String lon, String matter) {
    var firm =
        db.sql("select name, credit_code from enterprise where id = :id")
            .param("id", applicant.enterprises().iterator().next())
            .query((row, n) -> new String[] {row.getString(1), row.getString(2)})
            .single();
    return """
        {"name":"%s","sector":"hazchem","kind":"new","regionCode":"230904","address":"茄子河区化工产业园",
         "investmentYuan":378000000,"purpose":"演示",
         "contact":{"name":"%s","phone":"0464-0000000"},
         "applicant":{"name":"%s","creditCode":"%s"},
         "siting":{"inChemicalPark":true,"parkName":"演示化工园区",
           "location":{"lon":%s,"lat":45.78}},
         %s}
        """
        .formatted(name, applicant.name(), firm[0], firm[1], lon, matter);
  }
}
