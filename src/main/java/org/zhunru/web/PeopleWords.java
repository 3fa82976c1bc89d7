package org.zhunru.web;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Role;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;

/** Departments, seats and roles by name, in the reader's language. */
@Component
public class PeopleWords {
  private final Departments departments;
  private final Words words;

  PeopleWords(Departments departments, Words words) {
    this.departments = departments;
    this.words = words;
  }

  /** 应急管理局, or Emergency Management Bureau. */
  public String department(String code) {
    var department = departments.byCode(code);
    return isEnglish() ? department.nameEn() : department.name();
  }

  /** 经办. */
  public String seat(SeatKind kind) {
    return words.say("access.seat." + kind.code());
  }

  /** 应急管理局·经办; of the joint-review office its name alone. */
  public String seat(Seat seat) {
    return seat.department().equals(Actor.LEAD_OFFICE)
        ? department(seat.department())
        : words.say("access.place", department(seat.department()), seat(seat.kind()));
  }

  /** 申报人. */
  public String role(String role) {
    return words.say("access.role." + role);
  }

  /** Where somebody works, all seats joined: 应急管理局·经办、审核; empty for applicants. */
  public String place(Actor actor) {
    return place(actor.roles(), actor.seats());
  }

  String place(Set<String> roles, List<Seat> seats) {
    var kinds = new LinkedHashMap<String, Set<String>>();
    for (var seat : seats) {
      kinds
          .computeIfAbsent(seat.department(), d -> new LinkedHashSet<>())
          .add(seat.department().equals(Actor.LEAD_OFFICE) ? "" : seat(seat.kind()));
    }
    var parts = new LinkedHashSet<String>();
    kinds.forEach(
        (department, seat) -> {
          var joined =
              seat.stream().filter(k -> !k.isEmpty()).collect(Collectors.joining(separator()));
          parts.add(
              joined.isEmpty()
                  ? department(department)
                  : words.say("access.place", department(department), joined));
        });
    Role.ALL.stream()
        .filter(r -> roles.contains(r) && !r.equals(Role.APPLICANT))
        .forEach(r -> parts.add(role(r)));
    return String.join(separator(), parts);
  }

  /** 张三（应急管理局·经办）; the name alone without a place. */
  public String named(String name, String place) {
    return place.isEmpty() ? name : name + words.say("web.person.place", place);
  }

  private String separator() {
    return words.say("access.separator");
  }

  private static boolean isEnglish() {
    return LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }
}
