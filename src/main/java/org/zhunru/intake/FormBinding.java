package org.zhunru.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Between the parameters of a form ({@code units[0].substances[1].cas}) and the tree of facts.
 *
 * <p>What is right becomes what it means (numbers, truth values, identifiers in their canonical
 * form); what is not stays as it was typed, as text, so that nothing is lost. A field that was not
 * sent stays as it is; for what a browser doesn't send when it is empty (choices, rows) the page
 * names its path in {@link #SHOWN}.
 */
public final class FormBinding {
  /** Parameter that names choices and lists that stood on the page. */
  public static final String SHOWN = "_shown";

  /** Exact decimals both ways. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(tools.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final int MOST_ROWS = 2000;

  private final Form form;
  private final ObjectNode before;
  private final ObjectNode tree;
  private final Map<String, String[]> sent;
  private final Set<String> shown;
  private final LocalDate on;

  private FormBinding(Form form, ObjectNode before, Map<String, String[]> sent, LocalDate on) {
    this.form = form;
    this.before = before;
    this.tree = before.deepCopy();
    this.sent = sent;
    this.shown = new HashSet<>(List.of(sent.getOrDefault(SHOWN, new String[0])));
    this.on = on;
  }

  /** A tree of facts from its JSON. */
  public static ObjectNode tree(String json) {
    return JSON.readTree(json) instanceof ObjectNode object ? object : JSON.createObjectNode();
  }

  /** The JSON of a tree, numbers with all their digits. */
  public static String json(JsonNode tree) {
    return JSON.writeValueAsString(tree);
  }

  /**
   * The tree after the form was sent; rows in which nothing was typed and what the form now hides
   * are left out.
   *
   * @param before the tree the form was filled from; not changed
   * @param sent the parameters by name
   * @param on today; nobody is born later
   */
  public static ObjectNode bind(
      Form form, ObjectNode before, Map<String, String[]> sent, LocalDate on) {
    return withoutEmptyRows(bindAsShown(form, before, sent, on));
  }

  /** The tree without rows in which nothing stands; not a copy. */
  public static ObjectNode withoutEmptyRows(ObjectNode tree) {
    dropEmptyRows(tree);
    return tree;
  }

  private static void dropEmptyRows(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var name : new ArrayList<>(object.propertyNames())) {
        var child = object.get(name);
        dropEmptyRows(child);
        if (child.isArray() && child.isEmpty()) {
          object.remove(name);
        }
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = list.size() - 1; i >= 0; i--) {
        dropEmptyRows(list.get(i));
        if (list.get(i).isObject() && isEmpty(list.get(i))) {
          list.remove(i);
        }
      }
    }
  }

  /** The same with empty rows kept, so that indices are those of the parameters. */
  public static ObjectNode bindAsShown(
      Form form, ObjectNode before, Map<String, String[]> sent, LocalDate on) {
    return new FormBinding(form, before, sent, on).bound();
  }

  private ObjectNode bound() {
    bind(form.components(), "", tree, "");
    leaveOutHidden(form.components(), tree, tree, "");
    return tree;
  }

  private void bind(List<Form.Component> components, String path, ObjectNode row, String inRow) {
    for (var component : components) {
      if (component instanceof Form.Field field) {
        field(field, path + field.key(), row, inRow + field.key());
      } else if (component instanceof Form.Rows rows) {
        rows(rows, path + rows.path(), row, inRow + rows.path());
      } else if (component instanceof Form.Group group) {
        bind(
            group.components(),
            FormPath.below(path, group.path()),
            row,
            FormPath.below(inRow, group.path()));
      }
    }
  }

  private void field(Form.Field field, String path, ObjectNode row, String inRow) {
    var values = sent.get(path);
    if (values == null && !shown.contains(path)) {
      return;
    }
    FormPath.set(row, inRow, values == null ? null : value(field, path, values));
  }

  private @Nullable JsonNode value(Form.Field field, String path, String[] values) {
    if (field.type() == Form.Type.TEXTS) {
      var texts = JSON.createArrayNode();
      for (var value : values) {
        for (var line :
            field.kind() == Form.Kind.TEXTAREA ? value.split("\\R") : new String[] {value}) {
          var text = clean(line).strip();
          if (!text.isEmpty()) {
            texts.add(text);
          }
        }
      }
      return texts.isEmpty() ? null : texts;
    }
    var text = clean(values[0]).strip();
    if (text.isEmpty()) {
      return null;
    }
    if (field.type() == Form.Type.NUMBER) {
      return FormNumber.read(text)
          .<JsonNode>map(DecimalNode::valueOf)
          .orElse(StringNode.valueOf(text));
    }
    if (field.type() == Form.Type.TRUTH && (text.equals("true") || text.equals("false"))) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    var identifier = field.identifier();
    if (identifier != null) {
      if (field.masked()) {
        var known = unmasked(field, path, text);
        if (known != null) {
          return StringNode.valueOf(known);
        }
      }
      if (identifier.fault(text, on).isEmpty()) {
        return StringNode.valueOf(identifier.canonical(text, on));
      }
    }
    return StringNode.valueOf(text);
  }

  /** What a field is shown as that only shows its first and last characters. */
  public static String mask(String value) {
    return value.length() < 12
        ? value
        : value.substring(0, 6)
            + "*".repeat(value.length() - 10)
            + value.substring(value.length() - 4);
  }

  /** The value that was shown as that; in its own place first, then in other rows of the list. */
  private @Nullable String unmasked(Form.Field field, String path, String text) {
    if (!text.contains("*")) {
      return null;
    }
    var own = FormPath.get(before, path);
    if (own != null && own.isString() && mask(own.asString()).equals(text)) {
      return own.asString();
    }
    var bracket = path.lastIndexOf('[');
    var list = bracket < 0 ? null : FormPath.get(before, path.substring(0, bracket));
    if (list != null && list.isArray()) {
      for (var row : list) {
        var value = FormPath.get(row, field.key());
        if (value != null && value.isString() && mask(value.asString()).equals(text)) {
          return value.asString();
        }
      }
    }
    return null;
  }

  private void rows(Form.Rows rows, String path, ObjectNode row, String inRow) {
    var indices = indices(path);
    if (indices.isEmpty() && !shown.contains(path)) {
      return;
    }
    ArrayNode list = JSON.createArrayNode();
    for (var index : indices) {
      var one = JSON.createObjectNode();
      bind(rows.components(), path + "[" + index + "].", one, "");
      list.add(one);
    }
    FormPath.set(row, inRow, list.isEmpty() ? null : list);
  }

  private static boolean isEmpty(JsonNode row) {
    if (!row.isContainer()) {
      return false;
    }
    for (var value : row) {
      if (!isEmpty(value)) {
        return false;
      }
    }
    return true;
  }

  private Set<Integer> indices(String path) {
    var indices = new TreeSet<Integer>();
    var begin = path + "[";
    var names = new ArrayList<>(sent.keySet());
    names.addAll(shown);
    for (var name : names) {
      if (name.startsWith(begin)) {
        var end = name.indexOf(']', begin.length());
        if (end > 0 && name.substring(begin.length(), end).matches("\\d{1,5}")) {
          indices.add(Integer.valueOf(name.substring(begin.length(), end)));
        }
      }
    }
    while (indices.size() > MOST_ROWS) {
      ((TreeSet<Integer>) indices).pollLast();
    }
    return indices;
  }

  private static void leaveOutHidden(
      List<Form.Component> components, ObjectNode tree, ObjectNode row, String inRow) {
    for (var component : components) {
      var hide = component.hide();
      var hidden = hide != null && hide.holds(tree, row);
      if (component instanceof Form.Field field) {
        if (hidden) {
          FormPath.set(row, inRow + field.key(), null);
        }
      } else if (component instanceof Form.Rows rows) {
        if (hidden) {
          FormPath.set(row, inRow + rows.path(), null);
        } else if (FormPath.get(row, inRow + rows.path()) instanceof ArrayNode list) {
          for (var one : list) {
            if (one instanceof ObjectNode object) {
              leaveOutHidden(rows.components(), tree, object, "");
            }
          }
        }
      } else if (component instanceof Form.Group group) {
        var below = FormPath.below(inRow, group.path());
        if (hidden) {
          for (var path : new Form(group.id(), group.components()).paths()) {
            if (!path.contains("[]")) {
              FormPath.set(row, below + path, null);
            }
          }
        } else {
          leaveOutHidden(group.components(), tree, row, below);
        }
      }
    }
  }

  /**
   * Adds an empty row, if the list is one of the tree's.
   *
   * @param list its path
   */
  public static void addRow(ObjectNode tree, String list) {
    if (FormPath.get(tree, list) instanceof ArrayNode rows) {
      rows.addObject();
    } else {
      FormPath.set(tree, list, JSON.createArrayNode().add(JSON.createObjectNode()));
    }
  }

  private static String clean(String text) {
    var lines = text.replace("\r\n", "\n").replace('\r', '\n');
    var out = new StringBuilder(lines.length());
    lines
        .codePoints()
        .filter(
            c -> c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f && (c < 0xD800 || c > 0xDFFF)))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** A decimal as a person typed it, or would. */
  public static String text(JsonNode value) {
    return value.isNumber() ? plain(value.decimalValue()) : value.asString();
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }
}
