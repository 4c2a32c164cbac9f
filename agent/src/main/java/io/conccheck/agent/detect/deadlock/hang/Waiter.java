package io.conccheck.agent.detect.deadlock.hang;

import io.conccheck.agent.boot.Bins;
import io.conccheck.agent.boot.Waits;
import io.conccheck.agent.detect.deadlock.LockNode;
import io.conccheck.agent.spi.Frames;
import io.conccheck.agent.state.HeldView;
import io.conccheck.agent.state.Stacks;
import io.conccheck.findings.Frame;
import io.conccheck.findings.Trace;
import java.util.List;

/**
 * A stuck thread as a reader wants it told.
 *
 * @param frames its stack, the application's own frame first; never empty
 */
record Waiter(Stuck stuck, List<Frame> frames) {

  static Waiter of(Stuck s) {
    List<Frame> frames = Frames.of(Stacks.of(s.thread()));
    boolean reference = !frames.isEmpty() && isReference(frames.get(0));
    while (frames.size() > 1 && frames.get(0).className().contains("$$Lambda")) {
      frames = frames.subList(1, frames.size()); // a method reference, which has no line
    }
    Throwable created = s.ts().info.createdAt;
    boolean foreign = reference && !Frames.isApplication(frames.get(0).className());
    if (foreign && created != null) {
      frames = Frames.of(created); // all it runs is such a reference: who started it is to be told
    }
    return new Waiter(
        s, frames.isEmpty() ? List.of(new Frame("unknown", "unknown", null, 0)) : frames);
  }

  private static boolean isReference(Frame f) {
    return f.className().contains("$$Lambda") && Frames.isApplication(f.className());
  }

  Frame at() {
    return frames.get(0);
  }

  boolean isApplication() {
    return Frames.isApplication(at().className());
  }

  String name() {
    return stuck.ts().info.label();
  }

  /** The pool whose task it runs, or null. */
  Object ownPool() {
    return stuck.ts().pool;
  }

  /** What it waits for: {@code a count-down of `java.util.concurrent.CountDownLatch`}. */
  String what() {
    String type = "`" + LockNode.typeOf(stuck.on()) + "`";
    return switch (stuck.kind()) {
      case Waits.CONDITION -> "a notification of " + type;
      case Waits.JOIN -> "the end of `" + ((Thread) stuck.on()).getName() + "`";
      case Waits.FUTURE -> "the result of a " + type;
      case Waits.LATCH -> "the count-down of a " + type;
      case Waits.BARRIER -> "the others at a " + type;
      case Waits.EXCHANGER -> "a partner at a " + type;
      case Waits.QUEUE -> "an element or room in a " + type;
      case Waits.SEMAPHORE -> "a permit of a " + type;
      case Waits.LOCK -> stuck.on() instanceof Bins.Bin ? "a bin of a " + type : "the lock " + type;
      case Waits.POOL ->
          stuck.on() == ownPool() ? "the end of the pool it works for" : "the end of a pool";
      case Stuck.CLASS -> "the initialisation of " + type;
      case Stuck.EXIT -> "the end of the program, which waits for its shutdown hooks";
      default -> inside();
    };
  }

  /** The method of the JDK in which it waits. */
  private String inside() {
    String last = null;
    for (StackTraceElement f : Stacks.of(stuck.thread())) {
      if (Frames.isApplication(f.getClassName())) {
        break;
      }
      if (!Frames.isAgent(f.getClassName())) { // the application's call goes through our hook
        last = f.getClassName() + "." + f.getMethodName();
      }
    }
    return last == null ? "something" : "what `" + last + "` waits for";
  }

  Trace trace() {
    return new Trace(
        Trace.WAITER,
        name(),
        stuck.ts().info.createdAt == null ? List.of() : Frames.of(stuck.ts().info.createdAt),
        HeldView.of(stuck.ts()),
        frames,
        "waits for " + what());
  }
}
