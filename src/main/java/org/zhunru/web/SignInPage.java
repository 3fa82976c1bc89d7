package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.Setup;
import org.zhunru.identity.SignIn;
import org.zhunru.identity.SignedIn;

/** {@code /login}: user name and password; in demonstrations a list of people to be. */
@Controller
class SignInPage {
  private final SignIn signIn;
  private final SignedInSessions sessions;
  private final KeptForms kept;
  private final DemoPeople demo;
  private final Setup setup;
  private final EntryPages entries;
  private final RefusalWords refusals;
  private final PeopleWords people;

  SignInPage(
      SignIn signIn,
      SignedInSessions sessions,
      KeptForms kept,
      DemoPeople demo,
      Setup setup,
      EntryPages entries,
      RefusalWords refusals,
      PeopleWords people) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.kept = kept;
    this.demo = demo;
    this.setup = setup;
    this.entries = entries;
    this.refusals = refusals;
    this.people = people;
  }

  /**
   * @param to where to go on; a path of ours, or empty
   * @param kept token of a form that waits; or empty
   * @param setupOpen whether there are no accounts yet
   * @param demo people of the demonstration; all empty outside of one
   */
  public record View(
      String username,
      String to,
      String kept,
      boolean setupOpen,
      Demo demo,
      List<FieldError> errors) {}

  public record Demo(List<Choice> others, List<Office> offices) {
    public boolean on() {
      return !others.isEmpty();
    }
  }

  /** A person one can be. */
  public record Choice(String username, String name, String place) {}

  /** A department and its people in the order of seats. */
  public record Office(String name, List<Choice> people) {}

  @GetMapping("/login")
  Object form(
      @RequestParam(defaultValue = "") String to,
      @RequestParam(name = "kept", defaultValue = "") String token,
      @Nullable Actor actor,
      HttpServletRequest request) {
    if (actor != null) {
      return "redirect:" + onward(actor, to, token);
    }
    kept.carryOver(request);
    return page(HttpStatus.OK, "", to, token, List.of());
  }

  @PostMapping("/login")
  Object signIn(
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(name = "kept", defaultValue = "") String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    var asDemo = demo.all().stream().anyMatch(p -> p.username().equals(person));
    var name = asDemo ? person : username;
    var shown = asDemo ? DemoPeople.PASSWORD : password;
    var missing = new ArrayList<FieldError>();
    if (name.isBlank()) {
      missing.add(refusals.at(Refusal.invalid("access.usernameMissing", "username")));
    }
    if (shown.isEmpty()) {
      missing.add(refusals.at(Refusal.invalid("access.passwordMissing", "password")));
    }
    if (!missing.isEmpty()) {
      return page(HttpStatus.UNPROCESSABLE_CONTENT, name, to, token, missing);
    }
    SignedIn signedIn;
    try {
      signedIn = signIn.verify(name, shown, request.getRemoteAddr());
    } catch (Refusal refusal) {
      var status =
          refusal.code().equals("identity.tooManyAttempts")
              ? HttpStatus.TOO_MANY_REQUESTS
              : HttpStatus.UNPROCESSABLE_CONTENT;
      return page(status, name, to, token, List.of(refusals.at(refusal.at("username"))));
    }
    return "redirect:" + onward(sessions.begin(signedIn, request, response).actor(), to, token);
  }

  private String onward(Actor actor, String to, String token) {
    if (!token.isEmpty()) {
      var id = kept.idOf(token, actor.accountId());
      if (id.isPresent()) {
        return "/me/kept/" + id.get();
      }
    }
    return isOurs(to) ? to : entries.of(actor);
  }

  /** A path on this server, and no way to another one. */
  static boolean isOurs(String to) {
    return to.startsWith("/")
        && !to.startsWith("//")
        && !to.startsWith("/login")
        && to.chars().noneMatch(c -> c <= ' ' || c == '\\' || c == 127)
        && UriComponentsBuilder.fromUriString(to).build().getHost() == null;
  }

  private ModelAndView page(
      HttpStatus status, String username, String to, String token, List<FieldError> errors) {
    var page = new ModelAndView("login", status);
    page.addObject(
        "page", new View(username, isOurs(to) ? to : "", token, setup.open(), demo(), errors));
    return page;
  }

  private Demo demo() {
    var others = new ArrayList<Choice>();
    Map<String, List<Choice>> offices = new LinkedHashMap<>();
    for (var person : demo.all()) {
      if (person.group().equals("officers")) {
        offices
            .computeIfAbsent(people.department(person.department()), d -> new ArrayList<>())
            .add(
                new Choice(
                    person.username(),
                    person.name(),
                    person.seat() == null ? "" : people.seat(person.seat())));
      } else {
        others.add(
            new Choice(
                person.username(),
                person.name(),
                person.department().isEmpty()
                    ? people.role(person.role())
                    : people.department(person.department())));
      }
    }
    return new Demo(
        others,
        offices.entrySet().stream().map(o -> new Office(o.getKey(), o.getValue())).toList());
  }
}
