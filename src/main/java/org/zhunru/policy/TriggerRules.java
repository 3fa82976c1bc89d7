package org.zhunru.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What supervision looks for, and from which number on: {@code policies/supervision-triggers.csv}.
 * The numbers are the city's own choice; the legal basis is empty where no text was found.
 */
@Component
public class TriggerRules {
  private final Map<String, Rule> all = new LinkedHashMap<>();

  /**
   * A row.
   *
   * @param threshold from which number on; null if the kind needs none
   * @param unit character, seat, calendar_day, request, working_day, withdrawal; empty without a
   *     threshold
   * @param legalBasis empty if none is known
   * @param source where threshold or basis come from
   * @param confidence high; recalled for what is the city's own choice or was not checked
   */
  public record Rule(
      String kind,
      String nameZh,
      String nameEn,
      @Nullable Integer threshold,
      String unit,
      String legalBasis,
      String source,
      String confidence) {

    public String name(Locale locale) {
      return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }

    /**
     * @throws IllegalStateException if the row has none
     */
    public int number() {
      if (threshold == null) {
        throw new IllegalStateException(kind + " has no threshold");
      }
      return threshold;
    }
  }

  public TriggerRules() {
    PolicyFile.of("supervision-triggers.csv")
        .read(
            List.of(
                "kind",
                "name_zh",
                "name_en",
                "threshold",
                "unit",
                "legal_basis",
                "source",
                "confidence"),
            row -> {
              boolean counts = !row.text("threshold").isEmpty();
              int threshold = counts ? row.whole("threshold") : 1;
              if (threshold < 1) {
                row.wrong("threshold", "notPositive", row.text("threshold"));
              }
              var rule =
                  new Rule(
                      row.required("kind"),
                      row.required("name_zh"),
                      row.required("name_en"),
                      counts ? threshold : null,
                      counts
                          ? row.oneOf(
                              "unit",
                              "character",
                              "seat",
                              "calendar_day",
                              "request",
                              "working_day",
                              "withdrawal")
                          : row.oneOf("unit", ""),
                      row.text("legal_basis"),
                      row.required("source"),
                      row.oneOf("confidence", "high", "recalled"));
              if (all.putIfAbsent(rule.kind(), rule) != null) {
                row.wrong("kind", "twice", rule.kind());
              }
              return rule;
            });
  }

  /**
   * @throws IllegalStateException if the file has no such row
   */
  public Rule of(String kind) {
    var rule = all.get(kind);
    if (rule == null) {
      throw new IllegalStateException("policies/supervision-triggers.csv lacks " + kind);
    }
    return rule;
  }
}
