package org.zhunru.notices;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseId;

/** What a person can be told of; words under {@code notice.<kind>}. Who is told: {@link Rules}. */
public enum Kind {
  WORK,
  CLOCK_NEAR,
  CLOCK_LATE,
  EMPTY_SEAT,
  VACANT,
  /** A seat was taken over, with the work that lies there. */
  SEAT_TAKEN,
  /** By a person of the lead office or a supervisor. */
  URGED,
  /** By the calendar. */
  MOVED,
  SUSPENDED,
  RESUMED,
  EXTENDED,
  ACCEPTED,
  NOT_ACCEPTED,
  CORRECTION,
  /** The applicant has not corrected in the days that who asked has stated. */
  CORRECTION_LATE,
  WITHDRAWN,
  REFILED,
  VETOED,
  VETO_LIFTED,
  RECONSIDERATION_ASKED,
  RECONSIDERATION_DAYS,
  RECONSIDERED,
  DECIDED,
  /** Of the right to ask for a hearing. */
  HEARING_OFFERED,
  HEARING_ASKED,
  /** By the department itself. */
  HEARING_ANNOUNCED,
  /** Its day is set. */
  HEARING_SET,
  /** Nobody has asked for it in time. */
  HEARING_NOT_ASKED,
  HEARING_OVER,
  /** Its request, by the applicant. */
  HEARING_WITHDRAWN,
  /** An approval ends soon. */
  APPROVAL_ENDS,
  POLICY_TO_APPROVE,
  POLICY_ANSWERED,
  CALENDAR_TO_RELEASE,
  CALENDAR_ANSWERED,
  CHANNEL_FAULT,
  /** Of supervision, on a department. */
  LIGHT,
  LIGHT_ANSWERED,
  LIGHT_CLOSED,
  /** Of supervision (督办函), to a department. */
  LETTER,
  LETTER_REPLIED,
  LETTER_CLOSED,
  /** A department's card of a quarter is there. */
  SCORECARD_OUT,
  SCORECARD_OBJECTED,
  SCORECARD_ANSWERED,
  SCORECARD_TO_SIGN,
  SCORECARD_PUBLISHED,
  REPORT_NEAR,
  REPORT_DUE,
  REPORT_LATE;

  /** Whether it speaks of a time limit, or of a seat that nobody fills. */
  public boolean ofClock() {
    return this == CLOCK_NEAR || this == CLOCK_LATE || this == EMPTY_SEAT || this == VACANT;
  }

  /** Where a person looks who was told, on this server; empty if nowhere. */
  String path(@Nullable CaseId caseId, Map<String, String> details) {
    if (details.containsKey("letter")) {
      return "/letters/" + details.get("letter");
    }
    if (details.containsKey("light")) {
      return "/lights/" + details.get("light");
    }
    if (caseId != null) {
      var of = "/cases/" + caseId;
      if (name().startsWith("HEARING_")) {
        return of + "/hearings";
      }
      return details.containsKey("reconsideration")
          ? of + "/reconsiderations/" + details.get("reconsideration")
          : details.containsKey("term") ? of + "/clocks" : of;
    }
    switch (this) {
      case POLICY_TO_APPROVE:
      case POLICY_ANSWERED:
        return "/policy";
      case CALENDAR_TO_RELEASE:
      case CALENDAR_ANSWERED:
        return "/policy/calendar";
      case SEAT_TAKEN:
        return "/worklist";
      case CHANNEL_FAULT:
        return "/admin/channels";
      case SCORECARD_OUT:
      case SCORECARD_OBJECTED:
      case SCORECARD_ANSWERED:
      case SCORECARD_TO_SIGN:
      case SCORECARD_PUBLISHED:
        return "/scorecards/" + details.getOrDefault("scorecard", "");
      case REPORT_NEAR:
      case REPORT_DUE:
      case REPORT_LATE:
        return "/reports/new/" + details.getOrDefault("duty", "");
      default:
        return "";
    }
  }
}
