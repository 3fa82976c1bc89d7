package org.zhunru.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.common.TwoNames;
import org.zhunru.common.Word;

/** Who people are at this moment, and whose seats they may fill. Always read anew. */
@Component
public class Actors {
  private static final String WHO =
      """
      select a.id, a.username, a.name, a.must_change,
        array(select role from account_role where account_id = a.id) roles,
        array(select s.department || ' ' || s.kind
              from account_seat s join department d on d.code = s.department
              where s.account_id = a.id
              order by d.position, s.kind) seats,
        array(select g.department || ' ' || g.kind
              from delegation g
              join account_seat s
                on s.account_id = g.delegator and s.department = g.department and s.kind = g.kind
              join account h on h.id = g.delegator and not h.stopped
              where g.deputy = a.id and g.ended_at is null
                and :today between g.from_date and g.to_date
              order by g.granted_at) deputed,
        array(select enterprise_id from enterprise_member where account_id = a.id) enterprises
      from account a
      """;

  private final JdbcClient db;
  private final Departments departments;
  private final Clock clock;

  Actors(JdbcClient db, Departments departments, Clock clock) {
    this.db = db;
    this.departments = departments;
    this.clock = clock;
  }

  /**
   * @throws Refusal {@code identity.noSuchAccount}
   */
  public Actor byUsername(String username) {
    return db.sql(WHO + "where a.username = :username")
        .param("today", today())
        .param("username", username)
        .query(Actors::actor)
        .optional()
        .orElseThrow(() -> Refusal.unknown("identity.noSuchAccount", username));
  }

  /**
   * Also finds accounts that have been stopped: records speak of them.
   *
   * @throws Refusal {@code identity.noSuchAccount}
   */
  public Actor byId(UUID account) {
    return db.sql(WHO + "where a.id = :id")
        .param("today", today())
        .param("id", account)
        .query(Actors::actor)
        .optional()
        .orElseThrow(() -> Refusal.unknown("identity.noSuchAccount", account));
  }

  /**
   * Whoever a session or a password shows, as of this moment.
   *
   * @param mustChangePassword whether the password was set by somebody else and has to be changed
   *     before anything else
   */
  public record Present(Actor actor, boolean mustChangePassword) {}

  /**
   * The person, if what was shown still holds: the account is there, has not been stopped, and its
   * password is the one shown. One query, since every request asks.
   */
  public Optional<Present> present(SignedIn shown) {
    return db.sql(
            WHO
                + """
                where a.id = :id and a.username = :username and not a.stopped
                  and a.password_changed_at = :changed
                """)
        .param("today", today())
        .param("id", shown.accountId())
        .param("username", shown.username())
        .param("changed", shown.passwordChangedAt().atOffset(ZoneOffset.UTC))
        .query((row, n) -> new Present(actor(row, n), row.getBoolean("must_change")))
        .optional();
  }

  /**
   * Who can fill a seat today: its holders by name, then their deputies with {@link
   * Actor#onBehalfOf()} set. Accounts that have been stopped are left out. Empty if nobody can.
   */
  public List<Actor> holders(String department, SeatKind kind) {
    var found = new ArrayList<Actor>();
    db.sql(
            WHO
                + """
                join account_seat o on o.account_id = a.id and o.department = :department and o.kind = :kind
                where not a.stopped order by a.username
                """)
        .param("today", today())
        .param("department", department)
        .param("kind", kind.name())
        .query(Actors::actor)
        .list()
        .forEach(found::add);
    db.sql(
            """
            select g.deputy, h.id, h.name
            from delegation g
            join account_seat s
              on s.account_id = g.delegator and s.department = g.department and s.kind = g.kind
            join account h on h.id = g.delegator and not h.stopped
            join account p on p.id = g.deputy and not p.stopped
            where g.department = :department and g.kind = :kind and g.ended_at is null
              and :today between g.from_date and g.to_date
            order by g.granted_at
            """)
        .param("today", today())
        .param("department", department)
        .param("kind", kind.name())
        .query(
            (row, n) ->
                byId(row.getObject(1, UUID.class))
                    .onBehalfOf(new OnBehalf(row.getObject(2, UUID.class), row.getString(3))))
        .list()
        .forEach(found::add);
    return List.copyOf(found);
  }

