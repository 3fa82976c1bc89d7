package org.zhunru.web;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.NotKept;
import org.zhunru.common.Refusal;
import org.zhunru.common.RefusedByDatabase;

/** What a page refuses, as a page: what is wrong, how to mend it, where to go on. */
@ControllerAdvice(basePackages = "org.zhunru.web")
class RefusalPages {
  private final Words words;
  private final RefusalWords refusals;

  RefusalPages(Words words, RefusalWords refusals) {
    this.words = words;
    this.refusals = refusals;
  }

  /**
   * @param first the first page of the list, if it was the place in it that is not known; else
   *     empty
   * @param back where the reader came from, on this server; empty if unknown
   */
  public record View(String title, String text, String mend, String first, String back) {}

  @ExceptionHandler
  ModelAndView refused(Refusal refusal, HttpServletRequest request) {
    // A place in a list is in the address; nobody has typed it.
    boolean place = "cursor".equals(refusal.field()) && "GET".equals(request.getMethod());
    return page(
        status(refusal.kind()),
        words.say(
            "web.refusal."
                + (place ? "unknown" : refusal.kind().name().toLowerCase(java.util.Locale.ROOT))),
        refusals.text(refusal),
        refusals.mend(refusal),
        place ? firstPage(request) : "",
        request);
  }

  /** Two people changed the same thing at once; the later one is told. */
  @ExceptionHandler
  ModelAndView overtaken(ConcurrencyFailureException overtaken, HttpServletRequest request) {
    RefusedByDatabase.log(overtaken);
    return page(
        HttpStatus.CONFLICT,
        words.say("web.refusal.conflict"),
        words.say("web.overtaken"),
        words.say("web.overtaken.mend"),
        "",
        request);
  }

  /** Other violations are faults. */
  @ExceptionHandler
  ModelAndView notKept(DataIntegrityViolationException fault, HttpServletRequest request) {
    if (!NotKept.causes(fault)) {
      throw fault;
    }
    RefusedByDatabase.log(fault);
    return refused(Refusal.invalid("web.notKept", null), request);
  }

  /** An id in the address that is none names nothing. */
  @ExceptionHandler
  ModelAndView mistyped(MethodArgumentTypeMismatchException mistyped, HttpServletRequest request) {
    if (!mistyped.getParameter().hasParameterAnnotation(PathVariable.class)) {
      throw mistyped;
    }
    return refused(Refusal.unknown("api.notFound"), request);
  }

  @ExceptionHandler
  ModelAndView tooLarge(MaxUploadSizeExceededException tooLarge, HttpServletRequest request) {
    return page(
        HttpStatus.CONTENT_TOO_LARGE,
        words.say("web.refusal.invalid"),
        words.say("web.tooLarge"),
        words.say("web.tooLarge.mend"),
        "",
        request);
  }

  static HttpStatus status(Refusal.Kind kind) {
    switch (kind) {
      case UNKNOWN:
        return HttpStatus.NOT_FOUND;
      case FORBIDDEN:
        return HttpStatus.FORBIDDEN;
      case CONFLICT:
        return HttpStatus.CONFLICT;
      default:
        return HttpStatus.UNPROCESSABLE_CONTENT;
    }
  }

  private static ModelAndView page(
      HttpStatus status,
      String title,
      String text,
      String mend,
      String first,
      HttpServletRequest request) {
    var page = new ModelAndView("refusal", status);
    page.addObject(
        "page", new View(title, text, mend, first, first.isEmpty() ? back(request) : ""));
    return page;
  }

  /** The list that was asked for, as it was filtered, from its beginning. */
  private static String firstPage(HttpServletRequest request) {
    var asked = request.getQueryString();
    var kept =
        Stream.of(asked == null ? new String[0] : asked.split("&"))
            .filter(p -> !p.equals("cursor") && !p.startsWith("cursor="))
            .collect(joining("&"));
    return request.getRequestURI() + (kept.isEmpty() ? "" : "?" + kept);
  }

  /** The path of the page before, if it was one of ours. */
  static String back(HttpServletRequest request) {
    return path(request.getHeader("Referer"), request);
  }

  private static String path(@Nullable String referer, HttpServletRequest request) {
    if (referer == null) {
      return "";
    }
    try {
      var before = URI.create(referer);
      var ours = request.getServerName().equals(before.getHost());
      var path = before.getRawPath();
      if (!ours || path == null || !path.startsWith("/") || path.startsWith("//")) {
        return "";
      }
      return before.getRawQuery() == null ? path : path + "?" + before.getRawQuery();
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }
}
