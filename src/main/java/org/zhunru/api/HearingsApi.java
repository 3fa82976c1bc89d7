package org.zhunru.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.review.Hearing;
import org.zhunru.review.Hearings;

/** Hearings of a case; their periods are among its clocks. */
@RestController
class HearingsApi {
  private final Cases cases;
  private final Hearings hearings;

  HearingsApi(Cases cases, Hearings hearings) {
    this.cases = cases;
    this.hearings = hearings;
  }

  record Answer(List<Line> hearings) {}

  /**
   * @param own whether the department holds it without being asked
   * @param state as {@link Hearing#standing} says it
   * @param parties others who were told; null for applicants
   * @param request null until there is one
   * @param date null until it is set
   * @param heldOn null unless it was held
   * @param summary null until it is over
   */
  record Line(
      UUID id,
      String department,
      boolean own,
      String state,
      Instant toldAt,
      String interest,
      @Nullable String parties,
      @Nullable Request request,
      @Nullable Setting date,
      @Nullable LocalDate heldOn,
      @Nullable String summary) {}

  record Request(String by, boolean applicant, LocalDate receivedOn) {}

  record Setting(LocalDate on, String place, String announced) {}

  @GetMapping("/api/v1/cases/{id}/hearings")
  Answer hearings(@PathVariable UUID id, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    boolean officer = cases.seesAsOfficer(actor, of);
    return new Answer(hearings.of(of.id()).stream().map(h -> line(of, h, officer)).toList());
  }

  private static Line line(Case of, Hearing h, boolean officer) {
    var request = h.request();
    var date = h.date();
    return new Line(
        h.id(),
        h.department(),
        h.isOwn(),
        h.standing(of.state().isFinal()),
        h.toldAt(),
        h.interest(),
        officer ? h.parties() : null,
        request == null
            ? null
            : new Request(request.byName(), request.byApplicant(), request.receivedOn()),
        date == null ? null : new Setting(date.on(), date.place(), date.announced()),
        h.heldOn(),
        h.summary());
  }
}
