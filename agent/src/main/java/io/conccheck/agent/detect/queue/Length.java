package io.conccheck.agent.detect.queue;

/** How the length of a queue has gone, looked at in equal pauses. */
final class Length {

  private int last;
  private int grown; // looks in a row that found more
  private int longest; // of such rows
  private int peak;

  /** True once that was told. */
  boolean told;

  void see(int size) {
    grown = size > last ? grown + 1 : 0;
    longest = Math.max(longest, grown);
    peak = Math.max(peak, size);
    last = size;
  }

  /** How often in a row it has grown up to now. */
  int grown() {
    return grown;
  }

  /** How often in a row it has grown at most. */
  int longest() {
    return longest;
  }

  /** The most elements that were there at any look. */
  int peak() {
    return peak;
  }
}
