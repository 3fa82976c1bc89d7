package org.zhunru.review;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Advice asked of a colleague; nothing waits for it.
 *
 * @param asked account of the colleague
 * @param answer null until it is there
 */
public record Consultation(
    UUID id,
    String department,
    UUID askedBy,
    String askedByName,
    UUID asked,
    String askedName,
    String question,
    Instant askedAt,
    @Nullable String answer,
    @Nullable Instant answeredAt) {}
