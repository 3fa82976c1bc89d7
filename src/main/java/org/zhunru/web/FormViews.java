package org.zhunru.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.intake.Form;
import org.zhunru.intake.FormBinding;
import org.zhunru.intake.FormCondition;
import org.zhunru.intake.FormPath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes what {@code form.ftlh} shows of a form and a tree of facts. */
@Component
class FormViews {
  private final FormSources sources;
  private final FormWords names;
  private final Words words;

  FormViews(FormSources sources, FormWords names, Words words) {
    this.sources = sources;
    this.names = names;
    this.words = words;
  }

  /**
   * What is to be said beside the values.
   *
   * @param errors by path
   * @param asked points to correct, by path
   * @param filed what the filed version says where the draft says otherwise, by path
   * @param map the map of the page; null if it has none
   * @param lookedUp path of the row that was looked up; empty if none
   * @param found what was found for it
   */
  record Beside(
      Map<String, String> errors,
      Map<String, List<String>> asked,
      Map<String, String> filed,
      @Nullable SiteMap map,
      String lookedUp,
      List<FormNode.Found> found) {
    static final Beside NOTHING = new Beside(Map.of(), Map.of(), Map.of(), null, "", List.of());
  }

  List<FormNode> nodes(Form form, ObjectNode tree, Beside beside) {
    return new Run(tree, beside, LocaleContextHolder.getLocale())
        .nodes(form.components(), "", tree, "");
  }

  private final class Run {
    private final ObjectNode tree;
    private final Beside beside;
    private final Locale locale;

    Run(ObjectNode tree, Beside beside, Locale locale) {
      this.tree = tree;
      this.beside = beside;
      this.locale = locale;
    }

    List<FormNode> nodes(List<Form.Component> components, String path, JsonNode row, String inRow) {
      return components.stream().map(c -> node(c, path, row, inRow)).toList();
    }

    private FormNode node(Form.Component component, String path, JsonNode row, String inRow) {
      var hide = component.hide();
      var hidden = hide != null && hide.holds(tree, row);
      var condition = hide == null ? "" : json(hide);
      if (component instanceof Form.Field field) {
        var name = path + field.key();
        var input = input(field, name, FormPath.get(row, inRow + field.key()));
        return new FormNode(
            "field",
            name,
            field.label().in(locale),
            field.hint().in(locale),
            field.columns(),
            hidden,
            condition,
            input,
            null,
            List.of(),
            null,
            marks(name));
      }
      if (component instanceof Form.Rows rows) {
        var name = path + rows.path();
        return new FormNode(
            "rows",
            name,
            rows.label().in(locale),
            rows.hint().in(locale),
            16,
            hidden,
            condition,
            null,
            repeated(rows, name, FormPath.get(row, inRow + rows.path())),
            List.of(),
            null,
            marks(name));
      }
      if (component instanceof Form.Group group) {
        var below = group.path().isEmpty() ? "" : group.path() + ".";
        return new FormNode(
            "group",
            group.map() == null ? "" : group.map(),
            group.label().in(locale),
            group.hint().in(locale),
            16,
            hidden,
            condition,
            null,
            null,
            nodes(group.components(), path + below, row, inRow + below),
            group.map() == null ? null : beside.map(),
            group.map() == null ? FormNode.Marks.NONE : marks(group.map()));
      }
      var text = component instanceof Form.Text said ? said.text().in(locale) : "";
      var line = component instanceof Form.Gap gap && gap.line();
      return new FormNode(
          text.isEmpty() ? (line ? "line" : "gap") : "text",
          "",
          text,
          "",
          component.columns(),
          hidden,
          condition,
          null,
          null,
          List.of(),
          null,
          FormNode.Marks.NONE);
    }

    private FormNode.Marks marks(String path) {
      return new FormNode.Marks(
          beside.asked().getOrDefault(path, List.of()), beside.filed().getOrDefault(path, ""));
    }

