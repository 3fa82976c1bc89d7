package org.zhunru.calendar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhunru.common.Refusal;

/** The periods of the law as one edition has them, by id; immutable. */
public final class TimeLimits {
  private final Map<String, TimeLimit> byId;

  private TimeLimits(Map<String, TimeLimit> byId) {
    this.byId = byId;
  }

  /**
   * @param limits in order; each extends none or one of those before it, in the same unit
   * @throws IllegalArgumentException if two have the same id
   */
  public static TimeLimits of(List<TimeLimit> limits) {
    var byId = new LinkedHashMap<String, TimeLimit>();
    for (var limit : limits) {
      if (byId.putIfAbsent(limit.id(), limit) != null) {
        throw new IllegalArgumentException(limit.id() + " is there twice");
      }
    }
    return new TimeLimits(byId);
  }

  /** All of them, in the order of the file. */
  public List<TimeLimit> all() {
    return List.copyOf(byId.values());
  }

  public Optional<TimeLimit> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * @throws Refusal {@code calendar.noSuchLimit}
   */
  public TimeLimit byId(String id) {
    return find(id).orElseThrow(() -> Refusal.unknown("calendar.noSuchLimit", id));
  }

  /** The period by which {@code limit} may be extended; empty if the law knows of none. */
  public Optional<TimeLimit> extensionOf(TimeLimit limit) {
    return byId.values().stream().filter(l -> limit.id().equals(l.extended())).findFirst();
  }
}
