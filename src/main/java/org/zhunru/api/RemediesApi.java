package org.zhunru.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.review.Refilings;
import org.zhunru.review.Remedy;

/** What a veto had asked for, in the case that answers it, and whether it was done. */
@RestController
class RemediesApi {
  private final Cases cases;
  private final Refilings refilings;

  RemediesApi(Cases cases, Refilings refilings) {
    this.cases = cases;
    this.refilings = refilings;
  }

  /**
   * @param refiles the vetoed case that this one answers
   * @param met how many items were done
   */
  record View(UUID caseId, UUID refiles, int met, List<Item> items) {}

  /**
   * @param groundId row of the register of grounds
   */
  record Item(
      UUID id, String department, String groundId, String text, boolean met, List<Check> checks) {}

  record Check(
      boolean met,
      String evidence,
      @Nullable UUID file,
      String checkedBy,
      @Nullable String onBehalfOf,
      Instant checkedAt) {}

  record Found(@Nullable Boolean met, @Nullable String evidence, @Nullable UUID file) {}

  @GetMapping("/api/v1/cases/{id}/remedies")
  View show(@PathVariable UUID id, Actor actor) {
    return view(cases.see(actor, new CaseId(id)).id());
  }

  @PostMapping("/api/v1/cases/{id}/remedies/{item}")
  View check(
      @PathVariable UUID id, @PathVariable UUID item, @RequestBody Found found, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    refilings.check(
        actor,
        of.id(),
        item,
        Body.required(found.met(), "met"),
        Body.text(found.evidence()),
        found.file());
    return view(of.id());
  }

  private View view(CaseId id) {
    var refiling = refilings.of(id).orElseThrow(() -> Refusal.unknown("review.notRefiled"));
    var remedies = refilings.remedies(id);
    return new View(
        id.value(),
        refiling.vetoed().value(),
        (int) remedies.stream().filter(Remedy::met).count(),
        remedies.stream()
            .map(
                r ->
                    new Item(
                        r.id(),
                        r.department(),
                        r.ground().id(),
                        r.text(),
                        r.met(),
                        r.checks().stream()
                            .map(
                                c ->
                                    new Check(
                                        c.met(),
                                        c.evidence(),
                                        c.file(),
                                        c.byName(),
                                        c.onBehalfName(),
                                        c.at()))
                            .toList()))
            .toList());
  }
}
