package org.zhunru.review;

import java.sql.Array;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;

/** Why there was another round, and who reviewed in it. */
@Component
public class Rounds {
  private final JdbcClient db;

  Rounds(JdbcClient db) {
    this.db = db;
  }

  /** What opened a round. */
  public enum Why {
    ACCEPTED,
    CORRECTED,
    VETO_LIFTED,
    VETO_OVERTURNED,
    SENT_BACK
  }

  /**
   * One round.
   *
   * @param departments those that review in it; the others' opinions stand
   * @param changed paths of the facts whose change opened it
   */
  public record Round(
      int no,
      int dossierVersion,
      Why why,
      OffsetDateTime openedAt,
      List<String> departments,
      List<String> changed) {
    public Round {
      departments = List.copyOf(departments);
      changed = List.copyOf(changed);
    }
  }

  void opened(
      JointReview review,
      Why why,
      java.time.Instant at,
      Collection<String> departments,
      Collection<String> changed) {
    db.sql(
            """
            insert into review_round (case_id, round, dossier_version, why, opened_at, departments, changed)
            values (:case, :round, :version, :why, :at, :departments, :changed)
            """)
        .param("case", review.caseId().value())
        .param("round", review.round())
        .param("version", review.dossierVersion())
        .param("why", why.name())
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .param("departments", departments.toArray(String[]::new))
        .param("changed", changed.toArray(String[]::new))
        .update();
  }

  /** The rounds of a case, in order. */
  public List<Round> of(CaseId id) {
    return db.sql("select * from review_round where case_id = :case order by round")
        .param("case", id.value())
        .query(
            (row, n) ->
                new Round(
                    row.getInt("round"),
                    row.getInt("dossier_version"),
                    Why.valueOf(row.getString("why")),
                    row.getObject("opened_at", OffsetDateTime.class),
                    texts(row.getArray("departments")),
                    texts(row.getArray("changed"))))
        .list();
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
