package org.zhunru.supervision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.calendar.CalendarFile;
import org.zhunru.calendar.CalendarRow;
import org.zhunru.calendar.Day;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.calendar.WorkingCalendars;
import org.zhunru.calendar.YearStatus;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Regions;
import org.zhunru.identity.Role;
import org.zhunru.policy.RevisionText;

/**
 * How the days off of a year come into the calendar: an editor types what the notice of the state
 * council says, another person compares it with the paper and releases it. It counts from that
 * moment on, for a holiday may be announced for tomorrow; all running clocks follow. What was
 * released is never changed; a later notice of the same year takes its place.
 */
@Component
@Transactional
public class HolidayNotices {
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_NOTE = 1000;
  private static final int LONGEST_TEXT = 50_000;
  private static final String COLUMNS =
      """
      id, year, title, content, sha256, state, drafted_by, drafted_by_name, drafted_at, reviewed_by,
      reviewed_by_name, reviewed_at, note, edition
      """;

  private final JdbcClient db;
  private final WorkingCalendars calendars;
  private final ReleasedNotices released;
  private final Regions regions;
  private final Clocks clocks;
  private final AuditLog log;
  private final Clock clock;

  HolidayNotices(
      JdbcClient db,
      WorkingCalendars calendars,
      ReleasedNotices released,
      Regions regions,
      Clocks clocks,
      AuditLog log,
      Clock clock) {
    this.db = db;
    this.calendars = calendars;
    this.released = released;
    this.regions = regions;
    this.clocks = clocks;
    this.log = log;
    this.clock = clock;
  }

  /**
   * A notice as an editor enters it.
   *
   * @param year as typed
   * @param text lines of {@link CalendarFile#typed}, or the whole of a file of {@link
   *     CalendarFile#notice}, which begins with {@code date}
   */
  public record Typed(String year, String title, String text) {}

  /** A year of the calendar. */
  public record Year(int year, YearStatus status, int daysOff, int makeUpDays) {}

  /**
   * What a notice does to the calendar as it is now.
   *
   * @param days days that become working days or cease to be, or are called otherwise
   * @param clocks running clocks that would end on another day
   */
  public record Effect(
      List<Change> days, List<CalendarFile.Remark> remarks, List<Clocks.Moving> clocks) {

    /** How many clocks would end on another day. */
    public int moving() {
      return clocks.stream().mapToInt(Clocks.Moving::clocks).sum();
    }
  }

  /** A day before and after. */
  public record Change(Day before, Day after) {
    /** Whether it counts otherwise, not only is called otherwise. */
    public boolean counts() {
      return before.working() != after.working();
    }
  }

  /** Text of an uploaded file: UTF-8, GB 18030 or a spreadsheet, see {@link RevisionText}. */
  public static String textOf(byte[] file) {
    try {
      return RevisionText.ofFile(file).csv();
    } catch (Refusal unreadable) {
      throw unreadable.at("file");
    }
  }

  /** Years the city's calendar knows, in order. */
  @Transactional(readOnly = true)
  public List<Year> years() {
    var calendar = clocks.calendar();
    return calendar.years().entrySet().stream()
        .map(
            y -> {
              var rows = calendars.rows(y.getKey());
              int makeUp = (int) rows.stream().filter(CalendarRow::working).count();
              return new Year(y.getKey(), y.getValue(), rows.size() - makeUp, makeUp);
            })
        .toList();
  }

  /** What the released notices that count are called, by year; years of the program are missing. */
  @Transactional(readOnly = true)
  public Map<Integer, String> counting() {
    var titles = new LinkedHashMap<Integer, String>();
    db.sql(
            """
            select distinct on (year) year, title from holiday_notice
            where edition is not null order by year, edition desc
            """)
        .query(
            row -> {
              titles.put(row.getInt("year"), row.getString("title"));
            });
    return titles;
  }

  /** All notices, newest first. */
  @Transactional(readOnly = true)
  public List<HolidayNotice> all() {
    return db.sql("select %s from holiday_notice order by drafted_at desc, id".formatted(COLUMNS))
        .query((row, n) -> read(row))
        .list();
  }

