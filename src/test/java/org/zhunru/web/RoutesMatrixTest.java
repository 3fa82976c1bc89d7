package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.People;

/**
 * Every route, tried by everybody, over real HTTP. A mapped route without a row fails, and so does
 * a row without a route.
 *
 * <p>The rows are in {@code src/test/resources/routes/*.csv}, see {@link RouteRow}.
 *
 * <p>POST is tried with the session's token and an empty body ({@code {}} at the API): what matters
 * is who is let in. Nothing may ever answer 5xx.
 */
@IntegrationTest
class RoutesMatrixTest {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Autowired RouteRecords records;
  @LocalServerPort int port;

  @Test
  void every_route_has_a_row_and_every_row_a_route() throws IOException {
    var mapped = mapped();
    var rows =
        RouteRow.all().stream().map(RouteRow::route).collect(Collectors.toCollection(TreeSet::new));

    assertThat(difference(mapped, rows)).as("routes without a row in routes/*.csv").isEmpty();
    assertThat(difference(rows, mapped)).as("rows without a route").isEmpty();
  }

  @Test
  void everybody_comes_where_they_may_and_nowhere_else() throws IOException {
    var wrong = new ArrayList<String>();
    var visitors = new HashMap<String, Visitor>();
    for (var row : RouteRow.all()) {
      for (int i = 0; i < RouteRow.COLUMNS.size(); i++) {
        var person = RouteRow.COLUMNS.get(i);
        var path = row.filled(records.ids(row.record()));
        var visitor = visitors.computeIfAbsent(person, this::visitor);
        if (row.path().equals("/login")) {
          visitor = visitor(person);
        }
        var api = path.startsWith("/api/");
        var answer =
            api
                ? apiVisitor(person)
                    .send(row.method(), path, row.method().equals("GET") ? "" : "{}")
                : row.method().equals("GET") ? visitor.get(path) : visitor.post(path);
        var location = Visitor.location(answer);
        if (!fits(row.expected().get(i), answer.statusCode(), location)) {
          wrong.add(
              "%s as %s: %d%s, not %s"
                  .formatted(
                      row.route(),
                      person,
                      answer.statusCode(),
                      location.isEmpty() ? "" : " to " + location,
                      row.expected().get(i)));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_is_expected_is_told_apart() {
    assertThat(fits("in", 200, "")).isTrue();
    assertThat(fits("in", 422, "")).isTrue();
    assertThat(fits("in", 302, "/login?to=/x")).isFalse();
    assertThat(fits("in", 404, "")).isFalse();
    assertThat(fits("403|404", 404, "")).isTrue();
    assertThat(fits("403", 404, "")).isFalse();
    assertThat(fits("login", 302, "/login?to=/x")).isTrue();
    assertThat(fits("login", 302, "/my")).isFalse();
    assertThat(fits("500", 500, "")).isFalse();
  }

  private static boolean fits(String expected, int status, String location) {
    var login = status == 401 || (status == 302 && path(location).equals("/login"));
    if (status >= 500) {
      return false;
    }
    return Arrays.stream(expected.split("\\|"))
        .anyMatch(
            one ->
                switch (one) {
                  case "in" -> !login && !List.of(403, 404, 405).contains(status);
                  case "login" -> login;
                  default -> one.equals(String.valueOf(status));
                });
  }

  private static String path(String location) {
    return location.replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
  }

  private Visitor visitor(String person) {
    return person.equals("public")
        ? new Visitor(port)
        : Visitor.signedIn(port, records.who().column(person).username(), People.PASSWORD);
  }

  private Visitor apiVisitor(String person) {
    var visitor = new Visitor(port);
    return person.equals("public")
        ? visitor
        : visitor.basic(records.who().column(person).username(), People.PASSWORD);
  }

  private TreeSet<String> mapped() {
    var found = new TreeSet<String>();
    mappings
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              if (!method.getBeanType().getPackageName().startsWith("org.zhunru")) {
                return;
              }
              var methods =
                  info.getMethodsCondition().getMethods().isEmpty()
                      ? List.of(RequestMethod.GET)
                      : List.copyOf(info.getMethodsCondition().getMethods());
              for (var pattern : info.getPatternValues()) {
                methods.forEach(m -> found.add(m + " " + pattern));
              }
            });
    return found;
  }

  private static TreeSet<String> difference(TreeSet<String> some, TreeSet<String> others) {
    var left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }
}
