package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.policy.ReportingCalendar;

/**
 * Reports of the reporting calendar: one supervisor drafts, figures of that moment are kept with
 * it, another one signs, and that it was sent is recorded. Nothing is sent or signed by itself.
 */
@Component
@Transactional
public class Reports {
  /** Longest text and longest own figures, in characters. */
  public static final int LONGEST_TEXT = 20_000;

  /** Longest reason of a correction, in characters. */
  public static final int LONGEST_WHY = 4000;

  /** A number and a few words that are no sentence: 一、工作进展, 1. Progress. */
  private static final Pattern HEADING =
      Pattern.compile(
          "(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\\d]+[）)]|\\d+[.、．)])[^。！？；，：,;:.!?]{0,30}");

  /** Longest addressee and longest number of a receipt, in characters. */
  public static final int LONGEST_LINE = 200;

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final JdbcClient db;
  private final ReportingCalendar calendar;
  private final AuditLog log;
  private final Clock clock;

  Reports(JdbcClient db, ReportingCalendar calendar, AuditLog log, Clock clock) {
    this.db = db;
    this.calendar = calendar;
    this.log = log;
    this.clock = clock;
  }

  /** Today, by which lateness is told. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  /**
   * @throws Refusal {@code reports.noSuchDuty}
   */
  public ReportingCalendar.Duty duty(String rule, int year, String period) {
    return calendar
        .find(rule, year, period)
        .orElseThrow(() -> Refusal.unknown("reports.noSuchDuty", rule));
  }

  /** Reports for periods of that year; of each duty the first one first, then its corrections. */
  @Transactional(readOnly = true)
  public List<Report> of(int year) {
    return db.sql("select * from report where year = :year order by rule_id, period, version")
        .param("year", year)
        .query((row, n) -> read(row))
        .list();
  }

  /**
   * @throws Refusal {@code reports.noSuchReport}
   */
  @Transactional(readOnly = true)
  public Report byId(UUID id) {
    return find(id, "");
  }

  /** All versions of a report, the first one first. */
  @Transactional(readOnly = true)
  public List<Report> versions(Report report) {
    return of(report.year()).stream()
        .filter(r -> r.ruleId().equals(report.ruleId()) && r.period().equals(report.period()))
        .toList();
  }

  /**
   * Reports that were owed on days, both included, and are late.
   *
   * @param owed all that were owed
   * @param late sent after their day, or not sent by now though it is over
   */
  public record Owed(int owed, int late) {}

  /** How reports of authorities that were owed in those days were sent; corrections don't count. */
  @Transactional(readOnly = true)
  public Owed owed(LocalDate from, LocalDate to) {
    int owed = 0;
    int late = 0;
    for (int year = from.getYear() - 1; year <= to.getYear(); year++) {
      var sent = new HashMap<String, Report>();
      of(year).stream()
          .filter(r -> r.version() == 1)
          .forEach(r -> sent.put(r.ruleId() + " " + r.period(), r));
      for (var duty : calendar.of(year)) {
        var due = duty.due();
        if (due != null && duty.rule().ours() && !due.isBefore(from) && !due.isAfter(to)) {
          var report = sent.get(duty.rule().id() + " " + duty.period());
          owed++;
          late += (report == null ? duty.isLate(today()) : report.isLate(today())) ? 1 : 0;
        }
      }
    }
    return new Owed(owed, late);
  }

  /**
   * What this program counts for a duty, as of now; null if it holds no figures for it.
   *
   * @throws Refusal {@code reports.notBegun} if the period hasn't begun
   */
  @Transactional(readOnly = true)
  public Report.@Nullable Numbers figures(ReportingCalendar.Duty duty) {
    if (today().isBefore(duty.from())) {
      throw Refusal.conflict("reports.notBegun", duty.from());
    }
    if (!duty.rule().figures()) {
      return null;
    }
    var to = today().isBefore(duty.to()) ? today() : duty.to();
    return db.sql(
            """
            select
              (select count(*) from case_file where submitted_at >= :from and submitted_at < :end) filed,
              (select count(*) from case_file where accepted_at >= :from and accepted_at < :end) accepted,
              count(*) filter (where outcome = 'APPROVED') approved,
              count(*) filter (where outcome = 'APPROVED_WITH_CONDITIONS') conditional,
              count(*) filter (where outcome = 'REFUSED') refused,
              (select count(*) from opinion
               where kind = 'VETO' and signed_at >= :from and signed_at < :end) vetoes,
              (select count(*) from legal_clock k
               where ended_at >= :from and ended_at < :end and finished(k) and ended_at >= due_at) late
            from decision where decided_at >= :from and decided_at < :end
            """)
        .param("from", begin(duty.from()))
        .param("end", begin(to.plusDays(1)))
        .query((row, n) -> numbers(row, duty.from(), to))
        .single();
  }

