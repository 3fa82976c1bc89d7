package org.zhunru.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Strikes personal data out of free text: resident ids, telephone numbers, e-mail addresses, other
 * long numbers of persons' accounts, names after a label such as 联系人, and the names it was told.
 * Characters that don't show are dropped, and full-width letters and digits are read as usual ones.
 *
 * <p>It knows no names but those; a person has to look at a text before it goes out.
 */
final class Redactor {
  /** What stands where something was struck. */
  static final String MARK = "〔已隐去〕";

  private static final String NO_DIGIT_BEFORE = "(?<![0-9A-Za-z])";
  private static final String NO_DIGIT_AFTER = "(?![0-9A-Za-z])";
  private static final String GAP = "[\\s\\-—–·.]?";
  private static final String BIRTH = "(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";

  private static final List<Rule> RULES =
      List.of(
          rule(
              Kind.RESIDENT_ID,
              NO_DIGIT_BEFORE
                  + "[1-9]\\d{5}"
                  + GAP
                  + BIRTH
                  + GAP
                  + "\\d{3}[0-9Xx]"
                  + NO_DIGIT_AFTER),
          rule(
              Kind.RESIDENT_ID,
              NO_DIGIT_BEFORE
                  + "[1-9]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}"
                  + NO_DIGIT_AFTER),
          // Looked for from the beginning of a word alone, so that a long one takes no longer.
          rule(
              Kind.EMAIL,
              "(?<![A-Za-z0-9._%+\\-])[A-Za-z0-9._%+\\-]++\\s?@\\s?[A-Za-z0-9\\-]+(?:\\.[A-Za-z0-9\\-]+)+"),
          rule(
              Kind.PHONE,
              "(?<![0-9A-Za-z])(?:\\+?86"
                  + GAP
                  + ")?1[3-9]\\d"
                  + GAP
                  + "\\d{4}"
                  + GAP
                  + "\\d{4}(?!\\d)"),
          rule(
              Kind.PHONE,
              "(?<![0-9A-Za-z])[(（]?0(?:10|2\\d|[3-9]\\d{2})[)）]?"
                  + GAP
                  + "[2-9]\\d{6,7}(?:转\\d{1,6})?(?!\\d)"),
          rule(
              Kind.PHONE,
              "(?:电话|手机|传真|联系方式|微信|QQ|(?i:tel|phone|mobile))(?:号码|号)?\\s*[:：为是]?\\s*"
                  + "(\\+?\\d[\\d\\s\\-]{4,18}\\d)"),
          rule(
              Kind.ACCOUNT,
              NO_DIGIT_BEFORE + "\\d{4}(?:[ \\-]?\\d{4}){3}(?:[ \\-]?\\d{1,3})?" + NO_DIGIT_AFTER),
          rule(
              Kind.NAME,
              "(?:法定代表人|法人代表|联系人|负责人|经办人|申请人姓名|户主|姓名|举报人|投诉人)\\s*[:：]\\s*"
                  + "(\\p{IsHan}{2,4}(?:·\\p{IsHan}{1,8})*)"));

  private final List<Rule> names = new ArrayList<>();
  private final Set<String> open;

  /**
   * @param names of persons that may be in the text; single characters are left out
   * @param open words that are public although something in them looks otherwise, such as the name
   *     of the enterprise and its credit code
   */
  Redactor(Collection<String> names, Collection<String> open) {
    this.open = new LinkedHashSet<>(open);
    this.open.removeIf(String::isBlank);
    names.stream()
        .map(name -> plain(name).replaceAll("\\s", ""))
        .filter(name -> name.codePointCount(0, name.length()) > 1)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(name -> this.names.add(new Rule(Kind.NAME, spaced(name))));
  }

  /** What was struck. */
  enum Kind {
    RESIDENT_ID,
    PHONE,
    EMAIL,
    /** A long number such as that of a bank card. */
    ACCOUNT,
    NAME
  }

  /**
   * @param text as it stood there
   */
  record Struck(Kind kind, String text) {}

  /**
   * @param text fit for the public as far as this knows
   * @param struck in the order of the text
   */
  record Result(String text, List<Struck> struck) {
    boolean clean() {
      return struck.isEmpty();
    }
  }

  private record Rule(Kind kind, Pattern pattern) {}

  private record Span(int from, int to, Kind kind) {}

  private static Rule rule(Kind kind, String expression) {
    return new Rule(kind, Pattern.compile(expression));
  }

  private static Pattern spaced(String name) {
    var expression = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if (!expression.isEmpty()) {
                expression.append("[ \\t\u3000]*");
              }
              expression.append(Pattern.quote(Character.toString(c)));
            });
    return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE);
  }

  /** The text with what is personal struck out. */
  Result redact(String typed) {
    var shown = withoutHidden(typed);
    var read = plain(shown);
    var taken = new boolean[read.length()];
    for (var word : open) {
      var plain = plain(word);
      for (int at = read.indexOf(plain); at >= 0; at = read.indexOf(plain, at + 1)) {
        java.util.Arrays.fill(taken, at, at + plain.length(), true);
      }
    }
    var spans = new ArrayList<Span>();
    for (var rules : List.of(RULES, names)) {
      for (var rule : rules) {
        var found = rule.pattern().matcher(read);
        while (found.find()) {
          int group = found.groupCount() > 0 ? 1 : 0;
          take(new Span(found.start(group), found.end(group), rule.kind()), taken, spans);
        }
      }
    }
    spans.sort(Comparator.comparingInt(Span::from));
    var text = new StringBuilder();
    var struck = new ArrayList<Struck>();
    int done = 0;
    for (var span : spans) {
      text.append(shown, done, span.from()).append(MARK);
      struck.add(new Struck(span.kind(), shown.substring(span.from(), span.to())));
      done = span.to();
    }
    return new Result(text.append(shown.substring(done)).toString(), List.copyOf(struck));
  }

  private static void take(Span span, boolean[] taken, List<Span> spans) {
    for (int i = span.from(); i < span.to(); i++) {
      if (taken[i]) {
        return;
      }
    }
    java.util.Arrays.fill(taken, span.from(), span.to(), true);
    spans.add(span);
  }

  private static String withoutHidden(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .filter(
            c ->
                Character.getType(c) != Character.FORMAT
                    && (c == '\n' || c == '\t' || !Character.isISOControl(c)))
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** Full width as half width, character by character. */
  private static String plain(String text) {
    var plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(
          c >= '！' && c <= '～' && c != '（' && c != '）' && c != '：' ? (char) (c - 0xFEE0) : c);
    }
    return plain.toString();
  }
}
