package org.zhunru.supervision;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.AnnouncedYears;
import org.zhunru.calendar.CalendarFile;
import org.zhunru.calendar.CalendarRow;
import org.zhunru.common.InTransaction;

/**
 * The notices that count. Their number is asked for in every transaction, which is one look into a
 * small index: a calendar kept in memory alone would be another node's of yesterday.
 */
@Component
class ReleasedNotices implements AnnouncedYears {
  private final JdbcClient db;
  private final InTransaction<Boolean, Long> edition = new InTransaction<>(all -> newest());

  ReleasedNotices(JdbcClient db) {
    this.db = db;
  }

  @Override
  public long edition() {
    return edition.get(true);
  }

  /** One more was released in this transaction. */
  void released() {
    edition.forget();
  }

  private long newest() {
    return db.sql("select coalesce(max(edition), 0) from holiday_notice")
        .query(Long.class)
        .single();
  }

  @Override
  public Map<Integer, List<CalendarRow>> upTo(long edition) {
    var years = new LinkedHashMap<Integer, List<CalendarRow>>();
    db.sql(
            """
            select distinct on (year) year, content from holiday_notice
            where edition <= :edition order by year, edition desc
            """)
        .param("edition", edition)
        .query(
            row -> {
              years.put(
                  row.getInt("year"),
                  CalendarFile.notice(
                      row.getString("content").getBytes(StandardCharsets.UTF_8),
                      row.getInt("year")));
            });
    return years;
  }
}
