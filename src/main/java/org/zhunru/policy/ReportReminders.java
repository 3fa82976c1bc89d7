package org.zhunru.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * When people are reminded of reports: {@code policies/report-reminders.csv}, in working days, the
 * city's own choice.
 */
@Component
public class ReportReminders {
  private static final String BEFORE = "BEFORE_DAYS";
  private static final String LATE = "LATE_EVERY_DAYS";

  private final Map<String, Integer> numbers = new HashMap<>();

  public ReportReminders() {
    this(PolicyFile.of("report-reminders.csv"));
  }

  ReportReminders(PolicyFile file) {
    file.read(
        List.of("setting", "number", "name_zh", "source", "confidence"),
        row -> {
          int number = row.whole("number");
          if (number < 1) {
            row.wrong("number", "notPositive", row.text("number"));
          }
          numbers.put(row.oneOf("setting", BEFORE, LATE), number);
          return row.required("source");
        });
    if (numbers.size() != 2) {
      throw new IllegalStateException(
          "policies/report-reminders.csv: needs " + BEFORE + " and " + LATE);
    }
  }

  /** So many working days before the last day, or fewer, it is said to be near. */
  public int beforeDays() {
    return numbers.getOrDefault(BEFORE, 1);
  }

  /** From the first working day after the last day on, it is said to be late, so often. */
  public int lateEveryDays() {
    return numbers.getOrDefault(LATE, 1);
  }
}
