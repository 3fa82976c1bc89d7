package org.zhunru.identity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who acts now: a person with all that the person may be at this moment. Read anew for every
 * request, so that a right taken away is gone at once.
 *
 * @param roles {@code applicant}, {@code supervisor}, {@code policy-editor}, {@code
 *     policy-approver}, {@code sysadmin}, {@code secadmin}, {@code auditor} as given to the
 *     account; {@code handler}, {@code reviewer}, {@code head} if the person has such a seat in
 *     some department; {@code lead} if in the joint-review office
 * @param seats every seat the person may fill today, as its holder or as a deputy
 * @param lent those of them that are another person's
 * @param enterprises ids of the enterprises the person files for
 * @param onBehalfOf whose seat this act fills; null unless made by {@link Actors#acting}
 */
public record Actor(
    UUID accountId,
    String username,
    String name,
    Set<String> roles,
    List<Seat> seats,
    Set<Seat> lent,
    Set<UUID> enterprises,
    @Nullable OnBehalf onBehalfOf) {

  /** Code of the joint-review office, which leads: accepts, merges, decides. */
  public static final String LEAD_OFFICE = "lhsp";

  public Actor {
    roles = Set.copyOf(roles);
    seats = List.copyOf(seats);
    lent = Set.copyOf(lent);
    enterprises = Set.copyOf(enterprises);
  }

  /** Roles that follow from seats. */
  static Set<String> rolesOf(List<Seat> seats) {
    return seats.stream()
        .map(s -> s.department().equals(LEAD_OFFICE) ? "lead" : s.kind().code())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether the person has a seat in the joint-review office. */
  public boolean isLead() {
    return belongsTo(LEAD_OFFICE);
  }

  /** Whether the person may fill that seat today, as its holder or as a deputy. */
  public boolean holds(String department, SeatKind kind) {
    return seats.contains(new Seat(department, kind));
  }

  /** Whether the person may fill any seat of that department today. */
  public boolean belongsTo(String department) {
    return seats.stream().anyMatch(s -> s.department().equals(department));
  }

  /** Codes of the departments in which the person may fill a seat today. */
  public Set<String> departments() {
    return seats.stream()
        .map(Seat::department)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether the person works for some department, the joint-review office included. */
  public boolean isOfficer() {
    return !seats.isEmpty();
  }

  public boolean isApplicantOf(UUID enterprise) {
    return enterprises.contains(enterprise);
  }

  public boolean hasRole(String role) {
    return roles.contains(role);
  }

  /** The person whose seat this act fills; null if the actor's own. */
  public @Nullable UUID principal() {
    return onBehalfOf == null ? null : onBehalfOf.accountId();
  }

  /** The same person, filling somebody else's seat. */
  public Actor onBehalfOf(OnBehalf holder) {
    return new Actor(accountId, username, name, roles, seats, lent, enterprises, holder);
  }
}
