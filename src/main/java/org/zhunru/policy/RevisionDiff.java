package org.zhunru.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two wordings of a file, row by row. Rows that stand in both are left out. A
 * removed and an added row of the same {@code id} are told as one changed row; in files whose rows
 * have none, those that agree in most of their cells.
 *
 * @param columns of the newer wording, then those that only the older has
 */
public record RevisionDiff(List<String> columns, List<Change> changes) {
  /** Beyond that many pairs to compare, changed rows are told as removed and added. */
  private static final long MOST_PAIRS = 1_000_000;

  public RevisionDiff {
    columns = List.copyOf(columns);
    changes = List.copyOf(changes);
  }

  /**
   * One row.
   *
   * @param line in the newer file, or of a removed row in the older; the header is 1
   * @param before cells by column; null if the row is new
   * @param after null if the row is gone
   */
  public record Change(
      int line, @Nullable Map<String, String> before, @Nullable Map<String, String> after) {
    /** Columns whose cells differ; of a new or removed row, all that say something. */
    public List<String> columns() {
      var columns = new ArrayList<String>();
      var all = new LinkedHashMap<String, String>();
      if (after != null) {
        all.putAll(after);
      }
      if (before != null) {
        before.forEach(all::putIfAbsent);
      }
      for (var column : all.keySet()) {
        var old = before == null ? "" : before.getOrDefault(column, "");
        var now = after == null ? "" : after.getOrDefault(column, "");
        if (!old.equals(now)) {
          columns.add(column);
        }
      }
      return columns;
    }
  }

  private static final String ID = "id";

  private record Numbered(int line, Map<String, String> cells) {}

  /**
   * @param before csv
   * @param after csv
   */
  public static RevisionDiff between(String before, String after) {
    return between(RevisionText.of(before), RevisionText.of(after));
  }

  static RevisionDiff between(RevisionText old, RevisionText now) {
    var columns = new ArrayList<>(now.header());
    old.header().stream().filter(c -> !columns.contains(c)).forEach(columns::add);
    var gone = rows(old);
    var added = rows(now);
    cancelOut(gone, added);

    var changes = new ArrayList<Change>();
    boolean byId = old.header().contains(ID) && now.header().contains(ID);
    boolean few = (long) gone.size() * added.size() <= MOST_PAIRS;
    for (var row : added) {
      var twin = byId ? named(row, gone) : few ? nearest(row, gone) : null;
      if (twin != null) {
        gone.remove(twin);
      }
      changes.add(new Change(row.line, twin == null ? null : twin.cells, row.cells));
    }
    gone.forEach(row -> changes.add(new Change(row.line, row.cells, null)));
    return new RevisionDiff(columns, changes);
  }

  private static List<Numbered> rows(RevisionText text) {
    var rows = new ArrayList<Numbered>();
    for (int i = 0; i < text.lines().size(); i++) {
      var cells = new LinkedHashMap<String, String>();
      var line = text.lines().get(i);
      for (int j = 0; j < text.header().size(); j++) {
        cells.put(text.header().get(j), line.get(j));
      }
      rows.add(new Numbered(i + 2, cells));
    }
    return rows;
  }

  private static void cancelOut(List<Numbered> gone, List<Numbered> added) {
    var waiting = new HashMap<Map<String, String>, List<Numbered>>();
    gone.forEach(row -> waiting.computeIfAbsent(row.cells, k -> new ArrayList<>()).add(row));
    Set<Numbered> same = Collections.newSetFromMap(new IdentityHashMap<>());
    added.removeIf(
        row -> {
          var twins = waiting.getOrDefault(row.cells, List.of());
          return !twins.isEmpty() && same.add(twins.remove(0));
        });
    gone.removeIf(same::contains);
  }

  private static @Nullable Numbered named(Numbered row, List<Numbered> gone) {
    var id = row.cells.getOrDefault(ID, "");
    return gone.stream().filter(other -> id.equals(other.cells.get(ID))).findFirst().orElse(null);
  }

  private static @Nullable Numbered nearest(Numbered row, List<Numbered> gone) {
    Numbered best = null;
    int most = 0;
    for (var candidate : gone) {
      int alike = 0;
      int told = 0;
      for (var cell : row.cells.entrySet()) {
        var other = candidate.cells.getOrDefault(cell.getKey(), "");
        if (!cell.getValue().isEmpty() || !other.isEmpty()) {
          told++;
          alike += cell.getValue().equals(other) ? 1 : 0;
        }
      }
      if (alike * 2 > told && alike > most) {
        most = alike;
        best = candidate;
      }
    }
    return best;
  }
}
