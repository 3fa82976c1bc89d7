package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Accounts;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Delegation;
import org.zhunru.identity.Delegations;
import org.zhunru.identity.Enterprise;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;

/** {@code /me}: who I am here, whose seat I fill, whom I lend mine to, what keeps me out. */
@Controller
class AccountPage {
  private static final Set<String> DONE =
      Set.of("password", "lent", "returned", "declared", "discarded");

  private final Accounts accounts;
  private final Actors actors;
  private final Enterprises enterprises;
  private final Delegations delegations;
  private final ConflictOfInterest interests;
  private final KeptForms kept;
  private final KeptWords keptWords;
  private final SignedInSessions sessions;
  private final EntryPages entries;
  private final RefusalWords refusals;
  private final PeopleWords people;
  private final Clock clock;

  AccountPage(
      Accounts accounts,
      Actors actors,
      Enterprises enterprises,
      Delegations delegations,
      ConflictOfInterest interests,
      KeptForms kept,
      KeptWords keptWords,
      SignedInSessions sessions,
      EntryPages entries,
      RefusalWords refusals,
      PeopleWords people,
      Clock clock) {
    this.accounts = accounts;
    this.actors = actors;
    this.enterprises = enterprises;
    this.delegations = delegations;
    this.interests = interests;
    this.kept = kept;
    this.keptWords = keptWords;
    this.sessions = sessions;
    this.entries = entries;
    this.refusals = refusals;
    this.people = people;
    this.clock = clock;
  }

  /**
   * @param seats own seats and those of others, each by name
   * @param lendable own seats as options
   * @param deputies people who may be asked, as options
   * @param lent seats lent to others, newest first
   * @param borrowed seats of others lent to me, newest first
   * @param done what has just been done; empty if nothing
   */
  public record View(
      String name,
      String username,
      List<String> roles,
      List<SeatRow> seats,
      List<Enterprise> enterprises,
      boolean officer,
      List<Option> lendable,
      List<Option> deputies,
      List<DelegationRow> lent,
      List<DelegationRow> borrowed,
      List<ConflictOfInterest.Interest> interests,
      List<KeptRow> kept,
      Lend lend,
      Declare declare,
      String done,
      List<FieldError> errors) {}

  /**
   * @param of whose seat it is if it is lent; empty if the person's own
   */
  public record SeatRow(String seat, String of) {}

  public record Option(String value, String label) {}

  /**
   * @param state {@code open} (now or later, can be ended) or {@code over}
   */
  public record DelegationRow(Delegation delegation, String seat, String state) {}

  public record Lend(String seat, String deputy, String fromDate, String toDate, String reason) {
    static final Lend NOTHING = new Lend("", "", "", "", "");
  }

  public record Declare(String creditCode, String nature) {
    static final Declare NOTHING = new Declare("", "");
  }

  public record PasswordView(boolean must, List<FieldError> errors) {}

  /** A kept form in the list of all. */
  public record KeptRow(String id, String title, java.time.Instant keptAt) {}

  /**
   * @param title what the form is called
   * @param shown what was typed, as its owner reads it
   * @param fields what is sent on
   */
  public record KeptView(
      String id,
      String path,
      String title,
      List<KeptWords.Line> shown,
      List<Typed> fields,
      java.time.Instant keptAt) {}

  public record Typed(String name, String value) {}

  @GetMapping("/me")
  ModelAndView me(Actor actor, @RequestParam(defaultValue = "") String done) {
    return page(HttpStatus.OK, actor, Lend.NOTHING, Declare.NOTHING, done, List.of());
  }

