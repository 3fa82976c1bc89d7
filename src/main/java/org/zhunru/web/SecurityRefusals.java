package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What happens to somebody who may not come here: a page asks to sign in and leads back; a form is
 * kept until its person has signed in again; what a script fetched only says 401; what isn't there
 * is not found.
 */
@Component
class SecurityRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final KeptForms kept;
  private final ApplicationContext context;

  SecurityRefusals(KeptForms kept, ApplicationContext context) {
    this.kept = kept;
    this.context = context;
  }

  /** Nobody has signed in. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    if (!exists(request)) {
      response.sendError(404);
    } else if (isFetched(request)) {
      response.sendError(401);
    } else if (HttpMethod.GET.matches(request.getMethod())) {
      response.sendRedirect(login(request, "to", address(request)));
    } else {
      keepOr(401, request, response);
    }
  }

  /** The person may not, or the form doesn't carry the mark of this session. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    request.setAttribute(WebAttributes.ACCESS_DENIED_403, denied);
    if (denied instanceof CsrfException && !isFetched(request)) {
      keepOr(403, request, response);
    } else {
      response.sendError(exists(request) ? 403 : 404);
    }
  }

  private void keepOr(int status, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var token = kept.keep(request);
    if (token.isEmpty()) {
      response.sendError(status);
      return;
    }
    var actor = CurrentActor.now();
    if (actor == null) {
      response.sendRedirect(login(request, "kept", token.get()));
    } else {
      response.sendRedirect(
          request.getContextPath()
              + "/me/kept/"
              + kept.idOf(token.get(), actor.accountId()).orElseThrow());
    }
  }

  /** Part of a page, asked for by script: leading elsewhere would lose what the page holds. */
  private static boolean isFetched(HttpServletRequest request) {
    var mode = request.getHeader("Sec-Fetch-Mode");
    return request.getHeader("HX-Request") != null
        || request.getHeader("X-Requested-With") != null
        || (mode != null && !mode.equals("navigate"));
  }

  private boolean exists(HttpServletRequest request) {
    if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
      ServletRequestPathUtils.parseAndCache(request);
    }
    try {
      return context
              .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
              .getHandler(request)
          != null;
    } catch (HttpRequestMethodNotSupportedException | HttpMediaTypeNotSupportedException other) {
      return true;
    } catch (Exception unclear) {
      return true;
    }
  }

  private static String address(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
  }

  private static String login(HttpServletRequest request, String name, String value) {
    return UriComponentsBuilder.fromPath(request.getContextPath() + "/login")
        .queryParam(name, "{value}")
        .encode()
        .buildAndExpand(value)
        .toUriString();
  }
}
