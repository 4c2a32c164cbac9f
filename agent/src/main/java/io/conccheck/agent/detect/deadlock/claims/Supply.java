package io.conccheck.agent.detect.deadlock.claims;

/** How much there is of a resource, as far as is known. Asked with the monitor of its watcher. */
interface Supply {

  /** Units there are in all. */
  int total();

  /** True if it proved to be nothing that one can run out of. */
  boolean isNone();

  /** True if only the end of the run shows how much there is, and whether it is a resource. */
  boolean isLate();
}
