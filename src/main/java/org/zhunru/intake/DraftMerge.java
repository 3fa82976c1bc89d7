package org.zhunru.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two states of one tree of facts, set against each other. */
public final class DraftMerge {
  private DraftMerge() {}

  /**
   * A place where they differ.
   *
   * @param path a value; or a list, where one has more rows than the other
   * @param mine null if there is none
   * @param theirs null if there is none
   */
  public record Difference(String path, @Nullable JsonNode mine, @Nullable JsonNode theirs) {}

  /** Where two trees differ, in the order of the first, then what only the second has. */
  public static List<Difference> differences(JsonNode mine, JsonNode theirs) {
    var found = new ArrayList<Difference>();
    compare("", mine, theirs, found);
    return found;
  }

  /**
   * The first tree, with what the second says in those places.
   *
   * @param places paths of {@link #differences}
   */
  public static ObjectNode merge(ObjectNode mine, ObjectNode theirs, Collection<String> places) {
    var merged = mine.deepCopy();
    for (var difference : differences(mine, theirs)) {
      if (places.contains(difference.path())) {
        var value = difference.theirs();
        FormPath.set(merged, difference.path(), value == null ? null : value.deepCopy());
      }
    }
    return merged;
  }

  private static void compare(
      String path, @Nullable JsonNode mine, @Nullable JsonNode theirs, List<Difference> found) {
    if (same(mine, theirs)) {
      return;
    }
    if (mine != null && theirs != null && mine.isObject() && theirs.isObject()) {
      fields(path, mine, theirs, found);
    } else if (isObjectOrNothing(mine) && isObjectOrNothing(theirs)) {
      var nothing = FormBinding.JSON.createObjectNode();
      fields(path, mine == null ? nothing : mine, theirs == null ? nothing : theirs, found);
    } else if (areRows(mine) && areRows(theirs) && mine.size() == theirs.size()) {
      for (int i = 0; i < mine.size(); i++) {
        compare(path + "[" + i + "]", mine.get(i), theirs.get(i), found);
      }
    } else {
      found.add(new Difference(path, mine, theirs));
    }
  }

  private static boolean isObjectOrNothing(@Nullable JsonNode node) {
    return node == null || node.isObject();
  }

  private static boolean areRows(@Nullable JsonNode node) {
    return node != null && node.isArray() && !node.isEmpty() && node.get(0).isObject();
  }

  private static void fields(String path, JsonNode mine, JsonNode theirs, List<Difference> found) {
    var names = new LinkedHashSet<>(mine.propertyNames());
    names.addAll(theirs.propertyNames());
    for (var name : names) {
      compare(path.isEmpty() ? name : path + "." + name, mine.get(name), theirs.get(name), found);
    }
  }

  /** Equal as facts are: 120 is 120.0, and what is empty is nothing. */
  private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
    if (isNothing(a) || isNothing(b)) {
      return isNothing(a) && isNothing(b);
    }
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.isContainer() || b.isContainer()) {
      if (a.getNodeType() != b.getNodeType()) {
        return false;
      }
      var found = new ArrayList<Difference>();
      if (a.isObject()) {
        fields("", a, b, found);
        return found.isEmpty();
      }
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }

  private static boolean isNothing(@Nullable JsonNode node) {
    return node == null
        || node.isNull()
        || (node.isContainer() && node.isEmpty())
        || (node.isString() && node.asString().isEmpty());
  }
}
