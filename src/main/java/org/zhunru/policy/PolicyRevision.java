package org.zhunru.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;

/** One wording of a file of policies, from draft to the day it no longer counts. */
@Entity
@Table(name = "policy_revision")
public class PolicyRevision {
  static final int LONGEST_WORDS = 2000;

  @Id private UUID id;
  private String file;
  private int no;

  @Enumerated(EnumType.STRING)
  private RevisionOrigin origin;

  @Enumerated(EnumType.STRING)
  private RevisionState state;

  private String why;
  private @Nullable Integer basedOn;
  private String content;

  @Column(name = "sha256")
  private String sha256;

  private @Nullable LocalDate inForceFrom;
  private @Nullable UUID draftedBy;
  private String draftedByName;
  private Instant draftedAt;
  private Instant changedAt;
  private @Nullable UUID reviewedBy;
  private @Nullable String reviewedByName;
  private @Nullable Instant reviewedAt;
  private @Nullable String reviewNote;
  private @Nullable UUID repealBy;
  private @Nullable String repealByName;
  private @Nullable String repealWhy;
  private @Nullable UUID repealedBy;
  private @Nullable String repealedByName;
  private @Nullable LocalDate repealedFrom;
  @Version private @Nullable Integer revision;

  @SuppressWarnings("NullAway.Init") // for JPA
  protected PolicyRevision() {}

  private PolicyRevision(
      String file, int no, RevisionOrigin origin, String why, String content, Instant now) {
    this.id = Ids.next();
    this.file = file;
    this.no = no;
    this.origin = origin;
    this.state = RevisionState.DRAFT;
    this.why = why;
    this.content = content;
    this.sha256 = RevisionText.sha256(content);
    this.draftedByName = "";
    this.draftedAt = now;
    this.changedAt = now;
  }

  /** As it came with the program. */
  static PolicyRevision shipped(
      String file, int no, String content, @Nullable LocalDate inForceFrom, Instant now) {
    var shipped = new PolicyRevision(file, no, RevisionOrigin.SHIPPED, "", content, now);
    shipped.state = RevisionState.PUBLISHED;
    shipped.inForceFrom = inForceFrom;
    return shipped;
  }

  /** A wording that is only tried out; never kept. */
  static PolicyRevision tried(String file, String content, Instant now) {
    return new PolicyRevision(file, 0, RevisionOrigin.EDITED, "", content, now);
  }

  /** A draft of what came with the program, beside what the city has changed itself. */
  static PolicyRevision offered(PolicyRevision base, int no, String content, Instant now) {
    var offered = new PolicyRevision(base.file, no, RevisionOrigin.SHIPPED, "", content, now);
    offered.basedOn = base.no;
    return offered;
  }

  /** A draft that begins with the words of its base. */
  static PolicyRevision draft(PolicyRevision base, int no, String why, Actor by, Instant now) {
    var draft = new PolicyRevision(base.file, no, RevisionOrigin.EDITED, why, base.content, now);
    draft.basedOn = base.no;
    draft.draftedBy = by.accountId();
    draft.draftedByName = by.name();
    return draft;
  }

  /** Whoever changes it has drafted it: the second person must be another one. */
  void write(Actor by, String words, int seen, Instant now) {
    mustBe(RevisionState.DRAFT);
    if (seen != edits()) {
      throw Refusal.conflict("policy.revisionOvertaken", draftedByName);
    }
    content = words;
    sha256 = RevisionText.sha256(words);
    draftedBy = by.accountId();
    draftedByName = by.name();
    changedAt = now;
  }

  void submit(Actor by, Instant now) {
    mustBe(RevisionState.DRAFT);
    if (draftedBy == null) {
      draftedBy = by.accountId();
      draftedByName = by.name();
    }
    state = RevisionState.REVIEW;
    changedAt = now;
  }

  void giveBack(Actor by, String note, Instant now) {
    mustBe(RevisionState.REVIEW);
    reviewed(by, note, now);
    state = RevisionState.DRAFT;
  }

