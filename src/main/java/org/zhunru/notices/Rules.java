package org.zhunru.notices;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;

/**
 * Which happening is told to whom by which channel: {@code policies/notices.csv}. A happening is an
 * act of the audit log, {@code work.opened} or {@code seat.given}. Everybody told sees it in the
 * program; mail and SMS are the person's own choice within what the file allows.
 */
@Component
public class Rules {
  private final List<Rule> all;

  Rules() {
    this.all = read();
  }

  /**
   * A row.
   *
   * @param to {@code addressee} of the work; {@code applicants} of the case; {@code handlers} of
   *     the departments that take part; {@code seat:HANDLER}, {@code seat:REVIEWER}, {@code
   *     seat:HEAD} of the department it is about; {@code lead:HEAD}, {@code lead:any} of the
   *     joint-review office; {@code role:} and a role
   * @param mail whether it is mailed unless the person says otherwise
   * @param sms whether the person may choose SMS
   */
  public record Rule(String act, Kind kind, String to, boolean mail, boolean sms) {
    public Rule {
      if (!to.matches(
          "addressee|applicants|handlers|seat:(HANDLER|REVIEWER|HEAD)|lead:(HEAD|any)|role:[a-z-]+")) {
        throw new IllegalArgumentException("policies/notices.csv: nobody is called " + to);
      }
      if (to.startsWith("role:") && !Role.ALL.contains(to.substring("role:".length()))) {
        throw new IllegalArgumentException("policies/notices.csv: no such role: " + to);
      }
    }

    private boolean canReach(Actor actor) {
      if (to.equals("applicants")) {
        return actor.hasRole(Role.APPLICANT);
      }
      if (to.startsWith("role:")) {
        return actor.hasRole(to.substring("role:".length()));
      }
      if (to.startsWith("lead:")) {
        return to.equals("lead:any")
            ? actor.isLead()
            : actor.holds(Actor.LEAD_OFFICE, SeatKind.HEAD);
      }
      return actor.isOfficer();
    }
  }

  List<Rule> of(String act) {
    return all.stream().filter(r -> r.act().equals(act)).toList();
  }

  public List<Rule> all() {
    return all;
  }

  /** What a person can be told of, by all that the person may be now; in the order of the kinds. */
  public Set<Kind> reaching(Actor actor) {
    var found = EnumSet.noneOf(Kind.class);
    all.stream().filter(r -> r.canReach(actor)).forEach(r -> found.add(r.kind()));
    return found;
  }

  /** Whether a kind is mailed unless the person says otherwise. */
  public boolean mailed(Kind kind) {
    return all.stream().anyMatch(r -> r.kind() == kind && r.mail());
  }

  /** Whether a person may choose SMS for a kind. */
  public boolean texted(Kind kind) {
    return all.stream().anyMatch(r -> r.kind() == kind && r.sms());
  }

  private static List<Rule> read() {
    try {
      var text =
          new ClassPathResource("policies/notices.csv").getContentAsString(StandardCharsets.UTF_8);
      var rules = new ArrayList<Rule>();
      try (var rows =
          CSVFormat.RFC4180
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .get()
              .parse(new StringReader(text))) {
        for (var row : rows) {
          rules.add(
              new Rule(
                  row.get("act"),
                  Kind.valueOf(row.get("kind")),
                  row.get("to"),
                  row.get("mail").equals("yes"),
                  row.get("sms").equals("may")));
        }
      }
      return List.copyOf(rules);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
