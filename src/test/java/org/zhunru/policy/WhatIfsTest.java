package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.audit.AuditLog;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.intake.FiledCases;
import org.zhunru.policy.CheckResult.Verdict;
import org.zhunru.policy.WhatIfs.Filter;
import org.zhunru.policy.WhatIfs.Show;

/** What a draft of policies would change, run over all filed cases. */
@IntegrationTest
class WhatIfsTest {
  private static final String FILE = "catalogues/headcount-limits.csv";

  @Autowired WhatIfs whatIfs;
  @Autowired Revisions revisions;
  @Autowired Actors actors;
  @Autowired JdbcClient db;
  @Autowired JdbcTemplate batches;
  @Autowired TransactionTemplate transaction;
  @Autowired FiledCases cases;
  @Autowired PoliciesInForce policies;
  @Autowired Catalogues catalogues;
  @Autowired FactsReader reader;
  @Autowired ProjectChecks checks;
  @Autowired AuditLog audit;
  @Autowired Clock clock;

  private final String mark = "推" + UUID.randomUUID().toString().substring(0, 6);
  private Actor editor;
  private Actor approver;
  private LocalDate day;
  private PolicyRevision draft;

  @BeforeEach
  void people() {
    editor = actors.byUsername("demo-policy-editor");
    approver = actors.byUsername("demo-policy-approver");
    day = revisions.earliest();
    draft = revisions.draft(editor, FILE, "测试");
  }

  @AfterEach
  void nothing_stays() {
    var left = revisions.byId(draft.id());
    if (left.state() == RevisionState.REVIEW) {
      revisions.giveBack(approver, left.id(), "测试完毕");
    }
    revisions.withdraw(editor, left.id());
  }

  /** One row more in the draft. */
  private void write(String row) {
    var now = revisions.byId(draft.id());
    var text = RevisionText.of(now.content());
    var lines = new ArrayList<>(text.lines());
    lines.add(0, RevisionText.of(row).header());
    revisions.write(editor, draft.id(), new RevisionText(text.header(), lines), now.edits());
  }

  private String place() {
    return mark + "场所";
  }

  private String limit(int most) {
    return "hazchem," + place() + "," + most + ",人/单班,测试,测试文〔2026〕1号,high,";
  }

  private static String facts(String more) {
    return "{\"sector\":\"hazchem\",\"kind\":\"new\",\"regionCode\":\"230903\"" + more + "}";
  }

  /** At a place that no limit names. */
  private static final String OFFICE = facts(",\"headcounts\":[{\"place\":\"办公楼\",\"people\":1}]");

  private String people(int count) {
    return facts(",\"headcounts\":[{\"place\":\"" + place() + "\",\"people\":" + count + "}]");
  }

  private UUID filed(String state, String facts) {
    var id = UUID.randomUUID();
    var by = editor.accountId();
    var enterprise = db.sql("select id from enterprise limit 1").query(UUID.class).single();
    db.sql("insert into project values (:id, :of, :name, null, null, now(), :by, 0)")
        .param("id", id)
        .param("of", enterprise)
        .param("name", mark + "项目")
        .param("by", by)
        .update();
    db.sql(
            """
            insert into case_file (id, project_id, enterprise_id, matter, number, state,
              dossier_version, created_at, created_by, submitted_at, closed_at, revision)
            values (:id, :id, :of, 'what-if-test', :number, :state, 1, now(), :by,
              now() - interval '1 minute', case when :state = 'SUBMITTED' then null else now() end, 0)
            """)
        .param("id", id)
        .param("of", enterprise)
        .param("number", mark + id)
        .param("state", state)
        .param("by", by)
        .update();
    db.sql(
            """
            insert into dossier_version
            values (:id, 1, :facts, decode(repeat('00', 32), 'hex'), now(), :by, 'x')
            """)
        .param("id", id)
        .param("facts", facts)
        .param("by", by)
        .update();
    return id;
  }

  private WhatIfWorker node() {
    return new WhatIfWorker(
        db, batches, transaction, cases, policies, catalogues, reader, checks, audit, clock);
  }

  /** Asks for a run that this node takes before any other can. */
  private UUID takenBy(WhatIfWorker node) {
    return transaction.execute(
        status -> {
          // Whatever else waits must wait on.
          db.sql("select id from what_if_run where revision_id <> :r for update")
              .param("r", draft.id())
              .query(row -> {});
          var run = whatIfs.start(editor, draft.id(), day);
          db.sql("update what_if_run set asked_at = asked_at - interval '1 day' where id = :r")
              .param("r", run)
              .update();
          assertThat(node.take()).contains(run);
          db.sql("update what_if_run set asked_at = asked_at + interval '1 day' where id = :r")
              .param("r", run)
              .update();
          return run;
        });
  }

