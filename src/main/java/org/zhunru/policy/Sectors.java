package org.zhunru.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The sectors a project may belong to, {@code policies/sectors.csv}. */
@Component
public class Sectors {
  private final Map<String, Sector> all = new LinkedHashMap<>();

  /**
   * One sector.
   *
   * @param key as in {@code ProjectFacts.sector}
   * @param highRisk named by the seed as one whose access is controlled
   */
  public record Sector(String key, String nameZh, String nameEn, boolean highRisk) {
    public String name(Locale locale) {
      return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }
  }

  public Sectors() {
    PolicyFile.of("sectors.csv")
        .read(
            List.of("sector", "name_zh", "name_en", "high_risk"),
            row -> {
              var sector =
                  new Sector(
                      row.required("sector"),
                      row.required("name_zh"),
                      row.required("name_en"),
                      row.oneOf("high_risk", "true", "false").equals("true"));
              if (all.putIfAbsent(sector.key(), sector) != null) {
                row.wrong("sector", "twice", sector.key());
              }
              return sector;
            });
  }

  /** Every sector, in the order of the file. */
  public List<Sector> all() {
    return List.copyOf(all.values());
  }

  public Optional<Sector> find(String key) {
    return Optional.ofNullable(all.get(key));
  }
}
