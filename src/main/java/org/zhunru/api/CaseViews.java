package org.zhunru.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.decision.Decision;
import org.zhunru.decision.Decisions;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprises;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Projects;
import org.zhunru.review.ConditionItem;
import org.zhunru.review.DepartmentReview;
import org.zhunru.review.JointReview;
import org.zhunru.review.JointReviews;
import org.zhunru.review.Opinion;
import org.zhunru.review.OpinionDraft;
import org.zhunru.web.Words;

/** Reads cases for the API. */
@Component
class CaseViews {
  private final Cases cases;
  private final Projects projects;
  private final Enterprises enterprises;
  private final Departments departments;
  private final Drafts drafts;
  private final Corrections corrections;
  private final JointReviews reviews;
  private final Decisions decisions;
  private final WorkViews work;
  private final Words words;

  CaseViews(
      Cases cases,
      Projects projects,
      Enterprises enterprises,
      Departments departments,
      Drafts drafts,
      Corrections corrections,
      JointReviews reviews,
      Decisions decisions,
      WorkViews work,
      Words words) {
    this.cases = cases;
    this.projects = projects;
    this.enterprises = enterprises;
    this.departments = departments;
    this.drafts = drafts;
    this.corrections = corrections;
    this.reviews = reviews;
    this.decisions = decisions;
    this.work = work;
    this.words = words;
  }

  /**
   * @throws org.zhunru.common.Refusal {@code intake.noSuchCase}, also if it is not this person's to
   *     see
   */
  @Transactional(readOnly = true)
  public CaseView view(Actor actor, CaseId id) {
    var of = cases.see(actor, id);
    var joint = reviews.of(id);
    var inside = cases.seesAsOfficer(actor, of) || of.state().isFinal();
    var opinions = reviews.opinions(id);
    return new CaseView(
        id.value(),
        of.matter(),
        of.number(),
        of.state().name(),
        of.state().isFinal(),
        of.dossierVersion(),
        project(of),
        new CaseView.ApplicantOf(of.enterpriseId(), enterprises.byId(of.enterpriseId()).name()),
        of.createdAt(),
        of.submittedAt(),
        of.acceptedAt(),
        of.closedAt(),
        actor.isApplicantOf(of.enterpriseId()) && drafts.isEditable(of),
        reviews.vetoed(id),
        joint.map(JointReview::round).orElse(0),
        joint.map(JointReview::departments).orElse(List.of()).stream()
            .map(review -> department(review, opinions, inside))
            .toList(),
        corrections.ofCase(id).stream().map(CaseViews::correction).toList(),
        decisions.of(id).map(CaseViews::decision).orElse(null),
        work.ofCase(actor, id.value()),
        links(of));
  }

  private CaseView.ProjectOf project(Case of) {
    var project = projects.byId(of.projectId());
    return new CaseView.ProjectOf(
        project.id().value(), project.name(), project.code(), project.region());
  }

  private CaseView.DepartmentOf department(
      DepartmentReview review, List<Opinion> opinions, boolean inside) {
    var own = opinions.stream().filter(o -> o.department().equals(review.department())).toList();
    var department = departments.byCode(review.department());
    return new CaseView.DepartmentOf(
        review.department(),
        english() ? department.nameEn() : department.name(),
        review.state().name(),
        review.round(),
        review.dossierVersion(),
        review.reasons().stream().map(this::reason).toList(),
        own.stream()
            .filter(Opinion::isEffective)
            .findFirst()
            .map(o -> opinion(o, inside))
            .orElse(null),
        own.stream().filter(o -> !o.isEffective()).map(o -> opinion(o, inside)).toList());
  }

  private String reason(DepartmentReview.Reason reason) {
    var text = english() && !reason.textEn().isBlank() ? reason.textEn() : reason.text();
    var act = "review.reason." + reason.act();
    var said = reason.act().isEmpty() || !words.has(act) ? text : words.say(act) + " " + text;
    return reason.source().isBlank() ? said.strip() : said.strip() + " [" + reason.source() + "]";
  }

  private static CaseView.OpinionOf opinion(Opinion opinion, boolean inside) {
    var ground = opinion.ground();
    return new CaseView.OpinionOf(
        opinion.id(),
        opinion.kind().name(),
        opinion.status().name(),
        opinion.round(),
        opinion.dossierVersion(),
        inside ? opinion.text() : null,
        ground == null
            ? null
            : new CaseView.GroundOf(
                ground.id(), ground.text(), ground.legalBasis(), ground.confidence()),
        inside ? opinion.fact() : null,
        inside ? cited(opinion) : null,
        inside ? opinion.remedy() : null,
        inside ? opinion.conditions().stream().map(CaseViews::condition).toList() : List.of(),
        opinion.signedAt(),
        opinion.signedByName(),
        opinion.onBehalfName(),
        opinion.endedAt(),
        opinion.endedByName(),
        inside ? opinion.endReason() : null);
  }

  private static OpinionDraft.@Nullable CitedFinding cited(Opinion opinion) {
    var finding = opinion.finding();
    return finding == null
        ? null
        : new OpinionDraft.CitedFinding(finding.rule(), finding.subject());
  }

  static CaseView.ConditionOf condition(ConditionItem item) {
    return new CaseView.ConditionOf(
        item.id(),
        item.text(),
        item.stage().name(),
        item.measure(),
        name(item.operator()),
        item.value(),
        item.unit(),
        item.state().name(),
        item.stateNote());
  }

  private static CaseView.CorrectionOf correction(Correction request) {
    return new CaseView.CorrectionOf(
        request.no(),
        request.phase().name(),
        request.department(),
        request.dossierVersion(),
        request.message(),
        request.items(),
        request.days(),
        request.requestedAt(),
        request.requestedByName(),
        request.answeredAt(),
        request.answeredVersion(),
        request.isOpen());
  }

  private static CaseView.DecisionOf decision(Decision decision) {
    return new CaseView.DecisionOf(
        decision.outcome().name(),
        decision.number(),
        decision.dossierVersion(),
        decision.reasons(),
        decision.remedies(),
        decision.decidedAt(),
        decision.decidedByName(),
        decision.onBehalfName(),
        decision.validUntil());
  }

  private static Map<String, String> links(Case of) {
    var self = "/api/v1/cases/" + of.id();
    var links = new LinkedHashMap<String, String>();
    links.put("self", self);
    links.put("project", "/api/v1/projects/" + of.projectId());
    links.put("dossier", self + "/dossier");
    links.put("timeline", self + "/timeline");
    links.put("documents", self + "/documents");
    links.put("materials", self + "/materials");
    links.put("page", "/cases/" + of.id());
    return links;
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static boolean english() {
    return LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }
}
