package org.zhunru.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

  /**
   * A page of rows, one more of which was asked for than there is room for.
   *
   * @param size room
   * @param place of a row in the order of the list, which says itself as a cursor
   */
  public static <T> Page<T> of(List<T> found, int size, Function<? super T, ?> place) {
    return found.size() <= size
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, size), place.apply(found.get(size - 1)).toString());
  }

  /**
   * The rows of all pages, for an export: it is whole or it is none.
   *
   * @param pages reads a page, by the cursor of the one before
   * @param tooMany code of the refusal
   * @throws Refusal of that code (argument: most) if there are more
   */
  public static <T> List<T> all(
      Function<@Nullable String, Page<T>> pages, int most, String tooMany) {
    var rows = new ArrayList<T>();
    @Nullable String cursor = null;
    do {
      var page = pages.apply(cursor);
      rows.addAll(page.rows());
      cursor = page.next();
      if (rows.size() > most) {
        throw Refusal.conflict(tooMany, most);
      }
    } while (cursor != null);
    return rows;
  }
}
