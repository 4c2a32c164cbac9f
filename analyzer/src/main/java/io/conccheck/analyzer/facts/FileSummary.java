package io.conccheck.analyzer.facts;

import java.util.List;

/** What the bodies of one file do; holds no tree. */
public final class FileSummary {

  private final List<Body> bodies;

  FileSummary(List<Body> bodies) {
    this.bodies = List.copyOf(bodies);
  }

  List<Body> bodies() {
    return bodies;
  }
}
