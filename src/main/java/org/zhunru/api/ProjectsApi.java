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
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.Project;
import org.zhunru.intake.ProjectId;
import org.zhunru.intake.Projects;

/** Projects of the enterprises a person files for. */
@RestController
class ProjectsApi {
  private final Projects projects;

  ProjectsApi(Projects projects) {
    this.projects = projects;
  }

  /**
   * @param enterpriseId for whom; may be left out by who files for one enterprise alone
   */
  record NewProject(
      @Nullable String name,
      @Nullable String code,
      @Nullable String regionCode,
      @Nullable UUID enterpriseId) {}

  record CaseOf(UUID id, String matter, @Nullable String number, String state) {
    static CaseOf of(Case found) {
      return new CaseOf(found.id().value(), found.matter(), found.number(), found.state().name());
    }
  }

  record View(
      UUID id,
      String name,
      @Nullable String code,
      @Nullable String regionCode,
      UUID enterpriseId,
      Instant createdAt,
      List<CaseOf> cases) {}

  record Listed(List<View> projects) {}

  @PostMapping("/api/v1/projects")
  ResponseEntity<View> create(@RequestBody NewProject asked, Actor actor) {
    var project =
        projects.create(
            actor,
            enterprise(asked.enterpriseId(), actor),
            Body.text(asked.name()),
            asked.code(),
            asked.regionCode());
    return ResponseEntity.created(URI.create("/api/v1/projects/" + project.id()))
        .body(view(project));
  }

  private static UUID enterprise(@Nullable UUID asked, Actor actor) {
    if (actor.enterprises().isEmpty()) {
      throw Refusal.forbidden("intake.notYourEnterprise");
    }
    return asked == null && actor.enterprises().size() == 1
        ? actor.enterprises().iterator().next()
        : Body.required(asked, "enterpriseId");
  }

  @GetMapping("/api/v1/projects")
  Listed list(Actor actor) {
    return new Listed(projects.ofApplicant(actor).stream().map(this::view).toList());
  }

  @GetMapping("/api/v1/projects/{id}")
  View one(@PathVariable UUID id, Actor actor) {
    return view(projects.ofApplicant(actor, new ProjectId(id)));
  }

  private View view(Project project) {
    return new View(
        project.id().value(),
        project.name(),
        project.code(),
        project.region(),
        project.enterpriseId(),
        project.createdAt(),
        projects.casesOf(project.id()).stream().map(CaseOf::of).toList());
  }
}
