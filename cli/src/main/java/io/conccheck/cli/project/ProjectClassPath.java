package io.conccheck.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the build files around and below scanned paths, and the jars that they ask for. */
public final class ProjectClassPath {

  private static final Pattern LOCAL =
      Pattern.compile("<localRepository>\\s*([^<$]+?)\\s*</localRepository>");
  private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<$]+?)\\s*</module>");

  private ProjectClassPath() {}

  /**
   * The jars of the projects that those paths belong to, each once; none where there is no build
   * file.
   */
  public static List<Path> of(List<Path> scanned) {
    Set<Path> poms = new LinkedHashSet<>();
    Set<List<Path>> gradle = new LinkedHashSet<>();
    for (Path p : scanned) {
      collect(p.toAbsolutePath().normalize(), poms, gradle);
    }
    Set<Path> jars = new LinkedHashSet<>();
    if (!poms.isEmpty()) {
      MavenClassPath maven = new MavenClassPath(repository());
      poms.forEach(p -> jars.addAll(maven.of(p)));
    }
    if (!gradle.isEmpty()) {
      GradleClassPath cached = new GradleClassPath(gradleCache());
      gradle.forEach(g -> jars.addAll(cached.of(g)));
    }
    return new ArrayList<>(jars);
  }

  private static void collect(Path scanned, Set<Path> poms, Set<List<Path>> gradle) {
    for (Path folder = scanned; folder != null; folder = folder.getParent()) {
      Path pom = folder.resolve("pom.xml");
      if (Files.isRegularFile(pom)) {
        modules(pom, poms);
        return;
      }
      if (GradleModules.isProject(folder)) {
        gradle.addAll(GradleModules.of(folder));
        return;
      }
    }
  }

  private static void modules(Path pom, Set<Path> poms) {
    if (!Files.isRegularFile(pom) || !poms.add(pom)) {
      return;
    }
    Matcher m = MODULE.matcher(text(pom));
    while (m.find()) {
      Path module = pom.resolveSibling(m.group(1)).normalize();
      modules(Files.isDirectory(module) ? module.resolve("pom.xml") : module, poms);
    }
  }

  private static Path repository() {
    String said = System.getProperty("maven.repo.local");
    if (said != null) {
      return Path.of(said);
    }
    Path home = Path.of(System.getProperty("user.home"), ".m2");
    Matcher m = LOCAL.matcher(text(home.resolve("settings.xml")));
    return m.find() ? Path.of(m.group(1)) : home.resolve("repository");
  }

  private static Path gradleCache() {
    String home = System.getenv("GRADLE_USER_HOME");
    Path root = home == null ? Path.of(System.getProperty("user.home"), ".gradle") : Path.of(home);
    return root.resolve("caches/modules-2/files-2.1");
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return ""; // an odd encoding: the standard places remain
    }
  }
}
