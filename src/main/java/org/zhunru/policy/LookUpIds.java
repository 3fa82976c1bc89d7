package org.zhunru.policy;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of catalogues, editions and entries for addresses: made of what the law calls them and not
 * of where they stand in a file, so that they stay when rows are added or corrected.
 */
final class LookUpIds {
  private LookUpIds() {}

  static String catalogue(ListedEntry.Kind kind, String title) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + digest(8, title);
  }

  static String edition(String title, String name, String docNo, @Nullable LocalDate from) {
    return digest(8, title, name, docNo, String.valueOf(from));
  }

  /**
   * @param rest what tells it from others of the edition
   */
  static String entry(
      ListedEntry.Kind kind, String title, String edition, String docNo, String... rest) {
    return digest(
        12, kind.name(), title, edition, docNo, String.join("\n", java.util.List.of(rest)));
  }

  private static String digest(int digits, String... parts) {
    return RevisionText.sha256(String.join("\n", parts)).substring(0, digits);
  }
}
