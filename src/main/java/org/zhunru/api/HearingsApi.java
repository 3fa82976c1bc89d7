package org.zhunru.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.review.Hearing;
import org.zhunru.review.Hearings;

/**
 * Hearings of a case, and what people do with them; their periods are among its clocks. That a
 * limit shall stand still for one is said on the page.
 */
@RestController
class HearingsApi {
  private static final String ACTIONS = "request, withdraw, record, set, end";

  private final Cases cases;
  private final Hearings hearings;
  private final Claims claims;
  private final TransactionTemplate transaction;

  HearingsApi(Cases cases, Hearings hearings, Claims claims, TransactionTemplate transaction) {
    this.cases = cases;
    this.hearings = hearings;
    this.claims = claims;
    this.transaction = transaction;
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

  /**
   * @param days of a hearing that the department holds itself; null of one that can be asked for
   */
  record Told(
      @Nullable String department,
      @Nullable String interest,
      @Nullable String parties,
      @Nullable Integer days) {}

  /** What an act needs; the rest is left out. */
  record Said(
      @Nullable String reason,
      @Nullable String name,
      @Nullable Boolean byApplicant,
      @Nullable LocalDate receivedOn,
      @Nullable LocalDate heldAt,
      @Nullable String place,
      @Nullable String announced,
      @Nullable String end,
      @Nullable LocalDate heldOn,
      @Nullable String summary) {}

  @GetMapping("/api/v1/cases/{id}/hearings")
  Answer hearings(@PathVariable UUID id, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    boolean officer = cases.seesAsOfficer(actor, of);
    return new Answer(hearings.of(of.id()).stream().map(h -> line(of, h, officer)).toList());
  }

  @PostMapping("/api/v1/cases/{id}/hearings")
  ResponseEntity<Line> tell(@PathVariable UUID id, @RequestBody Told told, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    var department = Body.required(told.department(), "department");
    var interest = Body.text(told.interest());
    var made =
        told.days() == null
            ? hearings.offer(actor, of.id(), department, interest, Body.text(told.parties()))
            : hearings.announce(actor, of.id(), department, interest, told.days());
    return ResponseEntity.status(HttpStatus.CREATED).body(line(actor, of, made));
  }

  @PostMapping("/api/v1/cases/{id}/hearings/{hearing}/actions/{action}")
  Line act(
      @PathVariable UUID id,
      @PathVariable UUID hearing,
      @PathVariable String action,
      @RequestBody Said said,
      Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    transaction.executeWithoutResult(status -> perform(actor, of, hearing, action, said));
    return line(actor, of, hearing);
  }

  private void perform(Actor actor, Case of, UUID hearing, String action, Said said) {
    switch (action) {
      case "request":
        hearings.ask(actor, of.id(), hearing);
        break;
      case "withdraw":
        hearings.withdraw(actor, of.id(), hearing, Body.text(said.reason()));
        break;
      case "record":
        hearings.record(
            actor,
            of.id(),
            hearing,
            Body.text(said.name()),
            Boolean.TRUE.equals(said.byApplicant()),
            said.receivedOn());
        break;
      case "set":
        hearings.set(
            actor,
            of.id(),
            hearing,
            said.heldAt(),
            Body.text(said.place()),
            Body.text(said.announced()));
        claims.ensureMine(actor, hearing.toString());
        break;
      case "end":
        if (hearings.of(of.id()).stream()
            .anyMatch(h -> h.id().equals(hearing) && h.state() == Hearing.State.ASKED)) {
          claims.ensureMine(actor, hearing.toString());
        }
        hearings.finish(
            actor,
            of.id(),
            hearing,
            Hearing.State.named(said.end()),
            said.heldOn(),
            Body.text(said.summary()));
        break;
      default:
        throw Refusal.invalid("api.actionUnknown", null, action, ACTIONS);
    }
  }

  private Line line(Actor actor, Case of, UUID hearing) {
    boolean officer = cases.seesAsOfficer(actor, of);
    return hearings.of(of.id()).stream()
        .filter(h -> h.id().equals(hearing))
        .map(h -> line(of, h, officer))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("review.noHearing"));
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
