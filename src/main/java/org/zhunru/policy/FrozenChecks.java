package org.zhunru.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.DossierSubmitted;
import org.zhunru.intake.Dossiers;
import tools.jackson.databind.json.JsonMapper;

/** The check of every filed version, as it was on the day of its filing. */
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
    this.clock = clock;
    this.shipped = hash(resources, governed.all());
  }

  /** SHA-256 over all policies of a day: the files as shipped and the editions in force. */
  private String policies(LocalDate on) {
    return RevisionText.sha256(
        shipped + " " + catalogues.on(on).hash() + " " + inForce.on(on).registers());
  }

  /** Freezes the check of a version in the transaction of its filing. */
  @EventListener
  @Order(0)
  @Transactional(propagation = Propagation.MANDATORY)
  public void freeze(DossierSubmitted submitted) {
    catalogues.catchUp();
    var on = LocalDate.now(clock);
    db.sql(
            """
            insert into dossier_check (case_id, version, as_of, result, policy_hash, checked_at)
            values (:case, :version, :on, :result, :hash, :now)
            """)
        .param("case", submitted.caseId().value())
        .param("version", submitted.version())
        .param("on", on)
        .param("result", made(submitted.caseId(), submitted.version(), on))
        .param("hash", policies(on))
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /**
   * @throws Refusal {@code policy.noCheck} if that version was never filed
   */
  @Transactional(readOnly = true)
  public CheckResult of(CaseId id, int version) {
    return db.sql("select result from dossier_check where case_id = :case and version = :version")
        .param("case", id.value())
        .param("version", version)
        .query(String.class)
        .optional()
        .map(json -> JSON.readValue(json, CheckResult.class))
        .orElseThrow(() -> Refusal.unknown("policy.noCheck", version));
  }

  /**
   * The check of a filed version made once more, with the law of the day of its filing.
   *
   * @throws Refusal {@code policy.noCheck} if that version was never filed
   */
  @Transactional(readOnly = true)
  public Replay replay(CaseId id, int version) {
    record Kept(LocalDate asOf, String result, String policies) {}
    var kept =
        db.sql(
                "select as_of, result, policy_hash from dossier_check"
                    + " where case_id = :case and version = :version")
            .param("case", id.value())
            .param("version", version)
            .query(
                (row, n) ->
                    new Kept(row.getObject(1, LocalDate.class), row.getString(2), row.getString(3)))
            .optional()
            .orElseThrow(() -> Refusal.unknown("policy.noCheck", version));
    return new Replay(
        kept.asOf,
        kept.result,
        made(id, version, kept.asOf),
        kept.policies.equals(policies(kept.asOf)));
  }

  /**
   * What today's law says of a filed version; kept nowhere, and no verdict.
   *
   * @throws Refusal {@code policy.noCheck} if that version was never filed
   */
  @Transactional(readOnly = true)
  public CheckResult today(CaseId id, int version) {
    of(id, version);
    return JSON.readValue(made(id, version, LocalDate.now(clock)), CheckResult.class);
  }

  /**
   * Frozen and made again.
   *
   * @param asOf the day of its filing, whose law was applied both times
   * @param frozen JSON as it was kept
   * @param again JSON as it is made now
   * @param samePolicies whether every policy that was applied is known as it was then
   */
  public record Replay(LocalDate asOf, String frozen, String again, boolean samePolicies) {
    /** Byte for byte. */
    public boolean same() {
      return frozen.equals(again);
    }

    /** SHA-256 of what was kept, 64 hexadecimal digits. */
    public String frozenHash() {
      return RevisionText.sha256(frozen);
    }

    /** SHA-256 of what is made now, 64 hexadecimal digits. */
    public String againHash() {
      return RevisionText.sha256(again);
    }

    public CheckResult then() {
      return JSON.readValue(frozen, CheckResult.class);
    }

    /** What differs, thing by thing; none if it is {@link #same}. */
    public CheckDiff differences() {
      return CheckDiff.between(then(), JSON.readValue(again, CheckResult.class));
    }
  }

  private String made(CaseId id, int version, LocalDate on) {
    var facts =
        reader
            .read(dossiers.version(id, version).facts(), on)
            .facts()
            .withMaterials(dossiers.materialsOf(id, version));
    var filedOn = materials.dayOf(cases.byId(id));
    return JSON.writeValueAsString(checks.check(facts, on, filedOn));
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
