package io.conccheck.agent.weave.loops;

import java.util.Arrays;

/**
 * Which of the arrays that a method makes may lie in each local and on the stack, and which of them
 * others may have got hold of. A value is a set of the places that make arrays, one bit each; the
 * highest bit stands for all else.
 */
final class MadeArrays {

  static final long OTHER = Long.MIN_VALUE;

  final long[] locals;
  private long[] stack;
  private int depth;
  long escaped;

  MadeArrays(int locals) {
    this.locals = new long[locals];
    this.stack = new long[8];
    Arrays.fill(this.locals, OTHER);
  }

  MadeArrays(MadeArrays a) {
    locals = a.locals.clone();
    stack = a.stack.clone();
    depth = a.depth;
    escaped = a.escaped;
  }

  void push(long value) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth++] = value;
  }

  void others(int slots) {
    for (int i = 0; i < slots; i++) {
      push(OTHER);
    }
  }

  long pop() {
    return stack[--depth];
  }

  void drop(int slots) {
    depth -= slots;
  }

  /** Pops values that may be kept by whoever gets them. */
  void give(int slots) {
    for (int i = 0; i < slots; i++) {
      escaped |= pop();
    }
  }

  long peek(int below) {
    return stack[depth - 1 - below];
  }

  /** Puts a copy of the top slots under those below them. */
  void copyUnder(int slots, int below) {
    long[] all = Arrays.copyOfRange(stack, depth - slots - below, depth);
    drop(slots + below);
    for (int i = 0; i < slots; i++) {
      push(all[below + i]);
    }
    for (long value : all) {
      push(value);
    }
  }

  /** That place makes an array: what it made before is one of the others. */
  void make(long place) {
    forget(locals, locals.length, place);
    forget(stack, depth, place);
    escaped &= ~place;
    push(place);
  }

  private static void forget(long[] values, int count, long place) {
    for (int i = 0; i < count; i++) {
      if ((values[i] & place) != 0) {
        values[i] = values[i] & ~place | OTHER;
      }
    }
  }

  /** What a handler finds where that may be thrown: the locals, and one value. */
  MadeArrays thrown() {
    MadeArrays a = new MadeArrays(this);
    a.depth = 0;
    a.push(OTHER);
    return a;
  }

  /** Takes in what may also be; false if it knew that. */
  boolean join(MadeArrays a) {
    long more = escaped | a.escaped;
    boolean changed = more != escaped;
    escaped = more;
    changed |= join(locals, a.locals, locals.length);
    return join(stack, a.stack, depth) | changed;
  }

  private static boolean join(long[] mine, long[] others, int count) {
    boolean changed = false;
    for (int i = 0; i < count; i++) {
      long both = mine[i] | others[i];
      changed |= both != mine[i];
      mine[i] = both;
    }
    return changed;
  }
}
