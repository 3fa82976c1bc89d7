package org.zhunru.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Account;
import org.zhunru.identity.AccountHistory;
import org.zhunru.identity.Accounts;
import org.zhunru.identity.Actor;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Delegations;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprise;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.Role;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;

/**
 * {@code /admin/accounts}: the system administrator makes, stops and resumes accounts; the security
 * administrator says what each may do; the auditor looks.
 */
@Controller
class AdminPages {
  private static final Set<String> DONE =
      Set.of(
          "stopped", "resumed", "unlocked", "assigned", "allowed", "disallowed", "interestEnded");

  private final Accounts accounts;
  private final Enterprises enterprises;
  private final Departments departments;
  private final Delegations delegations;
  private final ConflictOfInterest interests;
  private final AccountHistory history;
  private final RefusalWords refusals;
  private final PeopleWords people;
  private final AdminWords acts;

  AdminPages(
      Accounts accounts,
      Enterprises enterprises,
      Departments departments,
      Delegations delegations,
      ConflictOfInterest interests,
      AccountHistory history,
      RefusalWords refusals,
      PeopleWords people,
      AdminWords acts) {
    this.accounts = accounts;
    this.enterprises = enterprises;
    this.departments = departments;
    this.delegations = delegations;
    this.interests = interests;
    this.history = history;
    this.refusals = refusals;
    this.people = people;
    this.acts = acts;
  }

  public record Option(String value, String label) {}

  /**
   * @param tabs which parts of the administration this person sees
   * @param mayCreate whether this person makes accounts
   * @param next address of the next page; empty on the last
   * @param first address of the first page; empty if this is it
   */
  public record ListView(
      List<AdminWords.Tab> tabs,
      String search,
      String department,
      String role,
      List<Option> departments,
      List<Option> roles,
      List<Row> rows,
      boolean mayCreate,
      String next,
      String first) {}

  /**
   * @param place seats and roles in words
   * @param states of {@code stopped}, {@code locked}, {@code mustChange}
   */
  public record Row(UUID id, String username, String name, String place, List<String> states) {}

  public record CreateView(String username, String name, List<FieldError> errors) {}

  /**
   * @param password the initial password, shown this once
   * @param reset whether the account was there before
   */
  public record HandOverView(UUID id, String username, String password, boolean reset) {}

  /**
   * @param system whether the reader is the system administrator, and may act on this account
   * @param security whether the reader is the security administrator, and may act on this account
   * @param mayReset whether the reader may reset its password
   */
  public record AccountView(
      UUID id,
      String username,
      String name,
      Row row,
      java.time.Instant createdAt,
      List<Enterprise> enterprises,
      List<ConflictOfInterest.Interest> interests,
      List<Option> allowances,
      List<AdminWords.Entry> history,
      String historyNext,
      boolean system,
      boolean security,
      boolean auditor,
      boolean mayReset,
      List<Option> roles,
      Set<String> roleValues,
      List<Option> seats,
      Set<String> seatValues,
      List<Option> otherDepartments,
      Typed typed,
      String done,
      List<FieldError> errors) {}

  /** What was typed before something had to be mended. */
  public record Typed(String form, String department, String reason) {
    static final Typed NOTHING = new Typed("", "", "");
  }

  @GetMapping("/admin")
  String admin(Actor actor) {
    return "redirect:/admin/accounts";
  }

  @GetMapping("/admin/accounts")
  ModelAndView list(
      Actor actor,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(required = false) @Nullable String cursor) {
    var found = accounts.list(search, department, role, cursor);
    var page = new ModelAndView("admin-accounts");
    page.addObject(
        "page",
        new ListView(
            acts.tabs(actor, "accounts"),
            search,
            department,
            role,
            departments.all().stream()
                .map(d -> new Option(d.code(), people.department(d.code())))
                .toList(),
            Role.ALL.stream().map(r -> new Option(r, people.role(r))).toList(),
            found.rows().stream().map(this::row).toList(),
            actor.hasRole(Role.SYSADMIN),
            found.next() == null ? "" : listAddress(search, department, role, found.next()),
            cursor == null ? "" : listAddress(search, department, role, null)));
    return page;
  }

  @GetMapping("/admin/accounts/new")
  ModelAndView blank() {
    return createPage(HttpStatus.OK, new CreateView("", "", List.of()));
  }

