package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.identity.SignIn;

/**
 * The API's callers show name and password with every request. What is refused is said as a
 * problem. Browsers are not asked for a password: they would keep it and send it along for others.
 */
@Component
class SecurityBasic
    implements AuthenticationManager, AuthenticationEntryPoint, AccessDeniedHandler {
  private final SignIn signIn;
  private final SignedInSessions people;
  private final Problems problems;

  SecurityBasic(SignIn signIn, SignedInSessions people, Problems problems) {
    this.signIn = signIn;
    this.people = people;
    this.problems = problems;
  }

  private static final class Refused extends AuthenticationException {
    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.code(), refusal);
      this.refusal = refusal;
    }
  }

  @Override
  public Authentication authenticate(Authentication shown) {
    var address =
        shown.getDetails() instanceof WebAuthenticationDetails details
                && details.getRemoteAddress() != null
            ? details.getRemoteAddress()
            : "";
    try {
      return people.of(
          signIn.verifyAgain(shown.getName(), String.valueOf(shown.getCredentials()), address));
    } catch (Refusal refusal) {
      throw new Refused(refusal);
    }
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    var refusal =
        refused instanceof Refused known ? known.refusal : Refusal.forbidden("access.signInNeeded");
    var wait = refusal.code().equals("identity.tooManyAttempts");
    if (wait && refusal.arguments().get(0) instanceof Number minutes) {
      response.setHeader("Retry-After", String.valueOf(minutes.longValue() * 60));
    } else if (!isBrowser(request)) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"zhunru\", charset=\"UTF-8\"");
    }
    problems.write(refusal, wait ? 429 : 401, request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    problems.write(Refusal.forbidden("access.notYours"), 403, request, response);
  }

  private static boolean isBrowser(HttpServletRequest request) {
    var accept = request.getHeader("Accept");
    return request.getHeader("Sec-Fetch-Mode") != null
        || request.getHeader("X-Requested-With") != null
        || request.getHeader("HX-Request") != null
        || (accept != null && accept.contains("text/html"));
  }
}
