package org.zhunru.policy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.zhunru.common.BrokenCsv;
import org.zhunru.common.Refusal;

/**
 * Rows of a file as they are written: a header and its lines.
 *
 * @param lines each as long as the header
 */
public record RevisionText(List<String> header, List<List<String>> lines) {
  /** Longest file that is read, in bytes: a hundred times the longest catalogue shipped. */
  public static final int LONGEST = 20_000_000;

  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char BOM = '\uFEFF';

  public RevisionText {
    header = List.copyOf(header);
    lines = lines.stream().map(List::copyOf).toList();
  }

  /** A table as text; lines end with a line feed. */
  public String csv() {
    var text = new StringBuilder();
    var format = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    try {
      format.printRecord(text, header.toArray());
      for (var line : lines) {
        format.printRecord(text, line.toArray());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** Each line as its cells by column, in the order of the columns. */
  public List<Map<String, String>> records() {
    return lines.stream()
        .map(
            line -> {
              Map<String, String> record = new LinkedHashMap<>();
              for (int i = 0; i < header.size(); i++) {
                record.put(header.get(i), line.get(i));
              }
              return record;
            })
        .toList();
  }

  /**
   * Reads a table; short lines are filled up and cells beyond the header kept, so that nothing
   * typed is lost before its reader judges it.
   *
   * @throws Refusal {@code policy.notATable} if it has no header, {@code policy.quotes} with the
   *     line from which its quotes don't close
   */
  public static RevisionText of(String csv) {
    try (CSVParser parser =
        CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(new StringReader(csv))) {
      return rows(parser.stream().map(CSVRecord::toList).toList());
    } catch (IOException | UncheckedIOException | IllegalStateException broken) {
      throw Refusal.invalid("policy.quotes", "content", BrokenCsv.line(broken));
    }
  }

  /**
   * Reads an uploaded file: a spreadsheet (.xlsx), features of a map (GeoJSON), or text.
   *
   * @throws Refusal those of {@link RevisionSheet}, {@link GeoJsonTable} and {@link #decode}
   */
  public static RevisionText ofFile(byte[] content) {
    if (RevisionSheet.is(content)) {
      return RevisionSheet.read(content);
    }
    var text = decode(content);
    return GeoJsonTable.is(text) ? GeoJsonTable.read(text) : of(text);
  }

  /** Rows of which the first names the columns. */
  static RevisionText rows(List<List<String>> rows) {
    if (rows.isEmpty() || rows.get(0).stream().allMatch(String::isBlank)) {
      throw Refusal.invalid("policy.notATable", "content");
    }
    var header = rows.get(0);
    var lines = new ArrayList<List<String>>();
    for (var row : rows.subList(1, rows.size())) {
      var line = new ArrayList<>(row);
      while (line.size() < header.size()) {
        line.add("");
      }
      lines.add(line);
    }
    return new RevisionText(header, lines);
  }

  /**
   * Text of an uploaded file: UTF-8 with or without a mark, or GB 18030.
   *
   * @throws Refusal {@code policy.fileTooLong}, {@code policy.fileEmpty}, {@code policy.notText}
   */
  public static String decode(byte[] content) {
    if (content.length > LONGEST) {
      throw Refusal.invalid(
          "policy.fileTooLong", "content", content.length / 1_000_000, LONGEST / 1_000_000);
    }
    if (content.length == 0) {
      throw Refusal.invalid("policy.fileEmpty", "content");
    }
    for (var charset : List.of(StandardCharsets.UTF_8, GB18030)) {
      try {
        var text =
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(content))
                .toString();
        var bare = text.charAt(0) == BOM ? text.substring(1) : text;
        if (bare.chars().anyMatch(c -> c == 0 || c == 0xFFFE)) {
          throw Refusal.invalid("policy.notText", "content");
        }
        return bare.replace("\r\n", "\n").replace('\r', '\n');
      } catch (CharacterCodingException other) {
        // the next one, then
      }
    }
    throw Refusal.invalid("policy.notText", "content");
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
