package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.zhunru.identity.ConflictOfInterest;
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

  /** An account of its own, and of another department. */
  @Bean
  RouteRecords.Kind accountRecords(People people) {
    return kind(
        "account",
        who ->
            Map.of(
                "id",
                people.officer(RouteRecords.OTHER, SeatKind.REVIEWER).accountId().toString(),
                "department",
                RouteRecords.CALLED));
  }

  /** What an officer has declared. */
  @Bean
  RouteRecords.Kind interestRecords(People people, ConflictOfInterest interests) {
    return kind(
        "interest",
        who -> {
          var officer = people.officer(RouteRecords.OTHER, SeatKind.REVIEWER);
          interests.declare(officer, who.enterprise(), "routes");
          return Map.of(
              "id",
              officer.accountId().toString(),
              "interest",
              interests.of(officer.accountId()).get(0).id().toString());
        });
  }

  /** The enterprise of applicant-own, and another of its people. */
  @Bean
  RouteRecords.Kind enterpriseRecords(People people) {
    return kind(
        "enterprise",
        who ->
            Map.of(
                "id",
                who.enterprise().toString(),
                "account",
                people.applicantOf(who.enterprise()).accountId().toString()));
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
