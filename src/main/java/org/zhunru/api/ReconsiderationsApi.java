package org.zhunru.api;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.supervision.Reconsideration;
import org.zhunru.supervision.Reconsiderations;

/** Reconsideration of vetoes: asked for, and every act of it. */
@RestController
class ReconsiderationsApi {
  private static final String ACTIONS =
      "days, answer, uphold, overturn, confirm, return, take-back";

  private final Cases cases;
  private final Reconsiderations reconsiderations;

  ReconsiderationsApi(Cases cases, Reconsiderations reconsiderations) {
    this.cases = cases;
    this.reconsiderations = reconsiderations;
  }

  /**
   * @param veto id of the opinion
   * @param answerBy last day for the department; null until a person has set it
   * @param decider code of the department whose head concludes
   * @param acts without what the two who overturn say to one another, for applicants
   */
  record View(
      UUID id,
      UUID caseId,
      UUID veto,
      String department,
      String decider,
      String state,
      String askedAs,
      String askedBy,
      Instant askedAt,
      String reasons,
      @Nullable LocalDate answerBy,
      @Nullable LocalDate decideBy,
      @Nullable String answer,
      @Nullable Instant closedAt,
      List<Act> acts) {}

  record Act(String act, String text, String by, @Nullable String onBehalfOf, Instant at) {}

  record Listed(List<View> reconsiderations) {}

  record Asked(@Nullable String department, @Nullable String reasons) {}

  /** What an act needs; the rest is left out. */
  record Said(
      @Nullable LocalDate answerBy,
      @Nullable LocalDate decideBy,
      @Nullable String why,
      @Nullable String answer,
      @Nullable String reasons) {}

  @GetMapping("/api/v1/cases/{id}/reconsiderations")
  Listed list(@PathVariable UUID id, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    return new Listed(reconsiderations.of(of.id()).stream().map(r -> view(actor, of, r)).toList());
  }

  @PostMapping("/api/v1/cases/{id}/reconsiderations")
  ResponseEntity<View> ask(@PathVariable UUID id, @RequestBody Asked asked, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    var made =
        reconsiderations.ask(
            actor,
            of.id(),
            Body.required(asked.department(), "department"),
            Body.text(asked.reasons()));
    return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/reconsiderations/" + made))
        .body(view(actor, of, reconsiderations.byId(of.id(), made)));
  }

  @GetMapping("/api/v1/cases/{id}/reconsiderations/{one}")
  View one(@PathVariable UUID id, @PathVariable UUID one, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    return view(actor, of, reconsiderations.byId(of.id(), one));
  }

  @PostMapping("/api/v1/cases/{id}/reconsiderations/{one}/actions/{action}")
  View act(
      @PathVariable UUID id,
      @PathVariable UUID one,
      @PathVariable String action,
      @RequestBody Said said,
      Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    reconsiderations.byId(of.id(), one);
    switch (action) {
      case "days":
        reconsiderations.setDays(
            actor, of.id(), one, said.answerBy(), said.decideBy(), Body.text(said.why()));
        break;
      case "answer":
        reconsiderations.answer(actor, of.id(), one, Body.text(said.answer()));
        break;
      case "uphold", "overturn":
        reconsiderations.conclude(
            actor, of.id(), one, action.equals("overturn"), Body.text(said.reasons()));
        break;
      case "confirm", "return":
        reconsiderations.confirm(
            actor, of.id(), one, action.equals("confirm"), Body.text(said.reasons()));
        break;
      case "take-back":
        reconsiderations.takeBack(actor, of.id(), one, Body.text(said.reasons()));
        break;
      default:
        throw Refusal.invalid("api.actionUnknown", null, action, ACTIONS);
    }
    return view(actor, of, reconsiderations.byId(of.id(), one));
  }

  private View view(Actor actor, Case of, Reconsideration it) {
    boolean officer = cases.seesAsOfficer(actor, of);
    return new View(
        it.id(),
        it.caseId().value(),
        it.veto(),
        it.department(),
        it.decider(),
        it.state().name(),
        it.askedAs().name(),
        it.askedByName(),
        it.askedAt(),
        it.reasons(),
        it.answerBy(),
        it.decideBy(),
        it.answer(),
        it.closedAt(),
        it.acts().stream()
            .filter(a -> officer || it.isTold(a))
            .map(a -> new Act(a.kind().name(), a.text(), a.byName(), a.onBehalfName(), a.at()))
            .toList());
  }
}
