package org.zhunru.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseEvents;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.DossierVersion;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Trail;

/**
 * Cases filed again after a veto. The applicant says at filing which vetoed case the new one
 * answers; the departments that vetoed it may then see the new one, and check off item by item
 * whether what they asked for was done.
 */
@Component
@Transactional
public class Refilings {
  private static final int MOST_OFFERED = 50;
  private static final int LONGEST_EVIDENCE = 1000;

  private final JdbcClient db;
  private final Cases cases;
  private final Dossiers dossiers;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Refilings(
      JdbcClient db,
      Cases cases,
      Dossiers dossiers,
      Actors actors,
      ConflictOfInterest conflicts,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.dossiers = dossiers;
    this.actors = actors;
    this.conflicts = conflicts;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /**
   * A case that is over and in which a veto stands.
   *
   * @param sameProject whether it was about the project of the new case
   * @param departments codes of those whose veto stands
   */
  public record Vetoed(
      CaseId id, String number, String project, boolean sameProject, List<String> departments) {
    public Vetoed {
      departments = List.copyOf(departments);
    }
  }

  /** That one case answers another. */
  public record Refiling(CaseId caseId, CaseId vetoed, String chosenByName, Instant chosenAt) {}

  /**
   * Vetoed cases of the same enterprise and matter that a draft may answer: those of the same
   * project first, then the newest; none once the case is filed.
   */
  @Transactional(readOnly = true)
  public List<Vetoed> offered(Case draft) {
    if (draft.state() != CaseState.DRAFT) {
      return List.of();
    }
    return db.sql(
            """
            select c.id, c.number, p.name, c.project_id = :project same,
              array_agg(o.department order by d.position) departments
            from case_file c join project p on p.id = c.project_id
              join opinion o on o.case_id = c.id and o.kind = 'VETO' and o.status = 'EFFECTIVE'
              join department d on d.code = o.department
            where c.enterprise_id = :enterprise and c.matter = :matter
              and c.state in ('REFUSED', 'WITHDRAWN')
            group by c.id, p.id order by same desc, c.closed_at desc, c.id limit :most
            """)
        .param("project", draft.projectId().value())
        .param("enterprise", draft.enterpriseId())
        .param("matter", draft.matter())
        .param("most", MOST_OFFERED)
        .query(
            (row, n) ->
                new Vetoed(
                    new CaseId(row.getObject("id", UUID.class)),
                    row.getString("number"),
                    row.getString("name"),
                    row.getBoolean("same"),
                    List.of((String[]) row.getArray("departments").getArray())))
        .list();
  }

  /**
   * Files the draft, and says which vetoed case it answers.
   *
   * @param vetoed one of {@link #offered}; null if it answers none
   * @throws Refusal {@code review.notVetoed}, told of {@code refiles}, and as {@link
   *     Dossiers#submit}
   */
  public DossierVersion file(Actor by, CaseId id, @Nullable CaseId vetoed) {
    if (vetoed == null) {
      return dossiers.submit(by, id);
    }
    var draft = cases.lock(id);
    if (!by.isApplicantOf(draft.enterpriseId())) {
      throw Refusal.unknown("intake.noSuchCase");
    }
    var answered =
        offered(draft).stream()
            .filter(v -> v.id().equals(vetoed))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("review.notVetoed", "refiles"));
    var filed = dossiers.submit(by, id);
    db.sql("insert into refiling values (:case, :of, :by, :name, :now)")
        .param("case", id.value())
        .param("of", vetoed.value())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("now", now())
        .update();
    itemise(id, vetoed);
    cases.letTakePart(id, new LinkedHashSet<>(answered.departments()));
    trail.applicant(id, "review.refiles", by, "number", answered.number());
    trail.applicant(vetoed, "review.refiled", by, "number", String.valueOf(draft.number()));
    return filed;
  }

