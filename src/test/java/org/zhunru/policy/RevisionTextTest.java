package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhunru.common.Refusal;

/** What an editor uploads is read as it is meant, or refused with the place that is wrong. */
class RevisionTextTest {
  private static final RevisionText TABLE =
      new RevisionText(
          List.of("name", "limit"), List.of(List.of("氯,液", "9.50"), List.of("=1+1", "")));

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030"})
  void text_is_read_in_either_encoding(String charset) {
    assertThat(RevisionText.ofFile(TABLE.csv().getBytes(Charset.forName(charset))))
        .isEqualTo(TABLE);
  }

  @Test
  void a_mark_and_line_ends_of_other_systems_are_no_part_of_the_text() {
    var windows = "\uFEFF" + TABLE.csv().replace("\n", "\r\n");
    assertThat(RevisionText.ofFile(windows.getBytes(StandardCharsets.UTF_8))).isEqualTo(TABLE);
  }

  @Test
  void a_spreadsheet_that_was_downloaded_is_read_back_the_same() {
    assertThat(RevisionText.ofFile(RevisionSheet.write(TABLE, "test"))).isEqualTo(TABLE);
  }

  @Test
  void numbers_and_dates_of_a_spreadsheet_lose_nothing() {
    var text =
        RevisionText.ofFile(
            sheet(
                sheet -> {
                  cells(sheet, 0, "a", "b", "c");
                  var row = sheet.createRow(1);
                  row.createCell(0).setCellValue(0.1);
                  row.createCell(1).setCellValue(12345678901d);
                  var date = row.createCell(2);
                  date.setCellValue(LocalDate.of(2026, 9, 25));
                  var style = sheet.getWorkbook().createCellStyle();
                  style.setDataFormat((short) 14);
                  date.setCellStyle(style);
                }));
    assertThat(text.lines()).containsExactly(List.of("0.1", "12345678901", "2026-09-25"));
  }

  @Test
  void merged_cells_and_formulas_are_told_by_their_place() {
    refused(
        "policy.sheet.merged",
        sheet(
            sheet -> {
              cells(sheet, 0, "a", "b");
              cells(sheet, 1, "x", "");
              sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, 1));
            }),
        "A2:B2");
    refused(
        "policy.sheet.computed",
        sheet(
            sheet -> {
              cells(sheet, 0, "a", "b");
              sheet.createRow(1).createCell(1).setCellFormula("1+1");
            }),
        "B2");
    refused(
        "policy.sheet.several",
        sheet(
            sheet -> {
              cells(sheet, 0, "a");
              cells(sheet.getWorkbook().createSheet("其他"), 0, "b");
            }),
        "其他");
  }

  @Test
  void what_is_no_table_is_refused() {
    refused("policy.fileEmpty", new byte[0]);
    refused("policy.fileEmpty", sheet(sheet -> {}));
    refused("policy.sheet.broken", new byte[] {'P', 'K', 3, 4, 0});
    refused("policy.sheet.old", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0});
    refused("policy.notText", new byte[] {'a', 0, 'b'});
    refused("policy.quotes", "a,b\nc,\"d\ne".getBytes(StandardCharsets.UTF_8), "2");
    refused("policy.fileTooLong", new byte[100_000_000]);
  }

  @Test
  void a_file_that_swells_when_unpacked_is_not_unpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      var zeroes = new byte[1_000_000];
      for (int i = 0; i < 100; i++) {
        zip.write(zeroes);
      }
    }
    assertThat(packed.size()).isLessThan(200_000);
    refused("policy.sheet.broken", packed.toByteArray());
  }

  private static void refused(String code, byte[] file, Object... places) {
    assertThatThrownBy(() -> RevisionText.ofFile(file))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              for (var place : places) {
                assertThat(refusal.arguments())
                    .anySatisfy(said -> assertThat(said.toString()).contains(place.toString()));
              }
            });
  }

  private static void cells(XSSFSheet sheet, int line, String... values) {
    var row = sheet.createRow(line);
    for (int i = 0; i < values.length; i++) {
      row.createCell(i).setCellValue(values[i]);
    }
  }

  private static byte[] sheet(Consumer<XSSFSheet> fill) {
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      fill.accept(book.createSheet("目录"));
      book.write(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
