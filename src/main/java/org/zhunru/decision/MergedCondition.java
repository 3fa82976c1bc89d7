package org.zhunru.decision;

import org.zhunru.review.ConditionItem;

/**
 * A condition with who wants it.
 *
 * @param department code of the department
 */
public record MergedCondition(String department, ConditionItem item) {}
