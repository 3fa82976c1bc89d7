package org.zhunru.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which language a reader gets: pages by {@code ?lang=zh|en}, then the cookie it left, then
 * Chinese; the API by {@code Accept-Language}. The language of the machine plays no part.
 */
@Component("localeResolver")
class Language implements LocaleResolver {
  static final String COOKIE = "lang";
  private static final Locale ZH = Locale.CHINESE;
  private static final Locale EN = Locale.ENGLISH;

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (path(request).startsWith("/api/")) {
      return request.getHeader("Accept-Language") == null
          ? ZH
          : Optional.ofNullable(
                  Locale.lookup(
                      ranges(request.getHeader("Accept-Language")), java.util.List.of(ZH, EN)))
              .orElse(ZH);
    }
    return asked(request)
        .or(
            () ->
                Arrays.stream(cookies(request))
                    .filter(c -> c.getName().equals(COOKIE))
                    .map(c -> locale(c.getValue()))
                    .flatMap(Optional::stream)
                    .findFirst())
        .orElse(ZH);
  }

  /** The language asked for in the address, if any. */
  Optional<Locale> asked(HttpServletRequest request) {
    var query = request.getQueryString();
    if (query == null || !query.contains("lang=")) {
      return Optional.empty();
    }
    return locale(
        UriComponentsBuilder.newInstance().query(query).build().getQueryParams().getFirst("lang"));
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    if (response != null && locale != null) {
      var cookie =
          ResponseCookie.from(COOKIE, locale.getLanguage())
              .path("/")
              .maxAge(java.time.Duration.ofDays(365))
              .httpOnly(true)
              .secure(request.isSecure())
              .sameSite("Lax")
              .build();
      response.addHeader("Set-Cookie", cookie.toString());
    }
  }

  private static java.util.List<Locale.LanguageRange> ranges(String header) {
    try {
      return Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException malformed) {
      return java.util.List.of();
    }
  }

  private static Optional<Locale> locale(@Nullable String name) {
    if ("en".equals(name)) {
      return Optional.of(EN);
    }
    return "zh".equals(name) ? Optional.of(ZH) : Optional.empty();
  }

  private static Cookie[] cookies(HttpServletRequest request) {
    return request.getCookies() == null ? new Cookie[0] : request.getCookies();
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
