package io.conccheck.agent.detect.deadlock;

import io.conccheck.agent.boot.Gate;

/**
 * When a request was made, and where its thread had waited last until another had set something.
 *
 * @param round of the program's gates, see {@link Cycles}
 * @param made when, in terms of {@code System.nanoTime}
 * @param gate place of the loop that waits, 0 for none
 * @param passed when the thread went on from there
 */
public record Passage(int round, long made, int gate, long passed) {

  /** No request's. */
  public static final Passage NONE = new Passage(0, 0, 0, 0);

  static Passage now(int round, Gate gate) {
    return new Passage(round, System.nanoTime(), gate.site(), gate.passed());
  }

  /**
   * True if the thread waited for a sign after the other request was made and before its own: then
   * that other may be what every schedule puts first.
   */
  boolean isBehind(Passage earlier) {
    return gate != 0 && made - earlier.made > 0 && passed - earlier.made > 0;
  }
}
