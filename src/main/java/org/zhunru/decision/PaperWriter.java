package org.zhunru.decision;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;

/**
 * Sets a paper on A4 as Chinese offices do (GB/T 9704-2012: margins, 28 characters a line, sizes,
 * indents, place of the signature) and writes it as a tagged PDF with its fonts inside. The same
 * paper gives the same bytes.
 */
final class PaperWriter {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter PDF_DATE =
      DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmssxxx");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss");

  private static final float LEFT = 79.4f;
  private static final float WIDTH = 441f;
  private static final float TOP = PDRectangle.A4.getHeight() - 104.9f;
  private static final float BOTTOM = 99.2f;
  private static final float FOOT = 62f;

  private static final float BODY = 15.75f;
  private static final float BODY_LEADING = 27.5f;
  private static final float INDENT = 2 * BODY;
  private static final float TITLE = 22f;
  private static final float TITLE_LEADING = 33f;
  private static final float OFFICE = 27f;
  private static final float CELL = 12f;
  private static final float CELL_LEADING = 18f;
  private static final float CELL_PADDING = 5f;
  private static final float SMALL = 10.5f;
  private static final float SMALL_LEADING = 16f;

  /** In bytes. */
  private static final int TYPICAL = 65_536;

  private static final float PROOF = 9f;
  private static final float PROOF_LEADING = 14.5f;
  private static final float QR = 76f;
  private static final float PROOF_HEIGHT = QR + 14f;
  private static final int MOST_LINES_MOVED = 8;
  private static final int MOST_UNKNOWN = 20;
  private static final float SIGNATURE_GAP = 32f;
  private static final float SEAL = 28f;
  private static final float PROOF_FLOOR = 86f;

  /** Of signature and proof together, which share a page. */
  private static final float LAST_HEIGHT =
      SIGNATURE_GAP + 2 * BODY_LEADING + SEAL + PROOF_HEIGHT + 8 - (BOTTOM - PROOF_FLOOR);

  private static final Color INK = Color.BLACK;
  private static final Color RED = new Color(0xC0, 0x10, 0x10);
  private static final Color GREY = new Color(0x55, 0x55, 0x55);

  private final PaperFonts fonts;

  PaperWriter(PaperFonts fonts) {
    this.fonts = fonts;
  }

  /**
   * What proves a paper, printed on its last page.
   *
   * @param title of the PDF
   * @param number document number; null if it has none
   * @param code verification code as printed, in groups
   * @param address full address of the page that verifies it, also in the QR code
   * @param digest SHA-256 of the merged text, as hexadecimal digits; the first 16 are printed
   */
  record Proof(
      String title,
      @Nullable String number,
      String code,
      String address,
      String digest,
      Instant issuedAt) {}

  /**
   * @param unknown characters no font has, printed as their code points, such as {@code U+2B81D}
   */
  record Written(byte[] pdf, int pages, SortedSet<String> unknown) {}

  /**
   * What every paper bears.
   *
   * @param foot small print at the foot of every page
   */
  private record About(String title, @Nullable String number, Instant at, String foot) {}

  /** One paper at a time: fonts are read through shared buffers. */
  synchronized Written write(List<PaperBlock> blocks, Proof proof) {
    var about = new About(proof.title(), proof.number(), proof.issuedAt(), "验证编码 " + proof.code());
    return write(blocks, about, proof);
  }

  /**
   * A paper that proves nothing: without code and digest.
   *
   * @param foot small print at the foot of every page
   */
  synchronized Written print(List<PaperBlock> blocks, String title, Instant at, String foot) {
    return write(blocks, new About(title, null, at, foot), null);
  }

  private Written write(List<PaperBlock> blocks, About about, @Nullable Proof proof) {
    try {
      return new Setting(about).write(blocks, proof);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private final class Setting {
    private final About about;
    private final SortedSet<String> unknown = new TreeSet<>();
    private final PaperTag root = PaperTag.document();
    private final List<List<PaperTag.Ink>> pages = new ArrayList<>();
    private @Nullable PaperTag tag;
    private float y;

    Setting(About about) {
      this.about = about;
      turn();
    }

    Written write(List<PaperBlock> blocks, @Nullable Proof proof) throws IOException {
      for (int i = 0; i < blocks.size(); i++) {
        place(blocks.get(i), after(blocks, i, 1), after(blocks, i, 2));
      }
      if (proof != null) {
        proof(proof);
      } else if (!unknown.isEmpty()) {
        text("P", List.of(plain(unknownSaid())), PROOF, PROOF_LEADING, 0, 0);
      }
      foot();
      try (var document = new PDDocument()) {
        draw(document);
        var out = new ByteArrayOutputStream(TYPICAL);
        document.save(out);
        return new Written(out.toByteArray(), pages.size(), unknown);
      }
    }

    private void turn() {
      pages.add(new ArrayList<>());
      y = TOP;
    }

    private void need(float height) {
      if (y - height < BOTTOM - 0.01f) {
        turn();
      }
    }

    private void ink(PaperPen.Stroke stroke) {
      pages.get(pages.size() - 1).add(new PaperTag.Ink(tag, stroke));
    }

    private @Nullable PaperBlock after(List<PaperBlock> blocks, int at, int by) {
      return at + by < blocks.size() ? blocks.get(at + by) : null;
    }

    private void place(
        PaperBlock block, @Nullable PaperBlock next, @Nullable PaperBlock afterNext) {
      if (block instanceof PaperBlock.Office office) {
        office(office.name());
      } else if (block instanceof PaperBlock.Number number) {
        number(number.text());
      } else if (block instanceof PaperBlock.Title title) {
        y -= 14;
        centred("H1", title.text(), TITLE, TITLE_LEADING, true, INK);
        y -= 14;
      } else if (block instanceof PaperBlock.Addressee addressee) {
        text("P", List.of(plain(addressee.text())), BODY, BODY_LEADING, 0, 0);
      } else if (block instanceof PaperBlock.Heading heading) {
        if (next instanceof PaperBlock.Paragraph last
            && afterNext instanceof PaperBlock.Signature) {
          withSignature(BODY_LEADING, last.text());
        }
        need(next instanceof PaperBlock.Table ? 5 * BODY_LEADING : 3 * BODY_LEADING);
        text("H2", List.of(bold(heading.text())), BODY, BODY_LEADING, INDENT, 0);
      } else if (block instanceof PaperBlock.Paragraph paragraph) {
        if (next instanceof PaperBlock.Signature) {
          withSignature(0, paragraph.text());
        }
        text("P", List.of(plain(paragraph.text())), BODY, BODY_LEADING, INDENT, 0);
      } else if (block instanceof PaperBlock.Item item) {
        need(next instanceof PaperBlock.Detail ? 2 * BODY_LEADING : BODY_LEADING);
        var label = "（" + chinese(item.number()) + "）";
        text("P", List.of(plain(label + item.text())), BODY, BODY_LEADING, INDENT, 0);
      } else if (block instanceof PaperBlock.Detail detail) {
        text(
            "P",
            List.of(bold(detail.label() + "："), plain(detail.text())),
            BODY,
            BODY_LEADING,
            INDENT,
            0);
      } else if (block instanceof PaperBlock.Facts facts) {
        facts(facts.facts());
      } else if (block instanceof PaperBlock.Table table) {
        table(table.columns(), table.head(), table.rows());
      } else if (block instanceof PaperBlock.Note note) {
        y -= 4;
        text("P", List.of(plain(note.text())), SMALL, SMALL_LEADING, 2 * SMALL, 0);
      } else if (block instanceof PaperBlock.Signature signature) {
        signature(signature.office(), signature.date());
      }
    }

    private void office(String name) {
      float size = OFFICE;
      var shown = printable(name);
      float wide = oneLine(shown, 1, true).width();
      if (wide * size > WIDTH) {
        size = Math.max(18, WIDTH / wide);
      }
      centred("P", name, size, size * 1.4f, true, RED);
      y -= 2;
      redRule(y);
    }

    private void redRule(float at) {
      var before = tag;
      tag = null;
      ink(pen -> pen.rule(LEFT, at, LEFT + WIDTH, at, 1.4f, RED));
      tag = before;
      y -= 4;
    }

    private void number(String text) {
      centred("P", text, BODY, BODY_LEADING, false, INK);
      y -= 8;
    }

    /** A signature does not stand on a page without text: the last paragraph goes along. */
    private void withSignature(float above, String text) {
      int lines = PaperLines.of(fonts, List.of(plain(text)), BODY, WIDTH, INDENT, true).size();
      if (lines <= MOST_LINES_MOVED) {
        need(above + lines * BODY_LEADING + LAST_HEIGHT);
      }
    }

    private void centred(
        String type, String text, float size, float leading, boolean asBold, Color colour) {
      tag = root.add(type);
      for (var line :
          PaperLines.of(
              fonts,
              List.of(new PaperLines.Span(printable(text), asBold)),
              size,
              WIDTH,
              0,
              false)) {
        need(leading);
        float at = baseline(size, leading);
        ink(pen -> pen.text(line, size, LEFT + (WIDTH - line.width()) / 2, at, colour));
        y -= leading;
      }
    }

    private void text(
        String type,
        List<PaperLines.Span> spans,
        float size,
        float leading,
        float first,
        float indent) {
      tag = root.add(type);
      var lines = PaperLines.of(fonts, spans, size, WIDTH - indent, first, true);
      for (int i = 0; i < lines.size(); i++) {
        var line = lines.get(i);
        // Neither the first nor the last line of a paragraph stands alone on a page.
        int together = i == 0 ? Math.min(lines.size(), lines.size() == 3 ? 3 : 2) : 1;
        need((i > 0 && i == lines.size() - 2 ? 2 : together) * leading);
        float at = baseline(size, leading);
        ink(pen -> pen.text(line, size, LEFT + indent + line.indent(), at, INK));
        y -= leading;
      }
    }

    private float baseline(float size, float leading) {
      return y - leading / 2 - size * 0.36f;
    }

    private void facts(List<PaperBlock.Fact> facts) {
      float label = 0;
      for (var fact : facts) {
        label = Math.max(label, oneLine(printable(fact.label()), CELL, true).width());
      }
      label = Math.min(label, 9 * CELL) + 2 * CELL_PADDING + 1;
      var grid = new Grid(new float[] {label, WIDTH - label}, new boolean[2], List.of(), true);
      for (var fact : facts) {
        grid.row(List.of(fact.label(), fact.value()));
      }
      grid.end();
    }

    private void table(
        List<PaperBlock.Column> columns, List<String> head, List<List<String>> rows) {
      float all = 0;
      for (var column : columns) {
        all += column.share();
      }
      var widths = new float[columns.size()];
      var right = new boolean[columns.size()];
      for (int i = 0; i < widths.length; i++) {
        widths[i] = WIDTH * columns.get(i).share() / all;
        right[i] = columns.get(i).right();
      }
      var grid = new Grid(widths, right, head, false);
      for (var row : rows) {
        grid.row(row);
      }
      grid.end();
    }

    /** A ruled table while it is being set. */
    private final class Grid {
      private final float[] widths;
      private final boolean[] right;
      private final List<String> head;
      private final boolean firstIsHead;
      private final PaperTag table;

      Grid(float[] widths, boolean[] right, List<String> head, boolean firstIsHead) {
        this.widths = widths;
        this.right = right;
        this.head = head;
        this.firstIsHead = firstIsHead;
        tag = null;
        y -= 6;
        table = root.add("Table");
        if (!head.isEmpty()) {
          var lines = set(head, true);
          need(height(lines) + 3 * CELL_LEADING);
          put(lines, table.add("TR"), "TH");
        } else {
          need(CELL_LEADING + 2 * CELL_PADDING);
        }
      }

      void row(List<String> cells) {
        var lines = set(cells, false);
        if (y - height(lines) < BOTTOM && height(lines) < TOP - BOTTOM - 3 * CELL_LEADING) {
          next();
        }
        var row = table.add("TR");
        var cellTags = new ArrayList<PaperTag>();
        for (int i = 0; i < widths.length; i++) {
          cellTags.add(row.add(firstIsHead && i == 0 ? "TH" : "TD"));
        }
        while (y - height(lines) < BOTTOM) {
          int fits = (int) ((y - BOTTOM - 2 * CELL_PADDING) / CELL_LEADING);
          if (fits < 1) {
            next();
            continue;
          }
          put(part(lines, 0, fits), cellTags);
          lines = part(lines, fits, Integer.MAX_VALUE);
          next();
        }
        put(lines, cellTags);
      }

      void end() {
        tag = null;
        y -= 8;
      }

      private void next() {
        turn();
        if (!head.isEmpty()) {
          // Repeated for the eye; who has the paper read out hears it once.
          put(set(head, true), (List<PaperTag>) null);
        }
      }

      private List<List<PaperLines.Line>> set(List<String> cells, boolean isHead) {
        var lines = new ArrayList<List<PaperLines.Line>>();
        for (int i = 0; i < widths.length; i++) {
          var heavy = isHead || firstIsHead && i == 0;
          lines.add(
              PaperLines.of(
                  fonts,
                  List.of(new PaperLines.Span(printable(cells.get(i)), heavy)),
                  CELL,
                  widths[i] - 2 * CELL_PADDING,
                  0,
                  false));
        }
        return lines;
      }

      private List<List<PaperLines.Line>> part(
          List<List<PaperLines.Line>> lines, int from, int to) {
        return lines.stream()
            .map(cell -> cell.subList(Math.min(from, cell.size()), Math.min(to, cell.size())))
            .toList();
      }

      private float height(List<List<PaperLines.Line>> lines) {
        int most = 1;
        for (var cell : lines) {
          most = Math.max(most, cell.size());
        }
        return most * CELL_LEADING + 2 * CELL_PADDING;
      }

      private void put(List<List<PaperLines.Line>> lines, PaperTag row, String type) {
        var tags = new ArrayList<PaperTag>();
        for (int i = 0; i < widths.length; i++) {
          tags.add(row.add(type));
        }
        put(lines, tags);
      }

      private void put(List<List<PaperLines.Line>> lines, @Nullable List<PaperTag> tags) {
        float high = height(lines);
        float top = y;
        boolean isHead = tags == null || tags.get(0).type().equals("TH") && !firstIsHead;
        float x = LEFT;
        for (int i = 0; i < widths.length; i++) {
          tag = tags == null ? null : tags.get(i);
          float left = x;
          float wide = widths[i];
          boolean toRight = right[i] && !isHead;
          for (int n = 0; n < lines.get(i).size(); n++) {
            var line = lines.get(i).get(n);
            float at = top - CELL_PADDING - n * CELL_LEADING - CELL_LEADING / 2 - CELL * 0.36f;
            float shift =
                toRight
                    ? wide - CELL_PADDING - line.width()
                    : isHead ? (wide - line.width()) / 2 : CELL_PADDING;
            ink(pen -> pen.text(line, CELL, left + shift, at, INK));
          }
          x += wide;
        }
        tag = null;
        ink(pen -> frame(pen, top, high));
        y -= high;
      }

      private void frame(PaperPen pen, float top, float high) throws IOException {
        pen.rule(LEFT, top, LEFT + WIDTH, top, 0.6f, INK);
        pen.rule(LEFT, top - high, LEFT + WIDTH, top - high, 0.6f, INK);
        float x = LEFT;
        pen.rule(x, top, x, top - high, 0.6f, INK);
        for (var wide : widths) {
          x += wide;
          pen.rule(x, top, x, top - high, 0.6f, INK);
        }
      }
    }

    /** Office above date, centred on each other, four characters from the right margin. */
    private void signature(String office, String date) {
      need(LAST_HEIGHT);
      y -= SIGNATURE_GAP;
      tag = root.add("P");
      var lines =
          PaperLines.of(
              fonts,
              List.of(new PaperLines.Span(printable(office), false)),
              BODY,
              WIDTH - 3 * BODY,
              0,
              false);
      var day = oneLine(printable(date), BODY, false);
      float wide = day.width();
      for (var line : lines) {
        wide = Math.max(wide, line.width());
      }
      float centre = LEFT + WIDTH - Math.max(2 * BODY, 4 * BODY - wide / 8) - wide / 2;
      for (var line : lines) {
        float at = baseline(BODY, BODY_LEADING);
        ink(pen -> pen.text(line, BODY, centre - line.width() / 2, at, INK));
        y -= BODY_LEADING;
      }
      tag = root.add("P");
      float at = baseline(BODY, BODY_LEADING);
      ink(pen -> pen.text(day, BODY, centre - day.width() / 2, at, INK));
      y -= BODY_LEADING;
      tag = root.add("P");
      var seal = oneLine(printable("（印章）"), SMALL, false);
      float below = baseline(SMALL, SMALL_LEADING);
      ink(pen -> pen.text(seal, SMALL, centre - seal.width() / 2, below, GREY));
      y -= SEAL;
    }

    /** At the foot of the last page: QR code, address, code, digest. */
    private String unknownSaid() {
      return "字库未收录的字以其统一码编号表示："
          + unknown.stream().limit(MOST_UNKNOWN).collect(Collectors.joining("、"))
          + (unknown.size() > MOST_UNKNOWN ? "等" + unknown.size() + "个" : "");
    }

    private void proof(Proof proof) {
      var said = new ArrayList<String>();
      said.add("扫描左侧二维码，或打开以下网址，可核验本文书真伪：");
      said.add(proof.address());
      said.add("验证编码：" + proof.code());
      said.add("正文校验（SHA-256 前16位）：" + grouped(proof.digest().substring(0, 16)));
      said.add(
          (proof.number() == null ? "" : "文号：" + proof.number() + "　")
              + "出具时间："
              + MOMENT.format(proof.issuedAt().atZone(ZONE)));
      if (!unknown.isEmpty()) {
        said.add(unknownSaid());
      }
      float beside = LEFT + QR + 14;
      var lines = new ArrayList<PaperLines.Line>();
      for (var each : said) {
        lines.addAll(
            PaperLines.of(
                fonts,
                List.of(new PaperLines.Span(printable(each), false)),
                PROOF,
                WIDTH - QR - 14,
                0,
                false));
      }
      float high = Math.max(PROOF_HEIGHT, lines.size() * PROOF_LEADING + 14);
      need(high - (BOTTOM - PROOF_FLOOR));
      float top = PROOF_FLOOR + high;
      tag = null;
      ink(pen -> pen.rule(LEFT, top, LEFT + WIDTH, top, 0.5f, GREY));
      var code = QrCode.of(proof.address());
      tag = root.add("Figure", "二维码，内容为核验网址 " + proof.address());
      ink(pen -> pen.squares(LEFT, top - 9, QR / code.size(), code.runs(), INK));
      tag = root.add("P");
      float line = top - 9;
      for (var each : lines) {
        float at = line - PROOF_LEADING / 2 - PROOF * 0.36f;
        ink(pen -> pen.text(each, PROOF, beside, at, INK));
        line -= PROOF_LEADING;
      }
    }

    private void foot() {
      tag = null;
      var code = oneLine(printable(about.foot()), PROOF, false);
      for (int i = 0; i < pages.size(); i++) {
        var number =
            oneLine(printable("第 " + (i + 1) + " 页 共 " + pages.size() + " 页"), SMALL, false);
        pages
            .get(i)
            .add(
                new PaperTag.Ink(
                    null,
                    pen -> {
                      pen.text(number, SMALL, LEFT + (WIDTH - number.width()) / 2, FOOT, INK);
                      pen.text(code, PROOF, LEFT + WIDTH - code.width(), FOOT - 16, GREY);
                    }));
      }
    }

    private void draw(PDDocument document) throws IOException {
      document.setDocumentId(about.at().toEpochMilli());
      document.setVersion(1.7f);
      describe(document);
      var sheets = new ArrayList<PDPage>();
      var parents = new ArrayList<List<PaperTag>>();
      var pen = new PaperPen(document);
      for (var page : pages) {
        var sheet = new PDPage(PDRectangle.A4);
        int number = sheets.size();
        sheet.setStructParents(number);
        document.addPage(sheet);
        pen.on(sheet, () -> parents.add(draw(pen, page, number)));
        sheets.add(sheet);
      }
      pen.embed();
      structure(document, sheets, parents);
    }

    /** Draws a page; gives the tag of each marked stretch, by its number. */
    private List<PaperTag> draw(PaperPen pen, List<PaperTag.Ink> inks, int page)
        throws IOException {
      var marked = new ArrayList<PaperTag>();
      int i = 0;
      while (i < inks.size()) {
        var of = inks.get(i).tag();
        if (of == null) {
          pen.beginArtifact();
        } else {
          pen.begin(of.type(), marked.size());
          of.covers(new PaperTag.Stretch(page, marked.size()));
          marked.add(of);
        }
        while (i < inks.size() && inks.get(i).tag() == of) {
          inks.get(i).stroke().draw(pen);
          i++;
        }
        pen.end();
      }
      return marked;
    }

    private void structure(PDDocument document, List<PDPage> sheets, List<List<PaperTag>> parents) {
      var tree = new PDStructureTreeRoot();
      var elements = new LinkedHashMap<PaperTag, PDStructureElement>();
      element(root, tree, sheets, elements);
      var numbers = new LinkedHashMap<Integer, PDParentTreeValue>();
      for (int i = 0; i < parents.size(); i++) {
        var array = new COSArray();
        parents.get(i).forEach(t -> array.add(elements.get(t)));
        numbers.put(i, new PDParentTreeValue(array));
      }
      var parentTree = new PDNumberTreeNode(PDParentTreeValue.class);
      parentTree.setNumbers(numbers);
      tree.setParentTree(parentTree);
      tree.setParentTreeNextKey(parents.size());
      document.getDocumentCatalog().setStructureTreeRoot(tree);
    }

    private void element(
        PaperTag of,
        PDStructureNode parent,
        List<PDPage> sheets,
        Map<PaperTag, PDStructureElement> elements) {
      if (of.isEmpty()) {
        return;
      }
      var element = new PDStructureElement(of.type(), parent);
      if (!of.description().isEmpty()) {
        element.setAlternateDescription(of.description());
      }
      parent.appendKid(element);
      elements.put(of, element);
      for (var stretch : of.stretches()) {
        var reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
        reference.setItem(COSName.PG, sheets.get(stretch.page()));
        reference.setInt(COSName.MCID, stretch.number());
        var kids = element.getCOSObject().getCOSArray(COSName.K);
        if (kids == null) {
          kids = new COSArray();
          element.getCOSObject().setItem(COSName.K, kids);
        }
        kids.add(reference);
      }
      for (var kid : of.kids()) {
        element(kid, element, sheets, elements);
      }
    }

    private void describe(PDDocument document) {
      var properties = document.getDocumentInformation();
      properties.setTitle(
          about.number() == null ? about.title() : about.title() + " " + about.number());
      properties.setProducer("Zhunru");
      var moment = PDF_DATE.format(about.at().atZone(ZONE).toOffsetDateTime());
      var pdfMoment = moment.replaceFirst("(\\d\\d):(\\d\\d)$", "$1'$2'");
      properties.getCOSObject().setString(COSName.CREATION_DATE, pdfMoment);
      properties.getCOSObject().setString(COSName.MOD_DATE, pdfMoment);
      var catalog = document.getDocumentCatalog();
      catalog.setLanguage("zh-CN");
      var marks = new PDMarkInfo();
      marks.setMarked(true);
      catalog.setMarkInfo(marks);
      var preferences = new PDViewerPreferences(new COSDictionary());
      preferences.setDisplayDocTitle(true);
      catalog.setViewerPreferences(preferences);
    }

    private PaperLines.Line oneLine(String printable, float size, boolean asBold) {
      return PaperLines.of(
              fonts,
              List.of(new PaperLines.Span(printable, asBold)),
              size,
              Float.MAX_VALUE / 4,
              0,
              false)
          .get(0);
    }

    private PaperLines.Span plain(String text) {
      return new PaperLines.Span(printable(text), false);
    }

    private PaperLines.Span bold(String text) {
      return new PaperLines.Span(printable(text), true);
    }

    private String printable(String text) {
      return fonts.printable(text, unknown);
    }
  }

  /** 0123 4567 89ab cdef. */
  static String grouped(String digits) {
    return digits.replaceAll("(.{4})(?=.)", "$1 ");
  }

  /** 一 to 九十九, figures from there. */
  static String chinese(int number) {
    var figures = "〇一二三四五六七八九";
    if (number > 99) {
      return Integer.toString(number);
    }
    int tens = number / 10;
    int ones = number % 10;
    return (tens == 0 ? "" : (tens == 1 ? "" : figures.substring(tens, tens + 1)) + "十")
        + (ones == 0 ? "" : figures.substring(ones, ones + 1));
  }
}
