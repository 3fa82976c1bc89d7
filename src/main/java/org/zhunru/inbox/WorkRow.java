package org.zhunru.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work, as one person sees it.
 *
 * @param kind such as {@code ACCEPT}; words under {@code work.<kind>}
 * @param dueAt null if no clock runs
 * @param provisional whether that may still move, with the holiday notice of its year
 * @param claim null if nobody has taken it on
 * @param ended null while it is open
 * @param unread whether it is open and the person has not looked at it yet
 */
public record WorkRow(
    UUID id,
    UUID caseId,
    String kind,
    Subject subject,
    Addressee addressee,
    Instant openedAt,
    @Nullable Instant dueAt,
    boolean provisional,
    Instant sortAt,
    @Nullable Claim claim,
    @Nullable Ended ended,
    boolean unread,
    Why why) {
  public boolean open() {
    return ended == null;
  }

  /** Whether it has a time of its own, beside the limits of its case. */
  public boolean isDueAlone() {
    return WorkItems.DUE_ALONE.contains(kind);
  }

  /** Whether that person has taken it on. */
  public boolean claimedBy(UUID account) {
    return claim != null && claim.accountId().equals(account);
  }

  /** Whether somebody else than that person has taken it on. */
  public boolean claimedByAnother(UUID account) {
    return claim != null && !claim.accountId().equals(account);
  }
}
