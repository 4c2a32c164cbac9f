package io.conccheck.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user's cache: {@code XDG_CACHE_HOME}, or {@code ~/.cache}, or the temporary folder. */
public final class Cache {

  private Cache() {}

  /**
   * A folder of that name, made if need be.
   *
   * @throws IOException if it can be made nowhere
   */
  public static Path folder(String name) throws IOException {
    try {
      return Files.createDirectories(base().resolve("conccheck").resolve(name));
    } catch (IOException e) {
      return Files.createTempDirectory("conccheck-" + name + "-");
    }
  }

  private static Path base() {
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    return xdg.startsWith("/") ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
  }
}
