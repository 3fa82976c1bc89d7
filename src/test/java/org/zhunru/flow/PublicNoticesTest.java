package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.DecisionRequest;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.review.OpinionDraft;
import org.zhunru.supervision.PublicNotice;
import org.zhunru.supervision.PublicNotices;
import org.zhunru.web.Visitor;
import tools.jackson.databind.json.JsonMapper;

/** Decisions are public with what the law makes public, as long as it does, and no longer. */
@IntegrationTest
class PublicNoticesTest {
  private static final String PHONE = "13800138000";
  private static final String SECRET = "工艺秘密甲乙丙";

  @Autowired City city;
  @Autowired PublicNotices notices;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  /** A case refused on a veto, with personal data wherever somebody could type. */
  private CaseId refused() {
    var id = city.inReviewWith("\"purpose\":\"", "\"purpose\":\"" + SECRET, "sthj");
    city.speak(id, "sthj", OpinionDraft.veto(city.version(id), "不同意", City.GROUND, SECRET, SECRET));
    city.decisions.decide(
        city.lead(),
        id,
        new DecisionRequest(
            DecisionOutcome.REFUSED,
            "距居民区过近。联系人" + city.applicant().name() + "，" + PHONE + " <b>&\"x\"",
            SECRET,
            Map.of()));
    return id;
  }

  private UUID publish(CaseId id, String words) {
    return notices.publish(city.lead(), id, words, today().plusDays(30), Set.of());
  }

  private void lastDay(UUID notice, LocalDate day) {
    city.db
        .sql("update public_notice set last_day = :day where id = :id")
        .param("day", day)
        .param("id", notice)
        .update();
  }

  private static void refuses(ThrowingCallable act, String code) {
    assertThatThrownBy(act).isInstanceOf(Refusal.class).hasMessageContaining(code);
  }

  private Visitor anybody() {
    return new Visitor(port);
  }

  @Test
  void the_draft_strikes_people_and_telephones_and_is_not_released_while_they_are_in_it() {
    var id = refused();
    var waiting = new ArrayList<PublicNotices.Waiting>();
    String cursor = null;
    do {
      var page = notices.waiting(cursor);
      waiting.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    assertThat(waiting)
        .extracting(PublicNotices.Waiting::caseId)
        .contains(id)
        .doesNotHaveDuplicates();

    var draft = notices.draft(id, Set.of());
    assertThat(draft.struck()).isEqualTo(2);
    assertThat(draft.names()).containsExactly(city.applicant().name());
    assertThat(draft.publishBy()).isNull();
    assertThat(draft.lastDay()).as("no rule is known").isNull();
    assertThat(draft.notice().words())
        .doesNotContain(PHONE, city.applicant().name())
        .contains("距居民区过近");
    assertThat(draft.notice().grounds()).hasSize(1);

    refuses(() -> publish(id, "找" + PHONE), "announcement.personal");
    refuses(() -> publish(id, city.applicant().name() + "提出"), "announcement.personal");
    refuses(() -> publish(id, " "), "announcement.wordsMissing");
    refuses(
        () -> notices.publish(city.lead(), id, "好", null, Set.of()), "announcement.lastDayMissing");
    refuses(
        () -> notices.publish(city.lead(), id, "好", today().minusDays(1), Set.of()),
        "announcement.lastDayPast");
    refuses(
        () -> notices.publish(city.lead(), id, "好", today().plusYears(11), Set.of()),
        "announcement.lastDayFar");
    assertThatThrownBy(() -> notices.publish(city.lead(), id, PHONE, null, Set.of()))
        .isInstanceOfSatisfying(Refusals.class, all -> assertThat(all.all()).hasSize(2));
    refuses(
        () -> notices.publish(city.seat("sthj", SeatKind.HEAD), id, "好", today(), Set.of()),
        "announcement.notLead");
    assertThat(notices.ofCase(id)).isEmpty();

    var name = city.applicant().name();
    var one = notices.publish(city.lead(), id, name + "不是指人", today(), Set.of(name));
    assertThat(notices.byId(one.toString()).words()).as("a person judged so").contains(name);
    assertThat(
            city.db
                .sql("select kept from public_notice_act where notice_id = :id")
                .param("id", one)
                .query((row, n) -> List.of((String[]) row.getArray(1).getArray()))
                .single())
        .containsExactly(name);
    refuses(() -> publish(id, "再来"), "announcement.published");
  }

  @Test
  void an_undecided_case_has_no_notice() {
    var id = city.inReview("sthj");
    refuses(() -> publish(id, "好"), "announcement.notDecided");
  }

  @Test
  void the_public_reads_the_fields_of_the_list_and_nothing_else() throws Exception {
    var id = refused();
    var one = publish(id, "距居民区过近 <b>&\"x\"]]>").toString();
    var of = city.of(id);
    for (var path :
        List.of(
            "/notices/" + one,
            "/notices",
            "/notices/feed.atom",
            "/notices/feed.json",
            "/api/v1/notices/" + one,
            "/api/v1/notices")) {
      var answer = anybody().get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body())
          .as(path)
          .contains(city.decisions.of(id).orElseThrow().number())
          .doesNotContain(
              SECRET, PHONE, city.applicant().name(), city.lead().name(), of.id().toString());
    }
    var fields = new HashSet<String>();
    JsonMapper.shared()
        .readTree(anybody().get("/api/v1/notices/" + one).body())
        .propertyNames()
        .forEach(fields::add);
    assertThat(fields)
        .containsExactlyInAnyOrder(
            "id",
            "number",
            "caseNumber",
            "outcome",
            "annulled",
            "matter",
            "office",
            "project",
            "enterprise",
            "creditCode",
            "region",
            "decidedOn",
            "validUntil",
            "grounds",
            "words",
            "remarks",
            "publishedAt",
            "changedAt",
            "lastDay",
            "href");
    assertThat(anybody().get("/notices/" + one).body()).contains("&lt;b&gt;&amp;");
  }

