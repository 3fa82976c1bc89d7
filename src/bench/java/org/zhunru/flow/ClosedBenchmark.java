package org.zhunru.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.bench.Counted;
import org.zhunru.bench.Measured;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.DemoPeople;
import org.zhunru.intake.CaseId;
import org.zhunru.supervision.Tallies;
import org.zhunru.web.Visitor;

/**
 * What a case and a page cost beside ever more cases that have closed, which come straight into the
 * tables ({@code zhunru.bench.closed}, steps with commas between). Buffers are those of every query
 * of the page, by the plan as executed; of a case, statements and bytes of the write-ahead log.
 * Prints; asserts nothing.
 */
public final class ClosedBenchmark {
  private static final int CASES = 10;
  private static final String[] DEPARTMENTS = {"yjj", "sthj", "xfj"};

  private final JdbcClient db;
  private final City city;
  private final Tallies tallies;
  private final Counted counted;
  private final Map<String, Visitor> pages = new LinkedHashMap<>();
  private final Map<String, Counted.Count> before = new LinkedHashMap<>();
  private final List<CaseId> waiting = new ArrayList<>();

  private ClosedBenchmark(ServletWebServerApplicationContext program, Counted counted) {
    this.counted = counted;
    db = program.getBean(JdbcClient.class);
    city = program.getBean(City.class);
    tallies = program.getBean(Tallies.class);
    int port = program.getWebServer().getPort();
    var officer = Visitor.signedIn(port, "demo-yjj-handler", DemoPeople.PASSWORD);
    var supervisor = Visitor.signedIn(port, "demo-supervisor", DemoPeople.PASSWORD);
    var closed = city.inReview(DEPARTMENTS);
    review(closed);
    pages.put("/worklist", officer);
    pages.put("/cases/" + closed, supervisor);
    pages.put("/cases", supervisor);
    pages.put("/vetoes", supervisor);
    pages.put("/city", supervisor);
  }

  public static void main(String[] arguments) throws Exception {
    Measured.counted("closed", (program, counted) -> new ClosedBenchmark(program, counted).run());
  }

  private void run() throws Exception {
    int closed = 0;
    cases();
    for (var step : System.getProperty("zhunru.bench.closed", "10000,100000,1000000").split(",")) {
      int to = Integer.parseInt(step);
      bulk(closed + 1, to);
      closed = to;
      // The notices of the cases that were measured in between would count as growth.
      db.sql("update notice set read_at = now() where read_at is null").update();
      settle();
      say("beside %,d closed cases:", closed);
      for (var page : pages.entrySet()) {
        page(page.getKey(), page.getValue());
      }
      cases();
    }
  }

  /** A vacuum leaves few dead rows in the indexes for later; they are of the cases in between, too. */
  private void settle() {
    db.sql("vacuum (analyze, index_cleanup on)").update();
  }

  private void page(String path, Visitor visitor) {
    for (int n = 0; n < 3; n++) {
      visitor.get(path);
    }
    counted.take();
    counted.explain(true);
    int status = visitor.get(path).statusCode();
    counted.explain(false);
    if (status != 200) {
      throw new IllegalStateException(path + ": " + status);
    }
    var count = counted.take();
    var was = before.put(path, count);
    say(
        "  %s: %,d statements, %,d buffers%s",
        path.replaceFirst("[0-9a-f-]{36}", "<one>"),
        count.total(),
        count.buffers(),
        was == null ? "" : ", %.2f times".formatted((double) count.buffers() / was.buffers()));
  }

  private long walBefore;

  /** From the filing to the decision. */
  private void cases() throws Exception {
    for (int n = 0; n < CASES; n++) {
      waiting.add(city.draft(DEPARTMENTS));
    }
    counted.take();
    long wal =
        Measured.wal(
            db,
            () -> {
              for (var id : waiting) {
                city.dossiers.submit(city.applicant(), id);
                city.acceptance.accept(city.lead(), id, "");
                review(id);
              }
              return null;
            });
    waiting.clear();
    var count = counted.take();
    var was = before.put("case", count);
    if (was != null) {
      say(
          "  a case of %d departments: %.1f statements, %.2f times; %,d bytes of WAL%s",
          DEPARTMENTS.length,
          (double) count.total() / CASES,
          (double) count.total() / was.total(),
          wal / CASES,
          walBefore == 0 ? "" : ", %.2f times".formatted((double) wal / walBefore));
      walBefore = wal;
    }
  }

  private void review(CaseId id) {
    city.agree(id, DEPARTMENTS);
    city.decide(id, DecisionOutcome.APPROVED);
  }

