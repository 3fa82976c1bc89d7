package org.zhunru.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Ids;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;

/**
 * Accounts, as their administrators deal with them. The system administrator makes, stops and
 * resumes; the security administrator says what each may do; nobody does either to themselves.
 * Every change leaves a line in {@link AccountHistory}.
 */
@Component
@Transactional
public class Accounts {
  private static final int PAGE = 50;
  private static final String ROWS =
      """
      select a.id, a.username, a.name, a.must_change, a.stopped, a.created_at,
        array(select role from account_role where account_id = a.id order by role) roles,
        array(select s.department || ' ' || s.kind
              from account_seat s join department d on d.code = s.department
              where s.account_id = a.id order by d.position, s.kind) seats,
        array(select enterprise_id from enterprise_member where account_id = a.id) enterprises
      from account a
      """;

  private final JdbcClient db;
  private final Clock clock;
  private final Passwords passwords;
  private final SignIn signIn;
  private final Lockout lockout;
  private final Departments departments;
  private final AccountHistory history;
  private final ApplicationEventPublisher events;

  Accounts(
      JdbcClient db,
      Clock clock,
      Passwords passwords,
      SignIn signIn,
      Lockout lockout,
      Departments departments,
      AccountHistory history,
      ApplicationEventPublisher events) {
    this.db = db;
    this.clock = clock;
    this.passwords = passwords;
    this.signIn = signIn;
    this.lockout = lockout;
    this.departments = departments;
    this.history = history;
    this.events = events;
  }

  /**
   * A new account and the password to hand over; it has to be changed at the first sign-in.
   *
   * @param password shown once, kept nowhere
   */
  public record HandOver(UUID account, String username, String password) {}

  /**
   * Makes an account that may do nothing yet.
   *
   * @param by a system administrator
   * @throws Refusal {@code identity.notSystemAdministrator}, {@code identity.usernameMalformed},
   *     {@code identity.nameMissing}, {@code identity.usernameTaken}
   */
  public HandOver create(Actor by, String username, String name) {
    Administrators.system(by);
    var password = passwords.initial();
    var id = enter(by.accountId(), username, name, passwords.encode(password), true);
    return new HandOver(id, username.strip().toLowerCase(Locale.ROOT), password);
  }

  /**
   * @param hash what is kept of the password
   */
  UUID enter(@Nullable UUID by, String username, String name, String hash, boolean mustChange) {
    var canonical = username.strip().toLowerCase(Locale.ROOT);
    if (!canonical.matches("[a-z0-9][a-z0-9._-]{1,63}")) {
      throw Refusal.invalid("identity.usernameMalformed", "username", username);
    }
    if (name.isBlank() || name.strip().length() > 64) {
      throw Refusal.invalid("identity.nameMissing", "name");
    }
    var id = Ids.next();
    int added =
        db.sql(
                """
                insert into account (id, username, name, password, password_changed_at, must_change,
                                     created_at, created_by)
                values (:id, :username, :name, :password, :now, :mustChange, :now, :by)
                on conflict (username) do nothing
                """)
            .param("id", id)
            .param("username", canonical)
            .param("name", name.strip())
            .param("password", hash)
            .param("now", now())
            .param("mustChange", mustChange)
            .param("by", by)
            .update();
    if (added == 0) {
      throw new Refusal(Refusal.Kind.CONFLICT, "identity.usernameTaken", "username", canonical);
    }
    history.add(by, id, "created", canonical);
    return id;
  }

  /**
   * @throws Refusal {@code identity.noSuchAccount}
   */
  @Transactional(readOnly = true)
  public Account byId(UUID id) {
    return db.sql(ROWS + "where a.id = :id")
        .param("id", id)
        .query(Accounts::account)
        .optional()
        .orElseThrow(() -> Refusal.unknown("identity.noSuchAccount", id));
  }

  /**
   * Accounts by user name.
   *
   * @param search part of the user name or the person's name; empty for all
   * @param department only those with a seat in it; empty for all
   * @param role only those with it; empty for all
   */
  @Transactional(readOnly = true)
  public Page<Account> list(
      String search, String department, String role, @Nullable String cursor) {
    var rows =
        db.sql(
                ROWS
                    + """
                    where a.username > :cursor
                      and (:search = '' or strpos(a.username, lower(:search)) > 0
                           or strpos(a.name, :search) > 0)
                      and (:department = '' or exists (select from account_seat s
                           where s.account_id = a.id and s.department = :department))
                      and (:role = '' or exists (select from account_role r
                           where r.account_id = a.id and r.role = :role))
                    order by a.username limit :limit
                    """)
            .param("cursor", cursor == null ? "" : cursor)
            .param("search", search.strip())
            .param("department", department)
            .param("role", role)
            .param("limit", PAGE + 1)
            .query(Accounts::account)
            .list();
    return rows.size() <= PAGE
        ? new Page<>(rows, null)
        : new Page<>(rows.subList(0, PAGE), rows.get(PAGE - 1).username());
  }

