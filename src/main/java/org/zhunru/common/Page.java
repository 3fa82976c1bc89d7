package org.zhunru.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list read by keyset.
 *
 * @param rows the rows, in order
 * @param next opaque cursor of the next page; null on the last one
 */
public record Page<T>(List<T> rows, @Nullable String next) {
  public Page {
    rows = List.copyOf(rows);
  }
}
