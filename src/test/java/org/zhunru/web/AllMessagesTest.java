package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

class AllMessagesTest {
  private final MessageSource messages;

  AllMessagesTest() throws IOException {
    messages = new AllMessages();
  }

  @Test
  void readers_of_English_get_English_and_all_others_Chinese() {
    var key = "refusal.api.bodyMissing";

    assertThat(said(key, Locale.UK)).isEqualTo("The body is missing or can't be understood.");
    assertThat(said(key, Locale.CHINA)).isEqualTo(said(key, Locale.FRENCH)).startsWith("请求内容");
  }

  @Test
  void an_apostrophe_is_one_with_arguments_and_without() {
    var key = "access.kept.check";

    assertThat(said(key, Locale.ENGLISH)).contains("Files can't be");
    assertThat(said(key, Locale.ENGLISH, "unused")).isEqualTo(said(key, Locale.ENGLISH));
  }

  @Test
  void what_nobody_wrote_has_no_words() {
    assertThat(said("nobody.wrote.this", Locale.ENGLISH)).isNull();
  }

  private @Nullable String said(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, null, locale);
  }
}
