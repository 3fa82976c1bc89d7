package org.zhunru.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Every substance that some list names; for look-ups while one types. */
@Component
public class Substances {
  private final List<Suggestion> all = new ArrayList<>();
  private final List<List<String>> keys = new ArrayList<>();

  /**
   * A substance of some list.
   *
   * @param cas empty if no list gives one
   * @param sources rows it stands in
   */
  public record Suggestion(String name, String cas, List<String> aliases, List<String> sources) {
    public Suggestion {
      aliases = List.copyOf(aliases);
      sources = List.copyOf(sources);
    }
  }

  Substances(Gb18218 hazards, KeyChemicals chemicals) {
    Map<String, List<Gb18218.Listed>> same = new LinkedHashMap<>();
    for (var list : List.of(hazards.listed(), chemicals.listed())) {
      for (var row : list) {
        var cas = row.cas().isEmpty() ? "" : row.cas().get(0);
        same.computeIfAbsent(
                SubstanceNames.normal(row.name()) + "|" + cas, key -> new ArrayList<>())
            .add(row);
      }
    }
    for (var rows : same.values()) {
      Set<String> aliases = new LinkedHashSet<>();
      rows.forEach(row -> aliases.addAll(row.aliases()));
      var first = rows.get(0);
      all.add(
          new Suggestion(
              first.name(),
              first.cas().isEmpty() ? "" : first.cas().get(0),
              List.copyOf(aliases),
              rows.stream().map(Gb18218.Listed::source).toList()));
      var words = new ArrayList<String>();
      words.add(SubstanceNames.normal(first.name()));
      aliases.forEach(alias -> words.add(SubstanceNames.normal(alias)));
      rows.forEach(row -> row.cas().forEach(cas -> words.add(SubstanceNames.normal(cas))));
      keys.add(words);
    }
  }

  /**
   * What may be meant: whole words first, then beginnings, then what is contained.
   *
   * @param typed part of a name, an alias or a CAS number
   */
  public List<Suggestion> suggest(String typed, int most) {
    var wanted = SubstanceNames.normal(typed);
    if (wanted.isEmpty()) {
      return List.of();
    }
    var ranked = new ArrayList<Map.Entry<Integer, Suggestion>>();
    for (int i = 0; i < all.size(); i++) {
      int rank = keys.get(i).stream().mapToInt(key -> rank(key, wanted)).min().orElse(3);
      if (rank < 3) {
        ranked.add(Map.entry(rank, all.get(i)));
      }
    }
    ranked.sort(Comparator.comparing(Map.Entry::getKey));
    return ranked.stream().map(Map.Entry::getValue).limit(most).toList();
  }

  private static int rank(String key, String wanted) {
    if (key.equals(wanted)) {
      return 0;
    }
    return key.startsWith(wanted) ? 1 : key.contains(wanted) ? 2 : 3;
  }
}
