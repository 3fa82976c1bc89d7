package org.zhunru.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.OnBehalf;
import org.zhunru.identity.Role;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;

/** What a row of {@code work_item} says, and who may act on it. */
@Component
class WorkRows {
  /** Columns of {@code w}, with {@code unread} for the account {@code :me}. */
  static final String COLUMNS =
      """
      select w.*, w.done_at is null and not exists (select from work_item_read r
        where r.item_id = w.id and r.account_id = :me) unread
      """;

  private final Actors actors;
  private final Enterprises enterprises;

  WorkRows(Actors actors, Enterprises enterprises) {
    this.actors = actors;
    this.enterprises = enterprises;
  }

  /** For rows of one list, as that person sees them. */
  RowMapper<WorkRow> seenBy(Actor actor) {
    Map<Seat, Optional<OnBehalf>> lenders = new HashMap<>();
    return (row, n) -> row(row, actor, lenders);
  }

  private WorkRow row(ResultSet row, Actor actor, Map<Seat, Optional<OnBehalf>> lenders)
      throws SQLException {
    var seat = row.getString("seat");
    var to =
        new Addressee(
            row.getString("department"),
            seat == null ? null : SeatKind.valueOf(seat),
            row.getObject("enterprise_id", UUID.class),
            row.getObject("account_id", UUID.class));
    var claimer = row.getObject("claimed_by", UUID.class);
    var claimedAt = instant(row, "claimed_at");
    var doneAt = instant(row, "done_at");
    var doneBy = row.getObject("done_by", UUID.class);
    return new WorkRow(
        row.getObject("id", UUID.class),
        row.getObject("case_id", UUID.class),
        row.getString("kind"),
        new Subject(
            row.getString("matter"),
            row.getString("number"),
            row.getString("project_name"),
            row.getString("applicant_name")),
        to,
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        instant(row, "due_at"),
        row.getBoolean("due_provisional"),
        row.getObject("sort_at", OffsetDateTime.class).toInstant(),
        claimer == null || claimedAt == null
            ? null
            : new Claim(
                claimer,
                row.getString("claimed_by_name"),
                row.getString("claimed_for_name"),
                claimedAt),
        doneAt == null
            ? null
            : new Ended(
                doneAt,
                doneBy,
                row.getString("done_by_name"),
                row.getString("on_behalf_name"),
                row.getString("outcome")),
        row.getBoolean("unread"),
        why(actor, to, doneBy, lenders));
  }

  private Why why(
      Actor actor, Addressee to, @Nullable UUID doneBy, Map<Seat, Optional<OnBehalf>> lenders) {
    var seat = seat(to);
    if (actor.accountId().equals(doneBy)) {
      return new Why(Why.Reason.DID, seat, null);
    }
    if (seat != null && actor.seats().contains(seat)) {
      var lender = lenders.computeIfAbsent(seat, s -> Optional.ofNullable(lender(actor, s)));
      return new Why(Why.Reason.SEAT, seat, lender.orElse(null));
    }
    if (seat != null && actor.belongsTo(seat.department())) {
      return new Why(Why.Reason.DEPARTMENT, seat, null);
    }
    if (to.enterprise() != null && actor.isApplicantOf(to.enterprise())) {
      return new Why(Why.Reason.ENTERPRISE, null, null);
    }
    if (actor.accountId().equals(to.account())) {
      return new Why(Why.Reason.PERSON, null, null);
    }
    return new Why(Why.Reason.SEES, seat, null);
  }

  private @Nullable OnBehalf lender(Actor actor, Seat seat) {
    return actors.acting(actor, seat.department(), seat.kind(), "inbox.notYourSeat").onBehalfOf();
  }

  /** Whether the person can do work addressed so. */
  static boolean fits(Actor actor, Addressee to) {
    var seat = seat(to);
    if (seat != null) {
      return actor.seats().contains(seat);
    }
    return to.enterprise() != null
        ? actor.isApplicantOf(to.enterprise())
        : actor.accountId().equals(to.account());
  }

  /** Whether the person may know of a piece of work. */
  static boolean sees(Actor actor, WorkRow row) {
    var department = row.addressee().department();
    return fits(actor, row.addressee())
        || (department != null && actor.belongsTo(department))
        || actor.isLead()
        || actor.hasRole(Role.SUPERVISOR)
        || row.claimedBy(actor.accountId())
        || row.why().reason() == Why.Reason.DID;
  }

  /** Everybody who can do work addressed so today. */
  List<Waiting.Holder> holders(Addressee to) {
    var seat = seat(to);
    if (seat != null) {
      return actors.holders(seat.department(), seat.kind()).stream().map(WorkRows::holder).toList();
    }
    if (to.enterprise() != null) {
      return enterprises.members(to.enterprise()).stream().map(this::holder).toList();
    }
    return to.account() == null ? List.of() : List.of(holder(to.account()));
  }

  /** Whether that account can do work addressed so today. */
  boolean can(UUID account, Addressee to) {
    return holders(to).stream().anyMatch(h -> h.accountId().equals(account));
  }

  /**
   * The person as one who does this work, with both names where it is a deputy.
   *
   * @throws Refusal {@code inbox.notYourSeat}
   */
  Actor acting(Actor actor, Addressee to) {
    var seat = seat(to);
    if (seat != null) {
      return actors.acting(actor, seat.department(), seat.kind(), "inbox.notYourSeat");
    }
    if (!fits(actor, to)) {
      throw Refusal.forbidden("inbox.notYours");
    }
    return actor;
  }

  private static Waiting.Holder holder(Actor actor) {
    var behalf = actor.onBehalfOf();
    return new Waiting.Holder(
        actor.accountId(), actor.name(), behalf == null ? null : behalf.name());
  }

  private Waiting.Holder holder(UUID account) {
    return new Waiting.Holder(account, actors.nameOf(account), null);
  }

  static @Nullable Seat seat(Addressee to) {
    return to.department() == null || to.seat() == null
        ? null
        : new Seat(to.department(), to.seat());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
