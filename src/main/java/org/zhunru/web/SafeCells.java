package org.zhunru.web;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as CSV for spreadsheets: UTF-8 with a byte order mark, RFC 4180, every cell quoted.
 *
 * <p>What people typed must not become a formula in the reader's spreadsheet: a cell that begins
 * with a sign of one, in half or full width, perhaps behind blanks or characters that don't show,
 * gets an apostrophe before it. Spreadsheets don't show that apostrophe.
 */
final class SafeCells {
  private static final String SIGNS = "=+-@＝＋－＠|%";

  private SafeCells() {}

  /**
   * @param rows each with as many cells as the header
   */
  static String csv(List<String> header, List<List<String>> rows) {
    var text = new StringBuilder("\uFEFF").append(line(header));
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  /** One line more of such a table. */
  static String line(List<String> cells) {
    return cells.stream().map(SafeCells::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    return '"' + harmless(text).replace("\"", "\"\"") + '"';
  }

  /** The text, with an apostrophe before it where it would be taken for a formula. */
  static String harmless(String text) {
    var seen = text.codePoints().filter(SafeCells::shows).findFirst();
    boolean sign = seen.isPresent() && SIGNS.indexOf(seen.getAsInt()) >= 0;
    boolean control = !text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0;
    return sign || control ? "'" + text : text;
  }

  private static boolean shows(int character) {
    return !Character.isWhitespace(character)
        && !Character.isSpaceChar(character)
        && !Character.isISOControl(character)
        && Character.getType(character) != Character.FORMAT;
  }
}
