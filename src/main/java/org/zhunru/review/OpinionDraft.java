package org.zhunru.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;
import org.zhunru.intake.Correction;
import tools.jackson.databind.json.JsonMapper;

/**
 * An outward act as it is being written; may be incomplete until it is handed on.
 *
 * @param dossierVersion the version its writer has read
 * @param text what the department says, in its own words
 * @param groundId row of the register of grounds; for a veto
 * @param fact the fact relied on; for a veto
 * @param factPath where that fact stands in the dossier; null if it is none of the dossier's fields
 * @param finding what the check of that version found and the veto rests on; null if on none
 * @param remedy what would lift the veto
 * @param conditions for an agreement with conditions
 * @param corrections for a request for correction
 * @param transferTo code of the department that is competent instead
 * @param days working days in which a correction is expected
 */
public record OpinionDraft(
    @Nullable DraftKind kind,
    int dossierVersion,
    String text,
    @Nullable String groundId,
    String fact,
    @Nullable String factPath,
    @Nullable CitedFinding finding,
    String remedy,
    List<Condition> conditions,
    List<Correction.Item> corrections,
    @Nullable String transferTo,
    @Nullable Integer days) {
  private static final JsonMapper JSON = JsonMapper.shared();
  static final int LONGEST = 4000;

  public OpinionDraft {
    text = text.strip();
    fact = fact.strip();
    remedy = remedy.strip();
    conditions = List.copyOf(conditions);
    corrections = List.copyOf(corrections);
  }

  /**
   * A finding of the frozen check of the version.
   *
   * @param rule id of the rule that found it
   * @param subject path of the fact of which it was found
   */
  public record CitedFinding(String rule, String subject) {
    /** {@code subject rule}, neither of which has a blank. */
    public String key() {
      return subject + " " + rule;
    }

    /** What {@link #key} names; null if it is none. */
    public static @Nullable CitedFinding of(String key) {
      int blank = key.indexOf(' ');
      return blank < 1 || blank == key.length() - 1
          ? null
          : new CitedFinding(key.substring(blank + 1), key.substring(0, blank));
    }
  }

  /**
   * One condition.
   *
   * @param measure what is limited: path of a fact, or words; null if nothing can be measured
   * @param unit unit of the value; empty if it has none
   */
  public record Condition(
      String text,
      @Nullable Stage stage,
      @Nullable String measure,
      @Nullable Operator operator,
      @Nullable BigDecimal value,
      String unit) {
    public Condition {
      text = text.strip();
      measure = measure == null || measure.isBlank() ? null : measure.strip();
      unit = unit.strip();
    }
  }

  /** How a measure has to compare with the value. */
  public enum Operator {
    LE("≤"),
    LT("<"),
    GE("≥"),
    GT(">"),
    EQ("=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** Nothing written yet. */
  public static OpinionDraft empty(int dossierVersion) {
    return new OpinionDraft(
        null, dossierVersion, "", null, "", null, null, "", List.of(), List.of(), null, null);
  }

  /** Agreement without more. */
  public static OpinionDraft agree(int dossierVersion, String text) {
    return new OpinionDraft(
        DraftKind.AGREE,
        dossierVersion,
        text,
        null,
        "",
        null,
        null,
        "",
        List.of(),
        List.of(),
        null,
        null);
  }

  /** A veto. */
  public static OpinionDraft veto(
      int dossierVersion, String text, String groundId, String fact, String remedy) {
    return new OpinionDraft(
        DraftKind.VETO,
        dossierVersion,
        text,
        groundId,
        fact,
        null,
        null,
        remedy,
        List.of(),
        List.of(),
        null,
        null);
  }

  /** Agreement with conditions. */
  public static OpinionDraft conditions(int dossierVersion, String text, Condition... conditions) {
    return new OpinionDraft(
        DraftKind.CONDITIONS,
        dossierVersion,
        text,
        null,
        "",
        null,
        null,
        "",
        List.of(conditions),
        List.of(),
        null,
        null);
  }

  /** A request for correction. */
  public static OpinionDraft correction(
      int dossierVersion, String message, @Nullable Integer days, Correction.Item... items) {
    return new OpinionDraft(
        DraftKind.CORRECTION,
        dossierVersion,
        message,
        null,
        "",
        null,
        null,
        "",
        List.of(),
        List.of(items),
        null,
        days);
  }

  /** A transfer to the department that is competent. */
  public static OpinionDraft transfer(int dossierVersion, String why, String department) {
    return new OpinionDraft(
        DraftKind.TRANSFER,
        dossierVersion,
        why,
        null,
        "",
        null,
        null,
        "",
        List.of(),
        List.of(),
        department,
        null);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  static OpinionDraft of(String json) {
    return JSON.readValue(json, OpinionDraft.class);
  }

  /**
   * What is missing before it can be handed on, apart from what only the registers know: fields
   * {@code kind}, {@code text}, {@code groundId}, {@code fact}, {@code remedy}, {@code
   * conditions[0].text}, {@code transferTo} ...
   */
  List<Refusal> faults() {
    var faults = new ArrayList<Refusal>();
    var act = kind;
    if (act == null) {
      faults.add(Refusal.invalid("review.kindMissing", "kind"));
      return faults;
    }
    tooLong(faults, "text", text);
    switch (act) {
      case VETO:
        if (groundId == null || groundId.isBlank()) {
          faults.add(Refusal.invalid("review.groundMissing", "groundId"));
        }
        missing(faults, "review.factMissing", "fact", fact);
        missing(faults, "review.remedyMissing", "remedy", remedy);
        break;
      case CONDITIONS:
        conditionFaults(faults);
        break;
      case TRANSFER:
        if (transferTo == null || transferTo.isBlank()) {
          faults.add(Refusal.invalid("review.transferToMissing", "transferTo"));
        }
        missing(faults, "review.reasonMissing", "text", text);
        break;
      default:
        break;
    }
    return faults;
  }

  private void conditionFaults(List<Refusal> faults) {
    if (conditions.isEmpty()) {
      faults.add(Refusal.invalid("review.conditionsMissing", "conditions"));
    }
    for (int i = 0; i < conditions.size(); i++) {
      var condition = conditions.get(i);
      var at = "conditions[" + i + "].";
      if (condition.text().isBlank() || condition.text().length() > 1000) {
        faults.add(Refusal.invalid("review.conditionTextMissing", at + "text"));
      }
      if (condition.stage() == null) {
        faults.add(Refusal.invalid("review.conditionStageMissing", at + "stage"));
      }
      boolean measured = condition.measure() != null;
      if (measured != (condition.operator() != null) || measured != (condition.value() != null)) {
        faults.add(Refusal.invalid("review.conditionMeasureIncomplete", at + "value"));
      }
    }
  }

  private static void missing(List<Refusal> faults, String code, String field, String value) {
    if (value.isBlank()) {
      faults.add(Refusal.invalid(code, field));
    } else {
      tooLong(faults, field, value);
    }
  }

  private static void tooLong(List<Refusal> faults, String field, String value) {
    if (value.length() > LONGEST) {
      faults.add(Refusal.invalid("review.textTooLong", field, LONGEST));
    }
  }
}
