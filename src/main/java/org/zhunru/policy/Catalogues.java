package org.zhunru.policy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The catalogues as they are stored, compiled once for each day that is asked for. An index is made
 * aside and then put in; whoever reads meanwhile reads the old ones.
 */
@Component
class Catalogues {
  /** Days that are kept compiled: a replay or a what-if asks for few. */
  private static final int DAYS = 32;

  private final List<CatalogueEntry> entries;
  private final Zones zones;
  private final String hash;
  private final Map<LocalDate, CatalogueIndex> compiled =
      new LinkedHashMap<>(DAYS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, CatalogueIndex> eldest) {
          return size() > DAYS;
        }
      };

  Catalogues() {
    entries = new CatalogueFiles().all();
    var around = CatalogueFiles.zones();
    zones = new Zones(around);
    hash = CatalogueHash.ofSet(entries, around);
  }

  /** SHA-256 over the editions of all catalogues, 64 hexadecimal digits. */
  String hash() {
    return hash;
  }

  CatalogueIndex on(LocalDate day) {
    synchronized (compiled) {
      var there = compiled.get(day);
      if (there != null) {
        return there;
      }
    }
    var made = new CatalogueIndex(entries, zones, day);
    synchronized (compiled) {
      compiled.put(day, made);
    }
    return made;
  }
}
