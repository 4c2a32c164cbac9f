package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Emits a call of {@code isAlive()} that may be one on a thread: the method is native on JDK 17 and
 * can be called by the name of any subclass, so whether it was a thread is seen afterwards.
 */
final class AliveCode {

  private static final String MODEL = Names.BOOT + "model/ThreadEndModel";

  private final MethodVisitor mv;
  private final TrackedLocals locals;

  AliveCode(MethodVisitor mv, TrackedLocals locals) {
    this.mv = mv;
    this.locals = locals;
  }

  static boolean asks(int opcode, String name, String desc) {
    return opcode == Opcodes.INVOKEVIRTUAL && name.equals("isAlive") && desc.equals("()Z");
  }

  void call(String owner, String name, String desc) {
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, locals.scratch(1));
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, desc, false);
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ISTORE, locals.scratch(2));
    mv.visitVarInsn(Opcodes.ALOAD, locals.scratch(1));
    mv.visitVarInsn(Opcodes.ILOAD, locals.scratch(2));
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, MODEL, "asked", "(Ljava/lang/Object;Z)V", false);
  }
}
