package org.zhunru.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.supervision.SupervisionLetter;
import org.zhunru.supervision.SupervisionLetters;
import org.zhunru.supervision.SupervisionLight;
import org.zhunru.supervision.SupervisionLights;
import org.zhunru.supervision.TriggerKind;

/** Lights and letters of supervision, to read. */
@RestController
class LightsApi {
  private final SupervisionLights lights;
  private final SupervisionLetters letters;

  LightsApi(SupervisionLights lights, SupervisionLetters letters) {
    this.lights = lights;
    this.letters = letters;
  }

  /**
   * @param next cursor of the next page; null if this is the last
   */
  record FoundLights(List<LightView> lights, @Nullable String next) {}

  /**
   * @param next cursor of the next page; null if this is the last
   */
  record FoundLetters(List<LetterView> letters, @Nullable String next) {}

  /** A light, see {@link SupervisionLight}. */
  record LightView(
      String id,
      String kind,
      String caseId,
      String number,
      String department,
      Instant happenedAt,
      Instant raisedAt,
      @Nullable Integer threshold,
      String legalBasis,
      List<Evidence> evidence,
      LocalDate answerBy,
      boolean late,
      String state,
      @Nullable Instant closedAt,
      List<Act> acts) {}

  record Evidence(String what, String caseId, List<String> args) {}

  record Act(String act, String text, String by, @Nullable String onBehalfOf, Instant at) {}

  /** A letter, see {@link SupervisionLetter}. */
  record LetterView(
      String id,
      String number,
      @Nullable String light,
      String caseId,
      String caseNumber,
      String department,
      String demands,
      Instant issuedAt,
      LocalDate replyBy,
      boolean late,
      String state,
      @Nullable String reply,
      @Nullable Instant repliedAt,
      @Nullable String remark,
      @Nullable Instant closedAt,
      String document) {}

  @GetMapping("/api/v1/lights")
  FoundLights lights(
      Actor actor,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "false") boolean late,
      @RequestParam(required = false) @Nullable String cursor) {
    var found =
        lights.list(
            actor,
            new SupervisionLights.Filter(
                value("kind", kind, TriggerKind.values()),
                department.isEmpty() ? null : department,
                value("state", state, SupervisionLight.State.values()),
                late),
            cursor);
    return new FoundLights(found.rows().stream().map(this::view).toList(), found.next());
  }

  @GetMapping("/api/v1/lights/{id}")
  LightView light(Actor actor, @PathVariable UUID id) {
    return view(lights.byId(actor, id));
  }

  @GetMapping("/api/v1/letters")
  FoundLetters letters(
      Actor actor,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "false") boolean late,
      @RequestParam(required = false) @Nullable String cursor) {
    var found =
        letters.list(
            actor,
            new SupervisionLetters.Filter(
                department.isEmpty() ? null : department,
                value("state", state, SupervisionLetter.State.values()),
                late),
            cursor);
    return new FoundLetters(found.rows().stream().map(this::view).toList(), found.next());
  }

  @GetMapping("/api/v1/letters/{id}")
  LetterView letter(Actor actor, @PathVariable UUID id) {
    return view(letters.byId(actor, id));
  }

  private LightView view(SupervisionLight l) {
    return new LightView(
        l.id().toString(),
        lower(l.kind()),
        l.caseId().toString(),
        l.number(),
        l.department(),
        l.happenedAt(),
        l.raisedAt(),
        l.threshold(),
        l.legalBasis(),
        l.evidence().stream()
            .map(e -> new Evidence(e.what(), e.caseId().toString(), e.args()))
            .toList(),
        l.answerBy(),
        l.isLate(lights.today()),
        lower(l.state()),
        l.closedAt(),
        l.acts().stream()
            .map(a -> new Act(lower(a.state()), a.text(), a.byName(), a.onBehalfName(), a.at()))
            .toList());
  }

  private LetterView view(SupervisionLetter l) {
    return new LetterView(
        l.id().toString(),
        l.number(),
        l.light() == null ? null : l.light().toString(),
        l.caseId().toString(),
        l.caseNumber(),
        l.department(),
        l.demands(),
        l.issuedAt(),
        l.replyBy(),
        letters.isLate(l),
        lower(l.state()),
        l.reply(),
        l.repliedAt(),
        l.remark(),
        l.closedAt(),
        l.document().toString());
  }

  private static <E extends Enum<E>> @Nullable E value(String field, String name, E[] values) {
    return name.isEmpty()
        ? null
        : Arrays.stream(values)
            .filter(v -> lower(v).equals(name))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("api.valueMalformed", field, field));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
