package org.zhunru.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;

/**
 * Passwords: what is taken as one, and how they are kept (ADR 0016). A hash names its algorithm, so
 * that it can be exchanged; older hashes are replaced when their owner next signs in.
 */
@Component
class Passwords {
  static final int SHORTEST = 10;

  /** bcrypt reads no further. */
  static final int MOST_BYTES = 72;

  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final Set<String> COMMON =
      Set.of(
          "1234567890",
          "0123456789",
          "password123",
          "qwertyuiop",
          "1qaz2wsx3edc",
          "admin12345",
          "admin123456",
          "administrator",
          "aa123456789",
          "woaini1314",
          "qaz123456789",
          "zhunru2026",
          "qitaihe2026");

  private final PasswordEncoder encoder;
  private final String nobodys;
  private final SecureRandom random = new SecureRandom();

  Passwords(SignInSettings settings) {
    this.encoder =
        new DelegatingPasswordEncoder(
            "bcrypt",
            Map.of(
                "bcrypt",
                new BCryptPasswordEncoder(settings.bcryptStrength()),
                "pbkdf2@SpringSecurity_v5_8",
                Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    this.nobodys = encoder.encode(initial());
  }

  String encode(String password) {
    return encoder.encode(normal(password));
  }

  /** Whether it is the password; a wrong one and a foreign hash are simply not it. */
  boolean matches(String password, String hash) {
    var typed = normal(password);
    return typed.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
        && encoder.matches(typed, hash);
  }

  /** Takes as long as {@link #matches}, for a user name that nobody has. */
  void pretend(String password) {
    matches(password, nobodys);
  }

  boolean outdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  /** A password to hand over once: about 59 bits, without characters that look alike. */
  String initial() {
    var text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      if (i > 0 && i % 4 == 0) {
        text.append('-');
      }
      text.append(READABLE.charAt(random.nextInt(READABLE.length())));
    }
    return text.toString();
  }

  /**
   * @param field name of the field it was typed into
   * @throws Refusal {@code identity.passwordTooShort}, {@code identity.passwordTooLong}, {@code
   *     identity.passwordTooSimple}
   */
  void accept(String password, String username, String field) {
    var typed = normal(password);
    if (typed.codePointCount(0, typed.length()) < SHORTEST) {
      throw Refusal.invalid("identity.passwordTooShort", field, SHORTEST);
    }
    if (typed.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw Refusal.invalid("identity.passwordTooLong", field, MOST_BYTES, MOST_BYTES / 3);
    }
    var lower = typed.toLowerCase(Locale.ROOT);
    if (COMMON.contains(lower)
        || lower.contains(username.toLowerCase(Locale.ROOT))
        || lower.codePoints().distinct().count() < 5) {
      throw Refusal.invalid("identity.passwordTooSimple", field);
    }
  }

  /** The same text typed on another keyboard is the same password. */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}
