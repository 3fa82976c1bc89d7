package org.zhunru.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.Checks;
import org.zhunru.policy.FactsReader;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.PolicyRevision;
import org.zhunru.policy.RevisionState;
import org.zhunru.policy.RevisionText;
import org.zhunru.policy.Revisions;

/** Policies changed by two persons. */
@IntegrationTest
class RevisionsTest {
  private static final String FILE = "catalogues/headcount-limits.csv";
  private static final String NEW_ROW = "coal,试验场所,7,人/单班,测试,测试文〔2026〕1号,high,";

  @Autowired Revisions revisions;
  @Autowired FrozenChecks frozen;
  @Autowired Checks checks;
  @Autowired FactsReader reader;
  @Autowired City city;
  @Autowired HistoryService history;
  @Autowired RepositoryService models;
  @Autowired JdbcClient db;

  private Actor editor() {
    return city.person("demo-policy-editor");
  }

  private Actor approver() {
    return city.person("demo-policy-approver");
  }

  /** Nothing that a test publishes counts beyond it, and no file stays taken. */
  @AfterEach
  void nothing_stays() {
    for (var revision : revisions.of(FILE)) {
      switch (revision.state()) {
        case REVIEW:
          revisions.giveBack(approver(), revision.id(), "测试完毕");
          revisions.withdraw(editor(), revision.id());
          break;
        case DRAFT:
          revisions.withdraw(editor(), revision.id());
          break;
        case PUBLISHED:
          if (revision.inForceFrom() != null) {
            if (revision.repealAskedBy() == null) {
              revisions.askRepeal(editor(), revision.id(), "测试完毕");
            }
            revisions.repeal(approver(), revision.id(), revision.inForceFrom());
          }
          break;
        default:
          break;
      }
    }
  }

  private PolicyRevision draft() {
    return revisions.draft(editor(), FILE, "测试");
  }

  private PolicyRevision written() {
    return written(NEW_ROW);
  }

  private PolicyRevision written(String row) {
    var draft = draft();
    var text = RevisionText.of(draft.content());
    var lines = new ArrayList<>(text.lines());
    lines.add(RevisionText.of(row).header());
    return revisions.write(
        editor(), draft.id(), new RevisionText(text.header(), lines), draft.edits());
  }

  private PolicyRevision submitted() {
    return submitted(NEW_ROW);
  }

  private PolicyRevision submitted(String row) {
    var written = written(row);
    revisions.submit(editor(), written.id());
    return revisions.byId(written.id());
  }

  private PolicyRevision published() {
    return published(NEW_ROW);
  }

  private PolicyRevision published(String row) {
    var before = submitted(row);
    revisions.publish(approver(), before.id(), before.sha256(), revisions.earliest(), "");
    return revisions.byId(before.id());
  }

  private static void refused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void every_governed_file_begins_with_what_is_shipped_and_was_always_in_force() {
    assertThat(revisions.files())
        .contains(
            FILE, "veto-grounds.csv", "materials.csv", "time-limits.csv", "department-routing.dmn")
        .doesNotHaveDuplicates();
    for (var file : revisions.files()) {
      var first = revisions.inForce(file, LocalDate.of(1990, 1, 1));
      assertThat(first.no()).isEqualTo(1);
      assertThat(first.inForceFrom()).isNull();
      assertThat(revisions.faults(first)).isEmpty();
    }
  }

  @Test
  void a_change_counts_from_its_first_day_and_not_before() {
    var revision = published();
    var first = revisions.earliest();

    assertThat(revisions.inForce(FILE, first.minusDays(1)).id()).isNotEqualTo(revision.id());
    assertThat(revisions.inForce(FILE, first).id()).isEqualTo(revision.id());
    var change = revisions.changes(revision).changes();
    assertThat(change).hasSize(1);
    assertThat(change.get(0).before()).isNull();
    assertThat(change.get(0).after()).containsEntry("place_zh", "试验场所");
  }

