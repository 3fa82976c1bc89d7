package org.zhunru.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Cursor;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Delegations;
import org.zhunru.identity.People;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Worklist.Filter;
import org.zhunru.inbox.Worklist.View;

/** Every view against a naive reading of all work there is. */
@IntegrationTest
@Transactional
class WorklistOracleTest {
  private static final List<String> DEPARTMENTS = List.of("nyj", "tlj", Actor.LEAD_OFFICE);
  private static final List<String> MATTERS = List.of("joint-pre-approval", "capacity-exit");
  private static final List<String> KINDS = List.of("DRAFT", "SIGN", "CONSULT");

  @Autowired Worklist worklist;
  @Autowired People people;
  @Autowired Actors actors;
  @Autowired Delegations delegations;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  private final String mark = "谕" + UUID.randomUUID().toString().substring(0, 6);
  private final Random random = new Random(20261126);

  /** Work as the oracle knows it. */
  private record Item(
      UUID id,
      UUID caseId,
      String kind,
      String matter,
      String text,
      String department,
      String seat,
      UUID enterprise,
      UUID account,
      Instant openedAt,
      Instant sortAt,
      UUID claimedBy,
      Instant doneAt,
      UUID doneBy) {
    boolean open() {
      return doneAt == null;
    }

    /** Whether it waits for somebody in one of these seats, for the person or an enterprise. */
    boolean isFor(Actor actor) {
      return actor.accountId().equals(account)
          || (enterprise != null && actor.enterprises().contains(enterprise))
          || (department != null
              && actor.seats().contains(new Seat(department, SeatKind.valueOf(seat))));
    }

    boolean isNear(Actor actor) {
      return isFor(actor) || (department != null && actor.departments().contains(department));
    }
  }