  /**
   * Drafts the report of a duty.
   *
   * @throws Refusal {@code reports.notSupervisor}, {@code reports.noSuchDuty}, {@code
   *     reports.exists}, {@code reports.notBegun}, {@code reports.textMissing}, {@code
   *     reports.figuresTooLong}
   */
  public Report draft(
      Actor drafter, String rule, int year, String period, String text, String ownFigures) {
    mustBeSupervisor(drafter);
    var duty = duty(rule, year, period);
    mustBeOurs(duty);
    check(text, ownFigures);
    var id = Ids.next();
    try {
      db.sql(
              """
              insert into report (id, rule_id, year, period, state, revision, content, own_figures,
                drafted_by, drafted_by_name, drafted_at)
              values (:id, :rule, :year, :period, 'DRAFT', 0, :text, :own, :by, :name, :now)
              """)
          .param("id", id)
          .param("rule", rule)
          .param("year", year)
          .param("period", period)
          .param("text", text.strip())
          .param("own", ownFigures.strip())
          .param("by", drafter.accountId())
          .param("name", drafter.name())
          .param("now", now())
          .update();
    } catch (DuplicateKeyException twice) {
      throw Refusal.conflict("reports.exists");
    }
    write(drafter, id, duty, text, ownFigures);
    return byId(id);
  }

  /**
   * Drafts a correction of a report that was sent: both are kept, and it goes the same way.
   *
   * @param why why it is corrected
   * @throws Refusal as {@link #draft}; {@code reports.state} if it was not sent; {@code
   *     reports.corrected} if another one corrects it; {@code reports.whyMissing}
   */
  public Report correct(Actor drafter, UUID sent, String why, String text, String ownFigures) {
    mustBeSupervisor(drafter);
    var old = lock(sent, Report.State.SENT);
    var duty = duty(old.ruleId(), old.year(), old.period());
    if (versions(old).stream().anyMatch(r -> sent.equals(r.corrects()))) {
      throw Refusal.conflict("reports.corrected");
    }
    var faults = new ArrayList<Refusal>();
    if (why.isBlank() || why.length() > LONGEST_WHY) {
      faults.add(Refusal.invalid("reports.whyMissing", "why", LONGEST_WHY));
    }
    faults(text, ownFigures, faults);
    Refusals.throwIfAny(faults);
    var id = Ids.next();
    db.sql(
            """
            insert into report (id, rule_id, year, period, state, revision, content, own_figures,
              drafted_by, drafted_by_name, drafted_at, version, corrects, why)
            values (:id, :rule, :year, :period, 'DRAFT', 0, :text, :own, :by, :name, :now, :version,
              :corrects, :why)
            """)
        .param("id", id)
        .param("rule", old.ruleId())
        .param("year", old.year())
        .param("period", old.period())
        .param("text", text.strip())
        .param("own", ownFigures.strip())
        .param("by", drafter.accountId())
        .param("name", drafter.name())
        .param("now", now())
        .param("version", old.version() + 1)
        .param("corrects", sent)
        .param("why", why.strip())
        .update();
    write(drafter, id, duty, text, ownFigures);
    return byId(id);
  }

  /**
   * Writes it anew, with the figures of now. Whoever does has drafted it: another one must sign.
   *
   * @param seen revision the writer has read
   * @throws Refusal as {@link #draft}; {@code reports.state}, {@code reports.overtaken}
   */
  public void change(Actor drafter, UUID id, int seen, String text, String ownFigures) {
    mustBeSupervisor(drafter);
    var report = lock(id, Report.State.DRAFT);
    mustHaveRead(report, seen);
    check(text, ownFigures);
    write(drafter, id, duty(report.ruleId(), report.year(), report.period()), text, ownFigures);
  }

