package org.zhunru.common;

import java.nio.file.Path;

/**
 * The one directory in which everything lives that must survive a restart; not below the web root.
 *
 * @param path absolute, normalised
 */
public record DataDirectory(Path path) {

  public DataDirectory {
    path = path.toAbsolutePath().normalize();
  }

  /** A subdirectory of that name; the caller creates it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }
}
