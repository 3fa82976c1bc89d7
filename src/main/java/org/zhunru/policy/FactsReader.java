package org.zhunru.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.CasNumber;
import org.zhunru.common.CreditCode;
import org.zhunru.common.ProjectCode;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.common.ResidentId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the tree of facts from JSON, strictly: an unknown field is a problem that names it, a value
 * of the wrong type is one that names the path, identifiers must be right, numbers sane. All
 * problems are found in one reading. Empty texts count as not told.
 *
 * <p>Codes: {@code policy.malformedJson}, {@code policy.unknownField}, {@code policy.wrongType},
 * {@code policy.unknownValue}, {@code policy.required}, {@code policy.numberOutOfRange}, {@code
 * policy.numberTooPrecise}, {@code policy.textTooLong}, {@code policy.tooMany}, {@code
 * policy.provinceElsewhere}, and those of the identifiers.
 */
public final class FactsReader {
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  /** 10¹² tonnes, yuan or metres: above that it is a typing error, whatever it is. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  private static final int MOST_DIGITS = 30;
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_LIST = 2000;
  private static final Set<String> LINKS =
      new TreeSet<>(Set.of("production", "storage", "use", "trade", "transport"));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * What was understood, and what was not.
   *
   * @param facts everything that was right; what was wrong is left out
   * @param problems in the order of the input; empty if all was right
   */
  public record Reading(ProjectFacts facts, List<Refusal> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }

