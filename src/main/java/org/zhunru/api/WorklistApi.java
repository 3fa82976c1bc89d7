package org.zhunru.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Worklist;
import tools.jackson.databind.JsonNode;

/** What a person has to do, and does. */
@RestController
class WorklistApi {
  private final Worklist worklist;
  private final WorkActions actions;
  private final WorkViews views;

  WorklistApi(Worklist worklist, WorkActions actions, WorkViews views) {
    this.worklist = worklist;
    this.actions = actions;
    this.views = views;
  }

  /**
   * @param next cursor of the next page; null if this is the last
   */
  record Listed(String view, List<WorkView> items, @Nullable String next) {}

  @GetMapping("/api/v1/worklist")
  Listed list(
      Actor actor,
      @RequestParam(defaultValue = "todo") String view,
      @RequestParam(required = false) @Nullable String matter,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String department,
      @RequestParam(required = false) @Nullable String words,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable String cursor) {
    var which =
        Arrays.stream(Worklist.View.values())
            .filter(v -> v.name().equalsIgnoreCase(view))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("api.valueMalformed", "view", "view"));
    var page =
        worklist.list(
            actor, which, new Worklist.Filter(matter, kind, department, words, unread), cursor);
    return new Listed(
        which.name().toLowerCase(Locale.ROOT),
        page.rows().stream().map(row -> views.view(actor, row)).toList(),
        page.next());
  }

  @GetMapping("/api/v1/work-items/{item}")
  WorkView one(@PathVariable UUID item, Actor actor) {
    return views.view(actor, item);
  }

  @PostMapping("/api/v1/work-items/{item}/actions/{action}")
  WorkActions.Done act(
      @PathVariable UUID item,
      @PathVariable String action,
      @RequestBody(required = false) @Nullable JsonNode body,
      Actor actor) {
    return actions.perform(actor, item, action, body);
  }
}