  /**
   * Signs what was read.
   *
   * @throws Refusal {@code reports.notSupervisor}, {@code reports.state}, {@code
   *     reports.samePerson}, {@code reports.overtaken}, {@code reports.onlyHeadings}
   */
  public void sign(Actor signer, UUID id, int seen) {
    mustBeSupervisor(signer);
    var report = lock(id, Report.State.DRAFT);
    if (report.draftedBy().equals(signer.accountId())) {
      throw Refusal.forbidden("reports.samePerson");
    }
    mustHaveRead(report, seen);
    if (onlyHeadings(report.content())) {
      throw Refusal.conflict("reports.onlyHeadings");
    }
    db.sql(
            """
            update report set state = 'SIGNED', signed_by = :by, signed_by_name = :name,
              signed_at = :now where id = :id
            """)
        .param("by", signer.accountId())
        .param("name", signer.name())
        .param("now", now())
        .param("id", id)
        .update();
    record("reports.signed", signer, report, Map.of("revision", String.valueOf(seen)));
  }

  /**
   * Records that it was sent.
   *
   * @param on the day; not before that of the signature, not in the future; null if none was given
   * @param receipt number of the receipt; empty if there is none
   * @throws Refusal {@code reports.notSupervisor}, {@code reports.state}, {@code reports.sentOn},
   *     {@code reports.sentTo}, {@code reports.receipt}
   */
  public void sent(Actor by, UUID id, @Nullable LocalDate on, String to, String receipt) {
    mustBeSupervisor(by);
    var report = lock(id, Report.State.SIGNED);
    var faults = new ArrayList<Refusal>();
    @Nullable Instant signed = report.signedAt();
    if (on == null
        || on.isAfter(today())
        || signed != null && on.isBefore(LocalDate.ofInstant(signed, ZONE))) {
      faults.add(Refusal.invalid("reports.sentOn", "sentOn"));
    }
    if (to.isBlank() || to.length() > LONGEST_LINE) {
      faults.add(Refusal.invalid("reports.sentTo", "sentTo", LONGEST_LINE));
    }
    if (receipt.length() > LONGEST_LINE) {
      faults.add(Refusal.invalid("reports.receipt", "receipt", LONGEST_LINE));
    }
    Refusals.throwIfAny(faults);
    db.sql(
            """
            update report set state = 'SENT', sent_on = :on, sent_to = :to, receipt = :receipt,
              sent_by = :by, sent_by_name = :name, sent_at = :now where id = :id
            """)
        .param("on", on)
        .param("to", to.strip())
        .param("receipt", receipt.strip())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .param("id", id)
        .update();
    record("reports.sent", by, report, Map.of("on", String.valueOf(on), "to", to.strip()));
  }

  private void write(
      Actor drafter, UUID id, ReportingCalendar.Duty duty, String text, String ownFigures) {
    var figures = figures(duty);
    db.sql(
            """
            update report set due_on = :due, revision = revision + 1, content = :text,
              own_figures = :own, figures_from = :from, figures_to = :to, filed = :filed,
              accepted = :accepted, approved = :approved, conditional = :conditional,
              refused = :refused, vetoes = :vetoes, late = :late, drafted_by = :by,
              drafted_by_name = :name, drafted_at = :now
            where id = :id
            """)
        .param("due", duty.due())
        .param("text", text.strip())
        .param("own", ownFigures.strip())
        .param("from", figures == null ? null : figures.from())
        .param("to", figures == null ? null : figures.to())
        .param("filed", figures == null ? null : figures.filed())
        .param("accepted", figures == null ? null : figures.accepted())
        .param("approved", figures == null ? null : figures.approved())
        .param("conditional", figures == null ? null : figures.conditional())
        .param("refused", figures == null ? null : figures.refused())
        .param("vetoes", figures == null ? null : figures.vetoes())
        .param("late", figures == null ? null : figures.late())
        .param("by", drafter.accountId())
        .param("name", drafter.name())
        .param("now", now())
        .param("id", id)
        .update();
    var report = byId(id);
    record(
        "reports.drafted", drafter, report, Map.of("revision", String.valueOf(report.revision())));
  }

