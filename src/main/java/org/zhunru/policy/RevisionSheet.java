package org.zhunru.policy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.zhunru.common.Refusal;

/** A table in a spreadsheet of Office Open XML (.xlsx): one sheet of plain cells, no more. */
public final class RevisionSheet {
  /** Longest part of the packed file once unpacked, in bytes. */
  private static final long LONGEST_PART = 50_000_000;

  /** Places told in one refusal. */
  private static final int MOST_PLACES = 20;

  private static final byte[] PACKED = {'P', 'K', 3, 4};
  private static final byte[] OLD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  static {
    ZipSecureFile.setMaxEntrySize(LONGEST_PART);
  }

  private RevisionSheet() {}

  /**
   * Whether the file is a spreadsheet and no text.
   *
   * @throws Refusal {@code policy.sheet.old} for the binary format before 2007, or one with a
   *     password
   */
  static boolean is(byte[] file) {
    if (startsWith(file, OLD)) {
      throw Refusal.invalid("policy.sheet.old", "content");
    }
    return startsWith(file, PACKED);
  }

  /**
   * Reads the only sheet that has cells; dates become 2026-09-25, numbers lose no digit.
   *
   * @param file at most {@link RevisionText#LONGEST} bytes
   * @throws Refusal {@code policy.fileTooLong}, {@code policy.sheet.broken}, {@code
   *     policy.sheet.several}, {@code policy.sheet.merged}, {@code policy.sheet.computed}, {@code
   *     policy.notATable}
   */
  static RevisionText read(byte[] file) {
    if (file.length > RevisionText.LONGEST) {
      throw Refusal.invalid(
          "policy.fileTooLong",
          "content",
          file.length / 1_000_000,
          RevisionText.LONGEST / 1_000_000);
    }
    try (var book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
      var sheets =
          StreamSupport.stream(book.spliterator(), false)
              .filter(sheet -> sheet.getPhysicalNumberOfRows() > 0)
              .toList();
      if (sheets.size() > 1) {
        throw Refusal.invalid(
            "policy.sheet.several",
            "content",
            String.join("、", sheets.stream().map(Sheet::getSheetName).toList()));
      }
      if (sheets.isEmpty()) {
        throw Refusal.invalid("policy.fileEmpty", "content");
      }
      return table(sheets.get(0));
    } catch (Refusal refusal) {
      throw refusal;
    } catch (IOException | RuntimeException broken) { // POI tells a broken file in a dozen ways
      throw Refusal.invalid("policy.sheet.broken", "content");
    }
  }

  /** The same rows as a spreadsheet; every cell is text, so that no program reads it as another. */
  public static byte[] write(RevisionText text, String name) {
    try (var book = new SXSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var sheet = book.createSheet(name);
      sheet.createFreezePane(0, 1);
      int line = 0;
      for (var cells : Stream.concat(Stream.of(text.header()), text.lines().stream()).toList()) {
        var row = sheet.createRow(line++);
        for (int i = 0; i < cells.size(); i++) {
          row.createCell(i, CellType.STRING).setCellValue(cells.get(i));
        }
      }
      book.write(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static RevisionText table(Sheet sheet) {
    refuse(
        "policy.sheet.merged",
        sheet.getMergedRegions().stream().map(region -> region.formatAsString()).toList());
    var cells =
        StreamSupport.stream(sheet.spliterator(), false)
            .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
            .toList();
    refuse(
        "policy.sheet.computed",
        cells.stream()
            .filter(
                cell ->
                    cell.getCellType() == CellType.FORMULA || cell.getCellType() == CellType.ERROR)
            .map(cell -> cell.getAddress().formatAsString())
            .toList());
    var rows = new ArrayList<List<String>>();
    for (int i = sheet.getFirstRowNum(); i <= sheet.getLastRowNum(); i++) {
      var row = sheet.getRow(i);
      if (row != null) {
        var line = line(row);
        if (!line.isEmpty()) {
          rows.add(line);
        }
      }
    }
    return RevisionText.rows(rows);
  }

  /** Cells up to the last one that says something. */
  private static List<String> line(Row row) {
    var line = new ArrayList<String>();
    for (int i = 0; i < row.getLastCellNum(); i++) {
      line.add(text(row.getCell(i, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK)));
    }
    while (!line.isEmpty() && line.get(line.size() - 1).isBlank()) {
      line.remove(line.size() - 1);
    }
    return line;
  }

  private static String text(Cell cell) {
    return switch (cell.getCellType()) {
      case STRING -> cell.getStringCellValue();
      case BOOLEAN -> String.valueOf(cell.getBooleanCellValue());
      case NUMERIC ->
          DateUtil.isCellDateFormatted(cell)
              ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
              : new BigDecimal(NumberToTextConverter.toText(cell.getNumericCellValue()))
                  .toPlainString();
      default -> "";
    };
  }

  private static void refuse(String code, List<String> places) {
    if (!places.isEmpty()) {
      throw Refusal.invalid(
          code,
          "content",
          places.size(),
          String.join("、", places.stream().limit(MOST_PLACES).toList()));
    }
  }

  private static boolean startsWith(byte[] file, byte[] mark) {
    return file.length >= mark.length && Arrays.equals(file, 0, mark.length, mark, 0, mark.length);
  }
}
