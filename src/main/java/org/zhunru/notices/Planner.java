package org.zhunru.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.calendar.WorkingCalendars;
import org.zhunru.common.Ids;
import org.zhunru.identity.Regions;

/**
 * Puts what was told into the outbox, for those who want it outside of the program, at the moment
 * they want it. Any number of nodes may do so: each takes rows that no other holds, and a notice
 * has one message by a channel.
 */
@Component
class Planner {
  private static final int BATCH = 200;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Contacts contacts;
  private final WorkingCalendars calendars;
  private final Regions regions;

  Planner(
      JdbcClient db,
      TransactionTemplate transaction,
      Contacts contacts,
      WorkingCalendars calendars,
      Regions regions) {
    this.db = db;
    this.transaction = transaction;
    this.contacts = contacts;
    this.calendars = calendars;
    this.regions = regions;
  }

  private record Row(UUID id, UUID account, Kind kind) {}

  private record Person(Contact contact, Map<Channel.Name, Set<Kind>> wanted) {}

  WorkingCalendar calendar() {
    return calendars.of(regions.around(regions.city()));
  }

  /** All that has not been planned yet, in batches of a transaction each. */
  void plan(Instant now, Set<Channel.Name> ready) {
    int rows;
    do {
      rows = transaction.execute(status -> batch(now, ready));
    } while (rows == BATCH);
  }

  private int batch(Instant now, Set<Channel.Name> ready) {
    // Most people look into the program: theirs are done with at once.
    db.sql(
            """
            update notice set planned = true
            where id in (select n.id from notice n
              where not n.planned and (not :any or not exists (select from contact c
                where c.account_id = n.account_id
                  and (c.verified_at is not null or c.phone is not null)))
              for update skip locked)
            """)
        .param("any", !ready.isEmpty())
        .update();
    var rows =
        db.sql(
                """
                select id, account_id, kind from notice where not planned
                order by at, id limit :batch for update skip locked
                """)
            .param("batch", BATCH)
            .query(Planner::row)
            .list();
    var people = new HashMap<UUID, Person>();
    for (var row : rows) {
      var person = people.computeIfAbsent(row.account(), this::person);
      for (var channel : ready) {
        if (person.contact().address(channel) != null
            && person.wanted().getOrDefault(channel, Set.of()).contains(row.kind())) {
          enqueue(row, channel, person.contact(), now);
        }
      }
      db.sql("update notice set planned = true where id = :id").param("id", row.id()).update();
    }
    return rows.size();
  }

  private Person person(UUID account) {
    var wanted = new HashMap<Channel.Name, Set<Kind>>();
    for (var channel : Channel.Name.values()) {
      wanted.put(channel, contacts.wanted(account, channel));
    }
    return new Person(contacts.of(account), wanted);
  }

  /** What goes out at once goes alone; what has to wait goes with all that waits until then. */
  private void enqueue(Row row, Channel.Name channel, Contact contact, Instant now) {
    var at = contact.next(channel, now, calendar());
    if (!at.isAfter(now)) {
      put(row, channel, channel + ":" + row.id(), now, now);
      return;
    }
    // A message that is being sent, or was, takes nothing more.
    while (!put(row, channel, channel + ":" + row.account() + ":" + at, at, now)) {
      at = contact.next(channel, at.plusSeconds(60), calendar());
    }
  }

  private boolean put(Row row, Channel.Name channel, String key, Instant at, Instant now) {
    var message =
        db.sql(
                """
                insert into message (id, key, channel, purpose, account_id, next_at, created_at)
                values (:id, :key, :channel, 'NOTICES', :account, :at, :now)
                on conflict (key) do update set key = excluded.key
                  where message.state = 'WAITING' and message.attempts = 0
                returning id
                """)
            .param("id", Ids.next())
            .param("key", key)
            .param("channel", channel.name())
            .param("account", row.account())
            .param("at", Notices.utc(at))
            .param("now", Notices.utc(now))
            .query(UUID.class)
            .optional();
    message.ifPresent(
        id ->
            db.sql(
                    "insert into message_part values (:notice, :channel, :id) on conflict do nothing")
                .param("notice", row.id())
                .param("channel", channel.name())
                .param("id", id)
                .update());
    return message.isPresent();
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("account_id", UUID.class),
        Kind.valueOf(row.getString("kind")));
  }
}
