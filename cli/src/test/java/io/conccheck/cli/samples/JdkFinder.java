package io.conccheck.cli.samples;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the JDKs of the machine without asking anybody: the one that runs, its neighbours, what
 * {@code JAVA_HOME} and {@code JAVA_HOME_21_X64} and the like name, and the usual folders. A JDK is
 * a folder with {@code bin/java}, {@code bin/javac} and a {@code release} file that tells its
 * version.
 */
final class JdkFinder {

  static final int OLDEST = 17;
  static final int NEWEST = 25;

  private JdkFinder() {}

  /** One JDK for each feature release from 17 to 25 that is there. */
  static SortedMap<Integer, Path> find() {
    Path running = Path.of(System.getProperty("java.home"));
    Set<Path> parents = new LinkedHashSet<>();
    if (running.getParent() != null) {
      parents.add(running.getParent());
    }
    parents.add(Path.of("/usr/lib/jvm"));
    parents.add(Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"));
    return find(running, System.getenv(), parents);
  }

  static SortedMap<Integer, Path> find(
      Path running, Map<String, String> environment, Set<Path> parents) {
    SortedMap<Integer, Path> found = new TreeMap<>();
    add(running, found);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("JAVA_HOME") && !value.isBlank()) {
            add(Path.of(value), found);
          }
        });
    for (Path parent : parents) {
      if (Files.isDirectory(parent)) {
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(parent)) {
          homes.forEach(home -> add(home, found));
        } catch (IOException e) {
          throw new IllegalStateException("cannot look for JDKs in " + parent, e);
        }
      }
    }
    return found;
  }

  private static void add(Path home, Map<Integer, Path> found) {
    if (Files.isExecutable(home.resolve("bin/java"))
        && Files.isExecutable(home.resolve("bin/javac"))) {
      int feature = feature(home.resolve("release"));
      if (feature >= OLDEST && feature <= NEWEST) {
        found.putIfAbsent(feature, home);
      }
    }
  }

  /** The feature release that a {@code release} file tells, or 0. */
  private static int feature(Path release) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(release)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return 0; // no JDK, or none that says what it is
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    String first = version.split("[.+-]", 2)[0];
    return first.matches("\\d{1,3}") ? Integer.parseInt(first) : 0;
  }
}
