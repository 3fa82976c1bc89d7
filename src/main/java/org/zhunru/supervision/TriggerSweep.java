package org.zhunru.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.identity.Actor;
import org.zhunru.policy.TriggerRules;

/**
 * Raises the lights of supervision. Any number of nodes may do so: they take turns, and what a
 * light is about is unique, so that nothing is raised twice. Cases are looked at again when
 * something was done in them, limits and suspensions by their days.
 */
@Component
public class TriggerSweep {
  private static final Logger log = LoggerFactory.getLogger(TriggerSweep.class);

  /** Lines of the audit log that are looked at again: acts are committed in another order. */
  private static final int OVERLAP = 5000;

  /** Lines of the audit log in one transaction: after a downtime there may be a million. */
  private static final int LINES = 20_000;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Clocks clocks;
  private final Recomputation recomputation;
  private final TriggerRules rules;
  private final AuditLog audit;
  private final Clock clock;

  TriggerSweep(
      JdbcClient db,
      TransactionTemplate transaction,
      Clocks clocks,
      Recomputation recomputation,
      TriggerRules rules,
      AuditLog audit,
      Clock clock) {
    this.db = db;
    this.transaction = transaction;
    this.clocks = clocks;
    this.recomputation = recomputation;
    this.rules = rules;
    this.audit = audit;
    this.clock = clock;
    for (var kind : TriggerKind.values()) {
      rules.of(kind.name());
    }
    rules.of(SupervisionLights.ANSWER);
  }

  @Scheduled(cron = "45 * * * * *", zone = "Asia/Shanghai")
  void everyMinute() {
    int raised = sweep(clock.instant());
    if (raised > 0) {
      log.info("Supervision: {} lights", raised);
    }
  }

  /**
   * Raises all that is to be raised at {@code now}.
   *
   * @return how many lights
   */
  public int sweep(Instant now) {
    recomputation.catchUp(Integer.MAX_VALUE);
    record Swept(int raised, boolean all) {}
    int raised = 0;
    Swept swept;
    do {
      swept =
          transaction.execute(
              status -> {
                var stretch = next();
                int found = 0;
                for (var kind : TriggerKind.values()) {
                  found += raise(kind, stretch, now);
                }
                return new Swept(found, stretch.last());
              });
      raised += swept.raised();
    } while (!swept.all());
    return raised;
  }

  /**
   * What is looked at in one transaction.
   *
   * @param since position in the audit log, not itself looked at
   * @param until the last that is
   * @param last whether nothing comes after it
   */
  private record Stretch(long since, long until, boolean last) {}

  /** The next stretch of the audit log; the one after it begins where it ends. */
  private Stretch next() {
    return db.sql(
            """
            update supervision_sweep s
            set position = greatest(was.position, least(greatest(was.position, was.first) + :lines, log.last))
            from (select first, position from supervision_sweep for update) was,
              (select coalesce(max(id), 0) as last from audit_entry) log
            returning greatest(was.first, was.position - :overlap), s.position, s.position >= log.last
            """)
        .param("overlap", OVERLAP)
        .param("lines", LINES)
        .query((row, n) -> new Stretch(row.getLong(1), row.getLong(2), row.getBoolean(3)))
        .single();
  }

  private record Raised(
      UUID id, String department, String number, LocalDate answerBy, String caseId) {}

  private int raise(TriggerKind kind, Stretch stretch, Instant now) {
    var rule = rules.of(kind.name());
    var calendar = clocks.calendar();
    var today = LocalDate.ofInstant(now, calendar.zone());
    var params = new HashMap<String, Object>();
    params.put("kind", kind.name());
    params.put("since", stretch.since());
    params.put("until", stretch.until());
    params.put("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
    params.put("raised", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    params.put("edition", calendar.edition());
    params.put("toldBy", toldBy(calendar, today));
    params.put("threshold", rule.threshold());
    params.put("basis", rule.legalBasis());
    params.put("lead", Actor.LEAD_OFFICE);
    params.put(
        "answerBy", calendar.addWorkingDays(today, rules.of(SupervisionLights.ANSWER).number()));
    var raised =
        db.sql(
                """
                insert into supervision_light (id, kind, key, case_id, department, happened_at,
                  raised_at, threshold, legal_basis, evidence, answer_by)
                select next_id(), :kind, f.key, f.case_id, f.department, f.happened_at,
                  :raised, cast(:threshold as int), :basis, f.evidence, :answerBy
                from (%s) f
                where not exists (select from supervision_light l
                  where l.kind = :kind and l.key = f.key)
                on conflict do nothing
                returning id, department, case_id, answer_by,
                  (select number from case_file c where c.id = case_id) number
                """
                    .formatted(kind.sql()))
            .params(params)
            .query(
                (row, n) ->
                    new Raised(
                        row.getObject("id", UUID.class),
                        row.getString("department"),
                        row.getString("number"),
                        row.getObject("answer_by", LocalDate.class),
                        row.getString("case_id")))
            .list();
    raised.forEach(light -> record(kind, light));
    return raised.size();
  }

  /** The last day on which a suspension may have begun that has to be told by now. */
  private LocalDate toldBy(WorkingCalendar calendar, LocalDate today) {
    int days = rules.of(TriggerKind.UNTOLD_SUSPENSION.name()).number();
    var day = today.minusDays(1);
    while (!calendar.addWorkingDays(day, days).isBefore(today)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /** Kept apart from the acts of the case: other departments of it are told nothing. */
  private void record(TriggerKind kind, Raised light) {
    audit.record(
        null,
        "light.raised",
        Who.PROGRAM,
        Audience.OFFICERS,
        Map.of(
            "light", light.id().toString(),
            "trigger", kind.name(),
            "department", light.department(),
            "case", light.caseId(),
            "number", light.number(),
            "due", light.answerBy().toString()));
  }
}