  @Transactional(readOnly = true)
  public boolean none() {
    return db.sql("select not exists (select from account)").query(Boolean.class).single();
  }

  /** Whether too many failed sign-ins keep the person out just now. */
  @Transactional(readOnly = true)
  public boolean locked(Account account) {
    return lockout.locked(account.username());
  }

  /** Whether the password was set by somebody else and has to be changed. */
  @Transactional(readOnly = true)
  public boolean mustChange(UUID account) {
    return db.sql("select must_change from account where id = :id")
        .param("id", account)
        .query(Boolean.class)
        .single();
  }

  /**
   * One's own password.
   *
   * @param address where the request came from; a wrong old password counts as a failed sign-in
   * @return what the session has to remember from now on; every other session ends
   * @throws Refusal {@code identity.wrongOldPassword}, {@code identity.tooManyAttempts}, {@code
   *     identity.passwordUnchanged}, or why the new one is not taken
   */
  public SignedIn changePassword(Actor self, String old, String fresh, String address) {
    try {
      signIn.verify(self.username(), old, address);
    } catch (Refusal refused) {
      throw refused.code().equals("identity.wrongCredentials")
          ? Refusal.invalid("identity.wrongOldPassword", "old")
          : refused.at("old");
    }
    passwords.accept(fresh, self.username(), "fresh");
    if (old.equals(fresh)) {
      throw Refusal.invalid("identity.passwordUnchanged", "fresh");
    }
    var at = setPassword(self.accountId(), passwords.encode(fresh), false);
    history.add(self.accountId(), self.accountId(), "password-changed", "");
    return new SignedIn(self.accountId(), self.username(), at.toInstant());
  }

  private OffsetDateTime setPassword(UUID account, String hash, boolean mustChange) {
    return db.sql(
            """
            update account set password = :hash, must_change = :mustChange,
              password_changed_at = greatest(:now, password_changed_at + interval '1 microsecond')
            where id = :id returning password_changed_at
            """)
        .param("hash", hash)
        .param("mustChange", mustChange)
        .param("now", now())
        .param("id", account)
        .query(OffsetDateTime.class)
        .single();
  }

  /**
   * Somebody forgot the password. Administrators' are reset by the security administrator, all
   * others' by the system administrator: who makes accounts must not be able to become who says
   * what they may do.
   *
   * @throws Refusal {@code identity.notYourself}, {@code identity.notSystemAdministrator}, {@code
   *     identity.notSecurityAdministrator}
   */
  public HandOver resetPassword(Actor by, UUID account) {
    notOneself(by, account);
    var of = byId(account);
    if (of.administrative()) {
      Administrators.security(by);
    } else {
      Administrators.system(by);
    }
    var password = passwords.initial();
    setPassword(account, passwords.encode(password), true);
    lockout.unlock(of.username());
    history.add(by.accountId(), account, "password-reset", "");
    return new HandOver(account, of.username(), password);
  }

  /** Ends the wait after failed sign-ins. */
  public void unlock(Actor by, UUID account) {
    Administrators.system(by);
    lockout.unlock(byId(account).username());
    history.add(by.accountId(), account, "unlocked", "");
  }

  /**
   * The account may no longer sign in; its sessions end with their next request. Its seats count as
   * empty.
   *
   * @param reason kept
   * @throws Refusal {@code identity.notSystemAdministrator}, {@code identity.notYourself}, {@code
   *     identity.reasonMissing}, {@code identity.lastOfItsKind}
   */
  public void stop(Actor by, UUID account, String reason) {
    Administrators.system(by);
    notOneself(by, account);
    if (reason.isBlank()) {
      throw Refusal.invalid("identity.reasonMissing", "reason");
    }
    var of = byId(account);
    keepOne(of, Set.of());
    db.sql("update account set stopped = true where id = :id").param("id", account).update();
    history.add(by.accountId(), account, "stopped", reason.strip());
    taken(account);
  }

