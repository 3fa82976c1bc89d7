package org.zhunru.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;

/** Uploaded materials. */
@Component
public class Materials {
  /** Most bytes of a file. */
  public static final long MOST_OF_FILE = 50L << 20;

  /** Most bytes of all files in the draft of a case. */
  public static final long MOST_OF_CASE = 300L << 20;

  private final JdbcClient db;
  private final CaseRows cases;
  private final Cases seen;
  private final Drafts drafts;
  private final MaterialStore store;
  private final LeftoverMaterials leftovers;
  private final Trail trail;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Materials(
      JdbcClient db,
      CaseRows cases,
      Cases seen,
      Drafts drafts,
      MaterialStore store,
      LeftoverMaterials leftovers,
      Trail trail,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.seen = seen;
    this.drafts = drafts;
    this.store = store;
    this.leftovers = leftovers;
    this.trail = trail;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * A file to read.
   *
   * @param path of its content
   */
  public record Content(MaterialFile file, Path path) {}

  /** Files in the draft of a case, in the order of their upload. */
  public List<MaterialFile> ofDraft(CaseId id) {
    return db.sql(
            """
            select * from material_file where case_id = :case and removed_at is null
            order by uploaded_at, id
            """)
        .param("case", id.value())
        .query(Materials::file)
        .list();
  }

  /** Files of a filed version, in the order of their upload. */
  public List<MaterialFile> ofVersion(CaseId id, int version) {
    return db.sql(
            """
            select f.* from dossier_material d join material_file f on f.id = d.file_id
            where d.case_id = :case and d.version = :version
            order by f.uploaded_at, f.id
            """)
        .param("case", id.value())
        .param("version", version)
        .query(Materials::file)
        .list();
  }

  /**
   * Takes a file into the draft. The content decides what it is, and must be PDF, JPG, PNG, DOCX or
   * XLSX; the name gets an ending that fits. The same content for the same material is taken once.
   *
   * <p>A refusal leaves the transaction around it as it is, so that others of several files stay.
   *
   * @param material id in the checklist of materials
   * @param name as the applicant called the file
   * @param content closed by the caller
   * @throws Refusal {@code intake.noSuchCase}, {@code intake.notEditable}, {@code
   *     intake.materialUnknown}, {@code intake.caseTooLarge}, {@code intake.fileEmpty}, {@code
   *     intake.fileTooLarge}, {@code intake.fileKind}, {@code intake.fileEncrypted}, {@code
   *     intake.fileMacros}, {@code intake.fileBomb} or {@code intake.fileDamaged}; at {@code
   *     materials.<id>}
   */
  public MaterialFile upload(
      Actor by, CaseId id, String material, String name, InputStream content) {
    var clean = MaterialName.clean(name);
    if (!material.matches("[\\w.-]{1,80}")) {
      throw Refusal.invalid("intake.materialUnknown", "materials", material);
    }
    refuseUnlessEditable(by, id);
    try (var received = store.receive(content, MOST_OF_FILE, clean)) {
      var kind = MaterialInspection.kindOf(received.path(), clean);
      var result =
          transaction.execute(status -> enter(by, id, material, kind.named(clean), kind, received));
      if (result == null) {
        throw Refusal.invalid("intake.caseTooLarge", null, MOST_OF_CASE >> 20);
      }
      return result;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    } catch (Refusal refusal) {
      throw refusal.field() == null && refusal.kind() == Refusal.Kind.INVALID
          ? refusal.at("materials." + material)
          : refusal;
    }
  }

  private void refuseUnlessEditable(Actor by, CaseId id) {
    var found =
        cases
            .findById(id.value())
            .filter(c -> by.isApplicantOf(c.enterpriseId()))
            .orElseThrow(() -> Refusal.unknown("intake.noSuchCase"));
    if (!drafts.isEditable(found)) {
      throw Refusal.conflict("intake.notEditable", found.state().name());
    }
  }

  private @Nullable MaterialFile enter(
      Actor by,
      CaseId id,
      String material,
      String name,
      MaterialKind kind,
      MaterialStore.Received received) {
    var locked = cases.lock(id.value()).orElseThrow();
    drafts.mustBeEditable(locked);
    long total = received.size();
    for (var file : ofDraft(id)) {
      if (file.material().equals(material)
          && java.util.Arrays.equals(file.sha256(), received.sha256())) {
        return file;
      }
      total += file.size();
    }
    if (total > MOST_OF_CASE) {
      return null;
    }
    keep(received);
    var fileId = Ids.next();
    db.sql(
            """
            insert into material_file
              (id, case_id, material, name, media_type, size, sha256, uploaded_at, uploaded_by)
            values (:id, :case, :material, :name, :type, :size, :hash, :now, :by)
            """)
        .param("id", fileId)
        .param("case", id.value())
        .param("material", material)
        .param("name", name)
        .param("type", kind.mediaType())
        .param("size", received.size())
        .param("hash", received.sha256())
        .param("now", now())
        .param("by", by.accountId())
        .update();
    trail.applicant(id, "intake.fileAdded", by, "material", material, "name", name);
    return byId(fileId);
  }

  private void keep(MaterialStore.Received received) {
    leftovers.hold(received.sha256());
    try {
      store.keep(received);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /**
   * Takes a file out of the draft; filed versions keep it.
   *
   * @throws Refusal {@code intake.noSuchCase}, {@code intake.notEditable}, {@code
   *     intake.noSuchFile}
   */
  @Transactional
  public void remove(Actor by, CaseId id, UUID fileId) {
    var found =
        cases
            .lock(id.value())
            .filter(c -> by.isApplicantOf(c.enterpriseId()))
            .orElseThrow(() -> Refusal.unknown("intake.noSuchCase"));
    drafts.mustBeEditable(found);
    var file =
        ofDraft(id).stream()
            .filter(f -> f.id().equals(fileId))
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("intake.noSuchFile"));
    db.sql("update material_file set removed_at = :now where id = :id")
        .param("now", now())
        .param("id", fileId)
        .update();
    trail.applicant(id, "intake.fileRemoved", by, "material", file.material(), "name", file.name());
  }

  /**
   * A file, for a person who may see its case: the applicant what is in the draft or was filed,
   * others what was filed.
   *
   * @throws Refusal {@code intake.noSuchFile}, also if it is not this person's to see
   */
  @Transactional(readOnly = true)
  public Content open(Actor by, UUID fileId) {
    var file = byId(fileId);
    var of = seen.byId(file.caseId());
    var visible =
        wasFiled(fileId)
            ? by.isApplicantOf(of.enterpriseId()) || seen.maySee(by, of)
            : by.isApplicantOf(of.enterpriseId()) && isInDraft(fileId);
    var path = store.path(file.sha256());
    if (!visible) {
      throw Refusal.unknown("intake.noSuchFile");
    }
    if (!Files.isReadable(path)) {
      throw new IllegalStateException("content of material " + fileId + " is gone: " + path);
    }
    return new Content(file, path);
  }

  private boolean wasFiled(UUID fileId) {
    return db.sql("select exists (select from dossier_material where file_id = :id)")
        .param("id", fileId)
        .query(Boolean.class)
        .single();
  }

  private boolean isInDraft(UUID fileId) {
    return db.sql("select removed_at is null from material_file where id = :id")
        .param("id", fileId)
        .query(Boolean.class)
        .single();
  }

  private MaterialFile byId(UUID fileId) {
    return db.sql("select * from material_file where id = :id")
        .param("id", fileId)
        .query(Materials::file)
        .optional()
        .orElseThrow(() -> Refusal.unknown("intake.noSuchFile"));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  static MaterialFile file(ResultSet row, int n) throws SQLException {
    return new MaterialFile(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("material"),
        row.getString("name"),
        row.getString("media_type"),
        row.getLong("size"),
        row.getBytes("sha256"),
        row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
  }
}
