package org.zhunru.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hearing (听证) to which a department told the applicant and others their right, 行政许可法 47, or that
 * it holds itself (46).
 *
 * @param interest what of theirs the licence touches
 * @param parties others than the applicant who were told, and how; empty if nobody
 * @param request null until one is made
 * @param date null until it is set
 * @param heldOn the day of the hearing; null unless it was held
 * @param summary of its minutes, or why there was none; null until it is over
 * @param endedByName null while it isn't over, and if nobody asked
 * @param days working days it was said to take, if the department holds it itself; else null
 */
public record Hearing(
    UUID id,
    String department,
    String toldByName,
    Instant toldAt,
    String interest,
    String parties,
    State state,
    @Nullable Request request,
    @Nullable Setting date,
    @Nullable LocalDate heldOn,
    @Nullable String summary,
    @Nullable String endedByName,
    @Nullable Integer days) {

  /** How it stands. */
  public enum State {
    /** Told of the right; who has it may ask. */
    OFFERED,
    /** Nobody has asked in time. */
    NOT_ASKED,
    /** To be held: somebody has asked for it, or the department holds it itself. */
    ASKED,
    HELD,
    /** Who asked has withdrawn the request, or the department the hearing that it held itself. */
    WITHDRAWN,
    /** Who asked did not come. */
    ABSENT;

    /** The one of that name; null if there is none. */
    public static @Nullable State named(@Nullable String name) {
      return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }
  }

  /**
   * Who asked for it.
   *
   * @param byApplicant else an interested party
   * @param receivedOn the day on which the department had it
   */
  public record Request(String byName, boolean byApplicant, LocalDate receivedOn) {}

  /**
   * When and where it will be.
   *
   * @param place with the hour
   * @param announced when and how it was announced; may be empty
   */
  public record Setting(LocalDate on, String place, String announced) {}

  /**
   * How it stands for who reads it.
   *
   * @param over whether the case has ended; a hearing that was open then is never held
   * @return the name of a state, or {@code CASE_ENDED}
   */
  public String standing(boolean over) {
    return over && isOpen() ? "CASE_ENDED" : state.name();
  }

  /** Ends that a person can record; one that nobody asked for nobody fails to come to. */
  public Set<State> ends() {
    return isOwn()
        ? EnumSet.of(State.HELD, State.WITHDRAWN)
        : EnumSet.of(State.HELD, State.WITHDRAWN, State.ABSENT);
  }

  /** Whether the department holds it itself, and nobody has to ask for it. */
  public boolean isOwn() {
    return days != null;
  }

  /** Whether the applicant has asked for it, and nobody else. */
  public boolean isOfApplicant() {
    return request != null && request.byApplicant();
  }

  /** Whether somebody may still ask, or it is still to be held. */
  public boolean isOpen() {
    return state == State.OFFERED || state == State.ASKED;
  }
}
