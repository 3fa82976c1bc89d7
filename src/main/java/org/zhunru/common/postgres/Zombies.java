package org.zhunru.common.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processes that have ended but still hold their number, because nobody asked how they ended: the
 * fate of orphans in containers whose first process does not care.
 */
final class Zombies {

  private Zombies() {}

  /** Whether the process lives and is no zombie. */
  static boolean without(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return true; // no /proc on this system
    }
  }
}
