package io.conccheck.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The protected ranges of a method, held back until its code is through, for two ends.
 *
 * <p>A range can begin before the label where it began: what is put between {@code monitorenter}
 * and a label that is jumped to, the head of a loop, must be in the range whose handler leaves the
 * monitor, but not in the loop.
 *
 * <p>A handler that leaves a monitor covers itself, and HotSpot gives up compiling a method with a
 * call in such a handler, as it does if the call is covered by none. So the call gets a handler of
 * its own, which goes on in the old one: what was covered by the old one is now covered by the new
 * one, and the new one by the old one. It goes on behind an instruction that does nothing, as a
 * handler may not be jumped to either.
 */
final class Ranges {

  private record Range(Label start, Label end, Label handler, String type) {}

  private final List<Range> ranges = new ArrayList<>();
  private final Set<Label> handlers = new HashSet<>(); // of any exception
  private final Map<Label, Label> earlier = new HashMap<>();
  private final Map<Label, LeavingHandler> leaving = new HashMap<>();
  private LeavingHandler candidate; // the handler whose first instructions are being read, or null

  void add(Label start, Label end, Label handler, String type) {
    ranges.add(new Range(start, end, handler, type));
    if (type == null) {
      handlers.add(handler);
    }
  }

  /** What begins or ends at {@code label} does so at {@code before} instead. */
  void move(Label label, Label before) {
    earlier.put(label, before);
  }

  void label(Label label) {
    if (handlers.contains(label)) {
      candidate = new LeavingHandler(label);
    }
  }

  /** After the frame of that label was emitted. */
  void frame(int nLocal, Object[] local, Object[] stack) {
    if (candidate != null) {
      candidate.frame(nLocal, local, stack);
    }
  }

  /** Before an access to a local is emitted. */
  void local(MethodVisitor mv, TrackedLocals locals, int opcode, int slot) {
    if (candidate != null && !candidate.local(mv, locals, opcode, slot)) {
      candidate = null;
    }
  }

  /** Any instruction that is none of the other methods' affair. */
  void instruction() {
    candidate = null;
  }

  /** True if a handler of its own will tell of the monitor that is left here. */
  boolean leaves() {
    if (candidate == null || candidate.monitor < 0) {
      return false;
    }
    leaving.put(candidate.old, candidate);
    return true;
  }

  /**
   * Emits all ranges in the order in which they were added, inner ones first, after the code of the
   * added handlers, which tell of the exit with the thread's state from that local.
   */
  void emit(MethodVisitor mv, TrackedLocals locals, int state) {
    for (LeavingHandler h : leaving.values()) {
      h.emit(mv, locals, state);
    }
    for (Range r : ranges) {
      LeavingHandler h = r.start == r.handler ? null : leaving.get(r.handler);
      mv.visitTryCatchBlock(moved(r.start), moved(r.end), h == null ? r.handler : h.start, r.type);
    }
    for (LeavingHandler h : leaving.values()) {
      mv.visitTryCatchBlock(h.start, h.end, h.old, null);
    }
  }

  private Label moved(Label label) {
    return earlier.getOrDefault(label, label);
  }

  /** A handler that begins with leaving a monitor, and the one that is put before it. */
  private static final class LeavingHandler {
    final Label old;
    final Label start = new Label();
    final Label end = new Label();
    final Label body = new Label();
    int monitor = -1; // its slot, once seen
    private boolean begun;
    private Object[] local; // null if there are no frames
    private Object[] stack;

    LeavingHandler(Label old) {
      this.old = old;
    }

    void frame(int nLocal, Object[] known, Object[] thrown) {
      local = java.util.Arrays.copyOf(known, nLocal);
      stack = new Object[] {thrown[0]};
    }

    /** False if this is not how such a handler begins. */
    boolean local(MethodVisitor mv, TrackedLocals locals, int opcode, int slot) {
      boolean first = !begun;
      if (first) {
        begun = true;
        mv.visitInsn(Opcodes.NOP);
        mv.visitLabel(body);
        frameAgain(mv, locals);
      }
      if (opcode == Opcodes.ALOAD && monitor < 0) {
        monitor = slot;
        return true;
      }
      return first && opcode == Opcodes.ASTORE;
    }

    private void frameAgain(MethodVisitor mv, TrackedLocals locals) {
      if (local != null) {
        locals.visitFrame(mv, local.length, local, stack.length, stack);
      }
    }

    void emit(MethodVisitor mv, TrackedLocals locals, int state) {
      mv.visitLabel(start);
      frameAgain(mv, locals);
      mv.visitVarInsn(Opcodes.ALOAD, monitor);
      mv.visitVarInsn(Opcodes.ALOAD, state);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.MONITORS,
          "exiting",
          "(Ljava/lang/Object;" + Names.STATE_DESC + ")V",
          false);
      mv.visitJumpInsn(Opcodes.GOTO, body);
      mv.visitLabel(end);
    }
  }
}
