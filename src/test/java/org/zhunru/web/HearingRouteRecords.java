package org.zhunru.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;
import org.zhunru.review.Hearings;

/** {@code hearing}: as {@code advice}; besides, the called department has told of a hearing. */
@Component
class HearingRouteRecords implements RouteRecords.Kind {
  private final AdviceRouteRecords advice;
  private final Hearings hearings;

  HearingRouteRecords(AdviceRouteRecords advice, Hearings hearings) {
    this.advice = advice;
    this.hearings = hearings;
  }

  @Override
  public String name() {
    return "hearing";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var made = new HashMap<>(advice.make(who));
    var id = CaseId.parse(made.get("id"));
    var told = hearings.offer(who.handlerCalled(), id, made.get("department"), "相邻居民的通行", "");
    made.put("hearing", told.toString());
    made.put("action", "request");
    return made;
  }
}
