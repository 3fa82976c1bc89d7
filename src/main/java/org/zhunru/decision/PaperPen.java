package org.zhunru.decision;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** Puts ink on the pages of one PDF, and remembers which characters it used of which font. */
final class PaperPen {

  /** One thing drawn. */
  interface Stroke {
    void draw(PaperPen pen) throws IOException;
  }

  private static final int MOST_RANGES = 100;

  private final PDDocument document;
  private final Map<PaperFonts.Face, PDType0Font> fonts = new LinkedHashMap<>();
  private final Map<PaperFonts.Face, TreeMap<Integer, Integer>> used = new LinkedHashMap<>();
  private PDPageContentStream page;
  private boolean thick;

  PaperPen(PDDocument document, PDPageContentStream first) {
    this.document = document;
    page = first;
  }

  void on(PDPageContentStream next) {
    page = next;
  }

  PDPageContentStream page() {
    return page;
  }

  /** Draws a line of text with its left end at x and its baseline at y. */
  void text(PaperLines.Line line, float size, float x, float y, Color colour) throws IOException {
    var glyphs = line.glyphs();
    if (glyphs.isEmpty()) {
      return;
    }
    page.setNonStrokingColor(colour);
    page.beginText();
    int i = 0;
    while (i < glyphs.size()) {
      int from = i;
      var face = glyphs.get(from).face();
      var pieces = new ArrayList<Object>();
      var piece = new StringBuilder();
      float at = glyphs.get(from).x();
      while (i < glyphs.size() && glyphs.get(i).face() == face) {
        var glyph = glyphs.get(i);
        float gap = glyph.x() - at;
        if (gap > 0.01f) {
          pieces.add(piece.toString());
          pieces.add(-gap * 1000 / size);
          piece.setLength(0);
        }
        piece.appendCodePoint(glyph.codePoint());
        at = glyph.x() + face.width(glyph.codePoint()) * size;
        use(face, glyph.codePoint());
        i++;
      }
      pieces.add(piece.toString());
      page.setFont(font(face), size);
      thicken(face.thicker() * size, colour);
      page.setTextMatrix(Matrix.getTranslateInstance(x + glyphs.get(from).x(), y));
      page.showTextWithPositioning(pieces.toArray());
    }
    page.endText();
    if (thick) {
      page.setRenderingMode(RenderingMode.FILL);
      thick = false;
    }
  }

  private void thicken(float by, Color colour) throws IOException {
    if (by > 0) {
      page.setStrokingColor(colour);
      page.setLineWidth(by);
      page.setRenderingMode(RenderingMode.FILL_STROKE);
    } else if (thick) {
      page.setRenderingMode(RenderingMode.FILL);
    }
    thick = by > 0;
  }

  void rule(float fromX, float fromY, float toX, float toY, float thickness, Color colour)
      throws IOException {
    page.setStrokingColor(colour);
    page.setLineWidth(thickness);
    page.moveTo(fromX, fromY);
    page.lineTo(toX, toY);
    page.stroke();
  }

  void fill(float x, float y, float width, float height) throws IOException {
    page.addRect(x, y, width, height);
  }

  private void use(PaperFonts.Face face, int codePoint) {
    used.computeIfAbsent(face, f -> new TreeMap<>()).putIfAbsent(face.glyph(codePoint), codePoint);
  }

  private PDType0Font font(PaperFonts.Face face) {
    return fonts.computeIfAbsent(
        face,
        f -> {
          try {
            return PDType0Font.load(document, f.font(), true);
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  /**
   * Says of each glyph which character was meant. PDFBox takes the lowest code point that has the
   * glyph, which for 一 is the radical U+2F00; text copied from the paper would then be another. To
   * be called when the fonts have been cut.
   */
  void nameCharacters() throws IOException {
    for (var font : fonts.entrySet()) {
      var names = used.getOrDefault(font.getKey(), new TreeMap<>());
      var stream =
          new PDStream(
              document,
              new ByteArrayInputStream(toUnicode(names).getBytes(StandardCharsets.US_ASCII)),
              COSName.FLATE_DECODE);
      font.getValue().getCOSObject().setItem(COSName.TO_UNICODE, stream);
    }
  }

  private static String toUnicode(TreeMap<Integer, Integer> names) {
    var map =
        new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            """);
    var rows = new ArrayList<String>();
    names.forEach(
        (glyph, codePoint) -> {
          var utf16 = new StringBuilder();
          for (char c : Character.toChars(codePoint)) {
            utf16.append(String.format(Locale.ROOT, "%04X", (int) c));
          }
          rows.add(String.format(Locale.ROOT, "<%04X> <%s>\n", glyph, utf16));
        });
    for (int from = 0; from < rows.size(); from += MOST_RANGES) {
      List<String> part = rows.subList(from, Math.min(rows.size(), from + MOST_RANGES));
      map.append(part.size()).append(" beginbfchar\n");
      part.forEach(map::append);
      map.append("endbfchar\n");
    }
    return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        .toString();
  }
}