  /** One in ten was refused for a veto, all in time and by law; a firm has fifty. */
  private void bulk(int from, int to) {
    var counting = List.of("case_file", "legal_clock", "opinion");
    // What triggers add up one by one is added up at the end.
    counting.forEach(table -> db.sql("alter table " + table + " disable trigger user").update());
    for (var rows :
        Arrays.asList(
            """
            insert into enterprise (id, name, credit_code, registered_at)
            select md5('e' || k)::uuid, '闭企业' || k, left(upper(md5('e' || k)), 18), now()
            from (select distinct n / 50 k from n) e on conflict do nothing
            """,
            """
            insert into project (id, enterprise_id, name, region, created_at, created_by, revision)
            select md5('p' || n)::uuid, md5('e' || n / 50)::uuid, '闭项目' || n, '230903', filed, somebody, 0 from n
            """,
            """
            insert into case_file (id, project_id, enterprise_id, matter, number, state, dossier_version,
              created_at, created_by, submitted_at, accepted_at, closed_at, revision)
            select md5('c' || n)::uuid, md5('p' || n)::uuid, md5('e' || n / 50)::uuid, 'joint-pre-approval',
              '闭-' || n, case when n % 10 = 0 then 'REFUSED' else 'APPROVED' end, 1, filed, somebody,
              filed, filed, closed, 0 from n
            """,
            """
            insert into case_department (case_id, department, since, filed_at)
            select md5('c' || n)::uuid, 'yjj', filed, filed from n
            """,
            """
            insert into dossier_version (case_id, version, facts, sha256, submitted_at, submitted_by,
              submitted_by_name)
            select md5('c' || n)::uuid, 1, '{}', decode(repeat('00', 32), 'hex'), filed, somebody, '量' from n
            """,
            """
            insert into joint_review (case_id, round, dossier_version, on_veto, opened_at, closed_at, revision)
            select md5('c' || n)::uuid, 1, 1, 'COLLECT_ALL', filed, closed, 0 from n where n % 10 = 0
            """,
            """
            insert into department_review (id, case_id, department, round, dossier_version, state, reasons,
              called_at, called_by)
            select md5('r' || n)::uuid, md5('c' || n)::uuid, 'yjj', 1, 1, 'SIGNED', '[]', filed, 'RULES'
            from n where n % 10 = 0
            """,
            """
            insert into draft_step (review_id, no, round, seat, act, by_id, by_name, draft, note, at)
            select md5('r' || n)::uuid, no, 1, seat, act, (select id from account where username = hand), '量', '{}', '', closed
            from n, (values (1, 'HANDLER', 'FORWARDED', 'demo-yjj-handler'),
              (2, 'REVIEWER', 'FORWARDED', 'demo-yjj-reviewer'), (3, 'HEAD', 'SIGNED', 'demo-yjj-head')) steps (no, seat, act, hand)
            where n % 10 = 0
            """,
            """
            insert into opinion (id, case_id, review_id, department, round, dossier_version, kind, text,
              ground_id, ground, fact, remedy, signed_at, signed_by, signed_by_name, status)
            select md5('o' || n)::uuid, md5('c' || n)::uuid, md5('r' || n)::uuid, 'yjj', 1, 1, 'VETO', '不同意。',
              'T-1', '{"id":"T-1","text":"测试依据","legalBasis":"测试法","confidence":"high"}', '距居民区不足三百米', '整改',
              closed, somebody, '量', 'EFFECTIVE'
            from n where n % 10 = 0
            """,
            """
            insert into decision (case_id, outcome, number, dossier_version, reasons, remedies, decided_at,
              decided_by, decided_by_name, valid_until)
            select md5('c' || n)::uuid, case when n % 10 = 0 then 'REFUSED' else 'APPROVED' end, '闭审' || n, 1,
              '经审查存在有效的否决意见', '途径', closed, somebody, '量', case when n % 10 > 0 then date '2030-01-01' end from n
            """,
            """
            insert into legal_clock (id, case_id, term, department, limit_id, started_on, started_by, due_on,
              due_at, provisional, ended_at, ended_by, took)
            select md5('k' || n)::uuid, md5('c' || n)::uuid, 'REVIEW', 'yjj', 'TL-JP-14', filed::date, 'CALLED',
              closed::date + 1, closed + interval '1 day', false, closed, 'OPINION', n % 9 from n
            """,
            """
            insert into work_item (id, case_id, kind, task_ref, department, seat, matter, number, project_name,
              applicant_name, opened_at, sort_at, done_at, done_by, done_by_name, outcome)
            select md5('w' || n)::uuid, md5('c' || n)::uuid, 'DRAFT', '闭-' || n, 'yjj', 'HANDLER',
              'joint-pre-approval', '闭-' || n, '闭项目' || n, '闭企业' || n / 50, filed, filed, closed, somebody,
              '量', 'SIGN' from n
            """,
            """
            insert into audit_entry (at, case_id, act, actor, actor_name, audience, details)
            select filed, md5('c' || n)::uuid, act, somebody, '量', 'EVERYBODY', '{}'
            from n, unnest(array['intake.submitted', 'decision.made']) act
            """,
            """
            insert into notice (id, account_id, about, kind, case_id, details, at, read_at, planned)
            select md5('t' || n)::uuid, (select id from account where username = 'demo-yjj-handler'),
              'work:' || md5('w' || n), 'WORK', md5('c' || n)::uuid, '{}', filed, closed, true from n
            """)) {
      db.sql(
              rows.replaceFirst(
                  "\\binsert into",
                  """
                  with n as (
                    select n, now() - make_interval(mins => 4000000 - n * 3) filed,
                      now() - make_interval(mins => 3990000 - n * 3) closed,
                      (select id from account where username = 'demo-lead') somebody
                    from generate_series(%d, %d) n)
                  insert into"""
                      .formatted(from, to)))
          .update();
    }
    counting.forEach(table -> db.sql("alter table " + table + " enable trigger user").update());
    tallies.reconcile();
    db.sql(
            """
            insert into veto_of_applicant
            select c.enterprise_id, o.ground_id, count(*), max(o.signed_at)
            from opinion o join case_file c on c.id = o.case_id where o.kind = 'VETO' group by 1, 2
            on conflict (enterprise_id, ground_id) do update set n = excluded.n, last_at = excluded.last_at
            """)
        .update();
  }

  private static void say(String words, Object... with) {
    System.out.println("closed: " + words.formatted(with));
  }
}
