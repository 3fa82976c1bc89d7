package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.identity.Setup;
import org.zhunru.supervision.CaseRegister;

/** {@code /}: the doors of the house. */
@Controller
class HomePage {
  private final Shells shells;
  private final EntryPages entries;
  private final KeptForms kept;
  private final Setup setup;
  private final CaseRegister register;
  private final Words words;

  HomePage(
      Shells shells,
      EntryPages entries,
      KeptForms kept,
      Setup setup,
      CaseRegister register,
      Words words) {
    this.shells = shells;
    this.entries = entries;
    this.kept = kept;
    this.setup = setup;
    this.register = register;
    this.words = words;
  }

  /**
   * @param doors what one can do here
   * @param below further public pages
   * @param kept how many forms of this person wait
   * @param setupOpen whether there are no accounts yet
   * @param figures how many cases stand where, for supervisors
   */
  public record View(
      List<Door> doors, List<Door> below, int kept, boolean setupOpen, List<Figure> figures) {}

  public record Figure(String href, String label, String value) {}

  public record Door(String href, String label, String text) {}

  @GetMapping("/")
  ModelAndView home(@Nullable Actor actor) {
    var doors = new ArrayList<Door>();
    if (actor != null) {
      var entry = entries.of(actor);
      if (!entry.equals("/")) {
        doors.add(door(entry, "own"));
      }
    }
    add(doors, "/check", "check");
    add(doors, "/catalogues", "lookup");
    if (actor == null) {
      doors.add(door("/login", "login"));
    } else {
      doors.add(door("/me", "me"));
    }
    var below = new ArrayList<Door>();
    add(below, "/notices", "notices");
    add(below, "/verify", "verify");
    add(below, "/help", "help");
    var page = new ModelAndView("home");
    page.addObject(
        "page",
        new View(
            doors,
            below,
            actor == null ? 0 : kept.all(actor.accountId()).size(),
            setup.open(),
            actor == null || !actor.hasRole(Role.SUPERVISOR) ? List.of() : figures(actor)));
    return page;
  }

  private List<Figure> figures(Actor actor) {
    var counts = register.counts(actor);
    return CaseRegister.Group.WHOLE.stream()
        .map(
            group -> {
              int count = counts.getOrDefault(group, 0);
              return new Figure(
                  CaseListPages.href(group),
                  words.say("cases.group." + group.name()),
                  count >= CaseRegister.MANY
                      ? words.say("my.many", CaseRegister.MANY - 1)
                      : Integer.toString(count));
            })
        .toList();
  }

  private void add(List<Door> doors, String href, String key) {
    if (shells.exists(href)) {
      doors.add(door(href, key));
    }
  }

  private Door door(String href, String key) {
    return new Door(
        href, words.say("access.door." + key), words.say("access.door." + key + ".text"));
  }
}
