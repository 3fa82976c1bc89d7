package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Cursor;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Sight;
import org.zhunru.supervision.CaseRegister.Filter;
import org.zhunru.supervision.CaseRegister.Group;

@IntegrationTest
@Transactional
class CaseRegisterTest {
  @Autowired CaseRegister register;
  @Autowired Cases cases;
  @Autowired People people;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  private final String mark = "册" + UUID.randomUUID().toString().substring(0, 6);
  private final Filter marked = new Filter(mark, null, null, false, null, null, null);

  private Map<String, Actor> everyKind() {
    var enterprise =
        db.sql("select id from enterprise where name = :name")
            .param("name", mark + "企业1")
            .query(UUID.class)
            .single();
    var all = new LinkedHashMap<String, Actor>();
    all.put("applicant", people.applicantOf(enterprise));
    all.put("handler", people.officer("yjj", SeatKind.HANDLER));
    all.put("head seldom called", people.officer("tlj", SeatKind.HEAD));
    all.put("reviewer", people.officer("sthj", SeatKind.REVIEWER));
    all.put("lead", people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD));
    for (var role : List.of("supervisor", "policy-editor", "sysadmin", "auditor")) {
      all.put(role, people.having(role));
    }
    return all;
  }

  /** A case as the oracle knows it. */
  private record Known(
      UUID id,
      String text,
      String region,
      CaseState state,
      Instant filedAt,
      Set<String> departments,
      List<String> vetoes) {}

  private List<Known> known() {
    var departments = new TreeMap<UUID, Set<String>>();
    db.sql("select case_id, department from case_department")
        .query(
            row -> {
              departments
                  .computeIfAbsent(row.getObject(1, UUID.class), i -> new TreeSet<>())
                  .add(row.getString(2));
            });
    var vetoes = new TreeMap<UUID, List<String>>();
    db.sql(
            "select o.case_id, o.department from opinion o join department d on d.code = o.department"
                + " where kind = 'VETO' and status = 'EFFECTIVE' order by d.position")
        .query(
            row -> {
              vetoes
                  .computeIfAbsent(row.getObject(1, UUID.class), i -> new ArrayList<>())
                  .add(row.getString(2));
            });
    return db.sql(
            """
            select c.id, coalesce(c.number, ''), p.name, e.name, p.region, c.state, c.submitted_at
            from case_file c join project p on p.id = c.project_id
              join enterprise e on e.id = c.enterprise_id
            where p.name like :mark || '%'
            """)
        .param("mark", mark)
        .query(
            (row, n) -> {
              var id = row.getObject(1, UUID.class);
              var at = row.getObject(7, OffsetDateTime.class);
              return new Known(
                  id,
                  row.getString(2) + "\n" + row.getString(3) + "\n" + row.getString(4),
                  String.valueOf(row.getString(5)),
                  CaseState.valueOf(row.getString(6)),
                  at == null ? null : at.toInstant(),
                  departments.getOrDefault(id, Set.of()),
                  vetoes.getOrDefault(id, List.of()));
            })
        .list();
  }

  /** Newest filing first; among the same moment as PostgreSQL orders uuids: by their digits. */
  private static final Comparator<Known> ORDER =
      Comparator.comparing(Known::filedAt).thenComparing(k -> k.id().toString()).reversed();

  private List<CaseRegister.Row> all(Actor actor, Filter filter, int size) {
    var rows = new ArrayList<CaseRegister.Row>();
    String cursor = null;
    do {
      var page = register.list(actor, filter, cursor, size);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(size);
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    return rows;
  }

  private static List<UUID> ids(List<CaseRegister.Row> rows) {
    return rows.stream().map(r -> r.id().value()).toList();
  }

  @Test
  void everybody_finds_exactly_the_filed_cases_they_may_see_newest_first() {
    ManyCases.make(db, mark, 150, 5, 1);
    var known = known();
    assertThat(known).hasSize(150);
    everyKind()
        .forEach(
            (kind, actor) -> {
              var expected =
                  known.stream()
                      .filter(k -> k.filedAt() != null)
                      .filter(k -> cases.maySee(actor, cases.byId(new CaseId(k.id()))))
                      .sorted(ORDER)
                      .toList();
              var rows = all(actor, marked, 7);
              assertThat(ids(rows)).as(kind).isEqualTo(expected.stream().map(Known::id).toList());
              assertThat(rows.stream().map(CaseRegister.Row::vetoes))
                  .as(kind)
                  .isEqualTo(expected.stream().map(Known::vetoes).toList());
              var sees = Set.of("sysadmin", "auditor", "policy-editor").contains(kind) ? 0 : 1;
              assertThat(Math.min(1, rows.size())).as(kind).isEqualTo(sees);
            });
    var supervisor = people.having("supervisor");
    assertThat(known.stream().filter(k -> !k.vetoes().isEmpty()).count()).isPositive();
    assertThat(
            known.stream()
                .filter(k -> cases.maySee(supervisor, cases.byId(new CaseId(k.id()))))
                .map(Known::id))
        .as("for who is no applicant the list is all that may be seen, nothing left out")
        .containsExactlyInAnyOrderElementsOf(ids(all(supervisor, marked, 40)));
  }

  @Test
  void every_filter_keeps_what_a_naive_reading_keeps() {
    ManyCases.make(db, mark, 150, 5, 2);
    var known = known();
    var people = everyKind();
    var random = new Random(3);
    var today = LocalDate.now(clock);
    int hits = 0;
    for (int round = 0; round < 150; round++) {
      var actor = people.get(pick(random, "supervisor", "handler", "lead", "head seldom called"));
      var words = pick(random, mark, mark + " 企业2", mark + "　项", mark + " -00003 业", mark + " 没有的");
      var group = random.nextBoolean() ? null : Group.values()[random.nextInt(8)];
      var department = pick(random, "", "", "sthj", "tlj");
      var vetoed = random.nextInt(4) == 0;
      var region = pick(random, "", "", "230903");
      var from = random.nextInt(3) > 0 ? null : today.minusDays(random.nextInt(3));
      var to = random.nextInt(3) > 0 ? null : today.minusDays(random.nextInt(3));
      var filter = new Filter(words, group, department, vetoed, region, from, to);
      var expected =
          known.stream()
              .filter(k -> k.filedAt() != null)
              .filter(k -> cases.maySee(actor, cases.byId(new CaseId(k.id()))))
              .filter(
                  k ->
                      Stream.of(words.split("[ 　]"))
                          .allMatch(w -> k.text().toLowerCase(Locale.ROOT).contains(w)))
              .filter(k -> group == null || group.holds(k.state()))
              .filter(k -> department.isEmpty() || k.departments().contains(department))
              .filter(k -> !vetoed || !k.vetoes().isEmpty())
              .filter(k -> region.isEmpty() || k.region().equals(region))
              .filter(k -> from == null || !day(k).isBefore(from))
              .filter(k -> to == null || !day(k).isAfter(to))
              .sorted(ORDER)
              .map(Known::id)
              .toList();
      hits += expected.isEmpty() ? 0 : 1;
      assertThat(ids(all(actor, filter, 6))).as(filter.toString()).isEqualTo(expected);
    }
    assertThat(hits).as("filters that keep something").isGreaterThan(40);
  }

  private LocalDate day(Known known) {
    return known.filedAt().atZone(clock.getZone()).toLocalDate();
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  @Test
  void the_groups_hold_every_filed_state_once() {
    for (var state : CaseState.values()) {
      assertThat(Group.WHOLE.stream().filter(g -> g.holds(state)))
          .as(state.name())
          .hasSize(state == CaseState.DRAFT ? 0 : 1);
    }
  }

  @Test
  void counts_are_those_of_the_lists() {
    ManyCases.make(db, mark, 150, 5, 3);
    for (var actor : everyKind().values()) {
      var counts = register.counts(actor);
      for (var group : Group.values()) {
        var filter = new Filter(null, group, null, false, null, null, null);
        assertThat(counts.get(group)).isEqualTo(all(actor, filter, 200).size());
      }
    }
  }

  @Test
  void signs_of_patterns_are_looked_for_as_themselves_and_case_does_not_matter() {
    ManyCases.make(db, mark, 16, 1, 4);
    var supervisor = people.having("supervisor");
    assertThat(all(supervisor, words(mark + "%"), 40)).isEmpty();
    assertThat(all(supervisor, words(mark + "_"), 40)).isEmpty();
    assertThat(all(supervisor, words("\\"), 40)).isEmpty();
    assertThat(all(supervisor, words(mark.toUpperCase(Locale.ROOT) + "项目"), 40)).hasSize(14);
    assertThat(all(supervisor, words(mark + "\u0000项"), 40)).hasSize(14);
  }

  private static Filter words(String words) {
    return new Filter(words, null, null, false, null, null, null);
  }

  @Test
  void a_cursor_that_was_tampered_with_is_refused() {
    var supervisor = people.having("supervisor");
    for (var cursor : List.of("%%%", "AAAA", "LTkyMjMzNzIwMzY4NTQ3NzU4MDggeA")) {
      assertThatThrownBy(() -> register.list(supervisor, Filter.NONE, cursor))
          .hasMessageContaining("supervision.badCursor");
    }
  }

  @Test
  void no_list_reads_all_cases_however_many_there_are() {
    ManyCases.make(db, mark, 20_000, 300, 5);
    for (var table : List.of("case_file", "case_department", "project", "enterprise", "opinion")) {
      db.sql("analyze " + table).update();
    }
    var today = LocalDate.now(clock);
    var sights =
        Map.of(
            "all", new Sight(Set.of(), true, Set.of()),
            "often", new Sight(Set.of(), false, Set.of("yjj")),
            "seldom", new Sight(Set.of(), false, Set.of("tlj")));
    var filters = new ArrayList<Filter>();
    filters.add(Filter.NONE);
    for (var group : Group.values()) {
      filters.add(new Filter(null, group, null, false, null, null, null));
    }
    filters.add(words(mark + "-004711"));
    filters.add(words("项目" + mark + "企业17"));
    filters.add(words("没有的单位"));
    filters.add(new Filter(null, null, "sthj", false, null, null, null));
    filters.add(new Filter(null, null, "tlj", false, null, null, null));
    filters.add(new Filter(null, null, null, true, null, null, null));
    filters.add(new Filter(null, Group.REVIEW, "sthj", true, "230903", null, null));
    filters.add(new Filter(null, null, null, false, "230921", null, null));
    filters.add(new Filter(null, null, null, false, null, today.minusDays(9), today));
    for (var light : CaseRegister.Light.values()) {
      filters.add(more(Group.REVIEW, null, light, null, null));
      filters.add(more(Group.REVIEW, "sthj", light, null, null));
    }
    filters.add(more(null, null, null, "R-1", null));
    filters.add(more(null, null, null, null, ProjectSites.Hazard.LEVEL_1));
    var deep = new Cursor(clock.instant().minusSeconds(3600L * 6000), UUID.randomUUID());
    var wrong = new ArrayList<String>();
    sights.forEach(
        (who, sight) -> {
          for (var filter : filters) {
            for (var after : new Cursor[] {null, deep}) {
              var plan = plan(register.listing(sight, filter, after, CaseRegister.PAGE + 1));
              if (plan.contains("Seq Scan on case_file")) {
                wrong.add(who + " " + filter + (after == null ? "" : " deep") + "\n" + plan);
              }
            }
          }
          var plan = plan(register.counting(sight));
          if (plan.contains("Seq Scan on case_file")) {
            wrong.add(who + " counts\n" + plan);
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static Filter more(
      Group group,
      String department,
      CaseRegister.Light light,
      String hit,
      ProjectSites.Hazard hazard) {
    return new Filter(
        null,
        group,
        department,
        false,
        null,
        null,
        null,
        new CaseRegister.More(light, null, null, hit, hazard));
  }

  /** As the tables lie in memory: else some hundred rows by index cost more than all of so few. */
  private String plan(CaseRegister.Query query) {
    db.sql("set local random_page_cost = 1.1").update();
    return String.join(
        "\n", db.sql("explain " + query.sql()).params(query.params()).query(String.class).list());
  }

  @Test
  void the_plan_shows_a_reading_of_everything_where_there_is_one() {
    var plan =
        plan(
            new CaseRegister.Query(
                "select count(*) from case_file c where dossier_version > 5", Map.of()));
    assertThat(plan).contains("Seq Scan on case_file");
  }
}
