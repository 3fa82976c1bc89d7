package org.zhunru.policy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What each path of {@link ProjectFacts} means, in both languages: for labels of forms and for
 * pages that compare versions. Read from {@code policies/facts.csv}.
 */
@Component
public class FactDictionary {

  /** What a value is. */
  public enum Type {
    TEXT,
    NUMBER,
    COUNT,
    TRUTH,
    DATE,
    CHOICE,
    IDENTIFIER,
    LIST,
    OBJECT
  }

  /**
   * One path.
   *
   * @param path with {@code []} in place of list indices, such as {@code units[].exposedPeople};
   *     values without a field of their own are {@code facts.<key>}
   * @param unit unit of a number; empty if it has none
   * @param labelZh words for people, Chinese
   * @param labelEn words for people, English
   */
  public record Fact(String path, Type type, String unit, String labelZh, String labelEn) {
    public String label(Locale locale) {
      return locale.getLanguage().equals("en") ? labelEn : labelZh;
    }
  }

  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();

  public FactDictionary() {
    PolicyFile.of("facts.csv")
        .read(
            List.of("path", "type", "unit", "label_zh", "label_en"),
            row -> {
              String type =
                  row.oneOf(
                      "type",
                      "text",
                      "number",
                      "count",
                      "truth",
                      "date",
                      "choice",
                      "identifier",
                      "list",
                      "object");
              Fact fact =
                  new Fact(
                      row.required("path"),
                      type.isEmpty() ? Type.TEXT : Type.valueOf(type.toUpperCase(Locale.ROOT)),
                      row.text("unit"),
                      row.required("label_zh"),
                      row.required("label_en"));
              if (facts.putIfAbsent(fact.path(), fact) != null) {
                row.wrong("path", "twice", fact.path());
              }
              positions.put(fact.path(), positions.size());
              return fact;
            });
  }

  /** Every path, in the order of the file. */
  public List<Fact> all() {
    return List.copyOf(facts.values());
  }

  /**
   * @param path with or without list indices: {@code units[0].name} finds {@code units[].name}
   */
  public Optional<Fact> find(String path) {
    return Optional.ofNullable(facts.get(path.replaceAll("\\[\\d+]", "[]")));
  }

  /** Label of a path; the path itself if the dictionary doesn't know it. */
  public String label(String path, Locale locale) {
    return find(path).map(fact -> fact.label(locale)).orElse(path);
  }

  /**
   * Where a path stands in the file, for listing facts in its order; after all others if the
   * dictionary doesn't know it.
   */
  public int position(String path) {
    return positions.getOrDefault(path.replaceAll("\\[\\d+]", "[]"), Integer.MAX_VALUE);
  }

  /** What may stand in {@code facts}, by key. */
  public Map<String, Fact> keyed() {
    Map<String, Fact> keyed = new LinkedHashMap<>();
    facts.forEach(
        (path, fact) -> {
          if (path.startsWith("facts.")) {
            keyed.put(path.substring("facts.".length()), fact);
          }
        });
    return keyed;
  }
}
