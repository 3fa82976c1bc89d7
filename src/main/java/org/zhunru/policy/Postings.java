package org.zhunru.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Keys and the numbers that stand under each, in the order in which they came. */
final class Postings<K> {
  private static final int[] NONE = {};
  private final Map<K, int[]> lists = new HashMap<>();

  private Postings() {}

  /** Gathers what is put together once. */
  static final class Draft<K> {
    private final Map<K, List<Integer>> lists = new HashMap<>();

    void add(K key, int number) {
      lists.computeIfAbsent(key, k -> new ArrayList<>()).add(number);
    }

    Postings<K> done() {
      var postings = new Postings<K>();
      lists.forEach(
          (key, numbers) ->
              postings.lists.put(key, numbers.stream().mapToInt(Integer::intValue).toArray()));
      return postings;
    }
  }

  /** Never to be changed; empty if nothing stands there. */
  int[] at(@Nullable K key) {
    var there = key == null ? null : lists.get(key);
    return there == null ? NONE : there;
  }

  /** All numbers, key by key. */
  void each(IntConsumer consumer) {
    for (var numbers : lists.values()) {
      for (int number : numbers) {
        consumer.accept(number);
      }
    }
  }
}
