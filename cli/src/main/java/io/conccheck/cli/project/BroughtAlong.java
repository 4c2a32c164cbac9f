package io.conccheck.cli.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The jars of dependencies and of what they bring along, as far as a repository has them. */
final class BroughtAlong {

  private record Wanted(Dependency dependency, Set<String> excluded) {}

  private final Repository repository;
  private final Poms poms;
  private final boolean newest;

  /**
   * Resolves out of a repository.
   *
   * @param newest true where of several versions the newest is taken, as Gradle does; false where
   *     it is the nearest, as Maven does
   */
  BroughtAlong(Repository repository, Poms poms, boolean newest) {
    this.repository = repository;
    this.poms = poms;
    this.newest = newest;
  }

  /**
   * Jars, the nearest first, of each artifact one.
   *
   * @param asked what the project asks for itself
   * @param managed by key, what holds for all that comes along
   */
  List<Path> jars(List<Dependency> asked, Map<String, Dependency> managed) {
    Deque<Wanted> open = new ArrayDeque<>();
    asked.forEach(d -> open.add(new Wanted(managed(d, managed, false), Set.of())));
    Map<String, Dependency> chosen = new LinkedHashMap<>();
    while (!open.isEmpty()) {
      Wanted next = open.poll();
      Dependency d = next.dependency();
      if (!d.of().isComplete() || !isBetter(d, chosen.get(d.of().key()))) {
        continue;
      }
      chosen.put(d.of().key(), d);
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
    List<Path> jars = new ArrayList<>();
    for (Dependency d : chosen.values()) {
      Path jar = repository.file(d.of(), ".jar");
      if (!d.type().equals("pom") && Files.isRegularFile(jar)) {
        jars.add(jar);
      }
    }
    return jars;
  }

  private boolean isBetter(Dependency d, Dependency known) {
    return known == null
        || newest && Versions.ORDER.compare(d.of().version(), known.of().version()) > 0;
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
