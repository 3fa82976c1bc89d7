package org.zhunru.inbox;

import static org.zhunru.inbox.WorkRows.COLUMNS;
import static org.zhunru.inbox.WorkRows.utc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Cursor;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;

/**
 * Lists of work, read by keyset. A list is made of branches, one for each seat, enterprise or
 * person it looks at; each is a range of an index, already in the order of the list, so that a page
 * costs as much as its rows however much work there is.
 */
@Component
@Transactional(readOnly = true)
public class Worklist {
  /** Rows of a page. */
  public static final int PAGE = 40;

  /** Counts end here: one more than is shown. */
  public static final int MANY = 100;

  private static final int MOST_WORDS = 5;

  private final JdbcClient db;
  private final WorkRows rows;

  Worklist(JdbcClient db, WorkRows rows) {
    this.db = db;
    this.rows = rows;
  }

  /** Which work. */
  public enum View {
    /** What the person can do now and nobody else has taken on; by time limit, then by age. */
    TODO,
    /** What the person has taken on; by time limit, then by age. */
    CLAIMED,
    /** All open work of the person's departments; by time limit, then by age. */
    DEPARTMENT,
    /** What the person did, newest first. */
    DONE,
    /** All work, open or ended, of cases that the person follows, newest first. */
    FOLLOWED
  }

