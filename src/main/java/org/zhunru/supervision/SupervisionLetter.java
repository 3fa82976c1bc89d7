package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseId;

/**
 * A supervision letter (督办函).
 *
 * @param light it was written about; null if about the case itself
 * @param department code of the addressee
 * @param days working days for the reply
 * @param replyBy last day for the reply
 * @param document the paper
 * @param reply null if there is none
 * @param repliedBy who wrote the reply; null if there is none
 * @param repliedFor whose seat was filled; null if the writer's own
 * @param remark with which it was closed; null if it was not
 */
public record SupervisionLetter(
    UUID id,
    String number,
    @Nullable UUID light,
    CaseId caseId,
    String caseNumber,
    String project,
    UUID enterpriseId,
    String department,
    String demands,
    int days,
    LocalDate replyBy,
    UUID document,
    String issuedByName,
    Instant issuedAt,
    State state,
    @Nullable String reply,
    @Nullable UUID repliedBy,
    @Nullable UUID repliedFor,
    @Nullable String repliedByName,
    @Nullable String repliedForName,
    @Nullable Instant repliedAt,
    @Nullable String remark,
    @Nullable String closedByName,
    @Nullable Instant closedAt) {

  /** How far it is. */
  public enum State {
    ISSUED,
    REPLIED,
    CLOSED
  }

  /**
   * Whether the reply came after its last day, or has not come by the end of it.
   *
   * @param today what counts while there is no reply, and it was not closed
   */
  public boolean isLate(LocalDate today, ZoneId zone) {
    var until = repliedAt != null ? repliedAt : closedAt;
    return (until == null ? today : LocalDate.ofInstant(until, zone)).isAfter(replyBy);
  }
}
