package io.conccheck.cli.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The jars that a Maven project compiles against, as far as its project file and the local
 * repository tell: what it asks for itself, and what that brings along, the nearest version first.
 * Nothing is run and nothing fetched; what is not there is left out.
 */
public final class MavenClassPath {

  private final Path repository;
  private final Poms poms;

  /** Class paths out of that local repository. */
  public MavenClassPath(Path repository) {
    this.repository = repository;
    this.poms = new Poms(repository);
  }

  private record Wanted(Dependency dependency, Set<String> excluded) {}

  /** The jars of the project of that file; none if it cannot be read. */
  public List<Path> of(Path pomFile) {
    Pom root = poms.whole(pomFile);
    if (root == null) {
      return List.of();
    }
    Map<String, Dependency> managed = new HashMap<>();
    root.managed().forEach(d -> managed.putIfAbsent(d.of().key(), d));
    Deque<Wanted> open = new ArrayDeque<>();
    root.dependencies().forEach(d -> open.add(new Wanted(managed(d, managed, false), Set.of())));
    Set<String> seen = new HashSet<>();
    List<Path> jars = new ArrayList<>();
    while (!open.isEmpty()) {
      Wanted next = open.poll();
      Dependency d = next.dependency();
      if (!d.of().isComplete() || !seen.add(d.of().key())) {
        continue;
      }
      Path jar = d.of().file(repository, ".jar");
      if (!d.type().equals("pom") && Files.isRegularFile(jar)) {
        jars.add(jar);
      }
      Pom pom = poms.whole(d.of());
      for (Dependency more : pom == null ? List.<Dependency>of() : pom.dependencies()) {
        Dependency known = managed(own(more, pom), managed, true);
        if (more.isPassedOn() && !isExcluded(known, d, next.excluded())) {
          Set<String> excluded = new HashSet<>(next.excluded());
          excluded.addAll(d.excluded());
          open.add(new Wanted(known, excluded));
        }
      }
    }
    return jars;
  }

  private static boolean isExcluded(Dependency d, Dependency by, Set<String> excluded) {
    Coordinates c = d.of();
    return by.excludes(c) || excluded.contains(c.key()) || excluded.contains(c.group() + ":*");
  }

  /** Versions that a library's own project file manages. */
  private static Dependency own(Dependency d, Pom pom) {
    if (d.of().version() != null) {
      return d;
    }
    return pom.managed().stream()
        .filter(m -> m.of().key().equals(d.of().key()))
        .findFirst()
        .map(m -> d.version(m.of().version()))
        .orElse(d);
  }

  /** What the project manages holds for all that others bring along. */
  private static Dependency managed(
      Dependency d, Map<String, Dependency> managed, boolean broughtAlong) {
    Dependency m = managed.get(d.of().key());
    boolean applies = m != null && (broughtAlong || d.of().version() == null);
    return applies ? d.version(m.of().version()) : d;
  }
}
