package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.intake.Form;
import org.zhunru.intake.FormBinding;
import org.zhunru.policy.FactDictionary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What facts are called, and what they say, in the reader's language. */
@Component
class FormWords {
  private static final Pattern ROW = Pattern.compile("\\[(\\d+)]");

  private final FactDictionary dictionary;
  private final FormSources sources;
  private final Words words;

  FormWords(FactDictionary dictionary, FormSources sources, Words words) {
    this.dictionary = dictionary;
    this.sources = sources;
    this.words = words;
  }

  /** Unit 1 › Substance 2 › CAS number. */
  String label(String path) {
    var locale = LocaleContextHolder.getLocale();
    var parts = new ArrayList<String>();
    var row = ROW.matcher(path);
    int end = 0;
    while (row.find()) {
      end = row.end();
      parts.add(
          words.say(
              "edit.row",
              dictionary.label(path.substring(0, end), locale),
              Integer.parseInt(row.group(1)) + 1));
    }
    if (end < path.length()) {
      parts.add(dictionary.label(path, locale));
    }
    return String.join(" › ", parts);
  }

  /** Where a path leads on a page: the field, or the rows, that hold it. */
  static String anchor(Form form, String path) {
    return form.asksFor(path) && path.endsWith("]") && !form.paths().contains(rowsOf(path))
        ? path.replaceAll("\\[\\d+]$", "")
        : path;
  }

  private static String rowsOf(String path) {
    return path.replaceAll("\\[\\d+]", "[]") + ".name";
  }

  /** Stands between the parts of a list. */
  String separator() {
    return words.say("edit.separator");
  }

  /** A value as a person reads it; rows as one line each. */
  String value(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return words.say("web.none");
    }
    if (value.isBoolean()) {
      return words.say(value.booleanValue() ? "edit.yes" : "edit.no");
    }
    if (value.isArray()) {
      var lines = new ArrayList<String>();
      value.forEach(v -> lines.add(value(v)));
      return String.join(words.say("edit.separator"), lines);
    }
    if (value.isObject()) {
      var fields = new ArrayList<String>();
      value.properties().stream()
          .filter(e -> !e.getKey().equals("residentId"))
          .forEach(e -> fields.add(value(e.getValue())));
      return String.join(" ", fields);
    }
    return FormBinding.text(value);
  }

  /** The same of one path; identity numbers in part only, choices by their words. */
  String value(String path, @Nullable JsonNode value, List<Form> forms) {
    if (value == null) {
      return words.say("web.none");
    }
    if (path.endsWith("residentId")) {
      return FormBinding.mask(value.asString());
    }
    if (value.isString()) {
      var plain = path.replaceAll("\\[\\d+]", "[]");
      for (var form : forms) {
        var label = choice(form.components(), "", plain, value.asString());
        if (label != null) {
          return label;
        }
      }
    }
    return value(value);
  }

  /** The same of a value told as text, as {@link org.zhunru.policy.FactsDiff} does. */
  String text(String path, @Nullable String text, List<Form> forms) {
    var truth = dictionary.find(path).map(f -> f.type() == FactDictionary.Type.TRUTH).orElse(false);
    return truth && text != null
        ? words.say(text.equals("true") ? "edit.yes" : "edit.no")
        : value(path, text == null ? null : StringNode.valueOf(text), forms);
  }

  private @Nullable String choice(
      List<Form.Component> components, String before, String path, String value) {
    for (var component : components) {
      String found = null;
      if (component instanceof Form.Field field && path.equals(before + field.key())) {
        var from = field.optionsFrom();
        found =
            (from == null ? field.options() : sources.of(from))
                .stream()
                    .filter(o -> o.value().equals(value))
                    .map(o -> o.label().in(LocaleContextHolder.getLocale()))
                    .findFirst()
                    .orElse(null);
      } else if (component instanceof Form.Rows rows) {
        found = choice(rows.components(), before + rows.path() + "[].", path, value);
      } else if (component instanceof Form.Group group) {
        found = choice(group.components(), before, path, value);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
