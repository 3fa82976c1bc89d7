package org.zhunru.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaperTest {
  private static final PaperWriter WRITER = new PaperWriter(new PaperFonts(null));
  private static final PaperTemplates TEMPLATES = new PaperTemplates();

  static Stream<String> kinds() {
    return PaperSamples.TITLES.keySet().stream().sorted();
  }

  @Test
  void every_template_is_tried_here() throws IOException {
    try (var files = Files.list(Path.of("policies/documents", PaperSamples.MATTER))) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".ftl", "")))
          .containsExactlyInAnyOrderElementsOf(PaperSamples.TITLES.keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_paper_with_everything_says_everything(String kind) throws IOException {
    var values = PaperSamples.all(kind);

    var text = text(write(kind, values).pdf());

    assertThat(text)
        .contains(PaperSamples.TITLES.get(kind), "年产3万吨液氯及下游产品项目", "七联审〔2026〕12号")
        .contains("2026年11月23日", "7QKM-3ZRW-9XHP-T4VE", "9f86d081884c7d65".substring(0, 4));
    if (kind.startsWith("decision-refused")) {
      assertThat(text).contains("第三十八条第二款", "六十日内", "六个月内", "七台河市人民政府", "整改途径", "认定的事实");
    }
    if (text.contains("项目负责人")) {
      assertThat(text).contains("李" + PaperSamples.RARE);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_paper_with_the_least_is_whole(String kind) throws IOException {
    var paper = write(kind, PaperSamples.least(kind));

    assertThat(paper.pages()).isLessThanOrEqualTo(3);
    assertThat(paper.unknown()).isEmpty();
    assertThat(text(paper.pdf()))
        .contains(PaperSamples.TITLES.get(kind), "第1页共" + paper.pages() + "页")
        .doesNotContain("null", "${", "文号：null");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_value_the_template_needs_is_never_left_empty(String kind) {
    for (var needed : PaperSamples.least(kind).keySet()) {
      var values = PaperSamples.least(kind);
      values.remove(needed);
      if (!kind.equals("opinion") || !List.of("number").contains(needed)) {
        assertThatThrownBy(() -> TEMPLATES.merge(PaperSamples.MATTER, kind, values))
            .as(needed)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(needed);
      }
    }
  }

  @Test
  void the_same_paper_has_the_same_bytes() {
    var values = PaperSamples.all("decision-refused");
    var first = write("decision-refused", values).pdf();

    var anew = new PaperWriter(new PaperFonts(null));
    var second =
        anew.write(
                PaperMarkup.read(TEMPLATES.merge(PaperSamples.MATTER, "decision-refused", values)),
                PaperSamples.proof("不予批准决定书"))
            .pdf();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void rare_characters_come_out_as_they_went_in() throws IOException {
    var paper = of(".p 王" + PaperSamples.RARE + "、李𫖯、赵𬱖、龘𪚥、一二三〇");

    assertThat(paper.unknown()).isEmpty();
    assertThat(text(paper.pdf())).contains("王㐂𠮷䶮𬭩喆堃赟、李𫖯、赵𬱖、龘𪚥、一二三〇");
  }

  @Test
  void a_character_that_no_font_has_is_shown_as_its_code_point_and_reported() throws IOException {
    var paper = of(".p 张𤭢先生");

    keep("unknown", paper);
    assertThat(paper.unknown()).containsExactly("U+24B62");
    assertThat(text(paper.pdf())).contains("张〔U+24B62〕先生").contains("字库未收录的字以其统一码编号表示：U+24B62");
  }

  @Test
  void however_many_characters_are_unknown_the_paper_is_whole() throws IOException {
    var many = new StringBuilder();
    for (int c = 0x2A000; c < 0x2A200; c++) {
      many.appendCodePoint(c);
    }

    var paper = of(".p " + many + "\n.sign 机关 | 2026年11月23日");

    assertThat(paper.unknown()).hasSizeGreaterThan(400);
    assertThat(text(paper.pdf()))
        .contains("〔U+2A000〕〔U+2A001〕", "等" + paper.unknown().size() + "个");
  }

  @Test
  void a_city_may_add_fonts_of_its_own(@TempDir Path fonts) throws IOException {
    try (var font =
        PDDocument.class.getResourceAsStream(
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
      Files.copy(Objects.requireNonNull(font), fonts.resolve("Own.TTF"));
    }
    assertThat(of("\u05D0").unknown()).containsExactly("U+05D0");

    var paper =
        new PaperWriter(new PaperFonts(fonts))
            .write(PaperMarkup.read("甲\u05D0乙"), PaperSamples.proof("试"));

    assertThat(paper.unknown()).isEmpty();
    assertThat(text(paper.pdf())).contains("甲\u05D0乙");
  }

  @Test
  void radicals_become_characters_and_invisible_signs_go() throws IOException {
    var paper = of(".p ⼀⼆\u202E张\u200B三\uFEFF");

    assertThat(text(paper.pdf())).contains("一二张三");
  }

  @Test
  void typed_text_never_becomes_markup() throws IOException {
    for (var forged :
        List.of(
            "x\n.title 伪造标题\n.sign 伪造机关 | 2026年1月1日",
            "x\r.title 伪造标题",
            "x\u2028.title 伪造标题",
            "x\u0085.title 伪造标题",
            ".title 伪造标题",
            "a | b | c",
            "a \\| b \\\\n .row 1 | 2",
            "\\",
            "${office} <#if x> <#-- -->")) {
      for (var kind : PaperSamples.TITLES.keySet()) {
        var clean = PaperSamples.all(kind);
        var typed = replaced(clean, forged);

        var expected = shape(PaperMarkup.read(merge(kind, clean)));
        var blocks = PaperMarkup.read(merge(kind, typed));

        assertThat(shape(blocks)).as(kind + " with " + forged).isEqualTo(expected);
        assertThat(blocks.toString()).doesNotContain("Title[text=伪造标题");
      }
    }
    var typed = PaperSamples.least("withdrawal");
    typed.put("reason", "x\n.title 伪造标题 | \\n");
    assertThat(text(unkept("withdrawal", typed).pdf())).contains(".title伪造标题|\\n");
  }

  @Test
  void escaped_text_reads_back_as_typed_wherever_it_stands() {
    var typed = ".title a|b\\c\\n\nd.";

    var blocks = PaperMarkup.read(PaperMarkup.escape(typed));

    assertThat(blocks).containsExactly(new PaperBlock.Paragraph(typed));
  }

  @Test
  void a_template_sees_values_and_nothing_that_acts() {
    assertThatThrownBy(
            () -> TEMPLATES.merge("joint-pre-approval", "receipt", Map.of("office", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEMPLATES.merge("../matters", "receipt", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEMPLATES.merge("joint-pre-approval", "no-such-kind", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void templates_use_no_way_around_escaping() throws IOException {
    try (var files = Files.walk(Path.of("policies/documents"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".ftl")))
          .isNotEmpty()
          .allSatisfy(
              f ->
                  assertThat(Files.readString(f))
                      .doesNotContainPattern(
                          "no_esc|noautoesc|outputformat|\\?\\s*(new|api|eval|interpret)\\b"));
    }
  }

  @Test
  void a_hundred_rows_break_over_pages_under_a_repeated_head() throws IOException {
    var rows = new StringBuilder(".table 1 4 2r\n.head 序号 | 物质名称 | 数量（t）\n");
    for (int i = 1; i <= 100; i++) {
      rows.append(".row ").append(i).append(" | 物质甲").append(i).append(" | ").append(i * 10);
      rows.append('\n');
    }

    var paper = of(rows.toString());

    assertThat(paper.pages()).isBetween(4, 8);
    try (var document = Loader.loadPDF(paper.pdf())) {
      int lastRow = 0;
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        var text = stripper.getText(document).replaceAll("\\s", "");
        if (text.contains("物质甲")) {
          assertThat(text).contains("序号物质名称数量（t）");
          while (text.contains("物质甲" + (lastRow + 1) + (lastRow + 1) * 10)) {
            lastRow++;
          }
        }
      }
      assertThat(lastRow).isEqualTo(100);
    }
  }

  @Test
  void a_row_longer_than_a_page_goes_on_on_the_next() throws IOException {
    var cell = "很长的一格。".repeat(600);

    var paper = of(".table 1 5\n.head 甲 | 乙\n.row 1 | " + cell + "\n.row 2 | 末行");

    assertThat(paper.pages()).isGreaterThan(2);
    assertThat(text(paper.pdf()).replace("甲乙", "")).contains("末行");
    assertThat(count(text(paper.pdf()), "很长的一格。")).isBetween(560, 600);
  }

  @Test
  void no_line_begins_with_a_closing_or_ends_with_an_opening_mark() {
    var fonts = new PaperFonts(null);
    for (int shift = 0; shift < 30; shift++) {
      var text = "字".repeat(shift) + "甲，（乙）。“丙”；《丁》、【戊】！己：庚？".repeat(20);
      var lines =
          PaperLines.of(fonts, List.of(new PaperLines.Span(text, false)), 15.75f, 441, 31.5f, true);
      for (var line : lines) {
        int first = line.glyphs().get(0).codePoint();
        int last = line.glyphs().get(line.glyphs().size() - 1).codePoint();
        assertThat("，）。”；》、】！：？".indexOf(first)).isEqualTo(-1);
        assertThat("（“《【".indexOf(last)).isEqualTo(-1);
        assertThat(line.indent() + line.width()).isLessThanOrEqualTo(441.1f);
      }
    }
  }

  @Test
  void words_and_numbers_stay_whole_and_endless_text_breaks_somewhere() {
    var fonts = new PaperFonts(null);
    var mixed = "采用 Honeywell Experion PKS 控制系统（DCS），CAS 7782-50-5，数量 12.5 t。".repeat(6);
    var lines = PaperLines.of(fonts, List.of(new PaperLines.Span(mixed, false)), 12, 300, 24, true);
    var broken = new ArrayList<String>();
    lines.forEach(l -> broken.add(string(l)));
    assertThat(String.join("\n", broken)).doesNotContainPattern("[A-Za-z0-9]\n[A-Za-z0-9]*[a-z]\n");
    assertThat(broken)
        .allSatisfy(l -> assertThat(l).doesNotStartWith("oneywell").doesNotStartWith("-50-5"));

    for (var endless : List.of("A".repeat(5000), "。".repeat(3000), "（".repeat(3000))) {
      assertThat(
              PaperLines.of(
                  fonts, List.of(new PaperLines.Span("甲" + endless, false)), 12, 300, 24, true))
          .allSatisfy(l -> assertThat(l.indent() + l.width()).isLessThanOrEqualTo(300.1f));
    }
  }

  @Test
  void endless_text_fits_in_every_place_of_a_paper() throws IOException {
    for (var kind : PaperSamples.TITLES.keySet()) {
      var paper = unkept(kind, replaced(PaperSamples.all(kind), "Ab3".repeat(400)));
      assertThat(paper.pages()).as(kind).isGreaterThan(1);
      try (var document = Loader.loadPDF(paper.pdf())) {
        assertThat(document.getNumberOfPages()).isEqualTo(paper.pages());
      }
    }
  }

  @Test
  void the_qr_code_leads_to_the_page_that_verifies() throws Exception {
    var paper = write("decision-approved", PaperSamples.all("decision-approved"));
    try (var document = Loader.loadPDF(paper.pdf())) {
      var image =
          new PDFRenderer(document).renderImageWithDPI(document.getNumberOfPages() - 1, 150);
      var pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      var read =
          new QRCodeReader()
              .decode(
                  new BinaryBitmap(
                      new HybridBinarizer(
                          new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                  Map.of(com.google.zxing.DecodeHintType.TRY_HARDER, true));
      assertThat(read.getText()).isEqualTo("https://zhunru.qth.gov.cn/verify/7QKM-3ZRW-9XHP-T4VE");
    }
  }

  @Test
  void a_paper_says_what_it_is_and_carries_its_own_fonts() throws IOException {
    try (var document = Loader.loadPDF(write("acceptance", PaperSamples.all("acceptance")).pdf())) {
      assertThat(document.getDocumentInformation().getTitle()).startsWith("受理通知书");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getStructureTreeRoot().getKids()).isNotEmpty();
      assertThat(document.getDocumentInformation().getCOSObject().getString("CreationDate"))
          .isEqualTo("D:20261123090507+08'00'");
      for (var page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          var font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
          assertThat(font.getName()).matches("[A-Z]{6}\\+.*");
        }
      }
    }
  }

  @Test
  void all_papers_are_small() {
    kinds()
        .forEach(
            kind ->
                assertThat(write(kind, PaperSamples.all(kind)).pdf().length)
                    .as(kind)
                    .isLessThan(400_000));
  }

  private static String merge(String kind, Map<String, Object> values) {
    return TEMPLATES.merge(PaperSamples.MATTER, kind, values);
  }

  private static PaperWriter.Written write(String kind, Map<String, Object> values) {
    var paper = unkept(kind, values);
    keep(kind + (values.containsKey("number") ? "" : "-least"), paper);
    return paper;
  }

  private static PaperWriter.Written unkept(String kind, Map<String, Object> values) {
    return WRITER.write(
        PaperMarkup.read(merge(kind, values)), PaperSamples.proof(PaperSamples.TITLES.get(kind)));
  }

  private static PaperWriter.Written of(String markup) {
    return WRITER.write(PaperMarkup.read(markup), PaperSamples.proof("试"));
  }

  /** To be looked at: target/papers. */
  private static void keep(String name, PaperWriter.Written paper) {
    try {
      Files.createDirectories(Path.of("target/papers"));
      var file = Path.of("target/papers", name + ".pdf");
      Files.write(file, paper.pdf());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }

  private static String string(PaperLines.Line line) {
    var text = new StringBuilder();
    line.glyphs().forEach(g -> text.appendCodePoint(g.codePoint()));
    return text.toString();
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  /** Kinds of blocks and numbers of cells, without the words. */
  private static List<String> shape(List<PaperBlock> blocks) {
    return blocks.stream()
        .map(
            b -> {
              var name = b.getClass().getSimpleName();
              if (b instanceof PaperBlock.Table t) {
                return name + t.columns().size() + "x" + t.rows().size();
              }
              return b instanceof PaperBlock.Facts f ? name + f.facts().size() : name;
            })
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> replaced(Map<String, Object> values, String text) {
    var all = new HashMap<String, Object>();
    values.forEach(
        (key, value) ->
            all.put(
                key,
                value instanceof String
                    ? text
                    : value instanceof List<?> list
                        ? list.stream()
                            .map(
                                each ->
                                    each instanceof Map<?, ?>
                                        ? replaced((Map<String, Object>) each, text)
                                        : each instanceof String ? text : each)
                            .toList()
                        : value instanceof Map<?, ?>
                            ? replaced((Map<String, Object>) value, text)
                            : value));
    return all;
  }
}