  @PostMapping("/admin/accounts")
  ModelAndView create(
      Actor actor,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String name) {
    var missing = new ArrayList<FieldError>();
    if (username.isBlank()) {
      missing.add(refusals.at(Refusal.invalid("access.usernameMissing", "username")));
    }
    if (name.isBlank()) {
      missing.add(refusals.at(Refusal.invalid("access.nameMissing", "name")));
    }
    if (!missing.isEmpty()) {
      return createPage(
          HttpStatus.UNPROCESSABLE_CONTENT, new CreateView(username, name, List.copyOf(missing)));
    }
    try {
      return handOver(accounts.create(actor, username, name), false);
    } catch (Refusal refusal) {
      if (refusal.field() == null) {
        throw refusal;
      }
      return createPage(
          HttpStatus.UNPROCESSABLE_CONTENT,
          new CreateView(username, name, List.of(refusals.at(refusal))));
    }
  }

  @GetMapping("/admin/accounts/{id}")
  ModelAndView account(
      Actor actor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String done,
      @RequestParam(required = false) @Nullable String cursor) {
    return page(HttpStatus.OK, actor, id, Typed.NOTHING, done, cursor, List.of(), null, null);
  }

  @PostMapping("/admin/accounts/{id}/stop")
  Object stop(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
    return act(
        actor,
        id,
        new Typed("stop", "", reason),
        "stopped",
        () -> accounts.stop(actor, id, reason));
  }

  @PostMapping("/admin/accounts/{id}/resume")
  Object resume(Actor actor, @PathVariable UUID id) {
    accounts.byId(id);
    accounts.resume(actor, id);
    return done(id, "resumed");
  }

  @PostMapping("/admin/accounts/{id}/unlock")
  Object unlock(Actor actor, @PathVariable UUID id) {
    accounts.unlock(actor, id);
    return done(id, "unlocked");
  }

  @PostMapping("/admin/accounts/{id}/reset")
  ModelAndView reset(Actor actor, @PathVariable UUID id) {
    return handOver(accounts.resetPassword(actor, id), true);
  }

