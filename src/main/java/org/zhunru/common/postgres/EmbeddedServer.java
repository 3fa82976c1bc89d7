package org.zhunru.common.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.CannotStart;

/**
 * A PostgreSQL server of our own, kept in a directory across restarts.
 *
 * <p>Below the directory: {@code postgres} (the cluster), {@code postgres.password} (0600), {@code
 * postgres-bin} (programs), {@code postgres-log}. It listens on loopback alone and lets in one
 * role, by scram; nobody can sign in as the superuser. What is acknowledged is on disk.
 */
public final class EmbeddedServer implements AutoCloseable {

  /** How careful the server is with what it acknowledged. */
  public enum Durability {
    /** Every commit reaches the disk before it is acknowledged. */
    FULL,
    /** For tests alone: a power cut may lose or spoil everything. */
    NONE
  }

  /** What is being done while somebody waits. */
  public enum Step {
    /** The first start: programs are unpacked and an empty database is made. */
    CREATING,
    /** A later start on what is there. */
    STARTING
  }

  private static final String UNFINISHED = "postgres.new";
  private static final String ROLE = "zhunru";
  private static final String DATABASE = "zhunru";
  private static final String SUPERUSER = "postgres";

  private static final int ATTEMPTS_AT_A_FREE_PORT = 5;

