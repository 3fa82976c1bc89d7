package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notice;
import org.zhunru.notices.NoticeWords;
import org.zhunru.notices.Notices;
import org.zhunru.notices.Retention;
import org.zhunru.notices.Rules;

/** Who is told of what happens to a case: each person once, in the transaction of what happened. */
@IntegrationTest
class NoticesTest {
  @Autowired City city;
  @Autowired Notices notices;
  @Autowired NoticeWords words;
  @Autowired Rules rules;
  @Autowired org.zhunru.web.Words said;
  @Autowired Retention retention;
  @Autowired Clock clock;
  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;

  @Test
  void a_case_tells_each_what_concerns_them_and_nobody_of_their_own_act() {
    var id = city.inReview("yjj", "sthj");
    assertThat(told(city.applicant(), id)).containsExactly("ACCEPTED lhsp");
    assertThat(told(city.lead(), id)).containsExactly("WORK ACCEPT");
    assertThat(told(city.seat("yjj", SeatKind.HANDLER), id)).containsExactly("WORK DRAFT");
    assertThat(told(city.seat("yjj", SeatKind.HEAD), id)).isEmpty();
    assertThat(told(city.seat("qxj", SeatKind.HANDLER), id)).isEmpty();

    city.veto(id, "yjj");
    assertThat(told(city.applicant(), id)).containsExactly("ACCEPTED lhsp", "VETOED yjj");
    assertThat(told(city.seat("yjj", SeatKind.HEAD), id)).containsExactly("WORK SIGN");
    city.agree(id, "sthj");
    city.decide(id, DecisionOutcome.REFUSED);
    assertThat(told(city.applicant(), id))
        .containsExactly("ACCEPTED lhsp", "VETOED yjj", "DECIDED lhsp");
    assertThat(told(city.seat("sthj", SeatKind.HANDLER), id)).contains("DECIDED lhsp");
    assertThat(told(city.lead(), id)).doesNotContain("DECIDED lhsp");
  }

  @Test
  void work_that_somebody_has_done_is_no_longer_unread_for_the_others() {
    var id = city.inReview("yjj");
    var handler = city.seat("yjj", SeatKind.HANDLER);
    assertThat(mine(handler, id)).hasSize(1).noneMatch(Notice::read);
    city.agree(id, "yjj");
    assertThat(mine(handler, id)).hasSize(1).allMatch(Notice::read);
    assertThat(mine(city.seat("yjj", SeatKind.HEAD), id)).hasSize(1).allMatch(Notice::read);
  }

  @Test
  void of_a_case_that_there_is_no_more_the_list_says_nothing_but_that_something_was() {
    var reader = city.seat("swj", SeatKind.REVIEWER);
    var id = java.util.UUID.randomUUID();
    db.sql(
            """
            insert into notice (id, account_id, about, kind, case_id, at, read_at)
            values (:id, :me, 'test', 'VETOED', :id, now(), now())
            """)
        .param("id", id)
        .param("me", reader.accountId())
        .update();
    assertThat(notices.of(reader, null).rows())
        .filteredOn(n -> n.id().equals(id))
        .singleElement()
        .matches(n -> !n.visible() && n.details().isEmpty());
  }

  @Test
  void what_the_table_names_happens() {
    for (var rule : rules.all()) {
      if (!java.util.Set.of("work.opened", "seat.given", "channel.failing").contains(rule.act())) {
        assertThat(said.has("act." + rule.act())).as(rule.act()).isTrue();
      }
    }
  }

  @Test
  void what_is_rolled_back_was_told_to_nobody() {
    var id = city.submitted("yjj");
    transaction.executeWithoutResult(
        status -> {
          city.acceptance.accept(city.lead(), id, "");
          assertThat(told(city.applicant(), id)).containsExactly("ACCEPTED lhsp");
          status.setRollbackOnly();
        });
    assertThat(told(city.applicant(), id)).isEmpty();
  }

