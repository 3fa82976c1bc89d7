package org.zhunru.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a file of Camunda Forms JSON (form-js, as Camunda Modeler writes it). Everything the server
 * would not obey is an error with its place, so that no rule of a form is silently left out.
 *
 * <p>Components: {@code textfield}, {@code number}, {@code textarea}, {@code select}, {@code
 * radio}, {@code checkbox}, {@code checklist}, {@code datetime} (subtype date), {@code
 * dynamiclist}, {@code group}, {@code text}, {@code separator}, {@code spacer}. Choices stand in
 * {@code values}, or come from a list named by {@code valuesKey}. Conditions: {@link
 * FormCondition}.
 *
 * <p>Custom properties, all optional save the English label, so that Modeler opens the file as it
 * is:
 *
 * <ul>
 *   <li>{@code labelEn}, {@code hintEn}, {@code textEn}, {@code unitEn}, {@code en.<value>}: words
 *       in English
 *   <li>{@code type=truth}: the choices true and false are truth values in the tree
 *   <li>{@code list=lines}: each line of a textarea is an element of an array
 *   <li>{@code suggestions}: what is often meant, separated by semicolons
 *   <li>{@code identifier=project-code|credit-code|resident-id|cas}
 *   <li>{@code masked=true}: a right value is shown in part only
 *   <li>{@code folded=true}: choices are folded away
 *   <li>{@code lookup=substances}: looked up as one types
 *   <li>of rows: {@code add}, {@code addEn}, {@code hint}, {@code minRows}; of groups: {@code
 *       hint}, {@code map} with the path of a place
 * </ul>
 */