  /** Enough for the recovery after a crash in the middle of much writing. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final DirectoryLock lock;
  private final Account account;
  private final Durability durability;
  private final Path cluster;
  private final Path log;
  private final Path programs;
  private final String password;
  private final int port;
  private boolean closed;

  private EmbeddedServer(
      Path data, Path binaries, int port, Durability durability, Consumer<Step> progress)
      throws IOException {
    Files.createDirectories(data);
    this.lock = DirectoryLock.take(data);
    boolean started = false;
    try {
      this.account = Account.choose();
      this.durability = durability;
      this.cluster = data.resolve("postgres");
      this.log = data.resolve("postgres-log");
      Files.createDirectories(log);
      account.own(log);
      boolean first = !Files.isDirectory(cluster);
      progress.accept(first ? Step.CREATING : Step.STARTING);
      this.programs = Binaries.unpack(binaries).resolve("bin");
      var passwordFile = new PasswordFile(data.resolve("postgres.password"));
      if (first) {
        this.password = passwordFile.renew();
        create(data);
      } else {
        account.own(cluster);
        stopOrphan();
        if (passwordFile.exists()) {
          this.password = passwordFile.read();
        } else {
          this.password = passwordFile.renew();
          alone(cluster, "ALTER ROLE %s PASSWORD '%s'".formatted(ROLE, password));
        }
      }
      this.port = port == 0 ? startAtFreePort() : startAt(port);
      started = true;
    } finally {
      if (!started) {
        lock.close();
      }
    }
  }

  /**
   * Starts the server in {@code data}; the first time that takes some seconds.
   *
   * @param binaries where PostgreSQL's programs are unpacked
   * @param port loopback port, 0 for any free one
   * @param progress told what is being done
   * @throws CannotStart if another program uses the directory, or PostgreSQL says why it cannot
   */
  public static EmbeddedServer start(
      Path data, Path binaries, int port, Durability durability, Consumer<Step> progress) {
    Path directory = data.toAbsolutePath().normalize();
    try {
      return new EmbeddedServer(
          directory, binaries.toAbsolutePath().normalize(), port, durability, progress);
    } catch (IOException e) {
      throw new CannotStart(e, "databaseFiles", directory, e.toString());
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  public String user() {
    return ROLE;
  }

  public String password() {
    return password;
  }

  /** Stops the server and waits until it is gone. Close pools first: what is open is cut off. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stop();
    } finally {
      lock.close();
    }
  }

  /** Makes a cluster beside its final place, so that an interrupted attempt leaves nothing. */
  private void create(Path data) throws IOException {
    Trees.deleteLeftovers(data, UNFINISHED, Duration.ZERO);
    Path unfinished = Files.createTempDirectory(data, UNFINISHED);
    account.own(unfinished);
    run(
        null,
        "initdb",
        "--pgdata=" + unfinished,
        "--username=" + SUPERUSER,
        "--auth=reject",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
        durability == Durability.FULL ? "--sync-method=fsync" : "--no-sync");
    alone(
        unfinished,
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(ROLE, password),
        "ALTER ROLE %s SET log_error_verbosity = 'terse'".formatted(ROLE),
        "CREATE DATABASE %s OWNER %s".formatted(DATABASE, ROLE));
    Files.move(unfinished, cluster);
  }

  /** Runs statements as the superuser without opening a port. */
  private void alone(Path directory, String... statements) throws IOException {
    run(
        String.join("\n", statements) + "\n",
        "postgres",
        "--single",
        "-D",
        directory.toString(),
        "-c",
        "exit_on_error=on",
        SUPERUSER);
  }

  private int startAtFreePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int free = socket.getLocalPort();
        socket.close();
        return startAt(free);
      } catch (CannotStart e) {
        // Between looking and listening somebody else may take the port.
        if (attempt == ATTEMPTS_AT_A_FREE_PORT || !e.toString().contains("could not bind")) {
          throw e;
        }
      }
    }
  }

  private int startAt(int port) throws IOException {
    String durable = durability == Durability.FULL ? "on" : "off";
    write(
        "postgresql.conf",
        """
        # Written by Zhunru at every start. Settings of your own go into local.conf beside it.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 100
        password_encryption = 'scram-sha-256'
        fsync = %s
        synchronous_commit = %s
        full_page_writes = %s
        timezone = 'UTC'
        log_timezone = 'Asia/Shanghai'
        logging_collector = on
        log_directory = '../postgres-log'
        log_filename = 'postgres-%%a.log'
        log_rotation_age = 1d
        log_truncate_on_rotation = on
        log_line_prefix = '%%m [%%p] '
        # Neither what was typed, which may be about a person, nor the statement around it;
        # the role writes no details either.
        log_min_error_statement = 'panic'
        include_if_exists = 'local.conf'
        """
            .formatted(port, durable, durable, durable));
    write(
        "pg_hba.conf",
        """
        # Written by Zhunru at every start: one role, one database, loopback, scram.
        host %s %s 127.0.0.1/32 scram-sha-256
        """
            .formatted(DATABASE, ROLE));
    var said = ServerLog.fromNow(log);
    try {
      control("start", "-l", log.resolve("start.log").toString());
    } catch (CannotStart e) {
      throw new CannotStart(e, "databaseRefused", cluster, said.complaints());
    }
    return port;
  }

  private void write(String name, String content) throws IOException {
    Path file = cluster.resolve(name);
    Files.writeString(file, content);
    // Read by the account the server runs as, which may not be the one that writes.
    Trees.permit(file, account == Account.NOBODY ? "rw-r--r--" : "rw-------");
  }

  private void stop() throws IOException {
    try {
      control("stop", "-m", "fast");
    } catch (CannotStart e) {
      control("stop", "-m", "immediate");
    }
  }

  /** A server whose program was killed goes on alone; it is stopped, not shared. */
  private void stopOrphan() throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() > 1 && servesThisCluster(lines.get(0).strip(), lines.get(1).strip())) {
      stop();
    } else {
      // We hold the lock and no server works here: what the file names is dead, or another thing.
      Files.delete(file);
    }
  }

  /**
   * Whether the process is a server at work on this very directory. The number alone proves
   * nothing: it may have gone to another program, and a copied directory names the original's.
   */
  private boolean servesThisCluster(String pid, String directory) {
    var process = ProcessHandle.of(Long.parseLong(pid)).filter(Zombies::without);
    if (process.isEmpty()) {
      return false;
    }
    var command = process.get().info().command().map(c -> Path.of(c).getFileName().toString());
    if (command.isPresent() && !command.get().startsWith("postgres")) {
      return false;
    }
    try {
      return Files.isSameFile(Path.of("/proc", pid, "cwd"), cluster);
    } catch (IOException e) {
      return Path.of(directory).equals(cluster); // no /proc, or not ours to read
    }
  }

  private void control(String action, String... more) throws IOException {
    var command =
        new ArrayList<>(List.of("-D", cluster.toString(), "-w", "-t", seconds(PATIENCE), "-s"));
    command.addAll(List.of(more));
    command.add(action);
    run(null, "pg_ctl", command.toArray(String[]::new));
  }

  private void run(@Nullable String input, String program, String... arguments) throws IOException {
    Path file = programs.resolve(program + (Binaries.windows() ? ".exe" : ""));
    List<String> command = account.command(file, List.of(arguments));
    Path said = log.resolve(program + ".log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // A file, not a pipe: the server inherits it and would keep a pipe open for ever.
    builder.redirectOutput(said.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try (var out = process.getOutputStream()) {
      if (input != null) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      if (!process.waitFor(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        process.destroy();
        throw new CannotStart(null, "databaseProgram", program, read(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new IOException("interrupted while running " + program, e);
    }
  }

  private static String read(Path said) throws IOException {
    return Files.exists(said) ? Files.readString(said).strip() : "";
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
