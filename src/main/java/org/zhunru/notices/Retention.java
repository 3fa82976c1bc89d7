package org.zhunru.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was told is forgotten after a while: a notice only points at what happened, and that stays
 * in the history of the case.
 */
@Component
public class Retention {
  /** How long a notice is kept that was read. */
  static final Duration READ = Duration.ofDays(90);

  /** How long any notice is kept. */
  static final Duration ANY = Duration.ofDays(365);

  private final JdbcClient db;
  private final Clock clock;

  Retention(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Scheduled(cron = "0 50 3 * * *", zone = "Asia/Shanghai")
  @Transactional
  public void daily() {
    forget(clock.instant());
  }

  /**
   * Forgets what is old at {@code now}.
   *
   * @return how many notices
   */
  @Transactional
  public int forget(Instant now) {
    db.sql("delete from message where ended_at < :any")
        .param("any", Notices.utc(now.minus(READ)))
        .update();
    return db.sql(
            """
            delete from notice where id in (select id from notice
              where at < :any or at < :read and read_at is not null for update skip locked)
            """)
        .param("any", Notices.utc(now.minus(ANY)))
        .param("read", Notices.utc(now.minus(READ)))
        .update();
  }
}
