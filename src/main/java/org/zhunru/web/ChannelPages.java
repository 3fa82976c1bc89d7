package org.zhunru.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.notices.Outbox;

/** {@code /admin/channels}: whether mail and SMS go out; seen to by the system administrator. */
@Controller
class ChannelPages {
  private final Outbox outbox;
  private final AdminWords acts;
  private final RefusalWords refusals;
  private final Words words;

  ChannelPages(Outbox outbox, AdminWords acts, RefusalWords refusals, Words words) {
    this.outbox = outbox;
    this.acts = acts;
    this.refusals = refusals;
    this.words = words;
  }

  /**
   * @param givenUp how many messages are no longer tried
   * @param mayChange whether the reader may try again and test
   * @param done what has just been done, in words; empty if nothing
   */
  public record View(
      List<AdminWords.Tab> tabs,
      List<Outbox.State> channels,
      List<Outbox.Faulty> faults,
      int givenUp,
      boolean mayChange,
      String mail,
      String done,
      List<FieldError> errors) {}

  @GetMapping("/admin/channels")
  ModelAndView channels(Actor actor, @RequestParam(defaultValue = "") String done) {
    return page(
        HttpStatus.OK,
        actor,
        "",
        done.equals("retried") || done.equals("tested") ? words.say("notice.done." + done) : "",
        List.of());
  }

  @PostMapping("/admin/channels/retry")
  String retry(Actor actor) {
    outbox.retry(actor);
    return "redirect:/admin/channels?done=retried";
  }

  @PostMapping("/admin/channels/test")
  Object test(Actor actor, @RequestParam(defaultValue = "") String mail) {
    try {
      outbox.test(actor, mail);
      return "redirect:/admin/channels?done=tested";
    } catch (Refusal refusal) {
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          mail,
          "",
          List.of(refusals.at(refusal.field() == null ? refusal.at("mail") : refusal)));
    }
  }

  private ModelAndView page(
      HttpStatus status, Actor actor, String mail, String done, List<FieldError> errors) {
    var channels = outbox.states();
    var page = new ModelAndView("admin-channels", status);
    page.addObject(
        "page",
        new View(
            acts.tabs(actor, "channels"),
            channels,
            outbox.faults(),
            channels.stream().mapToInt(Outbox.State::givenUp).sum(),
            actor.hasRole(Role.SYSADMIN),
            mail,
            done,
            errors));
    return page;
  }
}
