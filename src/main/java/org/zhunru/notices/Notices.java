package org.zhunru.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Cursor;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a person has been told. */
@Component
@Transactional(readOnly = true)
public class Notices {
  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Counts end here: one more than is shown. */
  public static final int MANY = 100;

  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private static final String READ =
      """
      select n.id, n.kind, n.case_id, n.details, n.at, n.read_at, c.number, p.name project
      from notice n
      left join case_file c on c.id = n.case_id
      left join project p on p.id = c.project_id
      """;

  private final JdbcClient db;
  private final Cases cases;
  private final Clock clock;

  Notices(JdbcClient db, Cases cases, Clock clock) {
    this.db = db;
    this.cases = cases;
    this.clock = clock;
  }

  /**
   * Newest first. Of a case that the person may no longer see, nothing but that there was one.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code notice.badCursor}
   */
  public Page<Notice> of(Actor actor, @Nullable String cursor) {
    var after = Cursor.read(cursor, "notice.badCursor");
    var found =
        db.sql(
                READ
                    + """
                    where n.account_id = :me%s
                    order by n.at desc, n.id desc limit %d
                    """
                        .formatted(
                            after == null ? "" : " and (n.at, n.id) < (:after, :id)", PAGE + 1))
            .param("me", actor.accountId())
            .params(after == null ? Map.of() : Map.of("after", utc(after.at()), "id", after.id()))
            .query(Notices::notice)
            .list();
    var page = found.subList(0, Math.min(PAGE, found.size()));
    var last = page.isEmpty() ? null : page.get(page.size() - 1);
    return new Page<>(
        seenBy(actor, page),
        found.size() <= PAGE || last == null ? null : new Cursor(last.at(), last.id()).toString());
  }

  /** Those, oldest first, as the person may see them now. */
  List<Notice> byIds(Actor actor, List<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : seenBy(
            actor,
            db.sql(READ + "where n.account_id = :me and n.id in (:ids) order by n.at, n.id")
                .param("me", actor.accountId())
                .param("ids", ids)
                .query(Notices::notice)
                .list());
  }

  private List<Notice> seenBy(Actor actor, List<Notice> all) {
    var may = new HashMap<CaseId, Boolean>();
    return all.stream()
        .map(
            n -> {
              var id = n.caseId();
              return id == null || may.computeIfAbsent(id, i -> cases.maySee(actor, i))
                  ? n
                  : new Notice(n.id(), n.kind(), id, "", "", Map.of(), n.at(), n.read(), false);
            })
        .toList();
  }

  /** How many the person has not read, {@link #MANY} at most. */
  public int unread(UUID account) {
    return db.sql(
            """
            select count(*) from (select from notice
              where account_id = :me and read_at is null limit %d) found
            """
                .formatted(MANY))
        .param("me", account)
        .query(Integer.class)
        .single();
  }

  /** How many of time limits the person has not read, {@link #MANY} at most. */
  public int unreadOfClocks(Actor actor) {
    return db.sql(
            """
            select count(*) from (select from notice
              where account_id = :me and read_at is null
                and kind in ('CLOCK_NEAR', 'CLOCK_LATE', 'EMPTY_SEAT', 'VACANT') limit %d) found
            """
                .formatted(MANY))
        .param("me", actor.accountId())
        .query(Integer.class)
        .single();
  }

  /**
   * The person has read what came up to then.
   *
   * @param until not after now is for the caller to see to
   */
  @Transactional
  public void read(Actor actor, Instant until) {
    db.sql(
            """
            update notice set read_at = :now
            where account_id = :me and read_at is null and at <= :until
            """)
        .param("me", actor.accountId())
        .param("now", utc(clock.instant()))
        .param("until", utc(until))
        .update();
  }

  /**
   * The person has read one.
   *
   * @throws Refusal {@code notice.noSuchNotice} if it is not theirs
   */
  @Transactional
  public void read(Actor actor, UUID notice) {
    int found =
        db.sql(
                """
                update notice set read_at = coalesce(read_at, :now)
                where account_id = :me and id = :id
                """)
            .param("me", actor.accountId())
            .param("now", utc(clock.instant()))
            .param("id", notice)
            .update();
    if (found == 0) {
      throw Refusal.unknown("notice.noSuchNotice");
    }
  }

  private static Notice notice(ResultSet row, int n) throws SQLException {
    @Nullable UUID caseId = row.getObject("case_id", UUID.class);
    @Nullable String number = row.getString("number");
    @Nullable String project = row.getString("project");
    return new Notice(
        row.getObject("id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        caseId == null ? null : new CaseId(caseId),
        number == null ? "" : number,
        project == null ? "" : project,
        JsonMapper.shared().readValue(row.getString("details"), DETAILS),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("read_at") != null,
        true);
  }

  static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
