package org.zhunru.inbox;

import java.time.Instant;

/**
 * By when work is due.
 *
 * @param at first moment after the last day
 * @param provisional whether that day may still move, with the holiday notice of its year
 */
public record Due(Instant at, boolean provisional) {}
