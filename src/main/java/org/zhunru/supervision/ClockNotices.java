package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Cursor;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;

/** What a person has been told of time limits, as holder or deputy of seats or as a supervisor. */
@Component
@Transactional(readOnly = true)
public class ClockNotices {
  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Counts end here: one more than is shown. */
  public static final int MANY = 100;

  private final JdbcClient db;
  private final Actors actors;

  ClockNotices(JdbcClient db, Actors actors) {
    this.db = db;
    this.actors = actors;
  }

  /**
   * Newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code clock.badCursor}
   */
  public Page<ClockNotice> of(Actor actor, @Nullable String cursor) {
    var after = Cursor.read(cursor, "clock.badCursor");
    var params = new HashMap<String, Object>();
    var mine = mine(actor, params);
    if (mine.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    if (after != null) {
      params.put("after", utc(after.at()));
      params.put("id", after.id());
    }
    var found =
        db.sql(
                """
                select n.*, l.term, coalesce(l.department, r.department, n.vacant_department) department,
                  coalesce(l.ended_at, r.closed_at) ended_at, c.number, p.name project,
                  n.at <= coalesce(s.until, '-infinity') seen
                from clock_notice n
                left join legal_clock l on l.id = n.clock_id
                left join reconsideration r on r.id = n.reconsideration_id
                join case_file c on c.id = n.case_id
                join project p on p.id = c.project_id
                left join clock_notice_seen s on s.account_id = :me
                where (%s)%s
                order by n.at desc, n.id desc limit %d
                """
                    .formatted(
                        mine, after == null ? "" : " and (n.at, n.id) < (:after, :id)", PAGE + 1))
            .param("me", actor.accountId())
            .params(params)
            .query(this::notice)
            .list();
    if (found.size() <= PAGE) {
      return new Page<>(found, null);
    }
    var page = found.subList(0, PAGE);
    var last = page.get(PAGE - 1);
    return new Page<>(page, new Cursor(last.at(), last.id()).toString());
  }

  /** How many the person has not seen, {@link #MANY} at most. */
  public int unseen(Actor actor) {
    var params = new HashMap<String, Object>();
    var mine = mine(actor, params);
    return mine.isEmpty()
        ? 0
        : db.sql(
                """
                select count(*) from (select from clock_notice n where (%s) and n.at > coalesce(
                  (select until from clock_notice_seen where account_id = :me), '-infinity')
                  limit %d) found
                """
                    .formatted(mine, MANY))
            .param("me", actor.accountId())
            .params(params)
            .query(Integer.class)
            .single();
  }

  /**
   * The person has seen what came up to then.
   *
   * @param until not after now is for the caller to see to; going back changes nothing
   */
  @Transactional
  public void seen(Actor actor, Instant until) {
    db.sql(
            """
            insert into clock_notice_seen values (:me, :until)
            on conflict (account_id) do update
              set until = greatest(clock_notice_seen.until, excluded.until)
            """)
        .param("me", actor.accountId())
        .param("until", utc(until))
        .update();
  }

  private static String mine(Actor actor, Map<String, Object> params) {
    var any = new ArrayList<String>();
    for (var seat : actor.seats()) {
      int n = any.size();
      params.put("d" + n, seat.department());
      params.put("s" + n, seat.kind().name());
      any.add("n.to_department = :d%d and n.to_seat = :s%d".formatted(n, n));
    }
    if (actor.hasRole(Role.SUPERVISOR)) {
      params.put("role", Role.SUPERVISOR);
      any.add("n.to_role = :role");
    }
    return String.join(" or ", any);
  }

  private ClockNotice notice(ResultSet row, int n) throws SQLException {
    @Nullable String seat = row.getString("to_seat");
    @Nullable String term = row.getString("term");
    @Nullable String vacant = row.getString("vacant_seat");
    @Nullable String department = row.getString("department");
    return new ClockNotice(
        row.getObject("id", java.util.UUID.class),
        new CaseId(row.getObject("case_id", java.util.UUID.class)),
        String.valueOf(row.getString("number")),
        row.getString("project"),
        term == null ? null : Matter.Term.valueOf(term),
        row.getObject("reconsideration_id", java.util.UUID.class),
        department,
        vacant == null ? null : SeatKind.valueOf(vacant),
        row.getObject("due_on", LocalDate.class),
        ClockNotice.Kind.valueOf(row.getString("kind")),
        row.getString("to_department"),
        seat == null ? null : SeatKind.valueOf(seat),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        vacant != null && department != null
            ? actors.holders(department, SeatKind.valueOf(vacant)).isEmpty()
            : row.getObject("ended_at") == null,
        row.getBoolean("seen"));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
