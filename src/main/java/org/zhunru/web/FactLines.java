package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Regions;
import org.zhunru.policy.FactDictionary;
import org.zhunru.policy.Sectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The facts of a dossier, leaf by leaf, in the reader's words. */
@Component
class FactLines {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> COUNTED =
      Set.of("units", "substances", "people", "capacities", "equipment", "headcounts", "distances");

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
   * One leaf.
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
    return lines;
  }

  private void walk(String path, String group, JsonNode node, boolean whole, List<Line> into) {
    if (node.isObject()) {
      for (var name : node.propertyNames()) {
        walk(path.isEmpty() ? name : path + "." + name, group, node.get(name), whole, into);
      }
    } else if (node.isArray()) {
      var name = path.substring(path.lastIndexOf('.') + 1);
      for (int i = 0; i < node.size(); i++) {
        var at = path + "[" + i + "]";
        var inside =
            COUNTED.contains(name)
                ? (group.isEmpty() ? "" : group + " · ") + label(at) + " " + (i + 1)
                : group;
        walk(at, inside, node.get(i), whole, into);
      }
    } else if (!node.isNull() && !node.asString("").isBlank()) {
      into.add(new Line(path, group, label(path), value(path, node, whole)));
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
    var key = "case.value." + path.replaceAll(".*\\.", "") + "." + text;
    if (words.has(key)) {
      return words.say(key);
    }
    var unit = dictionary.find(path).map(FactDictionary.Fact::unit).orElse("");
    return node.isNumber() && !unit.isEmpty() ? text + " " + unit : text;
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
