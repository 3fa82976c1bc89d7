package org.zhunru;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A decision that says which test confirms it, is confirmed by a test that exists. */
class DecisionRecordsTest {
  private static final Pattern NAMED =
      Pattern.compile("\\b([A-Z]\\w*(?:Test|Journey|Properties|Bench))\\b(?:\\.([a-z0-9_]+))?");

  @Test
  void every_test_that_a_record_names_exists() throws IOException {
    var tests = tests();
    var missing = new TreeSet<String>();
    int named = 0;
    try (var records = Files.list(Path.of("src/docs/adr"))) {
      for (var record : records.toList()) {
        var name = NAMED.matcher(Files.readString(record));
        while (name.find()) {
          named++;
          var text = tests.get(name.group(1));
          if (text == null || name.group(2) != null && !text.contains(" " + name.group(2))) {
            missing.add(record.getFileName() + ": " + name.group());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(20);
  }

  private static Map<String, String> tests() throws IOException {
    var tests = new HashMap<String, String>();
    try (var files = Files.walk(Path.of("src/test/java"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return tests;
  }
}
