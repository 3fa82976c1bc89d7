package org.zhunru.review;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseId;

/** Facts about a review that others act upon; each published in the transaction of its act. */
public final class ReviewEvents {
  private ReviewEvents() {}

  /** A department has spoken. */
  public record OpinionSigned(CaseId caseId, UUID opinion, String department, OpinionKind kind) {}

  /** A department is not competent; another is called in its place. */
  public record Transferred(CaseId caseId, String department, String to) {}

  /** A veto no longer counts: facts changed, or the department reviews once more. */
  public record VetoSuperseded(CaseId caseId, UUID opinion, String department) {}

  /** A department has taken its veto back. */
  public record VetoLifted(CaseId caseId, UUID opinion, String department) {}

  /** A colleague is asked for advice. */
  public record Consulted(CaseId caseId, UUID consultation, UUID asked) {}

  /** The colleague has answered. */
  public record ConsultationAnswered(CaseId caseId, UUID consultation, UUID by) {}

  /**
   * A department wants experts to look at something.
   *
   * @param days working days it is expected to take
   */
  public record ExpertsAsked(CaseId caseId, UUID expertReview, String department, int days) {}

  /** A department has told of the right to a hearing. */
  public record HearingOffered(CaseId caseId, UUID hearing, String department) {}

  /**
   * A hearing is to be held.
   *
   * @param receivedOn the day on which the department had the request
   */
  public record HearingAsked(
      CaseId caseId, UUID hearing, String department, LocalDate receivedOn) {}

  /**
   * A department holds a hearing without being asked.
   *
   * @param days working days it is expected to take
   */
  public record HearingAnnounced(CaseId caseId, UUID hearing, String department, int days) {}

  /**
   * It was held, or will not be.
   *
   * @param on the day of the hearing; else of its end
   * @param by who of the department wrote that down; null if nobody has asked in time, or the
   *     applicant has withdrawn the request
   */
  public record HearingOver(
      CaseId caseId,
      UUID hearing,
      String department,
      Hearing.State end,
      LocalDate on,
      @Nullable UUID by) {}

  /** A department has to look whether what its veto asked for was done. */
  public record RemediesToCheck(CaseId caseId, String department) {}

  /** All that a department's veto asked for was done. */
  public record RemediesChecked(CaseId caseId, String department, UUID by) {}

  /** Their conclusion is there, or they are not needed any more. */
  public record ExpertsDone(
      CaseId caseId, UUID expertReview, String department, boolean concluded, UUID by) {}
}
