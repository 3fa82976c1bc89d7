package org.zhunru.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.InTransaction;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Filing: every version is immutable, numbered and hashed. */
@Component
@Transactional
public class Dossiers {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final Cases cases;
  private final CaseRows rows;
  private final ProjectRows projectRows;
  private final Projects projects;
  private final Matters matters;
  private final Drafts drafts;
  private final Materials materials;
  private final Corrections corrections;
  private final List<SubmissionGate> gates;
  private final CaseProcess process;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final InTransaction<Filed, DossierVersion> versions =
      new InTransaction<>(this::readVersion);

  private record Filed(CaseId id, int version) {}

  Dossiers(
      JdbcClient db,
      Cases cases,
      CaseRows rows,
      ProjectRows projectRows,
      Projects projects,
      Matters matters,
      Drafts drafts,
      Materials materials,
      Corrections corrections,
      List<SubmissionGate> gates,
      CaseProcess process,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.rows = rows;
    this.projectRows = projectRows;
    this.projects = projects;
    this.matters = matters;
    this.drafts = drafts;
    this.materials = materials;
    this.corrections = corrections;
    this.gates = gates;
    this.process = process;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Files the draft as the next version: the first filing, or the answer to every open request for
   * correction.
   *
   * @throws Refusal {@code intake.noSuchCase}, {@code intake.notEditable}, {@code
   *     intake.projectCodeTaken}, or all that the {@link SubmissionGate}s find
   */
  public DossierVersion submit(Actor by, CaseId id) {
    var found = cases.lock(id);
    if (!by.isApplicantOf(found.enterpriseId())) {
      throw Refusal.unknown("intake.noSuchCase");
    }
    drafts.mustBeEditable(found);
    var at = clock.instant();
    var matter = matters.byId(found.matter());
    var facts = drafts.of(id).facts();
    var files = materials.ofDraft(id);
    refuseIncomplete(matter, facts, files, CaseDays.of(found, clock));
    rename(found, facts);

    var state = found.state();
    if (state == CaseState.DRAFT) {
      found.file(matters.nextCaseNumber(matter, at), at);
    } else {
      found.fileAgain();
    }
    rows.saveAndFlush(found);
    var version = store(by, found, facts, files);
    drafts.filed(id, version.version());
    boolean inReview = state == CaseState.IN_REVIEW;
    events.publishEvent(new DossierSubmitted(id, version.version(), inReview));
    trail.applicant(
        id,
        state == CaseState.DRAFT ? "intake.submitted" : "intake.corrected",
        by,
        "version",
        Integer.toString(version.version()),
        "hash",
        version.hash().substring(0, 16));
    if (state == CaseState.DRAFT) {
      process.begin(found, matter);
      return version;
    }
    var departments = corrections.answer(id, version.version());
    if (inReview) {
      events.publishEvent(new CorrectionAnswered(id, version.version(), departments, by));
    } else {
      process.corrected(found, by);
    }
    return version;
  }

  private void refuseIncomplete(
      Matter matter, String facts, List<MaterialFile> files, CaseDays days) {
    var ids = files.stream().map(MaterialFile::material).collect(Collectors.toSet());
    var faults = new ArrayList<Refusal>();
    for (var gate : gates) {
      faults.addAll(gate.check(matter, facts, ids, days));
    }
    Refusals.throwIfAny(faults);
  }

  /** The project is called what the newest filing calls it. */
  private void rename(Case found, String facts) {
    var tree = JSON.readTree(facts);
    var project = projects.byId(found.projectId());
    var code = text(tree, "code");
    if (code != null) {
      projects.refuseIfTaken(code, project.id());
    }
    var name = text(tree, "name");
    project.filedAs(name == null ? project.name() : name, code, text(tree, "regionCode"));
    projectRows.saveAndFlush(project);
  }

  private static @Nullable String text(JsonNode tree, String field) {
    var node = tree.path(field);
    return node.isString() && !node.asString().isBlank() ? node.asString().strip() : null;
  }

  private DossierVersion store(Actor by, Case of, String facts, List<MaterialFile> files) {
    var hash = hash(facts, files);
    db.sql(
            """
            insert into dossier_version
              (case_id, version, facts, sha256, submitted_at, submitted_by, submitted_by_name)
            values (:case, :version, :facts, :hash, :at, :by, :name)
            """)
        .param("case", of.id().value())
        .param("version", of.dossierVersion())
        .param("facts", facts)
        .param("hash", hash)
        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("by", by.accountId())
        .param("name", by.name())
        .update();
    for (var file : files) {
      db.sql(
              "insert into dossier_material (case_id, version, file_id) values (:case, :version, :file)")
          .param("case", of.id().value())
          .param("version", of.dossierVersion())
          .param("file", file.id())
          .update();
    }
    return version(of.id(), of.dossierVersion());
  }

  /** SHA-256 over the facts and, in their order, each material's id and hash. */
  static byte[] hash(String facts, List<MaterialFile> files) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(facts.getBytes(StandardCharsets.UTF_8));
      for (var file : files) {
        digest.update((byte) 0);
        digest.update(file.material().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(file.sha256());
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  /**
   * A filed version; for who has seen to it that the reader may see the case.
   *
   * @throws Refusal {@code intake.noSuchVersion}
   */
  @Transactional(readOnly = true)
  public DossierVersion version(CaseId id, int version) {
    return versions.get(new Filed(id, version));
  }

  private DossierVersion readVersion(Filed filed) {
    return read("and version = :version", filed.id(), filed.version()).stream()
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("intake.noSuchVersion", filed.version()));
  }

  /** All filed versions, oldest first. */
  @Transactional(readOnly = true)
  public List<DossierVersion> versions(CaseId id) {
    return read("and :version = 0", id, 0);
  }

  /** Ids of the materials in a filed version. */
  @Transactional(readOnly = true)
  public Set<String> materialsOf(CaseId id, int version) {
    return materials.ofVersion(id, version).stream()
        .map(MaterialFile::material)
        .collect(Collectors.toSet());
  }

  private List<DossierVersion> read(String where, CaseId id, int version) {
    return db.sql(
            "select * from dossier_version where case_id = :case " + where + " order by version")
        .param("case", id.value())
        .param("version", version)
        .query(
            (row, n) ->
                new DossierVersion(
                    id,
                    row.getInt("version"),
                    row.getString("facts"),
                    materials.ofVersion(id, row.getInt("version")),
                    row.getBytes("sha256"),
                    row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                    row.getObject("submitted_by", UUID.class),
                    row.getString("submitted_by_name")))
        .list();
  }
}
