package io.conccheck.agent.weave.pairs;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes what tells, before a comparison, with what a number that was looked up is compared. */
final class TestCode {

  private static final String DECISIONS = "io/conccheck/agent/boot/Decisions";

  private TestCode() {}

  /**
   * Leaves the operands as they are.
   *
   * @param scratch first of four free slots
   */
  static void write(MethodVisitor mv, List<Plan.Test> tests, int scratch) {
    for (Plan.Test test : tests) {
      switch (test.arity()) {
        case 1 -> mv.visitInsn(Opcodes.LCONST_0);
        case 2 -> {
          mv.visitInsn(Opcodes.DUP2);
          if (test.first()) {
            mv.visitInsn(Opcodes.SWAP);
          }
          mv.visitInsn(Opcodes.POP);
          mv.visitInsn(Opcodes.I2L);
        }
        default -> {
          mv.visitVarInsn(Opcodes.LSTORE, scratch + 2);
          mv.visitVarInsn(Opcodes.LSTORE, scratch);
          mv.visitVarInsn(Opcodes.LLOAD, scratch);
          mv.visitVarInsn(Opcodes.LLOAD, scratch + 2);
          mv.visitVarInsn(Opcodes.LLOAD, test.first() ? scratch + 2 : scratch);
        }
      }
      mv.visitLdcInsn(test.look());
      mv.visitInsn(Opcodes.ICONST_0 + test.relation());
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, DECISIONS, "compared", "(JII)V", false);
    }
  }
}
