package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;

/**
 * Two uses of one object or field by two threads, at least one of them a write, with no lock in
 * common and no order between them that the code shows.
 *
 * @param first the write
 * @param second the other use; the same code as the first where one task runs many times at once
 * @param firstRole who does the first ({@code a thread started in ...})
 * @param secondRole who does the second
 * @param start where the task that makes the two run at once is started; null for containers
 * @param assumed true if the second is a method of which it is not known that another thread calls
 *     it meanwhile
 */
public record Race(
    Traced<Access> first,
    Traced<Access> second,
    String firstRole,
    String secondRole,
    Location start,
    boolean assumed) {

  /** The field, element or object in question. */
  public Path path() {
    return first.what().path();
  }

  /**
   * The last real field on the path, by its symbol; null where it is a local's contents that are
   * shared.
   */
  public String field() {
    for (int i = path().fields().size() - 1; i >= 0; i--) {
      String f = path().fields().get(i);
      if (!f.equals("*") && !f.startsWith("[")) {
        return f;
      }
    }
    return null;
  }
}
