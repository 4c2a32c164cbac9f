package io.conccheck.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars in Gradle's cache that a build file names with group, artifact and version written out.
 * What a build computes is not known, for that would mean to run it.
 */
public final class GradleClassPath {

  private static final Pattern NAMED =
      Pattern.compile("[\"']([\\w.-]+):([\\w.-]+):([\\w.+-]+)[\"']");

  private final Path cache;

  /** Class paths out of a cache such as {@code ~/.gradle/caches/modules-2/files-2.1}. */
  public GradleClassPath(Path cache) {
    this.cache = cache;
  }

  /** The jars that the build file names; none if it cannot be read. */
  public List<Path> of(Path buildFile) {
    List<Path> jars = new ArrayList<>();
    try {
      Matcher m = NAMED.matcher(Files.readString(buildFile));
      while (m.find()) {
        Coordinates c = new Coordinates(m.group(1), m.group(2), m.group(3));
        Path folder =
            cache.resolve(c.group()).resolve(c.artifact()).resolve(c.version()).normalize();
        if (c.isComplete() && folder.startsWith(cache) && Files.isDirectory(folder)) {
          jar(folder, c, jars);
        }
      }
    } catch (IOException e) {
      return jars; // without them some types stay unknown, which a scan can stand
    }
    return jars;
  }

  private static void jar(Path folder, Coordinates c, List<Path> jars) throws IOException {
    String name = c.artifact() + "-" + c.version() + ".jar";
    try (Stream<Path> all = Files.walk(folder, 2)) {
      all.filter(p -> p.getFileName().toString().equals(name))
          .sorted()
          .findFirst()
          .ifPresent(jars::add);
    }
  }
}