  /**
   * Which rows of a view; {@link #NONE} for all.
   *
   * @param matter id of the matter; null for any
   * @param kind of work; null for any
   * @param department code; null for any
   * @param words each must stand in number, project or applicant; null or blank for any
   * @param unread only open work that the person has not looked at
   */
  public record Filter(
      @Nullable String matter,
      @Nullable String kind,
      @Nullable String department,
      @Nullable String words,
      boolean unread) {
    public static final Filter NONE = new Filter(null, null, null, null, false);

    public Filter {
      matter = blank(matter);
      kind = blank(kind);
      department = blank(department);
      words = blank(words);
    }

    private static @Nullable String blank(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  /**
   * A page of a view.
   *
   * @param cursor where the page before ended; null for the first page
   * @throws Refusal {@code inbox.badCursor}
   */
  public Page<WorkRow> list(Actor actor, View view, Filter filter, @Nullable String cursor) {
    return list(actor, view, filter, cursor, PAGE);
  }

  Page<WorkRow> list(Actor actor, View view, Filter filter, @Nullable String cursor, int size) {
    var query = query(actor, view, filter, Cursor.read(cursor, "inbox.badCursor"), size + 1);
    if (query == null) {
      return new Page<>(List.of(), null);
    }
    var found = db.sql(query.sql).params(query.params).query(rows.seenBy(actor)).list();
    return Page.of(found, size, last -> after(view, last));
  }

  /** How many rows each view has, {@link #MANY} at most. */
  public Map<View, Integer> counts(Actor actor) {
    var query = counting(actor);
    return db.sql(query.sql)
        .params(query.params)
        .query(
            (row, n) -> {
              var counts = new EnumMap<View, Integer>(View.class);
              for (var view : View.values()) {
                counts.put(view, row.getInt(view.ordinal() + 1));
              }
              return counts;
            })
        .single();
  }

  static Query counting(Actor actor) {
    var params = new HashMap<String, Object>();
    var sql = new ArrayList<String>();
    for (var view : View.values()) {
      var branches = new Branches(actor, view, Filter.NONE, null);
      sql.add(
          branches.none()
              ? "0"
              : "(select count(*) from (select from ("
                  + branches.unordered("select w.id")
                  + ") a limit :limit) b)");
      params.putAll(branches.params);
    }
    params.put("limit", MANY);
    return new Query("select " + String.join(", ", sql), params);
  }

  /** Open work of several cases, oldest first. */
  public Map<UUID, List<WorkRow>> ofCases(Actor actor, Collection<UUID> cases) {
    var open = new LinkedHashMap<UUID, List<WorkRow>>();
    if (!cases.isEmpty()) {
      db.sql(
              COLUMNS
                  + """
                  from work_item w where w.case_id in (:cases) and w.done_at is null
                  order by w.opened_at, w.id
                  """)
          .param("me", actor.accountId())
          .param("cases", cases)
          .query(rows.seenBy(actor))
          .list()
          .forEach(row -> open.computeIfAbsent(row.caseId(), id -> new ArrayList<>()).add(row));
    }
    return open;
  }

  /** A statement and its parameters. */
  record Query(String sql, Map<String, Object> params) {}

  static @Nullable Query query(
      Actor actor, View view, Filter filter, @Nullable Cursor after, int limit) {
    var branches = new Branches(actor, view, filter, after);
    if (branches.none()) {
      return null;
    }
    branches.params.put("limit", limit);
    return new Query(
        COLUMNS
            + " from ("
            + branches.ordered()
            + ") w order by "
            + branches.order
            + " limit :limit",
        branches.params);
  }

  /** The parts of a view, each a range of one index. */
  private static final class Branches {
    private final Actor actor;

    /** Before the names of this view's parameters: several views may stand in one statement. */
    private final String own;

    private final Filter filter;
    private final Map<String, Object> params = new HashMap<>();
    private final List<String> froms = new ArrayList<>();
    private final String order;
    private final String rest;

    Branches(Actor actor, View view, Filter filter, @Nullable Cursor after) {
      this.actor = actor;
      this.own = view.name().toLowerCase(Locale.ROOT);
      this.filter = filter;
      params.put("me", actor.accountId());
      var rest = new StringBuilder();
      switch (view) {
        case DONE:
          order = "done_at desc, id";
          if (after != null) {
            rest.append(" and w.done_at <= :at and (w.done_at < :at or w.id > :from)");
          }
          break;
        case FOLLOWED:
          order = "opened_at desc, id desc";
          if (after != null) {
            rest.append(" and (w.opened_at, w.id) < (:at, :from)");
          }
          break;
        default:
          order = "sort_at, id";
          if (after != null) {
            rest.append(" and (w.sort_at, w.id) > (:at, :from)");
          }
      }
      if (after != null) {
        params.put("at", utc(after.at()));
        params.put("from", after.id());
      }
      filters(rest);
      this.rest = rest.toString();
      branches(view);
    }

    boolean none() {
      return froms.isEmpty();
    }

    String ordered() {
      return froms.stream()
          .map(from -> "(select w.* " + from + rest + " order by " + by() + " limit :limit)")
          .reduce((a, b) -> a + " union all " + b)
          .orElseThrow();
    }

    String unordered(String select) {
      return froms.stream()
          .map(from -> "(" + select + " " + from + rest + " limit :limit)")
          .reduce((a, b) -> a + " union all " + b)
          .orElseThrow();
    }

    private String by() {
      return "w." + order.replace(", ", ", w.");
    }

    private void branches(View view) {
      switch (view) {
        case TODO:
          actor.seats().stream()
              .filter(s -> asked(s.department()))
              .forEach(s -> seat(s.department(), s.kind(), " and w.claimed_by is null"));
          if (filter.department() == null) {
            actor.enterprises().forEach(this::enterprise);
            froms.add(
                "from work_item w where w.done_at is null and w.claimed_by is null"
                    + " and w.account_id = :me");
          }
          claimed();
          break;
        case CLAIMED:
          claimed();
          break;
        case DEPARTMENT:
          for (var department : actor.departments()) {
            if (asked(department)) {
              for (var kind : SeatKind.values()) {
                seat(department, kind, "");
              }
            }
          }
          break;
        case DONE:
          froms.add("from work_item w where w.done_by = :me" + only());
          break;
        default:
          followed();
      }
    }

    private boolean asked(String department) {
      return filter.department() == null || filter.department().equals(department);
    }

    private void seat(String department, SeatKind kind, String more) {
      int n = froms.size();
      params.put(own + "d" + n, department);
      params.put(own + "s" + n, kind.name());
      froms.add(
          "from work_item w where w.done_at is null and w.department = :%sd%d and w.seat = :%ss%d%s"
              .formatted(own, n, own, n, more));
    }

    private void enterprise(UUID enterprise) {
      int n = froms.size();
      params.put(own + "e" + n, enterprise);
      froms.add(
          "from work_item w where w.done_at is null and w.claimed_by is null"
              + " and w.enterprise_id = :"
              + own
              + "e"
              + n);
    }

    private void claimed() {
      froms.add(
          "from work_item w where w.done_at is null and w.claimed_by = :me and "
              + addressed(seats(), "w")
              + only());
    }

    /**
     * A followed case shows as long as it is, or once was, work of one of the person's departments
     * or enterprises; the joint-review office and supervisors see every case.
     */
    private void followed() {
      var sight =
          seesAll(actor)
              ? ""
              : " and exists (select from work_item x where x.case_id = f.case_id and "
                  + addressed(departments(), "x")
                  + ")";
      froms.add(
          "from followed_case f join work_item w on w.case_id = f.case_id where f.account_id = :me"
              + sight
              + only());
    }

    private String only() {
      if (filter.department() == null) {
        return "";
      }
      params.put("department", String.valueOf(filter.department()));
      return " and w.department = :department";
    }

    private List<String> seats() {
      return actor.seats().stream().map(s -> s.department() + " " + s.kind().name()).toList();
    }

    private List<String> departments() {
      var all = new LinkedHashSet<String>();
      for (var department : actor.departments()) {
        for (var kind : SeatKind.values()) {
          all.add(department + " " + kind.name());
        }
      }
      return List.copyOf(all);
    }

    private String addressed(List<String> seats, String alias) {
      var sql = new StringBuilder("(" + alias + ".account_id = :me");
      if (!seats.isEmpty()) {
        params.put(own + "seats", new TreeSet<>(seats));
        sql.append(
            " or %s.department || ' ' || %s.seat in (:%sseats)".formatted(alias, alias, own));
      }
      if (!actor.enterprises().isEmpty()) {
        params.put(own + "enterprises", actor.enterprises());
        sql.append(" or %s.enterprise_id in (:%senterprises)".formatted(alias, own));
      }
      return sql.append(")").toString();
    }

    private void filters(StringBuilder sql) {
      if (filter.matter() != null) {
        sql.append(" and w.matter = :matter");
        params.put("matter", filter.matter());
      }
      if (filter.kind() != null) {
        sql.append(" and w.kind = :kind");
        params.put("kind", filter.kind());
      }
      if (filter.words() != null) {
        int n = 0;
        for (var word : words(filter.words())) {
          var name = ":q" + n;
          sql.append(
              " and (w.number ilike %s or w.project_name ilike %s or w.applicant_name ilike %s)"
                  .formatted(name, name, name));
          params.put("q" + n++, "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
      }
      if (filter.unread()) {
        sql.append(
            " and w.done_at is null and not exists (select from work_item_read r"
                + " where r.item_id = w.id and r.account_id = :me)");
      }
    }
  }

  private static Set<String> words(String typed) {
    return Arrays.stream(typed.split("[\\s\\u3000]+"))
        .filter(w -> !w.isEmpty())
        .limit(MOST_WORDS)
        .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
  }

  static boolean seesAll(Actor actor) {
    return actor.isLead() || actor.hasRole(Role.SUPERVISOR);
  }

  private static Cursor after(View view, WorkRow last) {
    var ended = last.ended();
    return switch (view) {
      case DONE -> new Cursor(ended == null ? last.openedAt() : ended.at(), last.id());
      case FOLLOWED -> new Cursor(last.openedAt(), last.id());
      default -> new Cursor(last.sortAt(), last.id());
    };
  }
}