  /** The account may sign in again. */
  public void resume(Actor by, UUID account) {
    Administrators.system(by);
    notOneself(by, account);
    db.sql("update account set stopped = false where id = :id").param("id", account).update();
    history.add(by.accountId(), account, "resumed", "");
  }

  /**
   * Says what an account may do.
   *
   * @param by a security administrator, not the person
   * @param roles all of them from now on, see {@link Role}
   * @param seats all of them from now on
   * @throws Refusal {@code identity.notSecurityAdministrator}, {@code identity.notYourself}, {@code
   *     identity.noSuchRole}, {@code identity.rolesClash}, {@code identity.stillMember}, {@code
   *     identity.lastOfItsKind}
   */
  public void assign(Actor by, UUID account, Set<String> roles, Set<Seat> seats) {
    Administrators.security(by);
    notOneself(by, account);
    Role.check(roles, !seats.isEmpty());
    var before = byId(account);
    if (!roles.contains(Role.APPLICANT) && !before.enterprises().isEmpty()) {
      throw Refusal.conflict("identity.stillMember");
    }
    keepOne(before, roles);
    give(account, roles, seats);
    if (!before.roles().equals(roles)) {
      history.add(by.accountId(), account, "roles", String.join(" ", new TreeSet<>(roles)));
    }
    if (!Set.copyOf(before.seats()).equals(seats)) {
      history.add(
          by.accountId(),
          account,
          "seats",
          seats.stream().map(Seat::toString).sorted().collect(Collectors.joining(" ")));
      taken(account);
      var given = new LinkedHashSet<>(seats);
      before.seats().forEach(given::remove);
      if (!given.isEmpty()) {
        events.publishEvent(new SeatsGiven(account, given));
      }
    }
  }

  /** What a person may no longer do, their deputies may not do either. */
  private void taken(UUID account) {
    var accounts =
        new LinkedHashSet<>(
            db.sql(
                    "select distinct deputy from delegation where delegator = :id and ended_at is null")
                .param("id", account)
                .query(UUID.class)
                .list());
    accounts.add(account);
    events.publishEvent(new RightsTaken(accounts));
  }

  void give(UUID account, Set<String> roles, Set<Seat> seats) {
    db.sql("delete from account_role where account_id = :id").param("id", account).update();
    for (var role : roles) {
      db.sql("insert into account_role (account_id, role) values (:id, :role)")
          .param("id", account)
          .param("role", role)
          .update();
    }
    db.sql("delete from account_seat where account_id = :id").param("id", account).update();
    for (var seat : seats) {
      db.sql("insert into account_seat (account_id, department, kind) values (:id, :dept, :kind)")
          .param("id", account)
          .param("dept", departments.byCode(seat.department()).code())
          .param("kind", seat.kind().name())
          .update();
    }
  }

  /** Without a system or security administrator nobody could ever be made one again. */
  private void keepOne(Account of, Set<String> rolesAfter) {
    for (var role : List.of(Role.SYSADMIN, Role.SECADMIN)) {
      if (of.stopped() || !of.roles().contains(role) || rolesAfter.contains(role)) {
        continue;
      }
      // Two who remove each other at once must not both succeed.
      db.sql("select pg_advisory_xact_lock(hashtext('identity.lastOfItsKind'))")
          .query((row, n) -> n)
          .list();
      long others =
          db.sql(
                  """
                  select count(*) from account_role r join account a on a.id = r.account_id
                  where r.role = :role and not a.stopped and a.id <> :id
                  """)
              .param("role", role)
              .param("id", of.id())
              .query(Long.class)
              .single();
      if (others == 0) {
        throw Refusal.conflict("identity.lastOfItsKind", role);
      }
    }
  }

  private static void notOneself(Actor by, UUID account) {
    if (by.accountId().equals(account)) {
      throw Refusal.forbidden("identity.notYourself");
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Account account(ResultSet row, int n) throws SQLException {
    var seats = new LinkedHashSet<Seat>();
    for (var seat : (String[]) row.getArray("seats").getArray()) {
      var parts = seat.split(" ");
      seats.add(new Seat(parts[0], SeatKind.valueOf(parts[1])));
    }
    return new Account(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("name"),
        new LinkedHashSet<>(Arrays.asList((String[]) row.getArray("roles").getArray())),
        List.copyOf(seats),
        Set.of((UUID[]) row.getArray("enterprises").getArray()),
        row.getBoolean("must_change"),
        row.getBoolean("stopped"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