  @Test
  void a_new_edition_changes_new_checks_and_no_verdict_of_before() {
    var id = city.draft("yjj");
    var draft = city.drafts.of(city.applicant(), id);
    var told =
        draft.facts().replaceFirst("\\{", "{\"headcounts\":[{\"place\":\"试验场所\",\"people\":8}],");
    city.drafts.save(city.applicant(), id, told, draft.revision());
    city.dossiers.submit(city.applicant(), id);
    var before = frozen.replay(id, 1);
    assertThat(before.same()).isTrue();
    assertThat(before.samePolicies()).isTrue();

    published("hazchem,试验场所,7,人/单班,测试,测试文〔2026〕1号,high,");

    var facts = reader.read(told, revisions.earliest()).orThrow();
    assertThat(checks.check(facts, revisions.earliest()).findings())
        .filteredOn(f -> f.message().startsWith("试验场所"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(CheckResult.Severity.REFUSE);
              assertThat(f.value()).isEqualTo("8");
              assertThat(f.threshold()).isEqualTo("7");
            });
    assertThat(checks.check(facts, revisions.earliest().minusDays(1)).findings())
        .noneMatch(f -> f.message().startsWith("试验场所"));
    var after = frozen.replay(id, 1);
    assertThat(after.again()).isEqualTo(before.frozen().json());
    assertThat(after.againHash()).isEqualTo(before.frozenHash()).matches("[0-9a-f]{64}");
    assertThat(after.differences().none()).isTrue();
    // Today's law is still that of its day.
    assertThat(frozen.today(id, 1)).isEqualTo(after.then());
    assertThat(after.samePolicies()).isTrue();
  }

  @Test
  void a_day_of_today_or_before_is_refused_so_that_no_verdict_changes() {
    var revision = submitted();
    refused(
        "policy.fromTooEarly",
        () ->
            revisions.publish(
                approver(),
                revision.id(),
                revision.sha256(),
                revisions.earliest().minusDays(1),
                ""));
    refused(
        "policy.fromMissing",
        () -> revisions.publish(approver(), revision.id(), revision.sha256(), null, ""));
  }

  @Test
  void writing_and_publishing_are_of_different_persons_and_roles() {
    var revision = submitted();
    refused(
        "policy.notApprover",
        () ->
            revisions.publish(
                editor(), revision.id(), revision.sha256(), revisions.earliest(), ""));
    refused("policy.notEditor", () -> revisions.draft(approver(), FILE, "x"));
    // Whoever once held both roles in turn is still one person.
    var turned = turned(editor());
    refused(
        "policy.samePerson",
        () ->
            revisions.publish(turned, revision.id(), revision.sha256(), revisions.earliest(), ""));
  }

  private static Actor turned(Actor editor) {
    return new Actor(
        editor.accountId(),
        editor.username(),
        editor.name(),
        java.util.Set.of("policy-approver"),
        List.of(),
        java.util.Set.of(),
        java.util.Set.of(),
        null);
  }

  @Test
  void what_was_read_is_what_is_published() {
    var revision = submitted();
    refused(
        "policy.revisionOvertaken",
        () ->
            revisions.publish(approver(), revision.id(), "0".repeat(64), revisions.earliest(), ""));
  }

  @Test
  void faults_and_emptiness_are_not_laid_before_the_second_person() {
    var draft = draft();
    refused("policy.nothingChanged", () -> revisions.submit(editor(), draft.id()));
    var text = RevisionText.of(draft.content());
    var lines = new ArrayList<>(text.lines());
    lines.add(RevisionText.of("mill,试验场所,七,人,测试,测试文,high,").header());
    var broken =
        revisions.write(
            editor(), draft.id(), new RevisionText(text.header(), lines), draft.edits());

    assertThat(revisions.faults(broken))
        .extracting(fault -> fault.line() + " " + fault.column() + " " + fault.code())
        .contains(lines.size() + 1 + " sector noSector", lines.size() + 1 + " limit notANumber");
    refused("policy.faultsLeft", () -> revisions.submit(editor(), draft.id()));
  }

  @Test
  void zones_that_lie_in_each_other_are_not_laid_before_anyone_and_no_edition_changes() {
    var zones = "catalogues/zones.csv";
    var before = revisions.inForce(zones, revisions.earliest());
    var draft = revisions.draft(editor(), zones, "测试");
    var text = RevisionText.of(draft.content());
    var lines = new ArrayList<>(text.lines());
    lines.add(List.of("试验甲区", "试验乙区", "例", "high"));
    lines.add(List.of("试验乙区", "试验甲区", "例", "high"));
    var broken =
        revisions.write(
            editor(), draft.id(), new RevisionText(text.header(), lines), draft.edits());

    assertThat(revisions.faults(broken))
        .extracting(fault -> fault.line() + " " + fault.column() + " " + fault.arguments())
        .containsExactly(lines.size() + 1 + " parent [试验乙区 → 试验甲区 → 试验乙区]");
    refused("policy.faultsLeft", () -> revisions.submit(editor(), draft.id()));
    var after = revisions.inForce(zones, revisions.earliest());
    assertThat(after.no()).isEqualTo(before.no());
    assertThat(after.content()).isEqualTo(before.content());
    revisions.withdraw(editor(), draft.id());
  }

