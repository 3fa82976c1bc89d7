package org.zhunru.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of a paper and which of them draws a character: Noto Sans SC, then our own cut of rare
 * characters, then whatever TrueType fonts a city has added, in the order of their names (ADR
 * 0020). Fonts are read at the first paper. Not safe for use by several threads; {@link
 * PaperWriter} lets one in at a time.
 */
final class PaperFonts {
  private static final String REGULAR = "fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";
  private static final String BOLD = "fonts/ttf/NotoSansSC/NotoSansSC-Bold.ttf";
  private static final String RARE = "fonts/zhunru-rare.ttf";

  /** Light letters are drawn this much thicker among those of Noto Sans, in em. */
  private static final float THICKER = 0.022f;

  /** One font file. */
  static final class Face {
    private final float thicker;
    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final float perEm;
    private final Map<Integer, Float> widths = new ConcurrentHashMap<>();

    private Face(TrueTypeFont font, float thicker) throws IOException {
      this.font = font;
      this.thicker = thicker;
      // Ligatures would have no code point, and extracted text would lack them.
      font.setEnableGsub(false);
      glyphs = font.getUnicodeCmapLookup();
      perEm = font.getUnitsPerEm();
    }

    TrueTypeFont font() {
      return font;
    }

    /** By how much its outlines are to be drawn thicker, in em; 0 if as they are. */
    float thicker() {
      return thicker;
    }

    /** Number of the glyph; 0 if the font has none. */
    int glyph(int codePoint) {
      return glyphs.getGlyphId(codePoint);
    }

    /** Width in em. */
    float width(int codePoint) {
      return widths.computeIfAbsent(
          codePoint,
          c -> {
            try {
              return font.getAdvanceWidth(glyph(c)) / perEm;
            } catch (IOException unreadable) {
              throw new UncheckedIOException(unreadable);
            }
          });
    }
  }

  private final @Nullable Path more;
  private @Nullable List<Face> regular;
  private @Nullable List<Face> bold;

  /**
   * @param more directory with further TrueType fonts; null if there is none
   */
  PaperFonts(@Nullable Path more) {
    this.more = more;
  }

  /** Which font draws the character; null if none has it. */
  @Nullable Face of(int codePoint, boolean asBold) {
    for (var face : chain(asBold)) {
      if (face.glyph(codePoint) != 0) {
        return face;
      }
    }
    return null;
  }

  /**
   * The text as it can be printed: radicals and compatibility forms as the characters they stand
   * for, variation selectors left out, and a character that no font has as 〔U+2B81D〕.
   *
   * @param unknown takes the code points no font has, as {@code U+2B81D}
   */
  String printable(String text, SortedSet<String> unknown) {
    var shown = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                shown.append('\n');
              } else if (isRadical(c)) {
                shown.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
              } else if (c == 0xA0 || c == '\t') {
                shown.append(' ');
              } else if (!isInvisible(c)) {
                if (of(c, false) != null) {
                  shown.appendCodePoint(c);
                } else {
                  var name = String.format(Locale.ROOT, "U+%04X", c);
                  unknown.add(name);
                  shown.append('〔').append(name).append('〕');
                }
              }
            });
    return shown.toString();
  }

  /** Kangxi and supplementary radicals look like characters and are none. */
  private static boolean isRadical(int c) {
    return c >= 0x2E80 && c <= 0x2FDF;
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private List<Face> chain(boolean asBold) {
    var chosen = asBold ? bold : regular;
    if (chosen == null) {
      var further = new ArrayList<Face>();
      further.add(fromClassPath(RARE, THICKER));
      further.addAll(added());
      var first = fromClassPath(REGULAR, 0);
      var firstBold = fromClassPath(BOLD, 0);
      regular = chained(List.of(first), further);
      bold = chained(List.of(firstBold, first), further);
      chosen = asBold ? bold : regular;
    }
    return chosen;
  }

  private static List<Face> chained(List<Face> first, List<Face> further) {
    var all = new ArrayList<>(first);
    all.addAll(further);
    return List.copyOf(all);
  }

  private List<Face> added() {
    if (more == null) {
      return List.of();
    }
    try (var files = Files.list(more)) {
      return files
          .filter(f -> f.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".ttf"))
          .sorted()
          .map(PaperFonts::fromFile)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Fonts for papers in " + more, unreadable);
    }
  }

  private static Face fromFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return face(in, 0);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Font " + file, unreadable);
    }
  }

  private static Face fromClassPath(String name, float thicker) {
    try (InputStream in = PaperFonts.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("No font " + name + " on the class path");
      }
      return face(in, thicker);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Font " + name, unreadable);
    }
  }

  private static Face face(InputStream in, float thicker) throws IOException {
    return new Face(
        new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(in)), thicker);
  }
}
