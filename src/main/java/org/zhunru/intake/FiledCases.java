package org.zhunru.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All cases that were filed, pending or closed, with what was filed last: for who goes through them
 * all. Whoever asks has seen to it that the reader may see them.
 */
@Component
@Transactional(readOnly = true)
public class FiledCases {
  /** Before the first case. */
  public static final CaseId NONE = new CaseId(new UUID(0, 0));

  private final JdbcClient db;

  FiledCases(JdbcClient db) {
    this.db = db;
  }

  /**
   * A case.
   *
   * @param submittedAt first filing
   * @param facts JSON of the newest version
   */
  public record Filed(CaseId id, CaseState state, Instant submittedAt, String facts) {}

  /** How many were filed up to that moment. */
  public int count(Instant until) {
    return db.sql("select count(*) from case_file where submitted_at <= :until")
        .param("until", utc(until))
        .query(Integer.class)
        .single();
  }

  /**
   * The next ones in the order of their ids, in one statement.
   *
   * @param last where the ones before ended; {@link #NONE} to begin
   * @param until first filings up to that moment
   */
  public List<Filed> after(CaseId last, Instant until, int most) {
    return db.sql(
            """
            select c.id, c.state, c.submitted_at, v.facts from case_file c
              join dossier_version v on v.case_id = c.id and v.version = c.dossier_version
            where c.id > :last and c.submitted_at <= :until
            order by c.id limit :most
            """)
        .param("last", last.value())
        .param("until", utc(until))
        .param("most", most)
        .query(
            (row, n) ->
                new Filed(
                    new CaseId(row.getObject("id", UUID.class)),
                    CaseState.valueOf(row.getString("state")),
                    row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                    row.getString("facts")))
        .list();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
