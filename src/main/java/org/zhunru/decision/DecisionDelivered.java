package org.zhunru.decision;

import java.time.LocalDate;
import org.zhunru.intake.CaseId;

/**
 * An approval has reached its applicant. Published in the transaction in which that is recorded.
 *
 * @param on the day on which it did, today or before
 */
public record DecisionDelivered(CaseId caseId, LocalDate on) {}
