package org.zhunru.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhunru.identity.People;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Projects;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Reviews;
import org.zhunru.supervision.SupervisionLetters;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.TriggerSweep;

/**
 * {@code light}: on the called department, whose veto in a case of applicant-own says too little;
 * {@code letter}: to it, about such a case.
 */
@Configuration(proxyBeanMethods = false)
class LightRouteRecords {
  private final Projects projects;
  private final Cases cases;
  private final Drafts drafts;
  private final Dossiers dossiers;
  private final Acceptance acceptance;
  private final Reviews reviews;
  private final SupervisionLights lights;
  private final SupervisionLetters letters;
  private final TriggerSweep sweep;
  private final People people;
  private final Clock clock;

  LightRouteRecords(
      Projects projects,
      Cases cases,
      Drafts drafts,
      Dossiers dossiers,
      Acceptance acceptance,
      Reviews reviews,
      SupervisionLights lights,
      SupervisionLetters letters,
      TriggerSweep sweep,
      People people,
      Clock clock) {
    this.projects = projects;
    this.cases = cases;
    this.drafts = drafts;
    this.dossiers = dossiers;
    this.acceptance = acceptance;
    this.reviews = reviews;
    this.lights = lights;
    this.letters = letters;
    this.sweep = sweep;
    this.people = people;
    this.clock = clock;
  }

  @Bean
  RouteRecords.Kind lightRecords() {
    return kind("light", this::light);
  }

  @Bean
  RouteRecords.Kind letterRecords() {
    return kind("letter", this::letter);
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

  private Map<String, String> light(RouteRecords.Who who) {
    var id = vetoed(who);
    sweep.sweep(clock.instant());
    var light = lights.ofCase(people.having(Role.SUPERVISOR), id).get(0);
    return Map.of("id", light.id().toString());
  }

  private Map<String, String> letter(RouteRecords.Who who) {
    var draft = new SupervisionLetters.Draft(null, RouteRecords.CALLED, "督办", List.of(), "请说明。", 5);
    var letter = letters.issue(people.having(Role.SUPERVISOR), vetoed(who), draft);
    return Map.of("id", letter.toString());
  }

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
    var veto = OpinionDraft.veto(1, "不同意。", "T-1", "过近", "调整选址");
    reviews.forward(who.handlerCalled(), id, called, veto, "");
    reviews.forward(people.officer(called, SeatKind.REVIEWER), id, called, veto, "");
    reviews.sign(who.headCalled(), id, called, veto);
    return id;
  }
}
