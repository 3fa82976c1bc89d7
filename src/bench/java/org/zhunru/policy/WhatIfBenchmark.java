package org.zhunru.policy;

import java.util.ArrayList;
import java.util.UUID;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.bench.Measured;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;

/**
 * A draft of the limits of headcount over a hundred thousand filed dossiers, closed and pending.
 * Prints how long the run took, how many it judged a second and what it found; asserts nothing.
 */
public final class WhatIfBenchmark {
  private static final int CASES = 100_000;

  private final JdbcClient db;
  private final Revisions revisions;
  private final WhatIfs whatIfs;
  private final Actor editor;

  private WhatIfBenchmark(ServletWebServerApplicationContext program) {
    db = program.getBean(JdbcClient.class);
    revisions = program.getBean(Revisions.class);
    whatIfs = program.getBean(WhatIfs.class);
    editor = program.getBean(Actors.class).byUsername("demo-policy-editor");
  }

  public static void main(String[] arguments) throws Exception {
    Measured.program("what-if", program -> new WhatIfBenchmark(program).run());
  }

  private void run() throws InterruptedException {
    dossiers();
    var draft = draft();
    long begin = System.nanoTime();
    whatIfs.start(editor, draft, revisions.earliest());
    while (whatIfs.of(draft).orElseThrow().state().open()) {
      Thread.sleep(100);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    var run = whatIfs.of(draft).orElseThrow();
    System.out.printf(
        "what-if: %s, %,d cases in %.1f s, %,.0f a second; %,d flip, %,d not to be said, %,d change"
            + " otherwise%n",
        run.state(),
        run.done(),
        seconds,
        run.done() / seconds,
        run.flips(),
        run.unsettled(),
        run.others());
  }

  /** Dossiers of six trades with what the catalogues ask about, each a little different. */
  private void dossiers() {
    db.sql(
            """
            insert into project select gen_random_uuid(), (select id from enterprise limit 1), '量' || n,
              null, null, now(), :by, 0 from generate_series(1, :cases) n
            """)
        .param("by", editor.accountId())
        .param("cases", CASES)
        .update();
    db.sql(
            """
            insert into case_file (id, project_id, enterprise_id, matter, number, state, dossier_version,
              created_at, created_by, submitted_at, closed_at, revision)
            select gen_random_uuid(), id, enterprise_id, 'joint-pre-approval', '量-' || name,
              case when random() < 0.3 then 'IN_REVIEW' else 'APPROVED' end, 1, now(), created_by,
              now() - random() * interval '3000 days', now(), 0
            from project where name like '量%'
            """)
        .update();
    db.sql(
            """
            insert into dossier_version
            select c.id, 1, jsonb_build_object('name', p.name,
              'sector', (array['hazchem', 'coal_mine', 'noncoal_mine', 'metallurgy', 'fireworks', 'dust'])[1 + n % 6],
              'kind', (array['new', 'expand', 'rebuild'])[1 + n % 3],
              'regionCode', (array['230902', '230903', '230904', '230921'])[1 + n / 3 % 4],
              'investmentYuan', n * 7919 % 900000000,
              'siting', jsonb_build_object('inChemicalPark', n % 2 = 0),
              'processes', array[(array['氯化工艺', '硝化', '离心分离', '电解', '混凝土搅拌'])[1 + n % 5]],
              'capacities', jsonb_build_array(jsonb_build_object('measure', '产能', 'value', n % 200, 'unit', '万吨/年')),
              'equipment', jsonb_build_array(jsonb_build_object('name',
                (array['间歇式固定床煤气炉', '离心机', '反应釜', '皮带输送机'])[1 + n % 4])),
              'headcounts', jsonb_build_array(jsonb_build_object('place', '量场所', 'people', n % 20)),
              'units', jsonb_build_array(jsonb_build_object('name', '罐区', 'unitType', 'storage', 'exposedPeople', 60,
                'substances', jsonb_build_array(
                  jsonb_build_object('name', '液氯', 'cas', '7782-50-5', 'quantityTonnes', n % 200, 'links', array['storage']),
                  jsonb_build_object('name', '甲苯', 'cas', '108-88-3', 'quantityTonnes', 50, 'links', array['use']),
                  jsonb_build_object('name', (array['三氯氢硅', '丙酮', '氨', '乙炔'])[1 + n / 2 % 4],
                    'quantityTonnes', 20, 'links', array['production'])))))::text,
              decode(repeat('00', 32), 'hex'), now(), c.created_by, 'measured'
            from (select *, row_number() over (order by name) as n from project where name like '量%') p
            join case_file c on c.project_id = p.id
            """)
        .update();
    db.sql("analyze").update();
  }

  private UUID draft() {
    var draft = revisions.draft(editor, "catalogues/headcount-limits.csv", "测试");
    var text = RevisionText.of(draft.content());
    var lines = new ArrayList<>(text.lines());
    lines.add(0, RevisionText.of("hazchem,量场所,7,人/单班,测试,测试文〔2026〕1号,high,").header());
    revisions.write(editor, draft.id(), new RevisionText(text.header(), lines), draft.edits());
    return draft.id();
  }
}
