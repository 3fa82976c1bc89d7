package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is refused something reads what is wrong and what to do, in either language. */
class RefusalWordsTest {
  /** A code where a refusal is made, or where it is handed to what makes it. */
  private static final Pattern MADE =
      Pattern.compile(
          "(?:Refusal\\.(?:invalid|unknown|forbidden|conflict)\\(|new Refusal\\(\\s*Refusal\\.Kind"
              + "\\.[A-Z]+,|\\bmust\\w*\\([^;{]*?,)\\s*\"([a-z]+\\.[A-Za-z0-9.]+)\"");

  private static final Pattern TEXT = Pattern.compile("\"((?:[a-zA-Z]+\\.)*[a-zA-Z0-9]+)\"");

  @Test
  void every_refusal_says_what_is_wrong_and_what_to_do() throws IOException {
    var words = words();
    var made = found(MADE);
    assertThat(made).hasSizeGreaterThan(200);
    var missing = new TreeSet<String>();
    for (var code : made) {
      for (var key : new String[] {"refusal." + code, "refusal." + code + ".mend"}) {
        if (words.getOrDefault(key, "").isBlank()) {
          missing.add(key);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void no_words_are_left_of_a_refusal_that_nobody_makes() throws IOException {
    var texts = found(TEXT);
    var dead = new TreeSet<String>();
    var alone = new TreeSet<String>();
    for (var key : words().keySet()) {
      if (key.startsWith("refusal.") && !key.endsWith(".mend")) {
        var code = key.substring("refusal.".length());
        if (!texts.contains(code) && !texts.contains(code.substring(code.indexOf('.') + 1))) {
          dead.add(key);
        }
        if (!words().containsKey(key + ".mend")) {
          alone.add(key);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(alone).isEmpty();
  }

  private static TreeSet<String> found(Pattern pattern) throws IOException {
    var found = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        pattern.matcher(Files.readString(file)).results().forEach(m -> found.add(m.group(1)));
      }
    }
    return found;
  }

  /** The Chinese ones; that the English have the same keys is a rule of its own. */
  private static Map<String, String> words() throws IOException {
    var words = new HashMap<String, String>();
    try (var files = Files.list(Path.of("src/main/resources/messages"))) {
      for (var file : files.filter(f -> !f.toString().endsWith("_en.properties")).toList()) {
        var bundle = new Properties();
        try (var text = Files.newBufferedReader(file)) {
          bundle.load(text);
        }
        bundle.forEach((key, value) -> words.put(key.toString(), value.toString()));
      }
    }
    return words;
  }
}
