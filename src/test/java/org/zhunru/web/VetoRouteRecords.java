package org.zhunru.web;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.DecisionRequest;
import org.zhunru.decision.Decisions;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Projects;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Refilings;
import org.zhunru.review.Reviews;
import org.zhunru.supervision.PublicNotices;
import org.zhunru.supervision.Reconsiderations;

/**
 * {@code refiled}: a case of applicant-own in review, in answer to a veto of the called; {@code
 * reconsidered}: one whose veto of the called the applicant wants reconsidered.
 */
@Configuration(proxyBeanMethods = false)
class VetoRouteRecords {
  private final Projects projects;
  private final Cases cases;
  private final Drafts drafts;
  private final Dossiers dossiers;
  private final Acceptance acceptance;
  private final Reviews reviews;
  private final Decisions decisions;
  private final Refilings refilings;
  private final Reconsiderations reconsiderations;
  private final PublicNotices notices;
  private final People people;

  VetoRouteRecords(
      Projects projects,
      Cases cases,
      Drafts drafts,
      Dossiers dossiers,
      Acceptance acceptance,
      Reviews reviews,
      Decisions decisions,
      Refilings refilings,
      Reconsiderations reconsiderations,
      PublicNotices notices,
      People people) {
    this.projects = projects;
    this.cases = cases;
    this.drafts = drafts;
    this.dossiers = dossiers;
    this.acceptance = acceptance;
    this.reviews = reviews;
    this.decisions = decisions;
    this.refilings = refilings;
    this.reconsiderations = reconsiderations;
    this.notices = notices;
    this.people = people;
  }

  @Bean
  RouteRecords.Kind refiledRecords() {
    return kind("refiled", this::refiled);
  }

  @Bean
  RouteRecords.Kind reconsideredRecords() {
    return kind("reconsidered", this::reconsidered);
  }

  /** A refusal that is public; {@code case}: its case. */
  @Bean
  RouteRecords.Kind noticeRecords() {
    return kind("public-notice", this::notice);
  }

  private Map<String, String> notice(RouteRecords.Who who) {
    var id = vetoed(who);
    decisions.decide(
        who.lead(), id, new DecisionRequest(DecisionOutcome.REFUSED, "依据会审意见。", "调整选址", Map.of()));
    var one = notices.publish(who.lead(), id, "依据会审意见。", LocalDate.now().plusDays(30), Set.of());
    return Map.of("id", one.toString(), "case", id.toString());
  }

  private static RouteRecords.Kind kind(
      String name, Function<RouteRecords.Who, Map<String, String>> make) {
    return new RouteRecords.Kind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, String> make(RouteRecords.Who who) {
        return make.apply(who);
      }
    };
  }

  private Map<String, String> refiled(RouteRecords.Who who) {
    var vetoed = vetoed(who);
    decisions.decide(
        who.lead(),
        vetoed,
        new DecisionRequest(DecisionOutcome.REFUSED, "依据会审意见。", "调整选址", Map.of()));
    var id =
        cases.open(who.applicantOwn(), cases.byId(vetoed).projectId(), "joint-pre-approval").id();
    refilings.file(who.applicantOwn(), id, vetoed);
    acceptance.accept(who.lead(), id, "");
    return Map.of("id", id.toString(), "item", refilings.remedies(id).get(0).id().toString());
  }

  private Map<String, String> reconsidered(RouteRecords.Who who) {
    var id = vetoed(who);
    var one = reconsiderations.ask(who.applicantOwn(), id, RouteRecords.CALLED, "测距起点有误");
    return Map.of("id", id.toString(), "one", one.toString(), "action", "answer");
  }

  /** A case of applicant-own in which the called department has vetoed, and was alone. */
  private CaseId vetoed(RouteRecords.Who who) {
    var applicant = who.applicantOwn();
    var called = RouteRecords.CALLED;
    var name = "路由" + UUID.randomUUID();
    var project = projects.create(applicant, who.enterprise(), name, null, "230903");
    var id = cases.open(applicant, project.id(), "joint-pre-approval").id();
    drafts.save(
        applicant,
        id,
        CompleteFacts.named(name, "|" + called),
        drafts.of(applicant, id).revision());
    dossiers.submit(applicant, id);
    acceptance.accept(who.lead(), id, "");
    var veto = OpinionDraft.veto(1, "不同意。", "T-1", "距居民区过近", "调整选址");
    reviews.forward(who.handlerCalled(), id, called, veto, "");
    reviews.forward(people.officer(called, SeatKind.REVIEWER), id, called, veto, "");
    reviews.sign(who.headCalled(), id, called, veto);
    return id;
  }
}
