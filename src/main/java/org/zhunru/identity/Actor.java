package org.zhunru.identity;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts now.
 *
 * @param accountId the person's account
 * @param username name to log in with
 * @param name name to show
 * @param roles roles outside the departments, see {@link Role}
 * @param seats the person's own seats
 * @param enterprises enterprises the person files for
 * @param onBehalfOf whose seat is being filled as a deputy; null when acting in one's own right
 */
public record Actor(
    UUID accountId,
    String username,
    String name,
    Set<String> roles,
    List<Seat> seats,
    Set<UUID> enterprises,
    @Nullable OnBehalf onBehalfOf) {

  /** Code of the joint-review office, which receives, coordinates and decides. */
  public static final String LEAD_OFFICE = "lhsp";

  public Actor {
    roles = Set.copyOf(roles);
    seats = List.copyOf(seats);
    enterprises = Set.copyOf(enterprises);
  }

  /** Whose seat a deputy fills. */
  public record OnBehalf(UUID accountId, String name) {}

  /** Whether the person has a seat in the joint-review office. */
  public boolean isLead() {
    return seats.stream().anyMatch(seat -> seat.department().equals(LEAD_OFFICE));
  }

  public boolean isApplicantOf(UUID enterprise) {
    return enterprises.contains(enterprise);
  }

  public boolean hasRole(String role) {
    return roles.contains(role);
  }

  /** Whether the seat is the person's own. */
  public boolean holds(String department, SeatKind kind) {
    return seats.contains(new Seat(department, kind));
  }

  /** Account of the person whose seat is being filled; null when acting in one's own right. */
  public @Nullable UUID principal() {
    return onBehalfOf == null ? null : onBehalfOf.accountId();
  }

  Actor standingInFor(UUID account, String name) {
    return new Actor(
        accountId, username, this.name, roles, seats, enterprises, new OnBehalf(account, name));
  }
}