  /** Whether nobody has written anything below the headings. */
  static boolean onlyHeadings(String text) {
    return text.lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .allMatch(l -> HEADING.matcher(l).matches());
  }

  private static void check(String text, String ownFigures) {
    var faults = new ArrayList<Refusal>();
    faults(text, ownFigures, faults);
    Refusals.throwIfAny(faults);
  }

  private static void faults(String text, String ownFigures, List<Refusal> faults) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      faults.add(Refusal.invalid("reports.textMissing", "text", LONGEST_TEXT));
    }
    if (ownFigures.length() > LONGEST_TEXT) {
      faults.add(Refusal.invalid("reports.figuresTooLong", "ownFigures", LONGEST_TEXT));
    }
  }

  /**
   * @throws Refusal {@code reports.notOurs} if enterprises report
   */
  public static void mustBeOurs(ReportingCalendar.Duty duty) {
    if (!duty.rule().ours()) {
      throw Refusal.conflict("reports.notOurs", duty.rule().from());
    }
  }

  private static void mustHaveRead(Report report, int seen) {
    if (report.revision() != seen) {
      throw Refusal.conflict("reports.overtaken", report.draftedByName());
    }
  }

  private static void mustBeSupervisor(Actor actor) {
    if (!actor.hasRole(Role.SUPERVISOR)) {
      throw Refusal.forbidden("reports.notSupervisor");
    }
  }

  private Report lock(UUID id, Report.State expected) {
    var report = find(id, "for update");
    if (report.state() != expected) {
      throw Refusal.conflict("reports.state");
    }
    return report;
  }

  private Report find(UUID id, String how) {
    return db.sql("select * from report where id = :id " + how)
        .param("id", id)
        .query((row, n) -> read(row))
        .optional()
        .orElseThrow(() -> Refusal.unknown("reports.noSuchReport"));
  }

  private static Report read(ResultSet row) throws SQLException {
    @Nullable LocalDate from = row.getObject("figures_from", LocalDate.class);
    return new Report(
        row.getObject("id", UUID.class),
        row.getString("rule_id"),
        row.getInt("year"),
        row.getString("period"),
        row.getObject("due_on", LocalDate.class),
        Report.State.valueOf(row.getString("state")),
        row.getInt("revision"),
        row.getString("content"),
        row.getString("own_figures"),
        from == null ? null : numbers(row, from, row.getObject("figures_to", LocalDate.class)),
        row.getObject("drafted_by", UUID.class),
        row.getString("drafted_by_name"),
        row.getObject("drafted_at", OffsetDateTime.class).toInstant(),
        row.getString("signed_by_name"),
        instant(row.getObject("signed_at", OffsetDateTime.class)),
        row.getObject("sent_on", LocalDate.class),
        row.getString("sent_to"),
        row.getString("receipt"),
        row.getString("sent_by_name"),
        row.getInt("version"),
        row.getObject("corrects", UUID.class),
        row.getString("why"));
  }

  private static Report.Numbers numbers(ResultSet row, LocalDate from, LocalDate to)
      throws SQLException {
    return new Report.Numbers(
        from,
        to,
        row.getLong("filed"),
        row.getLong("accepted"),
        row.getLong("approved"),
        row.getLong("conditional"),
        row.getLong("refused"),
        row.getLong("vetoes"),
        row.getLong("late"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private void record(String act, Actor by, Report report, Map<String, String> more) {
    var all = new LinkedHashMap<String, String>(more);
    all.put("report", report.id().toString());
    all.put("rule", report.ruleId());
    all.put("period", report.year() + " " + report.period());
    log.record(
        null,
        act,
        new Who(by.accountId(), by.name(), null, null, null, null),
        Audience.OFFICERS,
        Map.copyOf(all));
  }

  private static OffsetDateTime begin(LocalDate day) {
    return day.atStartOfDay(ZONE).toOffsetDateTime();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
