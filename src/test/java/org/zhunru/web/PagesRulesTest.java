package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no template and no page may contain, and what the bundles of words must. */
class PagesRulesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path JAVA = Path.of("src/main/java/org/zhunru");

  /** Strings that are names everywhere and need no translation. */
  private static final Pattern NAMES =
      Pattern.compile("\\b(CAS|PDF|JPG|PNG|DOCX|XLSX|SHA-256|QR|UTF-8|SVG|BPMN|km)\\b");

  @Test
  void templates_are_ftlh_and_cannot_reach_beyond_their_page() {
    assertThat(violations(TEMPLATES, ".*", PagesRulesTest::reachesOut)).isEmpty();
  }

  @Test
  void templates_carry_no_words_of_their_own() {
    assertThat(violations(TEMPLATES, ".*\\.ftlh", PagesRulesTest::ownWords)).isEmpty();
  }

  @Test
  void pages_and_api_carry_no_words_of_their_own() {
    assertThat(violations(JAVA.resolve("web"), ".*\\.java", PagesRulesTest::wordsInJava)).isEmpty();
    assertThat(violations(JAVA.resolve("api"), ".*\\.java", PagesRulesTest::wordsInJava)).isEmpty();
  }

  @Test
  void every_key_a_template_names_has_words() {
    var keys = new TreeSet<String>();
    files(MESSAGES, ".*\\.properties").forEach(f -> keys.addAll(load(f).stringPropertyNames()));
    assertThat(
            violations(
                TEMPLATES,
                ".*\\.ftlh",
                text ->
                    Pattern.compile("msg\\(\\s*[\"']([\\w.\\-]+)[\"']\\s*[,)]")
                        .matcher(withoutComments(text))
                        .results()
                        .map(m -> m.group(1))
                        .filter(k -> !keys.contains(k))
                        .toList()))
        .isEmpty();
  }

  @Test
  void chinese_and_english_bundles_have_the_same_keys_and_placeholders() {
    var wrong = new ArrayList<String>();
    for (var zh : files(MESSAGES, ".*(?<!_en)\\.properties")) {
      var name = zh.getFileName().toString();
      var en = zh.resolveSibling(name.replace(".properties", "_en.properties"));
      if (!Files.exists(en)) {
        wrong.add(name + " has no English twin");
        continue;
      }
      var chinese = load(zh);
      var english = load(en);
      var all = new TreeSet<>(chinese.stringPropertyNames());
      all.addAll(english.stringPropertyNames());
      for (var key : all) {
        var c = chinese.getProperty(key);
        var e = english.getProperty(key);
        if (c == null || e == null) {
          wrong.add(name + " " + key + (c == null ? " lacks Chinese" : " lacks English"));
        } else if (c.isBlank() || e.isBlank()) {
          wrong.add(name + " " + key + " is empty");
        } else if (!placeholders(c).equals(placeholders(e))) {
          wrong.add(name + " " + key + " has other placeholders in English");
        } else if (!wellFormed(c) || !wellFormed(e)) {
          wrong.add(name + " " + key + " is no MessageFormat, or has a single apostrophe");
        } else if (han(e) && !key.startsWith("web.lang.")) {
          // Names of the law may stay in brackets or behind the English.
          if (e.chars().filter(Character::isLetter).filter(ch -> ch < 128).count() < 3) {
            wrong.add(name + " " + key + " is not in English");
          }
        }
      }
    }
    files(MESSAGES, ".*_en\\.properties")
        .forEach(
            en -> {
              var name = en.getFileName().toString();
              if (!Files.exists(en.resolveSibling(name.replace("_en.properties", ".properties")))) {
                wrong.add(name + " has no Chinese twin");
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_key_stands_in_two_bundles() {
    var seen = new TreeSet<String>();
    var twice = new TreeSet<String>();
    files(MESSAGES, ".*(?<!_en)\\.properties")
        .forEach(
            f ->
                load(f)
                    .stringPropertyNames()
                    .forEach(
                        k -> {
                          if (!seen.add(k)) {
                            twice.add(k);
                          }
                        }));
    assertThat(twice).isEmpty();
  }

  @Test
  void the_rules_see_what_they_forbid() {
    assertThat(reachesOut("<a href=\"https://example.com\">")).isNotEmpty();
    assertThat(reachesOut("${x?no_esc}")).isNotEmpty();
    assertThat(reachesOut("<p style='a'>")).isNotEmpty();
    assertThat(reachesOut("<p onclick=\"a\">")).isNotEmpty();
    assertThat(reachesOut("<script>alert(1)</script>")).isNotEmpty();
    assertThat(reachesOut("<script src=\"${asset('a')}\" defer></script>")).isEmpty();
    assertThat(ownWords("<p>Hello</p>")).isNotEmpty();
    assertThat(ownWords("<p>${x}：受理</p>")).isNotEmpty();
    assertThat(ownWords("<@ui.field name=\"a\" label=\"Name of it\"/>")).isNotEmpty();
    assertThat(ownWords("<p title=\"Name\">")).isNotEmpty();
    assertThat(ownWords("<#-- a comment --><#if a gt b><p class=\"x\">${y} › 1</p></#if>"))
        .isEmpty();
    assertThat(ownWords("<#if a == \"b\" && (c > d)>${e}</#if>")).isEmpty();
    assertThat(wordsInJava("var a = \"受理\";")).isNotEmpty();
    assertThat(wordsInJava("var a = \"This is wrong here\";")).isNotEmpty();
    assertThat(wordsInJava("throw new IllegalStateException(\"This is wrong here\");")).isEmpty();
  }

  private static List<String> reachesOut(String text) {
    var found = new ArrayList<String>();
    var code = withoutComments(text);
    for (var forbidden :
        List.of(
            "\\?\\s*(no_esc|new|api|eval|eval_json|interpret)\\b",
            "<#(noautoesc|outputformat|no_esc)",
            "(?i)<style\\b",
            "(?i)\\sstyle\\s*=",
            "(?i)[\\s\"']on(?!ce\\b)[a-z]+\\s*=",
            "(?i)\\shx-on",
            "(?i)javascript:",
            "(?i)(https?:)?//[\\w\\-]+\\.\\w",
            "(?i)https?://",
            "(?i)<script(?![^>]*\\ssrc=)[^>]*>")) {
      Pattern.compile(forbidden).matcher(code).results().forEach(m -> found.add(m.group()));
    }
    return found;
  }

  /** Words between tags, in attributes a reader meets, and in arguments of macros. */
  private static List<String> ownWords(String text) {
    var found = new ArrayList<String>();
    var code = withoutComments(text);
    Pattern.compile("\\p{IsHan}+").matcher(code).results().forEach(m -> found.add(m.group()));
    Pattern.compile(
            "\\b(title|label|text|caption|hint|heading|next|note|unit|consequences|aria-label|alt"
                + "|placeholder|summary)\\s*=\\s*(\"[^\"$]*[A-Za-z]{2}[^\"$]*\"|'[^'$]*[A-Za-z]{2}[^'$]*')")
        .matcher(code)
        .results()
        .map(m -> NAMES.matcher(m.group(2)).replaceAll(""))
        .filter(v -> v.matches(".*[A-Za-z]{2}.*"))
        .forEach(found::add);
    var prose =
        NAMES
            .matcher(betweenTags(code))
            .replaceAll("")
            .replaceAll("&[a-z]+;", "")
            .replaceAll("[a-z-]+=\"[^\"]*\"", "");
    Pattern.compile("[A-Za-z]{2,}[^\\n]*")
        .matcher(prose)
        .results()
        .forEach(m -> found.add(m.group()));
    return found;
  }

  private static List<String> wordsInJava(String text) {
    var found = new ArrayList<String>();
    var code = text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)//.*$", "");
    Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"")
        .matcher(code)
        .results()
        .forEach(
            m -> {
              var literal = m.group(1);
              var before = statementBefore(code, m.start());
              if (han(literal)) {
                found.add(literal);
              } else if (literal.matches(".*[A-Za-z]{2,} [a-z]+ [a-z]+.*")
                  && !before.matches(
                      "(?s).*(throw |Exception\\(|Error\\(|log\\.|@|requireNonNull).*")
                  && !literal.matches(
                      "(?is)\\s*(select|insert|update|delete|with|from|where|and"
                          + "|order|on|set|values)\\b.*")) {
                found.add(literal);
              }
            });
    return found;
  }

  private static String statementBefore(String code, int at) {
    var from = Math.max(code.lastIndexOf(';', at), code.lastIndexOf('{', at));
    return code.substring(Math.max(0, from), at);
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?s)<#--.*?-->", "").replaceAll("(?s)<!--.*?-->", "");
  }

  /** What a reader sees: tags, directives and interpolations taken out, strings respected. */
  private static String betweenTags(String code) {
    var seen = new StringBuilder();
    int i = 0;
    while (i < code.length()) {
      if (code.startsWith("${", i)) {
        i = end(code, i + 2, '}');
      } else if (code.charAt(i) == '<' && i + 1 < code.length() && isTag(code.charAt(i + 1))) {
        i = end(code, i + 1, '>');
      } else {
        seen.append(code.charAt(i++));
        continue;
      }
      seen.append(' ');
    }
    return seen.toString();
  }

  private static boolean isTag(char c) {
    return Character.isLetter(c) || c == '/' || c == '#' || c == '@' || c == '!';
  }

  private static int end(String code, int from, char close) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < code.length(); i++) {
      char c = code.charAt(i);
      if (quote != 0) {
        if (code.startsWith("${", i)) {
          i = end(code, i + 2, '}') - 1;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (code.startsWith("${", i)) {
        i = end(code, i + 2, '}') - 1;
      } else if (code.startsWith("<#", i)
          || code.startsWith("</#", i)
          || code.startsWith("<@", i)) {
        i = end(code, i + 2, '>') - 1;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == close && depth == 0) {
        return i + 1;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      }
    }
    return code.length();
  }

  private static boolean han(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  private static TreeSet<String> placeholders(String text) {
    var found = new TreeSet<String>();
    Pattern.compile("\\{(\\d+)").matcher(text).results().forEach(m -> found.add(m.group(1)));
    return found;
  }

  private static boolean wellFormed(String text) {
    try {
      new java.text.MessageFormat(text);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    return !text.replace("''", "").contains("'");
  }

  private static List<String> violations(
      Path root, String pattern, java.util.function.Function<String, List<String>> rule) {
    return files(root, pattern).stream()
        .flatMap(
            f -> {
              if (root.equals(TEMPLATES) && !f.toString().endsWith(".ftlh")) {
                return List.of(f + ": not .ftlh").stream();
              }
              return rule.apply(read(f)).stream().map(v -> root.relativize(f) + ": " + v.strip());
            })
        .toList();
  }

  private static List<Path> files(Path root, String pattern) {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> f.getFileName().toString().matches(pattern))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties load(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
