package org.zhunru.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days of a case between which one law may have taken the place of another; which of them
 * counts is said by document. For what has yet to come, today counts.
 *
 * @param today or, of a case that was closed, the day on which it was
 * @param filed of the first filing; null before it
 * @param accepted of acceptance (受理); null before it
 * @param decided of the decision; null before it
 */
public record CaseDays(
    LocalDate today,
    @Nullable LocalDate filed,
    @Nullable LocalDate accepted,
    @Nullable LocalDate decided) {

  /** One of the three. */
  public enum Which {
    FILING,
    ACCEPTANCE,
    DECISION
  }

  /** Of what is no case: everything by the law of one day. */
  public static CaseDays on(LocalDate day) {
    return new CaseDays(day, null, null, null);
  }

  /**
   * @param clock whose zone says on which civil day something was
   */
  public static CaseDays of(Case of, Clock clock) {
    var closed = civil(of.closedAt(), clock);
    return new CaseDays(
        closed == null ? LocalDate.now(clock) : closed,
        civil(of.submittedAt(), clock),
        civil(of.acceptedAt(), clock),
        closed != null && of.state().isAccepted() ? closed : null);
  }

  private static @Nullable LocalDate civil(@Nullable Instant at, Clock clock) {
    return at == null ? null : LocalDate.ofInstant(at, clock.getZone());
  }

  /** The day, or today if it has yet to come. */
  public LocalDate day(Which which) {
    return Objects.requireNonNullElse(told(which), today);
  }

  /** Whether it makes no difference which of them counts. */
  public boolean allOn(LocalDate day) {
    return Arrays.stream(Which.values()).allMatch(which -> day(which).equals(day));
  }

  /** Whether the day has come. */
  public boolean has(Which which) {
    return told(which) != null;
  }

  private @Nullable LocalDate told(Which which) {
    return switch (which) {
      case FILING -> filed;
      case ACCEPTANCE -> accepted;
      case DECISION -> decided;
    };
  }
}
