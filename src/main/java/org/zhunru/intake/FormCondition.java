package org.zhunru.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When a component is hidden: the part of FEEL that forms may use.
 *
 * <pre>
 * condition  = "=" either
 * either     = both { "or" both }
 * both       = one { "and" one }
 * one        = "not(" either ")" | "(" either ")" | path ("=" | "!=") value
 * value      = "text" | number | true | false | null
 * path       = name { "." name }, first looked for in the row, then in the whole tree
 * </pre>
 *
 * Values are compared by their text, so that {@code "true"}, as an option of a form has it, equals
 * the truth value of the tree.
 */
public sealed interface FormCondition {

  /** A comparison; {@code value} null stands for FEEL's null. */
  record Compare(String path, boolean equal, @Nullable String value) implements FormCondition {}

  /** All of them. */
  record Both(List<FormCondition> parts) implements FormCondition {}

  /** One of them. */
  record Either(List<FormCondition> parts) implements FormCondition {}

  /** The contrary. */
  record Not(FormCondition part) implements FormCondition {}

  /**
   * Whether it holds.
   *
   * @param row the row the component stands in; the tree itself outside of rows
   */
  default boolean holds(JsonNode tree, JsonNode row) {
    if (this instanceof Compare compare) {
      var found = FormPath.get(row, compare.path());
      if (found == null && row != tree) {
        found = FormPath.get(tree, compare.path());
      }
      var text = found == null || found.isContainer() ? null : found.asString();
      return compare.equal() == java.util.Objects.equals(text, compare.value());
    }
    if (this instanceof Both both) {
      return both.parts().stream().allMatch(p -> p.holds(tree, row));
    }
    if (this instanceof Either either) {
      return either.parts().stream().anyMatch(p -> p.holds(tree, row));
    }
    return !((Not) this).part().holds(tree, row);
  }

  /**
   * @throws IllegalArgumentException saying what is not understood
   */
  static FormCondition parse(String feel) {
    if (!feel.startsWith("=")) {
      throw new IllegalArgumentException("'" + feel + "' does not begin with =");
    }
    var parser = new Parser(feel.substring(1));
    var condition = parser.either();
    parser.end();
    return condition;
  }

  /** Reads one expression. */
  final class Parser {
    private static final Pattern TOKEN =
        Pattern.compile(
            "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|(-?\\d+(?:\\.\\d+)?)|([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)|(!=|=|\\(|\\)))");
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Parser(String text) {
      var matcher = TOKEN.matcher(text);
      int at = 0;
      while (at < text.length() && !text.substring(at).isBlank()) {
        if (!matcher.find(at) || matcher.start() != at) {
          throw new IllegalArgumentException("'" + text.substring(at).strip() + "'");
        }
        tokens.add(matcher.group().strip());
        at = matcher.end();
      }
    }

    private FormCondition either() {
      var parts = new ArrayList<FormCondition>(List.of(both()));
      while (take("or")) {
        parts.add(both());
      }
      return parts.size() == 1 ? parts.get(0) : new Either(List.copyOf(parts));
    }

    private FormCondition both() {
      var parts = new ArrayList<FormCondition>(List.of(one()));
      while (take("and")) {
        parts.add(one());
      }
      return parts.size() == 1 ? parts.get(0) : new Both(List.copyOf(parts));
    }

    private FormCondition one() {
      if (take("not")) {
        must("(");
        var part = either();
        must(")");
        return new Not(part);
      }
      if (take("(")) {
        var part = either();
        must(")");
        return part;
      }
      var path = token();
      if (!path.matches("[A-Za-z_].*")
          || List.of("true", "false", "null", "and", "or").contains(path)) {
        throw new IllegalArgumentException("'" + path + "' is no path");
      }
      var equal = take("=");
      if (!equal) {
        must("!=");
      }
      return new Compare(path, equal, value(token()));
    }

    private static @Nullable String value(String token) {
      if (token.startsWith("\"")) {
        return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
      }
      if (token.matches("-?\\d.*|true|false")) {
        return token;
      }
      if (token.equals("null")) {
        return null;
      }
      throw new IllegalArgumentException("'" + token + "' is no value");
    }

    private boolean take(String token) {
      if (next < tokens.size() && tokens.get(next).equals(token)) {
        next++;
        return true;
      }
      return false;
    }

    private void must(String token) {
      if (!take(token)) {
        throw new IllegalArgumentException(token + " is missing");
      }
    }

    private String token() {
      if (next == tokens.size()) {
        throw new IllegalArgumentException("it ends too early");
      }
      return tokens.get(next++);
    }

    private void end() {
      if (next < tokens.size()) {
        throw new IllegalArgumentException("'" + tokens.get(next) + "' is not expected");
      }
    }
  }
}
