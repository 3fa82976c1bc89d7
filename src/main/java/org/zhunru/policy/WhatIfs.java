package org.zhunru.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.common.Cursor;
import org.zhunru.common.Ids;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.common.Word;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.FiledCases;
import org.zhunru.policy.CheckResult.Verdict;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a draft of policies would change: all filed cases, pending and closed, are judged by the law
 * of one day with and without it. Both editors and approvers ask for it, and see of each case its
 * number, its project and what the catalogues say of it. One run a draft is kept, the newest.
 */
@Component
public class WhatIfs {
  /** Rows of a page. */
  public static final int PAGE = 40;

  private static final int AT_ONCE = 1000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final RevisionRows revisions;
  private final GovernedFiles files;
  private final PoliciesInForce policies;
  private final FiledCases cases;
  private final WhatIfWorker worker;
  private final AuditLog log;
  private final Clock clock;

  WhatIfs(
      JdbcClient db,
      RevisionRows revisions,
      GovernedFiles files,
      PoliciesInForce policies,
      FiledCases cases,
      WhatIfWorker worker,
      AuditLog log,
      Clock clock) {
    this.db = db;
    this.revisions = revisions;
    this.files = files;
    this.policies = policies;
    this.cases = cases;
    this.worker = worker;
    this.log = log;
    this.clock = clock;
  }

