package org.zhunru.inbox;

import static org.zhunru.inbox.WorkRows.utc;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.identity.RightsTaken;
import org.zhunru.identity.SeatKind;

/**
 * Whoever can no longer do what they have taken on does not keep it from those who can: it is
 * everybody's again, and the work says so.
 */
@Component
@Transactional
class LostClaims {
  private static final Logger log = LoggerFactory.getLogger(LostClaims.class);

  private final JdbcClient db;
  private final WorkRows rows;
  private final CaseLock cases;
  private final Clock clock;

  LostClaims(JdbcClient db, WorkRows rows, CaseLock cases, Clock clock) {
    this.db = db;
    this.rows = rows;
    this.cases = cases;
    this.clock = clock;
  }

  private record Held(UUID account, Addressee to) {}

  private record Lost(UUID item, UUID caseId, UUID account) {}

  @EventListener
  void on(RightsTaken taken) {
    release(taken.accounts());
  }

  /**
   * What no act ends: a loan whose last day is over, and what was taken on at the very moment the
   * seat was lost.
   */
  @Scheduled(cron = "0 1/10 * * * *", zone = "Asia/Shanghai")
  void sweep() {
    release(
        db.sql(
                """
                select distinct claimed_by from work_item
                where done_at is null and claimed_by is not null
                """)
            .query(UUID.class)
            .list());
  }

  private void release(Collection<UUID> accounts) {
    var lost =
        accounts.stream()
            .flatMap(account -> held(account).stream())
            .filter(held -> !rows.can(held.account(), held.to()))
            .flatMap(held -> work(held).stream())
            .toList();
    // Of several cases the locks are taken in one order by everybody.
    lost.stream().map(Lost::caseId).distinct().sorted().forEach(cases::lock);
    lost.forEach(this::release);
    if (!lost.isEmpty()) {
      log.info("Released {} claims of who can no longer do the work", lost.size());
    }
  }

  private List<Held> held(UUID account) {
    return db.sql(
            """
            select distinct department, seat, enterprise_id, account_id from work_item
            where done_at is null and claimed_by = :account
            """)
        .param("account", account)
        .query(
            (row, n) -> {
              var seat = row.getString("seat");
              return new Held(
                  account,
                  new Addressee(
                      row.getString("department"),
                      seat == null ? null : SeatKind.valueOf(seat),
                      row.getObject("enterprise_id", UUID.class),
                      row.getObject("account_id", UUID.class)));
            })
        .list();
  }

  private List<Lost> work(Held held) {
    var to = held.to();
    return db.sql(
            """
            select id, case_id from work_item
            where done_at is null and claimed_by = :account
              and department is not distinct from cast(:department as text)
              and seat is not distinct from cast(:seat as text)
              and enterprise_id is not distinct from cast(:enterprise as uuid)
              and account_id is not distinct from cast(:person as uuid)
            """)
        .param("account", held.account())
        .param("department", to.department())
        .param("seat", to.seat() == null ? null : to.seat().name())
        .param("enterprise", to.enterprise())
        .param("person", to.account())
        .query(
            (row, n) ->
                new Lost(
                    row.getObject("id", UUID.class),
                    row.getObject("case_id", UUID.class),
                    held.account()))
        .list();
  }

  private void release(Lost lost) {
    db.sql(
            """
            with had as (
              select id, claimed_by, claimed_by_name, claimed_for_name from work_item
              where id = :id and done_at is null and claimed_by = :account),
            freed as (
              update work_item w set claimed_by = null, claimed_by_name = null,
                claimed_for_name = null, claimed_at = null
              from had where w.id = had.id)
            insert into work_item_note
              (item_id, no, at, by_id, by_name, for_name, act, to_id, to_name, reason)
            select had.id, (select coalesce(max(no), 0) + 1 from work_item_note where item_id = had.id),
              :now, had.claimed_by, had.claimed_by_name, had.claimed_for_name, 'RELEASED', null, null,
              :reason
            from had
            """)
        .param("id", lost.item())
        .param("account", lost.account())
        .param("now", utc(clock.instant()))
        .param("reason", Note.SEAT_LOST)
        .update();
  }
}
