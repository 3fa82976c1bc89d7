package org.zhunru.decision;

import java.util.List;

/** What a paper is made of, top to bottom; see {@link PaperMarkup} for how templates write it. */
sealed interface PaperBlock {

  /** The issuing office in large red letters above a red rule. */
  record Office(String name) implements PaperBlock {}

  /** The document number, centred below the office. */
  record Number(String text) implements PaperBlock {}

  record Title(String text) implements PaperBlock {}

  /** Whom the paper addresses, flush left. */
  record Addressee(String text) implements PaperBlock {}

  record Heading(String text) implements PaperBlock {}

  /** Each line of the text is a paragraph of its own, its first line indented. */
  record Paragraph(String text) implements PaperBlock {}

  /**
   * @param number 1 and upward, shown as （一）
   */
  record Item(int number, String text) implements PaperBlock {}

  /** What is to be said of the item above, under a name: 法定依据：…… */
  record Detail(String label, String text) implements PaperBlock {}

  /** Names and values in two ruled columns. */
  record Facts(List<Fact> facts) implements PaperBlock {}

  record Fact(String label, String value) {}

  /**
   * A ruled table; its head is repeated on every page.
   *
   * @param columns at least one
   * @param rows as many cells each as there are columns
   */
  record Table(List<Column> columns, List<String> head, List<List<String>> rows)
      implements PaperBlock {}

  /**
   * @param share of the width, relative to the other columns
   * @param right whether cells align right, as numbers do
   */
  record Column(float share, boolean right) {}

  /** Small print. */
  record Note(String text) implements PaperBlock {}

  /** Office and date at the right, with room for the seal. */
  record Signature(String office, String date) implements PaperBlock {}
}
