package org.zhunru.inbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.bench.Measured;
import org.zhunru.common.Cursor;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.DemoPeople;
import org.zhunru.inbox.Worklist.Filter;
import org.zhunru.inbox.Worklist.View;
import org.zhunru.web.Visitor;

/**
 * A million pieces of open work in fifty seats: pages of the worklist in the database, the page by
 * HTTP for eight people at once, and the engine's own task query on as many tasks; then the same
 * page beside more and more work that has ended. Prints times, counts and ratios; asserts nothing.
 */
public final class WorklistBenchmark {
  private static final int OPEN = 1_000_000;
  private static final int SEATS = 50;
  private static final int ROUNDS = 41;

  /** Pages of each person, before which each has read as many in vain, so that code is compiled. */
  private static final int PAGES = 500;
  private static final List<String> DEPARTMENTS =
      List.of("yjj", "sthj", "zjj", "gaj", "xfj", "qxj", "jtj", "wjw");
  private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");
  private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

  private final JdbcClient db;
  private final NamedParameterJdbcTemplate named;
  private final Worklist worklist;
  private final Actor actor;

  /** By the server. */
  private final Queue<Long> took;

  private WorklistBenchmark(ServletWebServerApplicationContext program, Queue<Long> took) {
    this.took = took;
    db = program.getBean(JdbcClient.class);
    named = program.getBean(NamedParameterJdbcTemplate.class);
    worklist = program.getBean(Worklist.class);
    actor = program.getBean(Actors.class).byUsername("demo-yjj-handler");
  }

  public static void main(String[] arguments) throws Exception {
    var took = new ConcurrentLinkedQueue<Long>();
    Measured.timed(
        "worklist",
        took,
        program ->
            new WorklistBenchmark(program, took)
                .run(program.getWebServer().getPort(), program.getBean(TaskService.class)));
  }

  private void run(int port, TaskService tasks) throws Exception {
    openWork();
    db.sql("vacuum analyze work_item").update();
    db.sql("vacuum analyze act_ru_task").update();
    db.sql("vacuum analyze act_ru_identitylink").update();
    say("%,d pieces of open work, %,d for each of %d seats", OPEN, OPEN / SEATS, SEATS);

    var first = asked(null);
    var later = asked(cursorOfPage(400));
    say("page 1 in the database:   median %.3f ms, %d buffers", first.ms, first.buffers);
    say(
        "page 400 in the database: median %.3f ms, %d buffers; %.2f times page 1",
        later.ms, later.buffers, later.ms / first.ms);

    double ours = median(ROUNDS, () -> worklist.list(actor, View.TODO, Filter.NONE, null));
    double engines =
        median(
            5,
            () ->
                tasks
                    .createTaskQuery()
                    .taskCandidateGroup("yjj HANDLER")
                    .orderByTaskCreateTime()
                    .asc()
                    .listPage(0, Worklist.PAGE));
    say(
        "the engine's task query: median %.0f ms; the same page of the program, with its way through"
            + " Java: %.2f ms, %.0f times less; in the database alone %.0f times",
        engines, ours, engines / ours, engines / first.ms);
    eightAtOnce(port);

    int closed = 0;
    long before = 0;
    for (int step : new int[] {10_000, 100_000, 1_000_000}) {
      ended(step - closed);
      closed = step;
      db.sql("vacuum analyze work_item").update();
      var page = asked(null);
      say(
          "beside %,d pieces that ended: page 1 takes %d buffers%s",
          step,
          page.buffers,
          before == 0 ? "" : ", %.2f times".formatted((double) page.buffers / before));
      before = page.buffers;
    }
  }

  /** Seat 0 to 7 are of people who sign in; the other seats' departments are made up. */
  private void openWork() {
    var real = String.join(",", DEPARTMENTS);
    db.sql(
            """
            insert into work_item (id, case_id, kind, task_ref, department, seat, matter, number,
              project_name, applicant_name, opened_at, due_at, sort_at)
            select gen_random_uuid(), gen_random_uuid(), 'DRAFT', 'bench-' || n,
              coalesce((string_to_array(:real, ','))[n % :seats + 1], 'd' || n % :seats), 'HANDLER',
              'joint-pre-approval', '2026-QTH-' || n, '项目' || n, '企业' || n % 5000,
              t, t + interval '20 days', t + interval '20 days'
            from (select n, timestamptz '2026-01-05' + (n::bigint * 7919 % 1000003) * interval '20 s' as t
              from generate_series(1, :open) n) a
            """)
        .param("real", real)
        .param("seats", SEATS)
        .param("open", OPEN)
        .update();
    db.sql(
            """
            insert into act_ru_task (id_, rev_, name_, priority_, create_time_, due_date_, suspension_state_)
            select task_ref, 1, 'DRAFT', 50, opened_at, due_at, 1 from work_item
            where task_ref like 'bench-%'
            """)
        .update();
    db.sql(
            """
            insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
            select task_ref, 1, department || ' ' || seat, 'candidate', task_ref from work_item
            where task_ref like 'bench-%'
            """)
        .update();
  }

