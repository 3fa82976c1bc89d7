package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The 74 key supervised chemicals (安监总管三〔2011〕95号, 〔2013〕12号). */
@Component
public class KeyChemicals {
  private final Map<Integer, Row> rows = new LinkedHashMap<>();
  private final SubstanceNames names = new SubstanceNames("key");

  private record Row(
      int no,
      String name,
      List<String> aliases,
      List<String> cas,
      String source,
      String confidence) {}

  /**
   * What was found.
   *
   * @param questions substances whose name and CAS number contradict each other
   */
  public record Found(List<CheckResult.KeyChemical> chemicals, List<Question> questions) {
    public Found {
      chemicals = List.copyOf(chemicals);
      questions = List.copyOf(questions);
    }
  }

  public KeyChemicals() {
    PolicyFile.of("key-supervised-chemicals.csv")
        .read(
            List.of("no", "batch", "name_zh", "alias_zh", "cas", "confidence", "source"),
            row -> {
              var each =
                  new Row(
                      row.whole("no"),
                      row.required("name_zh"),
                      row.several("alias_zh"),
                      row.several("cas"),
                      row.required("source"),
                      row.text("confidence"));
              rows.put(each.no(), each);
              names.add(each.no(), each.name(), each.aliases(), each.cas());
              return each;
            });
  }

  /** Looks for the list among the substances of all units. */
  public Found in(ProjectFacts facts) {
    var found = new ArrayList<CheckResult.KeyChemical>();
    var questions = new ArrayList<Question>();
    for (int u = 0; u < facts.units().size(); u++) {
      var substances = facts.units().get(u).substances();
      for (int s = 0; s < substances.size(); s++) {
        var subject = "units[" + u + "].substances[" + s + "]";
        var substance = substances.get(s);
        var match = names.find(substance.name(), substance.cas());
        if (match.contradiction()) {
          questions.add(
              Question.of(
                      subject,
                      "nameAndCas",
                      String.valueOf(substance.name()),
                      String.valueOf(substance.cas()))
                  .per(
                      rows.values().stream()
                          .map(Row::source)
                          .distinct()
                          .collect(Collectors.joining("、"))));
          continue;
        }
        if (!match.rows().isEmpty()) {
          var row = java.util.Objects.requireNonNull(rows.get(match.rows().iterator().next()));
          found.add(
              new CheckResult.KeyChemical(
                  row.no(),
                  row.name(),
                  row.cas().isEmpty() ? substance.cas() : row.cas().get(0),
                  subject,
                  substance.name(),
                  matched(substance),
                  row.source(),
                  row.confidence()));
        }
      }
    }
    return new Found(found, questions);
  }

  private static String matched(ProjectFacts.Substance substance) {
    @Nullable String name = substance.name();
    return name != null ? name : String.valueOf(substance.cas());
  }

  List<Gb18218.Listed> listed() {
    return rows.values().stream()
        .map(
            r ->
                new Gb18218.Listed(
                    r.name(), r.aliases(), r.cas(), r.source() + " 第" + r.no() + "项"))
        .toList();
  }
}
