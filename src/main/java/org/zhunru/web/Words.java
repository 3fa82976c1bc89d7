package org.zhunru.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.common.TwoNames;
import org.zhunru.common.Word;

/**
 * What the product says, in the reader's language.
 *
 * <p>Arguments are put in as a reader expects them: numbers plainly and with all their digits (no
 * grouping, no rounding), dates as 2026-11-23（周一）. A key without words shows as itself, so that a
 * page still works, and is logged.
 */
@Component
public class Words {
  private static final Logger log = LoggerFactory.getLogger(Words.class);

  private static final Pattern COUNTED = Pattern.compile("\\b(\\d+)((?: [a-z]+)+)\\(s\\)");

  private final MessageSource messages;

  Words(MessageSource messages) {
    this.messages = messages;
  }

  /** The words under {@code key} in the language of the request being answered. */
  public String say(String key, Object... arguments) {
    return say(LocaleContextHolder.getLocale(), key, arguments);
  }

  /** The words under {@code key} in {@code locale}. */
  public String say(Locale locale, String key, Object... arguments) {
    try {
      return counted(
          messages.getMessage(
              key, Arrays.stream(arguments).map(a -> readable(a, locale)).toArray(), locale));
    } catch (NoSuchMessageException missing) {
      log.error("No words for {} in {}", key, locale);
      return key;
    }
  }

  /** Whether there are words under {@code key}. */
  public boolean has(String key) {
    return messages.getMessage(key, null, null, LocaleContextHolder.getLocale()) != null;
  }

  /** One day, two days: after a number the plural of {@code day(s)} is written or left out. */
  private static String counted(String text) {
    return text.contains("(s)")
        ? COUNTED
            .matcher(text)
            .replaceAll(m -> m.group(1) + m.group(2) + (m.group(1).equals("1") ? "" : "s"))
        : text;
  }

  private Object readable(Object argument, Locale locale) {
    if (argument instanceof Word word) {
      return messages.getMessage(word.key(), null, word.otherwise(), locale);
    }
    if (argument instanceof TwoNames names) {
      return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? names.en() : names.zh();
    }
    if (argument instanceof BigDecimal) {
      return Figures.plain((BigDecimal) argument);
    }
    if (argument instanceof LocalDate) {
      return Dates.day((LocalDate) argument, locale);
    }
    if (argument instanceof Instant) {
      return Dates.moment((Instant) argument, locale);
    }
    if (argument instanceof OffsetDateTime) {
      return Dates.moment(((OffsetDateTime) argument).toInstant(), locale);
    }
    return argument.toString();
  }
}