  void publish(Actor by, LocalDate from, String note, Instant now) {
    mustBe(RevisionState.REVIEW);
    secondPerson(by, draftedBy, draftedByName);
    reviewed(by, note, now);
    inForceFrom = from;
    state = RevisionState.PUBLISHED;
  }

  void withdraw(Instant now) {
    mustBe(RevisionState.DRAFT);
    state = RevisionState.WITHDRAWN;
    changedAt = now;
  }

  void askRepeal(Actor by, String reason) {
    mustBe(RevisionState.PUBLISHED);
    if (inForceFrom == null) {
      throw Refusal.conflict("policy.firstRevision");
    }
    if (repealBy != null) {
      throw Refusal.conflict("policy.repealAsked", String.valueOf(repealByName));
    }
    repealBy = by.accountId();
    repealByName = by.name();
    repealWhy = reason;
  }

  void repeal(Actor by, LocalDate from) {
    mustBe(RevisionState.PUBLISHED);
    repealIsAsked();
    secondPerson(by, repealBy, String.valueOf(repealByName));
    repealedBy = by.accountId();
    repealedByName = by.name();
    repealedFrom = from;
    state = RevisionState.REPEALED;
  }

  void keep() {
    mustBe(RevisionState.PUBLISHED);
    repealIsAsked();
    repealBy = null;
    repealByName = null;
    repealWhy = null;
  }

  private void repealIsAsked() {
    if (repealBy == null) {
      throw Refusal.conflict("policy.noRepealAsked");
    }
  }

  private void reviewed(Actor by, String note, Instant now) {
    reviewedBy = by.accountId();
    reviewedByName = by.name();
    reviewedAt = now;
    reviewNote = note;
    changedAt = now;
  }

  private static void secondPerson(Actor by, @Nullable UUID first, String firstName) {
    if (by.accountId().equals(first)) {
      throw Refusal.forbidden("policy.samePerson", firstName);
    }
  }

  private void mustBe(RevisionState wanted) {
    if (state != wanted) {
      throw Refusal.conflict(
          "policy.revisionState",
          new org.zhunru.common.Word("policy.state." + state.name(), state.name()));
    }
  }

  /** Counts on the day. */
  boolean inForce(LocalDate day) {
    boolean begun = inForceFrom == null || !day.isBefore(inForceFrom);
    switch (state) {
      case PUBLISHED:
        return begun;
      case REPEALED:
        return begun && repealedFrom != null && day.isBefore(repealedFrom);
      default:
        return false;
    }
  }

  public UUID id() {
    return id;
  }

  /** Name below {@code policies/}. */
  public String file() {
    return file;
  }

  /** Counts up within the file. */
  public int no() {
    return no;
  }

  public RevisionOrigin origin() {
    return origin;
  }

  public RevisionState state() {
    return state;
  }

  public String why() {
    return why;
  }

  /** Number of the revision it began with; null for the first. */
  public @Nullable Integer basedOn() {
    return basedOn;
  }

  public String content() {
    return content;
  }

  /** The content in UTF-8. */
  byte[] bytes() {
    return content.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  public String sha256() {
    return sha256;
  }

  /** First day; null for the one that was always in force. */
  public @Nullable LocalDate inForceFrom() {
    return inForceFrom;
  }

  public @Nullable UUID draftedBy() {
    return draftedBy;
  }

  public String draftedByName() {
    return draftedByName;
  }

  public Instant draftedAt() {
    return draftedAt;
  }

  public Instant changedAt() {
    return changedAt;
  }

  public @Nullable String reviewedByName() {
    return reviewedByName;
  }

  public @Nullable Instant reviewedAt() {
    return reviewedAt;
  }

  public @Nullable String reviewNote() {
    return reviewNote;
  }

  public @Nullable UUID repealAskedBy() {
    return repealBy;
  }

  public @Nullable String repealAskedByName() {
    return repealByName;
  }

  public @Nullable String repealWhy() {
    return repealWhy;
  }

  public @Nullable String repealedByName() {
    return repealedByName;
  }

  public @Nullable LocalDate repealedFrom() {
    return repealedFrom;
  }

  /** How often it was written; whoever writes says which state was read. */
  public int edits() {
    return revision == null ? 0 : revision;
  }
}
