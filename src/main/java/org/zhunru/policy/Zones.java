package org.zhunru.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Zones that lie in zones: a rule of the outer binds in the inner; the inner adds, never relaxes.
 */
final class Zones {
  private final Map<String, String> parents;

  /**
   * @param parents zone to the zone around it
   * @throws IllegalArgumentException naming the zones that lie in themselves
   */
  Zones(Map<String, String> parents) {
    this.parents = Map.copyOf(parents);
    for (var zone : parents.keySet()) {
      Set<String> seen = new LinkedHashSet<>();
      for (String at = zone; at != null; at = parents.get(at)) {
        if (!seen.add(at)) {
          throw new IllegalArgumentException("zones lie in themselves: " + seen);
        }
      }
    }
  }

  /**
   * What lies in what: zone to the zone around it. Tells zones that stand there twice, that lie in
   * a zone without a row, and that lie in themselves.
   */
  static Map<String, String> read(PolicyFile file) {
    var once = new OnceADay();
    var named = new LinkedHashSet<String>();
    var rows = new LinkedHashMap<String, PolicyFile.Row>();
    var parents = new LinkedHashMap<String, String>();
    file.read(
        List.of("zone", "parent", "source", "confidence"),
        row -> {
          var zone = row.required("zone");
          var parent = row.text("parent");
          once.row(row, "zone", List.of("zone"), null, null);
          row.oneOf("confidence", CatalogueFiles.CONFIDENCE);
          named.add(zone);
          if (!parent.isEmpty() && parents.putIfAbsent(zone, parent) == null) {
            rows.put(zone, row);
            var circle = circle(zone, parents);
            if (!circle.isEmpty()) {
              row.wrong("parent", "zonesInCircle", String.join(" → ", circle));
              parents.remove(zone); // so that each circle is told once, where it closes
            }
          }
          return row;
        },
        () ->
            rows.forEach(
                (zone, row) -> {
                  if (!named.contains(row.text("parent"))) {
                    row.wrong("parent", "noZone", row.text("parent"));
                  }
                }));
    return Map.copyOf(parents);
  }

  /** From the zone through those around it back to the zone; empty if it doesn't come back. */
  private static List<String> circle(String zone, Map<String, String> parents) {
    var way = new ArrayList<>(List.of(zone));
    for (String at = parents.get(zone); at != null; at = parents.get(at)) {
      way.add(at);
      if (at.equals(zone)) {
        return way;
      }
    }
    return List.of();
  }

  /** The zones, and every zone around them. */
  Set<String> around(Collection<String> zones) {
    Set<String> all = new LinkedHashSet<>();
    for (var zone : List.copyOf(zones)) {
      for (String at = zone; at != null; at = parents.get(at)) {
        all.add(at);
      }
    }
    return all;
  }
}