  @Test
  void feeds_are_well_formed_and_answer_who_has_them_already_with_nothing() throws Exception {
    var words = "理由 <b>&\"x\"]]> \u0001完";
    var one = publish(refused(), words);
    var answer = anybody().get("/notices/feed.atom");
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    var feed =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
    var atom = "http://www.w3.org/2005/Atom";
    assertThat(feed.getElementsByTagNameNS(atom, "updated").item(0).getTextContent())
        .matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    var entries = feed.getElementsByTagNameNS(atom, "entry");
    String summary = "";
    for (int i = 0; i < entries.getLength(); i++) {
      var entry = (org.w3c.dom.Element) entries.item(i);
      if (entry.getElementsByTagNameNS(atom, "id").item(0).getTextContent().endsWith("" + one)) {
        summary = entry.getElementsByTagNameNS(atom, "summary").item(0).getTextContent();
      }
    }
    assertThat(summary).contains("理由 <b>&\"x\"]]> 完");

    var json = JsonMapper.shared().readTree(anybody().get("/notices/feed.json").body());
    assertThat(json.path("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(json.path("items").get(0).path("id").asString()).startsWith("urn:uuid:");
    assertThat(json.path("items").get(0).path("url").asString()).contains("/notices/");
    assertThat(json.path("items").get(0).path("content_text").asString()).isNotBlank();

    var tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
    assertThat(anybody().with("If-None-Match", tag).get("/notices/feed.atom").statusCode())
        .isEqualTo(304);
    lastDay(one, today().minusDays(1));
    assertThat(anybody().with("If-None-Match", tag).get("/notices/feed.atom").statusCode())
        .as("what is taken down changes the feed")
        .isEqualTo(200);
  }

  @Test
  void the_last_day_counts_and_the_day_after_it_is_gone_from_everywhere() {
    var id = refused();
    var one = publish(id, "距居民区过近");
    var number = notices.byId(one.toString()).number();
    lastDay(one, today());
    assertThat(anybody().get("/notices/" + one).statusCode()).isEqualTo(200);
    assertThat(anybody().get("/api/v1/notices/" + one).statusCode()).isEqualTo(200);
    assertThat(shown(number)).hasSize(1);

    lastDay(one, today().minusDays(1));
    var gone = anybody().get("/notices/" + one);
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("公示期满").doesNotContain(number);
    assertThat(anybody().get("/api/v1/notices/" + one).statusCode()).isEqualTo(404);
    assertThat(anybody().get("/api/v1/notices/" + one).body()).contains("announcement.takenDown");
    assertThat(shown(number)).isEmpty();
    for (var feed : List.of("/notices/feed.atom", "/notices/feed.json")) {
      assertThat(anybody().get(feed).body()).doesNotContain(number);
    }
    assertThat(notices.ofCase(id)).as("the record keeps it").isPresent();
    refuses(
        () -> notices.correct(city.lead(), id, false, "好", "错字", Set.of()), "announcement.gone");
    refuses(() -> notices.takeDown(city.lead(), id, "x"), "announcement.gone");
    for (var nothing : List.of("/notices/" + UUID.randomUUID(), "/notices/x")) {
      assertThat(anybody().get(nothing).statusCode()).isEqualTo(404);
    }
  }

  private List<PublicNotice> shown(String words) {
    return notices.list(new PublicNotices.Filter(words, null, null, null), null).rows();
  }

  @Test
  void it_is_put_right_with_a_remark_and_says_when_its_decision_no_longer_stands() {
    var id = refused();
    var one = publish(id, "距居民区过进").toString();
    refuses(
        () -> notices.correct(city.lead(), id, false, "距居民区过近", " ", Set.of()),
        "announcement.remarkMissing");
    refuses(
        () -> notices.correct(city.lead(), id, false, "距居民区过近", PHONE, Set.of()),
        "announcement.personal");
    notices.correct(city.lead(), id, false, "距居民区过近", "改正错字", Set.of());
    assertThat(notices.byId(one).words()).isEqualTo("距居民区过近");
    assertThat(notices.byId(one).annulled()).isFalse();
    notices.correct(city.lead(), id, true, "距居民区过近", "经行政复议撤销", Set.of());
    notices.correct(city.lead(), id, false, "距居民区过近。", "标点", Set.of());
    var notice = notices.byId(one);
    assertThat(notice.annulled()).as("stays so").isTrue();
    assertThat(notice.remarks())
        .extracting(PublicNotice.Remark::text)
        .containsExactly("改正错字", "经行政复议撤销", "标点");
    assertThat(anybody().get("/notices/" + one).body()).contains("决定已被撤销", "经行政复议撤销");
    refuses(
        () -> notices.correct(city.person("demo-supervisor"), id, false, "好", "错字", Set.of()),
        "announcement.notLead");

    refuses(() -> notices.takeDown(city.lead(), id, " "), "announcement.reasonMissing");
    notices.takeDown(city.lead(), id, "涉及国家秘密审查");
    var gone = anybody().get("/notices/" + one);
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("提前撤下").doesNotContain("国家秘密");
    assertThat(
            city.db
                .sql(
                    "select act from audit_entry where case_id = :id and act like 'announcement.%' order by id")
                .param("id", id.value())
                .query(String.class)
                .list())
        .containsExactly(
            "announcement.published",
            "announcement.corrected",
            "announcement.annulled",
            "announcement.corrected",
            "announcement.takenDown");
    assertThatThrownBy(() -> city.db.sql("delete from public_notice_act").update())
        .hasMessageContaining("never changed");
  }

  /** Rows straight into the table: lists look at nothing else. */
  @Test
  @Transactional
  void lists_are_read_by_pages_newest_first_and_searched() {
    var id = city.db.sql("select id from case_file limit 1").query(UUID.class).single();
    var mark = "公示" + UUID.randomUUID().toString().substring(0, 6);
    city.db
        .sql(
            """
            insert into case_file (id, project_id, enterprise_id, matter, number, state,
              dossier_version, created_at, created_by, submitted_at, revision)
            select gen_random_uuid(), project_id, enterprise_id, matter, :mark || n, 'REFUSED', 1,
              now(), created_by, now(), 0
            from case_file, generate_series(1, 75) n where id = :id
            """)
        .param("mark", mark)
        .param("id", id)
        .update();
    city.db
        .sql(
            """
            insert into public_notice (id, case_id, number, case_number, outcome, matter, office,
              project, enterprise, credit_code, decided_on, grounds, words, published_at, changed_at,
              last_day)
            select gen_random_uuid(), id, number, number,
              case when right(number, 1) = '3' then 'APPROVED' else 'REFUSED' end, matter, '机关', '项目',
              '企业', 'C', current_date - cast(right(number, 1) as int), '[]', 'x',
              date_trunc('hour', now()), now(), current_date + 9
            from case_file where number like :mark || '%'
            """)
        .param("mark", mark)
        .update();
    var seen = new ArrayList<PublicNotice>();
    String cursor = null;
    do {
      var page = notices.list(new PublicNotices.Filter(mark, null, null, null), cursor);
      seen.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).hasSize(75).doesNotHaveDuplicates();
    assertThat(
            notices
                .list(
                    new PublicNotices.Filter(mark + " 企业", DecisionOutcome.APPROVED, null, null),
                    null)
                .rows())
        .hasSize(8);
    var three = seen.get(0).decidedOn();
    var onThatDay =
        notices.list(new PublicNotices.Filter(mark, null, three, three), null).rows().size();
    assertThat(onThatDay).isEqualTo(seen.stream().filter(n -> n.decidedOn().equals(three)).count());
    refuses(() -> notices.list(PublicNotices.Filter.NONE, "x"), "announcement.badCursor");
  }
}
