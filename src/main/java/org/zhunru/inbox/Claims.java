package org.zhunru.inbox;

import static org.zhunru.inbox.WorkRows.COLUMNS;
import static org.zhunru.inbox.WorkRows.utc;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;
import org.zhunru.common.Word;
import org.zhunru.identity.Actor;

/**
 * Who has taken which work on. Of two who reach for the same work one gets it, and the other is
 * told who; what somebody else has is taken over only with a reason, which stays with the work.
 *
 * <p>Every change takes the {@link CaseLock} first.
 */
@Component
@Transactional
public class Claims {
  private static final int LONGEST_REASON = 500;

  private final JdbcClient db;
  private final WorkRows rows;
  private final CaseLock cases;
  private final Clock clock;

  Claims(JdbcClient db, WorkRows rows, CaseLock cases, Clock clock) {
    this.db = db;
    this.rows = rows;
    this.cases = cases;
    this.clock = clock;
  }

  /**
   * A piece of work, for a person who may know of it.
   *
   * @throws Refusal {@code inbox.noSuchWork}
   */
  @Transactional(readOnly = true)
  public WorkRow find(Actor actor, UUID item) {
    return read(actor, item)
        .filter(row -> WorkRows.sees(actor, row))
        .orElseThrow(() -> Refusal.unknown("inbox.noSuchWork"));
  }

  private Optional<WorkRow> read(Actor actor, UUID item) {
    return db.sql(COLUMNS + " from work_item w where w.id = :id")
        .param("me", actor.accountId())
        .param("id", item)
        .query(rows.seenBy(actor))
        .optional();
  }

  /** Open work of a case that the person can do now, what others have taken on included. */
  @Transactional(readOnly = true)
  public List<WorkRow> openFor(Actor actor, UUID caseId) {
    return open(actor, caseId).stream()
        .filter(row -> WorkRows.fits(actor, row.addressee()))
        .toList();
  }

  /** All open work of a case with everybody who can do it, oldest first. */
  @Transactional(readOnly = true)
  public List<Waiting> ofCase(Actor actor, UUID caseId) {
    return open(actor, caseId).stream()
        .map(row -> new Waiting(row, rows.holders(row.addressee())))
        .toList();
  }

  private List<WorkRow> open(Actor actor, UUID caseId) {
    return db.sql(
            COLUMNS
                + " from work_item w where w.case_id = :case and w.done_at is null"
                + " order by w.opened_at, w.id")
        .param("me", actor.accountId())
        .param("case", caseId)
        .query(rows.seenBy(actor))
        .list();
  }

  /** Whether the person can do it. */
  public boolean mayAct(Actor actor, WorkRow row) {
    return row.open() && WorkRows.fits(actor, row.addressee());
  }

  /**
   * Takes work on. Nothing happens if the person has it already.
   *
   * @throws Refusal {@code inbox.noSuchWork}, {@code inbox.notYourSeat}, {@code inbox.notYours},
   *     {@code inbox.doneAlready} (arguments: by whom, how, when), {@code inbox.cancelled}
   *     (arguments: why, when), {@code inbox.claimedByOther} (arguments: by whom, since when)
   */
  public void take(Actor actor, UUID item) {
    take(actor, locked(actor, item));
  }

  /**
   * What became of work that was to be taken on together.
   *
   * @param taken what the person has now
   * @param left what the person does not have, each with the reason
   */
  public record Taken(List<WorkRow> taken, List<Left> left) {}

  /**
   * @param work null if there is none, or it is not the person's to see
   */
  public record Left(@Nullable WorkRow work, Refusal why) {}

  /** Takes on each of these by itself: one that is refused leaves the others as they are. */
  public Taken takeAll(Actor actor, List<UUID> items) {
    var wanted = items.stream().distinct().toList();
    // Of several cases the locks are taken in one order by everybody.
    wanted.stream()
        .flatMap(id -> read(actor, id).stream())
        .filter(row -> WorkRows.sees(actor, row))
        .map(WorkRow::caseId)
        .distinct()
        .sorted()
        .forEach(cases::lock);
    var taken = new ArrayList<WorkRow>();
    var left = new ArrayList<Left>();
    for (var item : wanted) {
      var row = read(actor, item).filter(r -> WorkRows.sees(actor, r)).orElse(null);
      try {
        take(actor, row == null ? find(actor, item) : row);
        taken.add(find(actor, item));
      } catch (Refusal refused) {
        left.add(new Left(row, refused));
      }
    }
    return new Taken(List.copyOf(taken), List.copyOf(left));
  }

  private WorkRow locked(Actor actor, UUID item) {
    cases.lock(find(actor, item).caseId());
    return find(actor, item);
  }

