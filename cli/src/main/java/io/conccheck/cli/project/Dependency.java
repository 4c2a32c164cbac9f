package io.conccheck.cli.project;

import java.util.Set;

/**
 * What a project file says that it needs.
 *
 * @param of the artifact
 * @param scope {@code compile} where none is written
 * @param type {@code jar} where none is written
 * @param optional true if those who use the project do not get it
 * @param excluded keys of what it must not bring along; {@code *} for any part
 */
record Dependency(
    Coordinates of, String scope, String type, boolean optional, Set<String> excluded) {

  Dependency version(String version) {
    Coordinates c = new Coordinates(of.group(), of.artifact(), version);
    return new Dependency(c, scope, type, optional, excluded);
  }

  /** True if it comes along to those who use the project that asks for it. */
  boolean isPassedOn() {
    return !optional && (scope.equals("compile") || scope.equals("runtime"));
  }

  boolean excludes(Coordinates c) {
    return excluded.contains(c.key())
        || excluded.contains(c.group() + ":*")
        || excluded.contains("*:*");
  }
}
