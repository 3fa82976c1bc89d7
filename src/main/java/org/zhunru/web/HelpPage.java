package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.supervision.ClockSettings;
import org.zhunru.supervision.TriggerKind;

/** {@code /help}: what this is, who does what, how a case runs. */
@Controller
class HelpPage {
  private final Shells shells;
  private final Matters matters;
  private final LimitsInForce limits;
  private final ClockSettings settings;
  private final LightWords lights;
  private final Words words;
  private final Clock clock;

  HelpPage(
      Shells shells,
      Matters matters,
      LimitsInForce limits,
      ClockSettings settings,
      LightWords lights,
      Words words,
      Clock clock) {
    this.shells = shells;
    this.matters = matters;
    this.limits = limits;
    this.settings = settings;
    this.lights = lights;
    this.words = words;
    this.clock = clock;
  }

  /**
   * Which pages there are to speak of.
   *
   * @param overlooks whether the reader may open lights, letters and scorecards
   * @param days of the steps that have to be done within some
   * @param laws that say so
   * @param triggers what lights are lit for, in one sentence
   */
  public record View(
      boolean signedIn,
      boolean check,
      boolean lookup,
      boolean verify,
      boolean policy,
      boolean overlooks,
      Map<String, Integer> days,
      Map<String, String> laws,
      String triggers) {}

  @GetMapping("/help")
  ModelAndView help(@Nullable Actor actor) {
    var days = new HashMap<String, Integer>();
    var laws = new HashMap<String, String>();
    var terms = matters.all().get(0).limits();
    Map.of("accept", Matter.Term.ACCEPTANCE, "deliver", Matter.Term.DELIVERY)
        .forEach(
            (step, term) -> {
              var limit =
                  limits.byId(Objects.requireNonNull(terms.get(term)), LocalDate.now(clock));
              days.put(step, Objects.requireNonNull(limit.period()).amount());
              laws.put(step, limit.legalBasis());
            });
    Map.of("aside", Matter.Term.EXPERTS, "hearings", Matter.Term.HEARING)
        .forEach(
            (what, term) ->
                laws.put(
                    what,
                    limits
                        .byId(Objects.requireNonNull(terms.get(term)), LocalDate.now(clock))
                        .legalBasis()));
    days.put("end", settings.approvalEndsDays());
    var page = new ModelAndView("help");
    page.addObject(
        "page",
        new View(
            actor != null,
            shells.exists("/check"),
            shells.exists("/catalogues"),
            shells.exists("/verify"),
            shells.exists("/policy"),
            actor != null && (actor.isOfficer() || actor.hasRole(Role.SUPERVISOR)),
            days,
            laws,
            Stream.of(TriggerKind.values())
                .map(lights::kind)
                .collect(Collectors.joining(words.say("access.separator")))));
    return page;
  }
}
