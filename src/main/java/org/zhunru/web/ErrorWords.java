package org.zhunru.web;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/**
 * Tells the error page which words fit: by status, and whether a form was merely too old. Of a
 * fault's inside nothing is shown.
 */
@Component
class ErrorWords extends DefaultErrorAttributes {
  private final Clock clock;

  ErrorWords(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
    var attributes = super.getErrorAttributes(request, options);
    attributes.put("timestamp", clock.instant());
    attributes.put("kind", kind(request, attributes.get("status")));
    var ledTo = request.getAttribute(OnlyOnce.LED_TO, RequestAttributes.SCOPE_REQUEST);
    if (ledTo != null) {
      attributes.put("ledTo", ledTo);
    }
    return attributes;
  }

  private static String kind(WebRequest request, Object status) {
    var kind = request.getAttribute(OnlyOnce.KIND, RequestAttributes.SCOPE_REQUEST);
    if (kind != null) {
      return (String) kind;
    }
    var denied =
        request.getAttribute(WebAttributes.ACCESS_DENIED_403, RequestAttributes.SCOPE_REQUEST);
    if (denied instanceof CsrfException) {
      return "expired";
    }
    var code = status instanceof Integer ? (Integer) status : 500;
    switch (code) {
      case 400:
      case 401:
      case 403:
      case 404:
      case 405:
      case 409:
      case 413:
        return String.valueOf(code);
      default:
        return code >= 500 ? "500" : "400";
    }
  }
}
