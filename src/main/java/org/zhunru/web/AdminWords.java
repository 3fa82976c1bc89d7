package org.zhunru.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.identity.AccountHistory;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;

/** What the pages of the administration share: their tabs, and entries of the history in words. */
@Component
class AdminWords {
  private final Words words;
  private final PeopleWords people;

  AdminWords(Words words, PeopleWords people) {
    this.words = words;
    this.people = people;
  }

  public record Tab(String href, String label, boolean current) {}

  /**
   * @param by who did it; empty if nobody who had signed in
   */
  public record Entry(Instant at, String by, String account, String act, String detail) {}

  List<Tab> tabs(Actor actor, String current) {
    var tabs = new ArrayList<Tab>();
    for (var tab : List.of("accounts", "enterprises", "channels", "history")) {
      if (!tab.equals("history") || actor.hasRole(Role.AUDITOR)) {
        tabs.add(new Tab("/admin/" + tab, words.say("access.admin." + tab), tab.equals(current)));
      }
    }
    return tabs;
  }

  Entry entry(AccountHistory.Entry entry) {
    var key = "access.act." + entry.act();
    return new Entry(
        entry.at(),
        entry.by() == null ? words.say("access.act.byProgram") : entry.by(),
        entry.account() == null ? "" : entry.account(),
        words.has(key) ? words.say(key) : entry.act(),
        detail(entry.act(), entry.detail()));
  }

  private String detail(String act, String detail) {
    switch (act) {
      case "roles":
        return joined(detail, people::role);
      case "seats":
      case "seat-returned":
        return joined(detail, this::seat);
      case "seat-lent":
        var space = detail.indexOf(' ');
        return space < 0
            ? seat(detail)
            : seat(detail.substring(0, space)) + detail.substring(space).replace("/", " – ");
      default:
        return detail;
    }
  }

  private static String joined(String codes, java.util.function.UnaryOperator<String> word) {
    return codes.isBlank()
        ? ""
        : Arrays.stream(codes.split(" ")).map(word).collect(Collectors.joining("; "));
  }

  private String seat(String code) {
    var dash = code.lastIndexOf('-');
    try {
      return dash < 1
          ? code
          : people.seat(new Seat(code.substring(0, dash), SeatKind.of(code.substring(dash + 1))));
    } catch (Refusal formerly) {
      return code;
    }
  }
}
