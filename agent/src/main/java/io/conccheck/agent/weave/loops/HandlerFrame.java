package io.conccheck.agent.weave.loops;

import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** Locals, one entry a slot, that code may count on which lies in the given protected ranges. */
final class HandlerFrame {

  /** Stands in the second slot of a wide value. */
  static final Object SECOND = "second";

  private HandlerFrame() {}

  /**
   * What all handlers of the ranges ask for: their code may begin anywhere in the ranges, so that
   * it holds there. Null if they contradict each other.
   */
  static Object[] of(Code code, List<Code.Try> cover) {
    Object[] all = new Object[0];
    for (Code.Try t : cover) {
      Object[] one = slots(code.frames.get(code.at(t.handler())).locals());
      Object[] both = java.util.Arrays.copyOf(all, Math.max(all.length, one.length));
      for (int i = 0; i < both.length; i++) {
        Object a = i < all.length ? all[i] : Opcodes.TOP;
        Object b = i < one.length ? one[i] : Opcodes.TOP;
        if (a != Opcodes.TOP && b != Opcodes.TOP && !a.equals(b)) {
          return null;
        }
        both[i] = a == Opcodes.TOP ? b : a;
      }
      all = both;
    }
    return all;
  }

  /** A frame's locals with one entry a slot. */
  static Object[] slots(Object[] locals) {
    int n = 0;
    for (Object l : locals) {
      n += wide(l) ? 2 : 1;
    }
    Object[] slots = new Object[n];
    int at = 0;
    for (Object l : locals) {
      slots[at++] = l;
      if (wide(l)) {
        slots[at++] = SECOND;
      }
    }
    return slots;
  }

  static boolean wide(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE;
  }
}
