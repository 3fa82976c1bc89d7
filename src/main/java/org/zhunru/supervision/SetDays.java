package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Ids;

/** Days that a person set, urged as the law's own are: each thing is said once. */
@Component
class SetDays {
  private final JdbcClient db;
  private final Clocks clocks;

  SetDays(JdbcClient db, Clocks clocks) {
    this.db = db;
    this.clocks = clocks;
  }

  /**
   * A day that is open.
   *
   * @param of column of {@code clock_notice} for what it is a day of
   * @param ladder who is told of it, one after the other
   * @param first number of the ladder's first rung
   * @param told numbers of the rungs told so far
   */
  record Day(
      String of,
      UUID id,
      UUID caseId,
      LocalDate on,
      List<Ladder.Rung> ladder,
      int first,
      List<Integer> told) {}

  /**
   * Says what is to be said of a day.
   *
   * @param record keeps in the record that it was said
   * @return how many notices were written
   */
  int climb(Day day, Instant now, Consumer<Ladder.Rung> record) {
    int told = 0;
    for (int no : Ladder.passed(day.ladder(), day.on(), clocks.calendar(), now)) {
      var rung = day.ladder().get(no);
      if (!day.told().contains(day.first() + no) && tell(day, day.first() + no, rung, now)) {
        record.accept(rung);
        told++;
      }
    }
    return told;
  }

  private boolean tell(Day day, int no, Ladder.Rung rung, Instant now) {
    var seat = rung.seat();
    return db.sql(
                """
                insert into clock_notice (id, %s, due_on, rung, kind, case_id, to_department,
                  to_seat, to_role, at)
                values (:id, :of, :due, :rung, :kind, :case, :department, :seat, :role, :at)
                on conflict do nothing
                """
                    .formatted(day.of()))
            .param("id", Ids.next())
            .param("of", day.id())
            .param("due", day.on())
            .param("rung", no)
            .param("kind", rung.near() ? "NEAR" : "LATE")
            .param("case", day.caseId())
            .param("department", rung.department())
            .param("seat", seat == null ? null : seat.name())
            .param("role", rung.role())
            .param("at", now.atOffset(ZoneOffset.UTC))
            .update()
        > 0;
  }
}
