package org.zhunru.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;

/**
 * The first administrators of an installation without any account: whoever can read the console of
 * the program makes them, once, with the token printed there.
 */
@Component
@Transactional
public class Setup {
  static final Duration LIFE = Duration.ofHours(24);

  private final JdbcClient db;
  private final Clock clock;
  private final Accounts accounts;
  private final Passwords passwords;

  Setup(JdbcClient db, Clock clock, Accounts accounts, Passwords passwords) {
    this.db = db;
    this.clock = clock;
    this.accounts = accounts;
    this.passwords = passwords;
  }

  /** A first administrator as typed. */
  public record First(String username, String name, String password) {}

  /**
   * A new token; older ones no longer count. Only its hash is kept.
   *
   * @throws Refusal {@code identity.setupOver} if there is an account
   */
  String offer() {
    if (!accounts.none()) {
      throw Refusal.conflict("identity.setupOver");
    }
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    db.sql("delete from setup_token").update();
    db.sql("insert into setup_token (hash, made_at, expires_at) values (:hash, :now, :until)")
        .param("hash", hash(token))
        .param("now", now())
        .param("until", now().plus(LIFE))
        .update();
    return token;
  }

  /** Whether administrators are still to be made. */
  @Transactional(readOnly = true)
  public boolean open() {
    return accounts.none();
  }

  /**
   * Makes the system administrator and the security administrator. The token is used up.
   *
   * @throws Refusal {@code identity.setupOver}, {@code identity.setupTokenWrong}, or what is wrong
   *     with the two; fields are {@code token}, {@code system.username}, {@code security.password}
   *     and so on
   */
  public void complete(String token, First system, First security) {
    db.sql("lock table account in share row exclusive mode").update();
    if (!accounts.none()) {
      throw Refusal.conflict("identity.setupOver");
    }
    int valid =
        db.sql(
                """
                update setup_token set used_at = :now
                where hash = :hash and used_at is null and expires_at > :now
                """)
            .param("now", now())
            .param("hash", hash(token.strip()))
            .update();
    if (valid == 0) {
      throw Refusal.invalid("identity.setupTokenWrong", "token");
    }
    var faults = new ArrayList<Refusal>();
    check(system, "system", faults);
    check(security, "security", faults);
    if (faults.isEmpty()
        && system.username().strip().equalsIgnoreCase(security.username().strip())) {
      faults.add(
          Refusal.invalid("identity.usernameTaken", "security.username", security.username()));
    }
    Refusals.throwIfAny(faults);
    enter(system, "system", Role.SYSADMIN);
    enter(security, "security", Role.SECADMIN);
  }

  private void check(First first, String prefix, List<Refusal> faults) {
    if (!first.username().strip().matches("[A-Za-z0-9][A-Za-z0-9._-]{1,63}")) {
      faults.add(
          Refusal.invalid("identity.usernameMalformed", prefix + ".username", first.username()));
    }
    if (first.name().isBlank()) {
      faults.add(Refusal.invalid("identity.nameMissing", prefix + ".name"));
    }
    try {
      passwords.accept(
          first.password(),
          first.username().isBlank() ? "\u0000" : first.username().strip(),
          prefix + ".password");
    } catch (Refusal weak) {
      faults.add(weak);
    }
  }

  private void enter(First first, String prefix, String role) {
    try {
      var id =
          accounts.enter(
              null, first.username(), first.name(), passwords.encode(first.password()), false);
      accounts.give(id, Set.of(role), Set.of());
    } catch (Refusal refused) {
      throw refused.at(prefix + "." + refused.field());
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
