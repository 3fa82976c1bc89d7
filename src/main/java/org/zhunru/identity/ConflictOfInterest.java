package org.zhunru.identity;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;

/**
 * 回避: nobody acts for the state in a matter of an enterprise they belong to or have an interest in.
 */
@Component
@Transactional(readOnly = true)
public class ConflictOfInterest {

  private final JdbcClient jdbc;

  ConflictOfInterest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the person, or whom they stand in for, belongs to or declared an interest in it. */
  public boolean hasInterest(Actor actor, UUID enterprise) {
    return actor.isApplicantOf(enterprise)
        || declared(actor.accountId(), enterprise)
        || actor.principal() != null && declared(actor.principal(), enterprise);
  }

  private boolean declared(UUID account, UUID enterprise) {
    return jdbc.sql(
            """
            select exists (select 1 from account_interest
                           where account_id = :account and enterprise_id = :enterprise)
                or exists (select 1 from enterprise_member
                           where account_id = :account and enterprise_id = :enterprise)
            """)
        .param("account", account)
        .param("enterprise", enterprise)
        .query(Boolean.class)
        .single();
  }

  /**
   * @throws Refusal {@code identity.conflictOfInterest}
   */
  public void refuse(Actor actor, UUID enterprise) {
    if (hasInterest(actor, enterprise)) {
      throw Refusal.forbidden("identity.conflictOfInterest");
    }
  }

  /** Declares an interest; it holds until the security administrator takes it out. */
  @Transactional
  public void declare(UUID account, UUID enterprise, String reason) {
    if (reason.isBlank()) {
      throw Refusal.invalid("identity.reasonMissing", "reason");
    }
    jdbc.sql(
            """
            insert into account_interest (account_id, enterprise_id, reason)
            values (:account, :enterprise, :reason)
            on conflict (account_id, enterprise_id) do update set reason = excluded.reason
            """)
        .param("account", account)
        .param("enterprise", enterprise)
        .param("reason", reason)
        .update();
  }
}
