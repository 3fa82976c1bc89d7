package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseId;

/**
 * A standing veto, looked at once more because its applicant or a supervisor asked for it.
 *
 * @param veto id of the opinion
 * @param department the one that vetoed, and answers
 * @param decider the department whose head concludes
 * @param reasons why it is asked for
 * @param answerBy last day for the department; null until the lead office has set it
 * @param decideBy last day for the conclusion; null until the lead office has set it
 * @param answer what the department says; null until it is there
 * @param acts all that people did, oldest first
 */
public record Reconsideration(
    UUID id,
    CaseId caseId,
    UUID veto,
    String department,
    String decider,
    State state,
    As askedAs,
    UUID askedBy,
    String askedByName,
    String reasons,
    Instant askedAt,
    @Nullable LocalDate answerBy,
    @Nullable LocalDate decideBy,
    @Nullable String answer,
    @Nullable Instant closedAt,
    List<Act> acts) {

  public Reconsideration {
    acts = List.copyOf(acts);
  }

  /** Where it stands. */
  public enum State {
    /** The lead office has to say by when. */
    ASKED,
    /** The department has to answer. */
    ANSWERING,
    /** The decider has to conclude. */
    DECIDING,
    /** The decider wants to overturn; another person, of the lead office, has to agree. */
    CONFIRMING,
    /** The veto stands. */
    UPHELD,
    /** The veto no longer stands; the department speaks anew. */
    OVERTURNED,
    /** Who asked no longer wants it. */
    TAKEN_BACK,
    /** The veto ended, or its case, before there was a conclusion. */
    NOT_NEEDED;

    public boolean isOpen() {
      return ordinal() < UPHELD.ordinal();
    }
  }

  /** In which capacity somebody asked. */
  public enum As {
    APPLICANT,
    SUPERVISOR
  }

  /** What somebody did. */
  public enum Kind {
    ASKED,
    DAYS_SET,
    ANSWERED,
    UPHELD,
    /** The first of the two who overturn. */
    PROPOSED,
    /** The second did not agree. */
    RETURNED,
    /** The second agreed. */
    OVERTURNED,
    TAKEN_BACK,
    NOT_NEEDED
  }

  /**
   * One act.
   *
   * @param by null if the program did it
   * @param onBehalfOf whose seat a deputy filled; null if none
   */
  public record Act(
      Kind kind,
      String text,
      @Nullable UUID by,
      String byName,
      @Nullable UUID onBehalfOf,
      @Nullable String onBehalfName,
      Instant at) {}

  public boolean isOpen() {
    return state.isOpen();
  }

  /**
   * Whether the applicant is told of an act: of what the two who overturn say to one another only
   * when the veto has fallen.
   */
  public boolean isTold(Act act) {
    return state == State.OVERTURNED
        || (act.kind() != Kind.PROPOSED && act.kind() != Kind.RETURNED);
  }

  /** The last act of a kind; empty if there was none. */
  public Optional<Act> last(Kind kind) {
    return acts.stream().filter(a -> a.kind() == kind).reduce((earlier, later) -> later);
  }

  /** The last day by which the next step has to be done; null if nobody has set one, or none is. */
  public @Nullable LocalDate dueOn() {
    return switch (state) {
      case ANSWERING -> answerBy;
      case DECIDING, CONFIRMING -> decideBy;
      default -> null;
    };
  }
}
