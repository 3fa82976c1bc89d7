package org.zhunru.workflow;

import java.util.ArrayList;
import java.util.List;

/** Text set without a font at hand: estimated widths, line breaks as Chinese and English ask. */
final class DrawnText {
  private static final String NEVER_FIRST = "，。、；：？！）」』》】〉…—·％%,.;:?!)]}”’";
  private static final String NEVER_LAST = "（「『《【〈([{“‘";

  private DrawnText() {}

  /** Estimated width of one line, a little more rather than less. */
  static double width(String text, double size) {
    return text.codePoints().mapToDouble(DrawnText::em).sum() * size;
  }

  private static double em(int c) {
    if (c >= 0x1100 && !Character.isWhitespace(c) && Character.isLetter(c) || isFull(c)) {
      return 1;
    }
    if ("iljtfI.,:;'|! ()[]".indexOf(c) >= 0) {
      return .36;
    }
    if ("mwMW@%".indexOf(c) >= 0) {
      return .92;
    }
    return Character.isUpperCase(c) ? .7 : .59;
  }

  private static boolean isFull(int c) {
    return c >= 0x2E80 && c < 0xFB00 || c >= 0xFE30 && c < 0xFF70 || c >= 0x1F000;
  }

  /** Whether every sign may stand upright below the other. */
  static boolean isChinese(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(DrawnText::isFull);
  }

  /**
   * Lines no wider than {@code width} if words allow it, as even as they can be without becoming
   * more. A word longer than a line is broken.
   */
  static List<String> wrap(String text, double width, double size) {
    var lines = new ArrayList<String>();
    for (var paragraph : text.strip().split("\\R")) {
      if (!paragraph.isBlank()) {
        lines.addAll(even(paragraph.strip().replaceAll("\\s+", " "), width, size));
      }
    }
    return lines;
  }

  private static List<String> even(String text, double width, double size) {
    var best = greedy(text, width, size);
    if (best.size() < 2) {
      return best;
    }
    for (double narrower = width - size / 2; narrower >= 2 * size; narrower -= size / 2) {
      var lines = greedy(text, narrower, size);
      if (lines.size() > best.size() || widest(lines, size) > narrower + .01) {
        break;
      }
      best = lines;
    }
    return best;
  }

  static double widest(List<String> lines, double size) {
    return lines.stream().mapToDouble(line -> width(line, size)).max().orElse(0);
  }

  private static List<String> greedy(String text, double width, double size) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var piece : pieces(text)) {
      if (line.length() > 0 && width(line + piece.stripTrailing(), size) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      for (int i = 0; i < piece.length(); ) {
        var sign = Character.toString(piece.codePointAt(i));
        if (line.length() > 0 && width(line + sign, size) > width && !sign.isBlank()) {
          if (NEVER_FIRST.contains(sign) && piece.length() > sign.length()) {
            line.append(sign);
            i += sign.length();
            continue;
          }
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        line.append(sign);
        i += sign.length();
      }
    }
    if (!line.toString().isBlank()) {
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** What must stay on one line: words, and signs with the punctuation that clings to them. */
  private static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    int before = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (before >= 0 && mayBreak(before, c)) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.appendCodePoint(c);
      before = c;
      i += Character.charCount(c);
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static boolean mayBreak(int before, int after) {
    if (after == ' ' || NEVER_FIRST.indexOf(after) >= 0 || NEVER_LAST.indexOf(before) >= 0) {
      return false;
    }
    return before == ' ' || before == '-' || before == '/' || isFull(before) || isFull(after);
  }

  /** The text, or as much of it as fits and an ellipsis. */
  static String cut(String text, double width, double size) {
    if (width(text, size) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (width(kept.toString() + Character.toString(c) + "…", size) > width) {
        break;
      }
      kept.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return kept.append('…').toString();
  }
}
