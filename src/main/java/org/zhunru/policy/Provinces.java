package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provinces by their names, short or full, of {@code policies/catalogues/places.csv}. */
final class Provinces {
  private static final List<String> ENDINGS =
      List.of("", "省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区");

  private final Map<String, String> codes = new LinkedHashMap<>();

  Provinces() {
    PolicyFile.of("catalogues/places.csv")
        .read(
            List.of("place_zh", "codes", "source", "confidence"),
            row -> {
              var several = row.several("codes");
              if (several.size() == 1 && several.get(0).endsWith("0000")) {
                codes.put(row.required("place_zh"), several.get(0));
              }
              return row;
            });
  }

  /** Short names, in the order of the file. */
  List<String> names() {
    return new ArrayList<>(codes.keySet());
  }

  /** Six digits of a province said by its digits or its name. */
  Optional<String> code(String said) {
    if (codes.containsValue(said)) {
      return Optional.of(said);
    }
    return codes.entrySet().stream()
        .filter(p -> said.startsWith(p.getKey()))
        .filter(p -> ENDINGS.contains(said.substring(p.getKey().length())))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
