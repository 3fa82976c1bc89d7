package org.zhunru.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Page;

/** Who changed whose account, when and how; written with the change itself, never altered. */
@Component
public class AccountHistory {
  private static final int PAGE = 50;

  private final JdbcClient db;
  private final Clock clock;

  AccountHistory(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * @param by name of who did it; null for the program itself or somebody not signed in
   * @param account name of whose account it was; null if of no one account
   * @param act such as {@code created}, {@code roles}, {@code seats}, {@code password-reset}
   * @param detail what exactly, in codes
   */
  public record Entry(
      long id,
      Instant at,
      @Nullable String by,
      @Nullable String account,
      String act,
      String detail) {}

  /** Newest first. */
  public Page<Entry> all(@Nullable String cursor) {
    return page("h.id < :before", cursor, null);
  }

  /** Newest first, of one account. */
  public Page<Entry> of(UUID account, @Nullable String cursor) {
    return page("h.id < :before and h.account_id = :account", cursor, account);
  }

  private Page<Entry> page(String where, @Nullable String cursor, @Nullable UUID account) {
    var rows =
        db.sql(
                """
                select h.id, h.at, b.name || '（' || b.username || '）',
                       a.name || '（' || a.username || '）', h.act, h.detail
                from account_history h
                left join account b on b.id = h.by_id
                left join account a on a.id = h.account_id
                where %s order by h.id desc limit :limit
                """
                    .formatted(where))
            .param("before", before(cursor))
            .param("limit", PAGE + 1)
            .param("account", account)
            .query(AccountHistory::entry)
            .list();
    return rows.size() <= PAGE
        ? new Page<>(rows, null)
        : new Page<>(rows.subList(0, PAGE), String.valueOf(rows.get(PAGE - 1).id()));
  }

  private static long before(@Nullable String cursor) {
    try {
      return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException notOurs) {
      return Long.MAX_VALUE;
    }
  }

  private static Entry entry(ResultSet row, int n) throws SQLException {
    return new Entry(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  void add(@Nullable UUID by, @Nullable UUID account, String act, String detail) {
    db.sql(
            """
            insert into account_history (at, by_id, account_id, act, detail)
            values (:at, :by, :account, :act, :detail)
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("by", by)
        .param("account", account)
        .param("act", act)
        .param("detail", detail)
        .update();
  }
}