  private void take(Actor actor, WorkRow row) {
    var acting = rows.acting(actor, row.addressee());
    var behalf = acting.onBehalfOf();
    int won =
        db.sql(
                """
                update work_item set claimed_by = :me, claimed_by_name = :name,
                  claimed_for_name = :for, claimed_at = :now
                where id = :id and done_at is null and claimed_by is null
                """)
            .param("me", actor.accountId())
            .param("name", actor.name())
            .param("for", behalf == null ? null : behalf.name())
            .param("now", utc(clock.instant()))
            .param("id", row.id())
            .update();
    if (won == 1) {
      note(row.id(), acting, Note.Act.CLAIMED, null, null, "");
      markRead(actor, row.id());
      return;
    }
    refuseUnlessMine(actor, find(actor, row.id()));
  }

  private static void refuseUnlessMine(Actor actor, WorkRow now) {
    var ended = now.ended();
    if (ended != null) {
      throw ended(ended);
    }
    var claim = now.claim();
    if (claim != null && !claim.accountId().equals(actor.accountId())) {
      throw Refusal.conflict("inbox.claimedByOther", claim.name(), claim.since());
    }
  }

  private static Refusal ended(Ended ended) {
    var by = ended.byName();
    return by == null
        ? Refusal.conflict(
            "inbox.cancelled",
            new Word("work.cancelled." + ended.outcome(), ended.outcome()),
            ended.at())
        : Refusal.conflict(
            "inbox.doneAlready",
            by,
            new Word("work.outcome." + ended.outcome(), ended.outcome()),
            ended.at());
  }

  /**
   * Sees to it that the person has the open work of that kind, before they do it: taken on by the
   * way if nobody has it. For work of which a case, or a department in it, has one piece at a time;
   * other work goes by its reference.
   *
   * @param department code; null for work outside of departments
   * @throws Refusal as {@link #take}, {@code inbox.noSuchWork} if there is none
   */
  public void ensureMine(Actor actor, UUID caseId, String kind, @Nullable String department) {
    cases.lock(caseId);
    var all =
        db.sql(
                COLUMNS
                    + """
                     from work_item w where w.case_id = :case and w.kind = :kind
                      and (cast(:department as text) is null or w.department = :department)
                    order by w.done_at desc nulls first, w.opened_at
                    """)
            .param("me", actor.accountId())
            .param("case", caseId)
            .param("kind", kind)
            .param("department", department)
            .query(rows.seenBy(actor))
            .list();
    var open =
        all.stream()
            .filter(WorkRow::open)
            .filter(row -> WorkRows.fits(actor, row.addressee()))
            .findFirst();
    if (open.isPresent()) {
      take(actor, open.get());
      return;
    }
    for (var row : all) {
      var ended = row.ended();
      if (ended != null && WorkRows.sees(actor, row)) {
        throw ended(ended);
      }
    }
    throw Refusal.unknown("inbox.noSuchWork");
  }

  /**
   * Sees to it that the person has that very piece of work, before they do it: taken on by the way
   * if nobody has it.
   *
   * @param reference what it was opened for, see {@link #reference}
   * @throws Refusal as {@link #take}
   */
  public void ensureMine(Actor actor, String reference) {
    var item =
        db.sql("select id from work_item where task_ref = :ref")
            .param("ref", reference)
            .query(UUID.class)
            .optional()
            .orElseThrow(() -> Refusal.unknown("inbox.noSuchWork"));
    take(actor, item);
  }

  /**
   * Gives work back, so that others can take it.
   *
   * @throws Refusal {@code inbox.noSuchWork}, {@code inbox.doneAlready}, {@code inbox.cancelled},
   *     {@code inbox.claimedByOther}
   */
  public void release(Actor actor, UUID item) {
    var row = locked(actor, item);
    refuseUnlessMine(actor, row);
    int released =
        db.sql(
                """
                update work_item set claimed_by = null, claimed_by_name = null,
                  claimed_for_name = null, claimed_at = null
                where id = :id and done_at is null and claimed_by = :me
                """)
            .param("id", item)
            .param("me", actor.accountId())
            .update();
    if (released == 1) {
      note(item, actor, Note.Act.RELEASED, null, null, "");
    }
  }

