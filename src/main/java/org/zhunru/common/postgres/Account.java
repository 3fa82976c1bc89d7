package org.zhunru.common.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zhunru.common.CannotStart;

/**
 * As whom PostgreSQL runs. It refuses root; root therefore runs it in a user namespace of its own,
 * where it is nobody, or, where namespaces are forbidden as in most containers, as nobody outright.
 */
enum Account {
  OURS(List.of()),
  NAMESPACE(List.of("unshare", "-U")),
  NOBODY(
      List.of(
          "setpriv",
          "--reuid=" + Account.NOBODY_ID,
          "--regid=" + Account.NOBODY_ID,
          "--clear-groups"));

  private static final int NOBODY_ID = 65534;

  private final List<String> prefix;

  Account(List<String> prefix) {
    this.prefix = prefix;
  }

  /**
   * @throws CannotStart ({@code rootUnsupported}) for root without either way
   */
  static Account choose() throws IOException {
    if (!root()) {
      return OURS;
    }
    if (LinuxUtils.isUnshareAvailable()) {
      return NAMESPACE;
    }
    if (NOBODY.runs("true")) {
      return NOBODY;
    }
    throw new CannotStart(null, "rootUnsupported");
  }

  /** The command as this account runs it. */
  List<String> command(Path program, List<String> arguments) {
    var command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /**
   * Gives a directory to this account, should another one have used it before.
   *
   * @throws CannotStart ({@code unreachableAsNobody}) if this account may not enter it
   */
  void own(Path directory) throws IOException {
    if (this == OURS) {
      return;
    }
    int id = this == NOBODY ? NOBODY_ID : 0;
    if (!Files.getAttribute(directory, "unix:uid").equals(id)) {
      try (var files = Files.walk(directory)) {
        files.forEach(file -> give(file, id));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    if (this == NOBODY && !runs("test", "-w", directory.toString())) {
      throw new CannotStart(null, "unreachableAsNobody", directory);
    }
  }

  private static void give(Path file, int id) {
    try {
      if (!Files.isSymbolicLink(file)) {
        Files.setAttribute(file, "unix:uid", id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean runs(String... command) throws IOException {
    var whole = new ArrayList<>(prefix);
    whole.addAll(List.of(command));
    Process process;
    try {
      process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false; // no such program
    }
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + whole, e);
    }
  }

  private static boolean root() {
    return !Binaries.windows() && new UnixSystem().getUid() == 0;
  }
}
