package org.zhunru.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;

/** People as they act: with their seats, and the seats they fill for others today. */
@Component
@Transactional(readOnly = true)
public class Actors {

  private final AccountRows accounts;
  private final DelegationRows delegations;
  private final Clock clock;

  Actors(AccountRows accounts, DelegationRows delegations, Clock clock) {
    this.accounts = accounts;
    this.delegations = delegations;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code identity.noSuchAccount}
   */
  public Actor byUsername(String username) {
    return accounts
        .findByUsername(username)
        .orElseThrow(() -> Refusal.unknown("identity.noSuchAccount", username))
        .actor();
  }

  /**
   * @throws Refusal {@code identity.noSuchAccount}
   */
  public Actor byId(UUID id) {
    return accounts
        .findById(id)
        .orElseThrow(() -> Refusal.unknown("identity.noSuchAccount", id))
        .actor();
  }

  /** Name of a person for lists; the id itself if the account is gone. */
  public String nameOf(UUID id) {
    return accounts.findById(id).map(Account::displayName).orElse(id.toString());
  }

  /** Everybody who may act in a seat today, deputies last. */
  public List<Actor> holders(String department, SeatKind kind) {
    var holders = new ArrayList<Actor>();
    accounts.holders(department, kind).forEach(account -> holders.add(account.actor()));
    for (var delegation : delegations.ofSeat(department, kind, today())) {
      accounts
          .findById(delegation.toAccount())
          .filter(Account::isEnabled)
          .map(Account::actor)
          .filter(
              deputy -> holders.stream().noneMatch(h -> h.accountId().equals(deputy.accountId())))
          .ifPresent(holders::add);
    }
    return holders;
  }

  /** Everybody with a seat in a department. */
  public List<Actor> colleagues(String department) {
    var colleagues = new ArrayList<Actor>();
    for (var account : accounts.findAllByOrderByUsername()) {
      if (account.isEnabled()
          && account.seats().stream().anyMatch(seat -> seat.department().equals(department))) {
        colleagues.add(account.actor());
      }
    }
    return colleagues;
  }

  /** The person's own seats and those they fill for others today. */
  public List<Seat> seatsOf(Actor actor) {
    var seats = new LinkedHashSet<>(actor.seats());
    delegations.heldBy(actor.accountId(), today()).forEach(d -> seats.add(d.seat()));
    return List.copyOf(seats);
  }

  /** Whether the person may act in a seat today, in their own right or as a deputy. */
  public boolean mayAct(Actor actor, String department, SeatKind kind) {
    return actor.holds(department, kind) || delegationFor(actor, department, kind).isPresent();
  }

  /**
   * The person as they act in a seat: as themselves, or on behalf of whose seat it is.
   *
   * @param code code of the refusal if the seat is not theirs to fill
   */
  public Actor acting(Actor actor, String department, SeatKind kind, String code) {
    if (actor.holds(department, kind)) {
      return actor;
    }
    return delegationFor(actor, department, kind)
        .map(d -> actor.standingInFor(d.fromAccount(), nameOf(d.fromAccount())))
        .orElseThrow(() -> Refusal.forbidden(code, department, kind));
  }

  private Optional<Delegation> delegationFor(Actor actor, String department, SeatKind kind) {
    return delegations.heldBy(actor.accountId(), today()).stream()
        .filter(delegation -> delegation.seat().equals(new Seat(department, kind)))
        .findFirst();
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
