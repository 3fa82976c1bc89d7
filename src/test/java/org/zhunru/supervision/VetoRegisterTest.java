package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.supervision.VetoRegister.Filter;
import org.zhunru.supervision.VetoRegister.State;

@IntegrationTest
@Transactional
class VetoRegisterTest {
  @Autowired VetoRegister register;
  @Autowired People people;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  private final String mark = "否" + UUID.randomUUID().toString().substring(0, 6);

  /** A veto as the oracle knows it, read without a join. */
  private record Known(
      UUID id,
      UUID caseId,
      UUID enterprise,
      String number,
      String department,
      String ground,
      String status,
      String caseState,
      Instant signedAt,
      Instant endedAt,
      Instant refiledAt,
      boolean upheld) {
    State became() {
      return switch (status) {
        case "LIFTED" -> State.LIFTED;
        case "OVERTURNED" -> State.OVERTURNED;
        case "SUPERSEDED" -> State.REVIEWED_AGAIN;
        default ->
            refiledAt != null
                ? State.REFILED
                : caseState.equals("WITHDRAWN")
                    ? State.WITHDRAWN
                    : upheld ? State.UPHELD : State.STANDING;
      };
    }
  }

  private List<Known> known() {
    record Of(UUID enterprise, String number, String state) {}
    var cases = new LinkedHashMap<UUID, Of>();
    db.sql("select id, enterprise_id, number, state from case_file where number like :mark || '%'")
        .param("mark", mark)
        .query(
            row -> {
              cases.put(
                  row.getObject(1, UUID.class),
                  new Of(row.getObject(2, UUID.class), row.getString(3), row.getString(4)));
            });
    var upheld =
        Set.copyOf(
            db.sql("select opinion_id from reconsideration where state = 'UPHELD'")
                .query(UUID.class)
                .list());
    var refiled = new LinkedHashMap<UUID, Instant>();
    db.sql("select of_case, chosen_at from refiling where of_case in (:cases) order by chosen_at")
        .param("cases", cases.keySet())
        .query(
            row -> {
              refiled.putIfAbsent(
                  row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class).toInstant());
            });
    return db
        .sql("select * from opinion where kind = 'VETO' and case_id in (:cases)")
        .param("cases", cases.keySet())
        .query(
            (row, n) -> {
              var caseId = row.getObject("case_id", UUID.class);
              var of = cases.get(caseId);
              var ended = row.getObject("ended_at", OffsetDateTime.class);
              return new Known(
                  row.getObject("id", UUID.class),
                  caseId,
                  of.enterprise(),
                  of.number(),
                  row.getString("department"),
                  row.getString("ground_id"),
                  row.getString("status"),
                  of.state(),
                  row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                  ended == null ? null : ended.toInstant(),
                  refiled.get(caseId),
                  upheld.contains(row.getObject("id", UUID.class)));
            })
        .list()
        .stream()
        .sorted(
            Comparator.comparing(Known::signedAt).thenComparing(k -> k.id().toString()).reversed())
        .toList();
  }

  private void make() {
    ManyCases.make(db, mark, 240, 4, 4);
    db.sql(
            """
            update opinion set signed_at = date_trunc('hour', now()) - make_interval(hours => cast(k / 3 * 9 as int)),
              ground_id = case when k % 4 = 0 then 'T-2' else 'T-1' end,
              ground = '{"id":"T-1","text":"测试依据","legalBasis":"测试法","confidence":"high"}',
              status = case when status = 'LIFTED' then
                (array['LIFTED', 'SUPERSEDED', 'OVERTURNED'])[1 + k % 3] else status end
            from (select o.id i, row_number() over (order by c.number, o.department) k from opinion o
                  join case_file c on c.id = o.case_id
                  where c.number like :mark || '-%' and o.kind = 'VETO') x where x.i = id
            """)
        .param("mark", mark)
        .update();
    db.sql("update case_file set closed_at = now() where number like :mark || '-%'")
        .param("mark", mark)
        .update();
    db.sql(
            """
            insert into reconsideration (id, case_id, opinion_id, department, state, asked_as,
              asked_by, asked_by_name, reasons, asked_at, closed_at)
            select gen_random_uuid(), case_id, id, department,
              case when k % 3 = 0 then 'ASKED' else 'UPHELD' end, 'APPLICANT', signed_by, 'x', 'x',
              now(), case when k % 3 = 0 then null else now() end
            from (select o.*, row_number() over (order by c.number, o.department) k from opinion o
                  join case_file c on c.id = o.case_id where c.number like :mark || '-%'
                    and o.kind = 'VETO' and o.status = 'EFFECTIVE') x
            where k % 2 = 0
            """)
        .param("mark", mark)
        .update();
    db.sql(
            """
            update case_file set state = 'WITHDRAWN' where id in (
              select c.id from (select id, number, row_number() over (order by number) k from case_file
                                where number like :mark || '-%') c
                join opinion o on o.case_id = c.id and o.kind = 'VETO' and o.status = 'EFFECTIVE'
              where c.k % 5 <> 1
                and not exists (select from reconsideration r where r.case_id = c.id)
              order by c.number limit 2)
            """)
        .param("mark", mark)
        .update();
    refile();
  }

  /** Every fifth case is answered by another, the first of them twice; one remedy of two is met. */
  private void refile() {
    var cases =
        db.sql("select id from case_file where number like :mark || '-%' order by number")
            .param("mark", mark)
            .query(UUID.class)
            .list();
    var by = db.sql("select id from account limit 1").query(UUID.class).single();
    for (int i = 0; i + 1 < cases.size(); i += 5) {
      for (int j = 0; j < (i == 0 ? 2 : 1); j++) {
        db.sql(
                """
                insert into refiling
                values (:case, :of, :by, '甲', now() - make_interval(hours => :hours))
                """)
            .param("case", cases.get(j == 0 ? i + 1 : i + 2))
            .param("of", cases.get(i))
            .param("by", by)
            .param("hours", j)
            .update();
      }
    }
    db.sql(
            """
            insert into remedy_item
            select gen_random_uuid(), r.case_id, o.id, o.department, n, 'x'
            from refiling r join opinion o on o.case_id = r.of_case and o.kind = 'VETO'
              join case_file c on c.id = r.case_id, generate_series(0, 1) n
            where c.number like :mark || '-%'
            """)
        .param("mark", mark)
        .update();
    db.sql(
            """
            insert into remedy_check (item_id, no, met, evidence, checked_by, checked_by_name, checked_at)
            select i.id, n, n = 2, 'x', :by, 'x', now()
            from remedy_item i join case_file c on c.id = i.case_id, generate_series(1, 2) n
            where c.number like :mark || '-%' and i.position = 0
            """)
        .param("mark", mark)
        .param("by", by)
        .update();
  }

  private List<VetoRegister.Row> all(Actor actor, Filter filter, int size) {
    var rows = new ArrayList<VetoRegister.Row>();
    String cursor = null;
    do {
      var page = register.list(actor, filter, cursor, size);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(size);
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    return rows;
  }

  private Filter marked() {
    return new Filter(mark, null, null, null, null, null, null);
  }

  private Map<String, Actor> everyKind(UUID enterprise) {
    var all = new LinkedHashMap<String, Actor>();
    all.put("supervisor", people.having("supervisor"));
    all.put("lead", people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD));
    all.put("handler", people.officer("yjj", SeatKind.HANDLER));
    all.put("head", people.officer("sthj", SeatKind.HEAD));
    all.put("applicant", people.applicantOf(enterprise));
    all.put("applicant of another", people.applicantOf(anotherEnterprise()));
    for (var role : List.of("policy-editor", "sysadmin", "auditor")) {
      all.put(role, people.having(role));
    }
    return all;
  }

  private UUID anotherEnterprise() {
    var id = UUID.randomUUID();
    db.sql(
            """
            insert into enterprise (id, name, credit_code, registered_at)
            values (:id, '别家' || :id, left(upper(replace(cast(:id as text), '-', '')), 18), now())
            """)
        .param("id", id)
        .update();
    return id;
  }

  private static boolean sees(String kind, Known veto, UUID enterprise) {
    return switch (kind) {
      case "supervisor", "lead" -> true;
      case "handler" -> veto.department().equals("yjj");
      case "head" -> veto.department().equals("sthj");
      case "applicant" -> veto.enterprise().equals(enterprise);
      default -> false;
    };
  }

  @Test
  void everybody_sees_their_own_vetoes_and_no_others_newest_first_on_pages_of_any_size() {
    make();
    var known = known();
    assertThat(known).hasSizeGreaterThan(20);
    assertThat(known.stream().map(Known::became)).contains(State.values());
    var enterprise = known.get(0).enterprise();
    everyKind(enterprise)
        .forEach(
            (kind, actor) -> {
              var expected =
                  known.stream().filter(k -> sees(kind, k, enterprise)).map(Known::id).toList();
              for (int size : new int[] {1, 3, 50}) {
                assertThat(all(actor, marked(), size).stream().map(VetoRegister.Row::id))
                    .as(kind)
                    .containsExactlyElementsOf(expected);
              }
              assertThat(register.all(actor, marked())).as(kind).hasSameSizeAs(expected);
              assertThat(register.enterprise(actor, enterprise).isPresent())
                  .as(kind)
                  .isEqualTo(
                      known.stream()
                          .anyMatch(
                              k -> sees(kind, k, enterprise) && k.enterprise().equals(enterprise)));
              if (Set.of("policy-editor", "sysadmin", "auditor", "applicant of another")
                  .contains(kind)) {
                assertThat(register.grounds(actor)).as(kind).isEmpty();
              } else {
                assertThat(register.grounds(actor)).as(kind).isNotEmpty();
              }
            });
  }

  @Test
  void every_filter_keeps_what_a_naive_reading_keeps() {
    make();
    var known = known();
    var supervisor = people.having("supervisor");
    var random = new Random(5);
    var today = LocalDate.now(clock);
    int hits = 0;
    for (int round = 0; round < 150; round++) {
      var one = known.get(random.nextInt(known.size()));
      var state =
          random.nextBoolean() ? null : State.values()[random.nextInt(State.values().length)];
      var department = random.nextBoolean() ? "" : one.department();
      var ground = random.nextBoolean() ? "" : "T-" + (1 + random.nextInt(2));
      var enterprise = random.nextBoolean() ? null : one.enterprise();
      var from = random.nextInt(3) > 0 ? null : today.minusDays(random.nextInt(4));
      var to = random.nextInt(3) > 0 ? null : today.minusDays(random.nextInt(4));
      var words = random.nextBoolean() ? mark : mark + " " + one.number();
      var filter = new Filter(words, state, department, ground, enterprise, from, to);
      var expected =
          known.stream()
              .filter(k -> words.equals(mark) || k.number().equals(one.number()))
              .filter(k -> state == null || k.became() == state)
              .filter(k -> department.isEmpty() || k.department().equals(department))
              .filter(k -> ground.isEmpty() || k.ground().equals(ground))
              .filter(k -> enterprise == null || k.enterprise().equals(enterprise))
              .filter(k -> from == null || !day(k.signedAt()).isBefore(from))
              .filter(k -> to == null || !day(k.signedAt()).isAfter(to))
              .map(Known::id)
              .toList();
      hits += expected.size();
      assertThat(all(supervisor, filter, 9).stream().map(VetoRegister.Row::id))
          .as(filter.toString())
          .containsExactlyElementsOf(expected);
    }
    assertThat(hits).isGreaterThan(100);
  }

  @Test
  void a_veto_counts_its_days_until_it_no_longer_stands() {
    make();
    var rows = all(people.having("supervisor"), marked(), 40);
    var known = known();
    assertThat(rows).hasSameSizeAs(known);
    for (int i = 0; i < rows.size(); i++) {
      var k = known.get(i);
      var ended =
          k.endedAt() != null
              ? k.endedAt()
              : k.became() == State.REFILED
                  ? k.refiledAt()
                  : k.became() == State.WITHDRAWN
                      ? db.sql("select closed_at from case_file where id = :id")
                          .param("id", k.caseId())
                          .query(OffsetDateTime.class)
                          .single()
                          .toInstant()
                      : null;
      assertThat(rows.get(i).ended()).isEqualTo(ended);
      assertThat(rows.get(i).daysOpen())
          .isEqualTo(
              ChronoUnit.DAYS.between(
                  day(k.signedAt()), day(ended == null ? clock.instant() : ended)));
      var refiled = rows.get(i).refiled();
      assertThat(refiled == null).isEqualTo(k.became() != State.REFILED);
      if (refiled != null) {
        assertThat(refiled.met()).isOne();
        assertThat(refiled.items()).isEqualTo(2);
      }
      assertThat(rows.get(i).ground().edition()).as("of before it was kept").isNull();
    }
  }

  @Test
  void a_cursor_that_is_none_is_refused() {
    assertThatThrownBy(() -> register.list(people.having("supervisor"), Filter.NONE, "x"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("supervision.badCursor");
  }

  private LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).atZoneSameInstant(clock.getZone()).toLocalDate();
  }
}
