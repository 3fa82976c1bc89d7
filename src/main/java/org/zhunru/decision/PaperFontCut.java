package org.zhunru.decision;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * What one paper takes of a font: its characters, numbered as they come, and in the end a cut of
 * the font with their glyphs alone (ISO 32000-1, 9.7: composite font, Identity-H, a CIDToGIDMap).
 *
 * <p>PDFBox would number characters by their glyphs in the whole font and so walk over all 65,000
 * of Noto several times a paper; and of two characters with one glyph it would name the first in
 * copied text, which for 一 is the radical ⼀ (ADR 0020).
 */
final class PaperFontCut {
  private static final List<String> TABLES =
      List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");
  private static final int MOST_RANGES = 100;
  private static final int TAG = 6;

  private final PaperFonts.Face face;
  private final COSName name;
  private final COSDictionary font = new COSDictionary();

  /** Code point to number, from 1; 0 is what no character has. */
  private final Map<Integer, Integer> numbers = new LinkedHashMap<>();

  /**
   * @param name on the pages
   */
  PaperFontCut(PaperFonts.Face face, String name) {
    this.face = face;
    this.name = COSName.getPDFName(name);
  }

  COSName name() {
    return name;
  }

  /** Empty until {@link #embed}. */
  COSDictionary font() {
    return font;
  }

  /** The number by which the pages write the character, in two bytes. */
  int number(int codePoint) {
    var known = numbers.get(codePoint);
    if (known != null) {
      return known;
    }
    numbers.put(codePoint, numbers.size() + 1);
    return numbers.size();
  }

  /** Puts the font into the document, when all pages are written. */
  void embed(PDDocument document) throws IOException {
    var cutter = new TTFSubsetter(face.font(), TABLES);
    cutter.addGlyphIds(numbers.keySet().stream().map(face::glyph).collect(Collectors.toSet()));
    var cut = new ByteArrayOutputStream();
    cutter.writeToStream(cut);
    var cutName = tag(cut.toByteArray()) + "+" + face.font().getName();

    var descendant = new COSDictionary();
    descendant.setItem(COSName.TYPE, COSName.FONT);
    descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
    descendant.setName(COSName.BASE_FONT, cutName);
    descendant.setItem(COSName.CIDSYSTEMINFO, identity());
    descendant.setItem(COSName.FONT_DESC, descriptor(document, cutName, cut.toByteArray()));
    descendant.setItem(COSName.W, widths());
    descendant.setItem(COSName.CID_TO_GID_MAP, glyphs(document, cutter.getGIDMap()));

    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE0);
    font.setName(COSName.BASE_FONT, cutName);
    font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
    font.setItem(COSName.DESCENDANT_FONTS, new COSArray(List.of(descendant)));
    font.setItem(COSName.TO_UNICODE, stream(document, characters()));
  }

  /** Six letters that tell this cut from others of the same font. */
  private static String tag(byte[] cut) {
    var letters = new StringBuilder();
    for (int rest = Arrays.hashCode(cut) & Integer.MAX_VALUE; letters.length() < TAG; rest /= 26) {
      letters.append((char) ('A' + rest % 26));
    }
    return letters.toString();
  }

  private static COSDictionary identity() {
    var system = new COSDictionary();
    system.setItem(COSName.REGISTRY, new COSString("Adobe"));
    system.setItem(COSName.ORDERING, new COSString("Identity"));
    system.setItem(COSName.SUPPLEMENT, COSInteger.ZERO);
    return system;
  }

  private COSDictionary descriptor(PDDocument document, String cutName, byte[] cut)
      throws IOException {
    var whole = face.font();
    float scale = 1000f / whole.getUnitsPerEm();
    var head = whole.getHeader();
    var lines = whole.getHorizontalHeader();
    var descriptor = new PDFontDescriptor(new COSDictionary());
    descriptor.getCOSObject().setItem(COSName.TYPE, COSName.FONT_DESC);
    descriptor.setFontName(cutName);
    descriptor.setSymbolic(true);
    descriptor.setItalicAngle(0);
    descriptor.setFontBoundingBox(
        new PDRectangle(
            head.getXMin() * scale,
            head.getYMin() * scale,
            (head.getXMax() - head.getXMin()) * scale,
            (head.getYMax() - head.getYMin()) * scale));
    descriptor.setAscent(lines.getAscender() * scale);
    descriptor.setDescent(lines.getDescender() * scale);
    descriptor.setCapHeight(lines.getAscender() * scale);
    // The usual guess where a font doesn't tell its stems.
    descriptor.setStemV(80);
    var file = new PDStream(document, new ByteArrayInputStream(cut), COSName.FLATE_DECODE);
    file.getCOSObject().setInt(COSName.LENGTH1, cut.length);
    descriptor.setFontFile2(file);
    return descriptor.getCOSObject();
  }

  private COSArray widths() {
    var each = new COSArray();
    numbers.keySet().forEach(c -> each.add(COSInteger.get(Math.round(face.width(c) * 1000))));
    return new COSArray(List.of(COSInteger.ONE, each));
  }

  /**
   * Two bytes for each number: its glyph in the cut.
   *
   * @param origins glyph in the cut to glyph in the whole font
   */
  private PDStream glyphs(PDDocument document, Map<Integer, Integer> origins) throws IOException {
    var places = new HashMap<Integer, Integer>();
    origins.forEach((place, glyph) -> places.put(glyph, place));
    var map = new byte[2 * (numbers.size() + 1)];
    numbers.forEach(
        (codePoint, number) -> {
          int place = places.getOrDefault(face.glyph(codePoint), 0);
          map[2 * number] = (byte) (place >> 8);
          map[2 * number + 1] = (byte) place;
        });
    return stream(document, map);
  }

  private static PDStream stream(PDDocument document, byte[] content) throws IOException {
    return new PDStream(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE);
  }

  /** The CMap by which text is copied and read out. */
  private byte[] characters() {
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
    var rows = new ArrayList<String>(numbers.size());
    for (var character : numbers.entrySet()) {
      var row = new StringBuilder();
      row.append('<').append(hex(character.getValue())).append("> <");
      for (char c : Character.toChars(character.getKey())) {
        row.append(hex(c));
      }
      rows.add(row.append(">\n").toString());
    }
    for (int from = 0; from < rows.size(); from += MOST_RANGES) {
      var part = rows.subList(from, Math.min(rows.size(), from + MOST_RANGES));
      map.append(part.size()).append(" beginbfchar\n");
      part.forEach(map::append);
      map.append("endbfchar\n");
    }
    return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        .toString()
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String hex(int sixteenBits) {
    return Integer.toHexString(0x10000 | sixteenBits).substring(1).toUpperCase(Locale.ROOT);
  }
}