  private Map<String, Actor> everybody() {
    var enterprise = UUID.randomUUID();
    db.sql(
            """
            insert into enterprise (id, name, credit_code, registered_at)
            values (:id, :name, left(upper(replace(gen_random_uuid()::text, '-', '')), 18), now())
            """)
        .param("id", enterprise)
        .param("name", mark)
        .update();
    var all = new LinkedHashMap<String, Actor>();
    all.put("handler", people.officer("nyj", SeatKind.HANDLER));
    all.put("colleague", people.officer("nyj", SeatKind.HANDLER));
    all.put("head", people.officer("nyj", SeatKind.HEAD));
    all.put("deputy", people.officer("nyj", SeatKind.REVIEWER));
    all.put("other", people.officer("tlj", SeatKind.HEAD));
    all.put("lead", people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD));
    all.put("applicant", people.applicantOf(enterprise));
    all.put("supervisor", people.having("supervisor"));
    all.put("editor", people.having("policy-editor"));
    var today = LocalDate.now(clock);
    delegations.grant(
        all.get("head"), all.get("deputy").accountId(), "nyj", SeatKind.HEAD, today, today, "出差");
    all.replaceAll((name, actor) -> actors.byId(actor.accountId()));
    assertThat(all.get("deputy").seats()).hasSize(2);
    return all;
  }

  private void work(Map<String, Actor> everybody, int count) {
    var all = List.copyOf(everybody.values());
    var enterprise = everybody.get("applicant").enterprises().iterator().next();
    var cases = Stream.generate(UUID::randomUUID).limit(count / 4).toList();
    var start = clock.instant().truncatedTo(ChronoUnit.HOURS);
    for (int i = 0; i < count; i++) {
      var opened = start.minus(random.nextInt(60), ChronoUnit.HOURS);
      var due = random.nextBoolean() ? null : opened.plus(random.nextInt(60), ChronoUnit.HOURS);
      var kind = random.nextInt(8);
      var to = kind < 6 ? new Seat(pick(DEPARTMENTS), pick(List.of(SeatKind.values()))) : null;
      // Mostly somebody who may; the others have lost the seat since.
      var able =
          to == null ? List.<Actor>of() : all.stream().filter(a -> a.seats().contains(to)).toList();
      var claimer =
          random.nextInt(3) > 0
              ? null
              : pick(able.isEmpty() || random.nextInt(5) == 0 ? all : able);
      var ended = random.nextInt(4) == 0;
      var doer = ended && random.nextInt(4) > 0 ? pick(all) : null;
      db.sql(
              """
              insert into work_item (id, case_id, kind, task_ref, department, seat, enterprise_id,
                account_id, matter, number, project_name, applicant_name, opened_at, due_at, sort_at,
                claimed_by, claimed_by_name, claimed_at, done_at, done_by, done_by_name, outcome)
              values (gen_random_uuid(), :case, :kind, gen_random_uuid()::text, :department, :seat,
                :enterprise, :account, :matter, :number, :project, :applicant, :opened, :due,
                coalesce(:due, :opened), :claimer, :claimerName, :claimed, :done, :doer, :doerName,
                :outcome)
              """)
          .param("case", pick(cases))
          .param("kind", pick(KINDS))
          .param("department", to == null ? null : to.department())
          .param("seat", to == null ? null : to.kind().name())
          .param("enterprise", kind == 6 ? enterprise : null)
          .param("account", kind == 7 ? pick(all).accountId() : null)
          .param("matter", pick(MATTERS))
          .param("number", "2026-T-" + i % 20)
          .param("project", mark + (i % 3 == 0 ? "烧碱" : "Silane"))
          .param("applicant", "100%企业")
          .param("opened", WorkRows.utc(opened))
          .param("due", due == null ? null : WorkRows.utc(due))
          .param("claimer", claimer == null ? null : claimer.accountId())
          .param("claimerName", claimer == null ? null : claimer.name())
          .param("claimed", claimer == null ? null : WorkRows.utc(opened))
          .param("done", ended ? WorkRows.utc(start) : null)
          .param("doer", doer == null ? null : doer.accountId())
          .param("doerName", doer == null ? null : doer.name())
          .param("outcome", ended ? "NOT_NEEDED" : null)
          .update();
    }
    for (var actor : all) {
      for (var followed : cases) {
        if (random.nextInt(4) == 0) {
          db.sql("insert into followed_case (account_id, case_id, since) values (:a, :c, now())")
              .param("a", actor.accountId())
              .param("c", followed)
              .update();
        }
      }
      db.sql(
              """
              insert into work_item_read (item_id, account_id, read_at)
              select id, :a, now() from work_item where project_name like :mark || '%' and random() < 0.4
              """)
          .param("a", actor.accountId())
          .param("mark", mark)
          .update();
    }
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private List<Item> all() {
    return db.sql("select * from work_item")
        .query(
            (row, n) -> {
              var done = row.getObject("done_at", OffsetDateTime.class);
              return new Item(
                  row.getObject("id", UUID.class),
                  row.getObject("case_id", UUID.class),
                  row.getString("kind"),
                  row.getString("matter"),
                  (row.getString("number")
                          + "\n"
                          + row.getString("project_name")
                          + "\n"
                          + row.getString("applicant_name"))
                      .toLowerCase(Locale.ROOT),
                  row.getString("department"),
                  row.getString("seat"),
                  row.getObject("enterprise_id", UUID.class),
                  row.getObject("account_id", UUID.class),
                  row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                  row.getObject("sort_at", OffsetDateTime.class).toInstant(),
                  row.getObject("claimed_by", UUID.class),
                  done == null ? null : done.toInstant(),
                  row.getObject("done_by", UUID.class));
            })
        .list();
  }

  private Set<UUID> ids(String sql, Actor actor) {
    return new HashSet<>(db.sql(sql).param("a", actor.accountId()).query(UUID.class).list());
  }

  private List<UUID> naive(List<Item> all, Actor actor, View view, Filter filter) {
    var followed = ids("select case_id from followed_case where account_id = :a", actor);
    var read = ids("select item_id from work_item_read where account_id = :a", actor);
    var me = actor.accountId();
    var near = new HashSet<UUID>();
    all.stream().filter(i -> i.isNear(actor)).forEach(i -> near.add(i.caseId()));
    var sees =
        all.stream()
            .filter(
                i ->
                    switch (view) {
                      case TODO ->
                          i.open()
                              && i.isFor(actor)
                              && (i.claimedBy() == null || i.claimedBy().equals(me));
                      case CLAIMED -> i.open() && i.isFor(actor) && me.equals(i.claimedBy());
                      case DEPARTMENT ->
                          i.open()
                              && i.department() != null
                              && actor.departments().contains(i.department());
                      case DONE -> me.equals(i.doneBy());
                      case FOLLOWED ->
                          followed.contains(i.caseId())
                              && (actor.isLead()
                                  || actor.hasRole("supervisor")
                                  || near.contains(i.caseId()));
                    });
    var order =
        switch (view) {
          case DONE ->
              Comparator.comparing(Item::doneAt).reversed().thenComparing(i -> i.id().toString());
          case FOLLOWED ->
              Comparator.comparing(Item::openedAt).thenComparing(i -> i.id().toString()).reversed();
          default -> Comparator.comparing(Item::sortAt).thenComparing(i -> i.id().toString());
        };
    return sees.filter(i -> filter.matter() == null || i.matter().equals(filter.matter()))
        .filter(i -> filter.kind() == null || i.kind().equals(filter.kind()))
        .filter(i -> filter.department() == null || filter.department().equals(i.department()))
        .filter(
            i ->
                filter.words() == null
                    || Stream.of(filter.words().split(" "))
                        .allMatch(w -> i.text().contains(w.toLowerCase(Locale.ROOT))))
        .filter(i -> !filter.unread() || (i.open() && !read.contains(i.id())))
        .sorted(order)
        .map(Item::id)
        .toList();
  }

  private List<UUID> paged(Actor actor, View view, Filter filter, int size) {
    var ids = new ArrayList<UUID>();
    String cursor = null;
    do {
      var page = worklist.list(actor, view, filter, cursor, size);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(size);
      page.rows().forEach(row -> ids.add(row.id()));
      cursor = page.next();
    } while (cursor != null);
    return ids;
  }

  @Test
  void every_view_of_everybody_is_what_a_naive_reading_finds_in_its_order() {
    var everybody = everybody();
    work(everybody, 400);
    var all = all();
    var found = new HashSet<View>();
    everybody.forEach(
        (name, actor) -> {
          for (var view : View.values()) {
            var expected = naive(all, actor, view, Filter.NONE);
            assertThat(paged(actor, view, Filter.NONE, 9))
                .as(name + " " + view)
                .isEqualTo(expected);
            if (expected.size() > 9) {
              found.add(view);
            }
          }
        });
    assertThat(found).as("views with more than a page").containsExactlyInAnyOrder(View.values());
  }

  @Test
  void counts_are_those_of_the_lists_up_to_a_hundred() {
    var everybody = everybody();
    work(everybody, 400);
    var all = all();
    everybody.forEach(
        (name, actor) -> {
          var counts = worklist.counts(actor);
          for (var view : View.values()) {
            assertThat(counts.get(view))
                .as(name + " " + view)
                .isEqualTo(Math.min(Worklist.MANY, naive(all, actor, view, Filter.NONE).size()));
          }
        });
  }

  @Test
  void every_filter_keeps_what_a_naive_reading_keeps() {
    var everybody = everybody();
    work(everybody, 300);
    var all = all();
    int hits = 0;
    for (int i = 0; i < 200; i++) {
      var actor = pick(List.copyOf(everybody.values()));
      var filter =
          new Filter(
              pick(List.of("", MATTERS.get(0), MATTERS.get(1))),
              pick(List.of("", "", "DRAFT", "SIGN")),
              pick(List.of("", "", "nyj", "tlj")),
              pick(List.of("", mark, "silane", mark + " 2026-T-1", "0%企", "0_企")),
              random.nextInt(3) == 0);
      var view = pick(List.of(View.values()));
      var expected = naive(all, actor, view, filter);
      hits += expected.isEmpty() ? 0 : 1;
      assertThat(paged(actor, view, filter, 5)).as(view + " " + filter).isEqualTo(expected);
    }
    assertThat(hits).as("filters that keep something").isGreaterThan(60);
  }

  @Test
  void no_view_reads_all_work_however_much_there_is() {
    var everybody = everybody();
    work(everybody, 200);
    db.sql(
            """
            insert into work_item (id, case_id, kind, task_ref, department, seat, matter, number,
              project_name, applicant_name, opened_at, sort_at, claimed_by, claimed_by_name,
              claimed_at, done_at, done_by, done_by_name, outcome)
            select gen_random_uuid(), c, 'DRAFT', gen_random_uuid()::text,
              (array['nyj', 'tlj', 'yjj', 'sthj', 'lhsp'])[1 + n % 5],
              (array['HANDLER', 'REVIEWER', 'HEAD'])[1 + n % 3], 'joint-pre-approval',
              '2026-M-' || n, :mark || n, 'x', since, since,
              case when n % 4 = 0 then who end, case when n % 4 = 0 then 'x' end,
              case when n % 4 = 0 then since end,
              case when n % 19 > 0 then since end, case when n % 19 > 0 then who end,
              case when n % 19 > 0 then 'x' end, case when n % 19 > 0 then 'DONE' end
            from (select n, gen_random_uuid() as c, now() - make_interval(mins => n) as since,
                    (select id from account order by id offset n % 20 limit 1) as who
                  from generate_series(1, 40000) n offset 0) x
            """)
        .param("mark", mark)
        .update();
    for (var table : List.of("work_item", "work_item_read", "followed_case")) {
      db.sql("analyze " + table).update();
    }
    var filters =
        List.of(
            Filter.NONE,
            new Filter("joint-pre-approval", null, null, null, false),
            new Filter("capacity-exit", null, null, null, false),
            new Filter(null, "SIGN", null, null, false),
            new Filter(null, null, "nyj", null, false),
            new Filter(null, null, null, "没有的", false),
            new Filter(null, null, null, null, true));
    var deep = new Cursor(clock.instant().minus(14, ChronoUnit.DAYS), UUID.randomUUID());
    var everything =
        plan(new Worklist.Query("select from work_item where number like '%7'", Map.of()));
    var wrong = new ArrayList<String>();
    everybody.forEach(
        (name, actor) -> {
          for (var view : View.values()) {
            for (var filter : filters) {
              for (var after : new Cursor[] {null, deep}) {
                var query = Worklist.query(actor, view, filter, after, Worklist.PAGE + 1);
                if (query != null && plan(query).contains("Seq Scan on work_item ")) {
                  wrong.add(name + " " + view + " " + filter + "\n" + plan(query));
                }
              }
            }
          }
          // a hundred rows may be found sooner by reading on than by an index
          var counts = plan(Worklist.counting(actor));
          if (cost(counts) > cost(everything)) {
            wrong.add(name + " counts\n" + counts);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(everything).contains("Seq Scan on work_item ");
  }

  private String plan(Worklist.Query query) {
    return String.join(
        "\n", db.sql("explain " + query.sql()).params(query.params()).query(String.class).list());
  }

  /** What the planner expects the whole to cost. */
  private static double cost(String plan) {
    var cost = Pattern.compile("\\.\\.([0-9.]+) ").matcher(plan);
    assertThat(cost.find()).isTrue();
    return Double.parseDouble(cost.group(1));
  }
}
