package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Deliveries;
import org.zhunru.decision.Delivery;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.supervision.CaseRegister;

/** How an approval was delivered, or who can say that it is, beside its paper. */
@Component
class DeliveryLines {
  private final Deliveries deliveries;
  private final Words words;
  private final Clock clock;

  DeliveryLines(Deliveries deliveries, Words words, Clock clock) {
    this.deliveries = deliveries;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param said when and how it was delivered, and by whose word; empty if it isn't yet
   * @param remark of the lead office; empty if there is none
   * @param confirms whether the reader can confirm that it is here
   * @param records whether the reader can record how it was delivered
   * @param first day that can be recorded
   * @param last day that can be recorded
   */
  public record Line(
      String said,
      String remark,
      boolean confirms,
      boolean records,
      LocalDate first,
      LocalDate last,
      List<Option> ways) {}

  public record Option(String value, String label) {}

  /** Null if there is no approval. */
  @Nullable Line of(Actor actor, Case of) {
    if (!CaseRegister.Group.APPROVED.holds(of.state())) {
      return null;
    }
    var today = LocalDate.now(clock);
    return deliveries
        .of(of.id())
        .map(d -> new Line(said(d), d.remark(), false, false, d.on(), d.on(), List.<Option>of()))
        .or(
            () ->
                deliveries
                    .awaitedSince(of.id())
                    .map(
                        since ->
                            new Line(
                                "",
                                "",
                                actor.isApplicantOf(of.enterpriseId()),
                                deliveries.mayRecord(actor, of),
                                since,
                                today,
                                ways())))
        .orElse(null);
  }

  private String said(Delivery delivery) {
    return words.say("delivery.said", delivery.on(), way(delivery.way()), delivery.by());
  }

  private List<Option> ways() {
    return Delivery.Way.RECORDED.stream().map(w -> new Option(w.name(), way(w))).toList();
  }

  private String way(Delivery.Way way) {
    return words.say("delivery.way." + way);
  }
}