  /**
   * @throws Refusal {@code calendar.noSuchNotice}
   */
  @Transactional(readOnly = true)
  public HolidayNotice byId(UUID id) {
    return find(id, "");
  }

  /** Its days. */
  public List<CalendarRow> rows(HolidayNotice notice) {
    return CalendarFile.notice(notice.content().getBytes(StandardCharsets.UTF_8), notice.year());
  }

  /** What it would do if it were released now. */
  @Transactional(readOnly = true)
  public Effect effect(HolidayNotice notice) {
    var rows = rows(notice);
    var before = clocks.calendar();
    var after = calendars.with(regions.around(regions.city()), notice.year(), rows);
    var changes = changes(before, after, notice.year());
    return new Effect(
        changes,
        CalendarFile.remarks(rows),
        changes.isEmpty() && before.year(notice.year()) == YearStatus.OFFICIAL
            ? List.of()
            : changes.stream()
                .filter(Change::counts)
                .findFirst()
                .map(first -> clocks.moving(after, first.after().date()))
                .orElse(List.of()));
  }

  /** Running clocks that its release has moved so far; a later notice may have moved them again. */
  @Transactional(readOnly = true)
  public List<Clocks.Moving> moved(HolidayNotice notice) {
    return notice.edition() == null ? List.of() : clocks.movedBy(notice.edition());
  }

  private static List<Change> changes(WorkingCalendar before, WorkingCalendar after, int year) {
    return LocalDate.of(year - 1, 12, 1)
        .datesUntil(LocalDate.of(year + 1, 1, 1))
        .map(day -> new Change(before.day(day), after.day(day)))
        .filter(
            c ->
                c.before().kind() != c.after().kind()
                    || !c.before().name().equals(c.after().name()))
        .toList();
  }

  /** The days of a year as they are now, as an editor would type them. */
  @Transactional(readOnly = true)
  public String lines(int year) {
    var text = new StringBuilder();
    for (var row : calendars.rows(year)) {
      text.append(row.date())
          .append(row.working() ? " 上班 " : " 放假 ")
          .append(row.name())
          .append('\n');
    }
    return text.toString();
  }

  /**
   * Enters a notice.
   *
   * @throws Refusal {@code calendar.*}, or {@link Refusals} with all that is wrong; the faults of
   *     single lines name {@code text}
   */
  public HolidayNotice enter(Actor editor, Typed typed) {
    mustBe(editor, Role.POLICY_EDITOR, "calendar.notEditor");
    var read = read(typed);
    var id = Ids.next();
    try {
      db.sql(
              """
              insert into holiday_notice (id, year, title, content, sha256, state, drafted_by,
                drafted_by_name, drafted_at)
              values (:id, :year, :title, :content, :sha, 'DRAFT', :by, :name, :now)
              """)
          .param("id", id)
          .param("year", read.year())
          .param("title", read.title())
          .param("content", read.content())
          .param("sha", sha256(read.content()))
          .param("by", editor.accountId())
          .param("name", editor.name())
          .param("now", now())
          .update();
    } catch (DuplicateKeyException open) {
      throw Refusal.invalid("calendar.noticeOpen", "year", String.valueOf(read.year()));
    }
    var notice = byId(id);
    record("calendar.entered", editor, notice, "sha256", notice.sha256());
    return notice;
  }

  /**
   * Enters it anew. Whoever does has entered it: the second person must be another one.
   *
   * @param seen SHA-256 of what the writer has read
   * @throws Refusal as {@link #enter}; {@code calendar.noticeOvertaken}, {@code
   *     calendar.noticeYear} for another year
   */
  public void change(Actor editor, UUID id, Typed typed, String seen) {
    mustBe(editor, Role.POLICY_EDITOR, "calendar.notEditor");
    var notice = lock(id, HolidayNotice.State.DRAFT);
    var read = read(typed);
    if (read.year() != notice.year()) {
      throw Refusal.invalid("calendar.noticeOtherYear", "year", String.valueOf(notice.year()));
    }
    if (!notice.sha256().equals(seen)) {
      throw Refusal.conflict("calendar.noticeOvertaken", notice.draftedByName());
    }
    db.sql(
            """
            update holiday_notice set title = :title, content = :content, sha256 = :sha,
              drafted_by = :by, drafted_by_name = :name, drafted_at = :now where id = :id
            """)
        .param("title", read.title())
        .param("content", read.content())
        .param("sha", sha256(read.content()))
        .param("by", editor.accountId())
        .param("name", editor.name())
        .param("now", now())
        .param("id", id)
        .update();
    record("calendar.entered", editor, notice, "sha256", sha256(read.content()));
  }

