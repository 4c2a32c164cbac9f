package io.conccheck.cli.project;

import java.nio.file.Path;

/**
 * Names an artifact as Maven does.
 *
 * @param group may be null where a parent gives it
 * @param artifact its name
 * @param version null where something else manages it
 */
record Coordinates(String group, String artifact, String version) {

  /** The same without its version: of one key a build has one version. */
  String key() {
    return group + ":" + artifact;
  }

  /** False while something of it is missing or still to be filled in. */
  boolean isComplete() {
    return isText(group) && isText(artifact) && isText(version);
  }

  private static boolean isText(String s) {
    return s != null && !s.isEmpty() && !s.contains("${") && !s.contains("..") && !s.contains("/");
  }

  /** Its file of that ending in a repository, whether it is there or not. */
  Path file(Path repository, String ending) {
    return repository
        .resolve(group.replace('.', '/'))
        .resolve(artifact)
        .resolve(version)
        .resolve(artifact + "-" + version + ending);
  }
}
