package org.zhunru.identity;

import java.util.Set;
import java.util.UUID;

/**
 * These accounts may do less than before, by a seat, a loan, a firm or all: published in the
 * transaction of the change, after it. Deputies are among them whose loan ended with the holder's
 * seat. What ends by its date alone is not published.
 */
public record RightsTaken(Set<UUID> accounts) {}
