package org.zhunru.notices;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;

/** How persons are reached outside of the program, each by their own choice. */
@Component
@Transactional
public class Contacts {
  /** Codes that are sent to one person on one day. */
  public static final int CODES_A_DAY = 5;

  /** How often a code may be mistyped. */
  public static final int TRIES = 5;

  static final Duration CODE_LASTS = Duration.ofHours(24);

  /** Plain addresses: what is rarer than this is more likely a slip or an attack. */
  private static final Pattern MAIL =
      Pattern.compile(
          "[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,24}");

  private static final Pattern PHONE = Pattern.compile("(?:\\+?86)?(1[3-9][0-9]{9})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient db;
  private final Rules rules;
  private final Clock clock;

  Contacts(JdbcClient db, Rules rules, Clock clock) {
    this.db = db;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Wishes as typed.
   *
   * @param digest {@code day} for one mail each working day; else at once
   * @param mail kinds to be mailed
   * @param sms kinds to be sent as SMS
   */
  public record Wishes(
      String phone,
      String digest,
      String digestAt,
      String quietFrom,
      String quietTo,
      boolean quietDays,
      String language,
      Set<String> mail,
      Set<String> sms) {}

  @Transactional(readOnly = true)
  public Contact of(UUID account) {
    return db.sql("select * from contact where account_id = :id")
        .param("id", account)
        .query(Contacts::contact)
        .optional()
        .orElseGet(() -> Contact.none(account));
  }

  /** Kinds that the person wants by that channel; what they did not choose is as the rules say. */
  @Transactional(readOnly = true)
  public Set<Kind> wanted(UUID account, Channel.Name channel) {
    var wanted = EnumSet.noneOf(Kind.class);
    for (var kind : Kind.values()) {
      if (channel == Channel.Name.MAIL && rules.mailed(kind)) {
        wanted.add(kind);
      }
    }
    db.sql(
            """
            select kind, wanted from contact_choice
            where account_id = :id and channel = :channel
            """)
        .param("id", account)
        .param("channel", channel.name())
        .query(
            row -> {
              var kind = Kind.valueOf(row.getString(1));
              if (row.getBoolean(2)) {
                wanted.add(kind);
              } else {
                wanted.remove(kind);
              }
            });
    return wanted;
  }

  /**
   * The person names an address; a code is sent to it, and until it comes back nothing else is. No
   * address ends mail, if there was one.
   *
   * @throws Refusal {@code notice.mailMalformed}, {@code notice.codesUsedUp} at {@code mail}
   */
  public void address(Actor actor, String typed) {
    var mail = typed.strip();
    row(actor.accountId());
    if (mail.isEmpty()) {
      int removed =
          db.sql(
                  """
                  update contact set mail = null, verified_at = null, code = null, code_until = null
                  where account_id = :me and mail is not null
                  """)
              .param("me", actor.accountId())
              .update();
      if (removed == 0) {
        throw Refusal.invalid("notice.mailMalformed", "mail");
      }
      return;
    }
    mail(mail);
    var today = LocalDate.now(clock);
    var code = "%08d".formatted(RANDOM.nextInt(100_000_000));
    int counted =
        db.sql(
                """
                update contact set mail = :mail,
                  verified_at = case when mail = :mail then verified_at end,
                  code = :code, code_until = :until, code_tries = 0,
                  codes = case when codes_on = :today then codes + 1 else 1 end, codes_on = :today
                where account_id = :me and (codes_on is distinct from :today or codes < :most)
                """)
            .param("me", actor.accountId())
            .param("mail", mail)
            .param("code", sha256(code))
            .param("until", Notices.utc(clock.instant().plus(CODE_LASTS)))
            .param("today", today)
            .param("most", CODES_A_DAY)
            .update();
    if (counted == 0) {
      throw Refusal.invalid("notice.codesUsedUp", "mail", CODES_A_DAY);
    }
    db.sql(
            """
            update message set state = 'DROPPED', ended_at = :now, secret = null, lease = null,
              lease_until = null
            where id in (select id from message
              where account_id = :me and purpose = 'CODE' and state in ('WAITING', 'GIVEN_UP')
              for update)
            """)
        .param("me", actor.accountId())
        .param("now", Notices.utc(clock.instant()))
        .update();
    var id = Ids.next();
    db.sql(
            """
            insert into message (id, key, channel, purpose, account_id, address, secret, next_at,
              created_at)
            values (:id, :key, 'MAIL', 'CODE', :me, :mail, :code, :now, :now)
            """)
        .param("id", id)
        .param("key", "code:" + id)
        .param("me", actor.accountId())
        .param("mail", mail)
        .param("code", code)
        .param("now", Notices.utc(clock.instant()))
        .update();
  }

  /** What came of a code. */
  public enum Confirmed {
    YES,
    WRONG,
    USED_UP
  }

  /**
   * The code came back. Whoever mistypes it too often, or comes too late, needs another one.
   *
   * @return never throws for a wrong code, so that the try is counted
   */
  public Confirmed confirm(Actor actor, String typed) {
    int open =
        db.sql(
                """
                update contact set code_tries = code_tries + 1
                where account_id = :me and code is not null and code_until > :now
                  and code_tries < :tries
                """)
            .param("me", actor.accountId())
            .param("now", Notices.utc(clock.instant()))
            .param("tries", TRIES)
            .update();
    if (open == 0) {
      return Confirmed.USED_UP;
    }
    int right =
        db.sql(
                """
                update contact set verified_at = :now, code = null, code_until = null
                where account_id = :me and code = :code
                """)
            .param("me", actor.accountId())
            .param("now", Notices.utc(clock.instant()))
            .param("code", sha256(typed.replaceAll("\\s", "")))
            .update();
    return right == 0 ? Confirmed.WRONG : Confirmed.YES;
  }

  /**
   * The person says what they want.
   *
   * @throws Refusals all of {@code notice.phoneMalformed}, {@code notice.timeMalformed}, {@code
   *     notice.digestInQuiet}, {@code notice.phoneMissing}
   */
  public void wish(Actor actor, Wishes wishes) {
    var faults = new ArrayList<Refusal>();
    var phone = wishes.phone().replaceAll("[\\s-]", "");
    var digits = PHONE.matcher(phone);
    if (!phone.isEmpty() && !digits.matches()) {
      faults.add(Refusal.invalid("notice.phoneMalformed", "phone"));
    }
    if (phone.isEmpty() && !wishes.sms().isEmpty()) {
      faults.add(Refusal.invalid("notice.phoneMissing", "phone"));
    }
    var from = time(wishes.quietFrom(), "quietFrom", faults);
    var to = time(wishes.quietTo(), "quietTo", faults);
    var at = wishes.digest().equals("day") ? time(wishes.digestAt(), "digestAt", faults) : null;
    if (faults.isEmpty()
        && at != null
        && from != null
        && to != null
        && new Quiet(from, to, wishes.quietDays()).holds(at)) {
      faults.add(Refusal.invalid("notice.digestInQuiet", "digestAt"));
    }
    Refusals.throwIfAny(faults);
    row(actor.accountId());
    db.sql(
            """
            update contact set phone = :phone, digest_at = :at, quiet_from = :from, quiet_to = :to,
              quiet_days = :days, language = :language
            where account_id = :me
            """)
        .param("me", actor.accountId())
        .param("phone", phone.isEmpty() ? null : digits.group(1))
        .param("at", at)
        .param("from", from)
        .param("to", to)
        .param("days", wishes.quietDays())
        .param("language", wishes.language().equals("en") ? "en" : "zh")
        .update();
    for (var kind : rules.reaching(actor)) {
      choose(actor, kind, Channel.Name.MAIL, wishes.mail().contains(kind.name()));
      choose(
          actor, kind, Channel.Name.SMS, rules.texted(kind) && wishes.sms().contains(kind.name()));
    }
  }

  private void choose(Actor actor, Kind kind, Channel.Name channel, boolean wanted) {
    db.sql(
            """
            insert into contact_choice values (:me, :kind, :channel, :wanted)
            on conflict (account_id, kind, channel) do update set wanted = excluded.wanted
            """)
        .param("me", actor.accountId())
        .param("kind", kind.name())
        .param("channel", channel.name())
        .param("wanted", wanted)
        .update();
  }

  private void row(UUID account) {
    db.sql("insert into contact (account_id) values (:me) on conflict do nothing")
        .param("me", account)
        .update();
  }

  /**
   * The address as it is kept.
   *
   * @throws Refusal {@code notice.mailMalformed} at {@code mail}
   */
  static String mail(String typed) {
    var mail = typed.strip();
    if (mail.length() > 254 || !MAIL.matcher(mail).matches()) {
      throw Refusal.invalid("notice.mailMalformed", "mail");
    }
    return mail;
  }

  private static @Nullable LocalTime time(String typed, String field, List<Refusal> faults) {
    try {
      return LocalTime.parse(typed.strip().length() == 4 ? "0" + typed.strip() : typed.strip())
          .withSecond(0)
          .withNano(0);
    } catch (DateTimeParseException none) {
      faults.add(Refusal.invalid("notice.timeMalformed", field));
      return null;
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  private static Contact contact(ResultSet row, int n) throws SQLException {
    @Nullable OffsetDateTime until = row.getObject("code_until", OffsetDateTime.class);
    return new Contact(
        row.getObject("account_id", UUID.class),
        row.getString("mail"),
        row.getObject("verified_at") != null,
        until == null ? null : until.toInstant(),
        row.getString("phone"),
        row.getObject("digest_at", LocalTime.class),
        new Quiet(
            row.getObject("quiet_from", LocalTime.class),
            row.getObject("quiet_to", LocalTime.class),
            row.getBoolean("quiet_days")),
        Locale.forLanguageTag(row.getString("language")));
  }
}