  private void ended(int more) {
    db.sql(
            """
            insert into work_item (id, case_id, kind, task_ref, department, seat, matter, number,
              project_name, applicant_name, opened_at, sort_at, done_at, done_by, done_by_name, outcome)
            select gen_random_uuid(), gen_random_uuid(), 'DRAFT', 'ended-' || gen_random_uuid(), 'yjj',
              'HANDLER', 'joint-pre-approval', '2025-QTH-' || n, '项目' || n, '企业' || n, now(), now(),
              now(), :me, '应急', 'DONE'
            from generate_series(1, :more) n
            """)
        .param("me", actor.accountId())
        .param("more", more)
        .update();
  }

  private record Asked(double ms, long buffers) {}

  private Asked asked(@Nullable String cursor) {
    var query =
        Worklist.query(
            actor,
            View.TODO,
            Filter.NONE,
            Cursor.read(cursor, "inbox.badCursor"),
            Worklist.PAGE + 1);
    var times = new double[ROUNDS];
    long buffers = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var plan = plan(query.sql(), query.params());
      var time = TIME.matcher(plan);
      var pages = BUFFERS.matcher(plan);
      if (!time.find() || !pages.find()) {
        throw new IllegalStateException(plan);
      }
      times[round] = Double.parseDouble(time.group(1));
      var read = pages.group(2);
      buffers = Long.parseLong(pages.group(1)) + (read == null ? 0 : Long.parseLong(read));
    }
    Arrays.sort(times);
    return new Asked(times[ROUNDS / 2], buffers);
  }

  private String plan(String sql, Map<String, Object> params) {
    return String.join(
        "\n",
        named.queryForList(
            "explain (analyze, buffers, timing off) " + sql, params, String.class));
  }

  private @Nullable String cursorOfPage(int page) {
    String cursor = null;
    for (int n = 1; n < page; n++) {
      cursor = worklist.list(actor, View.TODO, Filter.NONE, cursor).next();
    }
    return cursor;
  }

  private void eightAtOnce(int port) throws Exception {
    var people = new ArrayList<Callable<double[]>>();
    for (var department : DEPARTMENTS) {
      var visitor =
          Visitor.signedIn(port, "demo-" + department + "-handler", DemoPeople.PASSWORD);
      people.add(() -> times(PAGES, () -> visitor.get("/worklist")));
    }
    var threads = Executors.newFixedThreadPool(people.size());
    try {
      threads.invokeAll(people); // the first round warms up
      took.clear();
      var all = new ArrayList<Double>();
      for (var times : threads.invokeAll(people)) {
        for (double time : times.get()) {
          all.add(time);
        }
      }
      all.sort(null);
      say(
          "/worklist by HTTP, %d people at once, %d pages: median %.1f ms, 99th of 100 %.1f ms",
          people.size(), all.size(), all.get(all.size() / 2), all.get(all.size() * 99 / 100));
      var served = took.stream().sorted().toList();
      say(
          "of which by the server, %d pages: median %.1f ms, 99th of 100 %.1f ms",
          served.size(),
          served.get(served.size() / 2) / 1e6,
          served.get(served.size() * 99 / 100) / 1e6);
    } finally {
      threads.shutdownNow();
    }
  }

  private static double median(int rounds, Callable<?> act) throws Exception {
    times(3, act);
    var times = times(rounds, act);
    Arrays.sort(times);
    return times[rounds / 2];
  }

  private static double[] times(int rounds, Callable<?> act) throws Exception {
    var times = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      act.call();
      times[round] = (System.nanoTime() - start) / 1e6;
    }
    return times;
  }

  private static void say(String words, Object... with) {
    System.out.println("worklist: " + words.formatted(with));
  }
}
