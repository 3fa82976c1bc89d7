package org.zhunru.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Facts that a project has to tell, {@code policies/required-facts.csv}. */
@Component
class RequiredFacts {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Fact> facts;

  /**
   * One fact.
   *
   * @param path where it stands in {@link ProjectFacts}
   * @param sectors keys of {@code sectors.csv} that owe it; empty for all
   * @param source the text that asks for it
   */
  private record Fact(String path, Set<String> sectors, String source) {}

  @Autowired
  RequiredFacts(Sectors sectors) {
    this(PolicyFile.of("required-facts.csv"), sectors);
  }

  RequiredFacts(PolicyFile file, Sectors sectors) {
    this.facts =
        file.read(
            List.of("path", "sectors", "why_zh", "why_en", "source"),
            row -> {
              var owing = row.several("sectors");
              owing.stream()
                  .filter(sector -> sectors.find(sector).isEmpty())
                  .forEach(sector -> row.wrong("sectors", "noSector", sector));
              return new Fact(row.required("path"), Set.copyOf(owing), row.required("source"));
            });
  }

  /**
   * What isn't told, in the order of the file. While the sector isn't told either, what only some
   * sectors owe is not certain.
   */
  List<CheckResult.Missing> missing(ProjectFacts told) {
    var missing = new ArrayList<CheckResult.Missing>();
    var tree = JSON.valueToTree(told);
    var sector = told.sector();
    for (var fact : facts) {
      boolean ofAll = fact.sectors.isEmpty();
      boolean owed = ofAll || sector == null || fact.sectors.contains(sector);
      if (owed && absent(tree, fact.path)) {
        missing.add(
            new CheckResult.Missing(
                fact.path, false, ofAll || sector != null, "", "", fact.source));
      }
    }
    return missing;
  }

  private static boolean absent(JsonNode tree, String path) {
    var at = tree;
    for (var step : path.split("\\.")) {
      at = at.path(step);
    }
    return at.isMissingNode()
        || at.isNull()
        || (at.isString() && at.asString().isBlank())
        || (at.isArray() && at.isEmpty());
  }
}
