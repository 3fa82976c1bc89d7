package org.zhunru.intake;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Enterprises;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What applicants are typing. */
@Component
@Transactional
public class Drafts {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final CaseRows cases;
  private final Enterprises enterprises;
  private final Clock clock;

  Drafts(JdbcClient db, CaseRows cases, Enterprises enterprises, Clock clock) {
    this.db = db;
    this.cases = cases;
    this.enterprises = enterprises;
    this.clock = clock;
  }

  /** The draft of a new case: what the last filing of the project said, or what is known of it. */
  void begin(Actor by, Case of, Project project) {
    var facts =
        db.sql(
                """
                select v.facts from dossier_version v join case_file c on c.id = v.case_id
                where c.project_id = :project and c.matter = :matter
                order by v.submitted_at desc, v.version desc limit 1
                """)
            .param("project", project.id().value())
            .param("matter", of.matter())
            .query(String.class)
            .optional()
            .orElseGet(() -> known(project));
    db.sql(
            """
            insert into draft (case_id, facts, revision, based_on, updated_at, updated_by)
            values (:case, cast(:facts as jsonb), 1, 0, :now, :by)
            """)
        .param("case", of.id().value())
        .param("facts", facts)
        .param("now", now())
        .param("by", by.accountId())
        .update();
  }

  private String known(Project project) {
    ObjectNode facts = JSON.createObjectNode();
    facts.put("name", project.name());
    if (project.code() != null) {
      facts.put("code", project.code());
    }
    if (project.region() != null) {
      facts.put("regionCode", project.region());
    }
    var enterprise = enterprises.byId(project.enterpriseId());
    facts
        .putObject("applicant")
        .put("name", enterprise.name())
        .put("creditCode", enterprise.creditCode());
    return JSON.writeValueAsString(facts);
  }

  /**
   * @throws Refusal {@code intake.noSuchCase}, also if it is somebody else's
   */
  @Transactional(readOnly = true)
  public Draft of(Actor actor, CaseId id) {
    cases
        .findById(id.value())
        .filter(found -> actor.isApplicantOf(found.enterpriseId()))
        .orElseThrow(() -> Refusal.unknown("intake.noSuchCase"));
    return of(id);
  }

  Draft of(CaseId id) {
    return db.sql("select facts, revision, based_on, updated_at from draft where case_id = :case")
        .param("case", id.value())
        .query(
            (row, n) ->
                new Draft(
                    id,
                    row.getString("facts"),
                    row.getInt("revision"),
                    row.getInt("based_on"),
                    row.getObject("updated_at", OffsetDateTime.class).toInstant()))
        .single();
  }

  /**
   * Saves the whole draft.
   *
   * @param facts JSON object
   * @param revision the revision these facts are based on
   * @return the draft as saved
   * @throws Refusal {@code intake.noSuchCase}, {@code intake.notEditable} (argument: the state the
   *     case is in), {@code intake.draftOvertaken} (arguments: by whom, when) if somebody, or the
   *     same person elsewhere, saved in between; nothing is overwritten then
   */
  public Draft save(Actor by, CaseId id, String facts, int revision) {
    var found =
        cases
            .lock(id.value())
            .filter(c -> by.isApplicantOf(c.enterpriseId()))
            .orElseThrow(() -> Refusal.unknown("intake.noSuchCase"));
    mustBeEditable(found);
    int saved =
        db.sql(
                """
                update draft set facts = cast(:facts as jsonb), revision = revision + 1,
                  updated_at = :now, updated_by = :by
                where case_id = :case and revision = :revision
                """)
            .param("facts", facts)
            .param("now", now())
            .param("by", by.accountId())
            .param("case", id.value())
            .param("revision", revision)
            .update();
    if (saved == 0) {
      throw db.sql(
              """
              select a.name, d.updated_at from draft d join account a on a.id = d.updated_by
              where d.case_id = :case
              """)
          .param("case", id.value())
          .query(
              (row, n) ->
                  Refusal.conflict(
                      "intake.draftOvertaken",
                      row.getString(1),
                      row.getObject(2, OffsetDateTime.class)))
          .single();
    }
    return of(id);
  }

  /**
   * Whether the applicant may change the draft now: before filing, or while a correction is open.
   */
  @Transactional(readOnly = true)
  public boolean isEditable(Case of) {
    return of.state() == CaseState.DRAFT
        || of.state() == CaseState.CORRECTING
        || (of.state() == CaseState.IN_REVIEW
            && db.sql(
                    """
                    select exists (select from correction where case_id = :case
                      and answered_at is null and cancelled_at is null)
                    """)
                .param("case", of.id().value())
                .query(Boolean.class)
                .single());
  }

  void mustBeEditable(Case of) {
    if (!isEditable(of)) {
      throw Refusal.conflict("intake.notEditable", of.state().name());
    }
  }

  /** The draft now says what version {@code version} says. */
  void filed(CaseId id, int version) {
    db.sql("update draft set based_on = :version where case_id = :case")
        .param("version", version)
        .param("case", id.value())
        .update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
