package org.zhunru.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of approval, as its file {@code policies/matters/<id>.yaml} says it.
 *
 * @param id also the file's name
 * @param basis the legal texts it rests on
 * @param process id of its model below {@code bpmn/}
 * @param lead code of the department that accepts, merges and decides
 * @param pages pages of the filing, in order
 * @param onVeto what follows from the first veto
 * @param caseNumber pattern of acceptance numbers: {@code {year}}, {@code {seq}}, {@code {seq:6}}
 * @param decisionNumber pattern of decision numbers
 * @param validity how long an approval is good for
 * @param papers titles of the papers that are issued, by template
 * @param correctionReasons reason codes of corrections, in order
 * @param nonAcceptanceReasons reason codes of refusals to accept, in order
 * @param work tasks of the models by id
 * @param limits ids of the time limits that run in a case; none for what the law does not speak of
 */
public record Matter(
    String id,
    Label name,
    String basis,
    String process,
    String lead,
    List<FormPage> pages,
    OnVeto onVeto,
    String caseNumber,
    String decisionNumber,
    Validity validity,
    Map<String, String> papers,
    Map<String, Label> correctionReasons,
    Map<String, Label> nonAcceptanceReasons,
    Map<String, Work> work,
    Map<Term, String> limits) {

  public Matter {
    pages = List.copyOf(pages);
    papers = Map.copyOf(papers);
    correctionReasons = new LinkedHashMap<>(correctionReasons);
    nonAcceptanceReasons = new LinkedHashMap<>(nonAcceptanceReasons);
    work = Map.copyOf(work);
    limits = Map.copyOf(limits);
  }

  /** Words in both languages. */
  public record Label(String zh, String en) {
    public String in(Locale locale) {
      return locale.getLanguage().equals("en") ? en : zh;
    }
  }

  /**
   * A page of the filing.
   *
   * @param form name of the form below {@code forms/}, without ending; null for the page of
   *     materials
   */
  public record FormPage(String id, @Nullable String form, Label name) {}

  /** What follows from the first veto; in no case can anything be approved any more. */
  public enum OnVeto {
    /** The others may finish, so that the applicant learns everything once. */
    COLLECT_ALL,
    /** The round ends. */
    STOP_AT_ONCE
  }

  /**
   * How long an approval is good for.
   *
   * @param confidence how well the basis is known
   */
  public record Validity(int years, String basis, String confidence) {}

  /** Whose hands a task is in. */
  public enum By {
    APPLICANT,
    LEAD,
    HANDLER,
    REVIEWER,
    HEAD
  }

  /** What has to be done in time. */
  public enum Term {
    /** To accept, to ask for corrections or not to accept, from receipt on. */
    ACCEPTANCE,
    /** To decide, from acceptance on. */
    WHOLE,
    /** The opinion of one department, from when it is called. */
    REVIEW,
    /** To bring an approval to the applicant, from the decision on. */
    DELIVERY,
    /** What experts are said to need, from when a department asks for them. */
    EXPERTS,
    /** To ask for a hearing, from when one is told of the right to it. */
    HEARING_REQUEST,
    /** To hold a hearing, from the request on. */
    HEARING,
    /** What a hearing is said to take that a department holds itself, from its announcement on. */
    OWN_HEARING,
    /** In which a correction is expected, from when the applicant is asked for it. */
    CORRECTION;

    /** Whether it runs beside the limits of a case: what is done within it is due with it alone. */
    public boolean isAside() {
      return this == EXPERTS
          || this == HEARING_REQUEST
          || this == HEARING
          || this == OWN_HEARING
          || this == CORRECTION;
    }

    /** Whether a person states how long it is, as the law does not. */
    public boolean isStated() {
      return this == EXPERTS || this == OWN_HEARING || this == CORRECTION;
    }

    /** Whether the law speaks of it at all, in a row of the time limits that the matter names. */
    public boolean hasRow() {
      return this != CORRECTION;
    }

    /** Whether the applicant has to act within it, and no officer. */
    public boolean isApplicants() {
      return this == CORRECTION;
    }

    /**
     * Whether the office that has to act within it is measured by it; how long others need measures
     * nobody. The database says the same of what was finished ({@code finished(legal_clock)}).
     */
    public boolean isMeasured() {
      return this != EXPERTS
          && this != HEARING_REQUEST
          && this != OWN_HEARING
          && this != CORRECTION;
    }
  }

  /**
   * A task of a model.
   *
   * @param kind of the work item
   * @param term within which it has to be done; null if in none
   */
  public record Work(String kind, By by, @Nullable Term term) {}

  /** A number after a pattern of the matter. */
  static String number(String pattern, int year, long seq) {
    var text = pattern.replace("{year}", Integer.toString(year)).replace("{seq}", "" + seq);
    var padded = java.util.regex.Pattern.compile("\\{seq:(\\d+)}").matcher(text);
    return padded.replaceAll(m -> String.format("%0" + m.group(1) + "d", seq));
  }
}
