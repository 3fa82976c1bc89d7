package org.zhunru.intake;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.ProjectCode;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Regions;

/** The projects of enterprises. */
@Component
@Transactional
public class Projects {
  private final ProjectRows rows;
  private final CaseRows cases;
  private final Regions regions;
  private final Clock clock;

  Projects(ProjectRows rows, CaseRows cases, Regions regions, Clock clock) {
    this.rows = rows;
    this.cases = cases;
    this.regions = regions;
    this.clock = clock;
  }

  /**
   * A new project.
   *
   * @param by an applicant of the enterprise
   * @param code national project code; null or blank if there is none yet
   * @param region code of the region it lies in; null or blank if not told yet
   * @throws Refusal {@code intake.notYourEnterprise}, {@code intake.projectNameMissing}, {@code
   *     intake.projectCodeTaken}, {@code identity.noSuchRegion}, or what is wrong with the code
   */
  public Project create(
      Actor by, UUID enterprise, String name, @Nullable String code, @Nullable String region) {
    if (!by.isApplicantOf(enterprise)) {
      throw Refusal.forbidden("intake.notYourEnterprise");
    }
    if (name.isBlank() || name.strip().length() > 200) {
      throw Refusal.invalid("intake.projectNameMissing", "name");
    }
    var canonical = blank(code) == null ? null : parsed(code);
    if (canonical != null) {
      refuseIfTaken(canonical, null);
    }
    var where = blank(region);
    if (where != null) {
      try {
        regions.byCode(where);
      } catch (Refusal unknown) {
        throw unknown.at("regionCode");
      }
    }
    return rows.save(
        new Project(enterprise, name.strip(), canonical, where, by.accountId(), clock.instant()));
  }

  /** Two projects with one code would be one project filed twice. */
  void refuseIfTaken(String code, @Nullable ProjectId except) {
    rows.findByCode(code)
        .filter(other -> !other.id().equals(except))
        .ifPresent(
            other -> {
              throw new Refusal(Refusal.Kind.CONFLICT, "intake.projectCodeTaken", "code", code);
            });
  }

  /** Projects of the enterprises a person files for, newest first. */
  @Transactional(readOnly = true)
  public List<Project> ofApplicant(Actor actor) {
    return actor.enterprises().isEmpty()
        ? List.of()
        : rows.findByEnterpriseIdInOrderByCreatedAtDesc(actor.enterprises());
  }

  /**
   * A project of an enterprise the person files for.
   *
   * @throws Refusal {@code intake.noSuchProject}, also if it is somebody else's
   */
  @Transactional(readOnly = true)
  public Project ofApplicant(Actor actor, ProjectId id) {
    return rows.findById(id.value())
        .filter(project -> actor.isApplicantOf(project.enterpriseId()))
        .orElseThrow(() -> Refusal.unknown("intake.noSuchProject"));
  }

  /**
   * Any project; for who has seen to it that the reader may see it.
   *
   * @throws Refusal {@code intake.noSuchProject}
   */
  @Transactional(readOnly = true)
  public Project byId(ProjectId id) {
    return rows.findById(id.value()).orElseThrow(() -> Refusal.unknown("intake.noSuchProject"));
  }

  /** The cases of a project, oldest first. */
  @Transactional(readOnly = true)
  public List<Case> casesOf(ProjectId id) {
    return cases.findByProjectIdOrderByCreatedAtAsc(id.value());
  }

  private static String parsed(@Nullable String code) {
    try {
      return ProjectCode.parse(String.valueOf(code)).value();
    } catch (Refusal wrong) {
      throw wrong.at("code");
    }
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
