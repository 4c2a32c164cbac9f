package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one of the threads around a start does.
 *
 * @param role who it is, as messages say it
 * @param accesses what it touches
 * @param many true if it may run beside itself
 * @param spawn the start it comes from; null for the code that goes on
 */
record Side(String role, List<Traced<Access>> accesses, boolean many, Spawn spawn) {

  /** Volatile fields and synchronising objects that this side uses. */
  Set<Path> hands() {
    Set<Path> found = new HashSet<>();
    for (Traced<Access> t : accesses) {
      if (t.what().is(Access.VOLATILE) || t.what().is(Access.SYNC)) {
        found.add(t.what().path());
      }
    }
    return found;
  }

  Location start() {
    return spawn == null ? null : spawn.site();
  }
}
