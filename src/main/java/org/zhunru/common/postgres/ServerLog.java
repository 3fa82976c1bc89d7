package org.zhunru.common.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the server wrote to its logs since a moment, for telling why it did not start. */
final class ServerLog {

  private static final Pattern COMPLAINT =
      Pattern.compile("((FATAL|PANIC|ERROR|DETAIL|HINT): +|LOG: +could not ).*");

  private static final Duration A_MOMENT = Duration.ofMillis(100);
  private static final int MOST_WAITS = 20;

  private final Path directory;
  private final Map<Path, Long> sizes;

  private ServerLog(Path directory, Map<Path, Long> sizes) {
    this.directory = directory;
    this.sizes = sizes;
  }

  static ServerLog fromNow(Path directory) throws IOException {
    var sizes = new HashMap<Path, Long>();
    try (var files = Files.newDirectoryStream(directory, "*.log")) {
      for (Path file : files) {
        sizes.put(file, Files.size(file));
      }
    }
    return new ServerLog(directory, sizes);
  }

  /**
   * The complaints since then, without time stamps; everything if there is no complaint. A server
   * that has ended leaves its last words to the writer of its log, who outlives it by a moment:
   * they are waited for.
   */
  String complaints() throws IOException {
    for (int waits = 0; waits < MOST_WAITS; waits++) {
      var complaints = complaints(said());
      if (!complaints.isEmpty()) {
        return complaints;
      }
      LockSupport.parkNanos(A_MOMENT.toNanos());
    }
    return said().strip();
  }

  private static String complaints(String said) {
    return said.lines()
        .map(COMPLAINT::matcher)
        .filter(found -> found.find())
        .map(found -> found.group())
        .filter(line -> !line.startsWith("HINT:  Future log output"))
        .collect(Collectors.joining("\n"));
  }

  private String said() throws IOException {
    var said = new StringBuilder();
    try (var files = Files.newDirectoryStream(directory, "*.log")) {
      for (Path file : files) {
        said.append(since(file));
      }
    }
    return said.toString();
  }

  private String since(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      long before = sizes.getOrDefault(file, 0L);
      long start = before <= channel.size() ? before : 0; // begun anew since
      var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - start));
      channel.read(bytes, start);
      return new String(bytes.array(), StandardCharsets.UTF_8);
    }
  }
}
