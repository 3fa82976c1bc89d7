package org.zhunru.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has taken work on.
 *
 * @param forName the holder of the seat, where a deputy took it on; null otherwise
 */
public record Claim(UUID accountId, String name, @Nullable String forName, Instant since) {}
