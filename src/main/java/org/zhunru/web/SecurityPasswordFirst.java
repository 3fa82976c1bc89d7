package org.zhunru.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.zhunru.common.Refusal;

/** Whose password was set by somebody else changes it before anything else. */
final class SecurityPasswordFirst extends OncePerRequestFilter {
  private final Problems problems;

  SecurityPasswordFirst(Problems problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/me/password")
        || path.equals("/logout")
        || path.equals("/login")
        || path.equals("/error")
        || path.startsWith("/static/")
        || path.startsWith("/webjars/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var due =
        SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication person
            && person.mustChangePassword();
    if (!due) {
      chain.doFilter(request, response);
    } else if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
      problems.write(Refusal.forbidden("identity.mustChangePassword"), 403, request, response);
    } else {
      response.sendRedirect(request.getContextPath() + "/me/password");
    }
  }
}
