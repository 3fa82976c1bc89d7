package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What differs between two versions of a dossier's facts. */
public final class FactsDiff {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FactsDiff() {}

  /**
   * One leaf that differs.
   *
   * @param path in the newer version; in the older one for what is gone
   * @param before null if it is new
   * @param after null if it is gone
   */
  public record Changed(String path, @Nullable String before, @Nullable String after) {}

  /** Leaves that differ, in the order of the newer version. */
  public static List<Changed> between(String older, String newer) {
    var changed = new ArrayList<Changed>();
    compare("", JSON.readTree(older), JSON.readTree(newer), changed);
    return changed;
  }

  private static void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Changed> into) {
    if (empty(before) && empty(after)) {
      return;
    }
    if (isObject(before) || isObject(after)) {
      Set<String> names = new LinkedHashSet<>();
      if (isObject(after)) {
        names.addAll(after.propertyNames());
      }
      if (isObject(before)) {
        names.addAll(before.propertyNames());
      }
      for (var name : names) {
        compare(
            path.isEmpty() ? name : path + "." + name,
            child(before, name),
            child(after, name),
            into);
      }
      return;
    }
    if (isArray(before) || isArray(after)) {
      lists(path, before, after, into);
      return;
    }
    var was = text(before);
    var is = text(after);
    if (was == null ? is != null : !was.equals(is)) {
      into.add(new Changed(path, was, is));
    }
  }

  /** Elements are the same if they have the same name and CAS number; else by their place. */
  private static void lists(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Changed> into) {
    Map<String, JsonNode> old = new LinkedHashMap<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    if (isArray(before)) {
      for (int i = 0; i < before.size(); i++) {
        var key = key(before.get(i), i, old);
        old.put(key, before.get(i));
        places.put(key, i);
      }
    }
    Map<String, JsonNode> seen = new LinkedHashMap<>();
    if (isArray(after)) {
      for (int i = 0; i < after.size(); i++) {
        var key = key(after.get(i), i, seen);
        seen.put(key, after.get(i));
        compare(path + "[" + i + "]", old.get(key), after.get(i), into);
      }
    }
    for (var gone : old.entrySet()) {
      if (!seen.containsKey(gone.getKey())) {
        compare(path + "[" + places.get(gone.getKey()) + "]", gone.getValue(), null, into);
      }
    }
  }

  private static String key(JsonNode element, int index, Map<String, JsonNode> taken) {
    var key =
        element.isObject()
            ? element.path("name").asString("")
                + element.path("cas").asString("")
                + element.path("target").asString("")
                + element.path("measure").asString("")
                + element.path("place").asString("")
            : element.asString("");
    if (key.isEmpty()) {
      key = "#" + index;
    }
    return taken.containsKey(key) ? key + "#" + index : key;
  }

  private static boolean isObject(@Nullable JsonNode node) {
    return node != null && node.isObject();
  }

  private static boolean isArray(@Nullable JsonNode node) {
    return node != null && node.isArray();
  }

  private static boolean empty(@Nullable JsonNode node) {
    return node == null
        || node.isNull()
        || node.isMissingNode()
        || (node.isContainer() && node.isEmpty());
  }

  private static @Nullable JsonNode child(@Nullable JsonNode node, String name) {
    return isObject(node) ? node.get(name) : null;
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return empty(node) || node == null ? null : node.isContainer() ? "" : node.asString();
  }
}