  @Test
  void every_kind_has_words_in_both_languages_and_reaches_somebody() {
    for (var kind : Kind.values()) {
      assertThat(rules.all()).as(kind.name()).anyMatch(r -> r.kind() == kind);
      assertThat(said.has("notice.kind." + kind)).as(kind.name()).isTrue();
      var notice =
          new Notice(
              java.util.UUID.randomUUID(),
              kind,
              null,
              "",
              "",
              java.util.Map.of(
                  "work",
                  "SIGN",
                  "term",
                  "REVIEW",
                  "department",
                  "yjj",
                  "due",
                  "2026-10-10",
                  "seat",
                  "head"),
              java.time.Instant.EPOCH,
              false,
              true);
      assertThat(words.line(notice, Locale.CHINESE)).containsPattern("\\p{IsHan}{2}");
      assertThat(words.line(notice, Locale.ENGLISH)).matches("[A-Z].*").doesNotContain("notice.");
      var mail = rules.all().stream().filter(r -> r.kind() == kind).map(Rules.Rule::mail);
      assertThat(mail.distinct().count()).as(kind.name()).isEqualTo(1);
    }
  }

  @Test
  void who_may_no_longer_see_a_case_reads_only_that_there_was_one() {
    var id = city.inReview("yjj");
    var handler = city.seat("yjj", SeatKind.HANDLER);
    assertThat(mine(handler, id).get(0).number()).isEqualTo(city.of(id).number());
    var left =
        new Actor(
            handler.accountId(),
            handler.username(),
            handler.name(),
            java.util.Set.of(),
            List.of(),
            java.util.Set.of(),
            java.util.Set.of(),
            null);
    var notice = mine(left, id).get(0);
    assertThat(notice.visible()).isFalse();
    assertThat(notice.number() + notice.project() + notice.href()).isEmpty();
    assertThat(words.line(notice, Locale.CHINESE)).isEqualTo("您已无权查看的办件有过变化");
  }

  @Test
  void pages_follow_one_another_without_gap_and_reading_one_leaves_the_others() {
    var me = city.seat("qxj", SeatKind.REVIEWER);
    db.sql(
            """
            insert into notice (id, account_id, about, kind, at)
            select gen_random_uuid(), :me, 'page:' || n, 'DECIDED', timestamptz '2020-01-01' + (n / 2) * interval '1 s'
            from generate_series(1, 90) n
            """)
        .param("me", me.accountId())
        .update();
    var first = notices.of(me, null);
    var second = notices.of(me, first.next());
    var third = notices.of(me, second.next());
    var all = new java.util.HashSet<java.util.UUID>();
    for (var page : List.of(first, second, third)) {
      page.rows().forEach(n -> all.add(n.id()));
    }
    assertThat(all.size())
        .isEqualTo(first.rows().size() + second.rows().size() + third.rows().size())
        .isGreaterThanOrEqualTo(90);
    int unread = notices.unread(me.accountId());
    // The last page is of the ninety above; the first may hold what another test has read.
    var oldest = third.rows().get(third.rows().size() - 1).id();
    notices.read(me, oldest);
    notices.read(me, oldest);
    assertThat(notices.unread(me.accountId())).isEqualTo(unread - 1);
  }

  @Test
  void what_was_read_goes_after_ninety_days_and_everything_after_a_year() {
    var me = city.seat("qxj", SeatKind.HEAD).accountId();
    for (var row : new String[] {"unread,365", "unread,366", "read,90", "read,91"}) {
      db.sql(
              """
              insert into notice (id, account_id, about, kind, at, read_at)
              values (gen_random_uuid(), :me, :about, 'DECIDED', now() - cast(:age as interval),
                case when :about like 'read%' then now() end)
              """)
          .param("me", me)
          .param("about", row)
          .param("age", row.split(",")[1] + " days")
          .update();
    }
    retention.forget(clock.instant().minusSeconds(600));
    assertThat(
            db.sql(
                    "select about from notice where account_id = :me and about like '%,%' order by 1")
                .param("me", me)
                .query(String.class)
                .list())
        .containsExactly("read,90", "unread,365");
  }

  private List<Notice> mine(Actor actor, CaseId id) {
    return notices.of(actor, null).rows().stream().filter(n -> id.equals(n.caseId())).toList();
  }

  private List<String> told(Actor actor, CaseId id) {
    return db.sql(
            """
            select kind || coalesce(' ' || (details ->> 'work'), ' ' || (details ->> 'department'), '')
            from notice where account_id = :me and case_id = :id order by at, about
            """)
        .param("me", actor.accountId())
        .param("id", id.value())
        .query(String.class)
        .list();
  }
}
