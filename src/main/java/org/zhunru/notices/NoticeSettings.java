package org.zhunru.notices;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are reached outside of the program; as environment variables {@code
 * ZHUNRU_NOTICES_FROM} and so on. The mail server itself is Spring Boot's {@code spring.mail.*}.
 *
 * @param from address that mail comes from; without it, or without {@code spring.mail.host}, no
 *     mail is sent
 * @param attempts tries after which a message is given up; waits between them double from a minute
 *     to an hour, so that the usual 36 take a day and a half
 */
@ConfigurationProperties("zhunru.notices")
public record NoticeSettings(@DefaultValue("") String from, @DefaultValue("36") int attempts) {
  public NoticeSettings {
    if (attempts < 1) {
      throw new IllegalArgumentException("zhunru.notices.attempts: below 1");
    }
    if (!from.isEmpty() && !from.matches("[^\\s<>\"]+@[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException("zhunru.notices.from: not an address: " + from);
    }
  }
}
