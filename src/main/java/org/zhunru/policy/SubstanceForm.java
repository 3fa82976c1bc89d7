package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the form of a substance, as {@code gb18218-2018-forms.csv} writes it: {@code
 * word:溶液}, {@code part:水>=25} (a share named by what comes before the number), {@code percent>90}
 * (a share alone). Several are alternatives.
 */
final class SubstanceForm {
  /** What the form says of a condition. */
  enum Answer {
    YES,
    NO,
    OPEN
  }

  private static final Pattern CONDITION =
      Pattern.compile("(?:(word):(.+)|(?:part:(.+?)|(percent))(>=|<=|>|<)([0-9.]+))");

  private final List<String> alternatives;
  private final List<String> excludes;

  SubstanceForm(List<String> alternatives, List<String> excludes) {
    for (var alternative : alternatives) {
      if (!CONDITION.matcher(alternative).matches()) {
        throw new IllegalArgumentException("'" + alternative + "' is no condition");
      }
    }
    this.alternatives = List.copyOf(alternatives);
    this.excludes = List.copyOf(excludes);
  }

  /**
   * @param form normalised name and form, together
   */
  Answer holds(String form) {
    if (excludes.stream().anyMatch(form::contains)) {
      return Answer.NO;
    }
    boolean open = false;
    for (var alternative : alternatives) {
      var answer = holds(alternative, form);
      if (answer == Answer.YES) {
        return Answer.YES;
      }
      open |= answer == Answer.OPEN;
    }
    return open ? Answer.OPEN : Answer.NO;
  }

  private static Answer holds(String alternative, String form) {
    var condition = CONDITION.matcher(alternative);
    if (!condition.matches()) {
      throw new IllegalStateException(alternative);
    }
    if (condition.group(1) != null) {
      return form.contains(condition.group(2)) ? Answer.YES : Answer.OPEN;
    }
    var told = told(form, condition.group(3));
    return told == null
        ? Answer.OPEN
        : told.compare(condition.group(5), new BigDecimal(condition.group(6)));
  }

  /** What the form says of a share: {@code 95%}, {@code 含水≥25%}. */
  private record Told(String operator, BigDecimal value) {
    /** Whether every value that was told meets the condition, none does, or some do. */
    Answer compare(String wanted, BigDecimal limit) {
      int order = value.compareTo(limit);
      boolean above = operator.equals(">") || operator.equals(">=");
      boolean below = operator.equals("<") || operator.equals("<=");
      boolean wantsAbove = wanted.startsWith(">");
      boolean strict = wanted.length() == 1;
      if (!above && !below) {
        boolean met =
            wantsAbove ? (strict ? order > 0 : order >= 0) : (strict ? order < 0 : order <= 0);
        return met ? Answer.YES : Answer.NO;
      }
      if (above == wantsAbove) {
        // Told ≥ v, wanted ≥ l: all of it if v ≥ l; a part of it always.
        boolean all =
            above
                ? order > 0 || (order == 0 && (!strict || operator.equals(">")))
                : order < 0 || (order == 0 && (!strict || operator.equals("<")));
        return all ? Answer.YES : Answer.OPEN;
      }
      boolean none =
          above
              ? order > 0 || (order == 0 && (strict || operator.equals(">")))
              : order < 0 || (order == 0 && (strict || operator.equals("<")));
      return none ? Answer.NO : Answer.OPEN;
    }
  }

  /** The first share that the form tells, without its sign; null if it tells none. */
  static @Nullable String share(String form) {
    var told = told(form, null);
    return told == null
        ? null
        : (told.operator.equals("=") ? "" : told.operator) + told.value.toPlainString();
  }

  private static @Nullable Told told(String form, @Nullable String part) {
    var pattern =
        Pattern.compile(
            (part == null ? "" : Pattern.quote(part) + "(?:含量|量|分|为|:|约)*")
                + "(>=|≥|<=|≤|>|<)?([0-9]+(?:\\.[0-9]+)?)%");
    Matcher found = pattern.matcher(form);
    if (!found.find()) {
      return null;
    }
    var operator = found.group(1) == null ? "=" : found.group(1);
    return new Told(
        operator.equals("≥") ? ">=" : operator.equals("≤") ? "<=" : operator,
        new BigDecimal(found.group(2)));
  }
}
