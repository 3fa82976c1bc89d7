package org.zhunru.web;

import java.util.Locale;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SignedIn;

/**
 * Who makes this request, with what the person may be at this moment. Made anew for every request
 * and kept nowhere; sessions remember {@link SignedIn} alone.
 */
final class ActorAuthentication extends AbstractAuthenticationToken {
  private final transient SignedIn signedIn;
  private final transient Actor actor;
  private final boolean mustChangePassword;

  ActorAuthentication(SignedIn signedIn, Actor actor, boolean mustChangePassword) {
    super(
        actor.roles().stream()
            .map(r -> "ROLE_" + r.toUpperCase(Locale.ROOT).replace('-', '_'))
            .map(SimpleGrantedAuthority::new)
            .toList());
    this.signedIn = signedIn;
    this.actor = actor;
    this.mustChangePassword = mustChangePassword;
    setAuthenticated(true);
  }

  Actor actor() {
    return actor;
  }

  /** Whether the password was set by somebody else and has to be changed before anything else. */
  boolean mustChangePassword() {
    return mustChangePassword;
  }

  @Override
  public SignedIn getPrincipal() {
    return signedIn;
  }

  @Override
  public Object getCredentials() {
    return "";
  }
}
