package org.zhunru.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How alike two texts are: by the pairs of characters that they share (Dice), or because the one
 * names by a wider word what the other names.
 */
final class CatalogueText {
  /** From here on something is asked: the entry may mean it. */
  static final double RESEMBLES = 0.6;

  /** From here on the entry is shown as a near miss. */
  static final double NEAR = 0.35;

  private static final int SHORTEST = 2;

  /** That it is to be built, which one of several it is, how much of it. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "^(?:新建|改建|扩建|新增|年产|[0-9一二三四五六七八九十]+[号#期]"
              + "|[0-9.]+(?:万?吨|万?t|立方米|m3|千伏安|kva)(?:/?年|/?a)?)+");

  /** How what {@link #BEFORE} finds begins. */
  private static final String BEGINS = "新改扩年0123456789一二三四五六七八九十";

  /** That it is a plant, or how much it makes. */
  private static final List<String> AFTER =
      List.of("装置", "项目", "工程", "生产线", "能力", "产能", "产量", "规模");

  /** What stands before those. */
  private static final List<String> OF_AFTER =
      List.of("生产", "设计", "建设", "开采", "处理", "单井", "单线", "单套", "单台", "起始", "初始", "企业");

  /** Words that every plant answers to. */
  private static final Set<String> ANYTHING =
      Set.of("设备", "工艺", "系统", "机械", "产品", "企业", "生产", "处理");

  /** What stands before a part of a chemical's name that isn't the chemical: 聚苯乙烯 is no 苯乙烯. */
  private static final String OF_CHEMICALS = "聚苯氯溴碘氟甲乙丙丁戊己一二三四五六多单双过次亚偏焦氧硝氨羟羰氰代基氢硫磷锂钠钾钙铵酸化";

  private CatalogueText() {}

  /**
   * What a name of processes and equipment is the name of, part by part: 新建纯碱、烧碱装置 names 纯碱 and 烧碱.
   *
   * @return normalised, each at least two characters long
   */
  static List<String> things(String name) {
    if (name.indexOf('(') < 0 && name.indexOf('、') < 0 && name.indexOf('/') < 0) {
      var thing = thing(SubstanceNames.normal(name));
      return isOne(thing) ? List.of(thing) : List.of();
    }
    return Stream.of(name.replaceAll("\\([^)]*\\)", "").split("[、/]"))
        .map(SubstanceNames::normal)
        .map(CatalogueText::thing)
        .filter(CatalogueText::isOne)
        .distinct()
        .toList();
  }

  private static boolean isOne(String thing) {
    return thing.length() >= SHORTEST && !ANYTHING.contains(thing);
  }

  /** What a normalised text names, without the words around it; may be empty. */
  private static String thing(String normal) {
    boolean begins = !normal.isEmpty() && BEGINS.indexOf(normal.charAt(0)) >= 0;
    var thing = begins ? BEFORE.matcher(normal).replaceFirst("") : normal;
    for (var shorter = without(thing, AFTER);
        shorter.length() < thing.length();
        shorter = without(thing, AFTER)) {
      thing = shorter;
      for (var word = without(thing, OF_AFTER);
          word.length() < thing.length();
          word = without(thing, OF_AFTER)) {
        thing = word;
      }
    }
    return thing;
  }

  private static String without(String text, List<String> ends) {
    for (var end : ends) {
      if (text.endsWith(end)) {
        return text.substring(0, text.length() - end.length());
      }
    }
    return text;
  }

  /**
   * Whether two {@link #things} may be one: the same, or the one is a kind of the other, as 炼铁高炉 is
   * a 高炉. In Chinese what a thing is stands at the end of its name.
   */
  static boolean mayBeOne(String one, String other) {
    var shorter = one.length() < other.length() ? one : other;
    var longer = one.length() < other.length() ? other : one;
    int before = longer.length() - shorter.length();
    return shorter.length() >= SHORTEST
        && longer.endsWith(shorter)
        && (before == 0 || OF_CHEMICALS.indexOf(longer.charAt(before - 1)) < 0);
  }

  static Set<String> grams(String normal) {
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + 2 <= normal.length(); i++) {
      grams.add(normal.substring(i, i + 2));
    }
    return grams;
  }

  /** The same pairs, each as one number, ascending. */
  static int[] pairs(String normal) {
    int count = Math.max(0, normal.length() - 1);
    int[] pairs = new int[count];
    for (int i = 0; i < count; i++) {
      pairs[i] = normal.charAt(i) << 16 | normal.charAt(i + 1);
    }
    Arrays.sort(pairs);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || pairs[i] != pairs[i - 1]) {
        pairs[distinct++] = pairs[i];
      }
    }
    return distinct == count ? pairs : Arrays.copyOf(pairs, distinct);
  }

  /** How many pairs both have. */
  static int shared(int[] one, int[] other) {
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      if (one[i] == other[j]) {
        shared++;
        i++;
        j++;
      } else if (one[i] < other[j]) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
  }

  /**
   * @param shared pairs that both have
   * @param one pairs of the one
   * @param other pairs of the other
   */
  static double alike(int shared, int one, int other) {
    return one + other == 0 ? 0 : 2.0 * shared / (one + other);
  }
}
