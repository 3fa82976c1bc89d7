package org.zhunru.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;

/**
 * How policies are changed: an editor writes, a second person of another role reads and publishes.
 * What is published counts from a later day on, so that no verdict of today or before changes.
 */
@Component
public class Revisions {
  private final RevisionRows rows;
  private final GovernedFiles files;
  private final RevisionProcess process;
  private final PoliciesInForce inForce;
  private final AuditLog log;
  private final Clock clock;

  Revisions(
      RevisionRows rows,
      GovernedFiles files,
      RevisionProcess process,
      PoliciesInForce inForce,
      AuditLog log,
      Clock clock) {
    this.rows = rows;
    this.files = files;
    this.process = process;
    this.inForce = inForce;
    this.log = log;
    this.clock = clock;
  }

  /** Names of the governed files, below {@code policies/}. */
  public List<String> files() {
    return files.all();
  }

  /**
   * Newest first.
   *
   * @throws Refusal {@code policy.noSuchFile}
   */
  @Transactional(readOnly = true)
  public List<PolicyRevision> of(String file) {
    files.mustHave(file);
    return rows.findByFileOrderByNoDesc(file);
  }

  /**
   * @throws Refusal {@code policy.noSuchRevision}
   */
  @Transactional(readOnly = true)
  public PolicyRevision byId(UUID id) {
    return rows.findById(id).orElseThrow(() -> Refusal.unknown("policy.noSuchRevision"));
  }

  /** The wording that counts on a day. */
  @Transactional(readOnly = true)
  public PolicyRevision inForce(String file, LocalDate day) {
    files.mustHave(file);
    return rows.findByFileOrderByNoDesc(file).stream()
        .filter(r -> r.inForce(day))
        .max(PoliciesInForce.LATER)
        .orElseThrow(() -> Refusal.unknown("policy.noSuchRevision"));
  }

  /** What is wrong with its wording; empty if it may be published. */
  public List<PolicyFault> faults(PolicyRevision revision) {
    return files.faults(revision.file(), revision.content());
  }

  /** What would be wrong with other words of it; empty if they could be published. */
  public List<PolicyFault> faults(PolicyRevision revision, RevisionText instead) {
    return files.faults(revision.file(), instead.csv());
  }

  /** Whether a file is a model that is drawn elsewhere and uploaded whole. */
  public boolean isModel(String file) {
    return files.isModel(file);
  }

  /** What it says, line by line; of a model, rule by rule. */
  public RevisionText table(PolicyRevision revision) {
    return files.table(revision.file(), revision.content());
  }

  /** What it changes, against the wording it began with. */
  @Transactional(readOnly = true)
  public RevisionDiff changes(PolicyRevision revision) {
    var base = base(revision);
    var now = table(revision);
    return RevisionDiff.between(
        base == null ? new RevisionText(now.header(), List.of()) : table(base), now);
  }

  private @Nullable PolicyRevision base(PolicyRevision revision) {
    var on = revision.basedOn();
    return on == null
        ? null
        : rows.findByFileOrderByNoDesc(revision.file()).stream()
            .filter(r -> r.no() == on)
            .findFirst()
            .orElse(null);
  }

  /**
   * Begins a change with the words that count latest.
   *
   * @throws Refusal {@code policy.notEditor}, {@code policy.whyMissing}, {@code
   *     policy.revisionOpen}
   */
  @Transactional
  public PolicyRevision draft(Actor editor, String file, String why) {
    mustBe(editor, Role.POLICY_EDITOR, "policy.notEditor");
    files.mustHave(file);
    var words = words(why, "why", "policy.whyMissing");
    var known = rows.findByFileOrderByNoDesc(file);
    known.stream()
        .filter(r -> r.state() == RevisionState.DRAFT || r.state() == RevisionState.REVIEW)
        .findFirst()
        .ifPresent(
            open -> {
              throw Refusal.conflict("policy.revisionOpen", open.no(), open.draftedByName());
            });
    var base =
        known.stream()
            .filter(r -> r.state() == RevisionState.PUBLISHED)
            .max(PoliciesInForce.LATER)
            .orElseThrow(() -> Refusal.unknown("policy.noSuchRevision"));
    var draft =
        rows.saveAndFlush(
            PolicyRevision.draft(base, known.get(0).no() + 1, words, editor, clock.instant()));
    process.begin(draft.id());
    record("policy.drafted", editor, draft, "why", words);
    return draft;
  }