  @PostMapping("/me/delegations")
  Object lend(
      Actor actor,
      @RequestParam(defaultValue = "") String seat,
      @RequestParam(defaultValue = "") String deputy,
      @RequestParam(defaultValue = "") String fromDate,
      @RequestParam(defaultValue = "") String toDate,
      @RequestParam(defaultValue = "") String reason) {
    try {
      var lent = seat(seat);
      delegations.grant(
          actor,
          account(deputy),
          lent.department(),
          lent.kind(),
          date(fromDate, "fromDate"),
          date(toDate, "toDate"),
          reason);
      return "redirect:/me?done=lent";
    } catch (Refusal refusal) {
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          new Lend(seat, deputy, fromDate, toDate, reason),
          Declare.NOTHING,
          "",
          List.of(refusals.at(refusal)));
    }
  }

  @PostMapping("/me/delegations/{id}/end")
  String end(Actor actor, @PathVariable UUID id) {
    delegations.end(actor, id);
    return "redirect:/me?done=returned";
  }

  @PostMapping("/me/interests")
  Object declare(
      Actor actor,
      @RequestParam(defaultValue = "") String creditCode,
      @RequestParam(defaultValue = "") String nature) {
    try {
      var firm =
          enterprises
              .byCreditCode(creditCode)
              .orElseThrow(() -> Refusal.unknown("identity.noSuchEnterprise"));
      try {
        interests.declare(actor, firm.id(), nature);
      } catch (Refusal refusal) {
        throw refusal.field() == null ? refusal.at("creditCode") : refusal;
      }
      return "redirect:/me?done=declared";
    } catch (Refusal refusal) {
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          Lend.NOTHING,
          new Declare(creditCode, nature),
          "",
          List.of(refusals.at(refusal.field() == null ? refusal.at("creditCode") : refusal)));
    }
  }

  @GetMapping("/me/password")
  ModelAndView password(Actor actor) {
    return password(HttpStatus.OK, actor, List.of());
  }

  @PostMapping("/me/password")
  Object change(
      Actor actor,
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String fresh,
      @RequestParam(defaultValue = "") String again,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      if (!fresh.equals(again)) {
        throw Refusal.invalid("access.passwordsDiffer", "again");
      }
      var first = accounts.mustChange(actor.accountId());
      var signedIn = accounts.changePassword(actor, old, fresh, request.getRemoteAddr());
      sessions.begin(signedIn, request, response);
      return "redirect:" + (first ? entries.of(actor) : "/me?done=password");
    } catch (Refusal refusal) {
      return password(HttpStatus.UNPROCESSABLE_CONTENT, actor, List.of(refusals.at(refusal)));
    }
  }

  @GetMapping("/me/kept/{id}")
  ModelAndView kept(Actor actor, @PathVariable String id) {
    var form = kept.byId(id, actor.accountId());
    var fields = new ArrayList<Typed>();
    form.fields()
        .forEach((name, values) -> values.forEach(value -> fields.add(new Typed(name, value))));
    var page = new ModelAndView("me-kept");
    page.addObject(
        "page",
        new KeptView(
            form.id(),
            form.path(),
            keptWords.title(form.path()),
            keptWords.lines(form.path(), form.fields()),
            fields,
            form.keptAt()));
    return page;
  }

  @PostMapping("/me/kept/{id}/discard")
  String discard(Actor actor, @PathVariable String id) {
    kept.discard(kept.byId(id, actor.accountId()).id(), actor.accountId());
    return "redirect:/me?done=discarded";
  }

  private ModelAndView password(HttpStatus status, Actor actor, List<FieldError> errors) {
    var page = new ModelAndView("me-password", status);
    page.addObject("page", new PasswordView(accounts.mustChange(actor.accountId()), errors));
    return page;
  }

  private ModelAndView page(
      HttpStatus status,
      Actor actor,
      Lend lend,
      Declare declare,
      String done,
      List<FieldError> errors) {
    var lendable = delegations.lendable(actor);
    var borrowed = delegations.grantedTo(actor);
    var page = new ModelAndView("me", status);
    page.addObject(
        "page",
        new View(
            actor.name(),
            actor.username(),
            accounts.byId(actor.accountId()).roles().stream().map(people::role).toList(),
            seats(lendable, borrowed),
            enterprises.of(actor),
            actor.isOfficer(),
            lendable.stream().map(s -> new Option(s.toString(), people.seat(s))).toList(),
            deputies(actor, lendable),
            delegations.grantedBy(actor).stream().map(this::row).toList(),
            borrowed.stream().map(this::row).toList(),
            interests.of(actor.accountId()),
            kept.all(actor.accountId()).stream()
                .map(f -> new KeptRow(f.id(), keptWords.title(f.path()), f.keptAt()))
                .toList(),
            lend,
            declare,
            DONE.contains(done) ? done : "",
            errors));
    return page;
  }

  private List<SeatRow> seats(List<Seat> own, List<Delegation> borrowed) {
    var rows = new ArrayList<SeatRow>();
    own.forEach(s -> rows.add(new SeatRow(people.seat(s), "")));
    borrowed.stream()
        .filter(d -> d.inForce(today()))
        .forEach(d -> rows.add(new SeatRow(people.seat(d.seat()), d.delegatorName())));
    return rows;
  }

  private List<Option> deputies(Actor actor, List<Seat> lendable) {
    var found = new LinkedHashMap<UUID, Option>();
    for (var seat : lendable) {
      for (var id : delegations.candidates(seat.department())) {
        if (!id.equals(actor.accountId()) && !found.containsKey(id)) {
          var deputy = actors.byId(id);
          found.put(id, new Option(id.toString(), named(deputy)));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private String named(Actor deputy) {
    return people.named(deputy.name(), people.place(deputy));
  }

  private DelegationRow row(Delegation delegation) {
    return new DelegationRow(
        delegation, people.seat(delegation.seat()), delegation.open(today()) ? "open" : "over");
  }

  /** {@code yjj-handler}, as options carry it. */
  static Seat seat(String code) {
    var dash = code.lastIndexOf('-');
    if (dash < 1) {
      throw Refusal.invalid("identity.noSuchSeat", "seat", code);
    }
    return new Seat(code.substring(0, dash), SeatKind.of(code.substring(dash + 1)));
  }

  private static UUID account(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException none) {
      throw Refusal.invalid("identity.noSuchDeputy", "deputy");
    }
  }

  private static LocalDate date(String typed, String field) {
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeParseException none) {
      throw Refusal.invalid("identity.dateMissing", field);
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
