package org.zhunru.decision;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Puts ink on the pages of one PDF, with the fonts that it takes for it. */
final class PaperPen {

  /** One thing drawn. */
  interface Stroke {
    void draw(PaperPen pen) throws IOException;
  }

  /** What is drawn on one page. */
  interface Drawing {
    void draw() throws IOException;
  }

  private final PDDocument document;
  private final PDResources resources = new PDResources();
  private final Map<PaperFonts.Face, PaperFontCut> cuts = new LinkedHashMap<>();
  private ContentStreamWriter page = new ContentStreamWriter(new ByteArrayOutputStream());
  private boolean thick;

  PaperPen(PDDocument document) {
    this.document = document;
  }

  /** Draws a page. */
  void on(PDPage sheet, Drawing drawing) throws IOException {
    var content = new PDStream(document);
    try (var out = content.createOutputStream(COSName.FLATE_DECODE)) {
      page = new ContentStreamWriter(out);
      drawing.draw();
    }
    sheet.setContents(content);
    sheet.setResources(resources);
  }

  /** When all pages are drawn: puts the fonts into the document. */
  void embed() throws IOException {
    for (var cut : cuts.values()) {
      cut.embed(document);
    }
  }

  /** Begins what is nothing but ornament. */
  void beginArtifact() throws IOException {
    put(OperatorName.BEGIN_MARKED_CONTENT, COSName.ARTIFACT);
  }

  /**
   * Begins a stretch of content.
   *
   * @param type of its tag, such as {@code P}
   * @param number of the stretch on this page
   */
  void begin(String type, int number) throws IOException {
    var properties = new COSDictionary();
    properties.setInt(COSName.MCID, number);
    put(OperatorName.BEGIN_MARKED_CONTENT_SEQ, COSName.getPDFName(type), properties);
  }

  /** Ends what was begun last. */
  void end() throws IOException {
    put(OperatorName.END_MARKED_CONTENT);
  }

  /** Draws a line of text with its left end at x and its baseline at y. */
  void text(PaperLines.Line line, float size, float x, float y, Color colour) throws IOException {
    var glyphs = line.glyphs();
    if (glyphs.isEmpty()) {
      return;
    }
    fillWith(colour);
    put(OperatorName.BEGIN_TEXT);
    int i = 0;
    while (i < glyphs.size()) {
      int from = i;
      var face = glyphs.get(from).face();
      var cut = cut(face);
      var pieces = new COSArray();
      var piece = new ByteArrayOutputStream();
      float at = glyphs.get(from).x();
      while (i < glyphs.size() && glyphs.get(i).face() == face) {
        var glyph = glyphs.get(i);
        float gap = glyph.x() - at;
        if (gap > 0.01f) {
          pieces.add(new COSString(piece.toByteArray(), true));
          pieces.add(number(-gap * 1000 / size));
          piece.reset();
        }
        int number = cut.number(glyph.codePoint());
        piece.write(number >> 8);
        piece.write(number);
        at = glyph.x() + face.width(glyph.codePoint()) * size;
        i++;
      }
      pieces.add(new COSString(piece.toByteArray(), true));
      put(OperatorName.SET_FONT_AND_SIZE, cut.name(), number(size));
      thicken(face.thicker() * size, colour);
      put(
          OperatorName.SET_MATRIX,
          COSInteger.ONE,
          COSInteger.ZERO,
          COSInteger.ZERO,
          COSInteger.ONE,
          number(x + glyphs.get(from).x()),
          number(y));
      put(OperatorName.SHOW_TEXT_ADJUSTED, pieces);
    }
    put(OperatorName.END_TEXT);
    if (thick) {
      mode(RenderingMode.FILL);
      thick = false;
    }
  }

  private void thicken(float by, Color colour) throws IOException {
    if (by > 0) {
      strokeWith(colour, by);
      mode(RenderingMode.FILL_STROKE);
    } else if (thick) {
      mode(RenderingMode.FILL);
    }
    thick = by > 0;
  }

  void rule(float fromX, float fromY, float toX, float toY, float thickness, Color colour)
      throws IOException {
    strokeWith(colour, thickness);
    put(OperatorName.MOVE_TO, number(fromX), number(fromY));
    put(OperatorName.LINE_TO, number(toX), number(toY));
    put(OperatorName.STROKE_PATH);
  }

  /**
   * Fills squares on a grid.
   *
   * @param x of the grid's left edge
   * @param y of its upper edge
   * @param side of a square
   * @param runs of squares: row from the top, first column, how many
   */
  void squares(float x, float y, float side, List<int[]> runs, Color colour) throws IOException {
    put(OperatorName.SAVE);
    fillWith(colour);
    put(
        OperatorName.CONCAT,
        number(side),
        COSInteger.ZERO,
        COSInteger.ZERO,
        number(side),
        number(x),
        number(y));
    for (var run : runs) {
      put(
          OperatorName.APPEND_RECT,
          COSInteger.get(run[1]),
          COSInteger.get(-run[0] - 1),
          COSInteger.get(run[2]),
          COSInteger.ONE);
    }
    put(OperatorName.FILL_NON_ZERO);
    put(OperatorName.RESTORE);
  }

  private PaperFontCut cut(PaperFonts.Face face) {
    return cuts.computeIfAbsent(
        face,
        f -> {
          var cut = new PaperFontCut(f, "F" + (cuts.size() + 1));
          var fonts = resources.getCOSObject().getCOSDictionary(COSName.FONT);
          if (fonts == null) {
            fonts = new COSDictionary();
            resources.getCOSObject().setItem(COSName.FONT, fonts);
          }
          fonts.setItem(cut.name(), cut.font());
          return cut;
        });
  }

  private void fillWith(Color colour) throws IOException {
    put(OperatorName.NON_STROKING_RGB, shares(colour));
  }

  private void strokeWith(Color colour, float thickness) throws IOException {
    put(OperatorName.STROKING_COLOR_RGB, shares(colour));
    put(OperatorName.SET_LINE_WIDTH, number(thickness));
  }

  private void mode(RenderingMode mode) throws IOException {
    put(OperatorName.SET_TEXT_RENDERINGMODE, COSInteger.get(mode.intValue()));
  }

  private void put(String operator, COSBase... operands) throws IOException {
    page.writeTokens(operands);
    page.writeToken(Operator.getOperator(operator));
  }

  private static COSBase[] shares(Color colour) {
    return new COSBase[] {
      share(colour.getRed()), share(colour.getGreen()), share(colour.getBlue())
    };
  }

  private static COSBase share(int of255) {
    return number(of255 / 255f);
  }

  /** To a thousandth: finer than any printer. */
  private static COSBase number(float value) {
    int thousandths = Math.round(value * 1000);
    return thousandths % 1000 == 0
        ? COSInteger.get(thousandths / 1000)
        : new COSFloat(thousandths / 1000f);
  }
}
