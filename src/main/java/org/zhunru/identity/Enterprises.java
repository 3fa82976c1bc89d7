package org.zhunru.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.CreditCode;
import org.zhunru.common.Ids;
import org.zhunru.common.InTransaction;
import org.zhunru.common.Refusal;

/** The firms that file projects, and who files for them. */
@Component
public class Enterprises {
  private static final String ROWS = "select id, name, credit_code from enterprise ";

  private final JdbcClient db;
  private final Clock clock;
  private final AccountHistory history;
  private final ApplicationEventPublisher events;
  private final InTransaction<UUID, Enterprise> byId = new InTransaction<>(this::read);

  Enterprises(
      JdbcClient db, Clock clock, AccountHistory history, ApplicationEventPublisher events) {
    this.db = db;
    this.clock = clock;
    this.history = history;
    this.events = events;
  }

  /**
   * @throws Refusal {@code identity.noSuchEnterprise}
   */
  public Enterprise byId(UUID id) {
    return byId.get(id);
  }

  private Enterprise read(UUID id) {
    return db.sql(ROWS + "where id = :id")
        .param("id", id)
        .query(Enterprise.class)
        .optional()
        .orElseThrow(() -> Refusal.unknown("identity.noSuchEnterprise", id));
  }

  /**
   * @param creditCode as typed
   * @throws Refusal if it is no credit code (see {@link CreditCode})
   */
  public Optional<Enterprise> byCreditCode(String creditCode) {
    return db.sql(ROWS + "where credit_code = :code")
        .param("code", CreditCode.parse(creditCode).value())
        .query(Enterprise.class)
        .optional();
  }

  /** All of them, by name. */
  public List<Enterprise> all() {
    return db.sql(ROWS + "order by name").query(Enterprise.class).list();
  }

  /** Those the person files for, by name. */
  public List<Enterprise> of(Actor actor) {
    return db.sql(
            ROWS
                + "join enterprise_member m on m.enterprise_id = enterprise.id"
                + " where m.account_id = :account order by name")
        .param("account", actor.accountId())
        .query(Enterprise.class)
        .list();
  }

  /**
   * Enters a firm.
   *
   * @param creditCode as typed
   * @throws Refusal {@code identity.nameMissing}, {@code identity.enterpriseKnown}, or what is
   *     wrong with the credit code
   */
  @Transactional
  public Enterprise register(String name, String creditCode) {
    var trimmed = name.strip();
    if (trimmed.isEmpty() || trimmed.length() > 200) {
      throw Refusal.invalid("identity.nameMissing", "name");
    }
    CreditCode.validate(creditCode)
        .ifPresent(
            wrong -> {
              throw wrong.at("creditCode");
            });
    var enterprise = new Enterprise(Ids.next(), trimmed, CreditCode.parse(creditCode).value());
    int added =
        db.sql(
                """
                insert into enterprise (id, name, credit_code, registered_at)
                values (:id, :name, :code, :at) on conflict (credit_code) do nothing
                """)
            .param("id", enterprise.id())
            .param("name", enterprise.name())
            .param("code", enterprise.creditCode())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    if (added == 0) {
      throw Refusal.conflict("identity.enterpriseKnown", enterprise.creditCode());
    }
    return enterprise;
  }

  /** Who files for it, by user name; accounts that have been stopped are left out. */
  public List<UUID> members(UUID enterprise) {
    return db.sql(
            """
            select a.id from enterprise_member m join account a on a.id = m.account_id
            where m.enterprise_id = :enterprise and not a.stopped order by a.username
            """)
        .param("enterprise", enterprise)
        .query(UUID.class)
        .list();
  }

  /**
   * Lets an account file for a firm.
   *
   * @param by a security administrator
   * @throws Refusal {@code identity.notSecurityAdministrator}, {@code identity.notAnApplicant},
   *     {@code identity.memberAlready}
   */
  @Transactional
  public void addMember(Actor by, UUID enterprise, UUID account) {
    Administrators.security(by);
    if (!isApplicant(account)) {
      throw Refusal.conflict("identity.notAnApplicant");
    }
    enter(enterprise, account);
    history.add(by.accountId(), account, "member-added", byId(enterprise).creditCode());
  }

  /** Takes that right away again. */
  @Transactional
  public void removeMember(Actor by, UUID enterprise, UUID account) {
    Administrators.security(by);
    db.sql(
            "delete from enterprise_member where enterprise_id = :enterprise and account_id = :account")
        .param("enterprise", enterprise)
        .param("account", account)
        .update();
    history.add(by.accountId(), account, "member-removed", byId(enterprise).creditCode());
    events.publishEvent(new RightsTaken(Set.of(account)));
  }

  void enter(UUID enterprise, UUID account) {
    try {
      db.sql(
              "insert into enterprise_member (enterprise_id, account_id) values (:enterprise, :account)")
          .param("enterprise", enterprise)
          .param("account", account)
          .update();
    } catch (DuplicateKeyException already) {
      throw Refusal.conflict("identity.memberAlready");
    }
  }

  private boolean isApplicant(UUID account) {
    return db.sql("select count(*) from account_role where account_id = :a and role = 'applicant'")
            .param("a", account)
            .query(Long.class)
            .single()
        > 0;
  }
}
