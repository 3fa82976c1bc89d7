package org.zhunru.supervision;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Figures that are kept up in the transaction of every act, so that nobody has to count cases. What
 * a row counts for stands in {@code V114__tallies.sql}; here they are read, folded and proved.
 */
@Component
public class Tallies {
  private static final Logger log = LoggerFactory.getLogger(Tallies.class);

  /** Any number that no other use of such locks has. */
  private static final long LOCK = 114_000_000_031L;

  private final JdbcClient db;

  Tallies(JdbcClient db) {
    this.db = db;
  }

  /** What is counted, by month. */
  public enum Measure {
    /** Cases filed; of the month of the first filing. */
    FILED,
    /** Cases closed; subject: state. */
    CLOSED,
    /** Vetoes signed, by department; subject: ground. */
    VETO,
    /**
     * Vetoes signed in the month that did not hold, or held, by department; subject: LIFTED,
     * SUPERSEDED, OVERTURNED, UPHELD.
     */
    BECAME,
    /** Steps finished within or after their limit, by department; subject: limit; with days. */
    STEP,
    /** Of those, the ones finished after the last day. */
    LATE,
    /** Cases filed in the month whose newest version hits an entry; subject: rule. */
    HIT,
    /** Projects; of no month; subject: region, a blank, hazard. */
    SITE
  }

  /**
   * A figure.
   *
   * @param department code; empty if none
   * @param subject as {@link Measure} says; empty if none
   * @param days counted days; 0 except of {@link Measure#STEP}
   */
  public record Line(
      Measure measure, YearMonth month, String department, String subject, int days, long n) {}

  /** Figures of months, both ends included; those that are zero are missing. */
  @Transactional(readOnly = true)
  public List<Line> of(YearMonth from, YearMonth to) {
    return db.sql(
            """
            select measure, month, department, subject, days, sum(n) n from tally
            where month between :from and :to
            group by measure, month, department, subject, days having sum(n) <> 0
            order by measure, month, department, subject, days
            """)
        .param("from", from.atDay(1))
        .param("to", to.atDay(1))
        .query(
            (row, n) ->
                new Line(
                    Measure.valueOf(row.getString("measure")),
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getString("department"),
                    row.getString("subject"),
                    row.getInt("days"),
                    row.getLong("n")))
        .list();
  }

  /** Figures of no month. */
  @Transactional(readOnly = true)
  public List<Line> timeless() {
    return of(YearMonth.of(1, 1), YearMonth.of(1, 1));
  }

  @Scheduled(cron = "40 */10 * * * *", zone = "Asia/Shanghai")
  void everyTenMinutes() {
    fold();
  }

  @Scheduled(cron = "0 40 3 * * *", zone = "Asia/Shanghai")
  void everyNight() {
    int wrong = reconcile();
    if (wrong > 0) {
      log.error("{} figures of the city were not those of the rows, and were put right", wrong);
    }
  }

  /** Makes one row of those that say the same; any number of nodes may do so at once. */
  @Transactional
  public void fold() {
    db.sql(
            """
            with many as (
              select measure, month, department, subject, days from tally
              group by measure, month, department, subject, days having count(*) > 1),
            gone as (
              delete from tally t using many m
              where t.month = m.month and t.measure = m.measure and t.department = m.department
                and t.subject = m.subject and t.days = m.days
              returning t.*)
            insert into tally
            select measure, month, department, subject, days, sum(n) from gone
            group by measure, month, department, subject, days having sum(n) <> 0
            """)
        .update();
  }

  /**
   * Counts everything from the rows and puts right what differs.
   *
   * @return how many figures did; 0 also if another node is at it
   */
  @Transactional
  public int reconcile() {
    boolean mine =
        db.sql("select pg_try_advisory_xact_lock(:lock)")
            .param("lock", LOCK)
            .query(Boolean.class)
            .single();
    return !mine
        ? 0
        : db.sql(
                """
                insert into tally
                select measure, month, department, subject, days, coalesce(r.n, 0) - coalesce(t.n, 0)
                from tally_of_rows r full join (
                    select measure, month, department, subject, days, sum(n) n from tally
                    group by measure, month, department, subject, days) t
                  using (measure, month, department, subject, days)
                where coalesce(r.n, 0) <> coalesce(t.n, 0)
                """)
            .update();
  }

  /**
   * The median out of how often each value was.
   *
   * @return null if there is no value; else the middle, or half the sum of the two in the middle
   */
  public static @Nullable Double median(Map<Integer, Long> times) {
    var sorted = new TreeMap<>(times);
    long all = sorted.values().stream().mapToLong(Long::longValue).sum();
    return all == 0 ? null : (at(sorted, (all - 1) / 2) + at(sorted, all / 2)) / 2.0;
  }

  private static int at(TreeMap<Integer, Long> sorted, long place) {
    long seen = 0;
    for (var value : sorted.entrySet()) {
      seen += value.getValue();
      if (seen > place) {
        return value.getKey();
      }
    }
    throw new IllegalStateException("No value at " + place);
  }
}
