package org.zhunru.web;

import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.supervision.PastSteps;
import org.zhunru.supervision.Quarter;
import org.zhunru.supervision.Scorecards;

/** A card of the called department, to which it may object. */
@Component
class ScorecardRouteRecords implements RouteRecords.Kind {
  private static final Quarter QUARTER = new Quarter(2016, 1);

  private final Scorecards cards;
  private final PastSteps steps;

  ScorecardRouteRecords(Scorecards cards, PastSteps steps) {
    this.cards = cards;
    this.steps = steps;
  }

  @Override
  public String name() {
    return "scorecard";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    if (cards.of(who.lead(), QUARTER).isEmpty()) {
      steps.opinion(
          steps.someCase(),
          RouteRecords.CALLED,
          LocalDate.of(2016, 2, 1),
          LocalDate.of(2016, 2, 2),
          6);
      cards.compute(QUARTER);
    }
    return Map.of(
        "quarter", QUARTER.toString(), "department", RouteRecords.CALLED, "measure", "ON_TIME");
  }
}
