package org.zhunru.common;

import java.util.regex.Pattern;

/** What the CSV parser says of text that is no CSV, as far as it helps whoever wrote the text. */
public final class BrokenCsv {
  private static final Pattern LINE = Pattern.compile("line (\\d+)\\)");

  private BrokenCsv() {}

  /**
   * @param told of the parser, "(startline 235) EOF reached before encapsulated token finished"
   * @return line at which a quote is wrong, the first is 1; a question mark if it isn't told
   */
  public static String line(Exception told) {
    var line = LINE.matcher(String.valueOf(told.getMessage()));
    return line.find() ? line.group(1) : "?";
  }
}
