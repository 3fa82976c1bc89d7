package org.zhunru.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseDays;
import org.zhunru.intake.CaseEvents;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.DossierSubmitted;
import org.zhunru.intake.Dossiers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The check of every filed version, as it was on the day of its filing; and once more as it was on
 * the day of acceptance and of the decision, if other law counts then. None is ever overwritten.
 */
@Component
public class FrozenChecks {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final Dossiers dossiers;
  private final FactsReader reader;
  private final Checks checks;
  private final Catalogues catalogues;
  private final PoliciesInForce inForce;
  private final MaterialsChecklist materials;
  private final Cases cases;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final String shipped;

  FrozenChecks(
      JdbcClient db,
      Dossiers dossiers,
      FactsReader reader,
      Checks checks,
      Catalogues catalogues,
      PoliciesInForce inForce,
      MaterialsChecklist materials,
      Cases cases,
      GovernedFiles governed,
      ApplicationEventPublisher events,
      Clock clock,
      ResourcePatternResolver resources) {
    this.db = db;
    this.dossiers = dossiers;
    this.reader = reader;
    this.checks = checks;
    this.catalogues = catalogues;
    this.inForce = inForce;
    this.materials = materials;
    this.cases = cases;
    this.events = events;
    this.clock = clock;
    this.shipped = hash(resources, governed.all());
  }

  /** The act at which a check was frozen. */
  public enum Stage {
    FILED,
    ACCEPTED,
    DECIDED
  }

  /**
   * A check was frozen again, in the transaction of the act.
   *
   * @param version the newest one filed
   */
  public record FrozenAgain(CaseId caseId, int version) {}

  /**
   * A check as it was frozen.
   *
   * @param asOf the day whose law counts for what has no transition of its own
   * @param days of the case as they stood; {@code asOf} alone in checks made before there were
   *     rules of transition
   */
  public record Frozen(Stage stage, LocalDate asOf, CaseDays days, String json, String policies) {
    public CheckResult result() {
      return JSON.readValue(json, CheckResult.class);
    }
  }

  /** SHA-256 over all policies of the days: the files as shipped and the editions in force. */
  private String policies(CaseDays days) {
    return RevisionText.sha256(
        Stream.of(CaseDays.Which.values())
            .map(days::day)
            .distinct()
            .map(on -> " " + catalogues.on(on).hash() + " " + inForce.on(on).registers())
            .collect(Collectors.joining("", shipped, "")));
  }

  /** All that may make another check of the same dossier, as one word. */
  private String law(CaseDays days) {
    var index = catalogues.on(days);
    var routing = inForce.on(index.day()).revisions().get(RoutingFile.FILE);
    return index.law() + (routing == null ? "" : routing.sha256());
  }

  /** Freezes the check of a version in the transaction of its filing. */
  @EventListener
  @Order(0)
  @Transactional(propagation = Propagation.MANDATORY)
  public void freeze(DossierSubmitted submitted) {
    catalogues.catchUp();
    var of = cases.byId(submitted.caseId());
    keep(of, Stage.FILED, CaseDays.of(of, clock));
  }

  /** Freezes the check again on acceptance, if other law counts then than counted at the filing. */
  @EventListener
  @Order(0)
  @Transactional(propagation = Propagation.MANDATORY)
  public void freeze(CaseEvents.Accepted accepted) {
    again(accepted.caseId(), Stage.ACCEPTED);
  }

  /** The same on the decision. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void freezeDecided(CaseId id) {
    again(id, Stage.DECIDED);
  }

  private void again(CaseId id, Stage stage) {
    var of = cases.byId(id);
    if (!holds(of)) {
      catalogues.catchUp();
      keep(of, stage, CaseDays.of(of, clock));
      events.publishEvent(new FrozenAgain(id, of.dossierVersion()));
    }
  }

  private void keep(Case of, Stage stage, CaseDays days) {
    var result = made(of.id(), of.dossierVersion(), days);
    db.sql(
            """
            insert into dossier_check (case_id, version, stage, as_of, made_on, filed_on,
              accepted_on, decided_on, result, policy_hash, checked_at)
            values (:case, :version, :stage, :on, :made, :filed, :accepted, :decided, :result,
              :hash, :now)
            """)
        .param("case", of.id().value())
        .param("version", of.dossierVersion())
        .param("stage", stage.name())
        .param("on", catalogues.on(days).day())
        .param("made", days.today())
        .param("filed", days.filed())
        .param("accepted", days.accepted())
        .param("decided", days.decided())
        .param("result", result)
        .param("hash", policies(days))
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /**
   * All that were frozen of a version, the oldest first.
   *
   * @throws Refusal {@code policy.noCheck} if that version was never filed
   */
  @Transactional(readOnly = true)
  public List<Frozen> all(CaseId id, int version) {
    var all =
        db.sql(
                """
                select stage, as_of, made_on, filed_on, accepted_on, decided_on, result, policy_hash
                from dossier_check where case_id = :case and version = :version order by checked_at
                """)
            .param("case", id.value())
            .param("version", version)
            .query((row, n) -> frozen(row))
            .list();
    if (all.isEmpty()) {
      throw Refusal.unknown("policy.noCheck", version);
    }
    return all;
  }

