package org.zhunru.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.zhunru.review.ConditionItem;
import org.zhunru.review.OpinionDraft.Operator;

/**
 * Two conditions that can't both be met: they limit the same measure in the same unit to ranges
 * that do not meet.
 */
public record Contradiction(MergedCondition one, MergedCondition other) {

  static List<Contradiction> among(List<MergedCondition> conditions) {
    var found = new ArrayList<Contradiction>();
    for (int i = 0; i < conditions.size(); i++) {
      for (int j = i + 1; j < conditions.size(); j++) {
        if (exclude(conditions.get(i).item(), conditions.get(j).item())) {
          found.add(new Contradiction(conditions.get(i), conditions.get(j)));
        }
      }
    }
    return found;
  }

  private static boolean exclude(ConditionItem a, ConditionItem b) {
    if (a.measure() == null
        || !a.measure().equalsIgnoreCase(String.valueOf(b.measure()))
        || !String.valueOf(a.unit()).equalsIgnoreCase(String.valueOf(b.unit()))) {
      return false;
    }
    return Range.of(a).misses(Range.of(b));
  }

  /** The values a condition leaves; a null end is open. */
  private record Range(
      @org.jspecify.annotations.Nullable BigDecimal low,
      boolean lowIn,
      @org.jspecify.annotations.Nullable BigDecimal high,
      boolean highIn) {

    static Range of(ConditionItem condition) {
      var value = Objects.requireNonNull(condition.value());
      Operator operator = Objects.requireNonNull(condition.operator());
      switch (operator) {
        case LE:
          return new Range(null, false, value, true);
        case LT:
          return new Range(null, false, value, false);
        case GE:
          return new Range(value, true, null, false);
        case GT:
          return new Range(value, false, null, false);
        default:
          return new Range(value, true, value, true);
      }
    }

    boolean misses(Range other) {
      return endsBelow(other) || other.endsBelow(this);
    }

    private boolean endsBelow(Range other) {
      if (high == null || other.low == null) {
        return false;
      }
      int compared = high.compareTo(other.low);
      return compared < 0 || (compared == 0 && !(highIn && other.lowIn));
    }
  }
}
