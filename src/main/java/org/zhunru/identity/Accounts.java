package org.zhunru.identity;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;

/** Makes accounts, gives them roles and seats, changes passwords. */
@Component
@Transactional
public class Accounts {

  private final AccountRows rows;
  private final PasswordEncoder passwords;
  private final Clock clock;

  Accounts(AccountRows rows, PasswordEncoder passwords, Clock clock) {
    this.rows = rows;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code identity.usernameTaken}, {@code identity.usernameMalformed}
   */
  public Account create(String username, String displayName, String password) {
    if (!username.matches("[a-z0-9][a-z0-9._-]{1,63}")) {
      throw Refusal.invalid("identity.usernameMalformed", "username", username);
    }
    if (displayName.isBlank()) {
      throw Refusal.invalid("identity.displayNameMissing", "displayName");
    }
    if (rows.findByUsername(username).isPresent()) {
      throw Refusal.conflict("identity.usernameTaken", username);
    }
    return rows.save(
        new Account(username, displayName.strip(), passwords.encode(password), clock.instant()));
  }

  /** Sets what an account may do; all of it at once. */
  public void assign(UUID id, Set<String> roles, Set<Seat> seats, Set<UUID> enterprises) {
    byId(id).assign(roles, seats, enterprises);
  }

  public void setPassword(UUID id, String password) {
    byId(id).setPasswordHash(passwords.encode(password));
  }

  public void enable(UUID id, boolean on) {
    byId(id).enable(on);
  }

  /**
   * @throws Refusal {@code identity.noSuchAccount}
   */
  @Transactional(readOnly = true)
  public Account byId(UUID id) {
    return rows.findById(id).orElseThrow(() -> Refusal.unknown("identity.noSuchAccount", id));
  }

  @Transactional(readOnly = true)
  public Optional<Account> byUsername(String username) {
    return rows.findByUsername(username);
  }

  @Transactional(readOnly = true)
  public List<Account> all() {
    return rows.findAllByOrderByUsername();
  }

  @Transactional(readOnly = true)
  public boolean none() {
    return rows.count() == 0;
  }
}
