package org.zhunru.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.notices.Channel;
import org.zhunru.notices.Contact;
import org.zhunru.notices.Contacts;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Outbox;
import org.zhunru.notices.Rules;

/** {@code /me/notices/settings}: how a person is reached outside of the program. */
@Controller
class ContactPages {
  private static final Set<String> DONE = Set.of("sent", "confirmed", "saved", "removed");
  private static final String HERE = "/me/notices/settings";

  private final Contacts contacts;
  private final Rules rules;
  private final Outbox outbox;
  private final RefusalWords refusals;
  private final Words words;

  ContactPages(Contacts contacts, Rules rules, Outbox outbox, RefusalWords refusals, Words words) {
    this.contacts = contacts;
    this.rules = rules;
    this.outbox = outbox;
    this.refusals = refusals;
    this.words = words;
  }

  /**
   * @param mails whether mail has been set up here
   * @param texts whether SMS reach telephones here
   * @param address the address that is known; empty if none
   * @param waiting whether a code sent there is waited for
   * @param mail the address as typed
   * @param mailed kinds ticked for mail, {@code texted} for SMS
   * @param kinds all that can concern this person
   * @param done what has just been done; empty if nothing
   */
  public record View(
      boolean mails,
      boolean texts,
      String address,
      boolean verified,
      boolean waiting,
      String mail,
      String phone,
      String digest,
      String digestAt,
      String quietFrom,
      String quietTo,
      boolean quietDays,
      String language,
      List<String> mailed,
      List<String> texted,
      List<Option> kinds,
      String done,
      List<FieldError> errors) {}

  /**
   * @param textable whether it may be sent as SMS
   */
  public record Option(String value, String label, boolean textable) {}

  @GetMapping(HERE)
  ModelAndView settings(Actor actor, @RequestParam(defaultValue = "") String done) {
    return page(HttpStatus.OK, actor, null, null, done, List.of());
  }

  @PostMapping("/me/notices/address")
  Object address(Actor actor, @RequestParam(defaultValue = "") String mail) {
    try {
      contacts.address(actor, mail);
      return "redirect:" + HERE + "?done=" + (mail.isBlank() ? "removed" : "sent");
    } catch (Refusal refusal) {
      return again(actor, mail, null, List.of(refusal));
    }
  }

  @PostMapping("/me/notices/confirm")
  Object confirm(Actor actor, @RequestParam(defaultValue = "") String code) {
    switch (contacts.confirm(actor, code)) {
      case YES:
        return "redirect:" + HERE + "?done=confirmed";
      case WRONG:
        return again(actor, null, null, List.of(Refusal.invalid("notice.codeWrong", "code")));
      default:
        return again(actor, null, null, List.of(Refusal.invalid("notice.codeOver", "mail")));
    }
  }

  @PostMapping(HERE)
  Object wish(
      Actor actor,
      @RequestParam(defaultValue = "") String phone,
      @RequestParam(defaultValue = "") String digest,
      @RequestParam(defaultValue = "") String digestAt,
      @RequestParam(defaultValue = "") String quietFrom,
      @RequestParam(defaultValue = "") String quietTo,
      @RequestParam(defaultValue = "") String quietDays,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(required = false) @Nullable List<String> mailed,
      @RequestParam(required = false) @Nullable List<String> texted) {
    var wishes =
        new Contacts.Wishes(
            phone,
            digest,
            digestAt,
            quietFrom,
            quietTo,
            quietDays.equals("true"),
            language,
            new HashSet<>(mailed == null ? List.of() : mailed),
            new HashSet<>(texted == null ? List.of() : texted));
    try {
      contacts.wish(actor, wishes);
      return "redirect:" + HERE + "?done=saved";
    } catch (Refusals several) {
      return again(actor, null, wishes, several.all());
    } catch (Refusal refusal) {
      return again(actor, null, wishes, List.of(refusal));
    }
  }

  private ModelAndView again(
      Actor actor, @Nullable String mail, Contacts.@Nullable Wishes wishes, List<Refusal> refused) {
    return page(
        HttpStatus.UNPROCESSABLE_CONTENT,
        actor,
        mail,
        wishes,
        "",
        refused.stream().map(refusals::at).toList());
  }

  private ModelAndView page(
      HttpStatus status,
      Actor actor,
      @Nullable String mail,
      Contacts.@Nullable Wishes typed,
      String done,
      List<FieldError> errors) {
    var contact = contacts.of(actor.accountId());
    var wishes = typed == null ? kept(actor, contact) : typed;
    var kinds = rules.reaching(actor);
    var address = contact.mail() == null ? "" : contact.mail();
    var page = new ModelAndView("me-notice-settings", status);
    page.addObject(
        "page",
        new View(
            outbox.mails(),
            outbox.texts(),
            address,
            contact.verified(),
            contact.codeUntil() != null,
            mail == null ? address : mail,
            wishes.phone(),
            wishes.digest(),
            wishes.digestAt(),
            wishes.quietFrom(),
            wishes.quietTo(),
            wishes.quietDays(),
            wishes.language(),
            List.copyOf(wishes.mail()),
            List.copyOf(wishes.sms()),
            kinds.stream().map(this::option).toList(),
            DONE.contains(done) ? done : "",
            errors));
    return page;
  }

  private Contacts.Wishes kept(Actor actor, Contact contact) {
    var digest = contact.digestAt();
    return new Contacts.Wishes(
        contact.phone() == null ? "" : contact.phone(),
        digest == null ? "now" : "day",
        digest == null ? "09:00" : digest.toString(),
        contact.quiet().from().toString(),
        contact.quiet().to().toString(),
        contact.quiet().days(),
        contact.locale().getLanguage(),
        names(contacts.wanted(actor.accountId(), Channel.Name.MAIL)),
        names(contacts.wanted(actor.accountId(), Channel.Name.SMS)));
  }

  private static Set<String> names(Set<Kind> kinds) {
    var names = new HashSet<String>();
    kinds.forEach(kind -> names.add(kind.name()));
    return names;
  }

  private Option option(Kind kind) {
    return new Option(kind.name(), words.say("notice.kind." + kind.name()), rules.texted(kind));
  }
}
