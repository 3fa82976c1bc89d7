package org.zhunru.policy;

import java.util.Collection;
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
