package org.zhunru;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.postgres.EmbeddedServer;

/**
 * The one PostgreSQL of a test run, used by every process of it.
 *
 * <p>Whoever needs it first starts it and writes its address below {@code target/it/<run>}; others
 * read that. Each process holds a lock file while it lives; the one that started the server stops
 * it when it can take those of all others.
 *
 * @param url of the database, without parameters
 */
public record TestServer(String url, String user, String password) {
  private static final Path RUN =
      Path.of("target", "it", System.getProperty("zhunru.test.run", "run-" + pid()));
  private static final String USERS = "user-";

  @SuppressWarnings("unused") // held until this process ends
  private static @Nullable FileLock here;

  static Path data() {
    return RUN.resolve("data-" + pid());
  }

  static TestServer join(Ending atEnd) {
    try {
      Files.createDirectories(RUN);
      here = lock(RUN.resolve(USERS + pid()));
      var address = RUN.resolve("address.properties");
      try (var one = lock(RUN.resolve("starting"))) {
        return Files.exists(address) ? read(address) : start(address, atEnd);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes what must be done when the tests of this process have ended. */
  interface Ending {
    void then(Runnable act);
  }

  private static TestServer start(Path address, Ending atEnd) throws IOException {
    var server =
        EmbeddedServer.start(
            RUN.resolve("server-" + pid()),
            Path.of("target", "postgres-bin"),
            0,
            EmbeddedServer.Durability.NONE,
            step -> {});
    var known = new Properties();
    known.setProperty("url", server.url());
    known.setProperty("user", server.user());
    known.setProperty("password", server.password());
    var unfinished = Files.createTempFile(RUN, "address", ".new");
    try (var out = Files.newOutputStream(unfinished)) {
      known.store(out, null);
    }
    Files.move(unfinished, address, StandardCopyOption.ATOMIC_MOVE);
    atEnd.then(() -> stop(server, address));
    return new TestServer(server.url(), server.user(), server.password());
  }

  private static TestServer read(Path address) throws IOException {
    var known = new Properties();
    try (var in = Files.newInputStream(address)) {
      known.load(in);
    }
    return new TestServer(
        known.getProperty("url"), known.getProperty("user"), known.getProperty("password"));
  }

  private static void stop(EmbeddedServer server, Path address) {
    try {
      try (var one = lock(RUN.resolve("starting"))) {
        Files.delete(address); // who comes now starts another
      }
      try (var users = Files.newDirectoryStream(RUN, USERS + "*")) {
        for (var user : users) {
          if (!user.endsWith(USERS + pid())) {
            lock(user).close();
          }
        }
      }
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileLock lock(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).lock();
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }
}
