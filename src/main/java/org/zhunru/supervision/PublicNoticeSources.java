package org.zhunru.supervision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Decision;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.PaperWords;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprise;
import org.zhunru.intake.Case;
import org.zhunru.review.ConditionItem;
import org.zhunru.review.JointReviews;
import org.zhunru.review.Opinion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a case has for its public notice, and whom its texts may name. */
@Component
class PublicNoticeSources {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final JointReviews reviews;
  private final Departments departments;

  PublicNoticeSources(JdbcClient db, JointReviews reviews, Departments departments) {
    this.db = db;
    this.reviews = reviews;
    this.departments = departments;
  }

  /** Grounds of standing vetoes, in the words of the register. */
  List<PublicNotice.Ground> grounds(Case of) {
    return reviews.effective(of.id()).stream()
        .filter(Opinion::isStandingVeto)
        .map(
            veto -> {
              var ground = Objects.requireNonNull(veto.ground());
              return new PublicNotice.Ground(
                  departments.byCode(veto.department()).officialName(),
                  ground.text(),
                  ground.legalBasis());
            })
        .toList();
  }

  /** The reasons as they were written, with the conditions where there are any. */
  String words(Case of, Decision decision) {
    var words = new StringBuilder(decision.reasons());
    if (decision.outcome() == DecisionOutcome.APPROVED_WITH_CONDITIONS) {
      for (var opinion : reviews.effective(of.id())) {
        for (var item : opinion.conditions()) {
          if (item.state() == ConditionItem.State.IMPOSED) {
            words
                .append('\n')
                .append(PaperWords.of(item.stage()))
                .append("：")
                .append(PaperWords.of(item));
          }
        }
      }
    }
    return words.toString();
  }

  /** Strikes what is personal; {@code kept} are no names of persons. */
  Redactor redactor(Case of, Enterprise enterprise, Set<String> kept) {
    var names = names(of);
    names.removeAll(kept);
    var open = new ArrayList<String>(List.of(enterprise.name(), enterprise.creditCode()));
    departments.all().forEach(d -> open.addAll(List.of(d.name(), d.officialName())));
    if (of.number() != null) {
      open.add(of.number());
    }
    return new Redactor(names, open);
  }

  /** Everybody who did something in the case, files for the enterprise, or stands in a dossier. */
  private Set<String> names(Case of) {
    var names =
        new LinkedHashSet<>(
            db.sql(
                    """
                    select actor_name from audit_entry where case_id = :case and actor is not null
                    union select on_behalf_name from audit_entry
                      where case_id = :case and on_behalf_name is not null
                    union select a.name from account a join enterprise_member m on m.account_id = a.id
                      where m.enterprise_id = :enterprise
                    union select signed_by_name from opinion where case_id = :case
                    """)
                .param("case", of.id().value())
                .param("enterprise", of.enterpriseId())
                .query(String.class)
                .list());
    db.sql("select facts from dossier_version where case_id = :case")
        .param("case", of.id().value())
        .query(String.class)
        .list()
        .forEach(
            facts -> {
              var dossier = JSON.readTree(facts);
              add(names, dossier.path("contact").path("name"));
              dossier.path("people").forEach(person -> add(names, person.path("name")));
            });
    return names;
  }

  private static void add(Set<String> names, JsonNode name) {
    if (name.isString() && !name.asString().isBlank()) {
      names.add(name.asString().strip());
    }
  }
}