  @PostMapping("/admin/accounts/{id}/roles")
  Object assign(
      Actor actor,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable List<String> roles,
      @RequestParam(required = false) @Nullable List<String> seats) {
    var chosenRoles = new LinkedHashSet<String>(roles == null ? List.of() : roles);
    var chosenSeats = new LinkedHashSet<String>(seats == null ? List.of() : seats);
    try {
      accounts.assign(
          actor,
          id,
          chosenRoles,
          chosenSeats.stream()
              .map(AccountPage::seat)
              .collect(Collectors.toCollection(LinkedHashSet::new)));
      return done(id, "assigned");
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.FORBIDDEN || refusal.kind() == Refusal.Kind.UNKNOWN) {
        throw refusal;
      }
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          id,
          new Typed("roles", "", ""),
          "",
          null,
          List.of(refusals.at(refusal.at("roles"))),
          chosenRoles,
          chosenSeats);
    }
  }

  @PostMapping("/admin/accounts/{id}/allowances")
  Object allow(
      Actor actor,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String reason) {
    return act(
        actor,
        id,
        new Typed("allow", department, reason),
        "allowed",
        () -> delegations.allow(actor, id, known(department), reason));
  }

  private String known(String department) {
    try {
      return departments.byCode(department).code();
    } catch (Refusal unknown) {
      throw unknown.at("department");
    }
  }

  @PostMapping("/admin/accounts/{id}/allowances/{department}/end")
  Object disallow(Actor actor, @PathVariable UUID id, @PathVariable String department) {
    accounts.byId(id);
    delegations.disallow(actor, id, departments.byCode(department).code());
    return done(id, "disallowed");
  }

  @PostMapping("/admin/accounts/{id}/interests/{interest}/end")
  Object endInterest(
      Actor actor,
      @PathVariable UUID id,
      @PathVariable UUID interest,
      @RequestParam(defaultValue = "") String reason) {
    return act(
        actor,
        id,
        new Typed("interest", "", reason),
        "interestEnded",
        () -> interests.end(actor, interest, reason));
  }

  /** What is wrong with a field is told at the field; all else is a refusal of its own. */
  private Object act(Actor actor, UUID id, Typed typed, String done, Runnable act) {
    try {
      accounts.byId(id);
      act.run();
      return done(id, done);
    } catch (Refusal refusal) {
      if (refusal.field() == null) {
        throw refusal;
      }
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          id,
          typed,
          "",
          null,
          List.of(refusals.at(refusal)),
          null,
          null);
    }
  }

  private static String done(UUID id, String what) {
    return "redirect:/admin/accounts/" + id + "?done=" + what;
  }

  private static ModelAndView handOver(Accounts.HandOver handOver, boolean reset) {
    var page = new ModelAndView("admin-handover");
    page.addObject(
        "page",
        new HandOverView(handOver.account(), handOver.username(), handOver.password(), reset));
    return page;
  }

  private static ModelAndView createPage(HttpStatus status, CreateView view) {
    var page = new ModelAndView("admin-account-new", status);
    page.addObject("page", view);
    return page;
  }

  private ModelAndView page(
      HttpStatus status,
      Actor reader,
      UUID id,
      Typed typed,
      String done,
      @Nullable String cursor,
      List<FieldError> errors,
      @Nullable Set<String> roles,
      @Nullable Set<String> seats) {
    var account = accounts.byId(id);
    var own = reader.accountId().equals(id);
    var system = reader.hasRole(Role.SYSADMIN) && !own;
    var security = reader.hasRole(Role.SECADMIN) && !own;
    var administrative = account.roles().stream().anyMatch(Role.ADMINISTRATIVE::contains);
    var allowances = delegations.allowances(id);
    var entries = reader.hasRole(Role.AUDITOR) ? history.of(id, cursor) : null;
    var page = new ModelAndView("admin-account", status);
    page.addObject(
        "page",
        new AccountView(
            id,
            account.username(),
            account.name(),
            row(account),
            account.createdAt(),
            account.enterprises().stream().map(enterprises::byId).toList(),
            interests.of(id),
            allowances.stream().map(d -> new Option(d, people.department(d))).toList(),
            entries == null ? List.of() : entries.rows().stream().map(acts::entry).toList(),
            entries == null || entries.next() == null
                ? ""
                : "/admin/accounts/" + id + "?cursor=" + entries.next(),
            system,
            security,
            reader.hasRole(Role.AUDITOR),
            administrative ? security : system,
            Role.ALL.stream().map(r -> new Option(r, people.role(r))).toList(),
            roles == null ? account.roles() : roles,
            security ? seats() : List.of(),
            seats == null
                ? account.seats().stream().map(Seat::toString).collect(Collectors.toSet())
                : seats,
            departments.all().stream()
                .filter(
                    d -> account.seats().stream().noneMatch(s -> s.department().equals(d.code())))
                .filter(d -> !allowances.contains(d.code()))
                .map(d -> new Option(d.code(), people.department(d.code())))
                .toList(),
            typed,
            DONE.contains(done) ? done : "",
            errors));
    return page;
  }

  private List<Option> seats() {
    var all = new ArrayList<Option>();
    for (var department : departments.all()) {
      for (var kind : SeatKind.values()) {
        if (department.has(kind)) {
          var seat = new Seat(department.code(), kind);
          all.add(new Option(seat.toString(), people.seat(seat)));
        }
      }
    }
    return all;
  }

  private Row row(Account account) {
    var states = new ArrayList<String>();
    if (account.stopped()) {
      states.add("stopped");
    }
    if (accounts.locked(account)) {
      states.add("locked");
    }
    if (account.mustChange()) {
      states.add("mustChange");
    }
    var place = people.place(account.roles(), account.seats());
    return new Row(
        account.id(),
        account.username(),
        account.name(),
        account.roles().contains(Role.APPLICANT) ? people.role(Role.APPLICANT) : place,
        states);
  }

  private static String listAddress(
      String search, String department, String role, @Nullable String cursor) {
    var address = UriComponentsBuilder.fromPath("/admin/accounts");
    var values = new ArrayList<String>();
    add(address, values, "search", search);
    add(address, values, "department", department);
    add(address, values, "role", role);
    add(address, values, "cursor", cursor == null ? "" : cursor);
    return address.encode().buildAndExpand(values.toArray()).toUriString();
  }

  private static void add(
      UriComponentsBuilder address, List<String> values, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, "{v" + values.size() + "}");
      values.add(value);
    }
  }
}
