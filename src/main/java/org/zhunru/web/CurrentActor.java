package org.zhunru.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.zhunru.identity.Actor;

/**
 * Gives pages and API an {@code Actor actor}: who makes the request, read anew. Where the public
 * comes too, {@code @Nullable Actor actor} is null for them.
 */
final class CurrentActor implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Actor.class;
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    var actor = now();
    if (actor == null && !parameter.isOptional()) {
      throw new AuthenticationCredentialsNotFoundException("Nobody has signed in");
    }
    return actor;
  }

  /** Who makes the request being answered; null for the public. */
  static @Nullable Actor now() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof ActorAuthentication known
        ? known.actor()
        : null;
  }
}
