package org.zhunru.web;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.identity.People;
import org.zhunru.identity.Role;
import org.zhunru.supervision.Reports;

/** A report drafted by another supervisor, and a duty of which there is none. */
@Component
class ReportRouteRecords implements RouteRecords.Kind {
  private final Reports reports;
  private final People people;

  ReportRouteRecords(Reports reports, People people) {
    this.reports = reports;
    this.people = people;
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var open =
        reports.of(2019).stream()
            .filter(r -> r.ruleId().equals("RC-16"))
            .findFirst()
            .orElseGet(
                () ->
                    reports.draft(
                        people.having(Role.SUPERVISOR), "RC-16", 2019, "Q1", "routes", ""));
    return Map.of("id", open.id().toString(), "rule", "RC-17", "year", "2019", "period", "Q2");
  }
}
