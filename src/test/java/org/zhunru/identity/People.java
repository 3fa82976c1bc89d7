package org.zhunru.identity;

import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes people for tests, so that tests leave the demonstration's alone. */
@Component
public class People {
  public static final String PASSWORD = "correct horse battery";

  private final Accounts accounts;
  private final Actors actors;
  private final Enterprises enterprises;
  private final Passwords passwords;
  private final JdbcClient db;

  People(
      Accounts accounts,
      Actors actors,
      Enterprises enterprises,
      Passwords passwords,
      JdbcClient db) {
    this.accounts = accounts;
    this.actors = actors;
    this.enterprises = enterprises;
    this.passwords = passwords;
    this.db = db;
  }

  /** A new officer with that seat; password {@link #PASSWORD}. */
  public Actor officer(String department, SeatKind kind) {
    return person(Set.of(), Set.of(new Seat(department, kind)));
  }

  /** A new person with those roles; password {@link #PASSWORD}. */
  public Actor having(String... roles) {
    return person(Set.of(roles), Set.of());
  }

  /** A new applicant of a new enterprise; password {@link #PASSWORD}. */
  public Actor applicantOf(UUID enterprise) {
    var actor = having(Role.APPLICANT);
    enterprises.enter(enterprise, actor.accountId());
    return actors.byId(actor.accountId());
  }

  private Actor person(Set<String> roles, Set<Seat> seats) {
    var name = "t" + UUID.randomUUID().toString().substring(0, 12);
    var id = accounts.enter(null, name, "测" + name.substring(1, 4), hash(), false);
    accounts.give(id, roles, seats);
    return actors.byId(id);
  }

  private volatile String hash = "";

  private String hash() {
    if (hash.isEmpty()) {
      hash = passwords.encode(PASSWORD);
    }
    return hash;
  }

  /** What is kept of a person's password. */
  public String kept(Actor of) {
    return db.sql("select password from account where id = :id")
        .param("id", of.accountId())
        .query(String.class)
        .single();
  }

  public void keep(Actor of, String hash) {
    db.sql("update account set password = :hash where id = :id")
        .param("hash", hash)
        .param("id", of.accountId())
        .update();
  }
}
