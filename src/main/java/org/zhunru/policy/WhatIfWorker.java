package org.zhunru.policy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.FiledCases;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works through the runs that were asked for, one after the other on a thread of its own, a batch
 * of cases in a transaction. What was found, how far it came and who works on it are rows: a node
 * that stops gives its run back, one that dies loses it when its lease ends, and whoever takes it
 * goes on behind the last batch. Anybody may end a run between two batches by writing its row.
 */
@Component
class WhatIfWorker implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(WhatIfWorker.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  static final int BATCH = 500;

  private final JdbcClient db;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;
  private final FiledCases cases;
  private final PoliciesInForce policies;
  private final Catalogues catalogues;
  private final FactsReader reader;
  private final ProjectChecks checks;
  private final AuditLog audit;
  private final Clock clock;
  private final UUID node = UUID.randomUUID();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            var named = new Thread(work, "what-if");
            named.setDaemon(true);
            return named;
          });
  private volatile boolean stopping;

  WhatIfWorker(
      JdbcClient db,
      JdbcTemplate batches,
      TransactionTemplate transaction,
      FiledCases cases,
      PoliciesInForce policies,
      Catalogues catalogues,
      FactsReader reader,
      ProjectChecks checks,
      AuditLog audit,
      Clock clock) {
    this.db = db;
    this.batches = batches;
    this.transaction = transaction;
    this.cases = cases;
    this.policies = policies;
    this.catalogues = catalogues;
    this.reader = reader;
    this.checks = checks;
    this.audit = audit;
    this.clock = clock;
  }

  /** Looks for work that another node has lost, or of whose asking nothing was heard. */
  @Scheduled(cron = "*/20 * * * * *", zone = "Asia/Shanghai")
  void wake() {
    if (!stopping) {
      thread.execute(this::workAll);
    }
  }

  @Override
  public void destroy() throws InterruptedException {
    stopping = true;
    thread.shutdown();
    if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
      log.warn("A what-if is given up in the middle of a batch; another start takes it up again");
    }
  }

  private void workAll() {
    try {
      for (var run = take(); run.isPresent(); run = take()) {
        work(run.get());
      }
    } catch (RuntimeException fault) {
      log.error("No what-if could be taken up", fault);
    }
  }

  /** A run that waits, or whose node has died; from now on it is this node's. */
  Optional<UUID> take() {
    if (stopping) {
      return Optional.empty();
    }
    return db.sql(
            """
            update what_if_run set state = 'RUNNING', holder = :node,
              lease_until = now() + interval '1 minute', started_at = coalesce(started_at, :now)
            where id = (
              select id from what_if_run
              where state = 'QUEUED' or (state = 'RUNNING' and lease_until < now())
              order by asked_at, id limit 1 for update skip locked)
            returning id
            """)
        .param("node", node)
        .param("now", utc(clock.instant()))
        .query(UUID.class)
        .optional();
  }

  /** Works on a run that is this node's, until it ends or the node stops. */
  void work(UUID run) {
    try {
      var judge = begin(run);
      while (judge.isPresent() && !stopping) {
        if (!batch(run, judge.get(), BATCH)) {
          return;
        }
      }
      giveBack(run);
    } catch (RuntimeException fault) {
      log.error("The what-if {} has failed", run, fault);
      end(run, "FAILED");
    }
  }

  private record Asked(String file, String content, LocalDate day) {}

  /** Empty if the run is this node's no longer. */
  Optional<WhatIfJudge> begin(UUID run) {
    var asked =
        db.sql(
                """
                select r.file, w.content, w.day from what_if_run w
                  join policy_revision r on r.id = w.revision_id
                where w.id = :run and w.state = 'RUNNING' and w.holder = :node
                """)
            .param("run", run)
            .param("node", node)
            .query(
                (row, n) ->
                    new Asked(
                        row.getString(1), row.getString(2), row.getObject(3, LocalDate.class)))
            .optional();
    return asked.map(
        of -> {
          var without = policies.on(of.day);
          var draft = PolicyRevision.tried(of.file, of.content, clock.instant());
          sameLaw(run, without.set());
          return new WhatIfJudge(
              reader,
              checks,
              catalogues.of(without, of.day),
              catalogues.of(policies.with(of.day, draft), of.day),
              of.day);
        });
  }

  /** If the law of the day has changed since the last batch, what was found counts no more. */
  private void sameLaw(UUID run, String set) {
    transaction.executeWithoutResult(
        status -> {
          int first =
              db.sql(
                      """
                      update what_if_run set policies = :set, done = 0, flips = 0, unsettled = 0,
                        others = 0, last_case = :none
                      where id = :run and holder = :node and policies is distinct from :set
                      """)
                  .param("set", set)
                  .param("none", FiledCases.NONE.value())
                  .param("run", run)
                  .param("node", node)
                  .update();
          if (first > 0) {
            db.sql("delete from what_if_result where run_id = :run").param("run", run).update();
            db.sql("delete from what_if_count where run_id = :run").param("run", run).update();
          }
        });
  }

  private record Place(CaseId last, Instant askedAt) {}

  /**
   * The next cases.
   *
   * @return whether there is more to do
   */
  boolean batch(UUID run, WhatIfJudge judge, int most) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              var place = hold(run);
              if (place.isEmpty()) {
                return false;
              }
              var next = cases.after(place.get().last(), place.get().askedAt(), most);
              judge(run, judge, next);
              if (next.size() == most) {
                return true;
              }
              end(run, "DONE");
              return false;
            }));
  }

  /** Locks the row; empty if somebody has ended the run, or another node has it. */
  private Optional<Place> hold(UUID run) {
    return db.sql(
            """
            select last_case, asked_at from what_if_run
            where id = :run and state = 'RUNNING' and holder = :node for update
            """)
        .param("run", run)
        .param("node", node)
        .query(
            (row, n) ->
                new Place(
                    new CaseId(row.getObject(1, UUID.class)),
                    row.getObject(2, OffsetDateTime.class).toInstant()))
        .optional();
  }

  private void judge(UUID run, WhatIfJudge judge, List<FiledCases.Filed> next) {
    var counts = new HashMap<WhatIfRun.Count, Integer>();
    var rows = new ArrayList<Object[]>();
    int flips = 0;
    int unsettled = 0;
    int others = 0;
    for (var of : next) {
      var found = judge.judge(of.facts());
      boolean pending = !of.state().isFinal();
      counts.merge(new WhatIfRun.Count(pending, found.before(), found.after(), 0), 1, Integer::sum);
      if (!found.differs()) {
        continue;
      }
      boolean flip = found.before() != found.after();
      boolean open = found.change().unsettled();
      flips += flip ? 1 : 0;
      unsettled += open ? 1 : 0;
      others += flip || open ? 0 : 1;
      rows.add(
          new Object[] {
            run,
            of.id().value(),
            pending,
            utc(of.submittedAt()),
            found.before().name(),
            found.after().name(),
            open,
            JSON.writeValueAsString(found.change())
          });
    }
    batches.batchUpdate("insert into what_if_result values (?, ?, ?, ?, ?, ?, ?, ?)", rows);
    counts.forEach((count, cases) -> count(run, count, cases));
    db.sql(
            """
            update what_if_run set done = done + :done, flips = flips + :flips,
              unsettled = unsettled + :unsettled, others = others + :others, last_case = :last,
              lease_until = now() + interval '1 minute'
            where id = :run
            """)
        .params(
            Map.of("done", next.size(), "flips", flips, "unsettled", unsettled, "others", others))
        .param(
            "last",
            next.isEmpty()
                ? UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff")
                : next.get(next.size() - 1).id().value())
        .param("run", run)
        .update();
  }

  private void count(UUID run, WhatIfRun.Count of, int cases) {
    db.sql(
            """
            insert into what_if_count values (:run, :pending, :before, :after, :cases)
            on conflict (run_id, pending, before, after)
              do update set cases = what_if_count.cases + excluded.cases
            """)
        .param("run", run)
        .param("pending", of.pending())
        .param("before", of.before().name())
        .param("after", of.after().name())
        .param("cases", cases)
        .update();
  }

  /** Somebody else may take it at once. */
  private void giveBack(UUID run) {
    db.sql(
            """
            update what_if_run set lease_until = now() - interval '1 second'
            where id = :run and state = 'RUNNING' and holder = :node
            """)
        .param("run", run)
        .param("node", node)
        .update();
  }

  private record Ended(String file, int no, LocalDate day, int done, int flips) {}

  private void end(UUID run, String state) {
    transaction.executeWithoutResult(
        status ->
            db.sql(
                    """
                    update what_if_run w set state = :state, ended_at = :now
                    from policy_revision r
                    where w.id = :run and w.state = 'RUNNING' and w.holder = :node
                      and r.id = w.revision_id
                    returning r.file, r.no, w.day, w.done, w.flips
                    """)
                .param("state", state)
                .param("now", utc(clock.instant()))
                .param("run", run)
                .param("node", node)
                .query(
                    (row, n) ->
                        new Ended(
                            row.getString(1),
                            row.getInt(2),
                            row.getObject(3, LocalDate.class),
                            row.getInt(4),
                            row.getInt(5)))
                .optional()
                .ifPresent(ended -> record(state, ended)));
  }

  private void record(String state, Ended of) {
    audit.record(
        null,
        state.equals("DONE") ? "policy.whatIf.done" : "policy.whatIf.failed",
        Who.PROGRAM,
        Audience.OFFICERS,
        Map.of(
            "file", of.file,
            "no", String.valueOf(of.no),
            "day", of.day.toString(),
            "cases", String.valueOf(of.done),
            "flips", String.valueOf(of.flips)));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
