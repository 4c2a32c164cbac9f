package io.conccheck.agent.weave.pairs;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes what goes around calls of methods that look or act for their caller. */
final class HelperCode {

  private static final String WINDOWS = "io/conccheck/agent/boot/Windows";
  private static final String ASKED = "io/conccheck/agent/boot/Asked";

  private HelperCode() {}

  /** Before the call: what was seen is lent to the act in the method, its look is asked for. */
  static void before(MethodVisitor mv, Plan plan, int step) {
    Plan.Adopt adopt = plan == null ? null : plan.adopts.get(step);
    if (adopt != null) {
      mv.visitLdcInsn(adopt.from());
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, ASKED, "ask", "(I)V", false);
    }
    for (Plan.Lend lend : lends(plan, step)) {
      lend(mv, lend.look(), lend.act(), lend.how());
    }
  }

  /** After the call, if it returns: what was lent is taken back, what was seen there taken over. */
  static void after(MethodVisitor mv, Plan plan, int step) {
    for (Plan.Lend lend : lends(plan, step)) {
      lend(mv, lend.look(), -1, 0);
    }
    Plan.Adopt adopt = plan == null ? null : plan.adopts.get(step);
    if (adopt != null) {
      mv.visitLdcInsn(adopt.from());
      mv.visitLdcInsn(adopt.to());
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, WINDOWS, "adopt", "(II)V", false);
    }
  }

  private static List<Plan.Lend> lends(Plan plan, int step) {
    return plan == null ? List.of() : plan.lends.getOrDefault(step, List.of());
  }

  private static void lend(MethodVisitor mv, int look, int act, int how) {
    mv.visitLdcInsn(look);
    mv.visitLdcInsn(act);
    mv.visitLdcInsn(how);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, WINDOWS, "lend", "(III)V", false);
  }
}