  private static Frozen frozen(ResultSet row) throws SQLException {
    var asOf = row.getObject("as_of", LocalDate.class);
    var made = row.getObject("made_on", LocalDate.class);
    var days =
        made == null
            ? CaseDays.on(asOf)
            : new CaseDays(
                made,
                row.getObject("filed_on", LocalDate.class),
                row.getObject("accepted_on", LocalDate.class),
                row.getObject("decided_on", LocalDate.class));
    return new Frozen(
        Stage.valueOf(row.getString("stage")),
        asOf,
        days,
        row.getString("result"),
        row.getString("policy_hash"));
  }

  private Frozen latest(CaseId id, int version) {
    var all = all(id, version);
    return all.get(all.size() - 1);
  }

  /**
   * The check that counts: the one frozen last.
   *
   * @throws Refusal {@code policy.noCheck} if that version was never filed
   */
  @Transactional(readOnly = true)
  public CheckResult of(CaseId id, int version) {
    return latest(id, version).result();
  }

  /**
   * The check of a filed version made once more, with the law of the days that were kept with it.
   *
   * @param stage null for the one frozen last
   * @throws Refusal {@code policy.noCheck} if none was frozen then
   */
  @Transactional(readOnly = true)
  public Replay replay(CaseId id, int version, @Nullable Stage stage) {
    var kept =
        all(id, version).stream()
            .filter(frozen -> stage == null || frozen.stage == stage)
            .reduce((before, after) -> after)
            .orElseThrow(() -> Refusal.unknown("policy.noCheck", version));
    return new Replay(
        kept, made(id, version, kept.days), kept.policies.equals(policies(kept.days)));
  }

  /** Of the one frozen last. */
  @Transactional(readOnly = true)
  public Replay replay(CaseId id, int version) {
    return replay(id, version, null);
  }

  /**
   * What today's law says of a filed version; kept nowhere, and no verdict.
   *
   * @throws Refusal {@code policy.noCheck} if that version was never filed
   */
  @Transactional(readOnly = true)
  public CheckResult today(CaseId id, int version) {
    of(id, version);
    return JSON.readValue(made(id, version, CaseDays.on(LocalDate.now(clock))), CheckResult.class);
  }

  /**
   * What would be frozen, were the next act of a case (its acceptance, its decision) today; empty
   * if {@link #holds}, or the case is closed.
   */
  @Transactional(readOnly = true)
  public Optional<CheckResult> ahead(Case of) {
    return of.state().isFinal() || holds(of)
        ? Optional.empty()
        : Optional.of(
            JSON.readValue(
                made(of.id(), of.dossierVersion(), CaseDays.of(of, clock)), CheckResult.class));
  }

  /**
   * Whether the law of what was frozen last of a case is the law that counts by its days as they
   * are now. If nothing has begun or ended since the first filing, no database is asked.
   */
  @Transactional(readOnly = true)
  public boolean holds(Case of) {
    var days = CaseDays.of(of, clock);
    return catalogues.quiet(days.day(CaseDays.Which.FILING), days.today())
        || law(latest(of.id(), of.dossierVersion()).days()).equals(law(days));
  }

  /**
   * Frozen and made again.
   *
   * @param frozen as it was kept
   * @param again JSON as it is made now
   * @param samePolicies whether every policy that was applied is known as it was then
   */
  public record Replay(Frozen frozen, String again, boolean samePolicies) {
    /** Byte for byte. */
    public boolean same() {
      return frozen.json.equals(again);
    }

    /** SHA-256 of what was kept, 64 hexadecimal digits. */
    public String frozenHash() {
      return RevisionText.sha256(frozen.json);
    }

    /** SHA-256 of what is made now, 64 hexadecimal digits. */
    public String againHash() {
      return RevisionText.sha256(again);
    }

    public CheckResult then() {
      return frozen.result();
    }

    /** What differs, thing by thing; none if it is {@link #same}. */
    public CheckDiff differences() {
      return CheckDiff.between(then(), JSON.readValue(again, CheckResult.class));
    }
  }

  private String made(CaseId id, int version, CaseDays days) {
    var facts =
        reader
            .read(dossiers.version(id, version).facts(), days.today())
            .facts()
            .withMaterials(dossiers.materialsOf(id, version));
    var filedOn = materials.dayOf(cases.byId(id));
    return JSON.writeValueAsString(checks.check(facts, days, filedOn));
  }

  /** Of the files that nobody changes but with the program. */
  private static String hash(ResourcePatternResolver resources, List<String> governed) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      List<Resource> files =
          Stream.of(
                  "classpath*:policies/*.csv",
                  "classpath*:policies/catalogues/*.csv",
                  "classpath*:policies/*.dmn")
              .flatMap(pattern -> Stream.of(list(resources, pattern)))
              .filter(file -> governed.stream().noneMatch(g -> isOne(file, g)))
              .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
              .toList();
      for (var file : files) {
        digest.update(
            String.valueOf(file.getFilename()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(file.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  private static boolean isOne(Resource file, String governed) {
    try {
      return file.getURL().getPath().endsWith("policies/" + governed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Resource[] list(ResourcePatternResolver resources, String pattern) {
    try {
      return resources.getResources(pattern);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
