package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Emits what is told of monitors. The call that follows {@code monitorenter} stands within the
 * range whose handler leaves the monitor: HotSpot gives up compiling methods that call anything
 * between the instruction and the range.
 */
final class MonitorCode {

  private static final String ENTER = "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  private static final String EXIT = "(Ljava/lang/Object;" + Names.STATE_DESC + ")V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;
  private boolean pending;
  private int site;

  MonitorCode(MethodVisitor mv, TrackedLocals locals, int state) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
  }

  /** The method has taken the monitor in that local, as a whole. */
  void enteredMethod(int monitor, int site) {
    mv.visitVarInsn(Opcodes.ALOAD, monitor);
    tell("enteredMethod", site);
  }

  /** The method holds the monitor on top of the stack, as a whole and for a moment. */
  void passing(int site) {
    tell("passing", site);
  }

  private void tell(String hook, int site) {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    MethodContext.pushInt(mv, site);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.MONITORS, hook, ENTER, false);
  }

  /** The monitor on top of the stack, which that takes away, is left next. */
  void exiting() {
    mv.visitVarInsn(Opcodes.ALOAD, state);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.MONITORS, "exiting", EXIT, false);
  }

  /** Emits {@code monitorenter}; {@link #tellEntered} must follow before anything else happens. */
  void enter(int site) {
    this.site = site;
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, locals.scratch(0));
    mv.visitInsn(Opcodes.DUP);
    tell("entering", site);
    mv.visitInsn(Opcodes.MONITORENTER);
    pending = true;
  }

  /** True if a monitor was entered and nothing told of it yet. */
  boolean isPending() {
    return pending;
  }

  /** Says that a monitor was entered, if one was. */
  void tellEntered() {
    if (pending) {
      pending = false;
      mv.visitVarInsn(Opcodes.ALOAD, locals.scratch(0));
      tell("entered", site);
    }
  }
}
