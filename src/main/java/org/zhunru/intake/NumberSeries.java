package org.zhunru.intake;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers without gaps and without doubles: a number belongs to the transaction that took it, and
 * who takes the next one waits for its end.
 */
@Component
public class NumberSeries {
  private final JdbcClient db;

  NumberSeries(JdbcClient db) {
    this.db = db;
  }

  /**
   * The next number of a series, from 1.
   *
   * @param series such as {@code joint-pre-approval/case/2026}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public long next(String series) {
    return db.sql(
            """
            insert into number_series (series, last) values (:series, 1)
            on conflict (series) do update set last = number_series.last + 1
            returning last
            """)
        .param("series", series)
        .query(Long.class)
        .single();
  }
}
