package org.zhunru.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.Form;
import org.zhunru.intake.FormBinding;
import org.zhunru.intake.FormPath;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the buttons inside a form do, which work without script and check nothing: {@code
 * add:<list>}, {@code remove:<row>}, {@code find:<row>}, {@code take:<row>|<cas>|<name>}, {@code
 * line:<field>|<text>}, and those of the map. Sent as {@code _do}.
 */
final class FormActs {
  static final String DO = "_do";
  private static final String PLACE = "siting.location";

  private final Map<String, String[]> sent;
  private final String act;
  private final String subject;
  private final List<String> rest;

  FormActs(Map<String, String[]> sent) {
    this.sent = sent;
    var whole = first(sent, DO);
    var colon = whole.indexOf(':');
    this.act = colon < 0 ? whole : whole.substring(0, colon);
    var parts = List.of((colon < 0 ? "" : whole.substring(colon + 1)).split("\\|", -1));
    this.subject = parts.get(0);
    this.rest = parts.subList(1, parts.size());
  }

  static String first(Map<String, String[]> sent, String name) {
    var values = sent.get(name);
    return values == null || values.length == 0 ? "" : values[0];
  }

  private @Nullable String sent(String name) {
    var values = sent.get(name);
    return values == null || values.length == 0 ? null : values[0];
  }

  /** Whether the form only wants to be shown again. */
  boolean staysOnPage() {
    return List.of("add", "remove", "find", "take", "line").contains(act) || usedMap();
  }

  boolean is(String name) {
    return act.equals(name) && !usedMap();
  }

  /** The row that is looked up; empty if none is. */
  String lookedUp() {
    return act.equals("find") ? subject : "";
  }

  private boolean usedMap() {
    return SiteMap.wasUsed(this::sent, PLACE);
  }

  /** The tree as the page shows it after the act, empty rows included. */
  ObjectNode applied(List<Form> forms, ObjectNode before, LocalDate today) {
    var tree = before;
    for (var form : forms) {
      tree = FormBinding.bindAsShown(form, tree, sent, today);
    }
    var lists =
        forms.stream().anyMatch(f -> !subject.isEmpty() && f.asksFor(subject)) ? subject : "";
    if (lists.isEmpty()) {
      click(tree);
      return tree;
    }
    switch (act) {
      case "add":
        FormBinding.addRow(tree, subject);
        break;
      case "remove":
        FormPath.set(tree, subject, null);
        break;
      case "take":
        if (FormPath.get(tree, subject) instanceof ObjectNode row && rest.size() == 2) {
          put(row, "cas", rest.get(0));
          put(row, "name", rest.get(1));
        }
        break;
      case "line":
        line(tree);
        break;
      default:
        break;
    }
    return tree;
  }

  private static void put(ObjectNode row, String name, String value) {
    if (!value.isEmpty()) {
      row.put(name, value);
    }
  }

  private void line(ObjectNode tree) {
    var text = rest.isEmpty() ? "" : rest.get(0);
    var lines =
        FormPath.get(tree, subject) instanceof ArrayNode list
            ? list
            : JsonMapper.shared().createArrayNode();
    var known = new ArrayList<String>();
    lines.forEach(l -> known.add(l.asString()));
    if (!text.isEmpty() && !known.contains(text)) {
      lines.add(StringNode.valueOf(text));
    }
    FormPath.set(tree, subject, lines.isEmpty() ? null : lines);
  }

  private void click(ObjectNode tree) {
    if (sent(PLACE + ".map.x") == null) {
      return;
    }
    var site = SiteMap.read(this::sent, PLACE, List.of()).site();
    if (site != null) {
      FormPath.set(tree, PLACE + ".lon", number(site.lonText()));
      FormPath.set(tree, PLACE + ".lat", number(site.latText()));
    }
  }

  private static tools.jackson.databind.JsonNode number(String text) {
    return tools.jackson.databind.node.DecimalNode.valueOf(new java.math.BigDecimal(text));
  }

  /** The map as the page shows it after the act. */
  SiteMap map(ObjectNode tree) {
    var circles = circles(tree);
    if (usedMap()) {
      return SiteMap.read(this::sent, PLACE, circles);
    }
    return mapOf(tree);
  }

  static SiteMap mapOf(ObjectNode tree) {
    var lon = FormPath.get(tree, PLACE + ".lon");
    var lat = FormPath.get(tree, PLACE + ".lat");
    var site =
        SitePoint.typed(lon == null ? null : lon.asString(), lat == null ? null : lat.asString())
            .orElse(null);
    return SiteMap.around(site, circles(tree));
  }

  private static List<Integer> circles(ObjectNode tree) {
    var metres = new ArrayList<Integer>();
    if (FormPath.get(tree, "siting.distances") instanceof ArrayNode distances) {
      distances.forEach(
          d -> {
            if (d.path("metres").isNumber()) {
              metres.add(d.path("metres").decimalValue().intValue());
            }
          });
    }
    return SiteMap.radii(metres);
  }
}
