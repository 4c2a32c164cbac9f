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

  private static final String COMPARED =
      "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;" + Names.STATE_DESC + "I)V";
  private static final String SWAP = "(Ljava/lang/Object;II" + Names.STATE_DESC + "I)V";

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
   * @param hows the check of each thing handed
   * @param sites one for each
   */
  void before(List<Integer> handed, String desc, String[] hows, int[] sites) {
    Type[] args = Type.getArgumentTypes(desc);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), local(i));
    }
    for (int i = 0; i < sites.length; i++) {
      boolean swap = hows[i].equals("swap");
      boolean compared = hows[i].equals("compared");
      if (compared) {
        mv.visitVarInsn(Opcodes.ALOAD, local(0));
        mv.visitVarInsn(Opcodes.ALOAD, local(1));
      }
      mv.visitVarInsn(Opcodes.ALOAD, local(handed.get(i)));
      if (swap) {
        mv.visitVarInsn(Opcodes.ILOAD, local(1));
        mv.visitVarInsn(Opcodes.ILOAD, local(2));
      }
      mv.visitVarInsn(Opcodes.ALOAD, state);
      MethodContext.pushInt(mv, sites[i]);
      boolean units = !compared && !hows[i].equals("readShown") && !hows[i].equals("readHashed");
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          units ? Names.UNITS : Names.SHOWN,
          hows[i],
          swap ? SWAP : compared ? COMPARED : LOOK,
          false);
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), local(i));
    }
  }

  private int local(int argument) {
    return locals.scratch(3 + argument);
  }
}
