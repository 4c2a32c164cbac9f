package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.List;

/**
 * A call of a scanned method, or of a lambda that runs in place.
 *
 * @param callee key of the declared method or of the lambda's body
 * @param virtual true if an override may run instead
 * @param receiver the object it is called on; unknown for static methods and lambdas
 * @param arguments objects passed
 * @param tasks lambdas and tasks passed, null where the argument is none; as long as arguments
 * @param held locks surely held there by the code itself
 * @param site where
 * @param loop as in {@link Access}
 * @param apart code behind it that does not follow it, as {@link Leaving#apart} gives
 */
record CallSite(
    String callee,
    boolean virtual,
    Path receiver,
    List<Path> arguments,
    List<Task> tasks,
    List<LockKey> held,
    Location site,
    long loop,
    List<Range> apart) {

  /** Callee where a function runs that the body was given as the parameter {@link #receiver}. */
  static final String GIVEN = "(given)";
}
