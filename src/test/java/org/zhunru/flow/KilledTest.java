package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program is killed in the middle of a review, without any warning. */
class KilledTest {
  private static final int ACTS_BEFORE = 37;

  @Test
  void nothing_acknowledged_is_missing_nothing_is_doubled_and_the_cases_go_on() throws Exception {
    var data =
        Path.of("target", "killed", Long.toString(ProcessHandle.current().pid())).toAbsolutePath();

    var working = start("work", data);
    while (acknowledged(data).values().stream().mapToInt(n -> n).sum() < ACTS_BEFORE) {
      assertThat(working.isAlive()).as("at work: " + said("work", data)).isTrue();
      working.waitFor(200, TimeUnit.MILLISECONDS);
    }
    working.destroyForcibly().waitFor();
    var acknowledged = acknowledged(data);

    assertThat(start("check", data).waitFor()).as(said("check", data).toString()).isZero();
    var after = said("check", data);
    assertThat(after).contains("CHECKED");
    var recorded = recorded(after);
    int extra = 0;
    for (var act : acknowledged.entrySet()) {
      int found = recorded.getOrDefault(act.getKey(), 0);
      assertThat(found).as(act.getKey()).isGreaterThanOrEqualTo(act.getValue());
      extra += found - act.getValue();
    }
    assertThat(extra).as("acts recorded beyond the one that was under way").isLessThanOrEqualTo(1);
    assertThat(after.stream().filter(l -> l.startsWith("END ")))
        .isNotEmpty()
        .allMatch(l -> l.endsWith(" APPROVED"));
  }

  private static Map<String, Integer> recorded(List<String> lines) {
    var recorded = new HashMap<String, Integer>();
    for (var line : lines) {
      if (line.startsWith("ACT ")) {
        var words = line.split(" ");
        recorded.put(words[1] + " " + words[2], Integer.parseInt(words[3]));
      }
    }
    return recorded;
  }

  private static Process start(String what, Path data) throws IOException {
    Files.createDirectories(data);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OfficersAtWork.class.getName(),
            what,
            data.resolve("data").toString())
        .redirectErrorStream(true)
        .redirectOutput(data.resolve(what + ".log").toFile())
        .start();
  }

  /** Whole lines the program has written so far. */
  private static List<String> said(String what, Path data) throws IOException {
    var text = Files.readString(data.resolve(what + ".log"));
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** How often each act of each case was acknowledged. */
  private static Map<String, Integer> acknowledged(Path data) throws IOException {
    var acknowledged = new HashMap<String, Integer>();
    for (var line : said("work", data)) {
      if (line.startsWith("ACK ")) {
        acknowledged.merge(line.substring(4), 1, Integer::sum);
      }
    }
    return acknowledged;
  }
}
