package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Verdicts that were once given are given again, byte for byte: each {@code *.project.json} of
 * {@code src/test/resources/verdicts} with the {@code *.verdict.json} beside it. Of the set's own
 * hash nothing is asked: any row of any catalogue changes it. What is given now is written to
 * {@code target/verdicts}; copy it only if an old verdict was wrong.
 */
@IntegrationTest
class VerdictsOfOldTest {
  private static final Path KEPT = Path.of("src/test/resources/verdicts");
  private static final JsonMapper JSON = JsonMapper.shared();

  @Autowired Checks checks;
  @Autowired FactsReader reader;

  static List<String> projects() throws IOException {
    try (Stream<Path> files = Files.list(KEPT)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".project.json"))
          .map(name -> name.replace(".project.json", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("projects")
  void is_given_again_byte_for_byte(String name) throws IOException {
    var told = JSON.readTree(Files.readString(KEPT.resolve(name + ".project.json")));
    var day = LocalDate.parse(told.path("asOf").asString());
    var facts = reader.read(told.path("project"), "", day).orThrow();
    var given = (ObjectNode) JSON.readTree(JSON.writeValueAsString(checks.check(facts, day)));
    given.remove("editionSet");
    var now = lines(given);
    Files.createDirectories(Path.of("target/verdicts"));
    Files.writeString(Path.of("target/verdicts", name + ".verdict.json"), now);
    assertThat(KEPT.resolve(name + ".verdict.json")).exists().content().isEqualTo(now);
  }

  /** The bytes of JSON, each element of a list on a line of its own. */
  private static String lines(ObjectNode verdict) {
    return verdict.properties().stream()
        .map(
            field ->
                JSON.writeValueAsString(field.getKey())
                    + ":"
                    + (field.getValue().isArray()
                        ? field
                            .getValue()
                            .valueStream()
                            .map(JSON::writeValueAsString)
                            .collect(Collectors.joining(",\n", "[\n", "]"))
                        : JSON.writeValueAsString(field.getValue())))
        .collect(Collectors.joining(",\n", "{\n", "}\n"));
  }

  @Test
  void the_corpus_has_every_verdict_and_severity() throws IOException {
    var all = new StringBuilder();
    for (var name : projects()) {
      all.append(Files.readString(KEPT.resolve(name + ".verdict.json")));
    }
    for (var verdict : CheckResult.Verdict.values()) {
      assertThat(all).contains("\"verdict\":\"" + verdict + "\"");
    }
    for (var severity : CheckResult.Severity.values()) {
      assertThat(all).contains("\"severity\":\"" + severity + "\"");
    }
  }
}
