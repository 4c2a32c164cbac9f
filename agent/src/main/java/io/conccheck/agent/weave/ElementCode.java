package io.conccheck.agent.weave;

import io.conccheck.agent.weave.loops.Checks;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Emits accesses to array elements with the check before each. */
final class ElementCode {

  private static final String ELEMENT = "(Ljava/lang/Object;I" + Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final int state;

  ElementCode(MethodVisitor mv, int state) {
    this.mv = mv;
    this.state = state;
  }

  static boolean isElement(int opcode) {
    return isLoad(opcode) || opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
  }

  private static boolean isLoad(int opcode) {
    return opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD;
  }

  private static boolean isWide(int opcode) {
    return opcode == Opcodes.LASTORE || opcode == Opcodes.DASTORE;
  }

  /** How many slots lie above the array. */
  static int arrayDepth(int opcode) {
    return isLoad(opcode) ? 1 : isWide(opcode) ? 3 : 2;
  }

  /**
   * Emits the access and its check.
   *
   * @param next what a loop has planned for it, or null
   */
  void weave(int opcode, Checks.Next next, int site) {
    boolean load = isLoad(opcode);
    boolean wide = isWide(opcode);
    if (!load) {
      mv.visitInsn(wide ? Opcodes.DUP2_X2 : Opcodes.DUP_X2);
      mv.visitInsn(wide ? Opcodes.POP2 : Opcodes.POP);
    }
    mv.visitInsn(Opcodes.DUP2);
    if (next != null) {
      next.now(mv);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, site);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, Names.arrays(), load ? "read" : "write", ELEMENT, false);
    }
    if (!load) {
      mv.visitInsn(wide ? Opcodes.DUP2_X2 : Opcodes.DUP2_X1);
      mv.visitInsn(Opcodes.POP2);
    }
    mv.visitInsn(opcode);
  }
}
