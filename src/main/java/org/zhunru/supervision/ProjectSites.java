package org.zhunru.supervision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.DossierSubmitted;
import org.zhunru.intake.Dossiers;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.FactsReader;
import org.zhunru.policy.FrozenChecks;

/**
 * Where projects lie, how dangerous they are and what of them stands in a catalogue: out of the
 * frozen check of what was filed last.
 */
@Component
public class ProjectSites {
  /** Rows of an export. */
  public static final int MOST = 20_000;

  private final JdbcClient db;
  private final FrozenChecks checks;
  private final FactsReader reader;
  private final Dossiers dossiers;
  private final Cases cases;
  private final TransactionTemplate transaction;

  ProjectSites(
      JdbcClient db,
      FrozenChecks checks,
      FactsReader reader,
      Dossiers dossiers,
      Cases cases,
      TransactionTemplate transaction) {
    this.db = db;
    this.checks = checks;
    this.reader = reader;
    this.dossiers = dossiers;
    this.cases = cases;
    this.transaction = transaction;
  }

  /** How dangerous a project is: the highest level of its major hazards (GB 18218-2018). */
  public enum Hazard {
    LEVEL_1("1"),
    LEVEL_2("2"),
    LEVEL_3("3"),
    LEVEL_4("4"),
    /** Whether there is one, or its level, hangs on an open question. */
    OPEN("OPEN"),
    /** No unit is a major hazard. */
    NONE("NONE");

    private final String code;

    Hazard(String code) {
      this.code = code;
    }

    /** As in the table and in addresses. */
    public String code() {
      return code;
    }

    public static Optional<Hazard> of(String code) {
      for (var hazard : values()) {
        if (hazard.code.equals(code)) {
          return Optional.of(hazard);
        }
      }
      return Optional.empty();
    }

    /** Of units that are open, some may be worse than the highest level that is known. */
    static Hazard of(CheckResult check) {
      var level = check.highestLevel();
      return level != null
          ? values()[level - 1]
          : check.hazards().units().stream().allMatch(u -> Boolean.FALSE.equals(u.majorHazard()))
              ? NONE
              : OPEN;
    }
  }

  /**
   * A project on the map.
   *
   * @param caseId its newest filed case
   * @param lon degrees east, CGCS2000
   * @param lat degrees north
   */
  public record Site(
      CaseId caseId,
      String number,
      String project,
      String enterprise,
      @Nullable String region,
      double lon,
      double lat,
      Hazard hazard) {}

  /** Takes down what the check of a version says, in the transaction of its filing. */
  @EventListener
  @Order(20)
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(DossierSubmitted submitted) {
    note(submitted.caseId(), submitted.version());
  }

  /** The same if other law counts on acceptance or the decision. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(FrozenChecks.FrozenAgain again) {
    note(again.caseId(), again.version());
  }

  /** Cases that were filed before this was taken down. */
  @EventListener
  @Order(-1)
  void noteThoseOfBefore(ApplicationStartedEvent started) {
    record Filed(CaseId id, int version) {}
    var missing =
        db.sql(
                """
                select c.id, max(d.version) v from case_file c join dossier_check d on d.case_id = c.id
                where not exists (select from project_site s where s.project_id = c.project_id)
                group by c.id, c.submitted_at order by c.submitted_at
                """)
            .query((row, n) -> new Filed(new CaseId(row.getObject(1, UUID.class)), row.getInt(2)))
            .list();
    missing.forEach(
        filed -> transaction.executeWithoutResult(status -> note(filed.id(), filed.version())));
  }

  private void note(CaseId id, int version) {
    var check = checks.of(id, version);
    db.sql("delete from case_hit where case_id = :case").param("case", id.value()).update();
    for (var hit : check.findings()) {
      var edition = hit.edition();
      if (edition != null && hit.decided()) {
        db.sql(
                """
                insert into case_hit values (:case, :rule, :severity, :source, :text)
                on conflict do nothing
                """)
            .param("case", id.value())
            .param("rule", hit.rule())
            .param("severity", hit.severity().name())
            .param(
                "source", edition.catalogue() + (hit.entryNo() == null ? "" : " " + hit.entryNo()))
            .param("text", hit.message())
            .update();
      }
    }
    var siting = reader.read(dossiers.version(id, version).facts(), check.asOf()).facts().siting();
    var place = siting == null ? null : siting.location();
    db.sql(
            """
            insert into project_site
            select p.id, :case, p.region, :lon, :lat, :hazard from project p where p.id = :project
            on conflict (project_id) do update set case_id = excluded.case_id,
              region = excluded.region, lon = excluded.lon, lat = excluded.lat,
              hazard = excluded.hazard
            """)
        .param("case", id.value())
        .param("project", cases.byId(id).projectId().value())
        .param("lon", place == null ? null : place.lon())
        .param("lat", place == null ? null : place.lat())
        .param("hazard", Hazard.of(check).code())
        .update();
  }

  /** Projects whose place is known, the most dangerous first, so many at most. */
  @Transactional(readOnly = true)
  public List<Site> known(int most) {
    return db.sql(
            """
            select c.id, c.number, p.name,
              (select e.name from enterprise e where e.id = p.enterprise_id),
              s.region, s.lon, s.lat, s.hazard
            from (select * from project_site where lon is not null
                  order by hazard = 'NONE', hazard, case_id limit :most) s
              join case_file c on c.id = s.case_id join project p on p.id = s.project_id
            order by s.hazard = 'NONE', s.hazard, s.case_id
            """)
        .param("most", most)
        .query(
            (row, n) ->
                new Site(
                    new CaseId(row.getObject(1, UUID.class)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    number(row.getBigDecimal(6)),
                    number(row.getBigDecimal(7)),
                    Hazard.of(row.getString(8)).orElseThrow()))
        .list();
  }

  /**
   * All of them, for an export.
   *
   * @throws Refusal {@code supervision.tooManyRows} (argument: {@link #MOST})
   */
  @Transactional(readOnly = true)
  public List<Site> all() {
    var all = known(MOST + 1);
    if (all.size() > MOST) {
      throw Refusal.conflict("supervision.tooManyRows", MOST);
    }
    return all;
  }

  /** What an entry that was hit says; empty if no case hits it any more. */
  @Transactional(readOnly = true)
  public Optional<Entry> entry(String rule) {
    return db.sql("select source, text, severity from case_hit where rule = :rule limit 1")
        .param("rule", rule)
        .query(
            (row, n) ->
                new Entry(
                    rule,
                    row.getString(1),
                    row.getString(2),
                    CheckResult.Severity.valueOf(row.getString(3))))
        .optional();
  }

  /**
   * An entry of a catalogue.
   *
   * @param source catalogue and number
   */
  public record Entry(String rule, String source, String text, CheckResult.Severity severity) {}

  private static double number(BigDecimal degrees) {
    return degrees.doubleValue();
  }
}
