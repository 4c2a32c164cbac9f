package io.conccheck.analyzer.facts;

import java.util.ArrayList;
import java.util.List;

/** What the bodies of one file do; holds no tree. */
public final class FileSummary {

  /** Of a file in which nothing runs. */
  public static final FileSummary EMPTY = new FileSummary(List.of());

  private final List<Body> bodies;

  private FileSummary(List<Body> bodies) {
    this.bodies = bodies;
  }

  /** Empty, to be filled. */
  public FileSummary() {
    this.bodies = new ArrayList<>();
  }

  List<Body> bodies() {
    return bodies;
  }
}
