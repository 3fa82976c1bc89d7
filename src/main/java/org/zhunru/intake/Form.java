package org.zhunru.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.CasNumber;
import org.zhunru.common.CreditCode;
import org.zhunru.common.ProjectCode;
import org.zhunru.common.Refusal;

/**
 * A form as its file {@code forms/<id>.form} describes it; see {@link FormReader} for what such a
 * file may hold.
 *
 * @param id also the file's name
 */
public record Form(String id, List<Component> components) {
  public Form {
    components = List.copyOf(components);
  }

  /** What a form is made of. */
  public sealed interface Component permits Field, Rows, Group, Text, Gap {
    /** Columns of 16 that it takes. */
    int columns();

    /** When it isn't shown; null if always. */
    @Nullable FormCondition hide();
  }

  /** How a value is asked for. */
  public enum Kind {
    TEXTFIELD,
    NUMBER,
    TEXTAREA,
    SELECT,
    RADIO,
    CHECKBOX,
    CHECKLIST,
    DATE
  }

  /** What a value is in the tree. */
  public enum Type {
    TEXT,
    NUMBER,
    TRUTH,
    DATE,
    /** An array of texts. */
    TEXTS
  }

  /** Identifiers with a check of their own. */
  public enum Identifier {
    PROJECT_CODE(ProjectCode::validate, text -> ProjectCode.parse(text).value()),
    CREDIT_CODE(CreditCode::validate, text -> CreditCode.parse(text).value()),
    RESIDENT_ID(null, null),
    CAS(CasNumber::validate, text -> CasNumber.parse(text).value());

    private final @Nullable Function<String, Optional<Refusal>> validate;
    private final @Nullable Function<String, String> canonical;

    Identifier(
        @Nullable Function<String, Optional<Refusal>> validate,
        @Nullable Function<String, String> canonical) {
      this.validate = validate;
      this.canonical = canonical;
    }

    /**
     * @param on nobody is born later
     */
    Optional<Refusal> fault(String text, java.time.LocalDate on) {
      return validate == null
          ? org.zhunru.common.ResidentId.validate(text, on)
          : validate.apply(text);
    }

    String canonical(String text, java.time.LocalDate on) {
      return canonical == null
          ? org.zhunru.common.ResidentId.parse(text, on).value()
          : canonical.apply(text);
    }
  }

  /**
   * One choice.
   *
   * @param value as it stands in the tree
   */
  public record Option(String value, Matter.Label label) {}

  /**
   * What a value must hold to.
   *
   * @param min least number
   * @param decimals most digits after the point
   */
  public record Limits(
      boolean required,
      @Nullable Integer minLength,
      @Nullable Integer maxLength,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      @Nullable Integer decimals,
      @Nullable Pattern pattern) {}

  /**
   * A field.
   *
   * @param key path below the row or the form, such as {@code siting.parkName}
   * @param hint empty if there is none
   * @param unit stands behind the input; empty if there is none
   * @param options closed list of choices; empty if there is none, or if it comes from elsewhere
   * @param optionsFrom name of the list of choices to be had from {@link FormOptions}
   * @param masked whether a right value is shown with its first and last characters only
   * @param folded whether its choices are folded away
   * @param suggestions what is often meant
   * @param lookup what the field is looked up in as one types
   */
  public record Field(
      String id,
      Kind kind,
      Type type,
      String key,
      Matter.Label label,
      Matter.Label hint,
      Matter.Label unit,
      Limits limits,
      List<Option> options,
      @Nullable String optionsFrom,
      @Nullable Identifier identifier,
      boolean masked,
      boolean folded,
      List<String> suggestions,
      @Nullable String lookup,
      int columns,
      @Nullable FormCondition hide)
      implements Component {
    public Field {
      options = List.copyOf(options);
      suggestions = List.copyOf(suggestions);
    }
  }

  /**
   * Rows that repeat.
   *
   * @param path of the list
   * @param add what the button that adds a row says
   * @param first empty rows to begin with
   * @param least rows there must be
   */
  public record Rows(
      String id,
      String path,
      Matter.Label label,
      Matter.Label hint,
      Matter.Label add,
      int first,
      int least,
      List<Component> components,
      int columns,
      @Nullable FormCondition hide)
      implements Component {
    public Rows {
      components = List.copyOf(components);
    }
  }

  /**
   * Components under one heading.
   *
   * @param path put before the keys of its components; empty if nothing is
   * @param map path of a place that is shown on a map; null if there is none
   */
  public record Group(
      String id,
      String path,
      Matter.Label label,
      Matter.Label hint,
      @Nullable String map,
      List<Component> components,
      int columns,
      @Nullable FormCondition hide)
      implements Component {
    public Group {
      components = List.copyOf(components);
    }
  }

  /** Words for the reader. */
  public record Text(String id, Matter.Label text, int columns, @Nullable FormCondition hide)
      implements Component {}

  /** A line or a gap. */
  public record Gap(String id, boolean line, int columns, @Nullable FormCondition hide)
      implements Component {}

  /** Paths of all fields and lists, with {@code []} for rows, such as {@code units[].name}. */
  public List<String> paths() {
    var paths = new java.util.ArrayList<String>();
    collect(components, "", paths);
    return paths;
  }

  private static void collect(List<Component> components, String before, List<String> paths) {
    for (var component : components) {
      if (component instanceof Field field) {
        paths.add(before + field.key());
      } else if (component instanceof Rows rows) {
        paths.add(before + rows.path());
        collect(rows.components(), before + rows.path() + "[].", paths);
      } else if (component instanceof Group group) {
        collect(group.components(), FormPath.below(before, group.path()), paths);
      }
    }
  }

  /**
   * Whether the form asks for a fact.
   *
   * @param path with or without indices; of a field, of a list, of a row, or of an object that
   *     holds fields
   */
  public boolean asksFor(String path) {
    var plain = path.replaceAll("\\[\\d*]", "[]").replaceAll("\\[]$", "");
    return paths().stream().anyMatch(p -> p.equals(plain) || p.startsWith(plain + "."));
  }
}
