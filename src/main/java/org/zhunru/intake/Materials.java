package org.zhunru.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uploaded materials. */
@Component
public class Materials {
  private final JdbcClient db;

  Materials(JdbcClient db) {
    this.db = db;
  }

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
