package org.zhunru.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An account as its administrators see it.
 *
 * @param roles as given to the account, see {@link Role}
 * @param seats the person's own seats
 * @param enterprises those the person files for
 * @param mustChange whether the password was set by somebody else and has to be changed
 * @param stopped whether the account may no longer sign in
 */
public record Account(
    UUID id,
    String username,
    String name,
    Set<String> roles,
    List<Seat> seats,
    Set<UUID> enterprises,
    boolean mustChange,
    boolean stopped,
    Instant createdAt) {

  boolean administrative() {
    return roles.stream().anyMatch(Role.ADMINISTRATIVE::contains);
  }
}
