package org.zhunru.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is who on one list of substances: by its own names first, then by CAS number. What is written
 * apart but is the same (full width, blanks, brackets, hyphens) is the same; what sounds alike but
 * is not (盐酸 and 氯化氢) is told apart by {@code substance-names.csv}.
 */
final class SubstanceNames {
  private static final Pattern DROPPED = Pattern.compile("[\\s\\u3000()\\[\\]{}【】〔〕,，'’′\\-‐-―−]");

  private final Map<String, Set<Integer>> byName = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> byCas = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> notThese = new LinkedHashMap<>();

  /**
   * @param list {@code table1} or {@code key}
   */
  SubstanceNames(String list) {
    PolicyFile.of("substance-names.csv")
        .read(
            List.of("list", "no", "name_zh", "relation", "cas", "source", "confidence"),
            row -> {
              if (row.oneOf("list", "table1", "key").equals(list)) {
                int no = row.whole("no");
                var name = normal(row.required("name_zh"));
                if (row.oneOf("relation", "is", "is_not").equals("is")) {
                  put(byName, name, no);
                  row.several("cas").forEach(cas -> put(byCas, cas, no));
                } else {
                  put(notThese, name, no);
                }
              }
              return row;
            });
  }

  void add(int no, String name, List<String> aliases, List<String> cas) {
    put(byName, normal(name), no);
    put(byName, normal(base(name)), no);
    aliases.forEach(alias -> put(byName, normal(alias), no));
    for (var each : name.split("、")) {
      put(byName, normal(each), no);
    }
    cas.forEach(number -> put(byCas, number, no));
  }

  private static void put(Map<String, Set<Integer>> map, String key, int no) {
    if (!key.isEmpty()) {
      map.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(no);
    }
  }

  /**
   * Rows a substance may be.
   *
   * @param rows numbers of the rows; empty if it is none of this list
   * @param contradiction whether name and CAS number speak of different rows
   * @param known whether the name, or the number without a name, is one of this list
   */
  record Found(Set<Integer> rows, boolean contradiction, boolean known) {
    static final Found NONE = new Found(Set.of(), false, false);
  }

  Found find(@Nullable String name, @Nullable String cas) {
    var key = name == null ? "" : normal(name);
    Set<Integer> named = byName.getOrDefault(key, byName.getOrDefault(normal(base(key)), Set.of()));
    Set<Integer> numbered =
        new LinkedHashSet<>(cas == null ? Set.<Integer>of() : byCas.getOrDefault(cas, Set.of()));
    numbered.removeAll(notThese.getOrDefault(key, Set.of()));
    if (named.isEmpty()) {
      return numbered.isEmpty() ? Found.NONE : new Found(numbered, false, true);
    }
    if (cas == null) {
      return new Found(named, false, true);
    }
    if (numbered.isEmpty()) {
      // The row may have no number of its own on the list; a number of another row contradicts.
      boolean otherwise = byCas.values().stream().anyMatch(rows -> intersects(rows, named));
      return new Found(named, otherwise, true);
    }
    var both = new LinkedHashSet<>(named);
    both.retainAll(numbered);
    if (!both.isEmpty()) {
      return new Found(both, false, true);
    }
    var either = new ArrayList<>(named);
    either.addAll(numbered);
    return new Found(new LinkedHashSet<>(either), true, true);
  }

  private static boolean intersects(Set<Integer> one, Set<Integer> other) {
    return one.stream().anyMatch(other::contains);
  }

  /** The name without what stands in brackets behind it. */
  static String base(String name) {
    var text = compatible(name);
    int bracket = text.indexOf('(') < 0 ? text.indexOf('[') : text.indexOf('(');
    return bracket > 0 ? text.substring(0, bracket) : text;
  }

  /** One spelling for all: NFKC, lower case, without blanks, brackets, hyphens and commas. */
  static String normal(String text) {
    if (isPlain(text)) {
      return text;
    }
    return DROPPED.matcher(compatible(text).toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** NFKC; most names are that already. */
  private static String compatible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && !isIdeograph(c)) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
      }
    }
    return text;
  }

  /** Of ideographs, lower case letters and digits alone, of which each stays as it is. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isIdeograph(c) && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdeograph(char c) {
    return c >= 0x4E00 && c <= 0x9FFF;
  }
}