  /** Which cases of a run. */
  public enum Show {
    /** The verdict is another one. */
    FLIPS("r.before <> r.after"),
    /** Something is asked that was not asked before. */
    UNSETTLED("r.unsettled"),
    /** The verdict is the same and nothing is asked; findings come or go. */
    OTHERS("r.before = r.after and not r.unsettled"),
    /** All of them. */
    ALL("true");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }
  }

  /**
   * Which cases of a run.
   *
   * @param pending null for both
   * @param before verdict without the draft; null for any
   * @param after verdict with the draft; null for any
   */
  public record Filter(
      Show show, @Nullable Boolean pending, @Nullable Verdict before, @Nullable Verdict after) {
    public static final Filter ALL = new Filter(Show.ALL, null, null, null);
  }

  /**
   * A case for which the draft makes a difference.
   *
   * @param number acceptance number
   * @param pending whether it was not closed when it was judged
   * @param state where it stands now
   */
  public record Row(
      UUID caseId,
      String number,
      String project,
      boolean pending,
      CaseState state,
      Instant submittedAt,
      Verdict before,
      Verdict after,
      WhatIfChange change) {}

  /**
   * Asks for a run. While one of the same words and the same day waits or runs there is no other;
   * any other run of the draft is replaced.
   *
   * @param day whose law shall judge
   * @throws Refusal {@code policy.notOfPolicy}, {@code policy.whatIfDay}, {@code
   *     policy.noSuchRevision}, {@code policy.revisionState}, {@code policy.whatIfFaults}
   */
  @Transactional
  public UUID start(Actor by, UUID revisionId, @Nullable LocalDate day) {
    mustBeOfPolicy(by);
    if (day == null || day.getYear() < 1990 || day.getYear() > 2100) {
      throw Refusal.invalid("policy.whatIfDay", "day");
    }
    var revision =
        revisions.lock(revisionId).orElseThrow(() -> Refusal.unknown("policy.noSuchRevision"));
    if (!CatalogueFiles.isOne(revision.file())) {
      throw Refusal.conflict("policy.whatIfOfCatalogues");
    }
    if (!mayRun(revision)) {
      throw Refusal.conflict(
          "policy.revisionState",
          new Word("policy.state." + revision.state().name(), revision.state().name()));
    }
    int faults = files.faults(revision.file(), revision.content()).size();
    if (faults > 0) {
      throw Refusal.invalid("policy.whatIfFaults", "content", faults);
    }
    var known = of(revisionId).orElse(null);
    if (known != null
        && known.state().open()
        && known.sha256().equals(revision.sha256())
        && known.day().equals(day)) {
      return known.id();
    }
    db.sql("delete from what_if_run where revision_id = :revision")
        .param("revision", revisionId)
        .update();
    var run = insert(by, revision, day);
    record("policy.whatIf.started", by, revision, "day", day.toString());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            worker.wake();
          }
        });
    return run;
  }

  private UUID insert(Actor by, PolicyRevision revision, LocalDate day) {
    var run = Ids.next();
    var now = clock.instant();
    db.sql(
            """
            insert into what_if_run (id, revision_id, content, sha256, day, asked_by,
              asked_by_name, asked_at, state, total)
            values (:id, :revision, :content, :sha256, :day, :by, :name, :now, 'QUEUED', :total)
            """)
        .param("id", run)
        .param("revision", revision.id())
        .param("content", revision.content())
        .param("sha256", revision.sha256())
        .param("day", day)
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .param("total", cases.count(now))
        .update();
    return run;
  }

  /**
   * Ends the run; what was found until now stays. Without effect if it has ended already.
   *
   * @throws Refusal {@code policy.notOfPolicy}, {@code policy.noSuchRevision}
   */
  @Transactional
  public void cancel(Actor by, UUID revisionId) {
    mustBeOfPolicy(by);
    var revision =
        revisions.findById(revisionId).orElseThrow(() -> Refusal.unknown("policy.noSuchRevision"));
    int ended =
        db.sql(
                """
                update what_if_run set state = 'CANCELLED', ended_at = :now
                where revision_id = :revision and state in ('QUEUED', 'RUNNING')
                """)
            .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .param("revision", revisionId)
            .update();
    if (ended > 0) {
      record("policy.whatIf.cancelled", by, revision);
    }
  }

  /** Whether a run may be asked for: as long as it can still be changed or given back. */
  public boolean mayRun(PolicyRevision revision) {
    return CatalogueFiles.isOne(revision.file())
        && (revision.state() == RevisionState.DRAFT || revision.state() == RevisionState.REVIEW);
  }

  /** The newest run of a revision; empty if nobody has asked for one. */
  @Transactional(readOnly = true)
  public Optional<WhatIfRun> of(UUID revisionId) {
    return db.sql("select * from what_if_run where revision_id = :revision")
        .param("revision", revisionId)
        .query((row, n) -> run(row))
        .optional();
  }

  /** Whether the draft was written on since. */
  public boolean overtaken(WhatIfRun run, PolicyRevision revision) {
    return !run.sha256().equals(revision.sha256());
  }

  /** Whether another publication counts on the run's day since; never of what can't be run. */
  public boolean lawChanged(WhatIfRun run, PolicyRevision revision) {
    var then = run.policies();
    return then != null && mayRun(revision) && !then.equals(policies.on(run.day()).set());
  }

  /**
   * Cases for which the draft makes a difference: pending ones first, then closed ones, each newest
   * first.
   *
   * @param cursor of the page before; null for the first
   * @throws Refusal {@code policy.badCursor}
   */
  @Transactional(readOnly = true)
  public Page<Row> list(WhatIfRun run, Filter filter, @Nullable String cursor) {
    return list(run, filter, cursor, PAGE);
  }

  Page<Row> list(WhatIfRun run, Filter filter, @Nullable String cursor, int size) {
    var sql =
        new StringBuilder(
            """
            select r.*, c.number, c.state, p.name from what_if_result r
              join case_file c on c.id = r.case_id join project p on p.id = c.project_id
            where r.run_id = :run and
            """);
    sql.append(filter.show().condition);
    var params = new HashMap<String, Object>(Map.of("run", run.id(), "limit", size + 1));
    if (filter.pending() != null) {
      sql.append(" and r.pending = :pending");
      params.put("pending", filter.pending());
    }
    if (filter.before() != null) {
      sql.append(" and r.before = :before");
      params.put("before", filter.before().name());
    }
    if (filter.after() != null) {
      sql.append(" and r.after = :after");
      params.put("after", filter.after().name());
    }
    var place = Place.read(cursor);
    if (place != null) {
      sql.append(
          " and (r.pending, r.submitted_at, r.case_id) < (:placePending, :placeAt, :placeId)");
      params.put("placePending", place.pending());
      params.put("placeAt", OffsetDateTime.ofInstant(place.at().at(), ZoneOffset.UTC));
      params.put("placeId", place.at().id());
    }
    var found =
        db.sql(
                sql.append(
                        " order by r.pending desc, r.submitted_at desc, r.case_id desc limit :limit")
                    .toString())
            .params(params)
            .query((row, n) -> row(row))
            .list();
    return Page.of(
        found,
        size,
        last -> new Place(last.pending(), new Cursor(last.submittedAt(), last.caseId())));
  }

  /** All of them, in one reading of the database, whatever else happens meanwhile. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public void each(WhatIfRun run, Consumer<Row> reader) {
    @Nullable String cursor = null;
    do {
      var page = list(run, Filter.ALL, cursor, AT_ONCE);
      page.rows().forEach(reader);
      cursor = page.next();
    } while (cursor != null);
  }

  /** Where a page ended. */
  private record Place(boolean pending, Cursor at) {
    private static final String CODE = "policy.badCursor";

    static @Nullable Place read(@Nullable String text) {
      if (text == null || text.isBlank()) {
        return null;
      }
      if (text.charAt(0) != 'p' && text.charAt(0) != 'c') {
        throw Refusal.invalid(CODE, "cursor");
      }
      var at = Cursor.read(text.substring(1), CODE);
      if (at == null) {
        throw Refusal.invalid(CODE, "cursor");
      }
      return new Place(text.charAt(0) == 'p', at);
    }

    @Override
    public String toString() {
      return (pending ? "p" : "c") + at;
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("case_id", UUID.class),
        row.getString("number"),
        row.getString("name"),
        row.getBoolean("pending"),
        CaseState.valueOf(row.getString("state")),
        row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
        Verdict.valueOf(row.getString("before")),
        Verdict.valueOf(row.getString("after")),
        JSON.readValue(row.getString("change"), WhatIfChange.class));
  }

  private WhatIfRun run(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new WhatIfRun(
        id,
        row.getObject("revision_id", UUID.class),
        row.getString("sha256"),
        row.getObject("day", LocalDate.class),
        row.getString("asked_by_name"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        WhatIfRun.State.valueOf(row.getString("state")),
        row.getString("policies"),
        row.getInt("total"),
        row.getInt("done"),
        row.getInt("flips"),
        row.getInt("unsettled"),
        row.getInt("others"),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        counts(id));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private List<WhatIfRun.Count> counts(UUID run) {
    return db.sql("select pending, before, after, cases from what_if_count where run_id = :run")
        .param("run", run)
        .query(
            (row, n) ->
                new WhatIfRun.Count(
                    row.getBoolean(1),
                    Verdict.valueOf(row.getString(2)),
                    Verdict.valueOf(row.getString(3)),
                    row.getInt(4)))
        .list();
  }

  private static void mustBeOfPolicy(Actor actor) {
    if (!actor.hasRole(Role.POLICY_EDITOR) && !actor.hasRole(Role.POLICY_APPROVER)) {
      throw Refusal.forbidden("policy.notOfPolicy");
    }
  }

  private void record(String act, Actor by, PolicyRevision revision, String... details) {
    var all =
        new HashMap<>(
            Map.of(
                "file", revision.file(),
                "no", String.valueOf(revision.no()),
                "sha256", revision.sha256()));
    for (int i = 0; i < details.length; i += 2) {
      all.put(details[i], details[i + 1]);
    }
    log.record(
        null,
        act,
        new Who(by.accountId(), by.name(), null, null, null, null),
        Audience.OFFICERS,
        Map.copyOf(all));
  }
}
