package org.zhunru.review;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;

/** Every hand that a draft went through, to show what each changed. */
@Component
public class DraftSteps {
  private final JdbcClient db;

  DraftSteps(JdbcClient db) {
    this.db = db;
  }

  /** What a hand did with a draft. */
  public enum Act {
    SAVED,
    FORWARDED,
    RETURNED,
    SIGNED
  }

  /**
   * One step.
   *
   * @param note what was said with it; may be empty
   */
  public record DraftStep(
      int no,
      int round,
      SeatKind seat,
      Act act,
      String byName,
      @Nullable String onBehalfName,
      OpinionDraft draft,
      String note,
      Instant at) {}

  void add(
      DepartmentReview review,
      SeatKind seat,
      Act act,
      Actor by,
      OpinionDraft draft,
      String note,
      Instant at) {
    var behalf = by.onBehalfOf();
    db.sql(
            """
            insert into draft_step (review_id, no, round, seat, act, by_id, by_name, on_behalf_of,
              on_behalf_name, draft, note, at)
            select :review, coalesce(max(no), 0) + 1, :round, :seat, :act, :by, :name, :behalf,
              :behalfName, :draft, :note, :at
            from draft_step where review_id = :review
            """)
        .param("review", review.id())
        .param("round", review.round())
        .param("seat", seat.name())
        .param("act", act.name())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("behalf", behalf == null ? null : behalf.accountId())
        .param("behalfName", behalf == null ? null : behalf.name())
        .param("draft", draft.json())
        .param("note", note)
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  /** The steps of a department's review, oldest first. */
  public List<DraftStep> of(UUID review) {
    return db.sql("select * from draft_step where review_id = :review order by no")
        .param("review", review)
        .query(
            (row, n) ->
                new DraftStep(
                    row.getInt("no"),
                    row.getInt("round"),
                    SeatKind.valueOf(row.getString("seat")),
                    Act.valueOf(row.getString("act")),
                    row.getString("by_name"),
                    row.getString("on_behalf_name"),
                    OpinionDraft.of(row.getString("draft")),
                    row.getString("note"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
