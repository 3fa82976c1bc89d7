package org.zhunru.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhunru.identity.DelegationsTest.refused;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.common.CreditCode;

@IntegrationTest
class AccountsTest {
  @Autowired Accounts accounts;
  @Autowired Actors actors;
  @Autowired SignIn signIn;
  @Autowired Enterprises enterprises;
  @Autowired ConflictOfInterest conflicts;
  @Autowired AccountHistory history;
  @Autowired DemoPeople demo;
  @Autowired People people;
  @Autowired JdbcClient db;
  Actor system;
  Actor security;

  @BeforeEach
  void administrators() {
    system = people.having(Role.SYSADMIN);
    security = people.having(Role.SECADMIN);
  }

  @Test
  void the_system_administrator_makes_an_account_that_may_do_nothing() {
    var made = accounts.create(system, "New." + UUID.randomUUID().toString().substring(0, 8), "王新");

    var actor = actors.byUsername(made.username());
    assertThat(actor.roles()).isEmpty();
    assertThat(accounts.mustChange(made.account())).isTrue();
    signIn.verify(made.username(), made.password(), "192.0.2.1");
    refused(() -> accounts.create(security, "other", "王"), "identity.notSystemAdministrator");
    refused(() -> accounts.create(system, made.username(), "王"), "identity.usernameTaken");
    refused(() -> accounts.create(system, "Ünknown", "王"), "identity.usernameMalformed");
  }

  @Test
  void the_security_administrator_says_what_it_may_do() {
    var made = accounts.create(system, "n" + UUID.randomUUID().toString().substring(0, 8), "李新");
    var seat = new Seat("tlj", SeatKind.REVIEWER);

    refused(
        () -> accounts.assign(system, made.account(), Set.of(), Set.of(seat)),
        "identity.notSecurityAdministrator");
    accounts.assign(security, made.account(), Set.of(), Set.of(seat));

    assertThat(actors.byId(made.account()).holds("tlj", SeatKind.REVIEWER)).isTrue();
    assertThat(history.of(made.account(), null).rows())
        .extracting(AccountHistory.Entry::act)
        .containsExactly("seats", "created");
  }

  @Test
  void powers_that_watch_each_other_are_never_one_persons() {
    var id = people.having().accountId();
    refusedRoles(id, Set.of(Role.SYSADMIN, Role.SECADMIN));
    refusedRoles(id, Set.of(Role.AUDITOR, Role.SUPERVISOR));
    refusedRoles(id, Set.of(Role.APPLICANT, Role.SUPERVISOR));
    refusedRoles(id, Set.of(Role.POLICY_EDITOR, Role.POLICY_APPROVER));
    refused(
        () ->
            accounts.assign(
                security, id, Set.of(Role.SYSADMIN), Set.of(new Seat("yjj", SeatKind.HEAD))),
        "identity.rolesClash");
    accounts.assign(
        security, id, Set.of(Role.POLICY_EDITOR), Set.of(new Seat("yjj", SeatKind.HANDLER)));
    refused(
        () -> accounts.assign(security, security.accountId(), Set.of(), Set.of()),
        "identity.notYourself");
  }

  private void refusedRoles(UUID id, Set<String> roles) {
    refused(() -> accounts.assign(security, id, roles, Set.of()), "identity.rolesClash");
  }

  @Test
  void who_makes_accounts_cannot_become_who_gives_them_power() {
    var other = people.having(Role.SECADMIN);

    refused(
        () -> accounts.resetPassword(system, other.accountId()),
        "identity.notSecurityAdministrator");
    refused(() -> accounts.resetPassword(system, system.accountId()), "identity.notYourself");
    var handed = accounts.resetPassword(security, other.accountId());

    signIn.verify(handed.username(), handed.password(), "192.0.2.1");
    assertThat(accounts.mustChange(other.accountId())).isTrue();
  }

  @Test
  void history_cannot_be_rewritten() {
    assertThatThrownBy(() -> db.sql("delete from account_history").update())
        .hasMessageContaining("only added to");
    assertThatThrownBy(() -> db.sql("update account_history set act = ''").update())
        .hasMessageContaining("only added to");
  }

  @Test
  void an_officer_with_an_interest_may_not_act() {
    var firm = enterprises.register("示例回避测试有限公司", creditCode());
    var officer = people.officer("yjj", SeatKind.HANDLER);
    assertThat(conflicts.hasInterest(officer, firm.id())).isFalse();

    conflicts.declare(officer, firm.id(), "配偶在该公司任职");

    refused(() -> conflicts.refuse(officer, firm.id()), "identity.conflictOfInterest");
    refused(() -> conflicts.declare(officer, firm.id(), "又一次"), "identity.interestKnown");
    var interest = conflicts.of(officer.accountId()).get(0);
    refused(() -> conflicts.end(officer, interest.id(), "x"), "identity.notSecurityAdministrator");
    conflicts.end(security, interest.id(), "已离职");
    conflicts.refuse(officer, firm.id());

    var applicant = people.applicantOf(firm.id());
    assertThat(applicant.isApplicantOf(firm.id())).isTrue();
    refused(() -> conflicts.refuse(applicant, firm.id()), "identity.conflictOfInterest");
  }

  @Test
  void the_demonstration_has_everybody_once() {
    demo.seed();

    assertThat(demo.all()).hasSize(56).extracting(DemoPeople.Person::name).doesNotHaveDuplicates();
    assertThat(actors.byUsername("demo-lead").isLead()).isTrue();
    assertThat(actors.byUsername("demo-lead2").isLead()).isTrue();
    assertThat(actors.byUsername("demo-lead").roles()).containsExactly("lead");
    assertThat(actors.byUsername("demo-nyj-reviewer").holds("nyj", SeatKind.REVIEWER)).isTrue();
    assertThat(actors.byUsername("demo-secadmin").roles()).containsExactly("secadmin");
    var first = enterprises.of(actors.byUsername("demo-applicant"));
    var second = enterprises.of(actors.byUsername("demo-applicant2"));
    assertThat(first).hasSize(1).doesNotContainAnyElementsOf(second);
    assertThat(second).hasSize(1);
    assertThat(CreditCode.validate(first.get(0).creditCode())).isEmpty();
    signIn.verify("demo-applicant", "demo", "192.0.2.1");
  }

  private static String creditCode() {
    var letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    while (true) {
      var body = new StringBuilder("91230900MA");
      for (int i = 0; i < 6; i++) {
        body.append(letters.charAt((int) (Math.random() * 31)));
      }
      for (var organisation : letters.toCharArray()) {
        for (var check : letters.toCharArray()) {
          var code = body.toString() + organisation + check;
          if (CreditCode.validate(code).isEmpty()) {
            return code;
          }
        }
      }
    }
  }
}
