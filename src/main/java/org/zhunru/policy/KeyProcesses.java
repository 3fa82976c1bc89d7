package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The 18 key supervised chemical processes (安监总管三〔2009〕116号, 〔2013〕3号), recognised by whole words:
 * 过氧化 is not 氧化, 铝电解 is not 氯碱, 脱硝 is not 硝化, 硫化 is not 磺化.
 */
@Component
public class KeyProcesses {
  /** What may stand behind a name without changing it. */
  private static final List<String> ENDINGS = List.of("工艺", "反应", "装置", "生产", "单元", "工段", "法");

  /** Words that alone leave open which process is meant. */
  private static final Set<String> OPEN = Set.of("电解", "氯碱法", "煤气化", "气化", "合成");

  private final Map<Integer, Process> processes = new LinkedHashMap<>();
  private final Map<String, Alias> words = new LinkedHashMap<>();

  private record Process(int no, String name, String source) {}

  private record Alias(int no, String word, String confidence) {}

  /**
   * What was found.
   *
   * @param processes one for each declared process that is on the list
   * @param questions declared processes that may be
   */
  public record Found(List<CheckResult.KeyProcess> processes, List<Question> questions) {
    public Found {
      processes = List.copyOf(processes);
      questions = List.copyOf(questions);
    }
  }

  public KeyProcesses() {
    PolicyFile.of("key-supervised-processes.csv")
        .read(
            List.of(
                "no",
                "batch",
                "name_zh",
                "key_parameters_zh",
                "confidence",
                "parameters_confidence",
                "source"),
            row -> {
              var process =
                  new Process(row.whole("no"), row.required("name_zh"), row.required("source"));
              processes.put(process.no(), process);
              word(process.no(), process.name(), row.text("confidence"));
              return process;
            });
    PolicyFile.of("key-process-aliases.csv")
        .read(
            List.of("no", "alias_zh", "kind", "source", "confidence"),
            row -> {
              int no = row.whole("no");
              if (!processes.containsKey(no)) {
                row.wrong("no", "noProcess", no);
              }
              word(no, row.required("alias_zh"), row.oneOf("confidence", "high", "recalled"));
              return row;
            });
  }

  private void word(int no, String word, String confidence) {
    words.putIfAbsent(core(word), new Alias(no, word, confidence));
  }

  /** Looks for the list in what the applicant declared, one process a line. */
  public Found in(List<String> declared) {
    var found = new ArrayList<CheckResult.KeyProcess>();
    var questions = new ArrayList<Question>();
    for (int i = 0; i < declared.size(); i++) {
      var subject = "processes[" + i + "]";
      var alias = words.get(core(declared.get(i)));
      if (alias != null) {
        var process = java.util.Objects.requireNonNull(processes.get(alias.no()));
        found.add(
            new CheckResult.KeyProcess(
                process.no(),
                process.name(),
                subject,
                declared.get(i),
                alias.word(),
                process.source(),
                alias.confidence()));
      } else {
        open(declared.get(i), subject, questions);
      }
    }
    return new Found(found, questions);
  }

  /** The documents that the list is made of. */
  private String sources() {
    return processes.values().stream()
        .map(Process::source)
        .distinct()
        .collect(Collectors.joining("、"));
  }

  /** A bare word, or a longer one that ends in a process of the list, is asked about. */
  private void open(String declared, String subject, List<Question> questions) {
    var core = core(declared);
    if (OPEN.contains(core)) {
      questions.add(Question.of(subject, "processUnclear", declared).per(sources()));
      return;
    }
    var readings = new ArrayList<String>();
    for (var word : words.entrySet()) {
      if (core.length() > word.getKey().length()
          && core.endsWith(word.getKey())
          && !changed(core.substring(0, core.length() - word.getKey().length()))) {
        readings.add(java.util.Objects.requireNonNull(processes.get(word.getValue().no())).name());
      }
    }
    if (!readings.isEmpty()) {
      questions.add(
          Question.of(subject, "processUnclear", declared)
              .per(sources())
              .withReadings(readings.stream().distinct().toList()));
    }
  }

  /** Whether what stands before makes another process of it: 过-氧化, 脱-氯化, 硫-磺化. */
  private static boolean changed(String before) {
    return before.endsWith("过") || before.endsWith("脱") || before.endsWith("非");
  }

  private static String core(String text) {
    var core = SubstanceNames.normal(text);
    for (boolean cut = true; cut; ) {
      cut = false;
      for (var ending : ENDINGS) {
        if (core.length() > ending.length() && core.endsWith(ending)) {
          core = core.substring(0, core.length() - ending.length());
          cut = true;
        }
      }
    }
    return core;
  }
}