  private WhatIfRun run() {
    return whatIfs.of(draft.id()).orElseThrow();
  }

  private void ran() {
    var node = node();
    node.work(takenBy(node));
    assertThat(run().state()).isEqualTo(WhatIfRun.State.DONE);
  }

  private List<WhatIfs.Row> mine(Show show, int size) {
    var all = new ArrayList<WhatIfs.Row>();
    String cursor = null;
    do {
      var page = whatIfs.list(run(), new Filter(show, null, null, null), cursor, size);
      all.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    assertThat(all.stream().map(WhatIfs.Row::caseId)).doesNotHaveDuplicates();
    return all.stream().filter(r -> r.number().startsWith(mark)).toList();
  }

  private static void refused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void tells_who_would_flip_and_why_pending_first_and_leaves_out_whom_it_does_not_touch() {
    var elsewhere = filed("SUBMITTED", OFFICE);
    var closed = filed("APPROVED", people(9));
    var pending = filed("IN_REVIEW", people(8));
    write(limit(7));
    ran();

    assertThat(mine(Show.FLIPS, 1))
        .extracting(WhatIfs.Row::caseId)
        .containsExactly(pending, closed);
    assertThat(mine(Show.ALL, 50)).extracting(WhatIfs.Row::caseId).doesNotContain(elsewhere);
    var row = mine(Show.FLIPS, 50).get(0);
    assertThat(row.pending()).isTrue();
    assertThat(row.before())
        .isEqualTo(checks.check(reader.read(people(8), day).facts(), day).verdict());
    assertThat(row.after()).isEqualTo(Verdict.REFUSE);
    assertThat(row.change().come()).singleElement().matches(f -> f.message().startsWith(place()));
    assertThat(row.change().go()).isEmpty();
    var run = run();
    assertThat(run.done()).isEqualTo(run.total());
    assertThat(run.counts().stream().mapToInt(WhatIfRun.Count::cases).sum()).isEqualTo(run.done());
    assertThat(run.pendingFlips()).isPositive().isLessThan(run.flips());
  }

  @Test
  void a_row_taken_away_flips_back() {
    var found = reader.read(OFFICE, day).facts();
    write(limit(7));
    var base = policies.on(day);
    var with = policies.with(day, revisions.byId(draft.id()));
    var judge =
        new WhatIfJudge(reader, checks, catalogues.of(with, day), catalogues.of(base, day), day);
    var outcome = judge.judge(people(8));
    assertThat(outcome.before()).isEqualTo(Verdict.REFUSE);
    assertThat(outcome.after()).isNotEqualTo(Verdict.REFUSE);
    assertThat(outcome.change().come()).isEmpty();
    assertThat(outcome.change().go()).hasSize(1);
    // A row on top of the file moves all others, and changes nothing of what they say.
    assertThat(judge.judge(OFFICE).differs()).isFalse();
    assertThat(judge.judge(OFFICE).before()).isEqualTo(checks.check(found, day).verdict());
  }

  @Test
  void where_the_facts_do_not_suffice_the_question_is_told() {
    var untold =
        filed(
            "SUBMITTED",
            "{\"kind\":\"new\",\"regionCode\":\"230903\",\"headcounts\":[{\"place\":\""
                + place()
                + "\",\"people\":8}]}");
    write(limit(7));
    ran();
    assertThat(mine(Show.UNSETTLED, 50))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.caseId()).isEqualTo(untold);
              assertThat(row.change().asked()).isNotEmpty();
            });
  }

  @Test
  void cancelled_in_the_middle_it_stops_and_keeps_what_was_found() {
    for (int i = 0; i < 5; i++) {
      filed("SUBMITTED", people(8));
    }
    write(limit(7));
    var node = node();
    var id = takenBy(node);
    var judge = node.begin(id).orElseThrow();
    assertThat(node.batch(id, judge, 2)).isTrue();

    whatIfs.cancel(approver, draft.id());
    whatIfs.cancel(editor, draft.id());

    assertThat(node.batch(id, judge, 2)).isFalse();
    assertThat(run().state()).isEqualTo(WhatIfRun.State.CANCELLED);
    assertThat(run().done()).isEqualTo(2);
    assertThat(node.begin(id)).isEmpty();
  }

  @Test
  void when_its_node_dies_another_goes_on_behind_the_last_batch() {
    var all = new HashSet<UUID>();
    for (int i = 0; i < 5; i++) {
      all.add(filed("SUBMITTED", people(8)));
    }
    write(limit(7));
    var dead = node();
    var id = takenBy(dead);
    var judge = dead.begin(id).orElseThrow();
    dead.batch(id, judge, 2);
    var other = node();
    transaction.executeWithoutResult(
        status -> {
          db.sql(
                  """
                  update what_if_run set lease_until = now() - interval '1 second',
                    asked_at = asked_at - interval '1 day' where id = :id
                  """)
              .param("id", id)
              .update();
          assertThat(other.take()).contains(id);
          db.sql("update what_if_run set asked_at = asked_at + interval '1 day' where id = :id")
              .param("id", id)
              .update();
        });
    assertThat(dead.batch(id, judge, 2)).as("the dead one, come back").isFalse();
    assertThat(run().done()).isEqualTo(2);

    other.work(id);

    assertThat(run().state()).isEqualTo(WhatIfRun.State.DONE);
    assertThat(run().done()).isEqualTo(run().total());
    assertThat(mine(Show.FLIPS, 3)).extracting(WhatIfs.Row::caseId).hasSameElementsAs(all);
  }

  @Test
  void what_was_written_on_meanwhile_does_not_count_and_is_told() {
    var id = filed("SUBMITTED", people(8));
    write(limit(7));
    var node = node();
    var run = takenBy(node);
    write("coal,另一场所,3,人/单班,测试,测试文〔2026〕1号,high,");
    node.work(run);

    assertThat(mine(Show.FLIPS, 50)).extracting(WhatIfs.Row::caseId).containsExactly(id);
    assertThat(whatIfs.overtaken(run(), revisions.byId(draft.id()))).isTrue();
    assertThat(whatIfs.lawChanged(run(), revisions.byId(draft.id()))).isFalse();
  }

  @Test
  void two_who_start_at_once_start_one_run_and_another_text_replaces_it() throws Exception {
    write(limit(7));
    var both = Executors.newFixedThreadPool(2);
    try {
      Callable<UUID> start =
          () ->
              transaction.execute(
                  status -> {
                    var run = whatIfs.start(editor, draft.id(), day);
                    db.sql(
                            """
                            update what_if_run set state = 'RUNNING', holder = :id,
                              lease_until = now() + interval '1 hour' where id = :id
                            """)
                        .param("id", run)
                        .update();
                    return run;
                  });
      var runs = both.invokeAll(List.of(start, start));
      assertThat(runs.get(0).get()).isEqualTo(runs.get(1).get());
      write("coal,另一场所,3,人/单班,测试,测试文〔2026〕1号,high,");
      assertThat(whatIfs.start(approver, draft.id(), day)).isNotEqualTo(runs.get(0).get());
    } finally {
      both.shutdown();
    }
  }

  @Test
  void is_refused_to_others_for_faults_without_a_day_and_once_it_is_given_up() {
    refused(
        "policy.notOfPolicy", () -> whatIfs.start(actors.byUsername("demo-lead"), draft.id(), day));
    refused("policy.notOfPolicy", () -> whatIfs.cancel(actors.byUsername("demo-lead"), draft.id()));
    refused("policy.whatIfDay", () -> whatIfs.start(editor, draft.id(), null));
    refused(
        "policy.whatIfDay", () -> whatIfs.start(editor, draft.id(), LocalDate.of(1989, 12, 31)));
    refused("policy.noSuchRevision", () -> whatIfs.start(editor, UUID.randomUUID(), day));
    var first = revisions.inForce(FILE, LocalDate.of(1990, 1, 1));
    refused("policy.revisionState", () -> whatIfs.start(editor, first.id(), day));
    write("mill,试验场所,七,人,测试,测试文,high");
    refused("policy.whatIfFaults", () -> whatIfs.start(approver, draft.id(), day));
    assertThat(whatIfs.of(draft.id())).isEmpty();
  }

  @Test
  void a_cursor_that_is_none_is_refused() {
    write(limit(7));
    ran();
    for (var wrong : List.of("x", "p", "pAAAA", "c!")) {
      refused("policy.badCursor", () -> whatIfs.list(run(), Filter.ALL, wrong));
    }
  }
}
