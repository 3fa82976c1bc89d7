package org.zhunru.decision;

import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;

/** Who may see a case reads its documents; what departments wrote to the lead office, officers. */
@Component
class DocumentsOfCases implements DocumentAccess {
  private final Cases cases;
  private final List<DocumentReserve> reserves;

  DocumentsOfCases(Cases cases, List<DocumentReserve> reserves) {
    this.cases = cases;
    this.reserves = reserves;
  }

  @Override
  public boolean mayRead(Actor actor, Document document) {
    try {
      var of = cases.see(actor, new CaseId(document.caseId()));
      return (document.audience() != Audience.OFFICERS || cases.seesAsOfficer(actor, of))
          && reserves.stream().noneMatch(r -> r.withholds(actor, document));
    } catch (Refusal notTheirs) {
      return false;
    }
  }
}