  /**
   * Whose deputy a person is in a seat.
   *
   * @param at civil date in Asia/Shanghai; first and last day of a delegation count
   * @return the holder of the seat; empty if the person holds it, or may not fill it at all
   */
  public Optional<UUID> delegatorFor(Actor actor, String department, SeatKind kind, LocalDate at) {
    return delegator(actor, department, kind, at).map(OnBehalf::accountId);
  }

  private Optional<OnBehalf> delegator(
      Actor actor, String department, SeatKind kind, LocalDate at) {
    return db.sql(
            """
            select h.id, h.name
            from delegation g
            join account_seat s
              on s.account_id = g.delegator and s.department = g.department and s.kind = g.kind
            join account h on h.id = g.delegator and not h.stopped
            where g.deputy = :deputy and g.department = :department and g.kind = :kind
              and g.ended_at is null and :at between g.from_date and g.to_date
              and not exists (select from account_seat o where o.account_id = :deputy
                              and o.department = :department and o.kind = :kind)
            order by g.granted_at limit 1
            """)
        .param("deputy", actor.accountId())
        .param("department", department)
        .param("kind", kind.name())
        .param("at", at)
        .query((row, n) -> new OnBehalf(row.getObject(1, UUID.class), row.getString(2)))
        .optional();
  }

  /** A person's name; the id itself if there is no such account. */
  public String nameOf(UUID account) {
    return db.sql("select name from account where id = :id")
        .param("id", account)
        .query(String.class)
        .optional()
        .orElseGet(account::toString);
  }

  /** Everybody with a seat in a department, by user name, without accounts that were stopped. */
  public List<Actor> colleagues(String department) {
    return db.sql(
            WHO
                + """
                where not a.stopped and exists (select from account_seat c
                  where c.account_id = a.id and c.department = :department)
                order by a.username
                """)
        .param("today", today())
        .param("department", department)
        .query(Actors::actor)
        .list();
  }

  /** Everybody with a seat in some department, by user name, without accounts that were stopped. */
  public List<Actor> officers() {
    return db.sql(
            WHO
                + """
                where not a.stopped
                  and exists (select from account_seat c where c.account_id = a.id)
                order by a.username
                """)
        .param("today", today())
        .query(Actors::actor)
        .list();
  }

  /** Whether the person may fill that seat today, as its holder or as a deputy. */
  public boolean mayAct(Actor actor, String department, SeatKind kind) {
    return actor.holds(department, kind);
  }

  /** Every seat the person may fill today, as its holder or as a deputy. */
  public List<Seat> seatsOf(Actor actor) {
    return actor.seats();
  }

  /**
   * The person as one who fills that seat: unchanged if it is their own, with {@link
   * Actor#onBehalfOf()} if they are a deputy in it.
   *
   * @param code of the refusal if they may not fill it; its arguments are department and seat, by
   *     name
   * @throws Refusal forbidden, with that code
   */
  public Actor acting(Actor actor, String department, SeatKind kind, String code) {
    if (!actor.holds(department, kind)) {
      var of = departments.byCode(department);
      throw Refusal.forbidden(
          code,
          new TwoNames(of.name(), of.nameEn()),
          new Word("access.seat." + kind.code(), kind.code()));
    }
    return actor.lent().contains(new Seat(department, kind))
        ? delegator(actor, department, kind, today()).map(actor::onBehalfOf).orElse(actor)
        : actor;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static Actor actor(ResultSet row, int n) throws SQLException {
    var own = seats(row.getArray("seats"));
    var lent = seats(row.getArray("deputed"));
    lent.removeAll(own);
    var held = Stream.concat(own.stream(), lent.stream()).toList();
    var roles = new LinkedHashSet<>(Arrays.asList(texts(row.getArray("roles"))));
    roles.addAll(Actor.rolesOf(held));
    return new Actor(
        row.getObject("id", UUID.class),
        row.getString("username"),
        row.getString("name"),
        roles,
        held,
        lent,
        Arrays.stream((UUID[]) row.getArray("enterprises").getArray()).collect(Collectors.toSet()),
        null);
  }

  private static Set<Seat> seats(Array array) throws SQLException {
    var seats = new LinkedHashSet<Seat>();
    for (var seat : texts(array)) {
      var parts = seat.split(" ");
      seats.add(new Seat(parts[0], SeatKind.valueOf(parts[1])));
    }
    return seats;
  }

  private static String[] texts(Array array) throws SQLException {
    return (String[]) array.getArray();
  }
}