    private FormNode.Repeated repeated(Form.Rows rows, String path, @Nullable JsonNode list) {
      var all = new ArrayList<FormNode.Row>();
      int size = list != null && list.isArray() ? list.size() : 0;
      var count = size == 0 ? rows.first() : size;
      for (int i = 0; i < count; i++) {
        var at = path + "[" + i + "]";
        var row = i < size ? list.get(i) : JsonMapper.shared().createObjectNode();
        all.add(
            new FormNode.Row(
                at,
                names.label(at).replaceFirst("^.* › ", ""),
                nodes(rows.components(), at + ".", row, ""),
                at.equals(beside.lookedUp()) ? beside.found() : null,
                marks(at)));
      }
      return new FormNode.Repeated(
          all,
          rows.add().in(locale).isEmpty() ? words.say("edit.add") : rows.add().in(locale),
          beside.errors().getOrDefault(path, ""));
    }

    private FormNode.Input input(Form.Field field, String name, @Nullable JsonNode value) {
      var error = error(name);
      var values = new ArrayList<String>();
      var text = "";
      if (value != null && value.isArray()) {
        value.forEach(v -> values.add(v.asString()));
        text = String.join("\n", values);
      } else if (value != null && !value.isObject()) {
        text = FormBinding.text(value);
      }
      if (field.masked() && error.isEmpty() && !text.isEmpty()) {
        text = FormBinding.mask(text);
      }
      var options = options(field, values, text);
      var chosen =
          options.stream()
              .filter(o -> values.contains(o.value()))
              .map(o -> field.folded() ? o.value() : o.label())
              .collect(Collectors.joining(words.say("edit.separator")));
      return new FormNode.Input(
          type(field.kind()),
          text,
          values,
          chosen,
          options,
          field.unit().in(locale),
          field.limits().required(),
          field.limits().maxLength() == null || field.kind() == Form.Kind.TEXTAREA
              ? 0
              : field.limits().maxLength(),
          error,
          field.folded(),
          field.kind() == Form.Kind.RADIO
              || field.kind() == Form.Kind.CHECKBOX
              || field.kind() == Form.Kind.CHECKLIST,
          field.suggestions(),
          field.lookup() == null ? "" : field.lookup());
    }

    private String error(String name) {
      var own = beside.errors().get(name);
      return own != null
          ? own
          : beside.errors().entrySet().stream()
              .filter(e -> e.getKey().matches(java.util.regex.Pattern.quote(name) + "\\[\\d+]"))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
    }

    private List<FormNode.Choice> options(Form.Field field, List<String> values, String text) {
      var from = field.optionsFrom();
      var known = from == null ? field.options() : sources.of(from);
      var all = new LinkedHashMap<String, String>();
      if (field.kind() == Form.Kind.SELECT) {
        all.put("", words.say("edit.choose"));
      }
      known.forEach(o -> all.put(o.value(), o.label().in(locale)));
      // What the draft says stays visible, even where it is none of the choices.
      if (field.kind() == Form.Kind.SELECT && !text.isEmpty()) {
        all.putIfAbsent(text, text);
      }
      if (field.kind() == Form.Kind.CHECKLIST) {
        values.forEach(v -> all.putIfAbsent(v, v));
      }
      return all.entrySet().stream()
          .map(e -> new FormNode.Choice(e.getKey(), e.getValue()))
          .toList();
    }
  }

  private static String type(Form.Kind kind) {
    return switch (kind) {
      case TEXTFIELD -> "text";
      case NUMBER -> "number";
      case TEXTAREA -> "textarea";
      case SELECT -> "select";
      case RADIO -> "radio";
      case CHECKBOX -> "checkbox";
      case CHECKLIST -> "checkboxes";
      case DATE -> "date";
    };
  }

  /** A condition for the script, which hides and shows as one types. */
  private static String json(FormCondition condition) {
    return JsonMapper.shared().writeValueAsString(plain(condition));
  }

  private static Object plain(FormCondition condition) {
    if (condition instanceof FormCondition.Compare compare) {
      var plain = new LinkedHashMap<String, Object>();
      plain.put("path", compare.path());
      plain.put("equal", compare.equal());
      plain.put("value", compare.value() == null ? "" : compare.value());
      return plain;
    }
    if (condition instanceof FormCondition.Both both) {
      return Map.of("all", both.parts().stream().map(FormViews::plain).toList());
    }
    if (condition instanceof FormCondition.Either either) {
      return Map.of("any", either.parts().stream().map(FormViews::plain).toList());
    }
    return Map.of("not", plain(((FormCondition.Not) condition).part()));
  }
}
