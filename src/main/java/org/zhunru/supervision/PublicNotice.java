package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.intake.CaseId;

/**
 * A public notice of a decision: every field that the public may read, and no other.
 *
 * @param number document number of the decision
 * @param caseNumber acceptance number
 * @param matter id of the matter
 * @param office official name of the office that decided
 * @param region code of the district; null if the project names none
 * @param validUntil last day of an approval; null if refused
 * @param grounds of standing vetoes
 * @param words the reasons, with personal data removed
 * @param annulled whether the decision no longer stands
 * @param lastDay shown up to and on this day
 * @param remarks what was corrected since, oldest first
 */
public record PublicNotice(
    UUID id,
    CaseId caseId,
    String number,
    String caseNumber,
    DecisionOutcome outcome,
    String matter,
    String office,
    String project,
    String enterprise,
    String creditCode,
    @Nullable String region,
    LocalDate decidedOn,
    @Nullable LocalDate validUntil,
    List<Ground> grounds,
    String words,
    boolean annulled,
    Instant publishedAt,
    Instant changedAt,
    LocalDate lastDay,
    @Nullable Instant endedAt,
    List<Remark> remarks) {

  public PublicNotice {
    grounds = List.copyOf(grounds);
    remarks = List.copyOf(remarks);
  }

  /**
   * Ground of a standing veto, in the words of the register.
   *
   * @param department official name
   */
  public record Ground(String department, String text, String basis) {}

  /** A correction, or that the decision was annulled. */
  public record Remark(boolean annulled, String text, Instant at) {}

  /** Whether the public sees it on that day; the last day counts. */
  public boolean isShown(LocalDate today) {
    return endedAt == null && !today.isAfter(lastDay);
  }
}
