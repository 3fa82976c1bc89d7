package org.zhunru.common;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Words for the console, where nobody has chosen a language yet: Chinese and English, from the
 * messages of {@code common}.
 */
public final class BothLanguages {

  private BothLanguages() {}

  /** The message in Chinese and in English, one line each. */
  public static List<String> lines(String key, Object... arguments) {
    return List.of(in(Locale.ROOT, key, arguments), in(Locale.ENGLISH, key, arguments));
  }

  private static String in(Locale locale, String key, Object... arguments) {
    var words =
        ResourceBundle.getBundle(
            "messages/common",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(words.getString(key), locale).format(arguments);
  }
}
