package org.zhunru.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Role;

/** What lists that are filtered by their address have in common. */
@Component
class ListFilters {
  private final Departments departments;
  private final PeopleWords people;
  private final Words words;

  ListFilters(Departments departments, PeopleWords people, Words words) {
    this.departments = departments;
    this.people = people;
    this.words = words;
  }

  public record Option(String value, String label) {}

  /** The departments that give opinions; the lead office gives none. */
  List<Option> departments() {
    return departments.all().stream()
        .filter(d -> !d.code().equals(Actor.LEAD_OFFICE))
        .map(d -> new Option(d.code(), people.department(d.code())))
        .toList();
  }

  /** Of the departments those whose lists a person sees: all, or their own. */
  List<Option> departmentsOf(Actor actor) {
    return departments.all().stream()
        .filter(d -> actor.hasRole(Role.SUPERVISOR) || actor.belongsTo(d.code()))
        .map(d -> new Option(d.code(), people.department(d.code())))
        .toList();
  }

  /** As typed; null for none, and for what is no department. */
  @Nullable String department(@Nullable String typed) {
    return departments.all().stream().anyMatch(d -> d.code().equals(typed)) ? typed : null;
  }

  /** As values of an enumeration stand in addresses. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** What nobody can choose narrows nothing. */
  static <E extends Enum<E>> @Nullable E known(E[] values, @Nullable String typed) {
    return Arrays.stream(values).filter(v -> lower(v).equals(typed)).findFirst().orElse(null);
  }

  /** What nobody can choose narrows nothing. */
  static @Nullable String known(String value, List<Option> options) {
    return options.stream().anyMatch(o -> o.value().equals(value)) ? value : null;
  }

  /** A day as typed; null for none, and for what is no day, which is then told. */
  @Nullable LocalDate day(String field, String typed, List<FieldError> errors) {
    var day = parsed(typed);
    if (day == null && !typed.isEmpty()) {
      errors.add(new FieldError(field, words.say("cases.badDay")));
    }
    return day;
  }

  /** The last day of a period as typed; one before the first day is told, and narrows nothing. */
  @Nullable LocalDate lastDay(String field, String typed, String first, List<FieldError> errors) {
    var from = parsed(first);
    var to = day(field, typed, errors);
    if (from != null && to != null && to.isBefore(from)) {
      errors.add(new FieldError(field, words.say("cases.badPeriod")));
      return null;
    }
    return to;
  }

  private static @Nullable LocalDate parsed(String typed) {
    try {
      return typed.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(typed) : null;
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /**
   * An address with what is not empty.
   *
   * @param values by name, in their order
   */
  static String address(String path, Map<String, String> values) {
    var address = UriComponentsBuilder.fromPath(path);
    values.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
          }
        });
    return address.encode().build().toUriString();
  }
}
