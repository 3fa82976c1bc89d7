package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A route, and what everybody finds there.
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
 */
record RouteRow(String method, String path, String record, List<String> expected) {
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

  /** All rows, each route once. */
  static List<RouteRow> all() throws IOException {
    var rows = new LinkedHashMap<String, RouteRow>();
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
            new RouteRow(
                cells[0].strip(), cells[1].strip(), cells[2].strip(), Arrays.asList(expected));
        assertThat(rows.put(row.route(), row)).as(row.route() + " stands twice").isNull();
      }
    }
    return List.copyOf(rows.values());
  }

  /** As in {@code GET /cases/{id}}. */
  String route() {
    return method + " " + path;
  }

  /** The path with its variables filled. */
  String filled(Map<String, String> ids) {
    var filled = path;
    for (var id : ids.entrySet()) {
      filled =
          filled.replaceAll("\\{" + Pattern.quote(id.getKey()) + "(:[^}]*)?\\}", id.getValue());
    }
    assertThat(filled).as("variables of " + route() + " from " + record).doesNotContain("{");
    return filled;
  }

  /** The columns that are let in. */
  List<String> letIn() {
    return COLUMNS.stream().filter(c -> expected.get(COLUMNS.indexOf(c)).equals("in")).toList();
  }
}
