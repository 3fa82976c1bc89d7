package org.zhunru.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due. A node takes a message for a while (a lease) in a short transaction, sends it
 * outside of any, and marks it. Who dies in between leaves a lease that runs out: the message goes
 * out again, under the same Message-ID. So each goes out at least once, and twice only then.
 */
class Dispatcher {
  /** Longer than a mail server may take to answer. */
  static final Duration LEASE = Duration.ofMinutes(5);

  /** Waits between tries double from a minute to this. */
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** The try after which administrators are told: about half an hour. */
  static final int ALARM = 6;

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Planner planner;
  private final Composer composer;
  private final Contacts contacts;
  private final Telling telling;
  private final List<Channel> channels;
  private final NoticeSettings settings;

  Dispatcher(
      JdbcClient db,
      TransactionTemplate transaction,
      Planner planner,
      Composer composer,
      Contacts contacts,
      Telling telling,
      List<Channel> channels,
      NoticeSettings settings) {
    this.db = db;
    this.transaction = transaction;
    this.planner = planner;
    this.composer = composer;
    this.contacts = contacts;
    this.telling = telling;
    this.channels = List.copyOf(channels);
    this.settings = settings;
  }

  /** A message that this node holds. */
  record Taken(
      UUID id,
      Channel.Name channel,
      String purpose,
      UUID account,
      @Nullable String address,
      @Nullable String secret,
      int attempts,
      UUID lease) {}

  /**
   * Plans and sends all that is due.
   *
   * @return how many messages were sent
   */
  int sweep(Clock clock) {
    planner.plan(clock.instant(), ready());
    int sent = 0;
    for (var channel : channels) {
      if (channel.ready()) {
        sent += send(channel, clock);
      }
    }
    return sent;
  }

  private int send(Channel channel, Clock clock) {
    int sent = 0;
    while (true) {
      var now = clock.instant();
      var taken = transaction.execute(status -> take(channel.name(), now));
      if (taken.isEmpty()) {
        break;
      }
      var message = taken.get();
      if (postponed(message, now)) {
        continue;
      }
      var words = composer.compose(message);
      if (words.isEmpty()) {
        end(message, "DROPPED", now, null);
        continue;
      }
      try {
        channel.send(words.get());
        end(message, "SENT", now, null);
        sent++;
      } catch (Channel.Fault fault) {
        failed(message, fault, now);
        if (fault.then() == Channel.Fault.Then.NOBODY_THERE) {
          log.warn("{}: {}", channel.name(), fault.getMessage());
          break;
        }
      }
    }
    return sent;
  }

  private Optional<Taken> take(Channel.Name channel, Instant now) {
    return db.sql(
            """
            update message set lease = :lease, lease_until = :until, attempts = attempts + 1
            where id = (select id from message
              where state = 'WAITING' and channel = :channel and next_at <= :now
                and (lease is null or lease_until <= :now)
              order by next_at, id limit 1 for update skip locked)
            returning id, channel, purpose, account_id, address, secret, attempts, lease
            """)
        .param("lease", UUID.randomUUID())
        .param("until", Notices.utc(now.plus(LEASE)))
        .param("channel", channel.name())
        .param("now", Notices.utc(now))
        .query(Dispatcher::taken)
        .optional();
  }

  /** What comes late, after a fault, may come into the quiet hours; a code was asked for. */
  private boolean postponed(Taken message, Instant now) {
    if (!message.purpose().equals("NOTICES")) {
      return false;
    }
    var at = contacts.of(message.account()).quiet().allowed(now, planner.calendar());
    if (!at.isAfter(now)) {
      return false;
    }
    release(message, at, null);
    return true;
  }

  private void failed(Taken message, Channel.Fault fault, Instant now) {
    if (fault.then() == Channel.Fault.Then.NEVER || message.attempts() >= settings.attempts()) {
      transaction.executeWithoutResult(
          status -> {
            end(message, "GIVEN_UP", now, fault.getMessage());
            telling.failing(message.channel(), now);
          });
      return;
    }
    if (message.attempts() == ALARM) {
      transaction.executeWithoutResult(status -> telling.failing(message.channel(), now));
    }
    var minutes = 1L << Math.min(message.attempts() - 1, 10);
    var wait = Duration.ofMinutes(Math.min(minutes, LONGEST_WAIT.toMinutes()));
    release(message, now.plus(wait), fault.getMessage());
  }

  private void release(Taken message, Instant at, @Nullable String fault) {
    db.sql(
            """
            update message set lease = null, lease_until = null, next_at = :at,
              fault = coalesce(cast(:fault as text), fault)
            where id = :id and lease = :lease
            """)
        .param("at", Notices.utc(at))
        .param("fault", fault)
        .param("id", message.id())
        .param("lease", message.lease())
        .update();
  }

  /** What was given up keeps its code, so that it can be tried again. */
  private void end(Taken message, String state, Instant now, @Nullable String fault) {
    db.sql(
            """
            update message set state = :state, ended_at = :now, lease = null, lease_until = null,
              secret = case when :state = 'GIVEN_UP' then secret end,
              fault = coalesce(cast(:fault as text), fault)
            where id = :id and lease = :lease
            """)
        .param("state", state)
        .param("now", Notices.utc(now))
        .param("fault", fault)
        .param("id", message.id())
        .param("lease", message.lease())
        .update();
  }

  private static Taken taken(ResultSet row, int n) throws SQLException {
    return new Taken(
        row.getObject("id", UUID.class),
        Channel.Name.valueOf(row.getString("channel")),
        row.getString("purpose"),
        row.getObject("account_id", UUID.class),
        row.getString("address"),
        row.getString("secret"),
        row.getInt("attempts"),
        row.getObject("lease", UUID.class));
  }

  /** The channels there are, set up or not. */
  Set<Channel.Name> ready() {
    var ready = new TreeSet<Channel.Name>();
    channels.stream().filter(Channel::ready).forEach(c -> ready.add(c.name()));
    return ready;
  }
}
