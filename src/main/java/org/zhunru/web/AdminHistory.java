package org.zhunru.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.AccountHistory;
import org.zhunru.identity.Actor;

/** {@code /admin/history}: who changed whose account; the auditor's. */
@Controller
class AdminHistory {
  private final AccountHistory history;
  private final AdminWords acts;

  AdminHistory(AccountHistory history, AdminWords acts) {
    this.history = history;
    this.acts = acts;
  }

  public record View(
      List<AdminWords.Tab> tabs, List<AdminWords.Entry> entries, String next, String first) {}

  @GetMapping("/admin/history")
  ModelAndView history(Actor actor, @RequestParam(required = false) @Nullable String cursor) {
    var found = history.all(cursor);
    var page = new ModelAndView("admin-history");
    page.addObject(
        "page",
        new View(
            acts.tabs(actor, "history"),
            found.rows().stream().map(acts::entry).toList(),
            found.next() == null ? "" : "/admin/history?cursor=" + found.next(),
            cursor == null ? "" : "/admin/history"));
    return page;
  }
}