  /**
   * Lays it before the second person.
   *
   * @throws Refusal {@code calendar.noticeSame} if the calendar says so already
   */
  public void submit(Actor editor, UUID id) {
    mustBe(editor, Role.POLICY_EDITOR, "calendar.notEditor");
    var notice = lock(id, HolidayNotice.State.DRAFT);
    var before = clocks.calendar();
    var after = calendars.with(regions.around(regions.city()), notice.year(), rows(notice));
    if (changes(before, after, notice.year()).isEmpty()
        && before.year(notice.year()) == YearStatus.OFFICIAL) {
      throw Refusal.conflict("calendar.noticeSame", String.valueOf(notice.year()));
    }
    state(id, HolidayNotice.State.REVIEW);
    record("calendar.submitted", editor, notice, "sha256", notice.sha256());
  }

  /** Gives it up. */
  public void withdraw(Actor editor, UUID id) {
    mustBe(editor, Role.POLICY_EDITOR, "calendar.notEditor");
    var notice = lock(id, HolidayNotice.State.DRAFT, HolidayNotice.State.REVIEW);
    state(id, HolidayNotice.State.WITHDRAWN);
    record("calendar.withdrawn", editor, notice);
  }

  /**
   * @throws Refusal {@code calendar.notApprover}, {@code calendar.noteMissing}
   */
  public void giveBack(Actor approver, UUID id, String note) {
    mustBe(approver, Role.POLICY_APPROVER, "calendar.notApprover");
    var words = note.strip();
    if (words.isEmpty() || words.length() > LONGEST_NOTE) {
      throw Refusal.invalid("calendar.noteMissing", "note", LONGEST_NOTE);
    }
    var notice = lock(id, HolidayNotice.State.REVIEW);
    reviewed(id, approver, words, HolidayNotice.State.DRAFT, null);
    record("calendar.returned", approver, notice, "note", words);
  }

  /**
   * Releases what the second person has read. From the commit on every node counts by it; running
   * clocks follow by {@link Recomputation}.
   *
   * @param sha256 of the words read
   * @throws Refusal {@code calendar.notApprover}, {@code calendar.samePerson}, {@code
   *     calendar.noticeOvertaken}
   */
  public void release(Actor approver, UUID id, String sha256, String remark) {
    mustBe(approver, Role.POLICY_APPROVER, "calendar.notApprover");
    if (remark.length() > LONGEST_NOTE) {
      throw Refusal.invalid("calendar.noteMissing", "remark", LONGEST_NOTE);
    }
    // One after the other, so that numbers of releases are committed in their order.
    db.sql("lock table holiday_notice in share row exclusive mode").update();
    var notice = lock(id, HolidayNotice.State.REVIEW);
    if (notice.draftedBy().equals(approver.accountId())) {
      throw Refusal.forbidden("calendar.samePerson", notice.draftedByName());
    }
    if (!notice.sha256().equals(sha256)) {
      throw Refusal.conflict("calendar.noticeOvertaken", notice.draftedByName());
    }
    long edition = db.sql("select nextval('holiday_notice_edition')").query(Long.class).single();
    reviewed(id, approver, remark.strip(), HolidayNotice.State.RELEASED, edition);
    released.released();
    record(
        "calendar.released",
        approver,
        notice,
        "sha256",
        sha256,
        "edition",
        String.valueOf(edition));
  }

  private record Read(int year, String title, String content) {}

