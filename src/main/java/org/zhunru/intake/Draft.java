package org.zhunru.intake;

import java.time.Instant;

/**
 * What the applicant is typing.
 *
 * @param facts JSON; may be incomplete and may hold what is not right yet
 * @param revision grows by one with every saving; who saves says on which theirs is based
 * @param basedOn dossier version it was copied from; 0 if from none
 */
public record Draft(CaseId caseId, String facts, int revision, int basedOn, Instant updatedAt) {}