    /**
     * @throws Refusal if there was a problem; all are in {@link Refusals#all()} if there were more
     */
    public ProjectFacts orThrow() {
      Refusals.throwIfAny(problems);
      return facts;
    }
  }

  private final Set<String> categories;
  private final Map<String, FactDictionary.Fact> keyedFacts;
  private final Provinces provinces = new Provinces();

  /**
   * @param categories codes of GB 18218-2018 table 2
   * @param dictionary the keys that {@code facts} may hold
   */
  public FactsReader(Set<String> categories, FactDictionary dictionary) {
    this.categories = new TreeSet<>(categories);
    this.keyedFacts = dictionary.keyed();
  }

  /** JSON as it must be for {@link #read}: exact decimals, no duplicate names. */
  public static JsonNode tree(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node.isMissingNode()) {
        throw Refusal.invalid("policy.malformedJson", null, 1, 1);
      }
      return node;
    } catch (JacksonException broken) {
      var place = broken.getLocation();
      throw Refusal.invalid(
          "policy.malformedJson",
          null,
          place == null ? 0 : place.getLineNr(),
          place == null ? 0 : place.getColumnNr());
    }
  }

  /**
   * @param json text of the project's tree
   * @param on the day of the reading; nobody is born later
   */
  public Reading read(String json, LocalDate on) {
    return read(tree(json), "", on);
  }

  /**
   * @param node the project's tree
   * @param path where it stands in the caller's own input, such as {@code project}; empty if it is
   *     the whole
   * @param on the day of the reading; nobody is born later
   */
  public Reading read(JsonNode node, String path, LocalDate on) {
    List<Refusal> problems = new ArrayList<>();
    ProjectFacts facts = new Run(problems, on).project(node, path);
    return new Reading(facts, problems);
  }

  /**
   * Units alone, for the hazard calculator: here unit type, substances and quantities are required.
   *
   * @param node an object that holds nothing but {@code units}
   */
  public List<ProjectFacts.Unit> readUnits(JsonNode node, LocalDate on) {
    List<Refusal> problems = new ArrayList<>();
    Run run = new Run(problems, on);
    run.demanding = true;
    List<ProjectFacts.Unit> units = new ArrayList<>();
    if (run.isObject(node, "")) {
      Run.Fields fields = run.new Fields(node, "");
      fields.require("units");
      units.addAll(fields.list("units", run::unit));
      fields.end();
    }
    Refusals.throwIfAny(problems);
    return units;
  }

  /** One reading: collects what is wrong. */
  private final class Run {
    private final List<Refusal> problems;
    private final LocalDate on;
    private boolean demanding;

    Run(List<Refusal> problems, LocalDate on) {
      this.problems = problems;
      this.on = on;
    }

    ProjectFacts project(JsonNode node, String path) {
      Fields f = new Fields(isObject(node, path) ? node : JSON.createObjectNode(), path);
      Map<String, Object> keyed = f.object("facts", this::keyed);
      var facts =
          new ProjectFacts(
              f.text("name"),
              f.identifier("code", ProjectCode::validate, t -> ProjectCode.parse(t).value()),
              f.text("sector"),
              f.choice("kind", ProjectKind.values()),
              f.province(),
              f.text("regionCode"),
              f.text("address"),
              f.number("investmentYuan", ZERO),
              f.text("purpose"),
              f.choice("stage", ProjectFacts.Stage.values()),
              f.object("contact", this::contact),
              f.object("applicant", this::applicant),
              f.texts("zones"),
              f.texts("processes"),
              f.list("units", this::unit),
              f.object("siting", this::siting),
              f.list("people", this::person),
              f.list("capacities", this::capacity),
              f.list("equipment", this::equipment),
              f.list("headcounts", this::headcount),
              f.told("materials") ? f.texts("materials") : null,
              keyed == null ? Map.of() : keyed);
      f.end();
      return facts;
    }

    ProjectFacts.Contact contact(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var contact = new ProjectFacts.Contact(f.text("name"), f.text("phone"));
      f.end();
      return contact;
    }

    ProjectFacts.Applicant applicant(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var applicant =
          new ProjectFacts.Applicant(
              f.text("name"),
              f.identifier("creditCode", CreditCode::validate, t -> CreditCode.parse(t).value()));
      f.end();
      return applicant;
    }

    ProjectFacts.Unit unit(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      if (demanding) {
        f.require("unitType");
        f.require("substances");
      }
      var unit =
          new ProjectFacts.Unit(
              f.text("name"),
              f.choice("unitType", ProjectFacts.UnitType.values()),
              f.count("exposedPeople"),
              f.list("substances", this::substance));
      f.end();
      return unit;
    }

    ProjectFacts.Substance substance(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      if (demanding) {
        f.require("quantityTonnes");
        if (!f.told("name") && !f.told("cas")) {
          f.require("name");
        }
      }
      var substance =
          new ProjectFacts.Substance(
              f.text("name"),
              f.identifier("cas", CasNumber::validate, t -> CasNumber.parse(t).value()),
              f.text("form"),
              f.categories(),
              f.number("quantityTonnes", ZERO),
              f.texts("links", LINKS));
      f.end();
      return substance;
    }

    ProjectFacts.Siting siting(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var siting =
          new ProjectFacts.Siting(
              f.truth("inChemicalPark"),
              f.text("parkName"),
              f.object("location", this::location),
              f.list("distances", this::distance));
      f.end();
      return siting;
    }

    ProjectFacts.@Nullable Location location(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      BigDecimal lon = f.number("lon", BigDecimal.valueOf(-180), BigDecimal.valueOf(180));
      BigDecimal lat = f.number("lat", BigDecimal.valueOf(-90), BigDecimal.valueOf(90));
      if (lon == null && lat != null) {
        f.require("lon");
      }
      if (lat == null && lon != null) {
        f.require("lat");
      }
      f.end();
      return lon == null || lat == null ? null : new ProjectFacts.Location(lon, lat);
    }

    ProjectFacts.Distance distance(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var distance =
          new ProjectFacts.Distance(
              f.text("target"),
              f.text("origin"),
              f.number("metres", ZERO),
              f.number("requiredMetres", ZERO),
              f.text("requiredBy"));
      f.end();
      return distance;
    }

    ProjectFacts.Person person(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var person =
          new ProjectFacts.Person(
              f.text("name"),
              f.text("post"),
              f.identifier(
                  "residentId",
                  text -> ResidentId.validate(text, on),
                  text -> ResidentId.parse(text, on).value()),
              f.text("certificateNo"));
      f.end();
      return person;
    }

    ProjectFacts.Capacity capacity(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var capacity =
          new ProjectFacts.Capacity(f.text("measure"), f.number("value", ZERO), f.text("unit"));
      f.end();
      return capacity;
    }

    ProjectFacts.Equipment equipment(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var equipment = new ProjectFacts.Equipment(f.text("name"));
      f.end();
      return equipment;
    }

    ProjectFacts.Headcount headcount(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      var headcount =
          new ProjectFacts.Headcount(f.text("place"), f.text("shift"), f.count("people"));
      f.end();
      return headcount;
    }

    Map<String, Object> keyed(JsonNode node, String path) {
      Fields f = new Fields(node, path);
      Map<String, Object> values = new LinkedHashMap<>();
      for (String key : node.propertyNames()) {
        FactDictionary.Fact fact = keyedFacts.get(key);
        if (fact == null) {
          continue;
        }
        Object value =
            switch (fact.type()) {
              case NUMBER -> f.number(key, MOST.negate());
              case COUNT -> f.count(key);
              case TRUTH -> f.truth(key);
              case DATE -> f.date(key);
              case CHOICE -> f.oneOf(key, values(fact));
              case LIST -> f.texts(key, values(fact));
              default -> f.text(key);
            };
        if (value != null && !value.equals(List.of())) {
          values.put(key, value);
        }
      }
      f.known.addAll(keyedFacts.keySet());
      f.end();
      return values;
    }

    private static Set<String> values(FactDictionary.Fact fact) {
      return fact.choices().stream()
          .map(FactDictionary.Choice::value)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean isObject(JsonNode node, String path) {
      if (!node.isObject()) {
        wrongType(path, "object", node);
        return false;
      }
      return true;
    }

    void wrongType(String path, String expected, JsonNode found) {
      problems.add(
          Refusal.invalid(
              "policy.wrongType",
              path,
              expected,
              found.getNodeType().name().toLowerCase(Locale.ROOT)));
    }

    /** The fields of one object, each asked for once; what nobody asked for is unknown. */
    private final class Fields {
      private final JsonNode node;
      private final String path;
      private final Set<String> known = new TreeSet<>();

      Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
      }

      String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
      }

      boolean told(String name) {
        JsonNode value = node.get(name);
        return value != null
            && !value.isNull()
            && !(value.isString() && value.stringValue().isBlank());
      }

      void require(String name) {
        if (!told(name)) {
          problems.add(Refusal.invalid("policy.required", at(name)));
        }
      }

      void end() {
        for (String name : node.propertyNames()) {
          if (!known.contains(name)) {
            problems.add(
                Refusal.invalid("policy.unknownField", at(name), String.join(", ", known)));
          }
        }
      }

      private @Nullable JsonNode value(String name) {
        known.add(name);
        return told(name) ? node.get(name) : null;
      }

      @Nullable String text(String name) {
        JsonNode value = value(name);
        return value == null ? null : text(value, at(name));
      }

      private @Nullable String text(JsonNode value, String at) {
        if (!value.isString()) {
          wrongType(at, "text", value);
          return null;
        }
        String text = value.stringValue().strip();
        if (text.length() > LONGEST_TEXT) {
          problems.add(Refusal.invalid("policy.textTooLong", at, text.length(), LONGEST_TEXT));
          return null;
        }
        return text;
      }

      /** Six digits or a name; in neither is what lies elsewhere than the region. */
      @Nullable String province() {
        String text = text("province");
        if (text == null) {
          return null;
        }
        String code = provinces.code(text).orElse(null);
        if (code == null) {
          problems.add(
              Refusal.invalid(
                  "policy.unknownValue",
                  at("province"),
                  text,
                  String.join("、", provinces.names())));
          return null;
        }
        JsonNode region = value("regionCode");
        String digits =
            region != null && region.isString()
                ? region.stringValue().strip().replaceFirst("^L", "")
                : code;
        if (!digits.startsWith(code.substring(0, 2))) {
          problems.add(
              Refusal.invalid(
                  "policy.provinceElsewhere",
                  at("province"),
                  text,
                  String.valueOf(region.stringValue())));
          return null;
        }
        return code;
      }

      @Nullable String identifier(
          String name,
          Function<String, Optional<Refusal>> validate,
          Function<String, String> canonical) {
        String text = text(name);
        if (text == null) {
          return null;
        }
        Optional<Refusal> fault = validate.apply(text);
        if (fault.isPresent()) {
          problems.add(fault.get().at(at(name)));
          return null;
        }
        return canonical.apply(text);
      }

      <E extends Enum<E>> @Nullable E choice(String name, E[] values) {
        String text = text(name);
        if (text == null) {
          return null;
        }
        for (E value : values) {
          if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
            return value;
          }
        }
        problems.add(
            Refusal.invalid(
                "policy.unknownValue",
                at(name),
                text,
                String.join(
                    ", ",
                    Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList())));
        return null;
      }

      @Nullable String oneOf(String name, Set<String> allowed) {
        String text = text(name);
        if (text == null || allowed.contains(text)) {
          return text;
        }
        problems.add(
            Refusal.invalid("policy.unknownValue", at(name), text, String.join(", ", allowed)));
        return null;
      }

      @Nullable Boolean truth(String name) {
        JsonNode value = value(name);
        if (value == null) {
          return null;
        }
        if (!value.isBoolean()) {
          wrongType(at(name), "boolean", value);
          return null;
        }
        return value.booleanValue();
      }

      @Nullable String date(String name) {
        String text = text(name);
        if (text == null) {
          return null;
        }
        try {
          return LocalDate.parse(text).toString();
        } catch (java.time.DateTimeException noDate) {
          problems.add(Refusal.invalid("policy.unknownValue", at(name), text, "YYYY-MM-DD"));
          return null;
        }
      }

      @Nullable Integer count(String name) {
        BigDecimal number = number(name, ZERO, BigDecimal.valueOf(100_000_000));
        if (number == null) {
          return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
          problems.add(Refusal.invalid("policy.notWhole", at(name), number.toPlainString()));
          return null;
        }
        return number.intValueExact();
      }

      @Nullable BigDecimal number(String name, BigDecimal least) {
        return number(name, least, MOST);
      }

      @Nullable BigDecimal number(String name, BigDecimal least, BigDecimal most) {
        JsonNode value = value(name);
        if (value == null) {
          return null;
        }
        if (!value.isNumber()) {
          wrongType(at(name), "number", value);
          return null;
        }
        BigDecimal number = value.decimalValue();
        // Compare by order of magnitude first: 1e999999999 must not be written out.
        long magnitude = (long) number.precision() - number.scale();
        if (number.precision() > MOST_DIGITS
            || (number.signum() != 0 && (magnitude > 40 || magnitude < -MOST_DIGITS))) {
          problems.add(Refusal.invalid("policy.numberTooPrecise", at(name), MOST_DIGITS));
          return null;
        }
        if (number.signum() == 0) {
          number = ZERO;
        }
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
          problems.add(
              Refusal.invalid(
                  "policy.numberOutOfRange",
                  at(name),
                  number.toPlainString(),
                  least.toPlainString(),
                  most.toPlainString()));
          return null;
        }
        return number;
      }

      List<String> categories() {
        List<String> told = new ArrayList<>();
        List<String> names = texts("categories");
        for (int i = 0; i < names.size(); i++) {
          String code = names.get(i);
          String plain = code.toUpperCase(Locale.ROOT);
          if (code.isBlank()) {
            continue;
          }
          if (categories.contains(plain)) {
            told.add(plain);
          } else if (code.equals(ProjectFacts.Substance.NO_CATEGORY)) {
            told.add(code);
          } else {
            problems.add(
                Refusal.invalid(
                    "policy.unknownValue",
                    at("categories") + "[" + i + "]",
                    code,
                    String.join(", ", categories) + ", " + ProjectFacts.Substance.NO_CATEGORY));
          }
        }
        if (told.size() > 1 && told.contains(ProjectFacts.Substance.NO_CATEGORY)) {
          problems.add(Refusal.invalid("policy.categoryNoneAndOthers", at("categories")));
          told.remove(ProjectFacts.Substance.NO_CATEGORY);
        }
        return told.stream().distinct().toList();
      }

      List<String> texts(String name) {
        return list(name, (value, at) -> text(value, at), false);
      }

      List<String> texts(String name, Set<String> allowed) {
        List<String> texts = texts(name);
        for (int i = 0; i < texts.size(); i++) {
          if (!allowed.contains(texts.get(i))) {
            problems.add(
                Refusal.invalid(
                    "policy.unknownValue",
                    at(name) + "[" + i + "]",
                    texts.get(i),
                    String.join(", ", allowed)));
          }
        }
        return texts.stream().filter(allowed::contains).distinct().toList();
      }

      <T> @Nullable T object(String name, BiFunction<JsonNode, String, @Nullable T> reader) {
        JsonNode value = value(name);
        return value == null || !isObject(value, at(name)) ? null : reader.apply(value, at(name));
      }

      <T> List<T> list(String name, BiFunction<JsonNode, String, T> reader) {
        return list(name, reader, true);
      }

      private <T> List<T> list(
          String name, BiFunction<JsonNode, String, @Nullable T> reader, boolean objects) {
        JsonNode value = value(name);
        List<T> read = new ArrayList<>();
        if (value == null) {
          return read;
        }
        if (!value.isArray()) {
          wrongType(at(name), "array", value);
          return read;
        }
        if (value.size() > LONGEST_LIST) {
          problems.add(Refusal.invalid("policy.tooMany", at(name), value.size(), LONGEST_LIST));
          return read;
        }
        for (int i = 0; i < value.size(); i++) {
          JsonNode element = value.get(i);
          String at = at(name) + "[" + i + "]";
          if (objects && !isObject(element, at)) {
            continue;
          }
          T one = reader.apply(element, at);
          if (one != null) {
            read.add(one);
          }
        }
        return read;
      }
    }
  }
}
