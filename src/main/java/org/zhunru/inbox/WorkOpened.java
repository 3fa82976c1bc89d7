package org.zhunru.inbox;

import java.util.UUID;

/**
 * There is work to do. Published in the transaction that opened it.
 *
 * @param kind words under {@code work.<kind>}
 */
public record WorkOpened(UUID item, UUID caseId, String kind, Addressee to) {}
