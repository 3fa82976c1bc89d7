package org.zhunru.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;

/**
 * Who may not act on whose cases: an officer with a declared interest in an enterprise, or who
 * files for it. What counts is the person who acts; a holder in conflict may leave the act to a
 * deputy.
 */
@Component
public class ConflictOfInterest {
  private final JdbcClient db;
  private final Clock clock;
  private final Enterprises enterprises;
  private final AccountHistory history;

  ConflictOfInterest(JdbcClient db, Clock clock, Enterprises enterprises, AccountHistory history) {
    this.db = db;
    this.clock = clock;
    this.enterprises = enterprises;
    this.history = history;
  }

  /**
   * @param nature what the interest is, in the officer's words
   */
  public record Interest(UUID id, Enterprise enterprise, String nature, Instant declaredAt) {}

  /** Whether the person may not act on cases of that enterprise. */
  public boolean hasInterest(Actor actor, UUID enterprise) {
    return actor.isApplicantOf(enterprise)
        || db.sql(
                    """
                    select count(*) from account_interest
                    where account_id = :account and enterprise_id = :enterprise and ended_at is null
                    """)
                .param("account", actor.accountId())
                .param("enterprise", enterprise)
                .query(Long.class)
                .single()
            > 0;
  }

  /** Accounts of everybody who may not act on cases of that enterprise. */
  public Set<UUID> interested(UUID enterprise) {
    return Set.copyOf(
        db.sql(
                """
                select account_id from account_interest
                where enterprise_id = :enterprise and ended_at is null
                union select account_id from enterprise_member where enterprise_id = :enterprise
                """)
            .param("enterprise", enterprise)
            .query(UUID.class)
            .list());
  }

  /**
   * @throws Refusal {@code identity.conflictOfInterest} (argument: the enterprise's name) if the
   *     person may not act on cases of that enterprise
   */
  public void refuse(Actor actor, UUID enterprise) {
    if (hasInterest(actor, enterprise)) {
      throw Refusal.forbidden("identity.conflictOfInterest", enterprises.byId(enterprise).name());
    }
  }

  /** Standing interests of a person, oldest first. */
  public List<Interest> of(UUID account) {
    return db.sql(
            """
            select i.id, e.id, e.name, e.credit_code, i.nature, i.declared_at
            from account_interest i join enterprise e on e.id = i.enterprise_id
            where i.account_id = :account and i.ended_at is null order by i.declared_at
            """)
        .param("account", account)
        .query(
            (row, n) ->
                new Interest(
                    row.getObject(1, UUID.class),
                    new Enterprise(
                        row.getObject(2, UUID.class), row.getString(3), row.getString(4)),
                    row.getString(5),
                    row.getObject(6, OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * An officer declares an interest of their own. It stands until the security administrator ends
   * it.
   *
   * @throws Refusal {@code identity.natureMissing}, {@code identity.interestKnown}
   */
  @Transactional
  public void declare(Actor officer, UUID enterprise, String nature) {
    var words = nature.strip();
    if (words.isEmpty() || words.length() > 500) {
      throw Refusal.invalid("identity.natureMissing", "nature");
    }
    var firm = enterprises.byId(enterprise);
    try {
      db.sql(
              """
              insert into account_interest (id, account_id, enterprise_id, nature, declared_at)
              values (:id, :account, :enterprise, :nature, :at)
              """)
          .param("id", Ids.next())
          .param("account", officer.accountId())
          .param("enterprise", enterprise)
          .param("nature", words)
          .param("at", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    } catch (DuplicateKeyException known) {
      throw Refusal.conflict("identity.interestKnown", firm.name());
    }
    history.add(officer.accountId(), officer.accountId(), "interest-declared", firm.creditCode());
  }

  /**
   * Ends a declared interest.
   *
   * @param by a security administrator, not the officer
   * @param reason why it no longer stands; kept
   * @throws Refusal {@code identity.notSecurityAdministrator}, {@code identity.reasonMissing},
   *     {@code identity.noSuchInterest}
   */
  @Transactional
  public void end(Actor by, UUID interest, String reason) {
    Administrators.security(by);
    if (reason.isBlank()) {
      throw Refusal.invalid("identity.reasonMissing", "reason");
    }
    var account =
        db.sql(
                """
                update account_interest set ended_at = :at, ended_by = :by, end_reason = :reason
                where id = :id and ended_at is null and account_id <> :by returning account_id
                """)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", by.accountId())
            .param("reason", reason.strip())
            .param("id", interest)
            .query(UUID.class)
            .optional()
            .orElseThrow(() -> Refusal.unknown("identity.noSuchInterest"));
    history.add(by.accountId(), account, "interest-ended", interest + " " + reason.strip());
  }
}