  @Test
  void a_table_with_none_of_the_columns_wipes_out_nothing() {
    var written = written();
    assertThatThrownBy(
            () ->
                revisions.upload(
                    editor(), written.id(), "姓名,电话\n甲,1\n".getBytes(UTF_8), written.edits()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("policy.anotherTable"));
    assertThat(revisions.byId(written.id()).content()).isEqualTo(written.content());
  }

  @Test
  void two_who_write_at_once_do_not_overwrite_each_other() {
    var draft = draft();
    var text = RevisionText.of(draft.content());
    revisions.write(
        editor(),
        draft.id(),
        new RevisionText(text.header(), text.lines().subList(1, text.lines().size())),
        draft.edits());
    refused(
        "policy.revisionOvertaken",
        () -> revisions.write(editor(), draft.id(), text, draft.edits()));
  }

  @Test
  void a_file_has_one_change_at_a_time() {
    draft();
    refused("policy.revisionOpen", this::draft);
  }

  @Test
  void the_database_itself_keeps_what_was_published() {
    var revision = published();
    for (var sql :
        List.of(
            "update policy_revision set content = 'x' where id = :id",
            "update policy_revision set in_force_from = date '2020-01-01' where id = :id",
            "update policy_revision set state = 'DRAFT' where id = :id",
            "delete from policy_revision where id = :id")) {
      assertThatThrownBy(() -> db.sql(sql).param("id", revision.id()).update())
          .as(sql)
          .hasMessageContaining("never");
    }
  }

  @Test
  void a_repeal_needs_a_second_person_and_brings_the_one_before_back() {
    var revision = published();
    revisions.askRepeal(editor(), revision.id(), "依据已废止");
    refused(
        "policy.samePerson",
        () -> revisions.repeal(turned(editor()), revision.id(), revisions.earliest()));
    var day = revisions.earliest().plusDays(3);
    revisions.repeal(approver(), revision.id(), day);

    assertThat(revisions.inForce(FILE, day.minusDays(1)).id()).isEqualTo(revision.id());
    assertThat(revisions.inForce(FILE, day).id()).isNotEqualTo(revision.id());
  }

  @Test
  void what_was_always_in_force_is_replaced_and_not_repealed() {
    var first = revisions.inForce(FILE, LocalDate.of(1990, 1, 1));
    refused("policy.firstRevision", () -> revisions.askRepeal(editor(), first.id(), "x"));
  }

  @Test
  void the_flow_reaches_all_of_its_nodes() {
    var published = submitted();
    revisions.giveBack(approver(), published.id(), "第2行依据不明");
    revisions.submit(editor(), published.id());
    revisions.publish(approver(), published.id(), published.sha256(), revisions.earliest(), "已核对");
    revisions.askRepeal(editor(), published.id(), "依据已废止");
    revisions.keep(approver(), published.id());
    revisions.askRepeal(editor(), published.id(), "依据已废止");
    revisions.repeal(approver(), published.id(), revisions.earliest());
    var given = draft();
    revisions.withdraw(editor(), given.id());

    assertThat(revisions.byId(published.id()).state()).isEqualTo(RevisionState.REPEALED);
    var passed = new java.util.TreeSet<>(passed(published.id()));
    passed.addAll(passed(given.id()));
    assertThat(passed).containsAll(nodes());
  }

  private List<String> passed(UUID revision) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(revision.toString())
        .list()
        .stream()
        .flatMap(
            instance ->
                history
                    .createHistoricActivityInstanceQuery()
                    .processInstanceId(instance.getId())
                    .list()
                    .stream())
        .map(activity -> activity.getActivityId())
        .toList();
  }

  private List<String> nodes() {
    var definition =
        models
            .createProcessDefinitionQuery()
            .processDefinitionKey("catalogue-revision")
            .latestVersion()
            .singleResult();
    return models
        .getBpmnModelInstance(definition.getId())
        .getModelElementsByType(org.camunda.bpm.model.bpmn.instance.FlowNode.class)
        .stream()
        .map(node -> node.getId())
        .toList();
  }
}
