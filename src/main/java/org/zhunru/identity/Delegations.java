package org.zhunru.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;

/**
 * Deputies. A holder lends their own seat, for a period, to a person of the same department, or of
 * another if the security administrator has allowed it. What a deputy does is recorded with both
 * names. A lent seat cannot be lent on; it ends with the holder's own.
 */
@Component
@Transactional
public class Delegations {
  /** A longer absence is a matter for the security administrator, who fills the seat anew. */
  static final int LONGEST_DAYS = 366;

  private static final String ROWS =
      """
      select g.id, g.delegator, h.name, g.deputy, p.name, g.department, g.kind, g.from_date,
             g.to_date, g.reason, g.ended_at
      from delegation g join account h on h.id = g.delegator join account p on p.id = g.deputy
      """;

  private final JdbcClient db;
  private final Clock clock;
  private final AccountHistory history;
  private final ApplicationEventPublisher events;

  Delegations(
      JdbcClient db, Clock clock, AccountHistory history, ApplicationEventPublisher events) {
    this.db = db;
    this.clock = clock;
    this.history = history;
    this.events = events;
  }

  /**
   * Lends a seat.
   *
   * @param from the holder of the seat
   * @param to account of the deputy
   * @param fromDate first day, today or later
   * @param toDate last day, not before the first
   * @param reason kept with the delegation
   * @throws Refusal {@code identity.notYourSeat}, {@code identity.noSuchDeputy}, {@code
   *     identity.deputyOutside}, {@code identity.deputyHoldsSeat}, {@code identity.periodReversed},
   *     {@code identity.periodPast}, {@code identity.periodFar}, {@code identity.periodTooLong},
   *     {@code identity.reasonMissing}, {@code identity.delegationOverlaps}
   */
  public Delegation grant(
      Actor from,
      UUID to,
      String department,
      SeatKind kind,
      LocalDate fromDate,
      LocalDate toDate,
      String reason) {
    var seat = new Seat(department, kind);
    if (!holds(from.accountId(), seat)) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN, "identity.notYourSeat", "seat", department, kind.code());
    }
    if (!isOfficer(to) || from.accountId().equals(to)) {
      throw Refusal.invalid("identity.noSuchDeputy", "deputy");
    }
    if (holds(to, seat)) {
      throw Refusal.invalid("identity.deputyHoldsSeat", "deputy");
    }
    if (!mayStandIn(to, department)) {
      throw Refusal.invalid("identity.deputyOutside", "deputy");
    }
    if (fromDate.isBefore(today())) {
      throw Refusal.invalid("identity.periodPast", "fromDate", today());
    }
    if (fromDate.isAfter(today().plusDays(LONGEST_DAYS))) {
      throw Refusal.invalid("identity.periodFar", "fromDate", LONGEST_DAYS);
    }
    if (toDate.isBefore(fromDate)) {
      throw Refusal.invalid("identity.periodReversed", "toDate", fromDate);
    }
    if (toDate.isAfter(fromDate.plusDays(LONGEST_DAYS - 1L))) {
      throw Refusal.invalid("identity.periodTooLong", "toDate", LONGEST_DAYS);
    }
    if (reason.isBlank() || reason.strip().length() > 500) {
      throw Refusal.invalid("identity.reasonMissing", "reason");
    }
    lock(from.accountId());
    overlapping(from.accountId(), seat, fromDate, toDate)
        .ifPresent(
            other -> {
              throw new Refusal(
                  Refusal.Kind.CONFLICT,
                  "identity.delegationOverlaps",
                  "fromDate",
                  other.deputyName(),
                  other.fromDate(),
                  other.toDate());
            });
    var id = Ids.next();
    db.sql(
            """
            insert into delegation
              (id, delegator, deputy, department, kind, from_date, to_date, reason, granted_at)
            values (:id, :from, :to, :department, :kind, :fromDate, :toDate, :reason, :now)
            """)
        .param("id", id)
        .param("from", from.accountId())
        .param("to", to)
        .param("department", department)
        .param("kind", kind.name())
        .param("fromDate", fromDate)
        .param("toDate", toDate)
        .param("reason", reason.strip())
        .param("now", now())
        .update();
    history.add(from.accountId(), to, "seat-lent", seat + " " + fromDate + "/" + toDate);
    return byId(id);
  }

  /**
   * Ends a delegation before its time.
   *
   * @param by the holder, the deputy, or a security administrator
   * @throws Refusal {@code identity.noSuchDelegation}, also if it has ended already
   */
  public void end(Actor by, UUID delegation) {
    var deputy =
        db.sql(
                """
                update delegation set ended_at = :now, ended_by = :by
                where id = :id and ended_at is null and to_date >= :today
                  and (:security or :by in (delegator, deputy))
                returning deputy
                """)
            .param("now", now())
            .param("by", by.accountId())
            .param("id", delegation)
            .param("today", today())
            .param("security", by.hasRole(Role.SECADMIN))
            .query(UUID.class)
            .optional()
            .orElseThrow(() -> Refusal.unknown("identity.noSuchDelegation"));
    history.add(by.accountId(), deputy, "seat-returned", byId(delegation).seat().toString());
    events.publishEvent(new RightsTaken(Set.of(deputy)));
  }

  /** Seats a person has lent, newest first. */
  @Transactional(readOnly = true)
  public List<Delegation> grantedBy(Actor actor) {
    return db.sql(ROWS + "where g.delegator = :id order by g.granted_at desc limit 100")
        .param("id", actor.accountId())
        .query(Delegations::delegation)
        .list();
  }

  /** Seats lent to a person, newest first. */
  @Transactional(readOnly = true)
  public List<Delegation> grantedTo(Actor actor) {
    return db.sql(ROWS + "where g.deputy = :id order by g.granted_at desc limit 100")
        .param("id", actor.accountId())
        .query(Delegations::delegation)
        .list();
  }

  /** The person's own seats: those that can be lent. */
  @Transactional(readOnly = true)
  public List<Seat> lendable(Actor actor) {
    return actor.seats().stream().filter(seat -> holds(actor.accountId(), seat)).toList();
  }

  /**
   * Who may stand in for a seat of a department: everybody with a seat in it, and whom the security
   * administrator has allowed; without accounts that have been stopped.
   */
  @Transactional(readOnly = true)
  public List<UUID> candidates(String department) {
    return db.sql(
            """
            select a.id from account a
            where not a.stopped
              and (exists (select from account_seat s
                           where s.account_id = a.id and s.department = :department)
                   or exists (select from delegation_allowance l
                              where l.deputy = a.id and l.department = :department))
            order by a.username
            """)
        .param("department", department)
        .query(UUID.class)
        .list();
  }

  /**
   * Lets a person of another department stand in for seats of this one.
   *
   * @param by a security administrator
   * @throws Refusal {@code identity.notSecurityAdministrator}, {@code identity.noSuchDeputy},
   *     {@code identity.reasonMissing}
   */
  public void allow(Actor by, UUID deputy, String department, String reason) {
    Administrators.security(by);
    if (!isOfficer(deputy)) {
      throw Refusal.invalid("identity.noSuchDeputy", "deputy");
    }
    if (reason.isBlank() || reason.strip().length() > 500) {
      throw Refusal.invalid("identity.reasonMissing", "reason");
    }
    db.sql(
            """
            insert into delegation_allowance (deputy, department, reason, allowed_by, allowed_at)
            values (:deputy, :department, :reason, :by, :now)
            on conflict (deputy, department) do update
              set reason = excluded.reason, allowed_by = excluded.allowed_by,
                  allowed_at = excluded.allowed_at
            """)
        .param("deputy", deputy)
        .param("department", department)
        .param("reason", reason.strip())
        .param("by", by.accountId())
        .param("now", now())
        .update();
    history.add(by.accountId(), deputy, "stand-in-allowed", department + " " + reason.strip());
  }

  /** Takes that back; what has been granted under it ends today. */
  public void disallow(Actor by, UUID deputy, String department) {
    Administrators.security(by);
    db.sql("delete from delegation_allowance where deputy = :deputy and department = :department")
        .param("deputy", deputy)
        .param("department", department)
        .update();
    db.sql(
            """
            update delegation g set ended_at = :now, ended_by = :by
            where deputy = :deputy and department = :department and ended_at is null
              and not exists (select from account_seat s
                              where s.account_id = :deputy and s.department = :department)
            """)
        .param("now", now())
        .param("by", by.accountId())
        .param("deputy", deputy)
        .param("department", department)
        .update();
    history.add(by.accountId(), deputy, "stand-in-disallowed", department);
    events.publishEvent(new RightsTaken(Set.of(deputy)));
  }

  /** Codes of departments in which the person is allowed to stand in. */
  @Transactional(readOnly = true)
  public List<String> allowances(UUID deputy) {
    return db.sql("select department from delegation_allowance where deputy = :id order by 1")
        .param("id", deputy)
        .query(String.class)
        .list();
  }

  private Delegation byId(UUID id) {
    return db.sql(ROWS + "where g.id = :id")
        .param("id", id)
        .query(Delegations::delegation)
        .single();
  }

  private java.util.Optional<Delegation> overlapping(
      UUID from, Seat seat, LocalDate first, LocalDate last) {
    return db.sql(
            ROWS
                + """
                where g.delegator = :from and g.department = :department and g.kind = :kind
                  and g.ended_at is null and g.from_date <= :last and g.to_date >= :first limit 1
                """)
        .param("from", from)
        .param("department", seat.department())
        .param("kind", seat.kind().name())
        .param("first", first)
        .param("last", last)
        .query(Delegations::delegation)
        .optional();
  }

  private boolean holds(UUID account, Seat seat) {
    return db.sql(
            """
            select exists (select from account_seat
              where account_id = :account and department = :department and kind = :kind)
            """)
        .param("account", account)
        .param("department", seat.department())
        .param("kind", seat.kind().name())
        .query(Boolean.class)
        .single();
  }

  private boolean mayStandIn(UUID account, String department) {
    return candidates(department).contains(account);
  }

  private boolean isOfficer(UUID account) {
    return db.sql(
            """
            select exists (select from account_seat s join account a on a.id = s.account_id
              where a.id = :account and not a.stopped)
            """)
        .param("account", account)
        .query(Boolean.class)
        .single();
  }

  private void lock(UUID account) {
    db.sql("select id from account where id = :id for update")
        .param("id", account)
        .query(UUID.class)
        .single();
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Delegation delegation(ResultSet row, int n) throws SQLException {
    var ended = row.getObject(11, OffsetDateTime.class);
    return new Delegation(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getString(3),
        row.getObject(4, UUID.class),
        row.getString(5),
        new Seat(row.getString(6), SeatKind.valueOf(row.getString(7))),
        row.getObject(8, LocalDate.class),
        row.getObject(9, LocalDate.class),
        row.getString(10),
        ended == null ? null : ended.toInstant());
  }
}
