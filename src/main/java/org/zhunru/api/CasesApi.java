package org.zhunru.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.audit.AuditEntry;
import org.zhunru.audit.AuditLog;
import org.zhunru.decision.Deliveries;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.ProjectId;
import org.zhunru.review.Refilings;
import org.zhunru.review.Reviews;
import org.zhunru.web.Words;

/** Cases: opened, filed, withdrawn, looked at. */
@RestController
class CasesApi {
  private final Cases cases;
  private final CaseViews views;
  private final Refilings refilings;
  private final AuditLog log;
  private final Reviews reviews;
  private final Deliveries deliveries;
  private final Words words;

  CasesApi(
      Cases cases,
      CaseViews views,
      Refilings refilings,
      AuditLog log,
      Reviews reviews,
      Deliveries deliveries,
      Words words) {
    this.cases = cases;
    this.views = views;
    this.refilings = refilings;
    this.log = log;
    this.reviews = reviews;
    this.deliveries = deliveries;
    this.words = words;
  }

  record NewCase(@Nullable String matter, @Nullable UUID projectId) {}

  record Listed(List<ProjectsApi.CaseOf> cases) {}

  record Filed(
      UUID caseId, String number, int version, String sha256, Instant submittedAt, String state) {}

  /**
   * @param refiles the vetoed case that it answers; null if it answers none
   */
  record Submission(@Nullable UUID refiles) {}

  record Reason(@Nullable String reason) {}

  /**
   * One line of the history.
   *
   * @param text in words; the act itself if there are none
   */
  record Line(
      long id,
      Instant at,
      String act,
      String text,
      String by,
      @Nullable String onBehalfOf,
      @Nullable String department,
      @Nullable String seat,
      java.util.Map<String, String> details) {}

  record Timeline(List<Line> entries) {}

  @PostMapping("/api/v1/cases")
  ResponseEntity<CaseView> open(@RequestBody NewCase asked, Actor actor) {
    var matter = Body.required(asked.matter(), "matter");
    var project = new ProjectId(Body.required(asked.projectId(), "projectId"));
    var opened = cases.open(actor, project, matter);
    return ResponseEntity.created(URI.create("/api/v1/cases/" + opened.id()))
        .body(views.view(actor, opened.id()));
  }

  @GetMapping("/api/v1/cases")
  Listed list(Actor actor) {
    return new Listed(cases.ofApplicant(actor).stream().map(ProjectsApi.CaseOf::of).toList());
  }

  @GetMapping("/api/v1/cases/{id}")
  CaseView one(@PathVariable UUID id, Actor actor) {
    return views.view(actor, new CaseId(id));
  }

  @PostMapping("/api/v1/cases/{id}/submit")
  Filed submit(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Submission asked,
      Actor actor) {
    var refiles = asked == null ? null : asked.refiles();
    var filed = refilings.file(actor, new CaseId(id), refiles == null ? null : new CaseId(refiles));
    var of = cases.see(actor, filed.caseId());
    return new Filed(
        id,
        String.valueOf(of.number()),
        filed.version(),
        filed.hash(),
        filed.submittedAt(),
        of.state().name());
  }

  @PostMapping("/api/v1/cases/{id}/withdraw")
  CaseView withdraw(@PathVariable UUID id, @RequestBody Reason asked, Actor actor) {
    cases.withdraw(actor, new CaseId(id), Body.text(asked.reason()));
    return views.view(actor, new CaseId(id));
  }

  @PostMapping("/api/v1/cases/{id}/receipt")
  CaseView receipt(@PathVariable UUID id, Actor actor) {
    deliveries.confirm(actor, new CaseId(id));
    return views.view(actor, new CaseId(id));
  }

  @PostMapping("/api/v1/cases/{id}/vetoes/{department}/lift")
  CaseView lift(
      @PathVariable UUID id,
      @PathVariable String department,
      @RequestBody Reason asked,
      Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    reviews.liftVeto(actor, of.id(), department, Body.text(asked.reason()));
    return views.view(actor, of.id());
  }

  @GetMapping("/api/v1/cases/{id}/timeline")
  Timeline timeline(@PathVariable UUID id, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    return new Timeline(
        log.ofCase(id, cases.seesAsOfficer(actor, of)).stream().map(this::line).toList());
  }

  private Line line(AuditEntry entry) {
    var key = "act." + entry.act();
    var who = entry.who();
    return new Line(
        entry.id(),
        entry.at(),
        entry.act(),
        words.has(key) ? words.say(key) : entry.act(),
        who.name(),
        who.onBehalfName(),
        who.department(),
        who.seat(),
        entry.details());
  }
}
