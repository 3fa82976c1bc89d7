package org.zhunru.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * One CSV file of {@code policies/}, read whole: UTF-8, a header, comma-separated. What is wrong is
 * told with file, line and column, all of it at once, and nothing of a broken file is used.
 */
final class PolicyFile {
  private final String name;
  private final String text;
  private final List<PolicyFault> errors = new ArrayList<>();

  private PolicyFile(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * @param name file name below {@code policies/} of the class path
   */
  static PolicyFile of(String name) {
    try (InputStream in =
        PolicyFile.class.getClassLoader().getResourceAsStream("policies/" + name)) {
      if (in == null) {
        throw new BrokenPolicyFile(name, List.of(PolicyFault.ofFile("noFile")));
      }
      return of(name, in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static PolicyFile of(String name, byte[] content) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString();
      return new PolicyFile(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException notUtf8) {
      throw new BrokenPolicyFile(name, List.of(PolicyFault.ofFile("notUtf8")));
    }
  }

  /**
   * Notes what is wrong with the file as a whole.
   *
   * @param code see {@link PolicyFault}
   */
  void wrong(String code, Object... arguments) {
    errors.add(PolicyFault.ofFile(code, arguments));
  }

  /** What it says. */
  String text() {
    return text;
  }

  /** SHA-256 of what it says, 64 hexadecimal digits. */
  String sha256() {
    return RevisionText.sha256(text);
  }

  /**
   * @param columns columns that must be in the header; others may be there too
   * @param read makes one entry of one row; a row in which it finds errors yields none
   * @throws BrokenPolicyFile with every error of the file
   */
  <T> List<T> read(List<String> columns, Function<Row, @Nullable T> read) {
    return read(columns, read, () -> {});
  }

  /**
   * @param atEnd asked once all rows are read, for what no row shows alone
   * @throws BrokenPolicyFile with every error of the file
   */
  <T> List<T> read(List<String> columns, Function<Row, @Nullable T> read, Runnable atEnd) {
    List<T> entries = new ArrayList<>();
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get()
            .parse(new StringReader(text))) {
      Map<String, Integer> header = parser.getHeaderMap();
      for (String column : columns) {
        if (!header.containsKey(column)) {
          errors.add(PolicyFault.at(1, column, "noColumn"));
        }
      }
      if (errors.isEmpty()) {
        for (CSVRecord record : parser) {
          if (record.size() != header.size()) {
            errors.add(PolicyFault.at(line(parser), "", "columns", record.size(), header.size()));
            continue;
          }
          int before = errors.size();
          T entry = entry(new Row(record, line(parser)), read);
          if (entry != null && errors.size() == before) {
            entries.add(entry);
          }
        }
        atEnd.run();
      }
    } catch (IOException | java.io.UncheckedIOException | IllegalArgumentException broken) {
      errors.add(PolicyFault.ofFile("unreadable", String.valueOf(broken.getMessage())));
    }
    if (!errors.isEmpty()) {
      throw new BrokenPolicyFile(name, errors);
    }
    return List.copyOf(entries);
  }

  /** A word where a number or a day has to be is that row's fault, whoever stumbles over it. */
  private static <T> @Nullable T entry(Row row, Function<Row, @Nullable T> read) {
    try {
      return read.apply(row);
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      row.wrong("", "unreadable", String.valueOf(unreadable.getMessage()));
      return null;
    }
  }

  private static int line(CSVParser parser) {
    return (int) parser.getCurrentLineNumber();
  }

  /** One row; its getters note what is wrong and give a harmless value instead. */
  final class Row {
    private final CSVRecord record;
    private final int line;

    private Row(CSVRecord record, int line) {
      this.record = record;
      this.line = line;
    }

    /**
     * @param code what is wrong, see {@link PolicyFault}
     */
    void wrong(String column, String code, Object... arguments) {
      errors.add(PolicyFault.at(line, column, code, arguments));
    }

    /** First line is 1; of a row that breaks over several, its last. */
    int line() {
      return line;
    }

    /** File and line, {@code catalogues/places.csv:3}. */
    String place() {
      return name + ":" + line;
    }

    /** Whether the file has such a column. */
    boolean has(String column) {
      return record.isMapped(column);
    }

    /** Text, empty if the cell is. */
    String text(String column) {
      return record.get(column).strip();
    }

    String required(String column) {
      String text = text(column);
      if (text.isEmpty()) {
        wrong(column, "empty");
      }
      return text;
    }

    String oneOf(String column, String... allowed) {
      String text = text(column);
      if (!Arrays.asList(allowed).contains(text)) {
        wrong(column, "noneOf", text, String.join(", ", allowed));
      }
      return text;
    }

    int whole(String column) {
      try {
        return Integer.parseInt(text(column));
      } catch (NumberFormatException notWhole) {
        wrong(column, "notWhole", text(column));
        return 0;
      }
    }

    BigDecimal positive(String column) {
      @Nullable BigDecimal number = optionalNumber(column);
      if (number == null || number.signum() <= 0) {
        wrong(column, "notPositive", text(column));
        return BigDecimal.ONE;
      }
      return number;
    }

    @Nullable BigDecimal optionalNumber(String column) {
      String text = text(column);
      if (text.isEmpty()) {
        return null;
      }
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException noNumber) {
        wrong(column, "notANumber", text);
        return null;
      }
    }

    @Nullable LocalDate optionalDate(String column) {
      String text = text(column);
      return text.isEmpty() ? null : date(column, text);
    }

    /** A day that stands among the words of a cell, {@code 2026-01-31}. */
    @Nullable LocalDate date(String column, String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException noDate) {
        wrong(column, "notADate", text);
        return null;
      }
    }

    /** Several values in one cell, separated by semicolons. */
    List<String> several(String column) {
      Set<String> values = new LinkedHashSet<>();
      for (String part : text(column).split("[;;]")) {
        if (!part.isBlank()) {
          values.add(part.strip());
        }
      }
      return List.copyOf(values);
    }
  }

  /** A file of {@code policies/} that can't be used; the message lists every place. */
  static final class BrokenPolicyFile extends IllegalStateException {
    private final List<PolicyFault> faults;

    BrokenPolicyFile(String name, List<PolicyFault> faults) {
      super(
          faults.stream().map(fault -> name + fault.inEnglish()).collect(Collectors.joining("\n")));
      this.faults = List.copyOf(faults);
    }

    List<PolicyFault> faults() {
      return faults;
    }
  }
}
