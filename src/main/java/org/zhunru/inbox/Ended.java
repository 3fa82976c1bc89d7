package org.zhunru.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How work ended.
 *
 * @param by who did it; null if nobody needed to any more
 * @param forName the holder of the seat, where a deputy did it; null otherwise
 * @param outcome words under {@code work.outcome.<outcome>}; under {@code work.cancelled.<outcome>}
 *     if nobody did it
 */
public record Ended(
    Instant at,
    @Nullable UUID by,
    @Nullable String byName,
    @Nullable String forName,
    String outcome) {}
