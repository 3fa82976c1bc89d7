package org.zhunru;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.zhunru.common.postgres.EmbeddedServer;

/**
 * One embedded PostgreSQL for the whole test run, under {@code target/}, handed to the program as
 * if it were an external server. It stops after the last Spring context has closed.
 */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Path DATA =
      Path.of("target", "it", Long.toString(ProcessHandle.current().pid()));

  private static final class Server {
    private static final EmbeddedServer RUNNING = start();

    private static EmbeddedServer start() {
      var server =
          EmbeddedServer.start(
              DATA,
              Path.of("target", "postgres-bin"),
              0,
              EmbeddedServer.Durability.NONE,
              step -> {});
      SpringApplication.getShutdownHandlers().add(Server::stop);
      return server;
    }

    private static void stop() {
      try {
        RUNNING.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The server itself, for tests that look at the database without the program. */
  public static EmbeddedServer server() {
    return Server.RUNNING;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var server = server();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test database",
                Map.of(
                    "zhunru.data", DATA.toString(),
                    "zhunru.demo", "true",
                    // tests send by themselves
                    "zhunru.notices.sweep", "-",
                    "zhunru.sign-in.bcrypt-strength", "4",
                    "zhunru.db.url", server.url(),
                    "zhunru.db.user", server.user(),
                    "zhunru.db.password", server.password())));
  }
}
