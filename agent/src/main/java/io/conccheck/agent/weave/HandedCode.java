package io.conccheck.agent.weave;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits, before a call, the checks of the collections it is handed; arguments wait in scratch
 * locals.
 */
final class HandedCode {

  private static final String LOOK = "(Ljava/lang/Object;" + Names.STATE_DESC + "I)V";

  private final MethodVisitor mv;
  private final TrackedLocals locals;
  private final int state;

  HandedCode(MethodVisitor mv, TrackedLocals locals, int state) {
    this.mv = mv;
    this.locals = locals;
    this.state = state;
  }

  /**
   * Emits the checks; the stack is as it was afterwards.
   *
   * @param sites one for each thing handed
   * @param rearranges true if the first is written
   */
  void before(List<Integer> handed, String desc, int[] sites, boolean rearranges) {
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), local(i));
    }
    for (int i = 0; i < sites.length; i++) {
      mv.visitVarInsn(Opcodes.ALOAD, local(handed.get(i)));
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, sites[i]);
      String how = rearranges && i == 0 ? "rearrange" : "read";
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.UNITS, how, LOOK, false);
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), local(i));
    }
  }

  private int local(int argument) {
    return locals.scratch(3 + argument);
  }
}
