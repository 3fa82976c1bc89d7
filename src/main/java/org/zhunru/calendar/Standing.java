package org.zhunru.calendar;

import java.time.Duration;

/**
 * How a period stands at one moment.
 *
 * <p>What remains is exact: {@code days} whole counted days and {@code part} of today, down to the
 * second. A counted day has 24 hours, midnight to midnight in the city's zone: the law counts days
 * and knows no office hours.
 *
 * @param days while running or suspended, counted days left after today; when late, working days
 *     since the last day, today included
 * @param part what is left of today if today counts, less than a day; zero when late or suspended
 */
public record Standing(State state, int days, Duration part) {

  /** What a period does. */
  public enum State {
    RUNNING,
    /** Today is not counted, because of a suspension with notice. */
    SUSPENDED,
    /** Its last day is over; nothing follows from that but that it is seen. */
    LATE
  }

  /** Whole hours of {@link #part}. */
  public long hours() {
    return part.toHours();
  }
}
