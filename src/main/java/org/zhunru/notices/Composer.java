package org.zhunru.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actors;

/**
 * Words of a message, when it is sent and not before: by then a person may have lost the right to
 * see what it is about. No more than needed leaves the program: what is to do, the number of the
 * case, where to look; no names and nothing that somebody typed.
 */
@Component
class Composer {
  private final JdbcClient db;
  private final Notices notices;
  private final Contacts contacts;
  private final Actors actors;
  private final NoticeWords words;
  private final Environment environment;

  Composer(
      JdbcClient db,
      Notices notices,
      Contacts contacts,
      Actors actors,
      NoticeWords words,
      Environment environment) {
    this.db = db;
    this.notices = notices;
    this.contacts = contacts;
    this.actors = actors;
    this.words = words;
    this.environment = environment;
  }

  /** Empty if there is nothing (any more) to say, what was read meanwhile included, or nobody. */
  Optional<Outgoing> compose(Dispatcher.Taken message) {
    var contact = contacts.of(message.account());
    var locale = contact.locale();
    switch (message.purpose()) {
      case "TEST":
        return Optional.of(
            new Outgoing(
                message.id(),
                String.valueOf(message.address()),
                words.say(locale, "notice.test.subject"),
                List.of(line(words.say(locale, "notice.test.text"), "")),
                List.of(),
                locale));
      case "CODE":
        return message.secret() != null && String.valueOf(message.address()).equals(contact.mail())
            ? Optional.of(
                new Outgoing(
                    message.id(),
                    message.address(),
                    words.say(locale, "notice.code.subject"),
                    List.of(
                        line(words.say(locale, "notice.code.text", message.secret()), ""),
                        line(words.say(locale, "notice.code.where"), url("/me/notices/settings"))),
                    List.of(line(words.say(locale, "notice.code.foot"), "")),
                    locale))
            : Optional.empty();
      default:
        return notices(message, contact, locale);
    }
  }

  private Optional<Outgoing> notices(Dispatcher.Taken message, Contact contact, Locale locale) {
    var to = contact.address(message.channel());
    boolean stopped =
        db.sql("select stopped from account where id = :id")
            .param("id", message.account())
            .query(Boolean.class)
            .single();
    if (to == null || stopped) {
      return Optional.empty();
    }
    var ids =
        db.sql("select notice_id from message_part where message_id = :id")
            .param("id", message.id())
            .query(UUID.class)
            .list();
    var told =
        notices.byIds(actors.byId(message.account()), ids).stream()
            .filter(n -> n.visible() && !n.read())
            .toList();
    if (told.isEmpty()) {
      return Optional.empty();
    }
    var lines = new ArrayList<Outgoing.Line>();
    for (var notice : told) {
      lines.add(line(said(notice, locale), notice.href().isEmpty() ? "" : url(notice.href())));
    }
    return Optional.of(
        new Outgoing(
            message.id(),
            to,
            told.size() == 1
                ? words.say(locale, "notice.subject.one", said(told.get(0), locale))
                : words.say(locale, "notice.subject.many", String.valueOf(told.size())),
            lines,
            List.of(line(words.say(locale, "notice.foot"), url("/me/notices/settings"))),
            locale));
  }

  private String said(Notice notice, Locale locale) {
    var line = words.line(notice, locale);
    return notice.number().isEmpty()
        ? line
        : words.say(locale, "notice.withNumber", notice.number(), line);
  }

  private static Outgoing.Line line(String text, String href) {
    return new Outgoing.Line(text, href);
  }

  /** The full address of a page of this server. */
  String url(String path) {
    var base = environment.getProperty("zhunru.public-url", "");
    var root =
        base.isBlank()
            ? "http://localhost:"
                + environment.getProperty(
                    "local.server.port", environment.getProperty("server.port", "8080"))
            : base.replaceAll("/+$", "");
    return root + path;
  }
}
