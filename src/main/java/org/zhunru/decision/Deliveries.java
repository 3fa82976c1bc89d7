package org.zhunru.decision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Trail;

/**
 * The delivery of an approval, 行政许可法(2019) 第四十四条: the applicant confirms that it is here, or the
 * lead office records how it was delivered. Whichever comes first stands; nothing is taken to be
 * delivered because nobody said so.
 */
@Component
@Transactional
public class Deliveries {
  private static final int LONGEST = 500;

  private final JdbcClient db;
  private final DecisionRows decisions;
  private final Cases cases;
  private final Matters matters;
  private final Actors actors;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Deliveries(
      JdbcClient db,
      DecisionRows decisions,
      Cases cases,
      Matters matters,
      Actors actors,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.decisions = decisions;
    this.cases = cases;
    this.matters = matters;
    this.actors = actors;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What the lead office records.
   *
   * @param on from the day of the decision to today; null if none was given
   * @param way one of {@link Delivery.Way#RECORDED}; null if none was chosen
   * @param remark may be empty
   */
  public record Recorded(@Nullable LocalDate on, Delivery.@Nullable Way way, String remark) {}

  /** How the approval was delivered; empty if it isn't yet, or if there is none. */
  @Transactional(readOnly = true)
  public Optional<Delivery> of(CaseId id) {
    return db.sql(
            "select delivered_on, way, remark, recorded_by_name from delivery where case_id = :id")
        .param("id", id.value())
        .query(
            (row, n) ->
                new Delivery(
                    row.getObject(1, LocalDate.class),
                    Delivery.Way.valueOf(row.getString(2)),
                    row.getString(3),
                    row.getString(4)))
        .optional();
  }

  /** The day from which on it can be delivered; empty if there is no approval, or it is already. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> awaitedSince(CaseId id) {
    return decisions
        .findById(id.value())
        .filter(d -> d.outcome().approves() && of(id).isEmpty())
        .map(this::day);
  }

  /** Those of several cases whose approval has not been delivered yet. */
  @Transactional(readOnly = true)
  public Set<UUID> awaited(Collection<UUID> cases) {
    return cases.isEmpty()
        ? Set.of()
        : Set.copyOf(
            db.sql(
                    """
                    select case_id from decision d where case_id in (:cases) and outcome <> 'REFUSED'
                      and not exists (select from delivery x where x.case_id = d.case_id)
                    """)
                .param("cases", cases)
                .query(UUID.class)
                .list());
  }

  /**
   * The applicant has received it, today.
   *
   * @throws Refusal {@code intake.noSuchCase} for anybody else, {@code decision.nothingToDeliver},
   *     {@code decision.delivered}
   */
  public void confirm(Actor by, CaseId id) {
    var of = cases.lock(id);
    if (!by.isApplicantOf(of.enterpriseId())) {
      throw Refusal.unknown("intake.noSuchCase");
    }
    awaited(id);
    var delivery = new Delivery(LocalDate.now(clock), Delivery.Way.RECEIPT, "", by.name());
    trail.applicant(id, act(delivery), by, "text", text(delivery));
    keep(id, delivery, by);
  }

  /**
   * A person of the lead office records it.
   *
   * @throws Refusal {@code decision.notYoursToDeliver}, {@code decision.nothingToDeliver}, {@code
   *     decision.delivered}, {@code decision.deliveryDayMissing}, {@code
   *     decision.deliveryBeforeDecision}, {@code decision.deliveryInFuture}, {@code
   *     decision.deliveryWayMissing}, {@code decision.deliveryRemarkTooLong}
   */
  public void record(Actor by, CaseId id, Recorded said) {
    var of = cases.lock(id);
    var lead = matters.byId(of.matter()).lead();
    var seat = seat(by, lead);
    var actor = actors.acting(by, lead, seat, "decision.notYoursToDeliver");
    var delivery = checked(said, day(awaited(id)), actor);
    trail.officer(id, act(delivery), actor, lead, seat, Audience.EVERYBODY, "text", text(delivery));
    keep(id, delivery, actor);
  }

  /** Whether the person can record how the approval of the case was delivered. */
  public boolean mayRecord(Actor actor, Case of) {
    var lead = matters.byId(of.matter()).lead();
    return actor.holds(lead, seat(actor, lead));
  }

  private Decision awaited(CaseId id) {
    var decision =
        decisions
            .findById(id.value())
            .filter(d -> d.outcome().approves())
            .orElseThrow(() -> Refusal.conflict("decision.nothingToDeliver"));
    of(id)
        .ifPresent(
            d -> {
              throw Refusal.conflict("decision.delivered", d.on());
            });
    return decision;
  }

  private Delivery checked(Recorded said, LocalDate decidedOn, Actor by) {
    var today = LocalDate.now(clock);
    if (said.on() == null) {
      throw Refusal.invalid("decision.deliveryDayMissing", "day");
    }
    if (said.on().isBefore(decidedOn)) {
      throw Refusal.invalid("decision.deliveryBeforeDecision", "day", said.on(), decidedOn);
    }
    if (said.on().isAfter(today)) {
      throw Refusal.invalid("decision.deliveryInFuture", "day", said.on(), today);
    }
    if (said.way() == null || !Delivery.Way.RECORDED.contains(said.way())) {
      throw Refusal.invalid("decision.deliveryWayMissing", "way");
    }
    var remark = said.remark().strip();
    if (remark.length() > LONGEST) {
      throw Refusal.invalid("decision.deliveryRemarkTooLong", "remark", LONGEST);
    }
    return new Delivery(said.on(), said.way(), remark, by.name());
  }

  private void keep(CaseId id, Delivery delivery, Actor by) {
    db.sql(
            """
            insert into delivery (case_id, delivered_on, way, remark, recorded_by,
              recorded_by_name, recorded_at)
            values (:id, :on, :way, :remark, :by, :name, :now)
            """)
        .param("id", id.value())
        .param("on", delivery.on())
        .param("way", delivery.way().name())
        .param("remark", delivery.remark())
        .param("by", by.accountId())
        .param("name", delivery.by())
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
    events.publishEvent(new DecisionDelivered(id, delivery.on()));
  }

  /** Any seat of the lead office does; that of its head if the person has none. */
  private static SeatKind seat(Actor actor, String lead) {
    return Arrays.stream(SeatKind.values())
        .filter(kind -> actor.holds(lead, kind))
        .findFirst()
        .orElse(SeatKind.HEAD);
  }

  private static String act(Delivery delivery) {
    return "decision.delivered." + delivery.way().code();
  }

  private static String text(Delivery delivery) {
    return (delivery.on() + " " + delivery.remark()).strip();
  }

  private LocalDate day(Decision decision) {
    return LocalDate.ofInstant(decision.decidedAt(), clock.getZone());
  }
}
