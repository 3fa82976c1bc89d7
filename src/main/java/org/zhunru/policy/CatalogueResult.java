package org.zhunru.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogues say of a project on a day, in the order of their rows.
 *
 * @param findings entries that apply, or may
 * @param questions what has to be answered for the undetermined ones
 * @param nearMisses entries that nearly matched, and why they don't apply
 * @param marks which findings rest on something still to be confirmed
 * @param verdict all of it in one word
 */
record CatalogueResult(
    List<CheckResult.Finding> findings,
    List<Question> questions,
    List<NearMiss> nearMisses,
    List<Mark> marks,
    CheckResult.Verdict verdict) {
  CatalogueResult {
    findings = List.copyOf(findings);
    questions = List.copyOf(questions);
    nearMisses = List.copyOf(nearMisses);
    marks = List.copyOf(marks);
  }

  /**
   * A finding that is shown as to be confirmed.
   *
   * @param code source (the row was recalled or read in a draft) or date (taken from the year of
   *     document number or title)
   */
  record Mark(String rule, String subject, String code) {
    String messageKey() {
      return "policy.mark." + code;
    }
  }

  /**
   * An entry that names the subject, or something like it, but doesn't apply.
   *
   * @param reason confidence, date, place, sector, zone, park, link, linkDate, actor, exempt,
   *     condition or words; words of it are in the message files under {@code policy.near.<reason>}
   * @param value what the project says
   * @param limit what the entry asks
   */
  record NearMiss(
      String rule,
      String subject,
      String text,
      String reason,
      @Nullable String value,
      String limit) {
    String messageKey() {
      return "policy.near." + reason;
    }
  }
}
