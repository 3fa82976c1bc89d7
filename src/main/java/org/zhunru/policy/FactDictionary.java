package org.zhunru.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
   * @param choices what may stand there; of grades the lowest first. Empty if anything may
   * @param askedAs further words by which rows of catalogues ask for it
   */
  public record Fact(
      String path,
      Type type,
      String unit,
      String labelZh,
      String labelEn,
      List<Choice> choices,
      List<String> askedAs) {
    public String label(Locale locale) {
      return locale.getLanguage().equals("en") ? labelEn : labelZh;
    }

    /** Where a value stands among the choices, from 0; -1 if it is none of them. */
    int grade(String value) {
      for (int i = 0; i < choices.size(); i++) {
        if (choices.get(i).value().equals(value)) {
          return i;
        }
      }
      return -1;
    }
  }

  /**
   * One of a closed list of values.
   *
   * @param value as it stands in the tree, and in Chinese for people
   * @param labelEn words for people, English
   */
  public record Choice(String value, String labelEn) {
    public String label(Locale locale) {
      return locale.getLanguage().equals("en") ? labelEn : value;
    }
  }

  private static final String KEYED = "facts.";
  private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Fact> byWords = new HashMap<>();

  public FactDictionary() {
    PolicyFile.of("facts.csv")
        .read(
            List.of(
                "path",
                "type",
                "unit",
                "label_zh",
                "label_en",
                "choices",
                "choices_en",
                "asked_as"),
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
                      row.required("label_en"),
                      choices(row),
                      row.several("asked_as"));
              if (facts.putIfAbsent(fact.path(), fact) != null) {
                row.wrong("path", "twice", fact.path());
              }
              positions.put(fact.path(), positions.size());
              if (isKeyed(fact.path())) {
                noteWords(row, fact);
              }
              return fact;
            });
  }

  private static List<Choice> choices(PolicyFile.Row row) {
    var values = row.several("choices");
    var english = row.several("choices_en");
    if (values.size() != english.size()) {
      row.wrong("choices_en", "columns", english.size(), values.size());
      return List.of();
    }
    return IntStream.range(0, values.size())
        .mapToObj(i -> new Choice(values.get(i), english.get(i)))
        .toList();
  }

  private void noteWords(PolicyFile.Row row, Fact fact) {
    var words = new ArrayList<>(fact.askedAs());
    words.add(fact.labelZh());
    for (var asked : words) {
      if (byWords.putIfAbsent(asked, fact) != null) {
        row.wrong("asked_as", "twice", asked);
      }
    }
  }

  private static boolean isKeyed(String path) {
    return path.startsWith(KEYED);
  }

  /** Under which key of {@code facts} a fact without a field of its own stands. */
  static String key(Fact fact) {
    return fact.path().substring(KEYED.length());
  }

  /** The fact of {@code facts} for which rows of catalogues ask by those words. */
  Optional<Fact> askedFor(String words) {
    return Optional.ofNullable(byWords.get(words));
  }

  /** Every path, in the order of the file. */
  public List<Fact> all() {
    return List.copyOf(facts.values());
  }

  /**
   * @param path with or without list indices: {@code units[0].name} finds {@code units[].name}
   */
  public Optional<Fact> find(String path) {
    return Optional.ofNullable(facts.get(withoutNumbers(path)));
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
    return positions.getOrDefault(withoutNumbers(path), Integer.MAX_VALUE);
  }

  /** {@code units[0].name} as the dictionary has it: {@code units[].name}. */
  private static String withoutNumbers(String path) {
    return path.indexOf('[') < 0 ? path : NUMBER.matcher(path).replaceAll("[]");
  }

  /** What may stand in {@code facts}, by key. */
  public Map<String, Fact> keyed() {
    Map<String, Fact> keyed = new LinkedHashMap<>();
    facts.forEach(
        (path, fact) -> {
          if (isKeyed(path)) {
            keyed.put(key(fact), fact);
          }
        });
    return keyed;
  }
}
