package org.zhunru.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item of what a veto asked for, in the case that was filed again.
 *
 * @param veto id of the opinion
 * @param department the one that vetoed, and checks
 * @param checks all there were, oldest first; the last one counts
 */
public record Remedy(
    UUID id,
    UUID veto,
    String department,
    Opinion.GroundAsOf ground,
    String text,
    List<Check> checks) {
  private static final String OPENING = "（(［[【《“「";
  private static final String CLOSING = "）)］]】》”」";

  public Remedy {
    checks = List.copyOf(checks);
  }

  /**
   * The department has looked.
   *
   * @param evidence what shows it, in words
   * @param file of the dossier, that shows it; null if none
   * @param onBehalfName whose seat a deputy filled; null if none
   */
  public record Check(
      boolean met,
      String evidence,
      @Nullable UUID file,
      @Nullable String fileName,
      String byName,
      @Nullable String onBehalfName,
      Instant at) {}

  /** Whether it was done, as its department sees it; false before anybody has looked. */
  public boolean met() {
    return !checks.isEmpty() && checks.get(checks.size() - 1).met();
  }

  /**
   * The items of a remedy as a veto words it: one a line; several on a line if semicolons part
   * them, but for those within brackets or quotation marks.
   *
   * @return at least one
   */
  static List<String> items(String remedy) {
    var items = new ArrayList<String>();
    var item = new StringBuilder();
    int depth = 0;
    for (var line : remedy.split("\\R")) {
      for (char c : line.toCharArray()) {
        if (OPENING.indexOf(c) >= 0) {
          depth++;
        } else if (CLOSING.indexOf(c) >= 0) {
          depth = Math.max(0, depth - 1);
        }
        if (depth == 0 && (c == '；' || c == ';')) {
          end(item, items);
        } else {
          item.append(c);
        }
      }
      depth = 0;
      end(item, items);
    }
    return items;
  }

  private static void end(StringBuilder item, List<String> items) {
    if (!item.toString().isBlank()) {
      items.add(item.toString().strip());
    }
    item.setLength(0);
  }
}
