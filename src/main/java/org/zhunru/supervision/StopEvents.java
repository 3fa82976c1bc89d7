package org.zhunru.supervision;

import java.util.UUID;
import org.zhunru.intake.CaseId;

/** What became of proposals to suspend; each published in the transaction of its act. */
public final class StopEvents {
  private StopEvents() {}

  /** The head of a department is to suspend its limit for a procedure. */
  public record Proposed(CaseId caseId, UUID procedure, String department) {}

  /** The head has. */
  public record Signed(UUID procedure, UUID by) {}

  /** The head has not, or the procedure was over first. */
  public record Closed(UUID procedure) {}
}
