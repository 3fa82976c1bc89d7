package org.zhunru.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CheckResult.Verdict;

/**
 * A run of a draft over all filed cases.
 *
 * @param sha256 of the draft as it was when the run was asked for
 * @param day whose law judges all cases, with and without the draft
 * @param policies SHA-256 over the other wordings of that day; null before the first batch
 * @param total filed cases when the run was asked for
 * @param done of these, judged so far
 * @param flips cases whose verdict is another one with the draft
 * @param unsettled cases of which the draft asks what nobody asked before
 * @param others cases with other findings, but the same verdict and no new question
 * @param startedAt null while it waits
 * @param endedAt null until it is done, cancelled or failed
 * @param counts by verdict without and with the draft
 */
public record WhatIfRun(
    UUID id,
    UUID revision,
    String sha256,
    LocalDate day,
    String askedByName,
    Instant askedAt,
    State state,
    @Nullable String policies,
    int total,
    int done,
    int flips,
    int unsettled,
    int others,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    List<Count> counts) {
  public WhatIfRun {
    counts = List.copyOf(counts);
  }

  /** Where it stands. */
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    CANCELLED,
    FAILED;

    /** Whether it waits or runs. */
    public boolean open() {
      return this == QUEUED || this == RUNNING;
    }
  }

  /** So many cases, pending or closed, have that verdict without and with the draft. */
  public record Count(boolean pending, Verdict before, Verdict after, int cases) {
    public boolean flip() {
      return before != after;
    }
  }

  /** Cases judged in a second; 0 until it has ended. */
  public long rate() {
    if (startedAt == null || endedAt == null) {
      return 0;
    }
    return done * 1000L / Math.max(1, Duration.between(startedAt, endedAt).toMillis());
  }

  /** Of the cases whose verdict flips, those that are pending. */
  public int pendingFlips() {
    return counts.stream().filter(c -> c.pending() && c.flip()).mapToInt(Count::cases).sum();
  }
}
