package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Locals that the weaver adds behind a method's own and that must be known in every stack map
 * frame. Those of {@link #scratch} live within straight code only and stand in no frame.
 */
final class TrackedLocals {

  private final int first;
  private final List<Object> types = new ArrayList<>(); // frame types, one for each slot but TOPs
  private int next;
  private int scratches;

  TrackedLocals(int first) {
    this.first = first;
    this.next = first;
  }

  /** A new local of that frame type, set before the first frame. */
  int add(Object frameType) {
    int slot = next;
    types.add(frameType);
    next += wide(frameType) ? 2 : 1;
    return slot;
  }

  /** The n-th slot pair behind all tracked locals. Call after the last {@link #add}. */
  int scratch(int n) {
    scratches = Math.max(scratches, n + 1);
    return next + 2 * n;
  }

  /** One more than the highest slot in use. */
  int end() {
    return next + 2 * scratches;
  }

  private static boolean wide(Object frameType) {
    return frameType == Opcodes.LONG || frameType == Opcodes.DOUBLE;
  }

  /** Passes on an expanded frame with the tracked locals in it. */
  void visitFrame(MethodVisitor mv, int nLocal, Object[] local, int nStack, Object[] stack) {
    List<Object> all = new ArrayList<>(nLocal + types.size() + 4);
    int slots = 0;
    for (int i = 0; i < nLocal; i++) {
      all.add(local[i]);
      slots += wide(local[i]) ? 2 : 1;
    }
    for (; slots < first && !types.isEmpty(); slots++) {
      all.add(Opcodes.TOP);
    }
    all.addAll(types);
    mv.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), nStack, stack);
  }

  /** A frame in which nothing but the tracked locals is known, with one value on the stack. */
  void visitHandlerFrame(MethodVisitor mv, String stackType) {
    visitFrame(mv, 0, new Object[0], 1, new Object[] {stackType});
  }
}
