package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.zhunru.identity.Delegations;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;

/** Records of the account and administration pages. */
@Configuration(proxyBeanMethods = false)
class AccessRouteRecords {

  /** A seat that handler-called has lent to a colleague. */
  @Bean
  RouteRecords.Kind delegationRecords(Delegations delegations, People people, Clock clock) {
    return kind(
        "delegation",
        who -> {
          var holder = who.handlerCalled();
          delegations.grantedBy(holder).stream()
              .filter(d -> d.endedAt() == null)
              .forEach(d -> delegations.end(holder, d.id()));
          var today = LocalDate.now(clock);
          return Map.of(
              "id",
              delegations
                  .grant(
                      holder,
                      people.officer(RouteRecords.CALLED, SeatKind.REVIEWER).accountId(),
                      RouteRecords.CALLED,
                      SeatKind.HANDLER,
                      today,
                      today.plusDays(1),
                      "routes")
                  .id()
                  .toString());
        });
  }

  /** A form of applicant-own that arrived too late. */
  @Bean
  RouteRecords.Kind keptFormRecords(KeptForms kept) {
    return kind(
        "kept-form",
        who -> {
          var session = UUID.randomUUID().toString();
          var owner = who.applicantOwn().accountId();
          kept.owns(session, owner);
          var late = new MockHttpServletRequest("POST", "/my/late");
          late.setContentType("application/x-www-form-urlencoded");
          late.addHeader("Sec-Fetch-Site", "same-origin");
          late.setRequestedSessionId(session);
          late.setParameter("name", "a");
          return Map.of("id", kept.idOf(kept.keep(late).orElseThrow(), owner).orElseThrow());
        });
  }

  private static RouteRecords.Kind kind(
      String name, java.util.function.Function<RouteRecords.Who, Map<String, String>> make) {
    return new RouteRecords.Kind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, String> make(RouteRecords.Who who) {
        return make.apply(who);
      }
    };
  }
}
