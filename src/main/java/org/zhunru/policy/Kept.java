package org.zhunru.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made once and then kept; of too many, the one least recently asked for goes. Whoever asks
 * for something in the making waits for that alone.
 */
final class Kept<K, V> {
  private final Map<K, Once<V>> kept;

  Kept(int most) {
    kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Once<V>> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key, Supplier<V> make) {
    Once<V> once;
    synchronized (kept) {
      once = kept.computeIfAbsent(key, k -> new Once<>());
    }
    return once.get(make);
  }

  private static final class Once<V> {
    private volatile @Nullable V made;

    V get(Supplier<V> make) {
      var there = made;
      return there == null ? make(make) : there;
    }

    private synchronized V make(Supplier<V> make) {
      var there = made;
      if (there == null) {
        there = make.get();
        made = there;
      }
      return there;
    }
  }
}
