package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.zhunru.supervision.HolidayNotice;
import org.zhunru.supervision.HolidayNotices;

/** A holiday notice that policy-editor has entered; of the year before, so that no clock moves. */
@Component
class NoticeRouteRecords implements RouteRecords.Kind {
  private final HolidayNotices notices;
  private final Clock clock;

  NoticeRouteRecords(HolidayNotices notices, Clock clock) {
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "notice";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var editor = Objects.requireNonNull(who.all().get("policy-editor"));
    int year = LocalDate.now(clock).getYear() - 1;
    var open =
        notices.all().stream()
            .filter(n -> n.year() == year && n.state() == HolidayNotice.State.DRAFT)
            .findFirst()
            .orElseGet(
                () ->
                    notices.enter(
                        editor,
                        new HolidayNotices.Typed(
                            String.valueOf(year), "routes", notices.lines(year))));
    return Map.of("id", open.id().toString());
  }
}
