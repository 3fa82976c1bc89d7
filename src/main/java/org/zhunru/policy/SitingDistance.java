package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Operator;
import org.zhunru.policy.ProjectFacts.Distance;

/**
 * Whether a distance lies within what an entry keeps free.
 *
 * <p>The entry's conditions with a number are its limits in metres, one for each class of road,
 * railway or power line if it tells them apart; the border belongs to the zone ("100米内"). Without
 * one the law gives no figure: then it counts what the applicant's standard or calculation asks
 * for. Its conditions without a number narrow it. A number holds for its own measuring origin only.
 */
final class SitingDistance {
  private SitingDistance() {}

  /**
   * @param catches whether the entry has something to say, for certain or not
   * @param limit what was compared; null if nothing could be
   * @param anyClass whether it catches whatever the class is, which nobody told
   * @param told what keeps the entry away, if it isn't the distance
   * @param open what has to be answered before it is certain
   */
  record Answer(
      boolean catches,
      @Nullable Condition limit,
      boolean anyClass,
      @Nullable String told,
      List<Open> open) {}

  /** A question to ask, see {@code policy.question.<code>}. */
  record Open(String code, List<String> arguments) {}

  static Answer judge(CatalogueEntry entry, Distance distance, CatalogueSight sight) {
    var answer = measured(entry, distance, sight);
    if (!answer.catches()) {
      return answer;
    }
    for (var narrowing : entry.conditions().stream().filter(c -> c.number() == null).toList()) {
      var told = sight.told(narrowing.measure());
      if (told == null) {
        answer = open(answer.limit(), "sitingOnly", narrowing.measure(), words(narrowing.words()));
      } else if (!narrowing.words().contains(told)) {
        return new Answer(false, narrowing, false, told, List.of());
      }
    }
    return answer;
  }

  private static Answer measured(CatalogueEntry entry, Distance distance, CatalogueSight sight) {
    var metres = distance.metres();
    if (metres == null) {
      return open(null, "sitingMetres");
    }
    var limits = entry.conditions().stream().filter(c -> c.number() != null).toList();
    if (limits.isEmpty()) {
      return byStandard(entry, distance, metres);
    }
    if (!entry.qualifier().equals(distance.origin())) {
      var origin = distance.origin() == null ? "" : distance.origin();
      return open(null, "sitingOrigin", entry.qualifier(), origin);
    }
    if (limits.get(0).words().isEmpty()) {
      return compared(limits.get(0), metres, false);
    }
    return byClass(limits, metres, sight);
  }

  /** 国家有关规定: the law leaves the number to standards and calculations. */
  private static Answer byStandard(CatalogueEntry entry, Distance distance, BigDecimal metres) {
    var required = distance.requiredMetres();
    if (required == null || required.signum() <= 0 || distance.requiredBy() == null) {
      return open(null, "sitingStandard", entry.remedy());
    }
    return compared(limit(Operator.LESS, required), metres, false);
  }

  /** Without the class it is certain only what is so in every class. */
  private static Answer byClass(List<Condition> limits, BigDecimal metres, CatalogueSight sight) {
    var label = limits.get(0).words().get(0);
    var told = sight.told(label);
    for (var limit : limits) {
      if (limit.words().get(1).equals(told)) {
        return compared(limit, metres, false);
      }
    }
    var catching = limits.stream().filter(l -> holds(l, metres)).toList();
    if (catching.isEmpty()) {
      return compared(widest(limits), metres, true);
    }
    if (catching.size() == limits.size() && told == null) {
      return compared(widest(limits), metres, true);
    }
    var classes = limits.stream().map(l -> l.words().get(1)).toList();
    return open(widest(limits), "sitingClass", label, words(classes));
  }

  private static Condition widest(List<Condition> limits) {
    return limits.stream().max((a, b) -> number(a).compareTo(number(b))).orElseThrow();
  }

  private static Answer compared(Condition limit, BigDecimal metres, boolean anyClass) {
    return new Answer(holds(limit, metres), limit, anyClass, null, List.of());
  }

  private static boolean holds(Condition limit, BigDecimal metres) {
    return limit.operator().holds(metres.compareTo(number(limit)));
  }

  private static BigDecimal number(Condition limit) {
    return java.util.Objects.requireNonNull(limit.number());
  }

  private static Answer open(@Nullable Condition limit, String code, String... arguments) {
    return new Answer(true, limit, false, null, List.of(new Open(code, List.of(arguments))));
  }

  private static String words(List<String> words) {
    return String.join("、", words);
  }

  /**
   * A limit in metres.
   *
   * @param kind what is classed and the class for which it holds; nothing if for all
   */
  static Condition limit(Operator operator, BigDecimal metres, String... kind) {
    return new Condition("距离", operator, metres, List.of(kind), "米", false);
  }
}
