package org.zhunru.flow;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.bench.BareEngine;
import org.zhunru.bench.Counted;
import org.zhunru.bench.Measured;
import org.zhunru.identity.DemoPeople;
import org.zhunru.supervision.DueSweep;
import org.zhunru.web.Visitor;

/**
 * What has become due while nothing ran: one step of urging in each of {@code zhunru.bench.due}
 * cases, told by the sweep, beside a bare engine with as many boundary timers due, of which it
 * fires {@code zhunru.bench.timers} with its own executor as it comes. Each of ours writes a notice, two lines of the record
 * and who is told; the engine's timers go to an end event and write its history. Prints how many a
 * second, statements, and how long a page of the worklist takes meanwhile; asserts nothing.
 */
public final class DueBenchmark {
  private static final int DUE = Measured.size("due", 100_000);
  private static final int TIMERS = Math.min(DUE, Measured.size("timers", 10_000));
  private static final int PAGES = 100;

  private final JdbcClient db;
  private final DueSweep sweep;
  private final Clock clock;
  private final Counted counted;
  private final Visitor visitor;

  private DueBenchmark(ServletWebServerApplicationContext program, Counted counted) {
    this.counted = counted;
    db = program.getBean(JdbcClient.class);
    sweep = program.getBean(DueSweep.class);
    clock = program.getBean(Clock.class);
    visitor =
        Visitor.signedIn(
            program.getWebServer().getPort(), "demo-yjj-handler", DemoPeople.PASSWORD);
  }

  public static void main(String[] arguments) throws Exception {
    Measured.counted("due", (program, counted) -> new DueBenchmark(program, counted).run());
  }

  private void run() throws Exception {
    pages(PAGES);
    var idle = pages(PAGES);
    double timers = timers();
    sweep.sweep(clock.instant());
    overdue();
    counted.take();
    var busy = new ArrayList<Double>();
    var draining = new AtomicBoolean(true);
    var reader =
        new Thread(
            () -> {
              while (draining.get()) {
                busy.addAll(pages(1));
              }
            });
    reader.start();
    long start = System.nanoTime();
    int told = sweep.sweep(clock.instant());
    double rows = DUE / ((System.nanoTime() - start) / 1e9);
    draining.set(false);
    reader.join();
    say("the sweep: %,d due, %,d notices, %,.0f due a second", DUE, told, rows);
    say("the sweep against the engine's timers: %.1f times as many a second", rows / timers);
    say(
        "/worklist by HTTP, one person: idle median %.1f ms, 99th of 100 %.1f ms; meanwhile %.1f ms"
            + " and %.1f ms (%d pages), %.1f and %.1f times",
        of(idle, 50), of(idle, 99), of(busy, 50), of(busy, 99), busy.size(),
        of(busy, 50) / of(idle, 50), of(busy, 99) / of(idle, 99));
    if (Boolean.getBoolean("zhunru.bench.texts")) {
      counted.take().statements().entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .limit(20)
          .forEach(
              text -> say("%8.3f a row: %.200s", (double) text.getValue() / DUE, text.getKey()));
    }
  }

  /** How many boundary timers a second the engine fires by itself. */
  private double timers() throws InterruptedException {
    var model =
        Bpmn.createExecutableProcess("due")
            .startEvent()
            .userTask("Task_It")
            .camundaCandidateGroups("yjj")
            .endEvent()
            .moveToActivity("Task_It")
            .boundaryEvent("Timer_It")
            .cancelActivity(false)
            .timerWithDuration("PT0S")
            .endEvent()
            .done();
    try (var bare =
        new BareEngine(db, (HikariDataSource) counted.getTargetDataSource(), Map.of())) {
      bare.deploy(Map.of("due.bpmn", model));
      var runtime = bare.engine().getRuntimeService();
      IntStream.range(0, DUE).parallel().forEach(n -> runtime.startProcessInstanceByKey("due"));
      for (var table : List.of("act_ru_job", "act_ru_execution", "act_ru_task", "act_hi_actinst")) {
        db.sql("vacuum analyze bare." + table).update();
      }
      bare.counted().take();
      var executor =
          ((ProcessEngineImpl) bare.engine()).getProcessEngineConfiguration().getJobExecutor();
      long start = System.nanoTime();
      executor.start();
      long left = DUE;
      while (left > DUE - TIMERS) {
        Thread.sleep(50);
        left = db.sql("select count(*) from bare.act_ru_job").query(Long.class).single();
      }
      double rate = (DUE - left) / ((System.nanoTime() - start) / 1e9);
      executor.shutdown();
      var count = bare.counted().take();
      say(
          "the engine: %,d of %,d boundary timers, %,.0f a second, %.1f statements and %.2f commits"
              + " each",
          DUE - left,
          DUE,
          rate,
          (double) count.total() / (DUE - left),
          (double) count.commits() / (DUE - left));
      return rate;
    }
  }

  /** Reviews that ended yesterday; that the day came near has been told. */
  private void overdue() {
    db.sql(
            """
            insert into project select next_id(), (select id from enterprise limit 1), '期' || n,
              null, null, now(), (select id from account limit 1), 0 from generate_series(1, :due) n
            """)
        .param("due", DUE)
        .update();
    db.sql(
            """
            insert into case_file (id, project_id, enterprise_id, matter, number, state, dossier_version,
              created_at, created_by, submitted_at, accepted_at, revision)
            select next_id(), id, enterprise_id, 'joint-pre-approval', '期-' || name, 'IN_REVIEW',
              1, created_at, created_by, created_at, created_at, 0
            from project where name like '期%'
            """)
        .update();
    var due = LocalDate.now(clock).minusDays(1);
    db.sql(
            """
            insert into legal_clock (id, case_id, term, department, limit_id, started_on, started_by,
              due_on, due_at, provisional, next_at, rung, calendar_edition)
            select next_id(), id, 'REVIEW', 'yjj', 'TL-JP-14', cast(:due as date) - 7, 'CALLED', :due,
              :end, false, :end, 1, (select coalesce(max(edition), 0) from holiday_notice)
            from case_file where number like '期-%'
            """)
        .param("due", due)
        .param("end", due.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
        .update();
    for (var table : List.of("project", "case_file", "legal_clock", "audit_entry", "notice")) {
      db.sql("vacuum analyze " + table).update();
    }
  }

  private List<Double> pages(int times) {
    var took = new ArrayList<Double>();
    for (int n = 0; n < times; n++) {
      long start = System.nanoTime();
      if (visitor.get("/worklist").statusCode() != 200) {
        throw new IllegalStateException("No worklist");
      }
      took.add((System.nanoTime() - start) / 1e6);
    }
    return took;
  }

  private static double of(List<Double> times, int hundredth) {
    return times.stream().sorted().toList().get((times.size() - 1) * hundredth / 100);
  }

  private static void say(String words, Object... with) {
    System.out.println("due: " + words.formatted(with));
  }
}
