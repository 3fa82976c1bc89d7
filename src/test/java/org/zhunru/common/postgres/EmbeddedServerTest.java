package org.zhunru.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhunru.common.CannotStart;

class EmbeddedServerTest {

  private static final Path BINARIES = Path.of("target", "postgres-bin").toAbsolutePath();

  @TempDir Path data;

  @Test
  void what_was_acknowledged_is_there_after_a_restart() throws Exception {
    try (var server = start()) {
      execute(server, "create table kept (note text)", "insert into kept values ('液氯')");
    }
    try (var server = start()) {
      assertThat(ask(server, "select note from kept")).isEqualTo("液氯");
    }
  }

  @Test
  void commits_reach_the_disk_before_they_are_acknowledged() throws Exception {
    try (var server =
        EmbeddedServer.start(data, BINARIES, 0, EmbeddedServer.Durability.FULL, step -> {})) {
      assertThat(ask(server, "show fsync")).isEqualTo("on");
      assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(server, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(server, "show data_checksums")).isEqualTo("on");
      assertThat(ask(server, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void one_role_is_let_in_and_only_with_the_generated_password() throws Exception {
    try (var server = start()) {
      assertThat(
              ask(
                  server,
                  "select current_user || ' ' || usesuper from pg_user"
                      + " where usename = current_user"))
          .isEqualTo("zhunru false");
      assertThatThrownBy(() -> DriverManager.getConnection(server.url(), "zhunru", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.url(), "postgres", server.password()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("no pg_hba.conf entry");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("postgres.password"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_second_start_names_the_directory_and_the_other_process() throws Exception {
    try (var server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOfSatisfying(
              CannotStart.class,
              refused -> {
                assertThat(refused.code()).isEqualTo("alreadyRunning");
                assertThat(refused.arguments())
                    .containsExactly(data, Long.toString(ProcessHandle.current().pid()));
              });
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void another_programs_server_is_respected_while_it_lives_and_replaced_when_it_was_killed()
      throws Exception {
    var other = HoldingServer.inAnotherProgram(data, BINARIES);
    long orphan = serverPid();
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            CannotStart.class,
            refused ->
                assertThat(refused.arguments()).containsExactly(data, Long.toString(other.pid())));

    other.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(orphan)).isPresent();

    try (var server = start()) {
      assertThat(ProcessHandle.of(orphan).filter(Zombies::without)).isEmpty();
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_stale_pid_file_is_no_obstacle_even_if_its_number_went_to_another_program()
      throws Exception {
    start().close();
    for (long pid : List.of(ProcessHandle.current().pid(), 4_000_000L)) {
      Files.writeString(
          data.resolve("postgres/postmaster.pid"),
          pid + "\n" + data.resolve("postgres") + "\n1700000000\n5432\n\n127.0.0.1\n");
      try (var server = start()) {
        assertThat(ask(server, "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void a_copy_of_a_running_directory_leaves_the_original_alone(@TempDir Path elsewhere)
      throws Exception {
    try (var original = start()) {
      Path copy = elsewhere.resolve("copy");
      copy(data, copy);
      try (var server = start(copy)) {
        assertThat(server.url()).isNotEqualTo(original.url());
        assertThat(ask(server, "select 1")).isEqualTo("1");
        assertThat(ask(original, "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void an_interrupted_first_start_leaves_nothing_that_matters() throws Exception {
    Files.createDirectories(data.resolve("postgres.new123/base"));
    Files.writeString(data.resolve("postgres.new123/PG_VERSION"), "17\n");
    Files.writeString(data.resolve("postgres.password"), "of the interrupted start\n");
    try (var server = start()) {
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
    assertThat(data.resolve("postgres.new123")).doesNotExist();
  }

  @Test
  void a_lost_password_is_replaced() throws Exception {
    String lost;
    try (var server = start()) {
      lost = server.password();
    }
    Files.delete(data.resolve("postgres.password"));
    try (var server = start()) {
      assertThat(server.password()).isNotEqualTo(lost);
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void what_postgresql_says_is_passed_on() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  EmbeddedServer.start(
                      data,
                      BINARIES,
                      taken.getLocalPort(),
                      EmbeddedServer.Durability.NONE,
                      step -> {}))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("could not bind");
    }
    start().close();
  }

  @Test
  void what_was_refused_is_in_no_log() throws Exception {
    try (var server = start()) {
      assertThatThrownBy(
              () ->
                  execute(
                      server,
                      "create table person (name text constraint short check (length(name) < 3))",
                      "insert into person values ('张三丰')"))
          .hasMessageContaining("张三丰");
    }
    var said = new StringBuilder();
    try (var files = Files.newDirectoryStream(data.resolve("postgres-log"))) {
      for (var file : files) {
        said.append(Files.readString(file));
      }
    }
    assertThat(said.toString()).contains("check constraint \"short\"").doesNotContain("张三丰");
  }

  @Test
  void a_damaged_cluster_is_told_and_left_as_it_is() throws Exception {
    start().close();
    Path version = data.resolve("postgres/PG_VERSION");
    Files.writeString(version, "16\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("incompatible");
    Files.writeString(version, "17\n");
    start().close();
  }

  private EmbeddedServer start() {
    return start(data);
  }

  private static EmbeddedServer start(Path data) {
    return EmbeddedServer.start(data, BINARIES, 0, EmbeddedServer.Durability.NONE, step -> {});
  }

  private long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(0));
  }

  private static Connection connect(EmbeddedServer server) throws SQLException {
    return DriverManager.getConnection(server.url(), server.user(), server.password());
  }

  private static void execute(EmbeddedServer server, String... statements) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(EmbeddedServer server, String sql) throws SQLException {
    try (var connection = connect(server);
        var answer = connection.createStatement().executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    var files = new ArrayList<Path>();
    try (var walk = Files.walk(from)) {
      walk.forEach(files::add);
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
