package org.zhunru.intake;

/**
 * A version was filed. Published in the transaction of the filing, before the flow goes on.
 *
 * @param version number of the version, from 1
 * @param inReview whether it answers a correction asked for during review
 */
public record DossierSubmitted(CaseId caseId, int version, boolean inReview) {}
