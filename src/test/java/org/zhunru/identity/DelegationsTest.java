package org.zhunru.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhunru.identity.SeatKind.HANDLER;
import static org.zhunru.identity.SeatKind.HEAD;
import static org.zhunru.identity.SeatKind.REVIEWER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;

@IntegrationTest
class DelegationsTest {
  @Autowired Delegations delegations;
  @Autowired Accounts accounts;
  @Autowired Actors actors;
  @Autowired People people;
  @Autowired Clock clock;
  LocalDate today;
  Actor head;
  Actor colleague;
  Actor stranger;

  @BeforeEach
  void two_of_one_department_and_one_of_another() {
    today = LocalDate.now(clock);
    head = people.officer("swj", HEAD);
    colleague = people.officer("swj", HANDLER);
    stranger = people.officer("qxj", HEAD);
  }

  @Test
  void a_deputy_acts_with_both_names_kept() {
    lend(head, colleague);

    var deputy = actors.byId(colleague.accountId());
    var acting = actors.acting(deputy, "swj", HEAD, "x.notYourSeat");

    assertThat(acting.accountId()).isEqualTo(colleague.accountId());
    assertThat(acting.onBehalfOf()).isEqualTo(new OnBehalf(head.accountId(), head.name()));
    assertThat(deputy.roles()).contains("handler", "head");
    assertThat(actors.delegatorFor(deputy, "swj", HEAD, today)).contains(head.accountId());
    assertThat(actors.holders("swj", HEAD))
        .extracting(Actor::accountId)
        .contains(head.accountId(), colleague.accountId());
  }

  @Test
  void in_a_seat_of_ones_own_nobody_is_a_deputy() {
    assertThat(actors.acting(head, "swj", HEAD, "x.notYourSeat").onBehalfOf()).isNull();
    refused(() -> actors.acting(colleague, "swj", HEAD, "x.notYourSeat"), "x.notYourSeat");
  }

  @Test
  void it_counts_from_its_first_day_to_its_last() {
    delegations.grant(
        head, colleague.accountId(), "swj", HEAD, today.plusDays(2), today.plusDays(3), "出差");

    assertThat(now(colleague).holds("swj", HEAD)).isFalse();
    assertThat(actors.delegatorFor(colleague, "swj", HEAD, today.plusDays(1))).isEmpty();
    assertThat(actors.delegatorFor(colleague, "swj", HEAD, today.plusDays(2))).isPresent();
    assertThat(actors.delegatorFor(colleague, "swj", HEAD, today.plusDays(3))).isPresent();
    assertThat(actors.delegatorFor(colleague, "swj", HEAD, today.plusDays(4))).isEmpty();
  }

  @Test
  void a_lent_seat_is_not_lent_on() {
    lend(head, colleague);
    var third = people.officer("swj", REVIEWER);

    refused(() -> lend(now(colleague), third), "identity.notYourSeat");
  }

  @Test
  void it_ends_with_the_holders_own_seat_and_with_the_account() {
    lend(head, colleague);
    var security = people.having(Role.SECADMIN);

    accounts.assign(security, head.accountId(), Set.of(), Set.of(new Seat("swj", REVIEWER)));
    assertThat(now(colleague).holds("swj", HEAD)).isFalse();

    accounts.assign(security, head.accountId(), Set.of(), Set.of(new Seat("swj", HEAD)));
    accounts.stop(people.having(Role.SYSADMIN), head.accountId(), "离职");
    assertThat(now(colleague).holds("swj", HEAD)).isFalse();
  }

  @Test
  void either_of_the_two_and_the_security_administrator_may_end_it() {
    for (var by : Set.of(head, colleague, people.having(Role.SECADMIN))) {
      var lent = lend(head, colleague);
      refused(() -> delegations.end(stranger, lent.id()), "identity.noSuchDelegation");

      delegations.end(by, lent.id());

      assertThat(now(colleague).holds("swj", HEAD)).isFalse();
      refused(() -> delegations.end(by, lent.id()), "identity.noSuchDelegation");
    }
  }

  @Test
  void another_department_only_if_the_security_administrator_allows_it() {
    refused(() -> lend(head, stranger), "identity.deputyOutside");
    var security = people.having(Role.SECADMIN);

    delegations.allow(security, stranger.accountId(), "swj", "人手不足");
    lend(head, stranger);
    assertThat(now(stranger).holds("swj", HEAD)).isTrue();

    delegations.disallow(security, stranger.accountId(), "swj");
    assertThat(now(stranger).holds("swj", HEAD)).isFalse();
  }

  @Test
  void periods_and_persons_must_make_sense() {
    UUID to = colleague.accountId();
    refused(() -> grant(to, today.minusDays(1), today), "identity.periodPast");
    refused(() -> grant(to, today.plusDays(1), today), "identity.periodReversed");
    refused(() -> grant(to, today, today.plusDays(366)), "identity.periodTooLong");
    refused(() -> grant(to, today.plusDays(367), today.plusDays(367)), "identity.periodFar");
    refused(() -> grant(to, LocalDate.MAX, LocalDate.MAX), "identity.periodFar");
    refused(() -> grant(head.accountId(), today, today), "identity.noSuchDeputy");
    refused(() -> grant(UUID.randomUUID(), today, today), "identity.noSuchDeputy");
    refused(
        () -> grant(people.having(Role.APPLICANT).accountId(), today, today),
        "identity.noSuchDeputy");
    refused(
        () -> grant(people.officer("swj", HEAD).accountId(), today, today),
        "identity.deputyHoldsSeat");
    refused(
        () -> delegations.grant(head, to, "swj", HEAD, today, today, " "),
        "identity.reasonMissing");
    grant(to, today, today.plusDays(5));
    refused(() -> grant(to, today.plusDays(5), today.plusDays(9)), "identity.delegationOverlaps");
    grant(to, today.plusDays(6), today.plusDays(9));
  }

  private Delegation grant(UUID to, LocalDate from, LocalDate until) {
    return delegations.grant(head, to, "swj", HEAD, from, until, "休假");
  }

  private Delegation lend(Actor from, Actor to) {
    return delegations.grant(from, to.accountId(), "swj", HEAD, today, today.plusDays(3), "外出学习");
  }

  private Actor now(Actor of) {
    return actors.byId(of.accountId());
  }

  static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
