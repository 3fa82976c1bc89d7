package org.zhunru.supervision;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.Deadline;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.calendar.TimeLimits;

/**
 * By when a decision is to be made public, and how long it stays so: rows {@link #PUBLISH} and
 * {@link #TAKE_DOWN} of {@code policies/time-limits.csv}. Where there is no such row, or one nobody
 * could confirm ({@code unknown}), no rule is known and a person sets the day.
 */
@Component
public class PublicNoticeTerms {
  /** Counted from the day of the decision. */
  public static final String PUBLISH = "TL-PN-01";

  /** Counted from the day of publication. */
  public static final String TAKE_DOWN = "TL-PN-02";

  private final LimitsInForce limits;
  private final Clocks clocks;

  PublicNoticeTerms(LimitsInForce limits, Clocks clocks) {
    this.limits = limits;
    this.clocks = clocks;
  }

  /** Last day for making a decision of that day public; empty if no rule is known. */
  public Optional<LocalDate> publishBy(LocalDate decidedOn) {
    return after(PUBLISH, decidedOn);
  }

  /** Last day on which what was made public that day is shown; empty if no rule is known. */
  public Optional<LocalDate> lastDay(LocalDate publishedOn) {
    return after(TAKE_DOWN, publishedOn);
  }

  private Optional<LocalDate> after(String id, LocalDate day) {
    return rule(limits.on(day), id)
        .map(period -> Deadline.of(clocks.calendar(), day, period).due());
  }

  static Optional<org.zhunru.calendar.Period> rule(TimeLimits limits, String id) {
    return limits.all().stream()
        .filter(limit -> limit.id().equals(id) && !limit.confidence().equals("unknown"))
        .findFirst()
        .map(TimeLimit::period);
  }
}
