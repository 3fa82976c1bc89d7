package org.zhunru.workflow;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.zhunru.inbox.CaseLock;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;

/** Work of a case stands behind the one lock of the case. */
@Component
class LockOfCase implements CaseLock {
  private final Cases cases;

  LockOfCase(Cases cases) {
    this.cases = cases;
  }

  @Override
  public void lock(UUID caseId) {
    cases.lockIfAny(new CaseId(caseId));
  }
}
