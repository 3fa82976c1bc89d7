package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.zhunru.common.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GeoJSON feature collection (RFC 7946) as a table: a row for each feature, a column for each
 * property, and its geometry in the column {@code geometry}.
 */
final class GeoJsonTable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private GeoJsonTable() {}

  /** Whether the text can't be a table of commas. */
  static boolean is(String text) {
    return text.stripLeading().startsWith("{");
  }

  /**
   * @throws Refusal {@code policy.notFeatures}
   */
  static RevisionText read(String text) {
    JsonNode features;
    try {
      features = JSON.readTree(text).path("features");
    } catch (JacksonException broken) {
      throw Refusal.invalid("policy.notFeatures", "content", broken.getOriginalMessage());
    }
    if (!features.isArray() || features.isEmpty()) {
      throw Refusal.invalid("policy.notFeatures", "content", "features");
    }
    var columns = new LinkedHashSet<String>();
    features.forEach(feature -> columns.addAll(feature.path("properties").propertyNames()));
    columns.add("geometry");
    var rows = new ArrayList<List<String>>();
    rows.add(List.copyOf(columns));
    for (var feature : features) {
      rows.add(columns.stream().map(column -> cell(feature, column)).toList());
    }
    return RevisionText.rows(rows);
  }

  private static String cell(JsonNode feature, String column) {
    var value =
        column.equals("geometry")
            ? feature.path("geometry")
            : feature.path("properties").path(column);
    return value.isMissingNode() || value.isNull()
        ? ""
        : value.isString() ? value.stringValue() : value.toString();
  }
}
