package org.zhunru.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may come where. The first row that fits counts; where none fits, nobody may. Whether a person
 * may see or touch the one record an address names is the domain's to say.
 */
final class SecurityRoutes {
  static final Set<String> OFFICERS = Set.of("HANDLER", "REVIEWER", "HEAD", "LEAD");
  static final Set<String> BUSINESS =
      Set.of("APPLICANT", "HANDLER", "REVIEWER", "HEAD", "LEAD", "SUPERVISOR");
  static final Set<String> APPLICANT = Set.of("APPLICANT");
  static final Set<String> SUPERVISOR = Set.of("SUPERVISOR");
  static final Set<String> OVERLOOKING =
      Set.of("HANDLER", "REVIEWER", "HEAD", "LEAD", "SUPERVISOR");
  static final Set<String> ABOVE = Set.of("LEAD", "SUPERVISOR");
  static final Set<String> POLICY = Set.of("POLICY_EDITOR", "POLICY_APPROVER");
  static final Set<String> SYSADMIN = Set.of("SYSADMIN");
  static final Set<String> SECADMIN = Set.of("SECADMIN");
  static final Set<String> RESETTING = Set.of("SYSADMIN", "SECADMIN");
  static final Set<String> AUDITOR = Set.of("AUDITOR");
  static final Set<String> ADMIN = Set.of("SYSADMIN", "SECADMIN", "AUDITOR");

  /** Everybody, also without signing in. */
  static final Set<String> PUBLIC = Set.of();

  /** Everybody who has signed in. */
  static final Set<String> SIGNED_IN = Set.of("*");

  private static final @Nullable HttpMethod ANY = null;
  private static final HttpMethod GET = HttpMethod.GET;
  private static final HttpMethod POST = HttpMethod.POST;

  private record Row(@Nullable HttpMethod method, String pattern, Set<String> who) {}

  private static final List<Row> PAGES =
      List.of(
          new Row(ANY, "/", PUBLIC),
          new Row(ANY, "/check/**", PUBLIC),
          new Row(ANY, "/lookup/**", PUBLIC),
          new Row(GET, "/catalogues/**", PUBLIC),
          new Row(GET, "/notices/**", PUBLIC),
          new Row(ANY, "/verify/**", PUBLIC),
          new Row(GET, "/help/**", PUBLIC),
          new Row(GET, "/calendar", PUBLIC),
          new Row(ANY, "/login", PUBLIC),
          new Row(ANY, "/setup", PUBLIC),
          new Row(GET, "/site-map.svg", PUBLIC),
          new Row(GET, "/static/**", PUBLIC),
          new Row(GET, "/webjars/**", PUBLIC),
          new Row(ANY, "/error", PUBLIC),
          new Row(ANY, "/my/**", APPLICANT),
          new Row(ANY, "/projects/**", APPLICANT),
          new Row(ANY, "/cases/*/edit/**", APPLICANT),
          new Row(ANY, "/cases/**", BUSINESS),
          new Row(ANY, "/materials/**", BUSINESS),
          new Row(ANY, "/documents/**", BUSINESS),
          new Row(ANY, "/worklist/**", OFFICERS),
          new Row(GET, "/city/**", ABOVE),
          new Row(GET, "/steps/**", OVERLOOKING),
          new Row(ANY, "/scorecards/**", OVERLOOKING),
          new Row(ANY, "/notice-desk/**", ABOVE),
          new Row(GET, "/vetoes/**", BUSINESS),
          new Row(ANY, "/lights/**", OVERLOOKING),
          new Row(ANY, "/letters/new", SUPERVISOR),
          new Row(ANY, "/letters/**", OVERLOOKING),
          new Row(ANY, "/clocks/**", SUPERVISOR),
          new Row(ANY, "/reports/**", SUPERVISOR),
          new Row(ANY, "/policy/**", POLICY),
          new Row(ANY, "/admin/accounts/new", SYSADMIN),
          new Row(POST, "/admin/accounts", SYSADMIN),
          new Row(POST, "/admin/accounts/*/stop", SYSADMIN),
          new Row(POST, "/admin/accounts/*/resume", SYSADMIN),
          new Row(POST, "/admin/accounts/*/unlock", SYSADMIN),
          new Row(POST, "/admin/accounts/*/reset", RESETTING),
          new Row(POST, "/admin/channels/**", SYSADMIN),
          new Row(POST, "/admin/**", SECADMIN),
          new Row(GET, "/admin/history/**", AUDITOR),
          new Row(GET, "/admin/**", ADMIN),
          new Row(ANY, "/me/**", SIGNED_IN));

  private static final List<Row> API =
      List.of(
          new Row(GET, "/api/v1/openapi*", PUBLIC),
          new Row(POST, "/api/v1/hazards/**", PUBLIC),
          new Row(POST, "/api/v1/identifiers/**", PUBLIC),
          new Row(POST, "/api/v1/checks", PUBLIC),
          new Row(GET, "/api/v1/calendar/**", PUBLIC),
          new Row(GET, "/api/v1/catalogues/**", PUBLIC),
          new Row(GET, "/api/v1/entries/**", PUBLIC),
          new Row(GET, "/api/v1/notices/**", PUBLIC),
          new Row(GET, "/api/v1/lights/**", OVERLOOKING),
          new Row(GET, "/api/v1/letters/**", OVERLOOKING),
          new Row(GET, "/api/v1/reports", SUPERVISOR),
          new Row(ANY, "/api/v1/**", BUSINESS));

  /** Public forms without any effect; they need no session and carry no token. */
  static final List<String> WITHOUT_TOKEN = List.of("/check/**", "/lookup/**", "/verify/**");

  private SecurityRoutes() {}

  static void pages(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry to) {
    apply(PAGES, to);
  }

  static void api(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry to) {
    apply(API, to);
  }

  private static void apply(
      List<Row> rows,
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry to) {
    for (var row : rows) {
      var at =
          to.requestMatchers(
              methods(row)
                  .map(m -> PathPatternRequestMatcher.pathPattern(m, row.pattern()))
                  .toArray(RequestMatcher[]::new));
      if (row.who().equals(PUBLIC)) {
        at.permitAll();
      } else if (row.who().equals(SIGNED_IN)) {
        at.authenticated();
      } else {
        at.hasAnyRole(row.who().toArray(String[]::new));
      }
    }
    to.anyRequest().denyAll();
  }

  /**
   * Who may read a page may ask for its head alone, as readers of feeds and checkers of links do.
   */
  private static Stream<@Nullable HttpMethod> methods(Row row) {
    return row.method() == GET ? Stream.of(GET, HttpMethod.HEAD) : Stream.of(row.method());
  }
}
