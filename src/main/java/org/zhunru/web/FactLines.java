package org.zhunru.web;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Regions;
import org.zhunru.policy.FactDictionary;
import org.zhunru.policy.Sectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The facts of a dossier in the reader's words, in the order of the dictionary: first what stands
 * alone, then row after row.
 */
@Component
class FactLines {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final FactDictionary dictionary;
  private final Sectors sectors;
  private final Regions regions;
  private final Words words;

  FactLines(FactDictionary dictionary, Sectors sectors, Regions regions, Words words) {
    this.dictionary = dictionary;
    this.sectors = sectors;
    this.regions = regions;
    this.words = words;
  }

  /**
   * One value, or a list of plain values.
   *
   * @param path such as {@code units[0].substances[1].quantityTonnes}
   * @param group such as 单元 1 · 物质 2; empty at the top
   */
  public record Line(String path, String group, String label, String value) {}

  /**
   * @param facts JSON of a dossier
   * @param whole whether identity numbers are shown whole
   */
  List<Line> of(String facts, boolean whole) {
    var lines = new ArrayList<Line>();
    walk("", "", JSON.readTree(facts), whole, lines);
    lines.sort(Comparator.comparing(line -> !line.group().isEmpty()));
    return lines;
  }

  private void walk(String path, String group, JsonNode node, boolean whole, List<Line> into) {
    if (node.isObject()) {
      node.propertyNames().stream()
          .map(name -> path.isEmpty() ? name : path + "." + name)
          .sorted(Comparator.comparingInt(dictionary::position))
          .forEach(
              below ->
                  walk(
                      below,
                      group,
                      node.path(below.substring(path.isEmpty() ? 0 : path.length() + 1)),
                      whole,
                      into));
    } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isObject)) {
      for (int i = 0; i < node.size(); i++) {
        var at = path + "[" + i + "]";
        var inside = (group.isEmpty() ? "" : group + " · ") + label(at) + " " + (i + 1);
        walk(at, inside, node.get(i), whole, into);
      }
    } else {
      var value =
          (node.isArray() ? node.valueStream() : Stream.of(node))
              .filter(v -> !v.isNull() && !v.asString("").isBlank())
              .map(v -> value(path, v, whole))
              .collect(Collectors.joining(words.say("edit.separator")));
      if (!value.isEmpty()) {
        into.add(new Line(path, group, label(path), value));
      }
    }
  }

  private String label(String path) {
    return dictionary.label(path, locale());
  }

  private String value(String path, JsonNode node, boolean whole) {
    var text = node.isString() ? node.asString() : node.toString();
    if (path.endsWith("residentId") && !whole && text.length() > 6) {
      return text.substring(0, 4)
          + "*".repeat(text.length() - 6)
          + text.substring(text.length() - 2);
    }
    if (node.isBoolean()) {
      return words.say(node.asBoolean() ? "case.yes" : "case.no");
    }
    if (path.equals("sector")) {
      return sectors.find(text).map(s -> s.name(locale())).orElse(text);
    }
    if (path.equals("regionCode")) {
      return regions.all().stream()
          .filter(r -> r.code().equals(text))
          .findFirst()
          .map(r -> locale().getLanguage().equals("en") ? r.nameEn() : r.name())
          .orElse(text);
    }
    var key = "case.value." + path.substring(path.lastIndexOf('.') + 1) + "." + text;
    if (words.has(key)) {
      return words.say(key);
    }
    var fact = dictionary.find(path);
    var choice =
        fact.stream()
            .flatMap(f -> f.choices().stream())
            .filter(c -> c.value().equals(text))
            .findFirst();
    if (choice.isPresent()) {
      return choice.get().label(locale());
    }
    var unit = fact.map(FactDictionary.Fact::unit).orElse("");
    return node.isNumber() && !unit.isEmpty() ? grouped(node) + " " + unit : text;
  }

  private static String grouped(JsonNode number) {
    var format = NumberFormat.getNumberInstance(locale());
    format.setMaximumFractionDigits(Integer.MAX_VALUE);
    return format.format(number.decimalValue());
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
