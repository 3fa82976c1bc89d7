package org.zhunru.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Entries of an edition as a table of text. */
final class ListedTable {
  private static final Map<String, Function<ListedEntry, Object>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("id", ListedEntry::id);
    COLUMNS.put("catalogue", ListedEntry::title);
    COLUMNS.put("edition", ListedEntry::editionName);
    COLUMNS.put("doc_no", ListedEntry::docNo);
    COLUMNS.put("status", e -> lower(e.status()));
    COLUMNS.put("effective_from", ListedEntry::from);
    COLUMNS.put("effective_to", ListedEntry::to);
    COLUMNS.put("entry_no", ListedEntry::entryNo);
    COLUMNS.put("effect", e -> lower(e.effect().name()));
    COLUMNS.put("name_zh", ListedEntry::text);
    COLUMNS.put("alias_zh", ListedEntry::aliases);
    COLUMNS.put("cas", ListedEntry::cas);
    COLUMNS.put("links", ListedEntry::links);
    COLUMNS.put("place_zh", ListedEntry::place);
    COLUMNS.put("zones_zh", ListedEntry::zones);
    COLUMNS.put("outside_park", ListedEntry::outsidePark);
    COLUMNS.put("sectors", ListedEntry::sectors);
    COLUMNS.put("actor", e -> lower(e.actor()));
    COLUMNS.put("caught_if", e -> limits(e, false));
    COLUMNS.put("required", e -> limits(e, true));
    COLUMNS.put("qualifier_zh", ListedEntry::qualifier);
    COLUMNS.put("exemptions", e -> e.exemptions().stream().map(ListedTable::lower).toList());
    COLUMNS.put("link_from", ListedEntry::linkFrom);
    COLUMNS.put("deadline", ListedEntry::deadline);
    COLUMNS.put("condition_zh", ListedEntry::condition);
    COLUMNS.put("legal_basis", ListedEntry::legalBasis);
    COLUMNS.put("source", ListedEntry::source);
    COLUMNS.put("confidence", ListedEntry::confidence);
    COLUMNS.put("marks", ListedEntry::marks);
  }

  private ListedTable() {}

  static RevisionText of(CatalogueLookUp.Edition edition) {
    return new RevisionText(
        List.copyOf(COLUMNS.keySet()),
        edition.entries().stream()
            .map(entry -> COLUMNS.values().stream().map(c -> text(c.apply(entry))).toList())
            .toList());
  }

  private static List<String> limits(ListedEntry entry, boolean required) {
    return entry.limits().stream()
        .filter(limit -> limit.required() == required)
        .map(
            limit ->
                "%s %s %s %s"
                    .formatted(limit.measure(), limit.operator(), limit.threshold(), limit.unit())
                    .strip())
        .toList();
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> several) {
      return several.stream().map(Object::toString).collect(Collectors.joining(";"));
    }
    if (value instanceof Map<?, ?> pairs) {
      return pairs.entrySet().stream()
          .map(pair -> pair.getKey() + "=" + pair.getValue())
          .collect(Collectors.joining(";"));
    }
    return value.toString();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
