package org.zhunru.identity;

import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * What a session remembers of a person: who, and with which password. What the person may do is
 * never remembered; see {@link Actors}.
 *
 * @param passwordChangedAt when the password shown was set; a session ends when it is changed
 */
public record SignedIn(UUID accountId, String username, Instant passwordChangedAt)
    implements Principal, Serializable {

  @Override
  public String getName() {
    return username;
  }
}
