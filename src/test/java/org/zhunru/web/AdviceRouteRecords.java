package org.zhunru.web;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Projects;
import org.zhunru.review.Consultations;
import org.zhunru.review.ExpertReviews;
import org.zhunru.supervision.Clocks;

/**
 * {@code advice}: a case of applicant-own in review, in which the called head has asked the called
 * handler, and the called department an expert review.
 */
@Component
class AdviceRouteRecords implements RouteRecords.Kind {
  private final Projects projects;
  private final Cases cases;
  private final Drafts drafts;
  private final Dossiers dossiers;
  private final Acceptance acceptance;
  private final Consultations consultations;
  private final ExpertReviews experts;
  private final Clocks clocks;

  AdviceRouteRecords(
      Projects projects,
      Cases cases,
      Drafts drafts,
      Dossiers dossiers,
      Acceptance acceptance,
      Consultations consultations,
      ExpertReviews experts,
      Clocks clocks) {
    this.projects = projects;
    this.cases = cases;
    this.drafts = drafts;
    this.dossiers = dossiers;
    this.acceptance = acceptance;
    this.consultations = consultations;
    this.experts = experts;
    this.clocks = clocks;
  }

  @Override
  public String name() {
    return "advice";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var id = inReview(who);
    var called = RouteRecords.CALLED;
    var asked =
        consultations.ask(who.headCalled(), id, called, who.handlerCalled().accountId(), "是否属实？");
    var review = experts.ask(who.handlerCalled(), id, called, "爆炸影响范围", 15);
    return Map.of(
        "id",
        id.toString(),
        "department",
        called,
        "consultation",
        asked.toString(),
        "review",
        review.toString(),
        "clock",
        clocks.ofCase(id).stream()
            .filter(c -> c.term() == Matter.Term.REVIEW && called.equals(c.department()))
            .findFirst()
            .orElseThrow()
            .id()
            .toString());
  }

  private CaseId inReview(RouteRecords.Who who) {
    var applicant = who.applicantOwn();
    var name = "路由" + UUID.randomUUID();
    var project = projects.create(applicant, who.enterprise(), name, null, "230903");
    var id = cases.open(applicant, project.id(), "joint-pre-approval").id();
    drafts.save(
        applicant,
        id,
        CompleteFacts.named(name, "|" + RouteRecords.CALLED),
        drafts.of(applicant, id).revision());
    dossiers.submit(applicant, id);
    acceptance.accept(who.lead(), id, "");
    return id;
  }
}
