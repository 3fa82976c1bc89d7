package org.zhunru.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseDays;

/**
 * What the law in force on a day says of a described project. Frozen as JSON with the dossier
 * version it was made of.
 *
 * @param asOf the day whose law was applied; to documents with a transition of their own, another
 * @param jointApprovalRequired true if a key process, key chemical or major hazard is certain; null
 *     if only an open question could bring one; false else
 * @param reasons why joint approval is required, or may be
 * @param keyProcesses the key supervised processes found
 * @param keyChemicals the key supervised chemicals found
 * @param hazards major hazards, unit by unit
 * @param departments who takes part, and why; in the order of the register of departments
 * @param missing what has to be there before filing
 * @param undetermined open questions, hazards' included
 * @param findings what catalogues and conditions say of single facts
 * @param verdict all of it in one word
 * @param editionSet SHA-256 over the editions of all catalogues that were asked; empty in checks
 *     made before there were catalogues
 * @param caseDays the days of the case, by which that was told; null if by {@code asOf} alone
 */
public record CheckResult(
    LocalDate asOf,
    @Nullable Boolean jointApprovalRequired,
    List<Reason> reasons,
    List<KeyProcess> keyProcesses,
    List<KeyChemical> keyChemicals,
    HazardReport hazards,
    List<CalledDepartment> departments,
    List<Missing> missing,
    List<Question> undetermined,
    List<Finding> findings,
    Verdict verdict,
    String editionSet,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CaseDays caseDays) {

  public CheckResult {
    reasons = List.copyOf(reasons);
    keyProcesses = List.copyOf(keyProcesses);
    keyChemicals = List.copyOf(keyChemicals);
    departments = List.copyOf(departments);
    missing = List.copyOf(missing);
    undetermined = List.copyOf(undetermined);
    findings = List.copyOf(findings);
    editionSet = java.util.Objects.requireNonNullElse(editionSet, "");
  }

  /** The days of the case, or {@link #asOf} if there is no other. */
  public CaseDays days() {
    return caseDays == null ? CaseDays.on(asOf) : caseDays;
  }

  /**
   * One reason for joint approval; words are in the message files under {@code
   * policy.reason.<code>}.
   *
   * @param code keyProcess, keyChemical, majorHazard or mayBe
   * @param subject path of the fact
   * @param source the legal text
   * @param certain false if it hangs on an open question
   */
  public record Reason(
      String code, String subject, List<String> arguments, String source, boolean certain) {
    public Reason {
      arguments = List.copyOf(arguments);
    }

    public String messageKey() {
      return "policy.reason." + code;
    }
  }

  /**
   * A key supervised process among those described.
   *
   * @param no number in the list of 18
   * @param name official name
   * @param subject path, such as {@code processes[0]}
   * @param declared what the applicant wrote
   * @param matched the word it was recognised by
   * @param source document of the list
   * @param confidence how well the word is known to mean this process
   */
  public record KeyProcess(
      int no,
      String name,
      String subject,
      String declared,
      String matched,
      String source,
      String confidence) {}

  /**
   * A key supervised chemical among those described.
   *
   * @param no number in the list of 74
   * @param name official name
   * @param subject path, such as {@code units[0].substances[1]}
   * @param declared what the applicant wrote
   * @param matched the name or CAS number it was recognised by
   */
  public record KeyChemical(
      int no,
      String name,
      @Nullable String cas,
      String subject,
      @Nullable String declared,
      String matched,
      String source,
      String confidence) {}

  /**
   * A department that takes part.
   *
   * @param code code of the department, such as {@code yjj}
   * @param name its name in law
   * @param reasons one for each rule that called it
   */
  public record CalledDepartment(String code, String name, List<CallReason> reasons) {
    public CalledDepartment {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Why a department is called.
   *
   * @param rule id of the rule in {@code policies/department-routing.dmn}
   * @param text why, Chinese
   * @param textEn why, English
   * @param source the legal text
   * @param reads paths of the facts that the rule read
   * @param inputs what the rule was told, name by name
   */
  public record CallReason(
      String rule,
      String text,
      String textEn,
      String source,
      List<String> reads,
      java.util.Map<String, String> inputs) {
    public CallReason {
      reads = List.copyOf(reads);
      inputs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(inputs));
    }
  }

  /**
   * Something that has to be there before filing.
   *
   * @param what path of a fact, or id of a material
   * @param material true if it is a material of the checklist
   * @param certain false if it is only needed under a condition that was not answered
   * @param condition that condition, Chinese; empty if none
   * @param name of the material, Chinese; empty for facts, whose label is in the dictionary
   */
  public record Missing(
      String what,
      boolean material,
      boolean certain,
      String name,
      String condition,
      String source) {}

  /** How bad a finding is. */
  public enum Severity {
    PROHIBIT,
    ELIMINATE,
    REFUSE,
    RESTRICT,
    CONTROL,
    CONDITION,
    NOTICE,
    UNDETERMINED
  }

  /**
   * What a rule says of one fact.
   *
   * @param rule stable id of the rule
   * @param subject path of the fact
   * @param edition the edition of the catalogue that was applied
   * @param value what the project says; a number is in {@code unit} unless it names its own
   * @param entryNo entry in it
   * @param remedy what the row says beside its name: what would mend it, or see {@link
   *     #remedyIsNote}; null if it says nothing
   * @param change the one number or answer whose change would clear it; null if there is none
   * @param deadline last day for what already exists; null if there is none
   * @param open what has to be answered before it is certain; empty unless undetermined
   * @param marks why it is shown as to be confirmed: source (the row was recalled or read in a
   *     draft), date (taken from the year of document number or title); words are under {@code
   *     policy.mark.<mark>}
   */
  public record Finding(
      String rule,
      Severity severity,
      String subject,
      String message,
      @Nullable String value,
      @Nullable String threshold,
      @Nullable String operator,
      @Nullable String unit,
      String legalBasis,
      @Nullable Edition edition,
      @Nullable String entryNo,
      String confidence,
      @Nullable String remedy,
      @Nullable Change change,
      @Nullable LocalDate deadline,
      List<Question> open,
      List<String> marks) {
    private static final Set<String> YES_OR_NO =
        Set.of(CatalogueEntry.Condition.YES, CatalogueEntry.Condition.NO);

    public Finding {
      open = List.copyOf(open);
      marks = List.copyOf(marks);
    }

    /**
     * Whether what the row says beside its name is a remark and mends nothing, as in lists of what
     * is forbidden; of what is controlled it is what is asked for.
     */
    public boolean remedyIsNote() {
      return rule.startsWith(CatalogueFiles.PROHIBIT_RESTRICT_CONTROL)
          && severity != Severity.CONTROL;
    }

    /** Whether the text is out for comments and will be followed by another. */
    public boolean ofDraft() {
      return edition != null
          && CatalogueFiles.status(edition.catalogue()) == CatalogueEntry.Status.DRAFT;
    }

    /** Whether it is certain and says more than a notice, so that a no may rest on it. */
    public boolean decided() {
      return severity != Severity.UNDETERMINED && severity != Severity.NOTICE;
    }

    /** Whether what was asked is a yes or a no: the words of the entry say it already. */
    public boolean yesOrNo() {
      return threshold != null && YES_OR_NO.contains(threshold);
    }

    /**
     * What it says, whichever line of the file it comes from: a row put in between moves all below
     * it, and every change of a file changes the hash of its editions.
     */
    Finding withoutPlace() {
      return new Finding(
          "",
          severity,
          subject,
          message,
          value,
          threshold,
          operator,
          unit,
          legalBasis,
          edition == null
              ? null
              : new Edition(
                  edition.catalogue(),
                  edition.docNo(),
                  edition.effectiveFrom(),
                  edition.effectiveTo(),
                  ""),
          entryNo,
          confidence,
          remedy,
          change,
          deadline,
          open,
          marks);
    }
  }

  /**
   * The smallest change of one number or answer that would clear a finding; words are under {@code
   * policy.change.<code>}.
   *
   * @param measure what is measured or asked; empty if the row says no more than scale
   * @param code atLeast, above, atMost or below; yes or no where that is what is asked
   * @param number threshold, in {@code unit}; 是 or 否 where that is what is asked
   * @param unit empty where a yes or a no is asked
   */
  public record Change(String measure, String code, String number, String unit) {
    public String messageKey() {
      return "policy.change." + code;
    }
  }

  /**
   * An entry that names the subject, or something like it, but doesn't apply.
   *
   * @param text words of the entry
   * @param reason confidence, date, sector, zone, park, link, linkDate, actor, exempt, condition,
   *     scope or words; words of it are in the message files under {@code policy.near.<reason>}
   * @param value what the project says; null if that needs no telling
   * @param limit what the entry asks: a first and a last day as {@code 2019-01-01/..}, keys with
   *     semicolons between them, a comparison or words; empty if the reason says all
   * @param catalogue title and edition
   */
  public record NearMiss(
      String rule,
      String subject,
      String text,
      String reason,
      @Nullable String value,
      String limit,
      String catalogue) {
    /** Stands for a day that isn't known or isn't named. */
    public static final String NO_DAY = "..";

    public String messageKey() {
      return "policy.near." + reason;
    }
  }

  /** Which edition of a catalogue was applied. */
  public record Edition(
      String catalogue,
      @Nullable String docNo,
      @Nullable LocalDate effectiveFrom,
      @Nullable LocalDate effectiveTo,
      String hash) {}

  /** All of it in one word. */
  public enum Verdict {
    PROHIBITED,
    REFUSE,
    CONDITIONS,
    UNDETERMINED,
    CLEAR
  }

  /** Whether some unit is a major hazard for certain. */
  public boolean majorHazard() {
    return hazards.units().stream().anyMatch(u -> Boolean.TRUE.equals(u.majorHazard()));
  }

  /** The highest level among the units (1 is highest); null if none is graded. */
  public @Nullable Integer highestLevel() {
    return hazards.units().stream()
        .map(HazardReport.UnitHazard::level)
        .filter(java.util.Objects::nonNull)
        .min(Integer::compare)
        .orElse(null);
  }

  /** Greatest S of all units, for lists and papers. */
  public BigDecimal greatestS() {
    return hazards.units().stream()
        .map(HazardReport.UnitHazard::s)
        .max(BigDecimal::compareTo)
        .orElse(BigDecimal.ZERO);
  }
}