public final class FormReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> EVERYWHERE = Set.of("type", "id", "layout", "properties");
  private static final Set<String> NUMBERS =
      Set.of("decimalDigits", "serializeToString", "appearance");

  private final String file;
  private final List<String> errors = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private FormReader(String file) {
    this.file = file;
  }

  /** A file that can't be used; the message lists every place. */
  public static final class BrokenForm extends IllegalStateException {
    BrokenForm(List<String> errors) {
      super(String.join("\n", errors));
    }
  }

  /**
   * @param file name of the file, for errors; without ending it is the form's id
   * @throws BrokenForm with everything that is wrong
   */
  public static Form read(String file, String json) {
    return new FormReader(file).form(json);
  }

  private Form form(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException malformed) {
      throw new BrokenForm(List.of(file + ": " + malformed.getOriginalMessage()));
    }
    only(
        root,
        "",
        "executionPlatform",
        "executionPlatformVersion",
        "exporter",
        "schemaVersion",
        "components",
        "type",
        "id",
        "$schema",
        "versionTag");
    var id = file.replaceAll("\\.form$", "");
    if (!id.equals(root.path("id").asString(""))) {
      wrong("", "id is " + root.path("id") + ", the file is called " + id);
    }
    if (!"default".equals(root.path("type").asString(""))) {
      wrong("", "type must be default");
    }
    if (!"Camunda Platform".equals(root.path("executionPlatform").asString(""))
        || !root.path("executionPlatformVersion").asString("").startsWith("7.24")) {
      wrong("", "executionPlatform must be Camunda Platform 7.24");
    }
    if (!root.path("schemaVersion").isIntegralNumber()) {
      wrong("", "schemaVersion is missing");
    }
    var form = new Form(id, components(root, ""));
    var seen = new HashSet<String>();
    form.paths().stream().filter(p -> !seen.add(p)).forEach(p -> wrong(p, "is asked for twice"));
    if (!errors.isEmpty()) {
      throw new BrokenForm(errors);
    }
    return form;
  }

  private List<Form.Component> components(JsonNode parent, String place) {
    var components = new ArrayList<Form.Component>();
    int n = 0;
    for (var node : parent.path("components")) {
      var at = place + "components[" + n++ + "] " + node.path("id").asString("?");
      var before = errors.size();
      if (!ids.add(node.path("id").asString(""))) {
        wrong(at, "id is missing or stands there twice");
      }
      var component = component(node, at);
      if (component != null && errors.size() == before) {
        components.add(component);
      }
    }
    return components;
  }

  private Form.@Nullable Component component(JsonNode node, String at) {
    var type = node.path("type").asString("");
    switch (type) {
      case "textfield":
        return field(node, at, Form.Kind.TEXTFIELD, "appearance");
      case "number":
        return field(node, at, Form.Kind.NUMBER, NUMBERS.toArray(String[]::new));
      case "textarea":
        return field(node, at, Form.Kind.TEXTAREA);
      case "select":
        return field(node, at, Form.Kind.SELECT, "values", "valuesKey");
      case "radio":
        return field(node, at, Form.Kind.RADIO, "values", "valuesKey");
      case "checklist":
        return field(node, at, Form.Kind.CHECKLIST, "values", "valuesKey");
      case "checkbox":
        return field(node, at, Form.Kind.CHECKBOX);
      case "datetime":
        return date(node, at);
      case "dynamiclist":
        return rows(node, at);
      case "group":
        return group(node, at);
      case "text":
        only(node, at, "text", "conditional");
        properties(node, at, "textEn");
        return new Form.Text(
            id(node), words(node, at, "text", "textEn", true), columns(node, at), hide(node, at));
      case "separator":
      case "spacer":
        only(node, at, "height", "conditional");
        properties(node, at);
        return new Form.Gap(id(node), type.equals("separator"), columns(node, at), hide(node, at));
      default:
        wrong(at, "component type '" + type + "' is not supported");
        return null;
    }
  }

  private Form.@Nullable Field date(JsonNode node, String at) {
    if (!"date".equals(node.path("subtype").asString(""))) {
      wrong(at, "subtype must be date");
    }
    return field(node, at, Form.Kind.DATE, "subtype", "dateLabel");
  }

  private Form.@Nullable Field field(JsonNode node, String at, Form.Kind kind, String... more) {
    var allowed =
        new ArrayList<>(
            List.of("key", "label", "description", "validate", "conditional", "dateLabel"));
    allowed.addAll(Arrays.asList(more));
    only(node, at, allowed.toArray(String[]::new));
    var choices = node.path("values");
    var english = new ArrayList<String>();
    choices.forEach(c -> english.add("en." + c.path("value").asString("")));
    english.addAll(
        List.of(
            "labelEn",
            "hintEn",
            "unitEn",
            "type",
            "list",
            "suggestions",
            "identifier",
            "masked",
            "folded",
            "lookup"));
    properties(node, at, english.toArray(String[]::new));
    var key = node.path("key").asString("");
    if (!key.matches("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)*")) {
      wrong(at, "key '" + key + "' is no path");
    }
    var options = new ArrayList<Form.Option>();
    for (var choice : choices) {
      var value = choice.path("value").asString("");
      var label = choice.path("label").asString("");
      var labelEn = property(node, "en." + value);
      if (value.isEmpty() || label.isEmpty() || labelEn.isEmpty()) {
        wrong(at, "choice '" + value + "' needs value, label and en." + value);
      }
      options.add(new Form.Option(value, new Matter.Label(label, labelEn)));
    }
    var from = node.path("valuesKey").asString("");
    var chooses =
        kind == Form.Kind.SELECT || kind == Form.Kind.RADIO || kind == Form.Kind.CHECKLIST;
    if (chooses && options.isEmpty() == from.isEmpty()) {
      wrong(at, "needs either values or valuesKey");
    }
    return new Form.Field(
        id(node),
        kind,
        type(node, at, kind),
        key,
        words(node, at, "label", "labelEn", true),
        words(node, at, "description", "hintEn", false),
        unit(node, at),
        limits(node, at, kind),
        options,
        from.isEmpty() ? null : from,
        identifier(node, at),
        truth(node, at, "masked"),
        truth(node, at, "folded"),
        Arrays.stream(property(node, "suggestions").split(";")).filter(s -> !s.isBlank()).toList(),
        property(node, "lookup").isEmpty() ? null : property(node, "lookup"),
        columns(node, at),
        hide(node, at));
  }

  private Form.Type type(JsonNode node, String at, Form.Kind kind) {
    var truth = property(node, "type");
    var lines = property(node, "list");
    if (!truth.isEmpty()
        && !(truth.equals("truth") && (kind == Form.Kind.RADIO || kind == Form.Kind.SELECT))) {
      wrong(at, "type '" + truth + "' is not supported here");
    }
    if (!lines.isEmpty() && !(lines.equals("lines") && kind == Form.Kind.TEXTAREA)) {
      wrong(at, "list '" + lines + "' is not supported here");
    }
    if (!truth.isEmpty() || kind == Form.Kind.CHECKBOX) {
      return Form.Type.TRUTH;
    }
    if (!lines.isEmpty() || kind == Form.Kind.CHECKLIST) {
      return Form.Type.TEXTS;
    }
    return kind == Form.Kind.NUMBER
        ? Form.Type.NUMBER
        : kind == Form.Kind.DATE ? Form.Type.DATE : Form.Type.TEXT;
  }

  private Form.Limits limits(JsonNode node, String at, Form.Kind kind) {
    var validate = node.path("validate");
    only(
        validate,
        at + ".validate",
        "required",
        "minLength",
        "maxLength",
        "min",
        "max",
        "pattern",
        "validationType");
    var type = validate.path("validationType").asString("");
    if (!type.isEmpty() && !type.equals("custom")) {
      wrong(at, "validationType '" + type + "' is not supported");
    }
    var text = kind == Form.Kind.TEXTFIELD || kind == Form.Kind.TEXTAREA;
    for (var rule : validate.propertyNames()) {
      var fits =
          switch (rule) {
            case "minLength", "maxLength" -> text;
            case "pattern" -> kind == Form.Kind.TEXTFIELD;
            case "min", "max" -> kind == Form.Kind.NUMBER;
            default -> true;
          };
      if (!fits) {
        wrong(at, rule + " does not belong to " + kind.name().toLowerCase(Locale.ROOT));
      }
    }
    return new Form.Limits(
        validate.path("required").asBoolean(false),
        whole(validate, "minLength", at),
        whole(validate, "maxLength", at),
        decimal(validate, "min", at),
        decimal(validate, "max", at),
        whole(node, "decimalDigits", at),
        pattern(validate, at));
  }

  private Form.Rows rows(JsonNode node, String at) {
    only(
        node,
        at,
        "path",
        "label",
        "isRepeating",
        "allowAddRemove",
        "defaultRepetitions",
        "showOutline",
        "disableCollapse",
        "nonCollapsedItems",
        "verticalAlignment",
        "conditional",
        "components");
    properties(node, at, "labelEn", "hint", "hintEn", "add", "addEn", "minRows");
    var path = node.path("path").asString("");
    if (!path.matches("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)*")) {
      wrong(at, "path '" + path + "' is no path");
    }
    if (!node.path("isRepeating").asBoolean(false)
        || !node.path("allowAddRemove").asBoolean(false)) {
      wrong(at, "isRepeating and allowAddRemove must be true");
    }
    var least = property(node, "minRows");
    if (!least.matches("\\d{0,3}")) {
      wrong(at, "minRows '" + least + "' is no number");
    }
    return new Form.Rows(
        id(node),
        path,
        words(node, at, "label", "labelEn", true),
        propertyWords(node, at, "hint", "hintEn"),
        propertyWords(node, at, "add", "addEn"),
        node.path("defaultRepetitions").asInt(1),
        least.matches("\\d{1,3}") ? Integer.parseInt(least) : 0,
        components(node, at + " › "),
        columns(node, at),
        hide(node, at));
  }

  private Form.Group group(JsonNode node, String at) {
    only(
        node, at, "path", "label", "showOutline", "verticalAlignment", "conditional", "components");
    properties(node, at, "labelEn", "hint", "hintEn", "map");
    var map = property(node, "map");
    return new Form.Group(
        id(node),
        node.path("path").asString(""),
        words(node, at, "label", "labelEn", true),
        propertyWords(node, at, "hint", "hintEn"),
        map.isEmpty() ? null : map,
        components(node, at + " › "),
        columns(node, at),
        hide(node, at));
  }

  private static String id(JsonNode node) {
    return node.path("id").asString("");
  }

  private Matter.Label words(JsonNode node, String at, String zh, String en, boolean needed) {
    return both(node.path(zh).asString(""), property(node, en), at, zh + " and " + en, needed);
  }

  private Matter.Label propertyWords(JsonNode node, String at, String zh, String en) {
    return both(property(node, zh), property(node, en), at, zh + " and " + en, false);
  }

  private Matter.Label unit(JsonNode node, String at) {
    only(node.path("appearance"), at + ".appearance", "suffixAdorner");
    return both(
        node.path("appearance").path("suffixAdorner").asString(""),
        property(node, "unitEn"),
        at,
        "suffixAdorner and unitEn",
        false);
  }

  private Matter.Label both(String zh, String en, String at, String what, boolean needed) {
    if (zh.isEmpty() != en.isEmpty() || (needed && zh.isEmpty())) {
      wrong(at, what + " belong together");
    }
    return new Matter.Label(zh, en);
  }

  private Form.@Nullable Identifier identifier(JsonNode node, String at) {
    var name = property(node, "identifier");
    if (name.isEmpty()) {
      return null;
    }
    try {
      return Form.Identifier.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      wrong(at, "identifier '" + name + "' is not known");
      return null;
    }
  }

  private boolean truth(JsonNode node, String at, String name) {
    var value = property(node, name);
    if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
      wrong(at, name + " must be true or false");
    }
    return value.equals("true");
  }

  private int columns(JsonNode node, String at) {
    only(node.path("layout"), at + ".layout", "row", "columns");
    var columns = node.path("layout").path("columns").asInt(16);
    if (columns < 2 || columns > 16) {
      wrong(at, "columns must be 2 to 16");
    }
    return columns;
  }

  private @Nullable FormCondition hide(JsonNode node, String at) {
    only(node.path("conditional"), at + ".conditional", "hide");
    var hide = node.path("conditional").path("hide").asString("");
    if (hide.isEmpty()) {
      return null;
    }
    try {
      return FormCondition.parse(hide);
    } catch (IllegalArgumentException unsupported) {
      wrong(at, "conditional.hide is not supported: " + unsupported.getMessage());
      return null;
    }
  }

  private @Nullable Pattern pattern(JsonNode validate, String at) {
    var pattern = validate.path("pattern").asString("");
    try {
      return pattern.isEmpty() ? null : Pattern.compile(pattern);
    } catch (PatternSyntaxException broken) {
      wrong(at, "pattern '" + pattern + "' is broken");
      return null;
    }
  }

  private @Nullable Integer whole(JsonNode node, String name, String at) {
    var number = decimal(node, name, at);
    return number == null ? null : number.intValue();
  }

  private @Nullable BigDecimal decimal(JsonNode node, String name, String at) {
    var text = node.path(name).asString("");
    try {
      return text.isEmpty() ? null : new BigDecimal(text);
    } catch (NumberFormatException noNumber) {
      wrong(at, name + " '" + text + "' is no number");
      return null;
    }
  }

  private static String property(JsonNode node, String name) {
    return node.path("properties").path(name).asString("");
  }

  private void properties(JsonNode node, String at, String... allowed) {
    var known = new LinkedHashSet<>(Arrays.asList(allowed));
    for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
      if (!known.contains(property.getKey())) {
        wrong(at, "custom property '" + property.getKey() + "' is not supported");
      } else if (!property.getValue().isString()) {
        wrong(at, "custom property '" + property.getKey() + "' must be text");
      }
    }
  }

  private void only(JsonNode node, String at, String... allowed) {
    var known = new HashSet<>(EVERYWHERE);
    known.addAll(Arrays.asList(allowed));
    if (at.endsWith(".layout") || at.endsWith(".validate") || at.endsWith(".conditional")) {
      known.removeAll(EVERYWHERE);
    }
    for (var name : node.propertyNames()) {
      if (!known.contains(name)) {
        wrong(at, "'" + name + "' is not supported");
      }
    }
  }

  private void wrong(String at, String what) {
    errors.add(at.isEmpty() ? file + ": " + what : file + ": " + at + ": " + what);
  }
}