  /**
   * Keeps other words; they may still have faults.
   *
   * @param seen {@link PolicyRevision#edits} of what the writer has read
   * @throws Refusal {@code policy.revisionOvertaken}, {@code policy.notRowByRow}
   */
  @Transactional
  public PolicyRevision write(Actor editor, UUID id, RevisionText text, int seen) {
    mustBe(editor, Role.POLICY_EDITOR, "policy.notEditor");
    var revision = lock(id);
    if (isModel(revision.file())) {
      throw Refusal.conflict("policy.notRowByRow");
    }
    return write(editor, revision, text.csv(), seen);
  }

  private PolicyRevision write(Actor editor, PolicyRevision revision, String content, int seen) {
    revision.write(editor, content, seen, clock.instant());
    record("policy.written", editor, revision, "sha256", revision.sha256());
    return rows.saveAndFlush(revision);
  }

  /**
   * Keeps the words of a file, see {@link RevisionText#ofFile}; a model as it is.
   *
   * @param seen as for {@link #write}
   * @throws Refusal {@code policy.anotherTable} if the first line names none of the columns
   */
  @Transactional
  public PolicyRevision upload(Actor editor, UUID id, byte[] file, int seen) {
    mustBe(editor, Role.POLICY_EDITOR, "policy.notEditor");
    var revision = lock(id);
    return write(
        editor,
        revision,
        isModel(revision.file()) ? RevisionText.decode(file) : alike(revision, file).csv(),
        seen);
  }

  /** Another table, or one without a header, would only wipe out what was drafted. */
  private RevisionText alike(PolicyRevision revision, byte[] file) {
    var text = RevisionText.ofFile(file);
    var base = base(revision);
    var columns = table(base == null ? revision : base).header();
    if (revision.state() == RevisionState.DRAFT && Collections.disjoint(text.header(), columns)) {
      throw Refusal.invalid("policy.anotherTable", "content", String.join(",", columns));
    }
    return text;
  }

  /**
   * Lays it before the second person.
   *
   * @throws Refusal {@code policy.faultsLeft}, {@code policy.nothingChanged}
   */
  @Transactional
  public void submit(Actor editor, UUID id) {
    mustBe(editor, Role.POLICY_EDITOR, "policy.notEditor");
    var revision = lock(id);
    var faults = faults(revision);
    if (!faults.isEmpty()) {
      throw Refusal.invalid("policy.faultsLeft", "content", faults.size());
    }
    var base = base(revision);
    if (base != null && base.content().equals(revision.content())) {
      throw Refusal.invalid("policy.nothingChanged", "content", base.no());
    }
    revision.submit(editor, clock.instant());
    process.submitted(id);
    record("policy.submitted", editor, revision, "sha256", revision.sha256());
  }

  /** Gives up a draft. */
  @Transactional
  public void withdraw(Actor editor, UUID id) {
    mustBe(editor, Role.POLICY_EDITOR, "policy.notEditor");
    var revision = lock(id);
    revision.withdraw(clock.instant());
    process.withdrawn(id);
    record("policy.withdrawn", editor, revision);
  }

  /**
   * @throws Refusal {@code policy.notApprover}, {@code policy.noteMissing}
   */
  @Transactional
  public void giveBack(Actor approver, UUID id, String note) {
    mustBe(approver, Role.POLICY_APPROVER, "policy.notApprover");
    var words = words(note, "note", "policy.noteMissing");
    var revision = lock(id);
    revision.giveBack(approver, words, clock.instant());
    process.reviewed(id, RevisionProcess.Review.RETURNED);
    record("policy.returned", approver, revision, "note", words);
  }

  /**
   * Publishes what the second person has read.
   *
   * @param sha256 of the words read
   * @param from first day, tomorrow at the earliest
   * @throws Refusal {@code policy.notApprover}, {@code policy.samePerson}, {@code
   *     policy.fromMissing}, {@code policy.fromTooEarly}, {@code policy.revisionOvertaken}
   */
  @Transactional
  public void publish(
      Actor approver, UUID id, String sha256, @Nullable LocalDate from, String note) {
    mustBe(approver, Role.POLICY_APPROVER, "policy.notApprover");
    var day = future(from);
    var revision = lock(id);
    if (!revision.sha256().equals(sha256)) {
      throw Refusal.conflict("policy.revisionOvertaken", revision.draftedByName());
    }
    revision.publish(approver, day, note.strip(), clock.instant());
    process.reviewed(id, RevisionProcess.Review.PUBLISHED);
    record("policy.published", approver, revision, "from", day.toString(), "sha256", sha256);
    refreshAfterwards();
  }

