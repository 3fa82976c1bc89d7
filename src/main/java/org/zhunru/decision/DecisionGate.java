package org.zhunru.decision;

import java.util.List;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseId;

/** What must hold before anything is decided of a case. Each gate there is is asked. */
public interface DecisionGate {
  /** Everything that stands in the way; empty if nothing does. */
  List<Refusal> unmet(CaseId id);
}
