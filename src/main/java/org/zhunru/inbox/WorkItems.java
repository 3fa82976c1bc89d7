package org.zhunru.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Ids;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Seat;

/**
 * Work as it comes and goes. Called in the transaction of the task itself, so that the list of open
 * work and the open tasks are always the same.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class WorkItems {
  /** Kinds of work that are due with nothing else, see {@link WorkRow#isDueAlone}. */
  static final Set<String> DUE_ALONE =
      Set.of("HEARING", "EXPERT_REVIEW", "CORRECT", "CORRECT_IN_REVIEW");

  private final JdbcClient db;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  WorkItems(JdbcClient db, Clock clock, ApplicationEventPublisher events) {
    this.db = db;
    this.clock = clock;
    this.events = events;
  }

  /**
   * There is work to do. Publishes {@link WorkOpened}.
   *
   * @param kind such as {@code ACCEPT}, {@code SIGN}; words under {@code work.<kind>}
   * @param taskRef what it stands for; no two alike
   * @param due null if no clock runs
   */
  public void open(
      UUID caseId, String kind, String taskRef, Addressee to, Subject subject, @Nullable Due due) {
    var now = clock.instant();
    var id = Ids.next();
    db.sql(
            """
            insert into work_item (id, case_id, kind, task_ref, department, seat, enterprise_id,
              account_id, matter, number, project_name, applicant_name, opened_at, due_at, due_provisional,
              sort_at)
            values (:id, :case, :kind, :ref, :department, :seat, :enterprise, :account, :matter,
              :number, :project, :applicant, :now, :due, :provisional, :sort)
            """)
        .param("id", id)
        .param("case", caseId)
        .param("kind", kind)
        .param("ref", taskRef)
        .param("department", to.department())
        .param("seat", to.seat() == null ? null : to.seat().name())
        .param("enterprise", to.enterprise())
        .param("account", to.account())
        .param("matter", subject.matter())
        .param("number", subject.number())
        .param("project", subject.projectName())
        .param("applicant", subject.applicantName())
        .param("now", utc(now))
        .param("due", due == null ? null : utc(due.at()))
        .param("provisional", due != null && due.provisional())
        .param("sort", utc(due == null ? now : due.at()))
        .update();
    events.publishEvent(new WorkOpened(id, caseId, kind, to));
  }

  /** The task of open work of that kind in a case; in that department, if one is named. */
  public Optional<String> openTask(UUID caseId, String kind, @Nullable String department) {
    return db.sql(
            """
            select task_ref from work_item
            where case_id = :case and kind = :kind and done_at is null
              and (cast(:department as text) is null or department = :department)
            order by opened_at limit 1
            """)
        .param("case", caseId)
        .param("kind", kind)
        .param("department", department)
        .query(String.class)
        .optional();
  }

  /**
   * Open work of a seat.
   *
   * @param late what is overdue of it
   */
  public record AtSeat(int open, int late) {}

  /** What lies with a seat, whoever has taken it. */
  @Transactional(readOnly = true)
  public AtSeat at(Seat seat) {
    return db.sql(
            """
            select count(*), count(*) filter (where due_at < :now) from work_item
            where department = :department and seat = :seat and done_at is null
            """)
        .param("now", utc(clock.instant()))
        .param("department", seat.department())
        .param("seat", seat.kind().name())
        .query((row, n) -> new AtSeat(row.getInt(1), row.getInt(2)))
        .single();
  }

  /**
   * Open work of a case that was due then is due at another moment, or for sure; but not what has a
   * time of its own, see {@link #due}.
   *
   * @param department null for work of any
   */
  public void reschedule(UUID caseId, @Nullable String department, Instant from, Due to) {
    db.sql(
            """
            update work_item set due_at = :to, sort_at = :to, due_provisional = :provisional
            where case_id = :case and done_at is null and due_at = :from
              and kind not in (:alone) and kind not like 'RECONSIDER%'
              and (cast(:department as text) is null or department = :department)
            """)
        .param("case", caseId)
        .param("alone", DUE_ALONE)
        .param("department", department)
        .param("from", utc(from))
        .param("to", utc(to.at()))
        .param("provisional", to.provisional())
        .update();
  }

  /** One piece of open work is due at another moment. */
  public void due(String taskRef, Due due) {
    db.sql(
            """
            update work_item set due_at = :due, sort_at = :due, due_provisional = :provisional
            where task_ref = :ref and done_at is null
            """)
        .param("due", utc(due.at()))
        .param("provisional", due.provisional())
        .param("ref", taskRef)
        .update();
  }

  /** Somebody did it. Publishes {@link WorkEnded}, as all that ends work. */
  public void done(String taskRef, Actor by, String outcome) {
    var behalf = by.onBehalfOf();
    ended(
        db.sql(
                """
            update work_item set done_at = :now, done_by = :by, done_by_name = :name,
              on_behalf_of = :behalf, on_behalf_name = :behalfName, outcome = :outcome
            where task_ref = :ref and done_at is null
            returning id
            """)
            .param("now", utc(clock.instant()))
            .param("by", by.accountId())
            .param("name", by.name())
            .param("behalf", behalf == null ? null : behalf.accountId())
            .param("behalfName", behalf == null ? null : behalf.name())
            .param("outcome", outcome)
            .param("ref", taskRef)
            .query(UUID.class)
            .list());
  }

  /**
   * Somebody did the open work of that kind in a case; in that department, if one is named.
   *
   * @return the task it stood for; empty if there was none
   */
  public Optional<String> done(
      UUID caseId, String kind, @Nullable String department, Actor by, String outcome) {
    var behalf = by.onBehalfOf();
    record Done(UUID id, String taskRef) {}
    var done =
        db.sql(
                """
                update work_item set done_at = :now, done_by = :by, done_by_name = :name,
                  on_behalf_of = :behalf, on_behalf_name = :behalfName, outcome = :outcome
                where done_at is null and id =
                  (select id from work_item
                   where case_id = :case and kind = :kind and done_at is null
                     and (cast(:department as text) is null or department = :department)
                   order by opened_at limit 1)
                returning id, task_ref
                """)
            .param("now", utc(clock.instant()))
            .param("by", by.accountId())
            .param("name", by.name())
            .param("behalf", behalf == null ? null : behalf.accountId())
            .param("behalfName", behalf == null ? null : behalf.name())
            .param("outcome", outcome)
            .param("case", caseId)
            .param("kind", kind)
            .param("department", department)
            .query(Done.class)
            .optional();
    done.ifPresent(d -> ended(List.of(d.id())));
    return done.map(Done::taskRef);
  }

  /** Nobody needs to do it any more; nothing happens if it is done already. */
  public void cancel(String taskRef, String why) {
    ended(
        db.sql(
                """
            update work_item set done_at = :now, outcome = :why
            where task_ref = :ref and done_at is null
            returning id
            """)
            .param("now", utc(clock.instant()))
            .param("why", why)
            .param("ref", taskRef)
            .query(UUID.class)
            .list());
  }

  /** Nobody needs to do anything about this case any more. */
  public void cancelAll(UUID caseId, String why) {
    ended(
        db.sql(
                """
            update work_item set done_at = :now, outcome = :why
            where case_id = :case and done_at is null
            returning id
            """)
            .param("now", utc(clock.instant()))
            .param("why", why)
            .param("case", caseId)
            .query(UUID.class)
            .list());
  }

  private void ended(List<UUID> items) {
    if (!items.isEmpty()) {
      events.publishEvent(new WorkEnded(items));
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
