package org.zhunru.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.supervision.PublicNotice;
import org.zhunru.supervision.PublicNotices;

/** Public notices, for anybody. */
@RestController
class PublicNoticesApi {
  private final PublicNotices notices;
  private final Clock clock;

  PublicNoticesApi(PublicNotices notices, Clock clock) {
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * @param next cursor of the next page; null if this is the last
   */
  record Found(List<View> notices, @Nullable String next) {}

  /** A notice, see {@link PublicNotice}; these fields and no others are public. */
  record View(
      String id,
      String number,
      String caseNumber,
      String outcome,
      boolean annulled,
      String matter,
      String office,
      String project,
      String enterprise,
      String creditCode,
      @Nullable String region,
      LocalDate decidedOn,
      @Nullable LocalDate validUntil,
      List<PublicNotice.Ground> grounds,
      String words,
      List<PublicNotice.Remark> remarks,
      Instant publishedAt,
      Instant changedAt,
      LocalDate lastDay,
      String href) {}

  @GetMapping("/api/v1/notices")
  ResponseEntity<Found> list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String outcome,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor) {
    var found =
        notices.list(
            new PublicNotices.Filter(q, outcome(outcome), day("from", from), day("to", to)),
            cursor);
    return ResponseEntity.ok()
        .lastModified(notices.changedAt())
        .body(new Found(found.rows().stream().map(PublicNoticesApi::view).toList(), found.next()));
  }

  /** One that is no longer shown is not found, and the answer says why. */
  @GetMapping("/api/v1/notices/{id}")
  View one(@PathVariable String id) {
    var notice = notices.byId(id);
    if (!notice.isShown(LocalDate.now(clock))) {
      throw Refusal.unknown("announcement.takenDown");
    }
    return view(notice);
  }

  private static View view(PublicNotice n) {
    return new View(
        n.id().toString(),
        n.number(),
        n.caseNumber(),
        lower(n.outcome()),
        n.annulled(),
        n.matter(),
        n.office(),
        n.project(),
        n.enterprise(),
        n.creditCode(),
        n.region(),
        n.decidedOn(),
        n.validUntil(),
        n.grounds(),
        n.words(),
        n.remarks(),
        n.publishedAt(),
        n.changedAt(),
        n.lastDay(),
        "/notices/" + n.id());
  }

  private static @Nullable DecisionOutcome outcome(String name) {
    return name.isEmpty()
        ? null
        : Arrays.stream(DecisionOutcome.values())
            .filter(o -> lower(o).equals(name))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("api.valueMalformed", "outcome", "outcome"));
  }

  private @Nullable LocalDate day(String field, @Nullable String text) {
    try {
      return text == null || text.isEmpty() ? null : LocalDate.parse(text);
    } catch (java.time.DateTimeException noDay) {
      throw Refusal.invalid("api.valueMalformed", field, field);
    }
  }

  private static String lower(DecisionOutcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
