package org.zhunru.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.zhunru.common.BrokenCsv;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;

/** Rows of a CSV file that a person may have made: what is wrong is refused with its line. */
record Table(List<Line> lines, List<Refusal> faults) {

  record Line(int number, Map<String, String> cells) {
    String cell(String column) {
      return cells.getOrDefault(column, "").strip();
    }

    Line with(String column, String value) {
      var all = new HashMap<>(cells);
      all.put(column, value);
      return new Line(number, all);
    }
  }

  static byte[] ofProduct(String name) {
    try (InputStream in = Table.class.getClassLoader().getResourceAsStream("policies/" + name)) {
      if (in == null) {
        throw new IllegalStateException("policies/" + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * @param faults what was wrong with single rows is added to them; the rows are left out
   * @throws Refusal if there is nothing to read at all
   */
  static Table read(byte[] content, List<String> columns) {
    return read(text(content), columns, true);
  }

  /**
   * @param headed whether the first line names the columns; if not, cells are in their order
   */
  static Table read(String text, List<String> columns, boolean headed) {
    List<Refusal> faults = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader(headed ? new String[0] : columns.toArray(String[]::new))
            .setSkipHeaderRecord(headed)
            .setIgnoreEmptyLines(true)
            .get()
            .parse(new StringReader(text))) {
      var header = parser.getHeaderMap();
      for (var column : columns) {
        if (!header.containsKey(column)) {
          faults.add(Refusal.invalid("calendar.columnMissing", "1", column));
        }
      }
      Refusals.throwIfAny(faults);
      for (CSVRecord record : parser) {
        int line = (int) parser.getCurrentLineNumber();
        if (record.size() == header.size()) {
          lines.add(new Line(line, record.toMap()));
        } else {
          faults.add(wrong(line, "cellsWrong", record.size(), header.size()));
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException broken) {
      throw Refusal.invalid("calendar.notCsv", null, BrokenCsv.line(broken));
    }
    return new Table(List.copyOf(lines), faults);
  }

  /** A refusal of one line; argument 0 of its words is the line, the field too. */
  static Refusal wrong(int line, String code, Object... arguments) {
    var all = new ArrayList<Object>(List.of(line));
    all.addAll(List.of(arguments));
    return Refusal.invalid("calendar." + code, String.valueOf(line), all.toArray());
  }

  private static String text(byte[] content) {
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw Refusal.invalid("calendar.notUtf8", null);
    }
  }
}
