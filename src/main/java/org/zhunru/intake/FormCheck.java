package org.zhunru.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks a tree of facts against a form.
 *
 * <p>Codes: {@code intake.fieldRequired} and {@code intake.rowsMissing} for what is not there yet;
 * {@code intake.fieldTooShort}, {@code intake.fieldTooLong}, {@code intake.fieldTooSmall}, {@code
 * intake.fieldTooLarge}, {@code intake.fieldPattern}, {@code intake.choiceUnknown}, {@code
 * intake.notADate}, {@code intake.notANumber}, {@code intake.numberSeparator}, {@code
 * intake.numberTooLong}, {@code intake.notWhole}, {@code intake.tooManyDecimals} and those of the
 * identifiers for what is wrong. Arguments are limits and what was typed; what the field is called
 * stands in the form.
 */
public final class FormCheck {
  private static final int LONGEST_TEXT = 4000;

  private final ObjectNode tree;
  private final FormOptions options;
  private final LocalDate on;
  private final List<Refusal> faults = new ArrayList<>();

  private FormCheck(ObjectNode tree, FormOptions options, LocalDate on) {
    this.tree = tree;
    this.options = options;
    this.on = on;
  }

  /**
   * Everything that is missing or wrong, in the order of the form, each with its path.
   *
   * @param on today
   */
  public static List<Refusal> faults(
      Form form, ObjectNode tree, FormOptions options, LocalDate on) {
    var check = new FormCheck(tree, options, on);
    check.components(form.components(), tree, "", "");
    return check.faults;
  }

  /** Whether something isn't wrong, but only not there yet. */
  public static boolean isMissing(Refusal fault) {
    return fault.code().equals("intake.fieldRequired") || fault.code().equals("intake.rowsMissing");
  }

  private void components(
      List<Form.Component> components, JsonNode row, String path, String inRow) {
    for (var component : components) {
      var hide = component.hide();
      if (hide != null && hide.holds(tree, row)) {
        continue;
      }
      if (component instanceof Form.Field field) {
        field(field, FormPath.get(row, inRow + field.key()), path + field.key());
      } else if (component instanceof Form.Rows rows) {
        rows(rows, FormPath.get(row, inRow + rows.path()), path + rows.path());
      } else if (component instanceof Form.Group group) {
        components(
            group.components(),
            row,
            FormPath.below(path, group.path()),
            FormPath.below(inRow, group.path()));
      }
    }
  }

  private void rows(Form.Rows rows, @Nullable JsonNode list, String path) {
    int size = list == null ? 0 : list.size();
    if (size < rows.least()) {
      add("intake.rowsMissing", path, rows.least());
    }
    for (int i = 0; i < size; i++) {
      components(
          rows.components(),
          java.util.Objects.requireNonNull(list).get(i),
          path + "[" + i + "].",
          "");
    }
  }

  private void field(Form.Field field, @Nullable JsonNode value, String path) {
    if (value == null || (value.isString() && value.asString().isBlank())) {
      if (field.limits().required()) {
        add("intake.fieldRequired", path);
      }
      return;
    }
    switch (field.type()) {
      case NUMBER:
        number(field, value, path);
        break;
      case TRUTH:
        if (!value.isBoolean()) {
          add("intake.choiceUnknown", path, value.asString());
        }
        break;
      case DATE:
        date(field, value, path);
        break;
      case TEXTS:
        texts(field, value, path);
        break;
      default:
        text(field, value, path);
    }
  }

  private void number(Form.Field field, JsonNode value, String path) {
    if (!value.isNumber()) {
      faults.add(
          FormNumber.fault(value.asString())
              .orElse(Refusal.invalid("intake.notANumber", null, value.asString()))
              .at(path));
      return;
    }
    var number = value.decimalValue();
    var limits = field.limits();
    var decimals = limits.decimals();
    if (decimals != null && scale(number) > decimals) {
      if (decimals == 0) {
        add("intake.notWhole", path, number.toPlainString());
      } else {
        add("intake.tooManyDecimals", path, decimals);
      }
    }
    var min = limits.min();
    var max = limits.max();
    if (min != null && number.compareTo(min) < 0) {
      add("intake.fieldTooSmall", path, min);
    } else if (max != null && number.compareTo(max) > 0) {
      add("intake.fieldTooLarge", path, max);
    }
  }

  private static int scale(BigDecimal number) {
    return Math.max(0, number.stripTrailingZeros().scale());
  }

  private void date(Form.Field field, JsonNode value, String path) {
    try {
      LocalDate.parse(value.asString());
    } catch (DateTimeException noDate) {
      add("intake.notADate", path, value.asString());
    }
  }

  private void texts(Form.Field field, JsonNode value, String path) {
    int length = 0;
    for (int i = 0; i < value.size(); i++) {
      var text = value.get(i).asString();
      length += text.length() + 1;
      choice(field, text, path + "[" + i + "]");
    }
    length(field, length - 1, path);
  }

  private void text(Form.Field field, JsonNode value, String path) {
    var text = FormBinding.text(value);
    var length = text.codePointCount(0, text.length());
    if (!length(field, length, path)) {
      return;
    }
    var identifier = field.identifier();
    if (identifier != null) {
      identifier.fault(text, on).ifPresent(fault -> faults.add(fault.at(path)));
    }
    var pattern = field.limits().pattern();
    if (pattern != null && !pattern.matcher(text).find()) {
      add("intake.fieldPattern", path);
    }
    choice(field, text, path);
  }

  private boolean length(Form.Field field, int length, String path) {
    var limits = field.limits();
    var most = limits.maxLength() == null ? LONGEST_TEXT : limits.maxLength();
    if (length > most) {
      add("intake.fieldTooLong", path, most, length);
      return false;
    }
    var least = limits.minLength();
    if (least != null && length < least) {
      add("intake.fieldTooShort", path, least);
      return false;
    }
    return true;
  }

  private void choice(Form.Field field, String text, String path) {
    var from = field.optionsFrom();
    var choices = from == null ? field.options() : options.of(from);
    if (!choices.isEmpty() && choices.stream().noneMatch(o -> o.value().equals(text))) {
      add("intake.choiceUnknown", path, text);
    }
  }

  private void add(String code, String path, Object... arguments) {
    faults.add(Refusal.invalid(code, path, arguments));
  }
}