  /**
   * Asks that a published revision shall no longer count; the one before it counts again.
   *
   * @throws Refusal {@code policy.firstRevision}, {@code policy.repealAsked}, {@code
   *     policy.noSuccessor}
   */
  @Transactional
  public void askRepeal(Actor editor, UUID id, String reason) {
    mustBe(editor, Role.POLICY_EDITOR, "policy.notEditor");
    var words = words(reason, "reason", "policy.whyMissing");
    var revision = lock(id);
    revision.askRepeal(editor, words);
    mustLeaveSuccessor(revision, earliest());
    process.repealAsked(id);
    record("policy.repealAsked", editor, revision, "reason", words);
  }

  /**
   * The second person repeals it, from a later day on.
   *
   * @throws Refusal {@code policy.samePerson}, {@code policy.fromTooEarly}, {@code
   *     policy.noSuccessor}
   */
  @Transactional
  public void repeal(Actor approver, UUID id, @Nullable LocalDate from) {
    mustBe(approver, Role.POLICY_APPROVER, "policy.notApprover");
    var day = future(from);
    var revision = lock(id);
    revision.repeal(approver, day);
    mustLeaveSuccessor(revision, day);
    process.repealDecided(id, true);
    record("policy.repealed", approver, revision, "from", day.toString());
    refreshAfterwards();
  }

  /** The second person lets it stand. */
  @Transactional
  public void keep(Actor approver, UUID id) {
    mustBe(approver, Role.POLICY_APPROVER, "policy.notApprover");
    var revision = lock(id);
    revision.keep();
    process.repealDecided(id, false);
    record("policy.kept", approver, revision);
  }

  /** What counts from then on has to be there, and to hold what the program needs of it today. */
  private void mustLeaveSuccessor(PolicyRevision leaving, LocalDate day) {
    var next =
        rows.findByFileOrderByNoDesc(leaving.file()).stream()
            .filter(r -> r.no() != leaving.no() && r.inForce(day))
            .max(PoliciesInForce.LATER);
    if (next.isEmpty() || !faults(next.get()).isEmpty()) {
      throw Refusal.conflict("policy.noSuccessor", day);
    }
  }

  /** The first day that a publication of today may name. */
  public LocalDate earliest() {
    return LocalDate.now(clock).plusDays(1);
  }

  private LocalDate future(@Nullable LocalDate from) {
    if (from == null) {
      throw Refusal.invalid("policy.fromMissing", "from");
    }
    if (from.isBefore(earliest())) {
      throw Refusal.invalid("policy.fromTooEarly", "from", earliest());
    }
    return from;
  }

  private PolicyRevision lock(UUID id) {
    return rows.lock(id).orElseThrow(() -> Refusal.unknown("policy.noSuchRevision"));
  }

  private static void mustBe(Actor actor, String role, String otherwise) {
    if (!actor.hasRole(role)) {
      throw Refusal.forbidden(otherwise);
    }
  }

  private static String words(String said, String field, String missing) {
    var words = said.strip();
    if (words.isEmpty() || words.length() > PolicyRevision.LONGEST_WORDS) {
      throw Refusal.invalid(missing, field, PolicyRevision.LONGEST_WORDS);
    }
    return words;
  }

  private void record(String act, Actor by, PolicyRevision revision, String... details) {
    var all = new java.util.LinkedHashMap<String, String>();
    all.put("file", revision.file());
    all.put("no", String.valueOf(revision.no()));
    for (int i = 0; i < details.length; i += 2) {
      all.put(details[i], details[i + 1]);
    }
    log.record(
        null,
        act,
        new Who(by.accountId(), by.name(), null, null, null, null),
        Audience.OFFICERS,
        Map.copyOf(all));
  }

  private void refreshAfterwards() {
    rows.flush();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            inForce.refresh();
          }
        });
  }
}
