package io.conccheck.agent.weave.pairs;

import java.util.Arrays;

/** Locals and operand stack before one instruction; every slot has a value. */
final class Frame {

  final Value[] locals;
  private final Value[] stack;
  private int depth;

  Frame(int maxLocals, int maxStack) {
    locals = new Value[maxLocals];
    stack = new Value[maxStack];
    Arrays.fill(locals, Value.UNKNOWN);
  }

  private Frame(Frame other) {
    locals = other.locals.clone();
    stack = other.stack.clone();
    depth = other.depth;
  }

  Frame copy() {
    return new Frame(this);
  }

  /** The frame at the beginning of a handler. */
  Frame caught() {
    Frame f = copy();
    f.depth = 0;
    f.push(Value.UNKNOWN);
    return f;
  }

  void push(Value v) {
    stack[depth++] = v;
  }

  void push(Value v, int slots) {
    for (int i = 0; i < slots; i++) {
      push(v);
    }
  }

  Value pop() {
    return stack[--depth];
  }

  /** Pops slots; all that was in them, joined. */
  Value pop(int slots) {
    Value all = null;
    for (int i = 0; i < slots; i++) {
      Value v = pop();
      all = all == null ? v : all.join(v);
    }
    return all == null ? Value.UNKNOWN : all;
  }

  Value peek(int below) {
    return stack[depth - 1 - below];
  }

  /** Puts a copy of the top slots under the slots below them. */
  void insert(int slots, int below) {
    Value[] top = Arrays.copyOfRange(stack, depth - slots - below, depth);
    depth -= slots + below;
    for (int i = 0; i < slots; i++) {
      push(top[below + i]);
    }
    for (Value v : top) {
      push(v);
    }
  }

  /** The object made there was handed values that were computed from these looks. */
  void absorb(int made, long looks) {
    absorb(locals, locals.length, made, looks);
    absorb(stack, depth, made, looks);
  }

  private static void absorb(Value[] values, int n, int made, long looks) {
    for (int i = 0; i < n; i++) {
      if (values[i].made() == made) {
        values[i] = values[i].with(looks);
      }
    }
  }

  /** Takes in what comes from another side; true if that changed anything. */
  boolean join(Frame other) {
    boolean changed = join(locals, other.locals, locals.length);
    return join(stack, other.stack, depth) | changed;
  }

  private static boolean join(Value[] into, Value[] from, int n) {
    boolean changed = false;
    for (int i = 0; i < n; i++) {
      Value v = into[i].join(from[i]);
      if (!v.equals(into[i])) {
        into[i] = v;
        changed = true;
      }
    }
    return changed;
  }
}
