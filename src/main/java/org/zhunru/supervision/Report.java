package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report of the reporting calendar.
 *
 * @param due as the calendar said when it was drafted last; null if its rule gives no date
 * @param revision counts how often it was written; what a signer must have read
 * @param ownFigures what the drafter counted elsewhere
 * @param figures counted by this program and kept as they were; null if it holds none for the duty
 * @param version 1, or one more than that of the report it corrects
 * @param corrects the report that was sent and is corrected by this one; null if none is
 * @param why why it is corrected; null if it corrects none
 * @param receipt number of the receipt; empty if there is none
 */
public record Report(
    UUID id,
    String ruleId,
    int year,
    String period,
    @Nullable LocalDate due,
    State state,
    int revision,
    String content,
    String ownFigures,
    @Nullable Numbers figures,
    UUID draftedBy,
    String draftedByName,
    Instant draftedAt,
    @Nullable String signedByName,
    @Nullable Instant signedAt,
    @Nullable LocalDate sentOn,
    @Nullable String sentTo,
    @Nullable String receipt,
    @Nullable String sentByName,
    int version,
    @Nullable UUID corrects,
    @Nullable String why) {

  /** How far it is. */
  public enum State {
    DRAFT,
    SIGNED,
    SENT
  }

  /**
   * Cases and acts of days, both ends included, civil time of Asia/Shanghai.
   *
   * @param filed cases filed for the first time
   * @param accepted cases accepted
   * @param approved decisions that approve
   * @param conditional decisions that approve with conditions
   * @param refused decisions that refuse
   * @param vetoes vetoes signed, whatever became of them
   * @param late steps finished after their last day
   */
  public record Numbers(
      LocalDate from,
      LocalDate to,
      long filed,
      long accepted,
      long approved,
      long conditional,
      long refused,
      long vetoes,
      long late) {}

  /** Whether it was sent after its day, or wasn't by the end of it. */
  public boolean isLate(LocalDate today) {
    return due != null && (sentOn == null ? today : sentOn).isAfter(due);
  }
}
