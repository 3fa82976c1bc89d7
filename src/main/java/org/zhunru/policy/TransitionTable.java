package org.zhunru.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.zhunru.intake.CaseDays.Which;
import org.zhunru.policy.Transitions.Rule;

/**
 * One wording of {@code policies/transitions.csv}: which day of a case decides which edition of a
 * document is applied. A row names how documents begin, so that it is about all of their editions
 * and articles; of several that fit, the longest. Rows of confidence {@code unknown} are never
 * enforced.
 */
final class TransitionTable {
  static final String FILE = "transitions.csv";

  /** Stands for every document that no other row names. */
  private static final String ANY = "*";

  private static final String UNKNOWN = "unknown";

  private static final Map<String, Which> WORDS =
      new TreeMap<>(
          Map.of(
              "filing", Which.FILING,
              "acceptance", Which.ACCEPTANCE,
              "decision", Which.DECISION));

  private final String hash;
  private final Rule any;
  private final List<Rule> documents;
  private final Map<String, Which> known = new ConcurrentHashMap<>();

  private TransitionTable(String hash, List<Rule> rules) {
    this.hash = hash;
    any = rules.stream().filter(rule -> rule.document().equals(ANY)).findFirst().orElseThrow();
    documents = rules.stream().filter(rule -> rule != any).toList();
  }

  /**
   * Reads a wording, see {@link GroundRegister#of}.
   *
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static TransitionTable of(PolicyFile file) {
    return read(file, row -> {});
  }

  /**
   * Reads a wording that shall be published: besides, each document has to be one of the
   * catalogues, and all of its editions are meant.
   *
   * @param documents titles of those that count today or later
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static TransitionTable strictly(PolicyFile file, Set<String> documents) {
    return read(file, row -> look(row, documents));
  }

  private static TransitionTable read(PolicyFile file, Consumer<PolicyFile.Row> look) {
    var names = new LinkedHashSet<String>();
    var rules = new ArrayList<Rule>();
    file.read(
        List.of("document_zh", "day", "source", "confidence"),
        row -> {
          var name = row.required("document_zh");
          row.oneOf("day", WORDS.keySet().toArray(String[]::new));
          var rule =
              new Rule(
                  name,
                  WORDS.getOrDefault(row.text("day"), Which.ACCEPTANCE),
                  row.required("source"),
                  row.oneOf("confidence", "high", "recalled", UNKNOWN));
          if (!name.isEmpty() && !names.add(name)) {
            row.wrong("document_zh", "twice", name);
          }
          if (!rule.confidence().equals(UNKNOWN)) {
            rules.add(rule);
          } else if (name.equals(ANY)) {
            row.wrong("confidence", "defaultUnknown");
          }
          look.accept(row);
          return rule;
        },
        () -> {
          if (!names.contains(ANY)) {
            file.wrong("noDefault");
          }
        });
    return new TransitionTable(file.sha256(), rules);
  }

  private static void look(PolicyFile.Row row, Set<String> documents) {
    var name = row.text("document_zh");
    if (name.isEmpty() || name.equals(ANY)) {
      return;
    }
    var work = CatalogueFiles.withoutEdition(name);
    if (!work.equals(name)) {
      row.wrong("document_zh", "oneEditionOnly", name, work);
    } else if (documents.stream().noneMatch(document -> document.startsWith(name))) {
      row.wrong("document_zh", "noDocument", name);
    }
  }

  /** SHA-256 of the wording, 64 hexadecimal digits. */
  String hash() {
    return hash;
  }

  /** Of what no other row names. */
  Rule any() {
    return any;
  }

  /** Those for some documents, in the order of their rows. */
  List<Rule> documents() {
    return documents;
  }

  /** Every day that some document asks for. */
  Set<Which> asked() {
    var asked = EnumSet.of(any.day());
    documents.forEach(rule -> asked.add(rule.day()));
    return asked;
  }

  /**
   * @param document its title
   */
  Which of(String document) {
    return known.computeIfAbsent(
        document,
        title ->
            documents.stream()
                .filter(rule -> title.startsWith(rule.document()))
                .max(Comparator.comparingInt(rule -> rule.document().length()))
                .orElse(any)
                .day());
  }
}
