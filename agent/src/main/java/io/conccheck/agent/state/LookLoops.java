package io.conccheck.agent.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loops of the program that do nothing but look again until they like what they see. The weaver
 * adds them while classes load; any thread may ask.
 */
public final class LookLoops {

  private static final int MOST_FRAMES = 3; // a look may be a small method of the program's own

  /**
   * A loop.
   *
   * @param method its name; two of one name lie on different lines
   * @param firstLine of the loop
   * @param lastLine of the loop
   * @param tries true if it tries to get something that another thread may hold
   * @param alone false if it may be left and come to again with no sign of that
   */
  public record Loop(String method, int firstLine, int lastLine, boolean tries, boolean alone) {}

  private final Map<String, List<Loop>> byClass = new HashMap<>(); // guarded by this

  /** A class of that dotted name has that loop. */
  public synchronized void add(String className, Loop loop) {
    List<Loop> loops = byClass.get(className);
    if (loops == null) {
      loops = new ArrayList<>(1);
      byClass.put(className, loops);
    }
    loops.add(loop);
  }

  public synchronized boolean isEmpty() {
    return byClass.isEmpty();
  }

  /**
   * The loop that a thread with that stack goes round in, or null.
   *
   * @param first index of the program's innermost frame
   */
  public synchronized Loop at(StackTraceElement[] stack, int first) {
    for (int i = first; i < Math.min(stack.length, first + MOST_FRAMES); i++) {
      List<Loop> loops = byClass.get(stack[i].getClassName());
      for (int k = 0; loops != null && k < loops.size(); k++) {
        Loop l = loops.get(k);
        int line = stack[i].getLineNumber();
        if (l.firstLine <= line
            && line <= l.lastLine
            && l.method.equals(stack[i].getMethodName())) {
          return l;
        }
      }
    }
    return null;
  }
}
