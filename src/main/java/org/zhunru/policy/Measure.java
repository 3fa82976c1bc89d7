package org.zhunru.policy;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A unit of the catalogues: what it measures and how many of the dimension's base unit it is,
 * exactly (a 亩 is 2000/3 m²). 吨/日 and 吨/年 are two dimensions: days worked aren't known.
 *
 * @param dimension what is measured
 * @param factor base units in one of this
 */
record Measure(String dimension, Fraction factor) {
  private static final Map<String, Measure> UNITS = new LinkedHashMap<>();

  /** Words that stand in unit columns where no quantity is asked. */
  private static final Set<String> WORDS = Set.of("布尔", "等级", "层级", "枚举", "学历", "日期");

  static {
    unit("mass", "0.000001", "mg", "毫克");
    unit("mass", "0.001", "g", "克");
    unit("mass", "1", "kg", "千克", "公斤");
    unit("mass", "1000", "t", "吨");
    unit("mass", "10000000", "万吨", "万t");
    unit("mass per year", "1", "t/a", "吨/年", "t/年");
    unit("mass per year", "1000", "kt/a", "千吨/年");
    unit("mass per year", "10000", "万吨/年", "万t/a", "万t/年");
    unit("mass per year", "0.001", "kg/a", "千克/年");
    unit("mass per year", "1000000", "Mt/a");
    unit("mass per day", "1", "t/d", "吨/日", "吨/天");
    unit("mass per hour", "1", "kg/h", "千克/小时");
    unit("mass per hour", "1000", "t/h", "吨/小时");
    unit("length", "0.001", "mm", "毫米");
    unit("length", "0.01", "cm", "厘米");
    unit("length", "1", "m", "米");
    unit("length", "1000", "km", "千米", "公里");
    unit("length per year", "1", "m/a", "米/年");
    unit("length per year", "10000", "万米/年", "万m/a");
    unit("area", "1", "m2", "平方米");
    unit("area", "10000", "hm2", "ha", "公顷", "万平方米");
    unit("area", "1000000", "km2", "平方公里", "平方千米");
    UNITS.put(
        key("亩"),
        new Measure(
            "area", Fraction.of(new BigDecimal("2000")).over(Fraction.of(new BigDecimal("3")))));
    unit("area per year", "1", "m2/a", "平方米/年");
    unit("area per year", "10000", "万平方米/年", "万m2/a");
    unit("area per person", "1", "m2/人", "平方米/人");
    unit("volume", "0.001", "L", "升");
    unit("volume", "1", "m3", "立方米", "立方");
    unit("volume", "10000", "万立方米", "万m3");
    unit("volume per year", "1", "m3/a", "立方米/年");
    unit("volume per year", "10000", "万立方米/年", "万m3/a");
    unit("pieces per year", "1", "件/年");
    unit("pieces per year", "10000", "万件/年");
    unit("bricks per year", "10000", "万标砖/年");
    unit("rolls per year", "10000", "万卷/年");
    unit("cartons per year", "1", "标箱/年");
    unit("apparent power", "1", "kVA", "千伏安");
    unit("apparent power", "1000", "MVA", "兆伏安");
    unit("power", "1", "kW", "千瓦");
    unit("power", "1000", "MW", "兆瓦");
    unit("current", "1", "A", "安", "安培");
    unit("current", "1000", "kA", "千安");
    unit("share", "0.000001", "μg/g", "ppm", "mg/kg", "g/t");
    unit("share", "0.001", "kg/t", "千克/吨", "‰");
    unit("share", "0.01", "%", "百分之一", "%(占限员数)");
    unit("coal per tonne", "1", "kgce/t", "千克标煤/吨");
    unit("water per tonne", "1", "m3/t", "立方米/吨");
    unit("energy per tonne", "1", "kWh/t", "千瓦时/吨");
    unit("energy per tonne", "1000", "MWh/t");
    unit("temperature", "1", "℃", "摄氏度");
    unit("noise", "1", "dB(A)", "dBA");
    unit("money", "1", "元");
    unit("money", "10000", "万元");
    unit("money", "100000000", "亿元");
    unit("money per year", "1", "元/年");
    unit("money per year", "10000", "万元/年");
    unit("money per year", "100000000", "亿元/年");
    unit("time", "1", "年", "a");
    unit("count", "1", "个", "台", "座", "门", "起", "件", "套");
    unit("grades", "1", "等");
    unit("times", "1", "倍");
    unit("people", "1", "人", "人/单班", "人/班", "人/同一时间", "人/栋");
  }

  private static void unit(String dimension, String factor, String... names) {
    for (var name : names) {
      UNITS.put(key(name), new Measure(dimension, Fraction.of(new BigDecimal(factor))));
    }
  }

  /** {@code ㎡} is {@code m2}, {@code m³} is {@code m3}: NFKC; mega and milli stay apart. */
  private static String key(String unit) {
    return Normalizer.normalize(unit, Normalizer.Form.NFKC).strip();
  }

  static Optional<Measure> of(String unit) {
    var direct = UNITS.get(unit);
    return Optional.ofNullable(direct == null ? UNITS.get(key(unit)) : direct);
  }

  /** Whether a column's unit announces a word (a grade, yes or no, a date) instead of a number. */
  static boolean isWord(String unit) {
    return WORDS.contains(unit);
  }

  /** Whether a number in this can be told in the other. */
  boolean fits(String unit) {
    return of(unit).filter(other -> other.dimension.equals(dimension)).isPresent();
  }

  Fraction inBase(BigDecimal value) {
    return Fraction.of(value).times(factor);
  }
}
