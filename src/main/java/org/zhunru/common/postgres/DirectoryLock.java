package org.zhunru.common.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.zhunru.common.CannotStart;

/**
 * One program per data directory. The operating system gives the lock back when the holder dies,
 * however it dies; what stays in the file is only the name of the last holder.
 */
final class DirectoryLock implements AutoCloseable {

  /** Far behind the content, so that others may read who holds it where locks are mandatory. */
  private static final long BEHIND_CONTENT = Long.MAX_VALUE - 1;

  /** Closing any channel on a locked file would give the lock back: ask here first. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws CannotStart ({@code alreadyRunning}) if another program holds it
   */
  static DirectoryLock take(Path directory) throws IOException {
    Path file = directory.resolve("zhunru.lock");
    if (!HELD_HERE.add(file)) {
      throw new CannotStart(null, "alreadyRunning", directory, pid(ProcessHandle.current().pid()));
    }
    boolean taken = false;
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock(BEHIND_CONTENT, 1, false);
        if (lock == null) {
          throw new CannotStart(null, "alreadyRunning", directory, holder(file));
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(pid(ProcessHandle.current().pid()) + "\n"));
        taken = true;
        return new DirectoryLock(file, channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        HELD_HERE.remove(file);
      }
    }
  }

  /** Digits only: message formats would group a number. */
  private static String pid(long pid) {
    return Long.toString(pid);
  }

  private static String holder(Path file) throws IOException {
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "?" : pid;
  }

  @Override
  public void close() throws IOException {
    channel.truncate(0);
    channel.close();
    HELD_HERE.remove(file);
  }
}
