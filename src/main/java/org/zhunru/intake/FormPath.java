package org.zhunru.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Paths into a tree of facts: {@code units[0].substances[1].cas}. */
public final class FormPath {
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

  private FormPath() {}

  static String below(String before, String path) {
    return path.isEmpty() ? before : before + path + ".";
  }

  /** The value there; null if there is none. */
  public static @Nullable JsonNode get(JsonNode tree, String path) {
    JsonNode at = tree;
    for (var step : steps(path)) {
      at = step instanceof Integer index ? at.get(index) : at.get((String) step);
      if (at == null) {
        return null;
      }
    }
    return at.isNull() ? null : at;
  }

  /**
   * Puts a value there; objects on the way are made, list elements must exist. Null takes the value
   * away, and objects that are empty then.
   */
  public static void set(ObjectNode tree, String path, @Nullable JsonNode value) {
    set((JsonNode) tree, steps(path), 0, value);
  }

  private static void set(JsonNode at, List<Object> steps, int n, @Nullable JsonNode value) {
    var step = steps.get(n);
    var last = n == steps.size() - 1;
    if (step instanceof Integer index) {
      var list = (ArrayNode) at;
      if (index >= list.size()) {
        return;
      }
      if (last) {
        if (value == null) {
          list.remove(index);
        } else {
          list.set(index, value);
        }
      } else {
        set(list.get(index), steps, n + 1, value);
      }
      return;
    }
    var object = (ObjectNode) at;
    var name = (String) step;
    if (last) {
      if (value == null) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
      return;
    }
    var child = object.get(name);
    if (child == null || !child.isContainer()) {
      if (value == null || steps.get(n + 1) instanceof Integer) {
        return;
      }
      child = object.putObject(name);
    }
    if (child.isArray() != steps.get(n + 1) instanceof Integer) {
      return;
    }
    set(child, steps, n + 1, value);
    if (value == null && child.isObject() && child.isEmpty()) {
      object.remove(name);
    }
  }

  private static List<Object> steps(String path) {
    var steps = new ArrayList<Object>();
    var found = STEP.matcher(path);
    while (found.find()) {
      steps.add(found.group(1) != null ? found.group(1) : (Object) Integer.valueOf(found.group(2)));
    }
    return steps;
  }
}
