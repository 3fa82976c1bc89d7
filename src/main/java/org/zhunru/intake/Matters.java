package org.zhunru.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.zhunru.common.Refusal;

/** Every matter there is: the files {@code policies/matters/*.yaml}. */
@Component
public class Matters {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Map<String, Matter> all = new LinkedHashMap<>();
  private final NumberSeries series;

  Matters(ResourcePatternResolver resources, NumberSeries series) {
    this.series = series;
    try {
      for (var file : resources.getResources("classpath*:policies/matters/*.yaml")) {
        var matter = read(file);
        if (!(matter.id() + ".yaml").equals(file.getFilename())) {
          throw new IllegalStateException(file + ": id is " + matter.id());
        }
        all.put(matter.id(), matter);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public List<Matter> all() {
    return List.copyOf(all.values());
  }

  /**
   * @throws Refusal {@code intake.noSuchMatter}
   */
  public Matter byId(String id) {
    var matter = all.get(id);
    if (matter == null) {
      throw Refusal.invalid("intake.noSuchMatter", "matter", id);
    }
    return matter;
  }

  /** The next acceptance number; taken for good if the transaction commits. */
  String nextCaseNumber(Matter matter, Instant at) {
    return next(matter, "case", matter.caseNumber(), at);
  }

  /** The next decision number; taken for good if the transaction commits. */
  public String nextDecisionNumber(Matter matter, Instant at) {
    return next(matter, "decision", matter.decisionNumber(), at);
  }

  private String next(Matter matter, String kind, String pattern, Instant at) {
    int year = LocalDate.ofInstant(at, ZONE).getYear();
    return Matter.number(pattern, year, series.next(matter.id() + "/" + kind + "/" + year));
  }

  private static Matter read(Resource file) throws IOException {
    try (var in = file.getInputStream()) {
      var root = new Reader(file.getFilename(), new Yaml(new SafeConstructor(strict())).load(in));
      var numbers = root.child("numbers");
      var validity = root.child("validity");
      return new Matter(
          root.text("id"),
          root.label("name"),
          root.text("basis"),
          root.text("process"),
          root.text("lead"),
          root.list(
              "pages",
              page ->
                  new Matter.FormPage(
                      page.text("id"),
                      page.has("form") ? page.text("form") : null,
                      page.label("name"))),
          Matter.OnVeto.valueOf(root.text("onVeto")),
          numbers.text("case"),
          numbers.text("decision"),
          new Matter.Validity(
              Integer.parseInt(validity.text("years")),
              validity.text("basis"),
              validity.text("confidence")),
          root.texts("papers"),
          root.map("correctionReasons", Reader::asLabel),
          root.map("nonAcceptanceReasons", Reader::asLabel),
          root.map(
              "work",
              work ->
                  new Matter.Work(
                      work.text("kind"),
                      Matter.By.valueOf(work.text("by")),
                      work.has("term") ? Matter.Term.valueOf(work.text("term")) : null)),
          limits(root.texts("limits")));
    }
  }

  private static Map<Matter.Term, String> limits(Map<String, String> texts) {
    var limits = new EnumMap<Matter.Term, String>(Matter.Term.class);
    texts.forEach((term, limit) -> limits.put(Matter.Term.valueOf(term), limit));
    return limits;
  }

  private static LoaderOptions strict() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return options;
  }

  /** One mapping of the file; says what is missing, and where. */
  private record Reader(String place, Map<?, ?> values) {
    Reader(String place, Object node) {
      this(place, mapping(place, node));
    }

    private static Map<?, ?> mapping(String place, Object node) {
      if (node instanceof Map<?, ?> map) {
        return map;
      }
      throw new IllegalStateException(place + ": not a mapping");
    }

    boolean has(String key) {
      return values.get(key) != null;
    }

    String text(String key) {
      return String.valueOf(value(key));
    }

    Reader child(String key) {
      return new Reader(place + " › " + key, value(key));
    }

    Matter.Label label(String key) {
      return child(key).asLabel();
    }

    Matter.Label asLabel() {
      return new Matter.Label(text("zh"), text("en"));
    }

    <T> List<T> list(String key, Function<Reader, T> read) {
      var list = new ArrayList<T>();
      for (var node : (List<?>) value(key)) {
        list.add(read.apply(new Reader(place + " › " + key, node)));
      }
      return list;
    }

    <T> Map<String, T> map(String key, Function<Reader, T> read) {
      var map = new LinkedHashMap<String, T>();
      child(key)
          .values()
          .forEach(
              (name, node) ->
                  map.put(
                      String.valueOf(name),
                      read.apply(new Reader(place + " › " + key + " › " + name, node))));
      return map;
    }

    Map<String, String> texts(String key) {
      var texts = new LinkedHashMap<String, String>();
      child(key)
          .values()
          .forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
      return texts;
    }

    private Object value(String key) {
      var value = values.get(key);
      if (value == null) {
        throw new IllegalStateException(place + ": " + key + " is missing");
      }
      return value;
    }
  }
}
