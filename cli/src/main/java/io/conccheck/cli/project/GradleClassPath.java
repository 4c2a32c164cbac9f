package io.conccheck.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The jars in Gradle's cache that build files ask for, and what these bring along by the project
 * files in the same cache, the newest version of each. Nothing is run and nothing fetched.
 */
public final class GradleClassPath {

  private final Path cache;
  private final Poms poms;
  private final BroughtAlong all;

  /** Class paths out of a cache such as {@code ~/.gradle/caches/modules-2/files-2.1}. */
  public GradleClassPath(Path cache) {
    this.cache = cache;
    this.poms = new Poms(this::file);
    this.all = new BroughtAlong(this::file, poms, true);
  }

  /**
   * The jars that build files ask for; none if they cannot be read.
   *
   * @param buildFiles the module's own first, then those of the folders above it
   */
  public List<Path> of(List<Path> buildFiles) {
    GradleBuild build = new GradleBuild(buildFiles);
    List<Dependency> asked = new ArrayList<>();
    buildFiles.forEach(f -> asked.addAll(build.dependencies(f)));
    Map<String, Dependency> managed = new HashMap<>();
    for (Dependency d : asked) {
      // A platform has no jar: it says which versions belong together.
      Pom pom = d.of().isComplete() ? poms.whole(d.of()) : null;
      if (pom != null && !Files.isRegularFile(file(d.of(), ".jar"))) {
        pom.managed().forEach(m -> managed.putIfAbsent(m.of().key(), m));
      }
    }
    return all.jars(asked, managed);
  }

  /** Each file lies in a folder named after its content. */
  private Path file(Coordinates c, String ending) {
    String name = c.artifact() + "-" + c.version() + ending;
    Path folder = cache.resolve(c.group()).resolve(c.artifact()).resolve(c.version()).normalize();
    if (folder.startsWith(cache) && Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder, 2)) {
        return files
            .filter(p -> p.getFileName().toString().equals(name))
            .sorted()
            .findFirst()
            .orElse(folder.resolve(name));
      } catch (IOException e) {
        return folder.resolve(name); // which is not there
      }
    }
    return folder.resolve(name);
  }
}
