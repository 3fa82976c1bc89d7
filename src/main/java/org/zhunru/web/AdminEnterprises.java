package org.zhunru.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Enterprise;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.Role;

/**
 * {@code /admin/enterprises}: firms, and who files for them; changed by the security administrator.
 */
@Controller
class AdminEnterprises {
  private final Enterprises enterprises;
  private final Actors actors;
  private final RefusalWords refusals;
  private final AdminWords acts;

  AdminEnterprises(Enterprises enterprises, Actors actors, RefusalWords refusals, AdminWords acts) {
    this.enterprises = enterprises;
    this.actors = actors;
    this.refusals = refusals;
    this.acts = acts;
  }

  public record ListView(
      List<AdminWords.Tab> tabs,
      List<Enterprise> enterprises,
      boolean mayChange,
      String name,
      String creditCode,
      List<FieldError> errors) {}

  public record View(
      Enterprise enterprise,
      List<Member> members,
      boolean mayChange,
      String username,
      List<FieldError> errors) {}

  public record Member(UUID id, String name, String username) {}

  @GetMapping("/admin/enterprises")
  ModelAndView list(Actor actor) {
    return list(HttpStatus.OK, actor, "", "", List.of());
  }

  @PostMapping("/admin/enterprises")
  Object register(
      Actor actor,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String creditCode) {
    try {
      return "redirect:/admin/enterprises/" + enterprises.register(name, creditCode).id();
    } catch (Refusal refusal) {
      return list(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          name,
          creditCode,
          List.of(refusals.at(refusal.field() == null ? refusal.at("creditCode") : refusal)));
    }
  }

  @GetMapping("/admin/enterprises/{id}")
  ModelAndView enterprise(Actor actor, @PathVariable UUID id) {
    return page(HttpStatus.OK, actor, id, "", List.of());
  }

  @PostMapping("/admin/enterprises/{id}/members")
  Object add(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String username) {
    enterprises.byId(id);
    try {
      enterprises.addMember(
          actor, id, actors.byUsername(username.strip().toLowerCase(Locale.ROOT)).accountId());
      return "redirect:/admin/enterprises/" + id;
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
        throw refusal;
      }
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          id,
          username,
          List.of(refusals.at(refusal.at("username"))));
    }
  }

  @PostMapping("/admin/enterprises/{id}/members/{account}/remove")
  String remove(Actor actor, @PathVariable UUID id, @PathVariable UUID account) {
    enterprises.removeMember(actor, enterprises.byId(id).id(), account);
    return "redirect:/admin/enterprises/" + id;
  }

  private ModelAndView list(
      HttpStatus status, Actor actor, String name, String creditCode, List<FieldError> errors) {
    var page = new ModelAndView("admin-enterprises", status);
    page.addObject(
        "page",
        new ListView(
            acts.tabs(actor, "enterprises"),
            enterprises.all(),
            actor.hasRole(Role.SECADMIN),
            name,
            creditCode,
            errors));
    return page;
  }

  private ModelAndView page(
      HttpStatus status, Actor actor, UUID id, String username, List<FieldError> errors) {
    var page = new ModelAndView("admin-enterprise", status);
    page.addObject(
        "page",
        new View(
            enterprises.byId(id),
            enterprises.members(id).stream()
                .map(actors::byId)
                .map(a -> new Member(a.accountId(), a.name(), a.username()))
                .toList(),
            actor.hasRole(Role.SECADMIN),
            username,
            errors));
    return page;
  }
}
