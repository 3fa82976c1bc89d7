package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SignedIn;

/**
 * Sessions of people. A session remembers {@link SignedIn}; everything else is read anew with every
 * request that asks who makes it, so that a stopped account, a changed password and a right taken
 * away count at once.
 */
@Component
class SignedInSessions implements SecurityContextRepository {
  private static final String WHO = "zhunru.signedIn";
  private static final String READ = SignedInSessions.class.getName() + ".read";

  private final Actors actors;
  private final KeptForms kept;
  private final SessionAuthenticationStrategy anew;

  SignedInSessions(Actors actors, KeptForms kept, CsrfTokenRepository tokens) {
    this.actors = actors;
    this.kept = kept;
    this.anew =
        new CompositeSessionAuthenticationStrategy(
            List.of(
                new ChangeSessionIdAuthenticationStrategy(),
                new CsrfAuthenticationStrategy(tokens)));
  }

  /**
   * From now on the session is this person's. Its id changes, and so does the token of its forms.
   */
  ActorAuthentication begin(
      SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
    var session = request.getSession(false);
    if (session != null
        && session.getAttribute(WHO) instanceof SignedIn before
        && !before.accountId().equals(signedIn.accountId())) {
      session.invalidate();
    }
    var person = of(signedIn);
    anew.onAuthentication(person, request, response);
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(person);
    SecurityContextHolder.setContext(context);
    request.setAttribute(READ, person);
    saveContext(context, request, response);
    kept.owns(request.getSession().getId(), signedIn.accountId());
    return person;
  }

  /**
   * The person as of this moment.
   *
   * @throws Refusal {@code identity.wrongCredentials} if it holds no longer
   */
  ActorAuthentication of(SignedIn signedIn) {
    return find(signedIn).orElseThrow(() -> Refusal.forbidden("identity.wrongCredentials"));
  }

  private Optional<ActorAuthentication> find(SignedIn signedIn) {
    return actors
        .present(signedIn)
        .map(p -> new ActorAuthentication(signedIn, p.actor(), p.mustChangePassword()));
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Deferred(request);
  }

  @Override
  @SuppressWarnings("deprecation")
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    if (context.getAuthentication() instanceof ActorAuthentication person) {
      var session = request.getSession();
      session.setAttribute(WHO, person.getPrincipal());
      session.setAttribute(
          FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, person.getName());
      return;
    }
    request.removeAttribute(READ);
    var session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(WHO);
      session.removeAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);
    }
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(WHO) != null;
  }

  private @Nullable ActorAuthentication read(HttpServletRequest request) {
    if (request.getAttribute(READ) instanceof ActorAuthentication known) {
      return known;
    }
    var session = request.getSession(false);
    if (session == null || !(session.getAttribute(WHO) instanceof SignedIn signedIn)) {
      return null;
    }
    var person = find(signedIn);
    if (person.isEmpty()) {
      session.invalidate();
      return null;
    }
    request.setAttribute(READ, person.get());
    return person.get();
  }

  /** Nothing is read until somebody asks: static files cost no query. */
  private final class Deferred implements DeferredSecurityContext {
    private final HttpServletRequest request;
    private @Nullable SecurityContext context;
    private boolean generated;

    Deferred(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      var known = context;
      if (known == null) {
        known = SecurityContextHolder.createEmptyContext();
        var person = read(request);
        generated = person == null;
        known.setAuthentication(person);
        context = known;
      }
      return known;
    }

    @Override
    public boolean isGenerated() {
      get();
      return generated;
    }
  }
}
