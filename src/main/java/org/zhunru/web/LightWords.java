package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.identity.Departments;
import org.zhunru.intake.Matters;
import org.zhunru.policy.TriggerRules;
import org.zhunru.supervision.SupervisionLight;
import org.zhunru.supervision.TriggerKind;

/** What a light of supervision says, in the reader's language; on papers in Chinese. */
@Component
class LightWords {
  private final TriggerRules rules;
  private final LimitsInForce limits;
  private final Clock clock;
  private final Matters matters;
  private final Departments departments;
  private final Words words;

  LightWords(
      TriggerRules rules,
      LimitsInForce limits,
      Clock clock,
      Matters matters,
      Departments departments,
      Words words) {
    this.rules = rules;
    this.limits = limits;
    this.clock = clock;
    this.matters = matters;
    this.departments = departments;
    this.words = words;
  }

  /**
   * A fact in words.
   *
   * @param href where it is seen
   */
  public record Line(String text, String href) {}

  String kind(TriggerKind kind) {
    return rules.of(kind.name()).name(LocaleContextHolder.getLocale());
  }

  /** From which number on, as the rule was. */
  String threshold(SupervisionLight light) {
    return light.threshold() == null
        ? words.say("light.threshold.none")
        : words.say("light.threshold." + rules.of(light.kind().name()).unit(), light.threshold());
  }

  String source(TriggerKind kind) {
    return rules.of(kind.name()).source();
  }

  List<Line> evidence(SupervisionLight light) {
    return evidence(light, LocaleContextHolder.getLocale());
  }

  /** Why, as a letter says it. */
  String about(SupervisionLight light) {
    return words.say(Locale.CHINESE, "letter.about.light", rules.of(light.kind().name()).nameZh());
  }

  /** The evidence, as a letter says it. */
  List<String> records(SupervisionLight light) {
    return evidence(light, Locale.CHINESE).stream().map(Line::text).toList();
  }

  private List<Line> evidence(SupervisionLight light, Locale locale) {
    return light.evidence().stream()
        .map(
            e ->
                new Line(
                    words.say(
                        locale,
                        "light.fact." + e.what(),
                        e.args().stream().map(a -> argument(a, locale)).toArray()),
                    "/cases/" + e.caseId() + e.place()))
        .toList();
  }

  private String argument(String argument, Locale locale) {
    int colon = argument.indexOf(':');
    if (colon < 0) {
      return argument;
    }
    var value = argument.substring(colon + 1);
    return switch (argument.substring(0, colon)) {
      case "day" -> Dates.day(LocalDate.parse(value), locale);
      case "moment" ->
          Dates.moment(LocalDateTime.parse(value).atZone(Dates.ZONE).toInstant(), locale);
      case "limit" -> limits.byId(value, LocalDate.now(clock)).step();
      case "department" -> {
        var department = departments.byCode(value);
        yield locale.getLanguage().equals("en") ? department.nameEn() : department.name();
      }
      case "seat" -> words.say(locale, "access.seat." + value.toLowerCase(Locale.ROOT));
      case "reviewState" -> words.say(locale, "review.state." + value);
      case "reason" -> reason(value, locale);
      default -> value;
    };
  }

  /** Matter and key of the reason. */
  private String reason(String value, Locale locale) {
    var parts = value.split(" ", 2);
    var reason = matters.byId(parts[0]).nonAcceptanceReasons().get(parts[1]);
    return reason == null ? parts[1] : reason.in(locale);
  }
}
