package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Cursor;
import org.zhunru.common.Ids;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.decision.Decision;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.Decisions;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.intake.Trail;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Public notices (公示). A decision waits until a head of the lead office releases it; what is
 * released are the fields of {@link PublicNotice}, frozen, its free text with personal data struck
 * out. After its last day, or when it is taken down, the public no longer sees it; the record keeps
 * it.
 */
@Component
@Transactional
public class PublicNotices {
  /** Rows of a page. */
  public static final int PAGE = 30;

  /** Entries of a feed. */
  public static final int FEED = 50;

  private static final int LONGEST = 8000;
  private static final int LONGEST_REMARK = 1000;
  private static final int YEARS = 10;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<PublicNotice.Ground>> GROUNDS = new TypeReference<>() {};
  private static final String SHOWN = "n.ended_at is null and n.last_day >= :today";

  private final JdbcClient db;
  private final Cases cases;
  private final Projects projects;
  private final Matters matters;
  private final Enterprises enterprises;
  private final Departments departments;
  private final Decisions decisions;
  private final PublicNoticeSources sources;
  private final PublicNoticeTerms terms;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final Trail trail;
  private final Clock clock;

  PublicNotices(
      JdbcClient db,
      Cases cases,
      Projects projects,
      Matters matters,
      Enterprises enterprises,
      Departments departments,
      Decisions decisions,
      PublicNoticeSources sources,
      PublicNoticeTerms terms,
      Actors actors,
      ConflictOfInterest conflicts,
      Trail trail,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.projects = projects;
    this.matters = matters;
    this.enterprises = enterprises;
    this.departments = departments;
    this.decisions = decisions;
    this.sources = sources;
    this.terms = terms;
    this.actors = actors;
    this.conflicts = conflicts;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Which notices; {@link #NONE} for all that are shown.
   *
   * @param words each must stand in project, enterprise, credit code or one of the numbers
   * @param outcome null for any
   * @param from first day of the decision that counts; null for any
   * @param to last day of the decision that counts; null for any
   */
  public record Filter(
      @Nullable String words,
      @Nullable DecisionOutcome outcome,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    public static final Filter NONE = new Filter(null, null, null, null);

    public Filter {
      words = words == null || words.isBlank() ? null : words.strip();
    }
  }

  /**
   * A decision that is not public yet.
   *
   * @param publishBy last day by rule; null where no rule is known
   */
  public record Waiting(
      CaseId caseId,
      String number,
      String project,
      DecisionOutcome outcome,
      Instant decidedAt,
      @Nullable LocalDate publishBy) {}

  /**
   * What would be released.
   *
   * @param notice with what is personal struck out; its last day is today where no rule is known
   * @param struck personal data that was found in the texts
   * @param names those of them that are names
   * @param publishBy last day by rule; null where no rule is known
   * @param lastDay last day shown, by rule; null where a person sets it
   */
  public record Draft(
      PublicNotice notice,
      int struck,
      List<String> names,
      @Nullable LocalDate publishBy,
      @Nullable LocalDate lastDay) {}

  /**
   * One act upon a notice.
   *
   * @param kind {@code PUBLISHED}, {@code CORRECTED}, {@code ANNULLED}, {@code TAKEN_DOWN}
   */
  public record Act(String kind, String words, String remark, String byName, Instant at) {}

  /** Decisions that are not public yet, oldest first; the lead office's and supervisors' to see. */
  @Transactional(readOnly = true)
  public Page<Waiting> waiting(@Nullable String cursor) {
    var after = Cursor.read(cursor, "announcement.badCursor");
    var found =
        db.sql(
                """
                select d.case_id, d.number, d.outcome, d.decided_at, p.name
                from decision d join case_file c on c.id = d.case_id
                  join project p on p.id = c.project_id
                where not exists (select from public_notice n where n.case_id = d.case_id)
                  and (d.decided_at, d.case_id) > (:at, :id)
                order by d.decided_at, d.case_id limit :limit
                """)
            .param("at", utc(after == null ? Instant.EPOCH : after.at()))
            .param("id", after == null ? new UUID(0, 0) : after.id())
            .param("limit", PAGE + 1)
            .query(
                (row, n) -> {
                  var at = row.getObject("decided_at", OffsetDateTime.class).toInstant();
                  return new Waiting(
                      new CaseId(row.getObject("case_id", UUID.class)),
                      row.getString("number"),
                      row.getString("name"),
                      DecisionOutcome.valueOf(row.getString("outcome")),
                      at,
                      terms.publishBy(day(at)).orElse(null));
                })
            .list();
    if (found.size() <= PAGE) {
      return new Page<>(found, null);
    }
    var last = found.get(PAGE - 1);
    return new Page<>(
        found.subList(0, PAGE), new Cursor(last.decidedAt(), last.caseId().value()).toString());
  }

  /**
   * What would be released of a decided case.
   *
   * @param kept words that are no names of persons although somebody in the case is called so
   * @throws Refusal {@code notice.notDecided}
   */
  @Transactional(readOnly = true)
  public Draft draft(CaseId id, Set<String> kept) {
    return draft(cases.byId(id), null, kept);
  }

  private Draft draft(Case of, @Nullable String typed, Set<String> kept) {
    var decision =
        decisions.of(of.id()).orElseThrow(() -> Refusal.conflict("announcement.notDecided"));
    var enterprise = enterprises.byId(of.enterpriseId());
    var project = projects.byId(of.projectId());
    var redactor = sources.redactor(of, enterprise, kept);
    var name = redactor.redact(project.name());
    var words = redactor.redact(typed == null ? sources.words(of, decision) : typed);
    var struck = new ArrayList<>(name.struck());
    struck.addAll(words.struck());
    var today = LocalDate.now(clock);
    var now = now();
    var matter = matters.byId(of.matter());
    var decidedOn = day(decision.decidedAt());
    var lastDay = terms.lastDay(today).orElse(null);
    return new Draft(
        new PublicNotice(
            Ids.next(),
            of.id(),
            decision.number(),
            String.valueOf(of.number()),
            decision.outcome(),
            of.matter(),
            departments.byCode(matter.lead()).officialName(),
            name.text(),
            enterprise.name(),
            enterprise.creditCode(),
            project.region(),
            decidedOn,
            decision.validUntil(),
            grounds(of, decision),
            words.text().strip(),
            false,
            now,
            now,
            lastDay == null ? today : lastDay,
            null,
            List.of()),
        struck.size(),
        struck.stream()
            .filter(s -> s.kind() == Redactor.Kind.NAME)
            .map(Redactor.Struck::text)
            .distinct()
            .toList(),
        terms.publishBy(decidedOn).orElse(null),
        lastDay);
  }

  private List<PublicNotice.Ground> grounds(Case of, Decision decision) {
    return decision.outcome().approves() ? List.of() : sources.grounds(of);
  }

  /**
   * A head of the lead office makes a decision public.
   *
   * @param words the reasons as the public shall read them
   * @param lastDay last day shown; counts only where no rule is known
   * @param kept words that are no names of persons, as this person judges
   * @throws Refusal {@code intake.noSuchCase}, {@code notice.notLead}, {@code
   *     identity.conflictOfInterest}, {@code notice.notDecided}, {@code notice.published}, or all
   *     that is wrong: {@code notice.wordsMissing}, {@code notice.personal} (argument: how many),
   *     {@code notice.lastDayMissing}, {@code notice.lastDayPast}, {@code notice.lastDayFar}
   */
  public UUID publish(
      Actor by, CaseId id, String words, @Nullable LocalDate lastDay, Set<String> kept) {
    var of = cases.lock(id);
    var actor = lead(by, of);
    var draft = ready(of, words, lastDay, kept);
    var last = Objects.requireNonNull(draft.lastDay());
    var notice = draft.notice();
    db.sql(
            """
            insert into public_notice (id, case_id, number, case_number, outcome, matter, office,
              project, enterprise, credit_code, region, decided_on, valid_until, grounds, words,
              published_at, changed_at, last_day)
            values (:id, :case, :number, :caseNumber, :outcome, :matter, :office, :project,
              :enterprise, :creditCode, :region, :decidedOn, :validUntil, cast(:grounds as jsonb),
              :words, :now, :now, :lastDay)
            """)
        .param("id", notice.id())
        .param("case", id.value())
        .param("number", notice.number())
        .param("caseNumber", notice.caseNumber())
        .param("outcome", notice.outcome().name())
        .param("matter", notice.matter())
        .param("office", notice.office())
        .param("project", notice.project())
        .param("enterprise", notice.enterprise())
        .param("creditCode", notice.creditCode())
        .param("region", notice.region())
        .param("decidedOn", notice.decidedOn())
        .param("validUntil", notice.validUntil())
        .param("grounds", JSON.writeValueAsString(notice.grounds()))
        .param("words", notice.words())
        .param("now", utc(notice.publishedAt()))
        .param("lastDay", last)
        .update();
    act(notice.id(), "PUBLISHED", notice.words(), "", kept, actor);
    told(id, "announcement.published", actor, "text", notice.number() + " → " + last);
    return notice.id();
  }

  /** Whether {@link #publish} would do it, and what it would release; changes nothing. */
  public Draft checkPublication(
      Actor by, CaseId id, String words, @Nullable LocalDate lastDay, Set<String> kept) {
    var of = cases.lock(id);
    lead(by, of);
    return ready(of, words, lastDay, kept);
  }

  private Draft ready(Case of, String words, @Nullable LocalDate lastDay, Set<String> kept) {
    if (ofCase(of.id()).isPresent()) {
      throw Refusal.conflict("announcement.published");
    }
    var draft = draft(of, words, kept);
    var faults = new ArrayList<Refusal>();
    wrongWords(draft.notice().words(), draft.struck() - struckInName(of, kept), "words", faults);
    var last = draft.lastDay() == null ? lastDay : draft.lastDay();
    var today = LocalDate.now(clock);
    if (last == null) {
      faults.add(Refusal.invalid("announcement.lastDayMissing", "lastDay"));
    } else if (last.isBefore(today)) {
      faults.add(Refusal.invalid("announcement.lastDayPast", "lastDay"));
    } else if (last.isAfter(today.plusYears(YEARS))) {
      faults.add(Refusal.invalid("announcement.lastDayFar", "lastDay", YEARS));
    }
    Refusals.throwIfAny(faults);
    return new Draft(draft.notice(), draft.struck(), draft.names(), draft.publishBy(), last);
  }

  /** What is personal in the name of the project is struck there and needs no new words. */
  private int struckInName(Case of, Set<String> kept) {
    return sources
        .redactor(of, enterprises.byId(of.enterpriseId()), kept)
        .redact(projects.byId(of.projectId()).name())
        .struck()
        .size();
  }

  private static void wrongWords(String words, int struck, String field, List<Refusal> faults) {
    if (words.isBlank() || words.length() > LONGEST) {
      faults.add(Refusal.invalid("announcement.wordsMissing", field));
    }
    if (struck > 0) {
      faults.add(Refusal.invalid("announcement.personal", field, struck));
    }
  }

  /**
   * A notice that is shown is put right, or says that its decision no longer stands.
   *
   * @param annulled whether the decision was annulled, by reconsideration or by a court
   * @param remark for the public: what was put right and why
   * @throws Refusal as {@link #publish}, {@code notice.gone} once it is no longer shown, {@code
   *     notice.remarkMissing}
   */
  public void correct(
      Actor by, CaseId id, boolean annulled, String words, String remark, Set<String> kept) {
    var of = cases.lock(id);
    var actor = lead(by, of);
    var notice = shown(id);
    var redactor = sources.redactor(of, enterprises.byId(of.enterpriseId()), kept);
    var said = redactor.redact(words);
    var why = redactor.redact(remark);
    var faults = new ArrayList<Refusal>();
    wrongWords(said.text().strip(), said.struck().size(), "words", faults);
    if (why.text().isBlank() || why.text().length() > LONGEST_REMARK) {
      faults.add(Refusal.invalid("announcement.remarkMissing", "remark"));
    }
    if (!why.clean()) {
      faults.add(Refusal.invalid("announcement.personal", "remark", why.struck().size()));
    }
    Refusals.throwIfAny(faults);
    db.sql(
            """
            update public_notice set words = :words, annulled = annulled or :annulled,
              changed_at = :now where id = :id
            """)
        .param("words", said.text().strip())
        .param("annulled", annulled)
        .param("now", utc(now()))
        .param("id", notice.id())
        .update();
    var kind = annulled ? "ANNULLED" : "CORRECTED";
    act(notice.id(), kind, said.text().strip(), why.text().strip(), kept, actor);
    told(
        id,
        annulled ? "announcement.annulled" : "announcement.corrected",
        actor,
        "reason",
        why.text().strip());
  }

  /**
   * A notice is taken down before its last day is over.
   *
   * @param reason for the record; the public doesn't read it
   * @throws Refusal {@code intake.noSuchCase}, {@code notice.notLead}, {@code
   *     identity.conflictOfInterest}, {@code notice.gone}, {@code notice.reasonMissing}
   */
  public void takeDown(Actor by, CaseId id, String reason) {
    var of = cases.lock(id);
    var actor = lead(by, of);
    var notice = shown(id);
    if (reason.isBlank() || reason.strip().length() > LONGEST_REMARK) {
      throw Refusal.invalid("announcement.reasonMissing", "reason");
    }
    db.sql("update public_notice set ended_at = :now, changed_at = :now where id = :id")
        .param("now", utc(now()))
        .param("id", notice.id())
        .update();
    act(notice.id(), "TAKEN_DOWN", notice.words(), reason.strip(), Set.of(), actor);
    told(id, "announcement.takenDown", actor, "reason", reason.strip());
  }

  private PublicNotice shown(CaseId id) {
    return ofCase(id)
        .filter(n -> n.isShown(LocalDate.now(clock)))
        .orElseThrow(() -> Refusal.conflict("announcement.gone"));
  }

  private Actor lead(Actor by, Case of) {
    var actor =
        actors.acting(by, matters.byId(of.matter()).lead(), SeatKind.HEAD, "announcement.notLead");
    conflicts.refuse(actor, of.enterpriseId());
    return actor;
  }

  private void act(
      UUID notice, String kind, String words, String remark, Set<String> kept, Actor by) {
    db.sql(
            """
            insert into public_notice_act
            select :notice, count(*), :kind, :words, :remark, :kept, :by, :name, :now
            from public_notice_act where notice_id = :notice
            """)
        .param("notice", notice)
        .param("kind", kind)
        .param("words", words)
        .param("remark", remark)
        .param("kept", kept.toArray(String[]::new))
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", utc(now()))
        .update();
  }

  private void told(CaseId id, String act, Actor actor, String... details) {
    trail.officer(id, act, actor, Actor.LEAD_OFFICE, SeatKind.HEAD, Audience.EVERYBODY, details);
  }

  /**
   * The notice of a case, shown or not; for who has seen to it that the reader may see the case.
   */
  @Transactional(readOnly = true)
  public Optional<PublicNotice> ofCase(CaseId id) {
    return db.sql("select * from public_notice n where case_id = :case")
        .param("case", id.value())
        .query(this::notice)
        .optional();
  }

  /** What was done with a notice, oldest first; for officers. */
  @Transactional(readOnly = true)
  public List<Act> acts(UUID notice) {
    return db.sql("select * from public_notice_act where notice_id = :id order by no")
        .param("id", notice)
        .query(
            (row, n) ->
                new Act(
                    row.getString("kind"),
                    row.getString("words"),
                    row.getString("remark"),
                    row.getString("by_name"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * A notice, shown or not: the caller tells the public no more of one that isn't than that.
   *
   * @throws Refusal {@code notice.unknown}
   */
  @Transactional(readOnly = true)
  public PublicNotice byId(String id) {
    try {
      return db.sql("select * from public_notice n where id = :id")
          .param("id", UUID.fromString(id))
          .query(this::notice)
          .optional()
          .orElseThrow(() -> Refusal.unknown("announcement.unknown"));
    } catch (IllegalArgumentException noId) {
      throw Refusal.unknown("announcement.unknown");
    }
  }

  /**
   * What the public sees today, newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code notice.badCursor}
   */
  @Transactional(readOnly = true)
  public Page<PublicNotice> list(Filter filter, @Nullable String cursor) {
    return list(filter, cursor, PAGE);
  }

  /** The newest that the public sees today. */
  @Transactional(readOnly = true)
  public List<PublicNotice> newest() {
    return list(Filter.NONE, null, FEED).rows();
  }

  Page<PublicNotice> list(Filter filter, @Nullable String cursor, int size) {
    var after = Cursor.read(cursor, "announcement.badCursor");
    var params = new HashMap<String, Object>();
    params.put("today", LocalDate.now(clock));
    var sql = new StringBuilder("select * from public_notice n where ").append(SHOWN);
    filters(filter, sql, params);
    if (after != null) {
      sql.append(" and (n.published_at, n.id) < (:at, :after)");
      params.put("at", utc(after.at()));
      params.put("after", after.id());
    }
    params.put("limit", size + 1);
    var found =
        db.sql(sql.append(" order by n.published_at desc, n.id desc limit :limit").toString())
            .params(params)
            .query(this::notice)
            .list();
    return Page.of(found, size, last -> new Cursor(last.publishedAt(), last.id()));
  }

  private static void filters(Filter filter, StringBuilder sql, Map<String, Object> params) {
    if (filter.outcome() != null) {
      sql.append(" and n.outcome = :outcome");
      params.put("outcome", filter.outcome().name());
    }
    if (filter.from() != null) {
      sql.append(" and n.decided_on >= :from");
      params.put("from", filter.from());
    }
    if (filter.to() != null) {
      sql.append(" and n.decided_on <= :to");
      params.put("to", filter.to());
    }
    if (filter.words() != null) {
      var words = filter.words().split("\\s+");
      for (int i = 0; i < Math.min(words.length, 5); i++) {
        sql.append(
            """
             and position(lower(:w%d) in lower(n.project || ' ' || n.enterprise || ' '
               || n.credit_code || ' ' || n.number || ' ' || n.case_number)) > 0
            """
                .formatted(i));
        params.put("w" + i, words[i]);
      }
    }
  }

  /** When what the public sees last changed, by an act or because a last day was over. */
  @Transactional(readOnly = true)
  public Instant changedAt() {
    var today = LocalDate.now(clock);
    var changed =
        db.sql("select max(changed_at) from public_notice")
            .query(OffsetDateTime.class)
            .optional()
            .map(OffsetDateTime::toInstant)
            .orElse(Instant.EPOCH);
    var over =
        db.sql("select max(last_day) from public_notice where last_day < :today")
            .param("today", today)
            .query(LocalDate.class)
            .optional()
            .map(day -> day.plusDays(1).atStartOfDay(clock.getZone()).toInstant())
            .orElse(Instant.EPOCH);
    return (over.isAfter(changed) ? over : changed).truncatedTo(ChronoUnit.SECONDS);
  }

  private PublicNotice notice(ResultSet row, int n) throws SQLException {
    var id = row.getObject("id", UUID.class);
    @Nullable OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new PublicNotice(
        id,
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getString("number"),
        row.getString("case_number"),
        DecisionOutcome.valueOf(row.getString("outcome")),
        row.getString("matter"),
        row.getString("office"),
        row.getString("project"),
        row.getString("enterprise"),
        row.getString("credit_code"),
        row.getString("region"),
        Objects.requireNonNull(row.getObject("decided_on", LocalDate.class)),
        row.getObject("valid_until", LocalDate.class),
        JSON.readValue(row.getString("grounds"), GROUNDS),
        row.getString("words"),
        row.getBoolean("annulled"),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_day", LocalDate.class),
        ended == null ? null : ended.toInstant(),
        acts(id).stream()
            .filter(a -> a.kind().equals("CORRECTED") || a.kind().equals("ANNULLED"))
            .map(a -> new PublicNotice.Remark(a.kind().equals("ANNULLED"), a.remark(), a.at()))
            .toList());
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, clock.getZone());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
