package org.zhunru.api;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;
import tools.jackson.databind.JsonNode;

/** What bodies and parameters must hold before anything is done with them. */
final class Body {
  /** PostgreSQL keeps no number beyond that; no quantity comes near it. */
  private static final long MOST_MAGNITUDE = 1000;

  private Body() {}

  /**
   * @throws Refusal {@code api.valueMissing} if there is none, or an empty text
   */
  static <T> T required(@Nullable T value, String field) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw Refusal.invalid("api.valueMissing", field, field);
    }
    return value;
  }

  /** The text; empty if there is none. */
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /**
   * @throws Refusal {@code api.valueMalformed}
   */
  static UUID uuid(String text, String field) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Refusal.invalid("api.valueMalformed", field, field);
    }
  }

  /**
   * A tree as the database can keep it: no character that no text holds, no number beyond all
   * measure.
   *
   * @throws Refusal {@code api.valueMalformed} at the path
   */
  static void storable(JsonNode node, String path) {
    if (node.isString() && !storable(node.asString())) {
      throw Refusal.invalid("api.valueMalformed", path, path);
    }
    if (node.isBigDecimal() || node.isBigInteger()) {
      var number = node.decimalValue();
      if (Math.abs((long) number.precision() - number.scale()) > MOST_MAGNITUDE
          || number.precision() > MOST_MAGNITUDE) {
        throw Refusal.invalid("api.valueMalformed", path, path);
      }
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        storable(node.get(i), path + "[" + i + "]");
      }
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        var at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        if (!storable(field.getKey())) {
          throw Refusal.invalid("api.valueMalformed", path, path);
        }
        storable(field.getValue(), at);
      }
    }
  }

  private static boolean storable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }
}
