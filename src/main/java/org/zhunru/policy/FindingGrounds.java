package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.CheckResult.Finding;

/**
 * Which grounds of the register a finding leads to, {@code policies/finding-grounds.csv}: only
 * where a row of the register says what the finding says, by the same law. Of any other finding a
 * person chooses the ground.
 */
@Component
public class FindingGrounds {
  /** Stands in the table for "the entry's own number is the ground". */
  private static final String OF_ENTRY = "@entry";

  private final Catalogues catalogues;
  private final Grounds grounds;
  private final List<Rule> rules;

  /**
   * @param catalogue how the title of the edition begins; empty for any
   * @param basis the legal basis, in full; empty for any
   * @param text what the entry's words hold; empty for any
   */
  private record Rule(
      String file,
      Set<String> severities,
      String scope,
      Set<String> sectors,
      String catalogue,
      String basis,
      String text,
      String ground) {}

  FindingGrounds(Catalogues catalogues, Grounds grounds) {
    this.catalogues = catalogues;
    this.grounds = grounds;
    var shipped = GroundRegister.of(PolicyFile.of(GroundRegister.FILE));
    this.rules =
        PolicyFile.of("finding-grounds.csv")
            .read(
                List.of(
                    "file",
                    "severity",
                    "scope",
                    "sectors",
                    "catalogue_zh",
                    "basis_zh",
                    "text_zh",
                    "ground",
                    "source"),
                row -> {
                  var ground = row.required("ground");
                  if (!ground.equals(OF_ENTRY) && shipped.byId(ground).isEmpty()) {
                    row.wrong("ground", "noGround", ground);
                  }
                  return new Rule(
                      "catalogues/" + row.required("file"),
                      Set.copyOf(row.several("severity")),
                      row.oneOf("scope", "", "local", "national"),
                      Set.copyOf(row.several("sectors")),
                      row.text("catalogue_zh"),
                      row.text("basis_zh"),
                      row.text("text_zh"),
                      ground);
                });
  }

  /**
   * @param days of the check, whose editions it names
   * @param on the day of the opinion, whose register counts
   * @return in the order of the table; empty if the register has none for it
   */
  public List<Ground> of(Finding finding, CaseDays days, LocalDate on) {
    var entry = catalogues.on(days).entry(finding.rule());
    var ids = new LinkedHashSet<String>();
    for (var rule : rules) {
      if (entry.isPresent() && fits(rule, finding, entry.get())) {
        ids.add(rule.ground.equals(OF_ENTRY) ? String.valueOf(finding.entryNo()) : rule.ground);
      }
    }
    var found = new ArrayList<Ground>();
    ids.stream().map(id -> grounds.byId(id, on)).flatMap(Optional::stream).forEach(found::add);
    return found;
  }

  private static boolean fits(Rule rule, Finding finding, CatalogueEntry entry) {
    var edition = finding.edition();
    boolean national = entry.place().codes().isEmpty() && entry.place().except().isEmpty();
    return finding.rule().startsWith(rule.file + ":")
        && rule.severities.contains(finding.severity().name().toLowerCase(java.util.Locale.ROOT))
        && (rule.scope.isEmpty() || rule.scope.equals("national") == national)
        && (rule.sectors.isEmpty()
            || !entry.sectors().isEmpty() && rule.sectors.containsAll(entry.sectors()))
        && (rule.catalogue.isEmpty()
            || edition != null && edition.catalogue().startsWith(rule.catalogue))
        && (rule.basis.isEmpty() || rule.basis.equals(finding.legalBasis()))
        && finding.message().contains(rule.text);
  }
}
