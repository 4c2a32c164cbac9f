package io.conccheck.findings;

import java.util.List;

/**
 * One side of a finding: a thread, what it held and where it was.
 *
 * @param role {@code current}, {@code earlier}, {@code holder}, {@code waiter}, {@code creator}
 * @param thread name of the thread
 * @param createdAt stack of the thread's creation, innermost first; empty if unknown
 * @param heldLocks locks held at that point, outermost first
 * @param frames stack, innermost first; one frame alone where the rest is not to be had
 * @param remark what a reader must know about this trace ("stack evicted"), or null
 */
public record Trace(
    String role,
    String thread,
    List<Frame> createdAt,
    List<LockRef> heldLocks,
    List<Frame> frames,
    String remark) {

  public static final String CURRENT = "current";
  public static final String EARLIER = "earlier";
  public static final String HOLDER = "holder";
  public static final String WAITER = "waiter";
  public static final String CREATOR = "creator";

  public Trace {
    createdAt = List.copyOf(createdAt);
    heldLocks = List.copyOf(heldLocks);
    frames = List.copyOf(frames);
  }

  /** A trace of frames alone. */
  public static Trace of(String role, String thread, List<Frame> frames) {
    return new Trace(role, thread, List.of(), List.of(), frames, null);
  }
}
