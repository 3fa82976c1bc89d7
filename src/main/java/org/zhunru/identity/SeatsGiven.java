package org.zhunru.identity;

import java.util.Set;
import java.util.UUID;

/**
 * A person holds seats that they did not hold before: published in the transaction of the change,
 * after it.
 *
 * @param seats the new ones
 */
public record SeatsGiven(UUID account, Set<Seat> seats) {
  public SeatsGiven {
    seats = Set.copyOf(seats);
  }
}