  private void itemise(CaseId id, CaseId vetoed) {
    record Asked(UUID veto, String department, String remedy) {}
    var asked =
        db.sql(
                """
                select id, department, remedy from opinion
                where case_id = :of and kind = 'VETO' and status = 'EFFECTIVE'
                """)
            .param("of", vetoed.value())
            .query(
                (row, n) ->
                    new Asked(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
            .list();
    for (var veto : asked) {
      int position = 0;
      for (var item : Remedy.items(veto.remedy())) {
        db.sql(
                """
                insert into remedy_item (id, case_id, opinion_id, department, position, text)
                values (:id, :case, :veto, :department, :position, :text)
                """)
            .param("id", Ids.next())
            .param("case", id.value())
            .param("veto", veto.veto())
            .param("department", veto.department())
            .param("position", position++)
            .param("text", item)
            .update();
      }
    }
  }

  /** Which vetoed case a case answers; empty if none. */
  @Transactional(readOnly = true)
  public Optional<Refiling> of(CaseId id) {
    return read("case_id", id).stream().findFirst();
  }

  /** The cases that answer a vetoed one, the newest first. */
  @Transactional(readOnly = true)
  public List<Refiling> answering(CaseId vetoed) {
    return read("of_case", vetoed);
  }

  private List<Refiling> read(String column, CaseId id) {
    return db.sql(
            "select * from refiling where %s = :id order by chosen_at desc, case_id"
                .formatted(column))
        .param("id", id.value())
        .query(
            (row, n) ->
                new Refiling(
                    new CaseId(row.getObject("case_id", UUID.class)),
                    new CaseId(row.getObject("of_case", UUID.class)),
                    row.getString("chosen_by_name"),
                    row.getObject("chosen_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** What the vetoes of the answered case asked for, by department; none if it answers none. */
  @Transactional(readOnly = true)
  public List<Remedy> remedies(CaseId id) {
    var checks = new LinkedHashMap<UUID, List<Remedy.Check>>();
    db.sql(
            """
            select k.*, f.name file_name from remedy_check k
              join remedy_item i on i.id = k.item_id left join material_file f on f.id = k.file_id
            where i.case_id = :case order by k.item_id, k.no
            """)
        .param("case", id.value())
        .query(
            row -> {
              checks
                  .computeIfAbsent(row.getObject("item_id", UUID.class), i -> new ArrayList<>())
                  .add(check(row));
            });
    return db.sql(
            """
            select i.*, o.ground from remedy_item i join opinion o on o.id = i.opinion_id
              join department d on d.code = i.department
            where i.case_id = :case order by d.position, i.opinion_id, i.position
            """)
        .param("case", id.value())
        .query(
            (row, n) ->
                new Remedy(
                    row.getObject("id", UUID.class),
                    row.getObject("opinion_id", UUID.class),
                    row.getString("department"),
                    Opinion.GroundAsOf.of(row.getString("ground")),
                    row.getString("text"),
                    checks.getOrDefault(row.getObject("id", UUID.class), List.of())))
        .list();
  }

  private static Remedy.Check check(ResultSet row) throws SQLException {
    return new Remedy.Check(
        row.getBoolean("met"),
        row.getString("evidence"),
        row.getObject("file_id", UUID.class),
        row.getString("file_name"),
        row.getString("checked_by_name"),
        row.getString("on_behalf_name"),
        row.getObject("checked_at", OffsetDateTime.class).toInstant());
  }

  /**
   * The department that vetoed has looked whether an item was done, or takes back what it found.
   *
   * @param evidence what shows it
   * @param file of a filed version of the case, that shows it; null if none
   * @throws Refusal {@code review.noSuchRemedy}, {@code review.notYourSeat}, {@code
   *     identity.conflictOfInterest}, {@code intake.wrongState} before the acceptance and after the
   *     decision, {@code review.evidenceMissing}, {@code review.evidenceNotFiled}
   */
  public void check(
      Actor by, CaseId id, UUID item, boolean met, String evidence, @Nullable UUID file) {
    var of = cases.lock(id);
    var remedy =
        remedies(id).stream()
            .filter(r -> r.id().equals(item))
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("review.noSuchRemedy"));
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    var department = remedy.department();
    var seat =
        by.seats().stream()
            .filter(s -> s.department().equals(department))
            .findFirst()
            .orElseThrow(() -> Refusal.forbidden("review.notYourSeat", department, ""))
            .kind();
    var actor = actors.acting(by, department, seat, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    if (evidence.isBlank() || evidence.strip().length() > LONGEST_EVIDENCE) {
      throw Refusal.invalid("review.evidenceMissing", "evidence");
    }
    if (file != null && !filed(id, file)) {
      throw Refusal.invalid("review.evidenceNotFiled", "file");
    }
    record(remedy, met, evidence.strip(), file, actor);
    trail.officer(
        id,
        met ? "review.remedyMet" : "review.remedyUnmet",
        actor,
        department,
        seat,
        Audience.EVERYBODY,
        "text",
        remedy.text(),
        "reason",
        evidence.strip());
    if (unmet(remedies(id)).contains(department)) {
      events.publishEvent(new ReviewEvents.RemediesToCheck(id, department));
    } else {
      events.publishEvent(new ReviewEvents.RemediesChecked(id, department, actor.accountId()));
    }
  }

  private void record(
      Remedy remedy, boolean met, String evidence, @Nullable UUID file, Actor actor) {
    var behalf = actor.onBehalfOf();
    db.sql(
            """
            insert into remedy_check (item_id, no, met, evidence, file_id, checked_by,
              checked_by_name, on_behalf_of, on_behalf_name, checked_at)
            values (:item, :no, :met, :evidence, cast(:file as uuid), :by, :name,
              cast(:behalf as uuid), :behalfName, :now)
            """)
        .param("item", remedy.id())
        .param("no", remedy.checks().size() + 1)
        .param("met", met)
        .param("evidence", evidence)
        .param("file", file)
        .param("by", actor.accountId())
        .param("name", actor.name())
        .param("behalf", behalf == null ? null : behalf.accountId())
        .param("behalfName", behalf == null ? null : behalf.name())
        .param("now", now())
        .update();
  }

  private boolean filed(CaseId id, UUID file) {
    return db.sql(
            """
            select exists (select from dossier_material
              where case_id = :case and file_id = :file)
            """)
        .param("case", id.value())
        .param("file", file)
        .query(Boolean.class)
        .single();
  }

  /** Departments with an item that was not done yet, or at which nobody has looked. */
  private static Set<String> unmet(Collection<Remedy> remedies) {
    return remedies.stream()
        .filter(r -> !r.met())
        .map(Remedy::department)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** From its acceptance on the departments that vetoed have something to check. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(CaseEvents.Accepted accepted) {
    for (var department : unmet(remedies(accepted.caseId()))) {
      events.publishEvent(new ReviewEvents.RemediesToCheck(accepted.caseId(), department));
    }
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
