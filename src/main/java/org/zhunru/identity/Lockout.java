package org.zhunru.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts failed sign-ins per user name and per address, in the database, so that a restart or a
 * second node forgives nothing. A user name that nobody has is counted like any other.
 */
@Component
class Lockout {
  private final JdbcClient db;
  private final Clock clock;
  private final SignInSettings settings;

  Lockout(JdbcClient db, Clock clock, SignInSettings settings) {
    this.db = db;
    this.clock = clock;
    this.settings = settings;
  }

  /** How long this user name, or this address, still has to wait; empty if not at all. */
  Optional<Duration> remaining(String username, String address) {
    var now = now();
    return db.sql(
            """
            select max(locked_until) from sign_in_failure
            where locked_until > :now
              and (scope = 'account' and key = :username or scope = 'address' and key = :address)
            """)
        .param("now", now)
        .param("username", key(username))
        .param("address", key(network(address)))
        .query(OffsetDateTime.class)
        .optional()
        .map(until -> Duration.between(now, until));
  }

  /** Another failure. Kept even if the caller's transaction is rolled back. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void failed(String username, String address) {
    count("account", key(username), settings.accountFailures(), settings.accountMemory());
    count("address", key(network(address)), settings.addressFailures(), settings.addressMemory());
  }

  private void count(String scope, byte[] key, int limit, Duration memory) {
    var now = now();
    int failures =
        db.sql(
                """
                insert into sign_in_failure as f (scope, key, failures, last_at)
                values (:scope, :key, 1, :now)
                on conflict (scope, key) do update set
                  failures = case when f.last_at < :forgotten then 1 else f.failures + 1 end,
                  last_at = :now
                returning failures
                """)
            .param("scope", scope)
            .param("key", key)
            .param("now", now)
            .param("forgotten", now.minus(memory))
            .query(Integer.class)
            .single();
    var wait = settings.waitAfter(failures, limit);
    db.sql("update sign_in_failure set locked_until = :until where scope = :scope and key = :key")
        .param(
            "until", wait.isZero() ? null : now.plus(wait), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .param("scope", scope)
        .param("key", key)
        .update();
  }

  /**
   * The right password was given: failures on the user name are forgotten. Those from the address
   * stay, or whoever has one account could try everybody else's for ever.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void succeeded(String username) {
    unlock(username);
  }

  void unlock(String username) {
    db.sql("delete from sign_in_failure where scope = 'account' and key = :key")
        .param("key", key(username))
        .update();
  }

  /** Until when a user name has to wait; empty if it has not. */
  boolean locked(String username) {
    return db.sql(
                "select count(*) from sign_in_failure"
                    + " where scope = 'account' and key = :key and locked_until > :now")
            .param("key", key(username))
            .param("now", now())
            .query(Long.class)
            .single()
        > 0;
  }

  /** Throws away what is forgotten anyway. */
  int sweep() {
    return db.sql("delete from sign_in_failure where last_at < :before")
        .param("before", now().minus(settings.accountMemory().plus(settings.longestWait())))
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] key(String text) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  /** An IPv6 customer has a /64, not an address. */
  static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      var bytes = java.net.InetAddress.getByName(address).getAddress();
      if (bytes.length != 16) {
        return java.net.InetAddress.getByAddress(bytes).getHostAddress();
      }
      var prefix = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        prefix.append("%02x".formatted(bytes[i]));
      }
      return prefix + "/64";
    } catch (java.net.UnknownHostException notAnAddress) {
      return address;
    }
  }
}
