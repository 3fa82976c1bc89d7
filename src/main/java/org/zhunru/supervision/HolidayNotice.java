package org.zhunru.supervision;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice of the days off of one year, from what an editor typed to its release.
 *
 * @param title what the paper is called, with its number
 * @param content all its days, as {@code policies/working-days.csv} has them
 * @param sha256 of {@code content}
 * @param reviewedBy who released it, or gave it back last; null before
 * @param note what that person said; null if nothing
 * @param edition number of its release; null before
 */
public record HolidayNotice(
    UUID id,
    int year,
    String title,
    String content,
    String sha256,
    State state,
    UUID draftedBy,
    String draftedByName,
    Instant draftedAt,
    @Nullable UUID reviewedBy,
    @Nullable String reviewedByName,
    @Nullable Instant reviewedAt,
    @Nullable String note,
    @Nullable Long edition) {

  /** What has become of it. */
  public enum State {
    DRAFT,
    /** Waits for the second person. */
    REVIEW,
    /** Counts, until a later one of the same year does. */
    RELEASED,
    WITHDRAWN
  }
}
