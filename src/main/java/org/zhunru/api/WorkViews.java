package org.zhunru.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Claims;
import org.zhunru.inbox.WorkRow;
import org.zhunru.supervision.Clocks;
import org.zhunru.web.Words;

/** Work with what a person can do with it. */
@Component
class WorkViews {
  private static final List<String> REVIEWING =
      List.of(
          "save",
          "opinion",
          "sign",
          "return",
          "correct",
          "transfer",
          "consult",
          "expert-review",
          "cancel-expert-review");

  /** What each kind of work is for. */
  private static final Map<String, List<String>> BY_KIND =
      Map.of(
          "ACCEPT", List.of("accept", "correct", "refuse"),
          "CORRECT", List.of("submit"),
          "CORRECT_IN_REVIEW", List.of("submit"),
          "DRAFT", without("sign", "return"),
          "REVIEW", without("sign"),
          "SIGN", REVIEWING,
          "DECIDE", List.of("decide", "send-back"),
          "CONSULT", List.of("answer"),
          "EXPERT_REVIEW", List.of("conclude"),
          "SUSPEND", List.of("suspend", "decline-suspension"));

  private final Claims claims;
  private final Words words;
  private final Clocks clocks;

  WorkViews(Claims claims, Words words, Clocks clocks) {
    this.claims = claims;
    this.words = words;
    this.clocks = clocks;
  }

  private static List<String> without(String... some) {
    return REVIEWING.stream().filter(a -> !List.of(some).contains(a)).toList();
  }

  /** What a kind of work is for. */
  static List<String> actionsOf(String kind) {
    return BY_KIND.getOrDefault(kind, List.of());
  }

  /**
   * @throws org.zhunru.common.Refusal {@code inbox.noSuchWork}
   */
  WorkView view(Actor actor, UUID item) {
    return view(actor, claims.find(actor, item));
  }

  WorkView view(Actor actor, WorkRow row) {
    return WorkView.of(
        row, actor.accountId(), words.say("work." + row.kind()), light(row), possible(actor, row));
  }

  private @Nullable String light(WorkRow row) {
    var due = row.dueAt();
    return due == null || !row.open() ? null : clocks.light(due).name().toLowerCase(Locale.ROOT);
  }

  /** Open work of a case that the person can do now. */
  List<WorkView> ofCase(Actor actor, UUID id) {
    return claims.openFor(actor, id).stream().map(row -> view(actor, row)).toList();
  }

  /** What the person can do with it now. */
  List<String> possible(Actor actor, WorkRow row) {
    var possible = new ArrayList<String>();
    var department = row.addressee().department();
    boolean fits = claims.mayAct(actor, row);
    if (fits && row.claim() == null) {
      possible.add("claim");
    }
    if (row.open() && row.claimedBy(actor.accountId())) {
      possible.add("release");
    }
    if (fits && !row.claimedByAnother(actor.accountId())) {
      possible.addAll(actionsOf(row.kind()));
    }
    if (row.open() && (fits || (department != null && actor.belongsTo(department)))) {
      possible.add("reassign");
    }
    return possible;
  }
}