  /**
   * Puts work into other hands: the person's own, their department's, or (with this reason) what a
   * colleague has taken on and left.
   *
   * @param to account of somebody who can do it today
   * @param reason kept with the work
   * @throws Refusal {@code inbox.noSuchWork}, {@code inbox.notYourDepartment}, {@code
   *     inbox.cannotDoIt}, {@code inbox.reasonMissing}, {@code inbox.doneAlready}, {@code
   *     inbox.cancelled}
   */
  public void reassign(Actor actor, UUID item, UUID to, String reason) {
    var row = locked(actor, item);
    if (row.ended() != null) {
      throw ended(row.ended());
    }
    var department = row.addressee().department();
    boolean colleagues =
        department == null ? WorkRows.fits(actor, row.addressee()) : actor.belongsTo(department);
    if (!colleagues) {
      throw Refusal.forbidden("inbox.notYourDepartment");
    }
    if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
      throw Refusal.invalid("inbox.reasonMissing", "reason", LONGEST_REASON);
    }
    var holder =
        rows.holders(row.addressee()).stream()
            .filter(h -> h.accountId().equals(to))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("inbox.cannotDoIt", "to"));
    int moved =
        db.sql(
                """
                update work_item set claimed_by = :to, claimed_by_name = :name,
                  claimed_for_name = :for, claimed_at = :now
                where id = :id and done_at is null
                  and claimed_by is not distinct from cast(:before as uuid)
                """)
            .param("to", to)
            .param("name", holder.name())
            .param("for", holder.forName())
            .param("now", utc(clock.instant()))
            .param("id", item)
            .param("before", row.claim() == null ? null : row.claim().accountId())
            .update();
    if (moved == 0) {
      var now = find(actor, item);
      if (now.ended() != null) {
        throw ended(now.ended());
      }
      var claim = java.util.Objects.requireNonNull(now.claim());
      throw Refusal.conflict("inbox.claimedByOther", claim.name(), claim.since());
    }
    note(item, actor, Note.Act.REASSIGNED, to, holder.name(), reason.strip());
    db.sql("delete from work_item_read where item_id = :id and account_id = :to")
        .param("id", item)
        .param("to", to)
        .update();
  }

  /** Who can take a piece of work on. */
  @Transactional(readOnly = true)
  public List<Waiting.Holder> holders(WorkRow row) {
    return rows.holders(row.addressee());
  }

  /** How work went from hand to hand, oldest first. */
  @Transactional(readOnly = true)
  public List<Note> notes(Actor actor, UUID item) {
    find(actor, item);
    return db.sql("select * from work_item_note where item_id = :id order by no")
        .param("id", item)
        .query(
            (row, n) ->
                new Note(
                    row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                    row.getString("by_name"),
                    row.getString("for_name"),
                    Note.Act.valueOf(row.getString("act")),
                    row.getString("to_name"),
                    row.getString("reason")))
        .list();
  }

  private void note(
      UUID item,
      Actor by,
      Note.Act act,
      @Nullable UUID to,
      @Nullable String toName,
      String reason) {
    var behalf = by.onBehalfOf();
    db.sql(
            """
            insert into work_item_note
              (item_id, no, at, by_id, by_name, for_name, act, to_id, to_name, reason)
            select :item, coalesce(max(no), 0) + 1, :now, :by, :name, :for, :act,
              cast(:to as uuid), :toName, :reason
            from work_item_note where item_id = :item
            """)
        .param("item", item)
        .param("now", utc(clock.instant()))
        .param("by", by.accountId())
        .param("name", by.name())
        .param("for", behalf == null ? null : behalf.name())
        .param("act", act.name())
        .param("to", to)
        .param("toName", toName)
        .param("reason", reason)
        .update();
  }

  /** What the work was opened for: the engine's task, or whatever else its opener named it by. */
  @Transactional(readOnly = true)
  public String reference(UUID item) {
    return db.sql("select task_ref from work_item where id = :id")
        .param("id", item)
        .query(String.class)
        .single();
  }

  /** The person has looked at it. */
  public void markRead(Actor actor, UUID item) {
    db.sql(
            """
            insert into work_item_read (item_id, account_id, read_at) values (:id, :me, :now)
            on conflict do nothing
            """)
        .param("id", item)
        .param("me", actor.accountId())
        .param("now", utc(clock.instant()))
        .update();
  }

  /** The person has looked at all open work of a case. */
  public void markCaseRead(Actor actor, UUID caseId) {
    db.sql(
            """
            insert into work_item_read (item_id, account_id, read_at)
            select id, :me, :now from work_item where case_id = :case and done_at is null
            order by id
            on conflict do nothing
            """)
        .param("case", caseId)
        .param("me", actor.accountId())
        .param("now", utc(clock.instant()))
        .update();
  }

  /** The person wants to see what becomes of a case. Whether they may see it has been looked at. */
  public void follow(Actor actor, UUID caseId) {
    db.sql(
            """
            insert into followed_case (account_id, case_id, since) values (:me, :case, :now)
            on conflict do nothing
            """)
        .param("me", actor.accountId())
        .param("case", caseId)
        .param("now", utc(clock.instant()))
        .update();
  }

  public void unfollow(Actor actor, UUID caseId) {
    db.sql("delete from followed_case where account_id = :me and case_id = :case")
        .param("me", actor.accountId())
        .param("case", caseId)
        .update();
  }

  @Transactional(readOnly = true)
  public boolean isFollowed(Actor actor, UUID caseId) {
    return db.sql(
            "select exists (select from followed_case where account_id = :me and case_id = :case)")
        .param("me", actor.accountId())
        .param("case", caseId)
        .query(Boolean.class)
        .single();
  }
}
