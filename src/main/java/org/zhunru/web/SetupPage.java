package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Setup;

/** {@code /setup}: the first two administrators, by the token printed at start. */
@Controller
class SetupPage {
  private static final List<String> WHO = List.of("system", "security");

  private final Setup setup;
  private final RefusalWords refusals;

  SetupPage(Setup setup, RefusalWords refusals) {
    this.setup = setup;
    this.refusals = refusals;
  }

  /**
   * @param done whether the administrators have just been made
   */
  public record View(String token, List<Person> people, boolean done, List<FieldError> errors) {}

  /**
   * @param key {@code system} or {@code security}; names of fields begin with it
   */
  public record Person(String key, String username, String name) {}

  @GetMapping("/setup")
  ModelAndView form() {
    if (!setup.open()) {
      throw Refusal.conflict("identity.setupOver");
    }
    return page(HttpStatus.OK, "", Map.of(), false, List.of());
  }

  @PostMapping("/setup")
  ModelAndView complete(
      @RequestParam(defaultValue = "") String token, @RequestParam Map<String, String> typed) {
    try {
      var differing = new ArrayList<Refusal>();
      for (var who : WHO) {
        if (!of(typed, who + ".password").equals(of(typed, who + ".again"))) {
          differing.add(Refusal.invalid("access.passwordsDiffer", who + ".again"));
        }
      }
      if (setup.open()) {
        Refusals.throwIfAny(differing);
      }
      setup.complete(token, first(typed, "system"), first(typed, "security"));
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.CONFLICT && refusal.field() == null) {
        throw refusal;
      }
      var errors =
          refusal instanceof Refusals several
              ? several.all().stream().map(refusals::at).toList()
              : List.of(refusals.at(refusal));
      return page(HttpStatus.UNPROCESSABLE_CONTENT, token, typed, false, errors);
    }
    return page(HttpStatus.OK, "", typed, true, List.of());
  }

  private static Setup.First first(Map<String, String> typed, String who) {
    return new Setup.First(
        of(typed, who + ".username"), of(typed, who + ".name"), of(typed, who + ".password"));
  }

  private static String of(Map<String, String> typed, String field) {
    return typed.getOrDefault(field, "");
  }

  private static ModelAndView page(
      HttpStatus status,
      String token,
      Map<String, String> typed,
      boolean done,
      List<FieldError> errors) {
    var people =
        WHO.stream()
            .map(who -> new Person(who, of(typed, who + ".username"), of(typed, who + ".name")))
            .toList();
    var page = new ModelAndView("setup", status);
    page.addObject("page", new View(token, people, done, errors));
    return page;
  }
}
