package org.zhunru.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.audit.Recorded;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatsGiven;
import org.zhunru.inbox.WorkEnded;
import org.zhunru.inbox.WorkItems;
import org.zhunru.inbox.WorkOpened;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down whom a happening is told to, in its own transaction: whoever must be told is, or it
 * has not happened. Who did it is not told of it, nor applicants of what is for officers alone.
 */
@Component
class Telling {
  private static final String FILLS =
      """
      exists (select from seat_filled f where f.account_id = a.id
        and (f.from_date is null or :today between f.from_date and f.to_date) and %s)
      """;

  private final JdbcClient db;
  private final Rules rules;
  private final WorkItems work;
  private final Clock clock;

  Telling(JdbcClient db, Rules rules, WorkItems work, Clock clock) {
    this.db = db;
    this.rules = rules;
    this.work = work;
    this.clock = clock;
  }

  /**
   * @param department it is about; null if about none
   * @param person whom the work lies with; null if with a seat
   */
  private record Happening(
      String about,
      @Nullable UUID caseId,
      @Nullable UUID by,
      @Nullable String department,
      @Nullable String seat,
      @Nullable UUID person,
      Map<String, String> details) {}

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(Recorded recorded) {
    tell(recorded.act(), List.of(recorded));
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(Recorded.Together together) {
    var byAct = new LinkedHashMap<String, List<Recorded>>();
    for (var line : together.lines()) {
      byAct.computeIfAbsent(line.act(), act -> new ArrayList<>()).add(line);
    }
    byAct.forEach(this::tell);
  }

  private void tell(String act, List<Recorded> lines) {
    for (var rule : rules.of(act)) {
      var concerning =
          lines.stream()
              .filter(l -> l.audience() == Audience.EVERYBODY || !rule.to().equals("applicants"))
              .map(Telling::happening)
              .toList();
      if (!concerning.isEmpty()) {
        tell(rule, concerning);
      }
    }
  }

  private static Happening happening(Recorded recorded) {
    var details = new HashMap<String, String>();
    for (var key :
        new String[] {
          "term", "due", "seat", "reconsideration", "light", "letter", "number", "scorecard", "duty"
        }) {
      keep(details, key, recorded.details().get(key));
    }
    var told = recorded.details().get("department");
    var department = told == null ? recorded.who().department() : told.isEmpty() ? null : told;
    keep(details, "department", department);
    return new Happening(
        "audit:" + recorded.id(),
        recorded.caseId(),
        recorded.who().id(),
        department,
        null,
        null,
        details);
  }

  /** Work of applicants follows from what they are told of anyway. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(WorkOpened opened) {
    var to = opened.to();
    var seat = to.seat();
    if (seat == null && to.account() == null) {
      return;
    }
    for (var rule : rules.of("work.opened")) {
      tell(
          rule,
          List.of(
              new Happening(
                  "work:" + opened.item(),
                  opened.caseId(),
                  null,
                  to.department(),
                  seat == null ? null : seat.name(),
                  to.account(),
                  Map.of("work", opened.kind()))));
    }
  }

  /** Who takes over a seat was told of none of the work that lies there: once, how much it is. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(SeatsGiven given) {
    var happenings = new ArrayList<Happening>();
    for (var seat : given.seats()) {
      var there = work.at(seat);
      if (there.open() > 0) {
        happenings.add(
            new Happening(
                "seat:" + seat + ":" + clock.instant(),
                null,
                null,
                seat.department(),
                null,
                given.account(),
                Map.of(
                    "department",
                    seat.department(),
                    "seat",
                    seat.kind().name().toLowerCase(Locale.ROOT),
                    "open",
                    Integer.toString(there.open()),
                    "late",
                    Integer.toString(there.late()))));
      }
    }
    for (var rule : rules.of("seat.given")) {
      tell(rule, happenings);
    }
  }

  /** Work that ended concerns nobody any more. What is being read or planned now is left alone. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(WorkEnded ended) {
    db.sql(
            """
            update notice set read_at = :now
            where id in (select id from notice where about in (:abouts) and read_at is null
              for update skip locked)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("abouts", ended.items().stream().map(item -> "work:" + item).toList())
        .update();
  }

  /** Messages do not go out; administrators are told once a day for each channel. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void failing(Channel.Name channel, Instant now) {
    var day = LocalDate.ofInstant(now, clock.getZone());
    for (var rule : rules.of("channel.failing")) {
      tell(
          rule,
          List.of(
              new Happening(
                  "channel:" + channel + ":" + day, null, null, null, null, null, Map.of())));
    }
  }

  private static void keep(Map<String, String> details, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      details.put(key, value);
    }
  }

  private void tell(Rules.Rule rule, List<Happening> what) {
    // Somebody may be told of a revision while working on no case, so that a case may be missing.
    db.sql(
            """
            insert into notice (id, account_id, about, kind, case_id, details, at)
            select next_id(), a.id, h.about, :kind, h.case_id, cast(h.details as jsonb), :at
            from unnest(cast(:abouts as text[]), cast(:cases as uuid[]), cast(:bys as uuid[]),
                cast(:departments as text[]), cast(:seats as text[]), cast(:persons as uuid[]),
                cast(:details as text[]))
              as h (about, case_id, by, department, seat, person, details)
            join account a on not a.stopped and a.id is distinct from h.by and %s
            on conflict do nothing
            """
                .formatted(who(rule.to())))
        .param("kind", rule.kind().name())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("today", LocalDate.now(clock))
        .param("lead", Actor.LEAD_OFFICE)
        .param("of", rule.to().substring(rule.to().indexOf(':') + 1))
        .param("abouts", column(what, Happening::about))
        .param("cases", column(what, Happening::caseId))
        .param("bys", column(what, Happening::by))
        .param("departments", column(what, Happening::department))
        .param("seats", column(what, Happening::seat))
        .param("persons", column(what, Happening::person))
        .param("details", column(what, h -> JsonMapper.shared().writeValueAsString(h.details())))
        .update();
  }

  private static @Nullable String[] column(
      List<Happening> what, Function<Happening, @Nullable Object> value) {
    return what.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
  }

  private static String who(String to) {
    if (to.startsWith("role:")) {
      return "exists (select from account_role r where r.account_id = a.id and r.role = :of)";
    }
    if (to.startsWith("seat:")) {
      // The lead office has its head only, who has the work of all seats there.
      return FILLS.formatted(
          "f.department = h.department and f.kind = case when h.department = :lead then 'HEAD' else :of end");
    }
    switch (to) {
      case "addressee":
        return "(a.id = h.person or h.person is null and "
            + FILLS.formatted("f.department = h.department and f.kind = h.seat")
            + ")";
      case "applicants":
        return """
            exists (select from enterprise_member m
              join case_file c on c.enterprise_id = m.enterprise_id
              where m.account_id = a.id and c.id = h.case_id)
            """;
      case "handlers":
        return FILLS.formatted(
            """
            f.kind = 'HANDLER' and f.department in
              (select d.department from case_department d where d.case_id = h.case_id)
            """);
      case "lead:any":
        return FILLS.formatted("f.department = :lead");
      default:
        return FILLS.formatted("f.department = :lead and f.kind = :of");
    }
  }
}
