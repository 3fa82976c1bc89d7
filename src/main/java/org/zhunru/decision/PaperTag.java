package org.zhunru.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of a paper is, for those who have it read out: a node of the PDF's structure tree.
 */
final class PaperTag {

  /** A stretch of a page's content, by the number it is marked with there. */
  record Stretch(int page, int number) {}

  private final String type;
  private final String description;
  private final List<PaperTag> kids = new ArrayList<>();
  private final List<Stretch> stretches = new ArrayList<>();

  private PaperTag(String type, String description) {
    this.type = type;
    this.description = description;
  }

  static PaperTag document() {
    return new PaperTag("Document", "");
  }

  /**
   * @param kind standard structure type of PDF, such as {@code P}, {@code H1}, {@code Table}
   */
  PaperTag add(String kind) {
    return add(kind, "");
  }

  /**
   * @param said in place of a picture
   */
  PaperTag add(String kind, String said) {
    var kid = new PaperTag(kind, said);
    kids.add(kid);
    return kid;
  }

  void covers(Stretch stretch) {
    stretches.add(stretch);
  }

  String type() {
    return type;
  }

  /** What is read out in its place; empty if its text is. */
  String description() {
    return description;
  }

  List<PaperTag> kids() {
    return kids;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  /** Whether nothing of it stands on any page. */
  boolean isEmpty() {
    return stretches.isEmpty() && kids.stream().allMatch(PaperTag::isEmpty);
  }

  /** What stands on a page, and which tag it belongs to; null for page numbers and the like. */
  record Ink(@Nullable PaperTag tag, PaperPen.Stroke stroke) {}
}
