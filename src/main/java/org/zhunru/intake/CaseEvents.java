package org.zhunru.intake;

/** Facts about a case that others act upon; each published in the transaction of its act. */
public final class CaseEvents {
  private CaseEvents() {}

  /** The lead office has accepted. */
  public record Accepted(CaseId caseId) {}

  /** The lead office or a department has asked for corrections. */
  public record CorrectionRequested(CaseId caseId, int correctionNo) {}

  /** The lead office does not accept. */
  public record NotAccepted(CaseId caseId, String reason, String text) {}

  /** The applicant has withdrawn. */
  public record Withdrawn(CaseId caseId, String reason) {}
}
