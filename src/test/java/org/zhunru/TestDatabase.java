package org.zhunru;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One embedded PostgreSQL for the whole test run, under {@code target/}, handed to the program as
 * if it were an external server. Each process of the run has its tables in a schema of its own.
 */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String SCHEMA = "process_" + ProcessHandle.current().pid();

  private static final class Server {
    /** Stopped after the last Spring context has closed. */
    private static final TestServer RUNNING =
        TestServer.join(SpringApplication.getShutdownHandlers()::add);
  }

  /** The server itself, for tests that look at the database without the program. */
  public static TestServer server() {
    return Server.RUNNING;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var server = server();
    JdbcClient.create(new DriverManagerDataSource(server.url(), server.user(), server.password()))
        .sql("create schema if not exists " + SCHEMA)
        .update();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test database",
                Map.of(
                    "zhunru.data",
                    TestServer.data().toString(),
                    "zhunru.demo",
                    "true",
                    // one test tells the past and takes it back
                    "zhunru.demo-past",
                    "false",
                    // tests send by themselves
                    "zhunru.notices.sweep",
                    "-",
                    "zhunru.sign-in.bcrypt-strength",
                    "4",
                    "zhunru.db.url",
                    server.url() + "?currentSchema=" + SCHEMA,
                    "zhunru.db.user",
                    server.user(),
                    "zhunru.db.password",
                    server.password())));
  }
}
