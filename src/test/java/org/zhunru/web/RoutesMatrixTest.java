package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.People;

/**
 * Every route, tried by everybody, over real HTTP. A mapped route without a row fails, and so does
 * a row without a route.
 *
 * <p>The rows are in {@code src/test/resources/routes/*.csv}, one file per module (add yours):
 *
 * <pre>
 * method,path,record,expectations
 * GET,/worklist,,@officers
 * GET,/cases/{id},case,@case
 * POST,/cases/{id}/sign,+case,login 403 403 403|404 403|404 in 403|404 403 403 403 403 403 403
 * </pre>
 *
 * <ul>
 *   <li>{@code path}: exactly as mapped.
 *   <li>{@code record}: which kind of record fills the path variables, see {@link
 *       RouteRecords.Kind}; made once for the whole matrix, or with {@code +} anew for every
 *       request (for acts that use it up); empty if the path has no variables.
 *   <li>{@code expectations}: one for each column, in the order of {@link #COLUMNS}, or the name of
 *       a usual row ({@link #USUAL}). {@code in}: let in, whatever the answer (anything but 401,
 *       403, 404, 405, 5xx or being sent to sign in); {@code login}: sent to sign in, 401 at the
 *       API; otherwise the status itself, several joined by {@code |}.
 * </ul>
 *
 * POST is tried with the session's token and an empty body ({@code {}} at the API): what matters is
 * who is let in. Nothing may ever answer 5xx.
 */
@IntegrationTest
class RoutesMatrixTest {
  static final List<String> COLUMNS =
      List.of(
          "public",
          "applicant-own",
          "applicant-other",
          "handler-called",
          "handler-other",
          "head-called",
          "lead",
          "supervisor",
          "policy-editor",
          "policy-approver",
          "sysadmin",
          "secadmin",
          "auditor");

  static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("@public", "in in in in in in in in in in in in in"),
          Map.entry("@signed-in", "login in in in in in in in in in in in in"),
          Map.entry("@applicants", "login in in 403 403 403 403 403 403 403 403 403 403"),
          Map.entry("@officers", "login 403 403 in in in in 403 403 403 403 403 403"),
          Map.entry("@lead", "login 403 403 403 403 403 in 403 403 403 403 403 403"),
          Map.entry("@supervisor", "login 403 403 403 403 403 403 in 403 403 403 403 403"),
          Map.entry("@policy", "login 403 403 403 403 403 403 403 in in 403 403 403"),
          Map.entry("@admin", "login 403 403 403 403 403 403 403 403 403 in in in"),
          Map.entry("@sysadmin", "login 403 403 403 403 403 403 403 403 403 in 403 403"),
          Map.entry("@secadmin", "login 403 403 403 403 403 403 403 403 403 403 in 403"),
          Map.entry("@auditor", "login 403 403 403 403 403 403 403 403 403 403 403 in"),
          Map.entry("@business", "login in in in in in in in 403 403 403 403 403"),
          // A case of applicant-own: who is called in it, who leads and who watches may see it.
          Map.entry("@case", "login in 404 in 404 in in in 403 403 403 403 403"),
          // What only its own applicant may reach, under an address that is the applicants'.
          Map.entry("@own", "login in 404 403 403 403 403 403 403 403 403 403 403"));

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Autowired RouteRecords records;
  @LocalServerPort int port;

  private record Row(String method, String path, String record, List<String> expected) {
    String route() {
      return method + " " + path;
    }
  }

  @Test
  void every_route_has_a_row_and_every_row_a_route() throws IOException {
    var mapped = mapped();
    var rows = rows().stream().map(Row::route).collect(Collectors.toCollection(TreeSet::new));

    assertThat(difference(mapped, rows)).as("routes without a row in routes/*.csv").isEmpty();
    assertThat(difference(rows, mapped)).as("rows without a route").isEmpty();
  }

  @Test
  void everybody_comes_where_they_may_and_nowhere_else() throws IOException {
    var wrong = new ArrayList<String>();
    var visitors = new HashMap<String, Visitor>();
    for (var row : rows()) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        var person = COLUMNS.get(i);
        var path = filled(row, records.ids(row.record()));
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

  private static String filled(Row row, Map<String, String> ids) {
    var path = row.path();
    for (var id : ids.entrySet()) {
      path = path.replaceAll("\\{" + Pattern.quote(id.getKey()) + "(:[^}]*)?\\}", id.getValue());
    }
    assertThat(path)
        .as("variables of " + row.route() + " from " + row.record())
        .doesNotContain("{");
    return path;
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

  private static List<Row> rows() throws IOException {
    var rows = new LinkedHashMap<String, Row>();
    for (var file :
        new PathMatchingResourcePatternResolver().getResources("classpath:routes/*.csv")) {
      for (var line : file.getContentAsString(StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("#") || line.startsWith("method,")) {
          continue;
        }
        var cells = line.split(",");
        assertThat(cells).as(line).hasSize(4);
        var expected = USUAL.getOrDefault(cells[3].strip(), cells[3]).strip().split("\\s+");
        assertThat(expected).as(line).hasSize(COLUMNS.size());
        var row =
            new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), Arrays.asList(expected));
        assertThat(rows.put(row.route(), row)).as(row.route() + " stands twice").isNull();
      }
    }
    return List.copyOf(rows.values());
  }

  private static TreeSet<String> difference(TreeSet<String> some, TreeSet<String> others) {
    var left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }
}
