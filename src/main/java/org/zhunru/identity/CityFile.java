package org.zhunru.identity;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A file below {@code policies/} that says what city this is: UTF-8, a header, commas. */
final class CityFile {
  private CityFile() {}

  static List<CSVRecord> rows(String name) {
    var stream = CityFile.class.getClassLoader().getResourceAsStream("policies/" + name);
    if (stream == null) {
      throw new IllegalStateException("policies/" + name + " is missing");
    }
    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        var parser =
            CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(reader)) {
      return parser.getRecords();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
