package org.zhunru.supervision;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Materials;
import org.zhunru.intake.Projects;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Reviews;

/** What the people of the demonstration write: filings after published projects, and opinions. */
@Component
class DemoFilings {
  private static final String MATTER = "joint-pre-approval";

  static final String ALKALI =
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

  static final String SILANE =
      """
      "processes":["氯化工艺"],
      "units":[
        {"name":"三氯氢硅合成","unitType":"production","exposedPeople":20,"substances":[
          {"name":"三氯氢硅","cas":"10025-78-2","categories":["W5.1","W11"],"quantityTonnes":40},
          {"name":"氯化氢","cas":"7647-01-0","form":"无水","quantityTonnes":2}]}],
      "facts":{"flammableOrExplosiveSite":true,"occupationalHazard":true,"specialEquipment":true,
        "highlyToxicOrExplosivePrecursor":false,"controlledChemicals":false,
        "parkSafetyGrade":"C","supportsOtherIndustry":false,"automaticControl":true,
        "safetyInstrumentedSystem":true,"toxicMajorHazard":false,"fullAutomationRate":100,
        "controlUsageRate":100,"keyTrade":false,"firstUseProcess":false,
        "fineChemicalHighRisk":false,"designQualification":"甲级","leadersDegree":"本科",
        "keyStaffDegree":"大专","operatorsDegree":"高中","safetyStaffTitle":"中级",
        "safetyStaffShare":3}
      """;

  private final JdbcClient db;
  private final Actors actors;
  private final Projects projects;
  private final Cases cases;
  private final Drafts drafts;
  private final Materials materials;
  private final Reviews reviews;

  DemoFilings(
      JdbcClient db,
      Actors actors,
      Projects projects,
      Cases cases,
      Drafts drafts,
      Materials materials,
      Reviews reviews) {
    this.db = db;
    this.actors = actors;
    this.projects = projects;
    this.cases = cases;
    this.drafts = drafts;
    this.materials = materials;
    this.reviews = reviews;
  }

  /**
   * @param facts null for none yet
   */
  CaseId draft(Actor applicant, String name, @Nullable String facts) {
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

  /** Handler, reviewer and head of the department, one after the other. */
  void speak(CaseId id, String department, OpinionDraft draft) {
    reviews.forward(seat(department, SeatKind.HANDLER), id, department, draft, "");
    reviews.forward(seat(department, SeatKind.REVIEWER), id, department, draft, "");
    reviews.sign(seat(department, SeatKind.HEAD), id, department, draft);
  }

  Actor seat(String department, SeatKind kind) {
    return actors.byUsername("demo-" + department + "-" + kind.code());
  }

  /** Facts of a plant of hazardous chemicals in the park. */
  String facts(String name, Actor applicant, String lon, String matter) {
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
