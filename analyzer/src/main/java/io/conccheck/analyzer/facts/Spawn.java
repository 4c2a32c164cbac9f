package io.conccheck.analyzer.facts;

import io.conccheck.findings.Location;
import java.util.List;

/**
 * A place where a task begins to run beside the code that goes on.
 *
 * @param kind who runs it
 * @param task what runs
 * @param many true if the task may run more than once at the same time
 * @param runner the thread or executor as the code reaches it, or unknown
 * @param single true if the runner is known to have one thread, so that its tasks never overlap
 * @param site where
 * @param loop as in {@link Access}
 * @param pool true if the runner is declared as a pool of the JDK, of which most have many threads
 * @param apart code behind it that does not follow it, as {@link Leaving#apart} gives
 */
record Spawn(
    EntryKind kind,
    Task task,
    boolean many,
    Path runner,
    boolean single,
    Location site,
    long loop,
    boolean pool,
    List<Range> apart) {

  /** True for a task of a pool with more than one thread, of which each call starts one. */
  boolean perCall() {
    return pool && !single && loop == 0 && task.arguments().isEmpty();
  }
}
