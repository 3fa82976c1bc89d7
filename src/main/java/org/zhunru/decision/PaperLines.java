package org.zhunru.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * Text broken into lines as Chinese is: between any two characters, but never before a closing or
 * after an opening mark, and not within words, numbers or 〔U+2B81D〕 unless they are longer than a
 * line. Lines but the last of a paragraph are set to full width where that tears no gaps.
 */
final class PaperLines {
  private static final String NOT_FIRST = "，。、；：？！）】》〉」』〕〗”’…—～·％‰℃℉°′″々" + ",.;:?!)]}%>¢" + "·•-/";
  private static final String NOT_LAST = "（【《〈「『〔〖“‘＄￥¥$([{<№§#＃";
  private static final float WIDEST_GAP = 0.16f;

  /** A piece of text in one weight. */
  record Span(String text, boolean bold) {}

  /**
   * A character where it stands.
   *
   * @param x from the beginning of the line, in points
   */
  record Glyph(int codePoint, PaperFonts.Face face, float x) {}

  /**
   * @param indent from the left edge, in points
   * @param width of the characters, in points, without indent
   */
  record Line(List<Glyph> glyphs, float indent, float width) {}

  private record Letter(int codePoint, boolean bold, PaperFonts.Face face, float width) {}

  private final PaperFonts fonts;
  private final float size;
  private final float width;
  private final boolean full;
  private final List<Line> lines = new ArrayList<>();

  private PaperLines(PaperFonts fonts, float size, float width, boolean full) {
    this.fonts = fonts;
    this.size = size;
    this.width = width;
    this.full = full;
  }

  /**
   * @param spans what {@link PaperFonts#printable} gave
   * @param size of the letters, in points
   * @param width of a line, in points
   * @param indent of the first line of each paragraph, in points
   * @param full whether lines are set to full width
   * @return at least one line
   */
  static List<Line> of(
      PaperFonts fonts, List<Span> spans, float size, float width, float indent, boolean full) {
    var setting = new PaperLines(fonts, size, width, full);
    var paragraph = new ArrayList<Letter>();
    for (var span : spans) {
      span.text()
          .codePoints()
          .forEach(
              c -> {
                if (c == '\n') {
                  setting.paragraph(paragraph, indent);
                  paragraph.clear();
                } else {
                  paragraph.add(setting.letter(c, span.bold()));
                }
              });
    }
    setting.paragraph(paragraph, indent);
    return List.copyOf(setting.lines);
  }

  private Letter letter(int codePoint, boolean bold) {
    var face = fonts.of(codePoint, bold);
    if (face == null) {
      throw new IllegalArgumentException("Not printable: U+" + Integer.toHexString(codePoint));
    }
    return new Letter(codePoint, bold, face, face.width(codePoint) * size);
  }

  private void paragraph(List<Letter> letters, float indent) {
    var line = new ArrayList<Letter>();
    float room = width - indent;
    float taken = 0;
    float start = indent;
    for (var unit : units(letters)) {
      float need = width(trimmed(unit));
      if (taken + need > room + 0.01f && !line.isEmpty()) {
        if (need <= width) {
          set(line, start, room, false);
          line.clear();
          taken = 0;
          start = 0;
          room = width;
        }
      }
      if (taken + need > room + 0.01f) {
        for (var letter : unit) {
          if (taken + letter.width() > room + 0.01f && !line.isEmpty()) {
            set(line, start, room, false);
            line.clear();
            taken = 0;
            start = 0;
            room = width;
          }
          line.add(letter);
          taken += letter.width();
        }
      } else {
        line.addAll(unit);
        taken += width(unit);
      }
    }
    set(line, start, room, true);
  }

  /** What no line end may divide. */
  private static List<List<Letter>> units(List<Letter> letters) {
    var units = new ArrayList<List<Letter>>();
    List<Letter> unit = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      unit.add(letters.get(i));
      if (i + 1 == letters.size()
          || mayDivide(letters.get(i), letters.get(i + 1)) && !isWithinQuantity(letters, i)) {
        units.add(unit);
        unit = new ArrayList<>();
      }
    }
    return units;
  }

  private static boolean mayDivide(Letter before, Letter after) {
    int a = before.codePoint();
    int b = after.codePoint();
    if (b == ' ' || NOT_FIRST.indexOf(b) >= 0 || NOT_LAST.indexOf(a) >= 0) {
      return false;
    }
    return a == ' ' || !inWord(a) || !inWord(b);
  }

  /** The space of 320 m, 30 000 and GB 18218. */
  private static boolean isWithinQuantity(List<Letter> letters, int space) {
    if (letters.get(space).codePoint() != ' ' || space == 0) {
      return false;
    }
    int before = letters.get(space - 1).codePoint();
    int after = letters.get(space + 1).codePoint();
    return inWord(before)
        && inWord(after)
        && (Character.isDigit(before) || Character.isDigit(after));
  }

  /** Letters, figures and what stands between them: not Chinese, no full-width form. */
  private static boolean inWord(int c) {
    return c > ' ' && c < 0x2E80 && !(c >= 0x2460 && c <= 0x2BFF);
  }

  private static List<Letter> trimmed(List<Letter> letters) {
    int end = letters.size();
    while (end > 0 && letters.get(end - 1).codePoint() == ' ') {
      end--;
    }
    return letters.subList(0, end);
  }

  private static float width(List<Letter> letters) {
    float sum = 0;
    for (var letter : letters) {
      sum += letter.width();
    }
    return sum;
  }

  private void set(List<Letter> letters, float indent, float room, boolean last) {
    var shown = trimmed(letters);
    float gap = last || !full ? 0 : gap(shown, room);
    var glyphs = new ArrayList<Glyph>(shown.size());
    float x = 0;
    for (int i = 0; i < shown.size(); i++) {
      var letter = shown.get(i);
      glyphs.add(new Glyph(letter.codePoint(), letter.face(), x));
      x += letter.width();
      if (i + 1 < shown.size() && stretches(letter, shown.get(i + 1))) {
        x += gap;
      }
    }
    lines.add(new Line(List.copyOf(glyphs), indent, x));
  }

  private float gap(List<Letter> letters, float room) {
    int gaps = 0;
    for (int i = 0; i + 1 < letters.size(); i++) {
      if (stretches(letters.get(i), letters.get(i + 1))) {
        gaps++;
      }
    }
    float each = gaps == 0 ? 0 : (room - width(letters)) / gaps;
    return each > 0 && each <= WIDEST_GAP * size ? each : 0;
  }

  private static boolean stretches(Letter before, Letter after) {
    return !inWord(before.codePoint()) || !inWord(after.codePoint());
  }
}
