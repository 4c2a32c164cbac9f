package io.conccheck.cli.project;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The jars that a Maven project compiles against, as far as its project file and the local
 * repository tell: what it asks for itself, and what that brings along, the nearest version first.
 * Nothing is run and nothing fetched; what is not there is left out.
 */
public final class MavenClassPath {

  private final Poms poms;
  private final BroughtAlong all;

  /** Class paths out of that local repository. */
  public MavenClassPath(Path repository) {
    Repository files = (c, ending) -> c.file(repository, ending);
    this.poms = new Poms(files);
    this.all = new BroughtAlong(files, poms, false);
  }

  /** The jars of the project of that file; none if it cannot be read. */
  public List<Path> of(Path pomFile) {
    Pom root = poms.whole(pomFile);
    if (root == null) {
      return List.of();
    }
    Map<String, Dependency> managed = new HashMap<>();
    root.managed().forEach(d -> managed.putIfAbsent(d.of().key(), d));
    return all.jars(root.dependencies(), managed);
  }
}
