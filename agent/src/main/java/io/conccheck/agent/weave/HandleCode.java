package io.conccheck.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Emits an access by a {@code VarHandle} with its edges around it. Such calls have no body that
 * could be hooked. The name of the call is the access mode: it tells which edges there are, and how
 * many of the arguments are values, all others being coordinates.
 */
final class HandleCode {

  private static final String HANDLE = "java/lang/invoke/VarHandle";
  private static final String HANDLES = Names.BOOT + "Handles";
  private static final String SYNC = Names.BOOT + "Sync";
  private static final String TENTATIVE = "L" + Names.SYNC_VAR + "$Tentative;";

  private final MethodVisitor mv;
  private final TrackedLocals locals;

  HandleCode(MethodVisitor mv, TrackedLocals locals) {
    this.mv = mv;
    this.locals = locals;
  }

  /** True if the call is an access in a mode that orders anything. */
  static boolean orders(int opcode, String owner, String name) {
    return opcode == Opcodes.INVOKEVIRTUAL
        && owner.equals(HANDLE)
        && (acquires(name) || releases(name));
  }

  private static boolean swaps(String mode) {
    return mode.startsWith("compareAnd") || mode.startsWith("weakCompareAnd");
  }

  private static boolean updates(String mode) {
    return mode.startsWith("getAnd") || swaps(mode) && !mode.endsWith("Plain");
  }

  private static boolean acquires(String mode) {
    return mode.equals("getVolatile")
        || mode.equals("getAcquire")
        || updates(mode) && !mode.endsWith("Release");
  }

  private static boolean releases(String mode) {
    return mode.equals("setVolatile")
        || mode.equals("setRelease")
        || updates(mode) && !mode.endsWith("Acquire");
  }

  private static int values(String mode) {
    return swaps(mode) ? 2 : mode.equals("getVolatile") || mode.equals("getAcquire") ? 0 : 1;
  }

  void call(String mode, String desc) {
    Type[] args = Type.getArgumentTypes(desc);
    int var = locals.scratch(1);
    int release = locals.scratch(2);
    for (int i = args.length - 1; i >= 0; i--) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ISTORE), locals.scratch(3 + i));
    }
    mv.visitInsn(Opcodes.DUP);
    coordinates(args, args.length - values(mode));
    mv.visitVarInsn(Opcodes.ASTORE, var);
    if (releases(mode)) {
      mv.visitVarInsn(Opcodes.ALOAD, var);
      String tentatively = "(Ljava/lang/Object;)" + TENTATIVE;
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, SYNC, "releaseTentatively", tentatively, false);
      mv.visitVarInsn(Opcodes.ASTORE, release);
    }
    for (int i = 0; i < args.length; i++) {
      mv.visitVarInsn(args[i].getOpcode(Opcodes.ILOAD), locals.scratch(3 + i));
    }
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, mode, desc, false);
    if (releases(mode) && Type.getReturnType(desc) == Type.BOOLEAN_TYPE && swaps(mode)) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitVarInsn(Opcodes.ALOAD, release);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, "settle", "(Z" + TENTATIVE + ")V", false);
    }
    if (acquires(mode)) {
      mv.visitVarInsn(Opcodes.ALOAD, var);
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, SYNC, "acquire", "(Ljava/lang/Object;)V", false);
    }
  }

  /** Turns the handle on the stack into the sync variable of what it accesses. */
  private void coordinates(Type[] args, int count) {
    boolean target = count > 0 && args[0].getSort() >= Type.ARRAY;
    if (target) {
      mv.visitVarInsn(Opcodes.ALOAD, locals.scratch(3));
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
    Type index = count > 1 ? args[1] : null;
    if (index == Type.LONG_TYPE) {
      mv.visitVarInsn(Opcodes.LLOAD, locals.scratch(4));
      mv.visitInsn(Opcodes.L2I);
    } else if (index != null && index.getSort() <= Type.INT) {
      mv.visitVarInsn(Opcodes.ILOAD, locals.scratch(4));
    } else {
      mv.visitInsn(Opcodes.ICONST_0);
    }
    MethodContext.pushInt(mv, target ? count : 0);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        HANDLES,
        "var",
        "(Ljava/lang/Object;Ljava/lang/Object;II)" + Names.SYNC_VAR_DESC,
        false);
  }
}
