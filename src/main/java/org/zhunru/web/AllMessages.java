package org.zhunru.web;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The words of every {@code messages/<module>.properties} (Chinese) and {@code <module>_en} there
 * is, in one place: a page asks for hundreds, and looking through the modules one by one took
 * longer than writing them. Chinese if nothing else fits.
 */
final class AllMessages extends AbstractMessageSource {
  private static final String EN = "_en.properties";

  private final Map<String, Message> zh = new HashMap<>();
  private final Map<String, Message> en = new HashMap<>();

  AllMessages() throws IOException {
    for (var file :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:messages/*.properties")) {
      boolean english = String.valueOf(file.getFilename()).endsWith(EN);
      var words = english ? en : zh;
      var locale = english ? Locale.ENGLISH : Locale.CHINESE;
      PropertiesLoaderUtils.loadProperties(new EncodedResource(file, "UTF-8"))
          .forEach((key, text) -> words.put((String) key, new Message((String) text, locale)));
    }
  }

  @Override
  protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
    var found = find(code, locale);
    return found == null ? null : found.plain;
  }

  @Override
  protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
    var found = find(code, locale);
    return found == null ? null : found.format(locale);
  }

  private @Nullable Message find(String code, Locale locale) {
    var found = locale.getLanguage().equals("en") ? en.get(code) : null;
    return found == null ? zh.get(code) : found;
  }

  /** A message is a format even if nothing is put into it: an apostrophe is written twice. */
  private static final class Message {
    private final String text;
    private final String plain;
    private final Map<Locale, MessageFormat> formats = new ConcurrentHashMap<>();

    Message(String text, Locale locale) {
      this.text = text;
      plain = new MessageFormat(text, locale).format(new Object[0]);
    }

    MessageFormat format(Locale locale) {
      return formats.computeIfAbsent(locale, l -> new MessageFormat(text, l));
    }
  }
}
