package org.zhunru.identity;

import java.util.UUID;

/**
 * Whose seat a deputy fills. Records of such an act keep both names.
 *
 * @param accountId the person who holds the seat
 * @param name that person's name at the time
 */
public record OnBehalf(UUID accountId, String name) {}
