package org.zhunru.policy;

import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.TimeLimits;
import org.zhunru.intake.Matter;
import org.zhunru.workflow.RoutingReaders;

/** Policies without a database: the shipped ones, and editions that a test adds. */
public final class PoliciesOf {
  private static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");

  private final List<PolicyRevision> revisions = new ArrayList<>();

  private PoliciesOf() {}

  /** Nothing in the database yet: every file counts as it is shipped. */
  static PoliciesInForce shipped() {
    return new PoliciesOf().inForce();
  }

  /** The shipped wording, always in force. */
  public static PoliciesOf file(String file) {
    var policies = new PoliciesOf();
    policies.revisions.add(PolicyRevision.shipped(file, 1, text(file), null, NOW));
    return policies;
  }

  /** Another wording from a day on. */
  public PoliciesOf and(LocalDate from, String content) {
    return and(revisions.get(0).file(), from, content);
  }

  /**
   * A wording of another file.
   *
   * @param from null if it was always in force
   */
  PoliciesOf and(String file, @Nullable LocalDate from, String content) {
    revisions.add(PolicyRevision.shipped(file, revisions.size() + 1, content, from, NOW));
    return this;
  }

  /** What is shipped. */
  public static String text(String file) {
    try {
      return new ClassPathResource("policies/" + file).getContentAsString(StandardCharsets.UTF_8);
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  /** The same without the row of that id. */
  public static String without(String file, String id) {
    return text(file).replaceFirst("(?m)^" + id + ",.*\n", "");
  }

  PoliciesInForce inForce() {
    var rows = mock(RevisionRows.class);
    when(rows.findByStateIn(anyList())).thenReturn(List.copyOf(revisions));
    var policies =
        new PoliciesInForce(rows, told -> {}, Clock.fixed(NOW, java.time.ZoneOffset.UTC));
    policies.refresh();
    return policies;
  }

  public MaterialsChecklist materials() {
    return new MaterialsChecklist(inForce(), Clock.fixed(NOW, java.time.ZoneOffset.UTC));
  }

  public LimitsInForce limits() {
    return new DatedLimits(inForce());
  }

  /** The shipped limits. */
  public static TimeLimits timeLimits() {
    return timeLimits(text(LimitTable.FILE));
  }

  public static TimeLimits timeLimits(String csv) {
    return LimitTable.of(PolicyFile.of(LimitTable.FILE, csv.getBytes(StandardCharsets.UTF_8)));
  }

  /** The governed files, for one matter. */
  static GovernedFiles governed() {
    return new GovernedFiles(
        List.of(jointPreApproval()),
        new FactDictionary(),
        RoutingReaders.real(),
        () -> Set.of("产业结构调整指导目录", "钢铁行业规范条件(2012年修订)"));
  }

  private static Matter jointPreApproval() {
    return new Matter(
        "joint-pre-approval",
        new Matter.Label("联合预审", "Joint pre-approval"),
        "",
        "",
        "lhsp",
        List.of(),
        Matter.OnVeto.COLLECT_ALL,
        "",
        "",
        new Matter.Validity(2, "", "high"),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(
            Matter.Term.ACCEPTANCE, "TL-GL-01",
            Matter.Term.WHOLE, "TL-GL-04",
            Matter.Term.REVIEW, "TL-JP-14",
            Matter.Term.DELIVERY, "TL-GL-07",
            Matter.Term.EXPERTS, "TL-GL-08",
            Matter.Term.HEARING_REQUEST, "TL-GL-09",
            Matter.Term.HEARING, "TL-GL-10",
            Matter.Term.OWN_HEARING, "TL-GL-08"));
  }

  /** The shipped routing table with one rule more, which calls a department to every project. */
  public static String routingWith(String rule, String department) {
    var text = text(RoutingFile.FILE);
    int from = text.indexOf("<rule id=\"Rule_River\">");
    var added =
        text.substring(from, text.indexOf("</rule>", from))
            .replace("Rule_River", "Rule_" + rule)
            .replace("\"River_", "\"" + rule + "_")
            .replace("<text>\"River\"</text>", "<text>\"" + rule + "\"</text>")
            .replace("<text>\"swj\"</text>", "<text>\"" + department + "\"</text>")
            .replace("<text>\"yes\"</text>", "<text></text>");
    int end = text.indexOf("</decisionTable>");
    return text.substring(0, end) + added + "</rule>\n    " + text.substring(end);
  }

  Catalogues catalogues() {
    return catalogues(inForce());
  }

  static Catalogues catalogues(PoliciesInForce policies) {
    return new Catalogues(
        policies, new Transitions(policies), Clock.fixed(NOW, java.time.ZoneOffset.UTC));
  }

  Routings routings() {
    return new Routings(inForce(), RoutingReaders.real());
  }

  public Grounds grounds() {
    return new Grounds(inForce());
  }
}
