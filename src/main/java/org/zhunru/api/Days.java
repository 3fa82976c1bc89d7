package org.zhunru.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.zhunru.common.Refusal;

/** The day whose law counts. */
final class Days {
  private Days() {}

  /**
   * @param asOf as it was said, {@code 2026-11-26}; today if empty
   * @throws Refusal {@code api.valueMalformed} at {@code asOf}
   */
  static LocalDate asked(String asOf, Clock clock) {
    if (asOf.isEmpty()) {
      return LocalDate.now(clock);
    }
    try {
      if (asOf.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(asOf);
      }
    } catch (DateTimeException noSuchDay) {
      // told below, as any other text
    }
    throw Refusal.invalid("api.valueMalformed", "asOf", "asOf");
  }
}
