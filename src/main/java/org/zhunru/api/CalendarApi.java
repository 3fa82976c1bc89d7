package org.zhunru.api;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.web.Deadlines;

/** When a period ends in a region, day by day. */
@RestController
class CalendarApi {
  private final Deadlines deadlines;

  CalendarApi(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /**
   * @param explanation why the date is provisional, in words; null if it is not
   * @param endsOnDayOff whether the last day is a day off
   */
  record Answer(
      LocalDate due,
      boolean provisional,
      @Nullable String explanation,
      boolean endsOnDayOff,
      List<Line> days) {}

  record Line(LocalDate date, boolean counted, String why) {}

  @GetMapping("/api/v1/calendar/deadline")
  Answer deadline(
      @RequestParam String from,
      @RequestParam String days,
      @RequestParam String unit,
      @RequestParam String region) {
    var deadline = deadlines.answer(new Deadlines.Question(from, days, unit, region));
    return new Answer(
        deadline.due(),
        deadline.provisional(),
        deadline.provisional() ? deadlines.explanation(deadline) : null,
        deadline.endsOnDayOff(),
        deadline.days().stream()
            .map(day -> new Line(day.date(), day.counted(), deadlines.why(day)))
            .toList());
  }
}
