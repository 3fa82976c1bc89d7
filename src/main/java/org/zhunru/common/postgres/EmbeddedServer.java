package org.zhunru.common.postgres;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

  static final String ROLE = "zhunru";
  static final String DATABASE = "zhunru";
  private static final String SUPERUSER = "postgres";

  private final DirectoryLock lock;
  private final Path cluster;
  private final Path log;
  private final Path programs;
  private final int port;
  private final String password;
  private final Durability durability;
  private boolean closed;

  private EmbeddedServer(Path data, Path binaries, int port, Durability durability)
      throws IOException {
    Files.createDirectories(data);
    this.lock = DirectoryLock.take(data);
    boolean started = false;
    try {
      this.cluster = data.resolve("postgres");
      this.log = data.resolve("postgres-log");
      this.durability = durability;
      this.programs = Binaries.unpack(binaries).resolve("bin");
      this.port = port == 0 ? freePort() : port;
      Files.createDirectories(log);
      var passwordFile = new PasswordFile(data.resolve("postgres.password"));
      if (!Files.isDirectory(cluster)) {
        this.password = passwordFile.renew();
        create(data.resolve("postgres.new"));
      } else {
        stopOrphan();
        if (passwordFile.exists()) {
          this.password = passwordFile.read();
        } else {
          this.password = passwordFile.renew();
          alone(cluster, "ALTER ROLE %s PASSWORD '%s'".formatted(ROLE, password));
        }
      }
      start();
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
   * @throws CannotStart if another program uses the directory, or PostgreSQL says why it cannot
   */
  public static EmbeddedServer start(Path data, Path binaries, int port, Durability durability) {
    try {
      Path directory = data.toAbsolutePath().normalize();
      return new EmbeddedServer(directory, binaries.toAbsolutePath().normalize(), port, durability);
    } catch (IOException e) {
      throw new CannotStart(e, "databaseFiles", data, String.valueOf(e.getMessage()));
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
  private void create(Path unfinished) throws IOException {
    Trees.delete(unfinished);
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

  private void start() throws IOException {
    String durable = durability == Durability.FULL ? "on" : "off";
    Files.writeString(
        cluster.resolve("postgresql.conf"),
        """
        # Written by Zhunru at every start. Settings of your own go into local.conf beside this file.
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
        include_if_exists = 'local.conf'
        """
            .formatted(port, durable, durable, durable));
    Files.writeString(
        cluster.resolve("pg_hba.conf"),
        """
        # Written by Zhunru at every start: one role, one database, loopback, scram.
        host %s %s 127.0.0.1/32 scram-sha-256
        """
            .formatted(DATABASE, ROLE));
    Path said = log.resolve("start.log");
    Files.deleteIfExists(said);
    try {
      control("start", "-l", said.toString());
    } catch (CannotStart e) {
      throw new CannotStart(e, "databaseRefused", cluster, read(said));
    }
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
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    boolean ours =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .flatMap(p -> p.info().command())
            .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
            .isPresent();
    if (ours) {
      stop();
    } else {
      Files.delete(pidFile);
    }
  }

  private void control(String action, String... more) throws IOException {
    var command = new ArrayList<>(List.of("-D", cluster.toString(), "-w", "-t", "60", "-s"));
    command.addAll(List.of(more));
    command.add(action);
    run(null, "pg_ctl", command.toArray(String[]::new));
  }

  private void run(@Nullable String input, String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve(program + (Binaries.windows() ? ".exe" : "")).toString());
    command.addAll(List.of(arguments));
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
      if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
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

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
