package org.zhunru.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;

/** {@code /help}: what this is, who does what, how a case runs. */
@Controller
class HelpPage {
  private final Shells shells;

  HelpPage(Shells shells) {
    this.shells = shells;
  }

  /**
   * Which pages there are to speak of.
   *
   * @param overlooks whether the reader may open lights, letters and scorecards
   */
  public record View(
      boolean signedIn,
      boolean check,
      boolean lookup,
      boolean verify,
      boolean policy,
      boolean overlooks) {}

  @GetMapping("/help")
  ModelAndView help(@Nullable Actor actor) {
    var page = new ModelAndView("help");
    page.addObject(
        "page",
        new View(
            actor != null,
            shells.exists("/check"),
            shells.exists("/catalogues"),
            shells.exists("/verify"),
            shells.exists("/policy"),
            actor != null && (actor.isOfficer() || actor.hasRole(Role.SUPERVISOR))));
    return page;
  }
}
