package org.zhunru.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;

/**
 * Whether a person is who they say. The same answer, after the same time, whether the user name is
 * unknown, the password wrong or the account stopped.
 */
@Component
public class SignIn {
  private static final int STRIPES = 64;
  private static final int PROOFS = 1_000;
  private static final Duration PROOF_LIFE = Duration.ofMinutes(5);

  private final JdbcClient db;
  private final Passwords passwords;
  private final Lockout lockout;
  private final Clock clock;
  private final Object[] stripes = new Object[STRIPES];
  private final byte[] proofKey = new byte[32];
  private final Map<String, Proof> proofs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Proof> eldest) {
          return size() > PROOFS;
        }
      };

  SignIn(JdbcClient db, Passwords passwords, Lockout lockout, Clock clock) {
    this.db = db;
    this.passwords = passwords;
    this.lockout = lockout;
    this.clock = clock;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Object();
    }
    new SecureRandom().nextBytes(proofKey);
  }

  private record Credentials(UUID id, String password, Instant changedAt, boolean stopped) {}

  private record Proof(byte[] mac, Instant until) {}

  /**
   * Checks a password, and counts a failure.
   *
   * @param address where the request came from
   * @throws Refusal {@code identity.tooManyAttempts} (argument: whole minutes to wait), {@code
   *     identity.wrongCredentials}
   */
  public SignedIn verify(String username, String password, String address) {
    var name = canonical(username);
    // One at a time per user name: parallel guesses would all be made before the first is counted.
    synchronized (stripes[Math.floorMod(name.hashCode(), STRIPES)]) {
      refuseIfLocked(name, address);
      var found = find(name);
      if (found.isEmpty()) {
        passwords.pretend(password);
      }
      if (found.isEmpty()
          || !passwords.matches(password, found.get().password())
          || found.get().stopped()) {
        lockout.failed(name, address);
        refuseIfLocked(name, address);
        throw Refusal.forbidden("identity.wrongCredentials");
      }
      lockout.succeeded(name);
      var known = found.get();
      if (passwords.outdated(known.password())) {
        db.sql("update account set password = :new where id = :id and password = :old")
            .param("new", passwords.encode(password))
            .param("id", known.id())
            .param("old", known.password())
            .update();
      }
      return new SignedIn(known.id(), name, known.changedAt());
    }
  }

  /**
   * The same for callers that show their password with every request. A password that was right is
   * not hashed again for five minutes; only a keyed digest of it is remembered, in memory. Lock,
   * stop and change of password count at once all the same.
   */
  public SignedIn verifyAgain(String username, String password, String address) {
    var name = canonical(username);
    var found = find(name);
    if (found.isPresent() && !found.get().stopped() && proven(name, password, found.get())) {
      refuseIfLocked(name, address);
      return new SignedIn(found.get().id(), name, found.get().changedAt());
    }
    var signedIn = verify(username, password, address);
    find(name)
        .ifPresent(
            now -> {
              synchronized (proofs) {
                proofs.put(
                    name,
                    new Proof(mac(password, now.password()), clock.instant().plus(PROOF_LIFE)));
              }
            });
    return signedIn;
  }

  private boolean proven(String name, String password, Credentials known) {
    Proof proof;
    synchronized (proofs) {
      proof = proofs.get(name);
    }
    return proof != null
        && clock.instant().isBefore(proof.until())
        && MessageDigest.isEqual(proof.mac(), mac(password, known.password()));
  }

  private void refuseIfLocked(String username, String address) {
    lockout
        .remaining(username, address)
        .ifPresent(
            wait -> {
              long minutes = Math.max(1, (wait.toSeconds() + 59) / 60);
              throw Refusal.forbidden("identity.tooManyAttempts", minutes);
            });
  }

  private Optional<Credentials> find(String username) {
    return db.sql(
            "select id, password, password_changed_at, stopped from account where username = :name")
        .param("name", username)
        .query(
            (row, n) ->
                new Credentials(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getBoolean(4)))
        .optional();
  }

  private static String canonical(String username) {
    return username.strip().toLowerCase(Locale.ROOT);
  }

  private byte[] mac(String password, String hash) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(proofKey, "HmacSHA256"));
      mac.update(hash.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }
}
