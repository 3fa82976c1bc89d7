package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Operator;

/**
 * Which projects a row speaks of, told by their facts instead of words, as its column {@code
 * only_zh} says it: {@code 瓦斯等级=煤与瓦斯突出 || 是否冲击地压矿井=是;建设性质=新建}. What stands between semicolons must
 * all hold, of what stands between {@code ||} one; values are separated by {@code |}; a number has
 * its unit behind it ({@code 竖井提升深度>300米}). {@code 不限} is every project of the sector; with {@code
 * 另须判断} the facts rule projects out, and a person judges whether the words mean the others.
 *
 * @param parts all of them must hold, of each any one
 * @param judged whether that isn't enough
 */
record FactScope(List<List<Condition>> parts, boolean judged) {
  static final String COLUMN = "only_zh";

  /** Every project of the sector. */
  static final FactScope EVERY = new FactScope(List.of(), false);

  private static final String UNLIMITED = "不限";
  private static final String JUDGED = "另须判断";
  static final String KIND = "建设性质";

  private static final Map<String, ProjectKind> KINDS =
      Map.of(
          "新建", ProjectKind.NEW,
          "扩建", ProjectKind.EXPAND,
          "改建", ProjectKind.REBUILD,
          "迁建", ProjectKind.RELOCATE,
          "技术改造", ProjectKind.UPGRADE);

  private static final Pattern NUMBER =
      Pattern.compile("([^<>=]+)(<=|>=|<|>)(\\d+(?:\\.\\d+)?)(\\D*)");

  FactScope {
    parts = parts.stream().map(List::copyOf).toList();
  }

  /**
   * What a project says to it.
   *
   * @param holds null if it isn't sure
   * @param open what would have to be told
   */
  record Answer(@Nullable Boolean holds, List<Condition> open) {}

  /** Whether a row says of whom it speaks in facts. */
  static boolean isTold(PolicyFile.Row row) {
    return row.has(COLUMN) && !row.text(COLUMN).isEmpty();
  }

  static FactScope of(PolicyFile.Row row) {
    if (row.text(COLUMN).equals(UNLIMITED)) {
      return EVERY;
    }
    var parts = new ArrayList<List<Condition>>();
    boolean judged = false;
    for (var part : row.several(COLUMN)) {
      if (part.equals(JUDGED)) {
        judged = true;
        continue;
      }
      var any = new ArrayList<Condition>();
      for (var told : part.split("\\|\\|")) {
        var condition = condition(row, told.strip());
        if (condition != null) {
          any.add(condition);
        }
      }
      parts.add(any);
    }
    return new FactScope(parts, judged);
  }

  /** One comparison, {@code label=value1|value2} or {@code label>number unit}. */
  private static @Nullable Condition condition(PolicyFile.Row row, String told) {
    var number = NUMBER.matcher(told);
    return number.matches()
        ? comparison(row, number.group(1), number.group(2), number.group(3), number.group(4))
        : oneOf(row, told);
  }

  /** {@code label=value1|value2}; null if that is a fault of the row. */
  static @Nullable Condition oneOf(PolicyFile.Row row, String told) {
    int at = told.indexOf('=');
    if (at < 1) {
      row.wrong(COLUMN, "notOnly", told);
      return null;
    }
    var label = told.substring(0, at);
    if (!CatalogueSight.canTell(label)) {
      row.wrong(COLUMN, "noLabel", label);
      return null;
    }
    var words = new ArrayList<String>();
    for (var word : told.substring(at + 1).split("\\|")) {
      var value = value(label, word.strip());
      if (!CatalogueSight.canBe(label, value)) {
        row.wrong(COLUMN, "noChoice", label, word);
      }
      words.add(value);
    }
    return new Condition(label, Operator.ONE_OF, null, words, "", false);
  }

  private static @Nullable Condition comparison(
      PolicyFile.Row row, String label, String sign, String number, String unit) {
    var fact = CatalogueSight.fact(label);
    if (fact == null || fact.unit().isEmpty()) {
      row.wrong(COLUMN, "noLabel", label);
      return null;
    }
    if (Measure.of(unit).filter(measure -> measure.fits(fact.unit())).isEmpty()) {
      row.wrong(COLUMN, "noUnit", unit);
      return null;
    }
    return new Condition(
        label,
        java.util.Objects.requireNonNull(Operator.of(sign)),
        new BigDecimal(number),
        List.of(),
        unit,
        false);
  }

  /** Kinds of construction may be told in words. */
  private static String value(String label, String word) {
    var kind = label.equals(KIND) ? KINDS.get(word) : null;
    return kind == null ? word : kind.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the project is one of those. */
  Answer of(CatalogueSight sight) {
    var open = new ArrayList<Condition>();
    for (var any : parts) {
      var unsure = new ArrayList<Condition>();
      boolean holds = false;
      for (var condition : any) {
        var is = holds(condition, sight);
        holds |= Boolean.TRUE.equals(is);
        if (is == null) {
          unsure.add(condition);
        }
      }
      if (!holds && unsure.isEmpty()) {
        return new Answer(false, List.of());
      }
      if (!holds) {
        open.addAll(unsure);
      }
    }
    return new Answer(open.isEmpty() && !judged ? true : null, open);
  }

  private static @Nullable Boolean holds(Condition condition, CatalogueSight sight) {
    var label = condition.measure();
    if (condition.number() == null) {
      return sight.says(label, condition.words());
    }
    var fact = CatalogueSight.fact(label);
    var told = fact == null ? null : sight.number(FactDictionary.key(fact));
    if (fact == null || told == null) {
      return null;
    }
    var value = Measure.of(fact.unit()).orElseThrow().inBase(told);
    var limit = Measure.of(condition.unit()).orElseThrow().inBase(condition.number());
    return condition.operator().holds(value.compareTo(limit));
  }

  /** Whether some part asks for it. */
  boolean asks(String label) {
    return parts.stream().flatMap(List::stream).anyMatch(c -> c.measure().equals(label));
  }

  /** As the column says it. */
  String words() {
    var told = parts.stream().map(FactScope::words);
    return equals(EVERY)
        ? UNLIMITED
        : Stream.concat(told, judged ? Stream.of(JUDGED) : Stream.empty())
            .collect(Collectors.joining(";"));
  }

  private static String words(List<Condition> any) {
    return String.join(" || ", any.stream().map(FactScope::words).toList());
  }

  private static String words(Condition told) {
    if (told.number() != null) {
      return told.measure() + told.operator().sign() + told.threshold() + told.unit();
    }
    return told.measure()
        + "="
        + String.join("|", told.words().stream().map(w -> word(told.measure(), w)).toList());
  }

  private static String word(String label, String value) {
    return label.equals(KIND)
        ? KINDS.entrySet().stream()
            .filter(kind -> value.equals(kind.getValue().name().toLowerCase(Locale.ROOT)))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(value)
        : value;
  }
}
