package org.zhunru.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;

/** What is on its way out of the program, as this node sends it and as administrators see it. */
@Component
public class Outbox {
  private final JdbcClient db;
  private final Dispatcher dispatcher;
  private final Sms sms;
  private final AuditLog log;
  private final Clock clock;

  Outbox(
      JdbcClient db,
      TransactionTemplate transaction,
      Planner planner,
      Composer composer,
      Contacts contacts,
      Telling telling,
      ObjectProvider<JavaMailSender> mail,
      Sms sms,
      NoticeSettings settings,
      AuditLog log,
      Clock clock) {
    this.db = db;
    this.dispatcher =
        new Dispatcher(
            db,
            transaction,
            planner,
            composer,
            contacts,
            telling,
            List.of(new MailChannel(mail.getIfAvailable(), settings.from()), new SmsChannel(sms)),
            settings);
    this.sms = sms;
    this.log = log;
    this.clock = clock;
  }

  /**
   * How a channel stands.
   *
   * @param ready whether it has been set up
   * @param real whether it reaches anybody; the SMS that only go to a file do not
   * @param waiting messages not sent yet
   * @param due those of them that should have gone
   * @param givenUp messages that are no longer tried
   * @param lastSent null if nothing ever went out
   */
  public record State(
      Channel.Name channel,
      boolean ready,
      boolean real,
      int waiting,
      int due,
      int givenUp,
      @Nullable Instant lastSent) {}

  /**
   * A message that met a fault.
   *
   * @param username whom it is for
   * @param state {@code WAITING}, {@code SENT}, {@code DROPPED} or {@code GIVEN_UP}
   */
  public record Faulty(
      UUID id,
      Channel.Name channel,
      String purpose,
      String username,
      String state,
      int attempts,
      Instant createdAt,
      @Nullable Instant nextAt,
      String fault) {}

  @Scheduled(cron = "${zhunru.notices.sweep:5/20 * * * * *}", zone = "Asia/Shanghai")
  void often() {
    dispatcher.sweep(clock);
  }

  /** Whether mail has been set up. */
  public boolean mails() {
    return dispatcher.ready().contains(Channel.Name.MAIL);
  }

  /** Whether SMS reach telephones. */
  public boolean texts() {
    return sms.real();
  }

  @Transactional(readOnly = true)
  public List<State> states() {
    var states = new ArrayList<State>();
    for (var channel : Channel.Name.values()) {
      states.add(
          db.sql(
                  """
                  select count(*) filter (where state = 'WAITING'),
                    count(*) filter (where state = 'WAITING' and next_at <= :now),
                    count(*) filter (where state = 'GIVEN_UP'),
                    max(ended_at) filter (where state = 'SENT')
                  from message where channel = :channel
                  """)
              .param("now", Notices.utc(clock.instant()))
              .param("channel", channel.name())
              .query((row, n) -> state(channel, row))
              .single());
    }
    return states;
  }

  private State state(Channel.Name channel, ResultSet row) throws SQLException {
    @Nullable OffsetDateTime last = row.getObject(4, OffsetDateTime.class);
    return new State(
        channel,
        dispatcher.ready().contains(channel),
        channel == Channel.Name.MAIL || sms.real(),
        row.getInt(1),
        row.getInt(2),
        row.getInt(3),
        last == null ? null : last.toInstant());
  }

  /** The last fifty messages that met a fault, newest first. */
  @Transactional(readOnly = true)
  public List<Faulty> faults() {
    return db.sql(
            """
            select m.*, a.username from message m join account a on a.id = m.account_id
            where m.fault is not null order by m.created_at desc limit 50
            """)
        .query(Outbox::faulty)
        .list();
  }

  private static Faulty faulty(ResultSet row, int n) throws SQLException {
    var waiting = row.getString("state").equals("WAITING");
    return new Faulty(
        row.getObject("id", UUID.class),
        Channel.Name.valueOf(row.getString("channel")),
        row.getString("purpose"),
        row.getString("username"),
        row.getString("state"),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        waiting ? row.getObject("next_at", OffsetDateTime.class).toInstant() : null,
        row.getString("fault"));
  }

  /**
   * All that was given up is tried again.
   *
   * @return how many
   */
  @Transactional
  public int retry(Actor actor) {
    int found =
        db.sql(
                """
                update message set state = 'WAITING', ended_at = null, attempts = 0, next_at = :now
                where state = 'GIVEN_UP'
                """)
            .param("now", Notices.utc(clock.instant()))
            .update();
    record(actor, "channel.retried", Map.of("messages", String.valueOf(found)));
    return found;
  }

  /**
   * A mail goes to that address, to see whether it arrives.
   *
   * @throws Refusal {@code notice.mailMalformed} at {@code mail}, {@code notice.noMail}
   */
  @Transactional
  public void test(Actor actor, String typed) {
    var mail = Contacts.mail(typed);
    if (!mails()) {
      throw Refusal.conflict("notice.noMail");
    }
    var id = Ids.next();
    db.sql(
            """
            insert into message (id, key, channel, purpose, account_id, address, next_at, created_at)
            values (:id, :key, 'MAIL', 'TEST', :me, :mail, :now, :now)
            """)
        .param("id", id)
        .param("key", "test:" + id)
        .param("me", actor.accountId())
        .param("mail", mail)
        .param("now", Notices.utc(clock.instant()))
        .update();
    record(actor, "channel.tested", Map.of());
  }

  private void record(Actor actor, String act, Map<String, String> details) {
    log.record(
        null,
        act,
        new Who(actor.accountId(), actor.name(), null, null, null, null),
        Audience.OFFICERS,
        details);
  }
}