  private Read read(Typed typed) {
    var faults = new ArrayList<Refusal>();
    @Nullable Integer year = year(typed.year(), faults);
    var title = typed.title().strip();
    if (title.isEmpty() || title.length() > LONGEST_TITLE) {
      faults.add(Refusal.invalid("calendar.titleMissing", "title", LONGEST_TITLE));
    }
    var text = typed.text().strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      faults.add(Refusal.invalid("calendar.textMissing", "text", LONGEST_TEXT));
    } else if (year != null) {
      try {
        var rows =
            text.startsWith("date")
                ? CalendarFile.notice(
                    typed.text().stripLeading().getBytes(StandardCharsets.UTF_8), year)
                : CalendarFile.typed(typed.text(), year, title.isEmpty() ? "-" : title);
        if (clocks.calendar().year(year - 1) == YearStatus.ABSENT
            && rows.stream().anyMatch(row -> row.date().getYear() != year)) {
          faults.add(
              Refusal.invalid("calendar.yearBeforeMissing", "text", String.valueOf(year - 1)));
        }
        if (faults.isEmpty()) {
          return new Read(year, title, CalendarFile.text(rows));
        }
      } catch (Refusals several) {
        several.all().forEach(fault -> faults.add(fault.at("text")));
      } catch (Refusal one) {
        faults.add(one.at("text"));
      }
    }
    Refusals.throwIfAny(faults);
    throw new IllegalStateException("neither faults nor days");
  }

  /** Whether a notice of that year can be entered now: of the year before, this one or the next. */
  public boolean mayBeEntered(int year) {
    return Math.abs(year - LocalDate.now(clock).getYear()) <= 1;
  }

  private @Nullable Integer year(String typed, List<Refusal> faults) {
    int now = LocalDate.now(clock).getYear();
    try {
      int year = Integer.parseInt(typed.strip());
      if (mayBeEntered(year)) {
        return year;
      }
    } catch (NumberFormatException noYear) {
      // told below
    }
    faults.add(
        Refusal.invalid(
            "calendar.noticeYear",
            "year",
            typed,
            String.valueOf(now - 1),
            String.valueOf(now + 1)));
    return null;
  }

  private void reviewed(
      UUID id, Actor by, String note, HolidayNotice.State state, @Nullable Long edition) {
    db.sql(
            """
            update holiday_notice set state = :state, reviewed_by = :by, reviewed_by_name = :name,
              reviewed_at = :now, note = nullif(:note, ''), edition = :edition where id = :id
            """)
        .param("state", state.name())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .param("note", note)
        .param("edition", edition)
        .param("id", id)
        .update();
  }

  private void state(UUID id, HolidayNotice.State state) {
    db.sql("update holiday_notice set state = :state where id = :id")
        .param("state", state.name())
        .param("id", id)
        .update();
  }

  private HolidayNotice lock(UUID id, HolidayNotice.State... expected) {
    var notice = find(id, "for update");
    if (!List.of(expected).contains(notice.state())) {
      throw Refusal.conflict("calendar.noticeState", notice.title());
    }
    return notice;
  }

  private HolidayNotice find(UUID id, String how) {
    return db.sql("select %s from holiday_notice where id = :id %s".formatted(COLUMNS, how))
        .param("id", id)
        .query((row, n) -> read(row))
        .optional()
        .orElseThrow(() -> Refusal.unknown("calendar.noSuchNotice"));
  }

  private static HolidayNotice read(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime reviewed = row.getObject("reviewed_at", OffsetDateTime.class);
    return new HolidayNotice(
        row.getObject("id", UUID.class),
        row.getInt("year"),
        row.getString("title"),
        row.getString("content"),
        row.getString("sha256"),
        HolidayNotice.State.valueOf(row.getString("state")),
        row.getObject("drafted_by", UUID.class),
        row.getString("drafted_by_name"),
        row.getObject("drafted_at", OffsetDateTime.class).toInstant(),
        row.getObject("reviewed_by", UUID.class),
        row.getString("reviewed_by_name"),
        reviewed == null ? null : reviewed.toInstant(),
        row.getString("note"),
        row.getObject("edition", Long.class));
  }

  private void record(String act, Actor by, HolidayNotice notice, String... details) {
    var all = new LinkedHashMap<String, String>();
    all.put("year", String.valueOf(notice.year()));
    all.put("title", notice.title());
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

  private static void mustBe(Actor actor, String role, String otherwise) {
    if (!actor.hasRole(role)) {
      throw Refusal.forbidden(otherwise);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
