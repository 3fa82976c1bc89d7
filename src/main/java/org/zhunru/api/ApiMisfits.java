package org.zhunru.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * API requests that reach no handler, and so none of its advice: unknown address, wrong method,
 * wrong media type. Of pages the usual error page tells.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiMisfits {
  private final ApiRefusals refusals;

  ApiMisfits(ApiRefusals refusals) {
    this.refusals = refusals;
  }

  @ExceptionHandler({
    NoResourceFoundException.class,
    HttpRequestMethodNotSupportedException.class,
    HttpMediaTypeException.class
  })
  ResponseEntity<Map<String, Object>> misfit(Exception misfit, HttpServletRequest request)
      throws Exception {
    if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
      throw misfit;
    }
    return refusals.misfit((ErrorResponse) misfit, request);
  }
}
