package org.zhunru.calendar;

import java.time.LocalDate;

/**
 * A period made longer, once.
 *
 * @param by who granted it
 * @param amount how much longer, in the unit of the extension's own limit
 * @param reason told to the applicant; not blank
 * @param grantedOn at the latest the last day of the period
 * @param applicantTold whether the applicant was told of it with its reason
 */
public record Extension(
    TimeLimit.Authority by,
    int amount,
    String reason,
    LocalDate grantedOn,
    boolean applicantTold) {}
