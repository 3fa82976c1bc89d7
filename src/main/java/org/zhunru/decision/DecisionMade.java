package org.zhunru.decision;

import org.zhunru.intake.CaseId;

/** The lead office has decided. Published in the transaction of the decision. */
public record DecisionMade(CaseId caseId, DecisionOutcome outcome) {}
