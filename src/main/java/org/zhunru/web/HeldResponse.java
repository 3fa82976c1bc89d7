package org.zhunru.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer held back until its effect is committed: body, redirect and error alike. */
class HeldResponse extends ContentCachingResponseWrapper {
  private @Nullable String redirect;
  private int errorStatus;
  private @Nullable String errorText;

  HeldResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void sendRedirect(String location) {
    sendRedirect(location, SC_FOUND, true);
  }

  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) {
    if (clearBuffer) {
      resetBuffer();
    }
    setStatus(status);
    redirect = location;
  }

  @Override
  public void sendError(int status) {
    sendError(status, null);
  }

  @Override
  public void sendError(int status, @Nullable String text) {
    resetBuffer();
    setStatus(status);
    errorStatus = status;
    errorText = text;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return redirect != null && "Location".equalsIgnoreCase(name) ? redirect : super.getHeader(name);
  }

  /** Takes back what was to be said. */
  void withdraw() {
    resetBuffer();
    setContentType(null);
    setStatus(SC_OK);
    redirect = null;
    errorStatus = 0;
    errorText = null;
  }

  /** Says it. */
  void release() throws IOException {
    var response = (HttpServletResponse) getResponse();
    if (errorStatus != 0) {
      if (errorText == null) {
        response.sendError(errorStatus);
      } else {
        response.sendError(errorStatus, errorText);
      }
    } else {
      if (redirect != null) {
        response.setHeader("Location", redirect);
      }
      copyBodyToResponse();
    }
  }
}
