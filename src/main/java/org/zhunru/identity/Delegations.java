package org.zhunru.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;

/** Grants and ends deputies. */
@Component
@Transactional
public class Delegations {

  private final DelegationRows rows;
  private final AccountRows accounts;
  private final Clock clock;

  Delegations(DelegationRows rows, AccountRows accounts, Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Hands one's own seat to a colleague of the same department for a period.
   *
   * @param fromDate first day, included; not in the past
   * @param toDate last day, included
   * @throws Refusal naming what is wrong with seat, colleague, dates or reason
   */
  public Delegation grant(
      Actor from,
      UUID to,
      String department,
      SeatKind kind,
      LocalDate fromDate,
      LocalDate toDate,
      String reason) {
    if (!from.holds(department, kind)) {
      throw Refusal.forbidden("identity.notYourSeat", department, kind);
    }
    var deputy =
        accounts
            .findById(to)
            .filter(Account::isEnabled)
            .filter(a -> a.seats().stream().anyMatch(s -> s.department().equals(department)))
            .filter(a -> !a.id().equals(from.accountId()))
            .orElseThrow(() -> Refusal.invalid("identity.notAColleague", "to"));
    if (fromDate.isBefore(LocalDate.now(clock))) {
      throw Refusal.invalid("identity.fromInThePast", "fromDate", fromDate);
    }
    if (toDate.isBefore(fromDate)) {
      throw Refusal.invalid("identity.datesReversed", "toDate", fromDate, toDate);
    }
    if (reason.isBlank()) {
      throw Refusal.invalid("identity.reasonMissing", "reason");
    }
    return rows.save(
        new Delegation(
            from.accountId(),
            deputy.id(),
            new Seat(department, kind),
            fromDate,
            toDate,
            reason.strip(),
            clock.instant()));
  }

  /** Ends a delegation one has granted. */
  public void end(Actor by, UUID id) {
    rows.findById(id)
        .filter(delegation -> delegation.fromAccount().equals(by.accountId()))
        .orElseThrow(() -> Refusal.unknown("identity.noSuchDelegation", id))
        .end(clock.instant());
  }

  /** What a person has granted, newest first. */
  @Transactional(readOnly = true)
  public List<Delegation> grantedBy(Actor actor) {
    return rows.findByFromAccountOrderByGrantedAtDesc(actor.accountId());
  }

  /** What a person was granted, newest first. */
  @Transactional(readOnly = true)
  public List<Delegation> grantedTo(Actor actor) {
    return rows.findByToAccountOrderByGrantedAtDesc(actor.accountId());
  }
}
