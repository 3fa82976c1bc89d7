package org.zhunru.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path directory;

  @Test
  void last_words_that_come_after_the_end_are_waited_for() throws Exception {
    var file = Files.writeString(directory.resolve("postgres-Sun.log"), "FATAL:  of yesterday\n");
    var log = ServerLog.fromNow(directory);
    Files.writeString(
        directory.resolve("start.log"), "HINT:  Future log output will appear elsewhere\n");
    var later =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.writeString(
                    file, "00:00 [1] FATAL:  could not bind\n", StandardOpenOption.APPEND);
              } catch (java.io.IOException unwritable) {
                throw new java.io.UncheckedIOException(unwritable);
              }
            },
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

    assertThat(log.complaints()).isEqualTo("FATAL:  could not bind");
    later.get();
  }

  @Test
  void without_a_complaint_everything_is_told() throws Exception {
    var log = ServerLog.fromNow(directory);
    Files.writeString(directory.resolve("start.log"), "LOG:  nothing of note\n");

    assertThat(log.complaints()).isEqualTo("LOG:  nothing of note");
  }
}
