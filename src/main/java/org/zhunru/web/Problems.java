package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import tools.jackson.databind.ObjectMapper;

/**
 * What the API refuses, RFC 9457: {@code type}, {@code title} (what is wrong), {@code status},
 * {@code detail} (how to mend it), {@code instance}, {@code code}, and where it applies {@code
 * field} and {@code errors} (each with {@code code}, {@code field}, {@code title}, {@code detail}).
 * In Chinese or English as {@code Accept-Language} asks.
 */
@Component
public class Problems {
  private final Words words;
  private final Language language;
  private final ObjectMapper json;

  Problems(Words words, Language language, ObjectMapper json) {
    this.words = words;
    this.language = language;
    this.json = json;
  }

  /** The status that says which kind of refusal it is. */
  public static int status(Refusal.Kind kind) {
    return RefusalPages.status(kind).value();
  }

  /** The body that tells of a refusal. */
  public Map<String, Object> of(Refusal refusal, int status, HttpServletRequest request) {
    var locale = language.resolveLocale(request);
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "about:blank");
    problem.put("title", say(locale, "refusal." + refusal.code(), refusal));
    problem.put("status", status);
    problem.put("detail", mend(locale, refusal));
    problem.put("instance", request.getRequestURI());
    problem.put("code", refusal.code());
    if (refusal.field() != null) {
      problem.put("field", refusal.field());
    }
    if (refusal instanceof Refusals several) {
      problem.put("errors", several.all().stream().map(one -> entry(locale, one)).toList());
    }
    return problem;
  }

  /** What is wrong with an input that was taken all the same, in the words of this request. */
  public List<Map<String, Object>> faults(List<Refusal> refusals) {
    return refusals.stream().map(one -> entry(LocaleContextHolder.getLocale(), one)).toList();
  }

  /** Answers with that body. */
  void write(Refusal refusal, int status, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.getOutputStream().write(json.writeValueAsBytes(of(refusal, status, request)));
  }

  private Map<String, Object> entry(Locale locale, Refusal refusal) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("code", refusal.code());
    if (refusal.field() != null) {
      entry.put("field", refusal.field());
    }
    entry.put("title", say(locale, "refusal." + refusal.code(), refusal));
    entry.put("detail", mend(locale, refusal));
    return entry;
  }

  private String mend(Locale locale, Refusal refusal) {
    return words.has("refusal." + refusal.code() + ".mend")
        ? say(locale, "refusal." + refusal.code() + ".mend", refusal)
        : "";
  }

  private String say(Locale locale, String key, Refusal refusal) {
    return words.say(locale, key, refusal.arguments().toArray());
  }
}
