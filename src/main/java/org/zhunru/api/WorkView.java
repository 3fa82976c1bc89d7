package org.zhunru.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.inbox.WorkRow;

/**
 * A piece of work, as one person sees it.
 *
 * @param text the kind in words
 * @param department code; null outside of departments
 * @param provisional whether {@code dueAt} may still move, with the holiday notice of its year
 * @param light ok, near or late; null if no clock runs
 * @param why in what relation the person stands to it
 * @param actions what the person can do with it now
 */
record WorkView(
    UUID id,
    UUID caseId,
    String kind,
    String text,
    String matter,
    String number,
    String project,
    String applicant,
    @Nullable String department,
    @Nullable String seat,
    Instant openedAt,
    @Nullable Instant dueAt,
    boolean provisional,
    @Nullable String light,
    @Nullable ClaimedBy claimedBy,
    @Nullable EndedBy ended,
    boolean unread,
    Why why,
    List<String> actions) {

  /**
   * @param you whether it is the person who asks
   */
  record ClaimedBy(String name, @Nullable String onBehalfOf, Instant since, boolean you) {}

  record EndedBy(@Nullable String name, @Nullable String onBehalfOf, Instant at, String outcome) {}

  /**
   * @param lender whose seat the person fills as a deputy; null otherwise
   */
  record Why(String reason, @Nullable String lender) {}

  static WorkView of(
      WorkRow row, UUID reader, String text, @Nullable String light, List<String> actions) {
    var claim = row.claim();
    var ended = row.ended();
    var seat = row.addressee().seat();
    var lender = row.why().lender();
    return new WorkView(
        row.id(),
        row.caseId(),
        row.kind(),
        text,
        row.subject().matter(),
        row.subject().number(),
        row.subject().projectName(),
        row.subject().applicantName(),
        row.addressee().department(),
        seat == null ? null : seat.code(),
        row.openedAt(),
        row.dueAt(),
        row.provisional(),
        light,
        claim == null
            ? null
            : new ClaimedBy(claim.name(), claim.forName(), claim.since(), row.claimedBy(reader)),
        ended == null
            ? null
            : new EndedBy(ended.byName(), ended.forName(), ended.at(), ended.outcome()),
        row.unread(),
        new Why(row.why().reason().name(), lender == null ? null : lender.name()),
        actions);
  }
}
