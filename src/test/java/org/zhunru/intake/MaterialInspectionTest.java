package org.zhunru.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.common.DataDirectory;
import org.zhunru.common.Refusal;

class MaterialInspectionTest {
  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  private static final String SHEET =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

  @TempDir Path directory;

  @Test
  void each_kind_is_known_by_its_content_whatever_it_is_called() throws IOException {
    assertThat(kind(pdf(null))).isEqualTo(MaterialKind.PDF);
    assertThat(kind(image("png"))).isEqualTo(MaterialKind.PNG);
    assertThat(kind(image("jpg"))).isEqualTo(MaterialKind.JPG);
    assertThat(kind(office("word/document.xml", WORD))).isEqualTo(MaterialKind.DOCX);
    assertThat(kind(office("xl/workbook.xml", SHEET))).isEqualTo(MaterialKind.XLSX);
  }

  @Test
  void what_only_calls_itself_so_is_refused() throws IOException {
    var exe = new byte[4096];
    exe[0] = 'M';
    exe[1] = 'Z';
    var pdfInside = exe.clone();
    System.arraycopy("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), 0, pdfInside, 64, 8);

    assertRefused(exe, "intake.fileKind");
    assertRefused(pdfInside, "intake.fileKind");
    assertRefused("<html><script>alert(1)</script></html>".getBytes(), "intake.fileKind");
    assertRefused("just text".getBytes(), "intake.fileKind");
    assertRefused("%PDF-1.7 and nothing more".getBytes(), "intake.fileDamaged");
    assertRefused(zip(Map.of("a.txt", "a".getBytes())), "intake.fileKind");
    assertRefused(
        office("ppt/presentation.xml", WORD.replace("word", "presentation")), "intake.fileKind");
    assertRefused(office("word/document.xml", WORD, "word/other.xml"), "intake.fileKind");
    assertRefused(Arrays.copyOf(office("word/document.xml", WORD), 120), "intake.fileDamaged");
  }

  @Test
  void macros_are_refused_however_they_hide() throws IOException {
    assertRefused(
        office("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        "intake.fileMacros");
    var parts = parts("word/document.xml", WORD, "word/document.xml");
    parts.put("word/vbaProject.bin", new byte[] {1});
    assertRefused(zip(parts), "intake.fileMacros");
  }

  @Test
  void encrypted_files_are_refused() throws IOException {
    assertRefused(pdf("secret"), "intake.fileEncrypted");
    var ole = new byte[4096];
    var magic = new int[] {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    for (int i = 0; i < magic.length; i++) {
      ole[i] = (byte) magic[i];
    }
    assertRefused(ole, "intake.fileKind");
    var name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, ole, 2048, name.length);
    assertRefused(ole, "intake.fileEncrypted");
  }

  @Test
  void an_archive_that_unpacks_beyond_measure_is_not_unpacked() throws IOException {
    var parts = parts("word/document.xml", WORD, "word/document.xml");
    parts.put("word/media/zeros.bin", new byte[64 << 20]);

    assertRefused(zip(parts), "intake.fileBomb");
  }

  @Test
  void an_archive_of_too_many_parts_is_refused() throws IOException {
    var parts = parts("word/document.xml", WORD, "word/document.xml");
    for (int i = 0; i <= MaterialInspection.MOST_ENTRIES; i++) {
      parts.put("word/" + i, new byte[0]);
    }

    assertRefused(zip(parts), "intake.fileBomb");
  }

  @Test
  void an_archive_that_climbs_out_is_refused() throws IOException {
    var parts = parts("word/document.xml", WORD, "word/document.xml");
    parts.put("word/../../etc/passwd", new byte[1]);

    assertRefused(zip(parts), "intake.fileDamaged");
  }

  @Test
  void content_is_stored_once_by_its_hash_and_only_whole() throws IOException {
    var store = new MaterialStore(new DataDirectory(directory));
    var content = "content".getBytes();

    for (int i = 0; i < 2; i++) {
      try (var received = store.receive(new ByteArrayInputStream(content), 100, "a")) {
        store.keep(received);
        assertThat(store.path(received.sha256())).hasBinaryContent(content);
      }
    }

    assertThat(files(directory.resolve("materials"))).isEqualTo(1);
  }

  @Test
  void too_large_empty_and_broken_off_leave_nothing_behind() {
    var store = new MaterialStore(new DataDirectory(directory));

    assertThatThrownBy(() -> store.receive(new ByteArrayInputStream(new byte[101]), 100, "a"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo("intake.fileTooLarge"));
    assertThatThrownBy(() -> store.receive(InputStream.nullInputStream(), 100, "a"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo("intake.fileEmpty"));
    var breaksOff =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection lost");
          }
        };
    assertThatThrownBy(() -> store.receive(breaksOff, 100, "a")).isInstanceOf(IOException.class);

    assertThat(files(directory.resolve("materials"))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "安全评价报告.pdf|安全评价报告.pdf",
        "../../etc/passwd|passwd",
        "C:\\temp\\表 1.xlsx|表 1.xlsx",
        "a\u202Efdp.exe|afdp.exe",
        "...|file",
        "a<b>:c*?.pdf|a_b__c__.pdf"
      })
  void names_keep_what_the_applicant_meant_and_nothing_that_harms(String sent, String kept) {
    assertThat(MaterialName.clean(sent)).isEqualTo(kept);
  }

  @Test
  void long_names_keep_their_ending() {
    assertThat(MaterialName.clean("a\r\nSet-Cookie: x.pdf")).isEqualTo("aSet-Cookie_ x.pdf");
    assertThat(MaterialName.clean("𠮷".repeat(300) + ".pdf"))
        .endsWith(".pdf")
        .hasSizeLessThanOrEqualTo(151)
        .doesNotContain("?");
    assertThat(MaterialKind.PNG.named("scan.pdf")).isEqualTo("scan.pdf.png");
    assertThat(MaterialKind.JPG.named("scan.JPEG")).isEqualTo("scan.JPEG");
  }

  private static long files(Path root) {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private MaterialKind kind(byte[] content) throws IOException {
    var file = Files.createTempFile(directory, "f", ".pdf");
    Files.write(file, content);
    return MaterialInspection.kindOf(file, "f.pdf");
  }

  private void assertRefused(byte[] content, String code) {
    assertThatThrownBy(() -> kind(content))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  /** A PDF of one page. */
  public static byte[] pdf(@org.jspecify.annotations.Nullable String password) throws IOException {
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      if (password != null) {
        document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      }
      var out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] image(String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  private static byte[] office(String main, String type) throws IOException {
    return office(main, type, main);
  }

  private static byte[] office(String main, String type, String there) throws IOException {
    return zip(parts(main, type, there));
  }

  private static Map<String, byte[]> parts(String main, String type, String there) {
    var parts = new LinkedHashMap<String, byte[]>();
    parts.put(
        "[Content_Types].xml",
        ("<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Override PartName=\"/"
                + main
                + "\" ContentType=\""
                + type
                + "\"/></Types>")
            .getBytes(StandardCharsets.UTF_8));
    parts.put(there, "<x/>".getBytes());
    return parts;
  }

  private static byte[] zip(Map<String, byte[]> parts) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
