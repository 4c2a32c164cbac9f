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

  /** The same as data. */
  public List<StoredBody> stored() {
    return bodies.stream().map(StoredBody::of).toList();
  }

  /** The summary that was stored. */
  public static FileSummary of(List<StoredBody> stored) {
    return new FileSummary(stored.stream().map(StoredBody::body).toList());
  }

  List<Body> bodies() {
    return bodies;
  }
}
