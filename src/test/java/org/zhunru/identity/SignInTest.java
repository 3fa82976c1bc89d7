package org.zhunru.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhunru.identity.DelegationsTest.refused;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.zhunru.IntegrationTest;

@IntegrationTest
class SignInTest {
  private static final SignInSettings SETTINGS =
      new SignInSettings(
          3,
          6,
          Duration.ofMinutes(1),
          Duration.ofMinutes(30),
          Duration.ofHours(24),
          Duration.ofHours(1),
          4);

  @Autowired JdbcClient db;
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired Actors actors;

  final Time time = new Time(Instant.parse("2026-11-23T01:00:00Z"));
  SignIn signIn;
  Actor somebody;
  String address;

  @BeforeEach
  void somebody_at_an_address_of_their_own() {
    signIn = restarted();
    somebody = people.officer("swj", SeatKind.HANDLER);
    address = "2001:db8:" + Integer.toHexString((int) (Math.random() * 65535)) + "::1";
    address = address.replace("::1", ":" + UUID.randomUUID().toString().substring(0, 4) + "::1");
  }

  @Test
  void the_right_password_signs_in_however_the_name_is_written() {
    var signedIn =
        signIn.verify(" " + somebody.username().toUpperCase() + " ", People.PASSWORD, address);

    assertThat(signedIn.accountId()).isEqualTo(somebody.accountId());
    assertThat(actors.present(signedIn)).isPresent();
  }

  @Test
  void after_so_many_failures_comes_a_wait_that_doubles() {
    fail(3);
    refused(this::right, "identity.tooManyAttempts");

    time.pass(Duration.ofSeconds(61));
    fail(1);
    time.pass(Duration.ofSeconds(61));
    refused(this::right, "identity.tooManyAttempts");

    time.pass(Duration.ofSeconds(61));
    right();
  }

  @Test
  void a_restart_forgives_nothing() {
    fail(3);

    signIn = restarted();

    refused(this::right, "identity.tooManyAttempts");
  }

  @Test
  void the_right_password_forgets_failures_on_the_account() {
    fail(2);
    right();
    fail(2);
    right();
  }

  @Test
  void failures_are_forgotten_in_time() {
    fail(2);
    time.pass(Duration.ofHours(25));
    fail(2);
    right();
  }

  @Test
  void an_address_is_stopped_whomever_it_tries() {
    for (int i = 0; i < 5; i++) {
      var nobody = "nobody" + UUID.randomUUID();
      refused(() -> signIn.verify(nobody, "guess", address), "identity.wrongCredentials");
    }
    refused(
        () -> signIn.verify("x" + UUID.randomUUID(), "guess", address), "identity.tooManyAttempts");

    refused(this::right, "identity.tooManyAttempts");
    refused(
        () -> signIn.verify(somebody.username(), People.PASSWORD, address.replace("::1", "::2")),
        "identity.tooManyAttempts");
    signIn.verify(somebody.username(), People.PASSWORD, "198.51.100.7");
  }

  @Test
  void ones_own_account_does_not_clear_the_address() {
    for (int i = 0; i < 5; i++) {
      var other = people.officer("swj", SeatKind.HANDLER);
      refused(() -> signIn.verify(other.username(), "guess", address), "identity.wrongCredentials");
      right();
    }
    var other = people.officer("swj", SeatKind.HANDLER);
    refused(() -> signIn.verify(other.username(), "guess", address), "identity.tooManyAttempts");
  }

  @Test
  void a_name_nobody_has_is_answered_like_any_other() {
    var nobody = "nobody-" + UUID.randomUUID();
    for (int i = 0; i < 2; i++) {
      refused(() -> signIn.verify(nobody, "guess", address), "identity.wrongCredentials");
    }
    refused(() -> signIn.verify(nobody, "guess", address), "identity.tooManyAttempts");
  }

  @Test
  void a_stopped_account_is_answered_like_a_wrong_password() {
    var signedIn = right();
    accounts.stop(people.having(Role.SYSADMIN), somebody.accountId(), "离职");

    refused(this::right, "identity.wrongCredentials");
    assertThat(actors.present(signedIn)).isEmpty();
  }

  @Test
  void an_older_hash_is_replaced_when_its_owner_signs_in() {
    var old = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(People.PASSWORD);
    people.keep(somebody, "{pbkdf2@SpringSecurity_v5_8}" + old);
    var before = right();
    assertThat(people.kept(somebody)).startsWith("{bcrypt}$2a$04$");
    assertThat(actors.present(before)).isPresent();
    right();

    people.keep(somebody, "{bcrypt}" + new BCryptPasswordEncoder(4).encode(People.PASSWORD));
    signIn =
        with(
            new SignInSettings(
                3,
                6,
                SETTINGS.firstWait(),
                SETTINGS.longestWait(),
                SETTINGS.accountMemory(),
                SETTINGS.addressMemory(),
                5));
    right();
    assertThat(people.kept(somebody)).startsWith("{bcrypt}$2a$05$");
  }

  @Test
  void a_password_shown_with_every_request_is_checked_anew_when_it_matters() {
    again(People.PASSWORD);
    again(People.PASSWORD);
    refused(() -> again("wrong"), "identity.wrongCredentials");
    again(People.PASSWORD);

    people.keep(somebody, "{bcrypt}" + new BCryptPasswordEncoder(4).encode("another password"));
    refused(() -> again(People.PASSWORD), "identity.wrongCredentials");
    again("another password");
    fail(3);
    refused(() -> again("another password"), "identity.tooManyAttempts");
  }

  @Test
  void a_changed_password_ends_what_the_old_one_began() {
    var before = right();
    var after = accounts.changePassword(somebody, People.PASSWORD, "新的密码足够长而且不同", address);

    assertThat(actors.present(before)).isEmpty();
    assertThat(actors.present(after)).isPresent();
    signIn.verify(somebody.username(), "新的密码足够长而且不同", address);
  }

  @Test
  void a_new_password_must_be_worth_one() {
    refusedNew("short", "identity.passwordTooShort");
    refusedNew("长".repeat(25), "identity.passwordTooLong");
    refusedNew("ababababababab", "identity.passwordTooSimple");
    refusedNew("1QAZ2wsx3edc", "identity.passwordTooSimple");
    refusedNew("xx-" + somebody.username() + "-xx", "identity.passwordTooSimple");
    refusedNew(People.PASSWORD, "identity.passwordUnchanged");
    refused(
        () -> accounts.changePassword(somebody, "not mine", "a good new password", address),
        "identity.wrongOldPassword");
  }

  private void refusedNew(String fresh, String code) {
    refused(() -> accounts.changePassword(somebody, People.PASSWORD, fresh, address), code);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      try {
        signIn.verify(somebody.username(), "wrong", address);
      } catch (org.zhunru.common.Refusal expected) {
        assertThat(expected.code()).startsWith("identity.");
      }
    }
  }

  private SignedIn right() {
    return signIn.verify(somebody.username(), People.PASSWORD, address);
  }

  private void again(String password) {
    signIn.verifyAgain(somebody.username(), password, address);
  }

  private SignIn restarted() {
    return with(SETTINGS);
  }

  private SignIn with(SignInSettings settings) {
    return new SignIn(db, new Passwords(settings), new Lockout(db, time, settings), time);
  }

  static final class Time extends Clock {
    private Instant now;

    Time(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
